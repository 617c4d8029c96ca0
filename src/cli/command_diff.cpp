// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/files.h"
#include "base/layout.h"
#include "brief/phrase.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"
#include "inquiry/changes.h"
#include "inquiry/revisions.h"
#include "inquiry/suppose.h"

namespace chancery::cli {
namespace {

using inquiry::Change;

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

std::string table(const std::vector<Change>& changes, const inquiry::Inquiry& inquiry) {
  brief::Phrases phrases(inquiry);
  base::TextTable table;
  for (const char* head : {"", "Kind", "Fact", "Why"}) table.column(head);
  for (const Change& change : changes) {
    const std::string why = joined(change.why, "; ");
    if (change.kind == Change::Kind::changed) {
      table.row({"changed", change.after.kind, phrases.sentence(change.before) + " → " + phrases.sentence(change.after),
                 joined(change.what, ", ") + (why.empty() ? "" : ": " + why)});
    } else {
      const inquiry::Fact& fact = change.kind == Change::Kind::came ? change.after : change.before;
      table.row({std::string(name_of(change.kind)), fact.kind, phrases.sentence(fact), why});
    }
  }
  return table.render(columns());
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto question = question_of(arguments, session);
  if (!question) return tl::unexpected(question.error());
  const std::vector<std::string>& states = arguments.positional();
  if (states.empty() && !arguments.has("suppose"))
    return base::fail(base::ErrorKind::usage, "FROM is missing", "",
                      "name a pin or a date as of which the ledger was known, or --suppose FILE");

  // The session's own inquiry is what it is compared with: as it is now, or what is supposed.
  auto after = session.inquiry();
  if (!after) return tl::unexpected(after.error());
  const ledger::Ledger& ledger = (*after)->ledger();
  inquiry::Window before, later = (*after)->window();
  if (states.size() > 1) {
    auto revision = inquiry::revision(ledger, states[1]);
    if (!revision) return tl::unexpected(revision.error());
    later.known = revision->number;
  }
  before.known = later.known;
  if (!states.empty()) {
    auto revision = inquiry::revision(ledger, states[0]);
    if (!revision) return tl::unexpected(revision.error());
    before.known = revision->number;
  }
  const inquiry::Inquiry from(ledger, (*after)->gazetteer(), std::move(before)), to(ledger, (*after)->gazetteer(), std::move(later));
  auto entities = entities_named(arguments.values("of"), to, question->as_of);
  if (!entities) return tl::unexpected(entities.error());
  question->entities = values_of(*entities);
  auto changes = inquiry::changes(from, to, *question);
  if (!changes) return tl::unexpected(changes.error());
  if (arguments.value("format") == "jsonl") {
    write_lines(session, *changes, [](base::JsonWriter& json, const Change& change) { exchange::write_change(json, change); });
    return 0;
  }
  if (!changes->empty()) session.out.write(table(*changes, to));
  auto old_foot = from.foot(), new_foot = to.foot(question->as_of);
  if (!old_foot) return tl::unexpected(old_foot.error());
  if (!new_foot) return tl::unexpected(new_foot.error());
  session.out.write(fmt::format("{}{} change{}: {} → {}\n", changes->empty() ? "" : "\n", changes->size(), changes->size() == 1 ? "" : "s",
                                *old_foot, *new_foot));
  return 0;
}

}  // namespace

Command command_diff() {
  Command command;
  command.name = "diff";
  command.summary = "tell what the ledger came to know, and what it no longer holds, between two pins or dates";
  command.description = {
      "Compares the facts of two states of the ledger, each named by a pin or by a date as of which it was known; without TO, with now. "
      "Tells what "
      "came, what went and what changed, and why: which document was read, who proposed, corrected or took back what, and with which "
      "words.",
      "With --suppose, the second state has the statements of FILE laid over it: what would change if they held. FROM may then be left "
      "out."};
  command.arguments = {{.name = "FROM", .help = "a pin, or a date (EDTF)", .required = false},
                       {.name = "TO", .help = "another", .required = false}};
  command.options = {
      {.name = "of",
       .value = "NAME",
       .help = "only facts that name this state, organisation or person; twice: that name both",
       .complete = Complete::state,
       .many = true},
      {.name = "kind", .value = "KIND", .help = "only facts of this kind", .letter = 'k'},
      as_of_option(),
      {.name = "suppose", .value = "FILE", .help = "statements (JSON Lines) to lay over the second state", .complete = Complete::file},
      format_option({"table", "jsonl"})};
  command.examples = {{"chancery diff 2026-10 --of KAZ", "What became known of Kazakhstan since October"},
                      {"chancery diff --suppose leaving.jsonl --as-of 2028", "What would be otherwise in 2028 if that held"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
