// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "base/json.h"
#include "base/layout.h"
#include "base/suggest.h"
#include "brief/findings.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/findings.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;

base::Result<audit::Scope> scope_of(const Arguments& arguments, const inquiry::Inquiry& inquiry, const audit::Rules& rules) {
  audit::Scope scope;
  for (const std::string& name : arguments.positional()) {
    auto entity = inquiry.resolve(name);
    if (!entity) return tl::unexpected(entity.error());
    scope.entities.push_back(entity->value);
  }
  scope.rule = arguments.value("rule");
  if (!scope.rule.empty() && !rules.find(scope.rule)) {
    std::vector<std::string> ids;
    for (const audit::Rule& rule : rules.all()) ids.emplace_back(rule.id);
    const std::string near = base::nearest(scope.rule, ids);
    return fail(ErrorKind::usage, fmt::format("there is no rule '{}'", scope.rule), "",
                near.empty() ? "`chancery audit rules` lists them" : "did you mean " + near + "?");
  }
  if (auto least = audit::severity_of(arguments.value("severity"))) scope.least = *least;
  scope.possible = arguments.has("possible");
  auto as_of = date_option(arguments, "as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  scope.as_of = *as_of;
  return scope;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto rules = session.audit_rules();
  if (!rules) return tl::unexpected(rules.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto scope = scope_of(arguments, **inquiry, **rules);
  if (!scope) return tl::unexpected(scope.error());
  const brief::Phrases phrases(**inquiry);
  auto findings = audit::audit(**inquiry, **rules, *scope, brief::words_for(phrases));
  if (!findings) return tl::unexpected(findings.error());
  auto decisions = audit::decisions_in(**inquiry);
  if (!decisions) return tl::unexpected(decisions.error());
  const std::size_t found = findings->size();
  if (!arguments.has("all")) std::erase_if(*findings, [&](const audit::Finding& finding) { return audit::settled(*decisions, finding); });

  const std::string format = arguments.value("format");
  const FindingsLayout layout{arguments.has("group"), columns()};
  if (auto ok = write_header(arguments, session, scope->as_of); !ok) return tl::unexpected(ok.error());
  if (format == "jsonl") {
    write_lines(session, *findings,
                [&](base::JsonWriter& json, const audit::Finding& finding) { exchange::write_finding(json, finding, *decisions); });
  } else {
    session.out.write(format == "csv"        ? findings_csv(*findings, *decisions)
                      : format == "markdown" ? findings_markdown(*findings, *decisions, layout)
                      : format == "table"    ? findings_table(*findings, layout)
                                             : findings_text(*findings, *decisions, layout));
  }
  std::size_t counts[3] = {};
  for (const audit::Finding& finding : *findings) ++counts[static_cast<std::size_t>(finding.rule->severity)];
  if (format == "text" || format == "table") {
    auto some = [](std::size_t number, const char* what) { return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"); };
    std::string line = fmt::format("{}: {}, {}, {}", some(findings->size(), "finding"), some(counts[2], "error"),
                                   some(counts[1], "warning"), some(counts[0], "notice"));
    if (found > findings->size()) line += fmt::format("; {} settled (--all shows them)", found - findings->size());
    session.out.write(line + "\n");
  }
  if (format != "jsonl" && format != "csv")
    if (auto ok = write_foot(session, scope->as_of); !ok) return tl::unexpected(ok.error());
  const auto limit = audit::severity_of(arguments.value("fail-on"));
  return limit && std::any_of(findings->begin(), findings->end(), [&](const audit::Finding& one) { return one.rule->severity >= *limit; });
}

base::Result<int> run_rules(const Arguments& arguments, Session& session) {
  auto rules = session.audit_rules();
  if (!rules) return tl::unexpected(rules.error());
  if (arguments.value("format") == "jsonl") {
    std::string out;
    for (const audit::Rule& rule : (*rules)->all()) {
      base::JsonWriter json(out);
      json.begin_object().field("id", rule.id).field("severity", name_of(rule.severity)).field("question", rule.question);
      json.field("check", rule.check).key("with").begin_object();
      for (const audit::Parameter& parameter : rule.parameters) {
        json.key(parameter.name).begin_array();
        for (std::string_view value : parameter.values) json.value(value);
        json.end_array();
      }
      json.end_object().field("settle", rule.settle).field("examples", rule.examples.size()).end_object();
      out += '\n';
    }
    session.out.write(out);
    return 0;
  }
  base::TextTable table;
  for (const char* head : {"Rule", "Severity", "Asks", "Check"}) table.column(head);
  for (const audit::Rule& rule : (*rules)->all())
    table.row({std::string(rule.id), std::string(name_of(rule.severity)), std::string(rule.question), std::string(rule.check)});
  session.out.write(table.render(columns()));
  return 0;
}

base::Result<audit::Finding> finding_of(Session& session, const std::string& key) {
  auto rules = session.audit_rules();
  if (!rules) return tl::unexpected(rules.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const brief::Phrases phrases(**inquiry);
  return audit::finding_of(**inquiry, **rules, brief::words_for(phrases), key);
}

base::Result<int> decide(const Arguments& arguments, Session& session, ledger::Decision::Action action) {
  auto finding = finding_of(session, arguments.positional()[0]);
  if (!finding) return tl::unexpected(finding.error());
  ledger::Decision decision;
  decision.action = action;
  decision.by = arguments.value("by");
  const std::size_t words = action == ledger::Decision::Action::prefer ? 2 : 1;
  if (action == ledger::Decision::Action::prefer) decision.preferred = arguments.positional()[1];
  if (arguments.positional().size() > words) decision.words = arguments.positional()[words];
  auto ledger = session.ledger(ledger::Access::write);
  if (!ledger) return tl::unexpected(ledger.error());
  if (auto done = audit::decide(**ledger, *finding, std::move(decision)); !done) return tl::unexpected(done.error());
  return 0;
}

Argument words_argument() { return {.name = "WORDS", .help = "why", .required = false}; }
Argument key_argument() { return {.name = "KEY", .help = "the finding's key, or the beginning of it"}; }

// A command that records what somebody says of a finding; the line of its example is what stands between its name and --by.
Command deciding(ledger::Decision::Action action, std::string summary, std::string description, std::vector<Argument> arguments,
                 Example example) {
  Command command;
  command.name = "audit " + std::string(name_of(action));
  command.summary = std::move(summary);
  command.description = {std::move(description)};
  command.arguments = std::move(arguments);
  command.options = {{.name = "by", .value = "NAME", .help = "who says so"}};
  command.examples = {{"chancery " + command.name + " " + example.line + " --by \"A. Editor\"", std::move(example.what)}};
  command.run = [action](const Arguments& given, Session& session) { return decide(given, session, action); };
  return command;
}

}  // namespace

Command command_audit() {
  Command command;
  command.name = "audit";
  command.summary = "print what contradicts what in the ledger, and why";
  command.description = {
      "Runs the audit's rules over all statements, or over those that name A (and B): events with two dates, embassies before relations, "
      "states that were no more, figures far apart. Each finding has both sides with the words that say them, what is likely behind it and "
      "what would settle it.",
      "Findings that only vague dates make possible are left out unless asked for with --possible; those that somebody has settled with "
      "`audit accept` or `audit prefer`, unless with --all. The exit code is 0 whatever is found, unless --fail-on says otherwise: then 1 "
      "where a finding is that severe."};
  command.arguments = {{.name = "A", .help = "a code or a name", .required = false, .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options =
      with_window({as_of_option(),
                   {.name = "rule", .value = "ID", .help = "only what this rule finds"},
                   {.name = "severity", .value = "S", .help = "only what is at least so severe", .choices = {"notice", "warning", "error"}},
                   {.name = "fail-on",
                    .value = "S",
                    .help = "end with exit code 1 where something is at least so severe",
                    .choices = {"notice", "warning", "error"}},
                   {.name = "group", .help = "put findings together that one wrong claim may be behind"},
                   {.name = "possible", .help = "findings that are only possible, too, as dates are vague"},
                   {.name = "all", .help = "settled ones, too"},
                   format_option({"text", "table", "jsonl", "csv", "markdown"})});
  command.examples = {{"chancery audit", "What contradicts what in all that was read"},
                      {"chancery audit KAZ ARM --group", "Between two, by what may be wrong"},
                      {"chancery audit --fail-on error --format csv > findings.csv", "For a check that runs every night"}};
  command.run = run;
  return command;
}

Command command_audit_rules() {
  Command command;
  command.name = "audit rules";
  command.summary = "list the rules of the audit";
  command.description = {"Lists the rules with the question that each asks and the check that it uses."};
  command.options = {format_option({"table", "jsonl"})};
  command.examples = {{"chancery audit rules", "What the audit looks for"}};
  command.run = run_rules;
  return command;
}

Command command_audit_accept() {
  return deciding(
      ledger::Decision::Action::accept, "settle a finding: both sides stay as they are",
      "Records that a finding is looked into and stands: both sides say what they say. It is not shown again unless with --all.",
      {key_argument(), words_argument()}, {"f:0123456789ab", "Both dates are in the sources"});
}

Command command_audit_prefer() {
  return deciding(
      ledger::Decision::Action::prefer, "settle a finding for the side of a statement",
      "Records that one side of a finding is right. Nothing is taken back: the other side stays in the ledger.",
      {key_argument(), {.name = "STATEMENT", .help = "the id of a statement of that side, or the beginning of it"}, words_argument()},
      {"f:0123456789ab st:0a1b2c", "This statement has the right date"});
}

Command command_audit_note() {
  return deciding(ledger::Decision::Action::note, "write a note beside a finding",
                  "Records words about a finding, which stays open; they are shown with it.",
                  {key_argument(), {.name = "WORDS", .help = "what to say of it"}},
                  {"f:0123456789ab \"asked the archive\"", "Where the work stands"});
}

}  // namespace chancery::cli
