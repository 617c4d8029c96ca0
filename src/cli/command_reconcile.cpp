// SPDX-License-Identifier: Apache-2.0
// Where two sources differ on the same question, by likely cause.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "audit/reconcile.h"
#include "base/json.h"
#include "base/layout.h"
#include "base/suggest.h"
#include "brief/phrase.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kShown = 10;  // of each cause

// All sources that are meant: of this path, of this dataset (as import calls it), or with this title.
base::Result<std::set<std::int64_t>> sources_called(const std::string& name, const std::vector<ledger::Source>& sources) {
  std::set<std::int64_t> out;
  std::vector<std::string> names;
  for (const ledger::Source& source : sources) {
    if (source.path == name || source.form == name || source.terms.title == name) out.insert(source.number);
    names.insert(names.end(), {source.path, source.form, source.terms.title});
  }
  if (!out.empty()) return out;
  const std::string near = base::nearest(name, names);
  return fail(ErrorKind::not_found, fmt::format("no source of the ledger is called {}", name), "",
              near.empty() ? "`chancery sources` lists them" : "did you mean " + near + "?");
}

// What one side says and where, or that it says nothing.
std::string told(const std::optional<inquiry::Fact>& fact, const std::set<std::int64_t>& sources, const brief::Phrases& phrases) {
  if (!fact) return "–";
  for (const ledger::Entry& entry : fact->statements)
    if (sources.contains(entry.source))
      return fmt::format("{} ({}, {})", phrases.sentence(*fact), entry.id.substr(0, 13), model::place_of(entry.statement.source));
  return phrases.sentence(*fact);
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto kind = kind_option(arguments, session);
  if (!kind) return tl::unexpected(kind.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  auto first = sources_called(arguments.positional()[0], *sources), second = sources_called(arguments.positional()[1], *sources);
  if (!first) return tl::unexpected(first.error());
  if (!second) return tl::unexpected(second.error());
  auto reconciled = audit::reconcile(**inquiry, *first, *second, *kind);
  if (!reconciled) return tl::unexpected(reconciled.error());
  auto& differences = reconciled->differences;
  std::size_t counts[audit::kReasons] = {};
  for (const audit::Difference& one : differences) ++counts[static_cast<std::size_t>(one.reason)];
  if (const auto cause = audit::reason_of(arguments.value("cause")))
    std::erase_if(differences, [&](const audit::Difference& one) { return one.reason != *cause; });
  const brief::Phrases phrases(**inquiry);
  if (arguments.value("format") == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    write_lines(session, differences, [&](base::JsonWriter& json, const audit::Difference& one) {
      json.begin_object().field("cause", audit::name_of(one.reason)).field("what", one.what);
      for (auto [side, fact] : {std::pair("first", &one.first), {"second", &one.second}})
        if (*fact) exchange::write_fact(json.key(side), **fact, &phrases);
      json.end_object();
    });
    return 0;
  }
  base::TextTable table;
  for (const char* head : {"Likely cause", "What it means"}) table.column(head);
  table.column("Differences", base::TextTable::Align::right);
  for (int i = 0; i < audit::kReasons; ++i) {
    const auto cause = static_cast<audit::Reason>(i);
    if (counts[i] > 0)
      table.row({std::string(audit::name_of(cause)), std::string(audit::description_of(cause)), std::to_string(counts[i])});
  }
  std::string out = table.empty() ? "" : table.render(columns());
  out += fmt::format("{}{} facts agree; {} are told by the first alone, {} by the second, where the other covers nothing.\n",
                     out.empty() ? "" : "\n", reconciled->agreeing, reconciled->first_alone, reconciled->second_alone);
  for (auto at = differences.begin(); at != differences.end();) {
    const auto end = std::find_if(at, differences.end(), [&](const audit::Difference& one) { return one.reason != at->reason; });
    const std::size_t all = static_cast<std::size_t>(end - at), shown = arguments.has("all") ? all : std::min(all, kShown);
    base::TextTable rows;
    for (const std::string& head : {std::string("In"), arguments.positional()[0], arguments.positional()[1]}) rows.column(head);
    for (std::size_t i = 0; i < shown; ++i, ++at)
      rows.row({at->what, told(at->first, *first, phrases), told(at->second, *second, phrases)});
    out += fmt::format("\n{}\n{}", audit::name_of(end[-1].reason), rows.render(columns()));
    if (shown < all) out += fmt::format("and {} more (--all shows them)\n", all - shown);
    at = end;
  }
  session.out.write(out);
  if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  return 0;
}

}  // namespace

Command command_reconcile() {
  Command command;
  command.name = "reconcile";
  command.summary = "tell where two sources differ on the same question, by likely cause";
  command.description = {
      "Goes through all that both sources speak of, and counts and lists where they differ, by what is likely behind it: days or years of "
      "counting, a level that is coded otherwise, a capital that moved, a spelling, the state before or after, or a real difference. What "
      "one has and the other covers without having it is missing there.",
      "A SOURCE is the path of one in the ledger, a dataset by the name under which it was imported (all its files), or a title."};
  command.arguments = {{.name = "SOURCE", .help = "the first"}, {.name = "SOURCE", .help = "the second"}};
  std::vector<std::string> causes;
  for (int i = 0; i < audit::kReasons; ++i) causes.emplace_back(audit::name_of(static_cast<audit::Reason>(i)));
  command.options = with_window({{.name = "kind", .value = "KIND", .help = "only facts of this kind"},
                                 {.name = "cause", .value = "CAUSE", .help = "only differences of this cause", .choices = causes},
                                 {.name = "all", .help = "all differences, not the first ten of each cause"},
                                 format_option({"table", "jsonl"})});
  command.examples = {{"chancery reconcile cow-capitals gw-capitals", "Two lists of capitals"},
                      {"chancery reconcile --cause real us-mission-status-cow wikidata-embassies", "What is no matter of counting"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
