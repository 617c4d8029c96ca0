// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/layout.h"
#include "brief/phrase.h"
#include "brief/silence.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using inquiry::Fact;

std::string table(const std::vector<Fact>& facts, const inquiry::Inquiry& inquiry) {
  brief::Phrases phrases(inquiry);
  base::TextTable table;
  table.column("Kind");
  table.column("Fact");
  table.column("Said", base::TextTable::Align::right);
  table.column("Statement");
  for (const Fact& fact : facts) {
    std::string words = phrases.sentence(fact);
    if (fact.mode != model::Mode::fact) words = std::string(model::name_of(fact.mode)) + ": " + words;
    if (std::none_of(fact.statements.begin(), fact.statements.end(),
                     [](const ledger::Entry& entry) { return entry.by.empty() || !entry.statement.rule.empty(); }))
      words += " (proposed by " + fact.statements[0].by[0] + ")";
    table.row({fact.kind, words, std::to_string(fact.statements.size()) + "×", fact.statements[0].id.substr(0, 13)});
  }
  return table.render(columns());
}

std::string csv(const std::vector<Fact>& facts) {
  std::vector<std::string> roles;
  for (const Fact& fact : facts)
    for (const model::Role& role : fact.roles)
      if (std::find(roles.begin(), roles.end(), role.name) == roles.end()) roles.push_back(role.name);
  std::vector<std::string> row = {"kind"};
  row.insert(row.end(), roles.begin(), roles.end());
  row.insert(row.end(), {"on", "since", "until", "at", "polarity", "mode", "certainty", "document", "statements"});
  std::string out;
  write_csv_row(out, row);
  for (const Fact& fact : facts) {
    row = {fact.kind};
    for (const std::string& role : roles) {
      const model::Value* value = fact.role(role);
      row.push_back(value != nullptr ? text_of(*value) : "");
    }
    std::string ids;
    for (const ledger::Entry& entry : fact.statements) ids += (ids.empty() ? "" : " ") + entry.id;
    row.insert(row.end(), {fact.time.on, fact.time.since, fact.time.until, fact.time.at, fact.polarity ? "true" : "false",
                           std::string(model::name_of(fact.mode)), std::string(time::name_of(fact.truth)),
                           fact.statements[0].statement.source.document, ids});
    write_csv_row(out, row);
  }
  return out;
}

// Where coded events of those asked about are.
base::Result<> tell_of_events(const std::vector<std::string>& values, const inquiry::Inquiry& inquiry) {
  if (values.empty() || values.size() > 2) return {};
  const std::string other = values.size() > 1 ? values.back() : "";
  auto has = inquiry.ledger().has_events(values.front(), other, inquiry.window().known);
  if (!has) return tl::unexpected(has.error());
  if (*has) say("coded events are kept apart: chancery events " + values.front() + (other.empty() ? "" : " " + other));
  return {};
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto question = question_of(arguments, session);
  if (!question) return tl::unexpected(question.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = entities_named(arguments.positional(), **inquiry, question->as_of);
  if (!entities) return tl::unexpected(entities.error());
  question->entities = values_of(*entities);
  auto facts = (*inquiry)->facts(*question);
  if (!facts) return tl::unexpected(facts.error());
  if (auto ok = tell_of_events(question->entities, **inquiry); !ok) return tl::unexpected(ok.error());
  std::string format = arguments.value("format");
  if (facts->empty()) {
    if (format == "csv") session.out.write(csv(*facts));
    auto answer = (*inquiry)->silence(*question, *facts);
    if (!answer) return tl::unexpected(answer.error());
    say(brief::silence_in_words(*answer, question->kind, **inquiry));
    return 1;
  }
  if (format == "csv") {
    session.out.write(csv(*facts));
  } else if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, question->as_of); !ok) return tl::unexpected(ok.error());
    write_lines(session, *facts, [](base::JsonWriter& json, const Fact& fact) { exchange::write_fact(json, fact); });
  } else {
    session.out.write(table(*facts, **inquiry));
    if (auto ok = write_foot(session, question->as_of); !ok) return tl::unexpected(ok.error());
  }
  return 0;
}

}  // namespace

Command command_facts() {
  Command command;
  command.name = "facts";
  command.summary = "print what is said of somebody, or of two";
  command.description = {
      "Prints the facts that the ledger's statements make, each once however often it is said. A and B are codes (KAZ, OSCE) or names "
      "(Kazakhstan, "
      "\"Nursultan Nazarbayev\"); with both, only facts that name both. Plans, allegations and requests are no facts and are left out "
      "unless asked for.",
      "With --as-of, only what held then; `possibly` marks what may have held, as far as its dates tell. Exit code 1 says that nothing was "
      "found."};
  command.arguments = {{.name = "A", .help = "a code or a name; left out: everybody", .required = false, .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options =
      with_window({{.name = "kind", .value = "KIND", .help = "only facts of this kind, such as mission or membership", .letter = 'k'},
                   role_option(),
                   as_of_option(),
                   {.name = "all-modes", .help = "plans, allegations and requests too, marked as such"},
                   format_option({"table", "jsonl", "csv"})});
  command.examples = {{"chancery facts KAZ --kind mission", "Who keeps missions with Kazakhstan, and where Kazakhstan does"},
                      {"chancery facts Kazakhstan Turkey --as-of 1995", "What stood between two states in 1995"},
                      {"chancery facts KAZ --format csv > kazakhstan.csv", "A spreadsheet of all"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
