// SPDX-License-Identifier: Apache-2.0
#include "brief/draw.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"

namespace chancery::cli {
namespace {

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto as_of = date_option(arguments, "as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto named = entities_named(arguments.positional(), **inquiry, *as_of);
  if (!named) return tl::unexpected(named.error());
  const std::vector<inquiry::Entity>& entities = *named;
  if (entities.size() == 2 && entities[0].value == entities[1].value)
    return base::fail(base::ErrorKind::usage, "A and B are the same: " + entities[0].name, "", "leave B out for the brief of one");
  auto rules = session.audit_rules();
  if (!rules) return tl::unexpected(rules.error());
  auto dossier = entities.size() == 2 ? brief::draw(**inquiry, entities[0], entities[1], *as_of, *rules)
                                      : brief::draw(**inquiry, entities[0], *as_of, *rules);
  if (!dossier) return tl::unexpected(dossier.error());
  session.out.write(write_dossier(*dossier, arguments.value("format")));
  return 0;
}

}  // namespace

Command command_brief() {
  Command command;
  command.name = "brief";
  command.summary = "print the brief of a state, or of two, with a footnote under each claim";
  command.description = {
      "Draws up what the ledger holds of one (grouped by partner) or of two: recognition and relations, missions, memberships, agreements, "
      "visits, trade, "
      "people, borders and disputes, what was said, and where sources contradict each other or say nothing.",
      "Each claim has marks such as [1] that lead to notes with the exact words, the document and the statement's id, which `chancery why` "
      "explains. "
      "What nobody says is told as a gap, with where it was looked for. The HTML page needs nothing but itself and prints on A4."};
  command.arguments = {{.name = "A", .help = "a code or a name", .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options = with_window({as_of_option(), format_option({"text", "md", "html", "json"})});
  command.examples = {{"chancery brief Kazakhstan", "The brief of a state"},
                      {"chancery brief KAZ TUR --format html > brief.html", "Of two, as a page to print"},
                      {"chancery brief KAZ --as-of 2000", "As things stood in 2000"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
