// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <optional>

#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/documents.h"
#include "cli/in_order.h"
#include "cli/session.h"
#include "model/jsonl.h"

namespace chancery::cli {
namespace {

struct Settings {
  DocumentSettings documents;
  reading::Options reading;
  bool jsonl = false, unread = false, keep = false;
};

// What became of one file.
struct Outcome {
  base::Error error;  // where `read` is false
  bool read = false;
  ledger::SourceDocument source;  // its text only where it is kept
  reading::Reading reading;
  std::vector<std::string> warnings;
  std::string lines;  // of JSON, where they are wanted
};

Outcome read_one(const std::string& path, const reading::Reader& reader, const Settings& settings) {
  Outcome out;
  auto document = open_document(path, settings.documents);
  if (!document) {
    out.error = document.error();
    return out;
  }
  out.read = true;
  out.reading = reader.read(*document, settings.reading);
  out.warnings = std::move(document->warnings);
  out.warnings.insert(out.warnings.end(), out.reading.warnings.begin(), out.reading.warnings.end());
  if (settings.jsonl)
    for (const model::Statement& statement : out.reading.statements) model::write_jsonl(out.lines, statement, model::id_of(statement));
  if (!settings.unread) out.reading.unread.clear();
  if (settings.keep) {
    std::string published = settings.reading.published.empty() ? document->published : settings.reading.published;
    out.source = {document->path,  document->hash,       std::string(name_of(document->form)),
                  document->title, std::move(published), std::move(document->text)};
  }
  return out;
}

// Puts what was read where it belongs, in the order of the files.
class Collector {
 public:
  Collector(Session& session, const Settings& settings, std::size_t files) : session_(session), settings_(settings), files_(files) {}

  // A ledger that is there is opened at once, so that one that cannot be used is told before anything is read.
  base::Result<> prepare() {
    if (!settings_.keep) return {};
    auto path = session_.ledger_path();
    if (!path) return tl::unexpected(path.error());
    std::error_code error;
    if (std::filesystem::exists(*path, error)) return open_ledger();
    return {};
  }

  bool take(std::size_t i, const std::string& path, const Outcome& outcome) {
    progress(i + 1);
    if (!outcome.read) {
      ++unreadable_;
      say(outcome.error, "read");
      return true;
    }
    for (const std::string& warning : outcome.warnings) say("chancery read: warning: " + path + ": " + warning);
    if (settings_.keep) {
      if (auto done = keep(outcome); !done) {
        failure_ = done.error();
        return false;
      }
    }
    ++read_;
    for (const model::Statement& statement : outcome.reading.statements) {
      ++kinds_[statement.kind];
      ++statements_;
    }
    session_.out.write(outcome.lines);
    for (const reading::Unread& unread : outcome.reading.unread) {
      ++unread_count_;
      unread_ += fmt::format("{}, characters {}–{}\n", base::printable(path), unread.from, unread.to);
      for (const std::string& line : base::wrap(base::printable(unread.text), columns() - 2)) unread_ += "  " + line + "\n";
    }
    // Nobody reads what is printed any more; what is kept is still kept.
    return settings_.keep || !session_.out.closed();
  }

  base::Result<int> finish() {
    progress(0);
    if (!settings_.jsonl && (read_ > 0 || files_ == 0)) session_.out.write(counts());
    if (failure_) return tl::unexpected(*failure_);
    return unreadable_ > 0 ? 1 : 0;
  }

 private:
  base::Result<> open_ledger() {
    auto opened = session_.ledger(ledger::Access::create);
    if (!opened) return tl::unexpected(opened.error());
    ledger_ = *opened;
    return {};
  }

  base::Result<> keep(const Outcome& outcome) {
    if (ledger_ == nullptr) {
      if (auto done = open_ledger(); !done) return done;
    }
    auto recorded = ledger_->record(outcome.source, outcome.reading.statements);
    if (!recorded) return tl::unexpected(recorded.error());
    total_.added += recorded->added;
    total_.kept += recorded->kept;
    total_.retracted += recorded->retracted;
    total_.restated += recorded->restated;
    return {};
  }

  std::string counts() const {
    base::TextTable table;
    table.column("Kind");
    table.column("Statements", base::TextTable::Align::right);
    for (const auto& [kind, count] : kinds_) table.row({kind, std::to_string(count)});
    table.row({fmt::format("all, of {} document{}", read_, read_ == 1 ? "" : "s"), std::to_string(statements_)});
    std::string out = table.render(columns());
    if (settings_.keep)
      out += fmt::format("\nIn the ledger: {} added, {} there already, {} retracted{}.\n", total_.added, total_.kept, total_.retracted,
                         total_.restated > 0 ? fmt::format(", {} restated", total_.restated) : "");
    if (settings_.unread) out += fmt::format("\nSentences that nothing was read from: {}\n\n", unread_count_) + unread_;
    return out;
  }

  // A line that is written over, on a terminal only; 0 wipes it.
  void progress(std::size_t done) const {
    if (files_ < 10 || !is_terminal(STDERR_FILENO) || is_terminal(STDOUT_FILENO)) return;
    std::string line = done > 0 ? fmt::format("\r{} of {} files", done, files_) : "\r\x1b[K";
    (void)!::write(STDERR_FILENO, line.data(), line.size());
  }

  Session& session_;
  const Settings& settings_;
  std::size_t files_;
  ledger::Ledger* ledger_ = nullptr;
  ledger::Recorded total_;
  std::map<std::string, std::size_t> kinds_;
  std::size_t statements_ = 0, read_ = 0, unreadable_ = 0, unread_count_ = 0;
  std::string unread_;
  std::optional<base::Error> failure_;
};

base::Result<Settings> settings_of(const Arguments& arguments, Session& session) {
  Settings settings;
  settings.jsonl = arguments.value("format") == "jsonl";
  settings.unread = arguments.has("unread");
  settings.keep = arguments.has("keep");
  if (settings.jsonl && settings.unread)
    return base::fail(base::ErrorKind::usage, "--unread goes with --format table", "", "statements and sentences would mix on one stream");
  auto documents = document_settings(arguments);
  if (!documents) return tl::unexpected(documents.error());
  settings.documents = std::move(*documents);
  settings.reading.published = settings.documents.published;
  auto subject = subject_option(arguments, session);
  if (!subject) return tl::unexpected(subject.error());
  settings.reading.subject = *subject;
  return settings;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto settings = settings_of(arguments, session);
  if (!settings) return tl::unexpected(settings.error());
  const std::vector<std::string>& files = arguments.positional();
  Collector collector(session, *settings, files.size());
  if (auto done = collector.prepare(); !done) return tl::unexpected(done.error());
  auto reader = session.reader();
  if (!reader) return tl::unexpected(reader.error());
  in_order(
      files.size(), settings->documents.threads, [&](std::size_t i) { return read_one(files[i], **reader, *settings); },
      [&](std::size_t i, const Outcome& outcome) { return collector.take(i, files[i], outcome); });
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
      "Plain text, Markdown, wikitext and the mirrored form with interleaved summaries are told apart by their shape. A file that cannot be read is "
      "named with the reason; the others "
      "are still read, and the exit code is 1."};
  command.arguments = {document_argument()};
  command.options = {
      {.name = "keep", .help = "record what is read in the ledger, which is made where it is not there", .letter = 'k'},
      {.name = "format",
       .value = "FORMAT",
       .help = "the form of the output",
       .choices = {"table", "jsonl"},
       .fallback = "table",
       .letter = 'f'},
      {.name = "unread", .help = "list the sentences that nothing was read from, too", .letter = 'u'},
      {.name = "subject",
       .value = "CODE",
       .help = "the state (or two, \"KAZ TUR\") that the documents are about; else what each says of itself"}};
  add_document_options(command.options);
  command.examples = {
      {"chancery read foreign-relations-of-kazakhstan.txt", "What a document says, by kind"},
      {"chancery read --format jsonl *.md > statements.jsonl", "All statements of many documents"},
      {"chancery read --keep *.txt", "Keep them in the ledger"},
      {"curl -s https://example.org/page.txt | chancery read --subject KAZ --unread -", "What a page left unread, of what is piped in"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
