// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/layout.h"
#include "brief/phrase.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"
#include "panel/balance.h"

namespace chancery::cli {
namespace {

using panel::Balance;
using panel::BalanceYear;
using panel::Component;
using panel::Range;
using panel::Ties;

std::string of_range(const std::optional<Range>& range, const char* unknown) {
  if (!range) return unknown;
  std::string from = model::print_number(range->from), to = model::print_number(range->to);
  return from == to ? from : from + "–" + to;
}

std::string of_evenness(const std::optional<Range>& range) {
  if (!range) return "?";
  std::string from = fmt::format("{:.2f}", range->from), to = fmt::format("{:.2f}", range->to);
  return from == to ? from : from + "–" + to;
}

std::string table(const Balance& balance) {
  base::TextTable table;
  table.column("Year");
  table.column("Ties");
  for (const inquiry::Entity& pole : balance.poles) table.column(pole.name, base::TextTable::Align::right);
  table.column("Evenness", base::TextTable::Align::right);
  for (const BalanceYear& year : balance.years) {
    for (const Component& component : year.components) {
      std::vector<std::string> row = {std::to_string(year.year), component.kind};
      for (const Ties& ties : component.poles) row.push_back(of_range(ties.amount, "?"));
      row.push_back(of_evenness(component.evenness));
      if (component.evenness && component.known < balance.poles.size())
        row.back() += fmt::format(" ({} of {})", component.known, balance.poles.size());
      table.row(std::move(row));
    }
    std::vector<std::string> row = {std::to_string(year.year), "all"};
    row.resize(2 + balance.poles.size());
    row.push_back(of_evenness(year.evenness));
    table.row(std::move(row));
  }
  return table.render(columns());
}

// The facts behind each number of a year, with a statement to ask `why` of.
std::string opened(const Balance& balance, const BalanceYear& year, const inquiry::Inquiry& inquiry) {
  brief::Phrases phrases(inquiry);
  base::TextTable table;
  table.column("Ties");
  table.column("With");
  table.column("Fact");
  table.column("Statement");
  for (const Component& component : year.components)
    for (std::size_t pole = 0; pole < balance.poles.size(); ++pole)
      for (std::size_t place : component.poles[pole].facts) {
        const inquiry::Fact& fact = balance.facts[place];
        table.row({component.kind, balance.poles[pole].name, phrases.sentence(fact), fact.statements[0].id.substr(0, 13)});
      }
  return table.empty() ? "" : "\n" + table.render(columns());
}

std::string csv(const Balance& balance) {
  std::string out;
  write_csv_row(out, {"state", "year", "ties", "pole", "least", "most", "reason", "currency"});
  auto row = [&](const BalanceYear& year, const std::string& ties, const std::string& pole, const std::optional<Range>& range,
                 const char* reason, const std::string& currency) {
    write_csv_row(out, {balance.state.value, std::to_string(year.year), ties, pole, range ? model::print_number(range->from) : "",
                        range ? model::print_number(range->to) : "", range ? "" : reason, currency});
  };
  for (const BalanceYear& year : balance.years) {
    for (const Component& component : year.components) {
      for (std::size_t pole = 0; pole < balance.poles.size(); ++pole)
        row(year, component.kind, balance.poles[pole].value, component.poles[pole].amount, "not said",
            component.poles[pole].amount && component.kind == "trade" ? balance.currency : "");
      row(year, component.kind, "evenness", component.evenness, "fewer than two known", "");
    }
    row(year, "all", "evenness", year.evenness, "nothing known", "");
  }
  return out;
}

base::Result<std::optional<int>> year_option(const Arguments& arguments, std::string_view option) {
  if (!arguments.has(option)) return std::nullopt;
  auto number = arguments.number(option, 0, 1);
  if (!number) return tl::unexpected(number.error());
  if (*number > 9999) return base::fail(base::ErrorKind::usage, fmt::format("--{} takes a year up to 9999", option));
  return static_cast<int>(*number);
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto from = year_option(arguments, "from"), to = year_option(arguments, "to");
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = entities_named(arguments.positional(), **inquiry);
  if (!entities) return tl::unexpected(entities.error());
  auto balance = panel::balance(**inquiry, entities->front(), std::span(*entities).subspan(1), *from, *to);
  if (!balance) return tl::unexpected(balance.error());
  if (balance->years.empty()) {
    say("nothing dated ties them in the ledger");
    return 1;
  }
  const std::string format = arguments.value("format");
  if (format == "csv") session.out.write(csv(*balance));
  if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    write_lines(session, balance->years,
                [&](base::JsonWriter& json, const BalanceYear& year) { exchange::write_balance_year(json, *balance, year); });
  }
  if (format == "table") {
    session.out.write(table(*balance));
    if (balance->years.size() == 1) session.out.write(opened(*balance, balance->years[0], **inquiry));
    if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  }
  return 0;
}

}  // namespace

Command command_balance() {
  Command command;
  command.name = "balance";
  command.summary = "count what ties a state to each of several partners, year by year, and how evenly";
  command.description = {
      "Counts, for each year, the visits, agreements, missions, shared memberships and trade that tie A to each partner, and tells how "
      "evenly "
      "they are spread: 1 is the same with each, 0 all with one. What dates leave open makes a range; `?` is unknown, which is not zero: "
      "nothing "
      "was said. An evenness over only some partners tells how many.",
      "For a single year, the facts behind the numbers are listed too; --format jsonl names their statements for every year. "
      "docs/balance.md "
      "gives the formulas."};
  command.arguments = {{.name = "A", .help = "the state in the middle, a code or a name", .complete = Complete::state},
                       {.name = "PARTNER", .help = "two or more that it balances between", .many = true, .complete = Complete::state}};
  command.options = with_window({{.name = "from", .value = "YEAR", .help = "the first year; else the first in which something began"},
                                 {.name = "to", .value = "YEAR", .help = "the last year; else the last in which something began"},
                                 format_option({"table", "csv", "jsonl"})});
  command.examples = {{"chancery balance Kazakhstan Russia China \"United States\" --from 1992 --to 2010", "Between three powers"},
                      {"chancery balance KAZ RUS CHN --from 2009 --to 2009", "One year, with the facts that were counted"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
