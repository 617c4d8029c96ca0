// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "brief/draw.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using inquiry::Chain;
using inquiry::Fact;

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const std::vector<std::string>& asked = arguments.positional();
  std::string of = asked[0];
  base::Result<std::vector<Fact>> facts;
  if (asked.size() == 2) {
    auto entities = entities_named(arguments.positional(), **inquiry);
    if (!entities) return tl::unexpected(entities.error());
    of = (*entities)[0].name + " and " + (*entities)[1].name;
    facts = (*inquiry)->facts({.entities = {(*entities)[0].value, (*entities)[1].value}, .kind = "agreement"});
  } else {
    facts = inquiry::facts_on_agreement(**inquiry, of);
  }
  if (!facts) return tl::unexpected(facts.error());
  const std::vector<Chain> chains = inquiry::chains(*facts, **inquiry);
  const std::string format = arguments.value("format");
  if (chains.empty()) {
    say(asked.size() == 2 ? "no agreement of the two is told of in the ledger"
                          : fmt::format("no agreement with \"{}\" in its title is told of in the ledger", asked[0]));
    return 1;
  }
  if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    write_lines(session, chains, [&](base::JsonWriter& json, const Chain& chain) { exchange::write_chain(json, chain, *facts); });
    return 0;
  }
  auto dossier = brief::draw_chains(**inquiry, of, *facts, chains);
  if (!dossier) return tl::unexpected(dossier.error());
  session.out.write(write_dossier(*dossier, format));
  return 0;
}

}  // namespace

Command command_treaty() {
  Command command;
  command.name = "treaty";
  command.summary = "print the life of an agreement: signed, ratified, in force, joined, ended";
  command.description = {
      "Puts together what is told of each agreement, by its title or of two parties: one step below the other, each with its dates, by "
      "whom, and "
      "what is not said of it.",
      "A title is known by its words: small ones, and what it calls itself (treaty, protocol), make no difference. Exit code 1 says that "
      "nothing "
      "was found."};
  command.arguments = {{.name = "TITLE|A", .help = "words of the title; with B, a party", .complete = Complete::state},
                       {.name = "B", .help = "the other party", .required = false, .complete = Complete::state}};
  command.options = with_window({format_option({"text", "jsonl", "md", "html"})});
  command.examples = {{"chancery treaty \"nuclear test ban\"", "What became of one treaty"},
                      {"chancery treaty KAZ CHN", "All agreements of two"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
