// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"

namespace chancery::cli {
namespace {

using ledger::Cell;

std::string text_of_cell(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&cell)) return model::print_number(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return "";
}

void write_json(std::string& out, const std::vector<std::string>& names, const std::vector<Cell>& cells) {
  base::JsonWriter json(out);
  json.begin_object();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    json.key(names[i]);
    if (const auto* whole = std::get_if<std::int64_t>(&cells[i]))
      json.value(*whole);
    else if (const auto* number = std::get_if<double>(&cells[i]))
      json.value(*number);
    else if (const auto* text = std::get_if<std::string>(&cells[i]))
      json.value(*text);
    else
      json.null();
  }
  json.end_object();
  out += '\n';
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  const std::string format = arguments.value("format");
  ledger::SqlLimits limits;
  auto rows = arguments.number("limit", 100000, 1);
  if (!rows) return tl::unexpected(rows.error());
  auto seconds = arguments.number("seconds", 30, 1);
  if (!seconds) return tl::unexpected(seconds.error());
  limits.rows = *rows;
  limits.seconds = static_cast<double>(*seconds);
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());

  base::TextTable table;
  std::vector<std::string> columns_of;
  auto head = [&](const std::vector<std::string>& names) {
    columns_of = names;
    std::string out;
    if (format == "csv") write_csv_row(out, names);
    for (const std::string& name : names) table.column(name);
    session.out.write(out);
    return true;
  };
  auto row = [&](const std::vector<Cell>& cells) {
    std::vector<std::string> texts;
    for (const Cell& cell : cells) texts.push_back(text_of_cell(cell));
    std::string out;
    if (format == "table")
      table.row(std::move(texts));
    else if (format == "csv")
      write_csv_row(out, texts);
    else
      write_json(out, columns_of, cells);
    session.out.write(out);
    return !session.out.closed();
  };
  auto whole = (*inquiry)->ledger().sql(arguments.positional().front(), limits, head, row);
  if (!whole) return tl::unexpected(whole.error());
  if (format == "table") {
    session.out.write(table.render(columns()));
    if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  }
  if (!*whole) say(fmt::format("these are the first {} rows; there are more (--limit)", limits.rows));
  return 0;
}

}  // namespace

Command command_sql() {
  Command command;
  command.name = "sql";
  command.summary = "ask the ledger in SQL";
  command.description = {
      "Answers one SELECT of SQLite's SQL over views that keep their columns from version to version: statements, roles, mentions, "
      "sources, retractions, proposals, declarations, decisions, revisions (docs/formats/sql.md). Nothing can be written, no other file "
      "read.",
      "It sees all that was ever recorded; what was taken back has `retracted`."};
  command.arguments = {{.name = "QUESTION", .help = "a SELECT"}};
  command.options = {{.name = "limit", .value = "N", .help = "at most so many rows", .fallback = "100000"},
                     {.name = "seconds", .value = "N", .help = "give up after so long", .fallback = "30"},
                     format_option({"table", "csv", "jsonl"})};
  command.examples = {{"chancery sql \"SELECT kind, count(*) FROM statements WHERE NOT retracted GROUP BY kind\"",
                       "How many statements of each kind there are"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
