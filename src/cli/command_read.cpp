// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <unistd.h>

#include <optional>

#include "base/layout.h"
#include "base/sha256.h"
#include "cli/collector.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/help.h"
#include "cli/in_order.h"
#include "cli/known_sources.h"
#include "cli/read_one.h"
#include "cli/session.h"
#include "cli/statement_file.h"

namespace chancery::cli {
namespace {

// All that was typed, checked.
struct Typed {
  ReadSettings read;
  std::string output;
  bool resume = false;
  Progress::Show progress = Progress::Show::never;
};

base::Result<Typed> typed_in(const Arguments& arguments, Session& session) {
  Typed typed;
  ReadSettings& read = typed.read;
  const bool jsonl = arguments.value("format") == "jsonl";
  typed.output = arguments.value("output");
  typed.resume = arguments.has("resume");
  read.table = !jsonl;
  read.lines = jsonl || !typed.output.empty();
  read.unread = arguments.has("unread");
  read.keep = arguments.has("keep");
  if (jsonl && read.unread)
    return base::fail(base::ErrorKind::usage, "--unread goes with --format table", "", "statements and sentences would mix on one stream");
  if (typed.resume && typed.output.empty() && !read.keep)
    return base::fail(base::ErrorKind::usage, "--resume goes with --output or --keep", "",
                      "what is only printed leaves nothing to go on from");
  auto documents = document_settings(arguments);
  if (!documents) return tl::unexpected(documents.error());
  read.documents = std::move(*documents);
  read.reading.published = read.documents.published;
  auto subject = subject_option(arguments, session);
  if (!subject) return tl::unexpected(subject.error());
  read.reading.subject = *subject;
  if (arguments.has("source")) {
    auto kinds = session.kinds();
    if (!kinds) return tl::unexpected(kinds.error());
    auto mappings = mappings_of(arguments, **kinds);
    if (!mappings) return tl::unexpected(mappings.error());
    auto source = mapping_named(arguments.value("source"), *mappings);
    if (!source) return tl::unexpected(source.error());
    if ((*source)->reader != sources::Mapping::kProse)
      return base::fail(base::ErrorKind::usage, (*source)->name + " is a dataset, no prose", "",
                        "chancery import " + (*source)->name + " FILE…");
    if (!read.keep)
      return base::fail(base::ErrorKind::usage, "--source goes with --keep", "", "terms and coverage are the ledger's to keep");
    read.source = **source;
  }
  // On a terminal that shows the statements, progress would stand between them.
  if (arguments.has("progress"))
    typed.progress = is_terminal(STDERR_FILENO) ? Progress::Show::over : Progress::Show::lines;
  else if (is_terminal(STDERR_FILENO) && !(jsonl && is_terminal(STDOUT_FILENO)))
    typed.progress = Progress::Show::over;
  return typed;
}

// What the statements depend on besides the documents.
base::Result<std::string> reader_of(const Typed& typed, Session& session) {
  auto tables = session.tables_hash();
  if (!tables) return tl::unexpected(tables.error());
  const ReadSettings& read = typed.read;
  return base::sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}\n{}", kVersion, *tables, read.documents.options.form,
                                      read.documents.options.ignore_headings, read.reading.subject, read.reading.published));
}

// And which documents there are.
std::string run_of(const Typed& typed, const Arguments& arguments) {
  std::string all = typed.read.reader;
  for (const std::string& file : arguments.positional()) all += "\nfile " + file;
  for (const std::string& title : arguments.values("page")) all += "\npage " + title;
  const document::Corpus::Wanted& wanted = typed.read.documents.wanted;
  for (std::int64_t number : wanted.pages.namespaces) all += fmt::format("\nnamespace {}", number);
  all += fmt::format("\n{} {}", wanted.recursive, wanted.max_size);
  return base::sha256_hex(all);
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto typed = typed_in(arguments, session);
  if (!typed) return tl::unexpected(typed.error());
  if (typed->read.keep || !typed->output.empty()) {
    auto name = reader_of(*typed, session);
    if (!name) return tl::unexpected(name.error());
    typed->read.reader = *name;
  }
  std::optional<StatementFile> file;
  if (!typed->output.empty()) {
    const std::string run = run_of(*typed, arguments);
    if (typed->resume) {
      auto resumed = StatementFile::resume(typed->output, run);
      if (!resumed) return tl::unexpected(resumed.error());
      if (!*resumed) {
        say("chancery read: " + typed->output + " is whole: nothing to go on with");
        return 0;
      }
      file = std::move(*resumed);
    } else {
      auto created = StatementFile::create(typed->output, run);
      if (!created) return tl::unexpected(created.error());
      file = std::move(*created);
    }
  }
  document::Corpus corpus(arguments.positional(), typed->read.documents.wanted);
  Progress progress(typed->progress, corpus.size());
  Collector collector(session, typed->read, file ? &*file : nullptr, progress);
  if (auto done = collector.prepare(); !done) return tl::unexpected(done.error());
  auto reader = session.reader();
  if (!reader) return tl::unexpected(reader.error());
  Hashes known;
  if (file) {  // the file tells what is done, and needs the statements of documents that the ledger has
    for (std::uint64_t i = 1; i <= file->start().documents; ++i) {
      auto item = corpus.next();
      if (item && (i < file->start().documents || base::printable(item->path) == file->start().last)) continue;
      return base::fail(base::ErrorKind::conflict, "the documents are others than those of the run that was stopped", typed->output,
                        "to begin anew, remove " + typed->output + ".progress");
    }
  } else if (typed->resume) {
    auto hashes = collector.known();
    if (!hashes) return tl::unexpected(hashes.error());
    known = std::move(*hashes);
  }
  bool stopped = false;
  in_order(
      typed->read.documents.threads,
      [&] {
        auto item = corpus.next();
        progress.taken(corpus.taken());
        return item;
      },
      [&](document::Item item) { return read_one(std::move(item), **reader, typed->read, known); },
      [&](Outcome outcome) { return !(stopped = !collector.take(std::move(outcome))); });
  if (!stopped)
    for (const std::string& title : corpus.unmet_pages()) collector.complain(no_such_page(title));
  return collector.finish();
}

}  // namespace

Command command_read() {
  Command command;
  command.name = "read";
  command.summary = "read documents and print the statements that they make";
  command.description = {
      "Reads each FILE (- is standard input) and prints what it says: as a count by kind, or with --format jsonl as statements, one a "
      "line, in the order of files "
      "and places. Nothing is kept unless --keep is given: then all that a document says goes into the ledger, or, where something fails, "
      "nothing of it. What is in "
      "the ledger already is not added again.",
      "A FILE may be compressed (gzip, bzip2, xz, Zstandard), a PDF, or an export or dump of a wiki (MediaWiki's XML), of which every page "
      "is "
      "a document: FILE#TITLE. With --recursive, folders stand for the files in them, in order of path.",
      "Plain text, Markdown, HTML, wikitext and the mirrored form with interleaved summaries are told apart by their shape. A file that "
      "cannot be read is "
      "named with the reason; the others "
      "are still read, and the exit code is 1."};
  command.arguments = {document_argument()};
  command.options = {{.name = "keep", .help = "record what is read in the ledger, which is made where it is not there", .letter = 'k'},
                     format_option({"table", "jsonl"}),
                     {.name = "output",
                      .value = "NAME",
                      .help = "write the statements to this file, as JSON Lines",
                      .letter = 'o',
                      .complete = Complete::file},
                     {.name = "source",
                      .value = "NAME",
                      .help = "with --keep: record the terms and the coverage of this source, a guide or an almanac (import --list)"},
                     {.name = "resume", .help = "go on where a run with --output or --keep was stopped: what it has done is passed over"},
                     {.name = "progress", .help = "tell on standard error how far it has come, also where that is no terminal"},
                     {.name = "unread", .help = "list the sentences that nothing was read from, too", .letter = 'u'},
                     {.name = "subject",
                      .value = "CODE",
                      .help = "the state (or two, \"KAZ TUR\") that the documents are about; else what each says of itself"}};
  add_document_options(command.options);
  command.examples = {
      {"chancery read foreign-relations-of-kazakhstan.txt", "What a document says, by kind"},
      {"chancery read --format jsonl *.md > statements.jsonl", "All statements of many documents"},
      {"chancery read --keep *.txt", "Keep them in the ledger"},
      {"chancery read --page \"Foreign relations of *\" --output statements.jsonl wiki.xml.bz2", "Some articles of a wiki's dump"},
      {"chancery read --keep --resume --recursive documents wiki.xml.bz2", "Go on with a long run, or read what came since"},
      {"curl -s https://example.org/page.txt | chancery read --subject KAZ --unread -", "What a page left unread, of what is piped in"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
