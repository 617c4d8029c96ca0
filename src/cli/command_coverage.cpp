// SPDX-License-Identifier: Apache-2.0
// What sources say that they cover, which is what makes their silence a no.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/files.h"
#include "base/json.h"
#include "base/layout.h"
#include "brief/silence.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"
#include "model/jsonl.h"

namespace chancery::cli {
namespace {

using ledger::Declared;
using ledger::Source;

const Source& source_of(const std::vector<Source>& sources, const Declared& declared) {
  return *std::find_if(sources.begin(), sources.end(), [&](const Source& one) { return one.number == declared.source; });
}

std::string table_of(const std::vector<Declared>& coverages, const std::vector<Source>& sources, const inquiry::Inquiry& inquiry) {
  base::TextTable table;
  for (const char* head : {"Source", "Covers", "Licence"}) table.column(head);
  table.column("Statements", base::TextTable::Align::right);
  for (const Declared& one : coverages) {
    const Source& source = source_of(sources, one);
    table.row({source.path, brief::coverage_in_words(one, inquiry), source.terms.licence, std::to_string(source.statements)});
  }
  return table.empty() ? "" : table.render(columns());
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  auto coverages = (*inquiry)->coverages();
  if (!coverages) return tl::unexpected(coverages.error());
  std::set<std::int64_t> declaring;
  for (const Declared& one : *coverages) declaring.insert(one.source);
  if (const std::string kind = arguments.value("kind"); !kind.empty())
    std::erase_if(*coverages, [&](const Declared& one) {
      return std::find(one.coverage.kinds.begin(), one.coverage.kinds.end(), kind) == one.coverage.kinds.end();
    });
  if (arguments.value("format") == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    std::string out;
    for (const Declared& one : *coverages) {
      base::JsonWriter json(out);
      exchange::write_covering(json, one, source_of(*sources, one));
      out += '\n';
    }
    session.out.write(out);
    return 0;
  }
  session.out.write(table_of(*coverages, *sources, **inquiry));
  const std::size_t others = sources->size() - declaring.size();
  session.out.write(fmt::format("{}{} of {} sources declare no coverage: what they do not say, they just do not say.\n",
                                coverages->empty() ? "" : "\n", others, sources->size()));
  if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  return 0;
}

base::Result<int> declare(const Arguments& arguments, Session& session) {
  const std::string &named = arguments.positional()[0], &path = arguments.positional()[1];
  auto text = base::read_file(path, base::kDefaultMaxSize);
  if (!text) return tl::unexpected(text.error());
  auto declaration = model::read_declaration(*text);
  if (!declaration) return base::fail(declaration.error().kind, declaration.error().message, path, declaration.error().hint);
  auto ledger = session.ledger(ledger::Access::write);
  if (!ledger) return tl::unexpected(ledger.error());
  auto sources = (*ledger)->sources();
  if (!sources) return tl::unexpected(sources.error());
  std::vector<const Source*> meant;
  for (const Source& source : *sources)
    if (source.path == named || (named.size() >= 8 && source.hash.starts_with(named))) meant.push_back(&source);
  if (meant.size() != 1)
    return base::fail(base::ErrorKind::not_found, fmt::format("{} sources are named \"{}\"", meant.empty() ? "no" : "several", named), "",
                      "name one by its path or by the first digits of its SHA-256, as `chancery sources --format jsonl` has them");
  auto done = (*ledger)->declare(meant[0]->number, declaration->coverage, declaration->terms);
  if (!done) return base::fail(done.error().kind, done.error().message, path, done.error().hint);
  return 0;
}

}  // namespace

Command command_coverage() {
  Command command;
  command.name = "coverage";
  command.summary = "tell what sources cover, so that their silence says something";
  command.description = {
      "Lists what each source declares to cover: of which kinds, whose and when it has a statement of whatever there was. Where it has "
      "none, "
      "the answer is no; outside of what any source covers it is unknown. Articles declare nothing."};
  command.options =
      with_window({{.name = "kind", .value = "KIND", .help = "only what covers this kind, such as mission or membership", .letter = 'k'},
                   format_option({"table", "jsonl"})});
  command.examples = {{"chancery coverage --kind mission", "Who would tell of an embassy if there was one"}};
  command.run = run;
  return command;
}

Command command_coverage_declare() {
  Command command;
  command.name = "coverage declare";
  command.summary = "record what a source covers, and on which terms it is there";
  command.description = {
      "Records, in place of what was declared of the source before, what FILE says: a JSON object with `terms` (title, publisher, "
      "attribution, "
      "licence) and `coverage`, a list of objects with `kinds`, `states`, `roles`, `only`, `from` and `until`."};
  command.arguments = {{.name = "SOURCE", .help = "the path of a source in the ledger, or the first digits of its SHA-256"},
                       {.name = "FILE", .help = "what it declares", .complete = Complete::file}};
  command.examples = {{"chancery coverage declare guide.json guide-coverage.json", "A guide that lists every mission of one state"}};
  command.run = declare;
  return command;
}

}  // namespace chancery::cli
