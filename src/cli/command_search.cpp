// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "model/jsonl.h"
#include "model/words.h"

namespace chancery::cli {
namespace {

std::string table(const std::vector<ledger::Entry>& hits) {
  std::string out;
  for (const ledger::Entry& hit : hits) {
    const model::Statement& statement = hit.statement;
    out += fmt::format("{}, {} ({})\n", base::printable(statement.source.document), model::place_of(statement.source), hit.id);
    for (const std::string& line : base::wrap(base::printable(summary(statement)), columns() - 2)) out += "  " + line + "\n";
    if (const std::string_view words = model::words_of(statement.source); !words.empty())
      for (const std::string& line : base::wrap("“" + base::printable(words) + "”", columns() - 2)) out += "  " + line + "\n";
  }
  return out;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  ledger::Filter filter;
  auto kind = kind_option(arguments, session);
  if (!kind) return tl::unexpected(kind.error());
  filter.kind = *kind;
  auto limit = arguments.number("limit", 20, 1);
  if (!limit) return tl::unexpected(limit.error());
  filter.limit = *limit;
  std::string words;
  for (const std::string& word : arguments.positional()) words += (words.empty() ? "" : " ") + word;
  auto as_of = date_option(arguments, "as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  if (!as_of->empty()) {
    auto period = time::bounds(*as_of);
    if (!period) return tl::unexpected(period.error());
    filter.period = *period;
  }
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto hits = (*inquiry)->search(words, filter);
  if (!hits) return tl::unexpected(hits.error());
  if (hits->empty()) {
    say("nothing in the ledger has these words");
    return 1;
  }
  if (arguments.value("format") == "table") {
    session.out.write(table(*hits));
    if (auto ok = write_foot(session, *as_of); !ok) return tl::unexpected(ok.error());
    return 0;
  }
  if (auto ok = write_header(arguments, session, *as_of); !ok) return tl::unexpected(ok.error());
  std::string out;
  for (const ledger::Entry& hit : *hits) model::write_jsonl(out, hit.statement, hit.id);
  session.out.write(out);
  return 0;
}

}  // namespace

Command command_search() {
  Command command;
  command.name = "search";
  command.summary = "find statements by the words that are cited for them";
  command.description = {
      "Finds statements whose cited words, or the names in them, have all of the WORDs, in any order, in capitals or not, with accents or "
      "without; those in quotation marks one after the other. The best come first. Exit code 1 says that nothing was found."};
  command.arguments = {{.name = "WORD", .help = "what to look for", .many = true}};
  command.options = with_window({{.name = "kind", .value = "KIND", .help = "only statements of this kind", .letter = 'k'},
                                 as_of_option(),
                                 {.name = "limit", .value = "N", .help = "at most so many", .fallback = "20"},
                                 format_option({"table", "jsonl"})});
  // What is supposed cites no words.
  std::erase_if(command.options, [](const Option& option) { return option.name == "suppose"; });
  command.examples = {{"chancery search embassy Almaty", "Where both words are cited"},
                      {"chancery search '\"joint statement\"' --kind agreement", "Two words together, of agreements"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
