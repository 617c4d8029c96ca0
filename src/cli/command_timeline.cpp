// SPDX-License-Identifier: Apache-2.0
#include "brief/draw.h"
#include "brief/phrase.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using inquiry::Fact;
using inquiry::Moment;

std::string csv(const std::vector<Moment>& moments, const std::vector<Fact>& facts, const brief::Phrases& phrases) {
  std::string out;
  write_csv_row(out, {"date", "earliest", "latest", "point", "kind", "fact", "document", "statements"});
  for (const Moment& moment : moments) {
    const Fact& fact = facts[moment.fact];
    std::string ids;
    for (const ledger::Entry& entry : fact.statements) ids += (ids.empty() ? "" : " ") + entry.id;
    write_csv_row(out, {moment.date, day_text(moment.bounds.earliest), day_text(moment.bounds.latest), std::string(name_of(moment.point)),
                        fact.kind, phrases.undated(fact), fact.statements[0].statement.source.document, ids});
  }
  return out;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto period = period_option(arguments);
  if (!period) return tl::unexpected(period.error());
  auto question = question_of(arguments, session);
  if (!question) return tl::unexpected(question.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = entities_named(arguments.positional(), **inquiry);
  if (!entities) return tl::unexpected(entities.error());
  question->entities = values_of(*entities);
  auto facts = (*inquiry)->facts(*question);
  if (!facts) return tl::unexpected(facts.error());
  const std::vector<Moment> moments = inquiry::moments(*facts, *period);
  const std::string format = arguments.value("format");
  if (format == "csv") {
    session.out.write(csv(moments, *facts, brief::Phrases(**inquiry)));
  } else if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    write_lines(session, moments,
                [&](base::JsonWriter& json, const Moment& moment) { exchange::write_moment(json, moment, (*facts)[moment.fact]); });
  } else if (!moments.empty()) {
    auto dossier = brief::draw_timeline(**inquiry, *entities, *facts, moments);
    if (!dossier) return tl::unexpected(dossier.error());
    session.out.write(write_dossier(*dossier, format));
  }
  if (moments.empty()) return say("nothing with a date is said of this in the ledger"), 1;
  return 0;
}

}  // namespace

Command command_timeline() {
  Command command;
  command.name = "timeline";
  command.summary = "print what happened when: the dated facts on somebody, or on two";
  command.description = {
      "Prints the dates of facts in order, each as it was said: a month or a year stays one, \"by 2005\" stays open. What began and ended "
      "has two. Facts without any date are left out.",
      "Each line leads to the words that say it. Exit code 1 says that nothing was found."};
  command.arguments = {{.name = "A", .help = "a code or a name; left out: everybody", .required = false, .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options =
      with_window({{.name = "from", .value = "DATE", .help = "only what may lie on or after this date (EDTF)"},
                   {.name = "to", .value = "DATE", .help = "only what may lie on or before this date (EDTF)"},
                   {.name = "kind", .value = "KIND", .help = "only facts of this kind, such as visit or mission", .letter = 'k'},
                   role_option(),
                   format_option({"text", "jsonl", "csv", "md", "html"})});
  command.examples = {{"chancery timeline KAZ TUR", "What happened between two states"},
                      {"chancery timeline KAZ --from 1991 --to 1995 --kind visit", "The visits of five years"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
