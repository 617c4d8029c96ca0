// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/documents.h"
#include "cli/session.h"
#include "reading/document_dates.h"

namespace chancery::cli {
namespace {

using reading::Anchor;
using reading::DateExpression;

std::string_view anchor_of(const DateExpression& date) { return date.anchor == Anchor::absolute ? "" : name_of(date.anchor); }

void write_jsonl(std::string& out, const std::string& document, const DateExpression& date) {
  base::JsonWriter json(out);
  const auto field_or_null = [&](std::string_view name, std::string_view value) {
    json.key(name);
    if (value.empty())
      json.null();
    else
      json.value(value);
  };
  json.begin_object();
  if (!document.empty()) json.field("document", document);
  json.field("from", date.from).field("to", date.to).field("text", date.text).field("edtf", date.edtf);
  field_or_null("anchor", anchor_of(date));
  field_or_null("role", date.role);
  json.field("approximate", date.approximate).end_object();
  out += '\n';
}

std::string table_of(const std::vector<DateExpression>& dates) {
  base::TextTable table;
  for (const char* head : {"Date", "Role", "Words", "Counted from"}) table.column(head);
  table.column("Characters", base::TextTable::Align::right);
  for (const DateExpression& date : dates)
    table.row({(date.approximate ? "about " : "") + date.edtf, std::string(date.role), date.text, std::string(anchor_of(date)),
               std::to_string(date.from) + "–" + std::to_string(date.to)});
  return table.render(columns());
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto settings = document_settings(arguments);
  if (!settings) return tl::unexpected(settings.error());
  document::Corpus corpus(arguments.positional(), settings->wanted);
  const bool jsonl = arguments.value("format") == "jsonl", several = corpus.files() > 1;
  bool first = true;
  return each_document(
      corpus, *settings, "dates",
      [&](const document::Item& item, const document::Document& document) {
        const auto dates = reading::dates_of(document, settings->published);
        const bool named = several || item.page;
        std::string lines;
        if (jsonl) {
          for (const DateExpression& date : dates) write_jsonl(lines, named ? item.path : std::string(), date);
        } else {
          if (named) lines = base::printable(item.path) + "\n\n";
          lines += dates.empty() ? "no dates\n" : table_of(dates);
        }
        return lines;
      },
      [&](const std::string&, const std::string& lines) {
        if (!jsonl && !std::exchange(first, false)) session.out.write("\n");
        session.out.write(lines);
        return !session.out.closed();
      });
}

}  // namespace

Command command_dates() {
  Command command;
  command.name = "dates";
  command.summary = "list the dates that documents tell, as EDTF";
  command.description = {
      "Lists every date of each FILE (- is standard input) in order of place, with the characters where it stands. What an "
      "expression leaves out (\"in September\", \"the following year\") is counted from the date that was told before (previous-date) or "
      "from the document's own (document-date), and says so; where there is nothing to count from (none) it has no date.",
      "A date is a day, month, season, year, decade or century, never an interval: of \"from 3 to 5 May 1940\" each end is listed, with "
      "the "
      "role from or to; since, until, by (or before), after and as-of are roles too. \"About 1992\" is 1992, marked as approximate, "
      "\"the 1990s\" 199X, \"spring of 1943\" 1943-21 and \"264 BC\" -0263. Numbers that are no dates (\"Resolution 1992\", "
      "\"1992 tons\") are left alone. A file that cannot be read is named with the reason; the others are still read, and the exit code "
      "is 1."};
  command.arguments = {document_argument()};
  command.options = {format_option({"table", "jsonl"})};
  add_document_options(command.options);
  command.examples = {{"chancery dates history.txt", "The dates of a document, for people"},
                      {"chancery dates --format jsonl *.md > dates.jsonl", "Those of many documents, a line each"},
                      {"echo 'It opened in 1992 and closed two years later.' | chancery dates -", "The dates of a sentence"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
