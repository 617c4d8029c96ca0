// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/files.h"
#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "document/document.h"
#include "reading/check.h"

namespace chancery::cli {
namespace {

using reading::Checked;
using reading::Problem;
using reading::Verdict;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Calls `each` with the number and the text of every line that is not blank.
void each_line(std::string_view text, auto&& each) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) each(number, line);
  }
}

void write_json(std::string& out, std::size_t number, const Checked& checked) {
  base::JsonWriter json(out);
  json.begin_object().field("line", number).field("verdict", name_of(checked.verdict())).key("problems").begin_array();
  for (const Problem& problem : checked.problems)
    json.begin_object().field("what", problem.what).field("where", problem.where).field("hint", problem.hint).end_object();
  json.end_array().end_object();
  out += '\n';
}

// A problem a row; the first has the line's number, its verdict and what it says.
void add_rows(base::TextTable& table, std::size_t number, const Checked& checked) {
  const std::string says = checked.statement.kind.empty() ? "" : base::shorten(summary(checked.statement), 200);
  std::vector<std::string> row = {std::to_string(number), std::string(name_of(checked.verdict())), says, "", ""};
  for (const Problem& problem : checked.problems) {
    row[3] = problem.where.empty() ? problem.what : problem.where + ": " + problem.what;
    row[4] = problem.hint;
    table.row(row);
    row = {"", "", "", "", ""};
  }
  if (checked.problems.empty()) table.row(row);
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  const bool jsonl = arguments.value("format") == "jsonl", keep = arguments.has("keep");
  const std::string proposed = arguments.positional()[0], path = arguments.value("document"), by = arguments.value("by");
  if (path.empty()) return base::fail(base::ErrorKind::usage, "--document is missing", "", "name the document that the statements cite");
  if (proposed == "-" && path == "-") return base::fail(base::ErrorKind::usage, "standard input (-) can be read once only");
  if (keep && by.find_first_not_of(" \t") == std::string::npos)
    return base::fail(base::ErrorKind::usage, "--keep needs --by WHOM", "", "what is kept is marked as proposed by them");
  if (!keep && !by.empty()) return base::fail(base::ErrorKind::usage, "--by goes with --keep");
  auto options = reading_options(arguments, session);
  if (!options) return tl::unexpected(options.error());
  document::Options form;
  form.form = arguments.value("form");
  auto size = arguments.size("max-size", base::kDefaultMaxSize);
  if (!size) return tl::unexpected(size.error());
  form.max_size = *size;
  auto lines = base::read_file(proposed, form.max_size);
  if (!lines) return tl::unexpected(lines.error());
  auto document = document::open(path, form);
  if (!document) return tl::unexpected(document.error());
  auto reader = session.reader();
  if (!reader) return tl::unexpected(reader.error());

  const reading::Checker checker(**reader, *document, *options);
  std::size_t counts[3] = {};
  std::vector<model::Statement> holding;
  base::TextTable table;
  table.column("Line", base::TextTable::Align::right);
  for (const char* head : {"Verdict", "Says", "Problem", "What was meant, or to do"}) table.column(head);
  each_line(*lines, [&](std::size_t number, std::string_view line) {
    Checked checked = checker.check(line);
    ++counts[static_cast<std::size_t>(checked.verdict())];
    if (jsonl) {
      std::string text;
      write_json(text, number, checked);
      session.out.write(text);
    } else {
      add_rows(table, number, checked);
    }
    if (checked.verdict() == Verdict::holds) holding.push_back(std::move(checked.statement));
  });
  std::string told = fmt::format("{} hold{}, {} doubtful, {} fail{}\n", counts[0], counts[0] == 1 ? "s" : "", counts[1], counts[2],
                                 counts[2] == 1 ? "s" : "");
  if (keep && !holding.empty()) {
    auto ledger = session.ledger(ledger::Access::create);
    if (!ledger) return tl::unexpected(ledger.error());
    const std::string date = options->published.empty() ? document->published : options->published;
    auto kept = (*ledger)->propose(
        {document->path, document->hash, std::string(name_of(document->form)), document->title, date, document->text}, holding, by);
    if (!kept) return tl::unexpected(kept.error());
    told += fmt::format("In the ledger: {} added, {} there already{}\n", kept->added, kept->kept,
                        kept->restated > 0 ? fmt::format(", {} restated", kept->restated) : "");
  }
  if (!jsonl) session.out.write((table.empty() ? "" : table.render(columns()) + "\n") + told);
  return counts[1] + counts[2] > 0 ? 1 : 0;
}

}  // namespace

Command command_check() {
  Command command;
  command.name = "check";
  command.summary = "tell which statements proposed from outside hold of a document";
  command.description = {
      "Reads statements as JSON Lines, as a language model or a colleague may propose them, and tells of each whether it holds: whether "
      "the "
      "document has its quote, its kind and roles are the model's, its times are possible, its names are known, and the words around the "
      "quote "
      "name, date and assert what it says. What only needs to be put right (a range, a name for a code) is said and holds; what a person "
      "should look "
      "at is doubtful.",
      "With --keep what holds goes into the ledger, marked with who proposed it; doubtful ones do not. The exit code is 0 when all hold, "
      "else 1."};
  command.arguments = {{.name = "PROPOSED", .help = "statements as JSON Lines, or - for standard input", .complete = Complete::file}};
  command.options = {
      {.name = "document", .value = "FILE", .help = "the document that they cite", .letter = 'd', .complete = Complete::file},
      {.name = "keep", .help = "record those that hold in the ledger, which is made where it is not there", .letter = 'k'},
      {.name = "by", .value = "WHOM", .help = "who proposes them, for --keep"},
      format_option({"table", "jsonl"}),
      {.name = "subject",
       .value = "CODE",
       .help = "the state (or two, \"KAZ TUR\") that the document is about; else what it says of itself"},
      {.name = "published", .value = "EDTF", .help = "when the document was written; else what it says of itself"},
      {.name = "form", .value = "FORM", .help = "how the document is laid out; else told by its shape", .choices = document::form_names()},
      {.name = "max-size", .value = "BYTES", .help = "the size above which a file is refused (64K, 256M, 1G)", .fallback = "256M"}};
  command.examples = {{"chancery check proposed.jsonl --document latvia.txt", "What of it holds, and what is wrong with the rest"},
                      {"chancery check proposed.jsonl --document latvia.txt --keep --by Anna", "Keep what holds, as proposed by Anna"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
