// SPDX-License-Identifier: Apache-2.0
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "model/jsonl.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;

std::string intensity_of(const ledger::Event& event) { return event.intensity ? model::print_number(*event.intensity) : std::string(); }

std::string line_of(const ledger::Event& event) {
  model::Statement statement;
  statement.kind = "event";
  statement.roles = {{"source", event.from}, {"target", event.to}, {"code", event.code}, {"scheme", event.scheme}};
  if (event.intensity) statement.roles.push_back({"intensity", *event.intensity});
  if (!event.actor.empty()) statement.roles.push_back({"by", event.actor});
  if (!event.recipient.empty()) statement.roles.push_back({"against", event.recipient});
  statement.time.on = time::day_text(event.day);
  statement.scope = model::Scope::table;
  statement.source.document = event.document;
  statement.source.document_hash = event.document_hash;
  statement.source.line = event.line;
  std::string out;
  model::write_jsonl(out, statement, event.id());
  return out;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = entities_named(arguments.positional(), **inquiry);
  if (!entities) return tl::unexpected(entities.error());
  ledger::EventFilter filter;
  if (!entities->empty()) filter.one = entities->front().value;
  if (entities->size() > 1) filter.other = entities->back().value;
  auto period = period_option(arguments);
  if (!period) return tl::unexpected(period.error());
  filter.period = *period;
  if (arguments.has("on")) {
    if (arguments.has("from") || arguments.has("to")) return fail(ErrorKind::usage, "--on does not go with --from and --to");
    auto on = date_option(arguments, "on");
    if (!on) return tl::unexpected(on.error());
    filter.period = time::bounds(*on).value_or(time::Bounds());
  }
  filter.code = arguments.value("code");
  filter.known = (*inquiry)->window().known;
  auto limit = arguments.number("limit", 0, 1);
  if (!limit) return tl::unexpected(limit.error());
  filter.limit = static_cast<std::size_t>(*limit);

  if (!(*inquiry)->window().licences.empty()) {
    auto sources = (*inquiry)->sources();
    if (!sources) return tl::unexpected(sources.error());
    for (const ledger::Source& source : *sources) filter.sources.push_back(source.number);
    if (filter.sources.empty()) filter.sources = {0};  // there is none of this number
  }
  const std::string format = arguments.value("format");
  if (format == "jsonl")
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
  base::TextTable table;
  for (const char* head : {"Day", "From", "To", "Act"}) table.column(head);
  table.column("Intensity", base::TextTable::Align::right);
  for (const char* head : {"By", "Towards", "Event"}) table.column(head);
  std::string rows;
  write_csv_row(rows, {"day", "source", "target", "scheme", "code", "intensity", "by", "against", "document", "line", "id"});
  std::size_t count = 0;
  auto all = (*inquiry)->ledger().events(filter, [&](const ledger::Event& event) -> base::Result<> {
    ++count;
    const std::string day = time::day_text(event.day);
    if (format == "jsonl") {
      session.out.write(line_of(event));
    } else if (format == "csv") {
      write_csv_row(rows, {day, event.from, event.to, event.scheme, event.code, intensity_of(event), event.actor, event.recipient,
                           event.document, std::to_string(event.line), event.id()});
      session.out.write(rows);
      rows.clear();
    } else {
      table.row({day, event.from, event.to, event.code, intensity_of(event), event.actor, event.recipient, event.id()});
    }
    return {};
  });
  if (!all) return tl::unexpected(all.error());
  if (format == "csv") session.out.write(rows);
  if (count == 0) {
    say("no such event");
    return 1;
  }
  if (format != "table") return 0;
  session.out.write(table.render(columns()));
  if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  return 0;
}

}  // namespace

Command command_events() {
  Command command;
  command.name = "events";
  command.summary = "print coded events between states";
  command.description = {
      "Prints the events that machines coded out of news (ICEWS, GDELT and the like; see import): who acted towards whom on which day, the "
      "act by its code in CAMEO or PLOVER, from friendly (10) to hostile (-10). With two states, what either did towards the other.",
      "They are no statements and take no part in facts, briefs and audits. Exit code 1 says that there is none."};
  command.arguments = {{.name = "A", .help = "a state; left out: all", .required = false, .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options = with_window({{.name = "on", .value = "DATE", .help = "only then: a day, month or year (EDTF)"},
                                 {.name = "from", .value = "DATE", .help = "not before it"},
                                 {.name = "to", .value = "DATE", .help = "not after it"},
                                 {.name = "code", .value = "CODE", .help = "only acts whose code begins so: 04, 19"},
                                 {.name = "limit", .value = "N", .help = "at most so many, the first ones"},
                                 format_option({"table", "jsonl", "csv"})});
  // Events are not supposed.
  std::erase_if(command.options, [](const Option& option) { return option.name == "suppose"; });
  command.examples = {{"chancery events BGD VNM --on 2018-06-01", "What two states did towards each other on a day"},
                      {"chancery events KAZ --from 2018 --code 19 --format jsonl", "Fights in which a state took part, as data"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
