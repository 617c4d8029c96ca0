// SPDX-License-Identifier: Apache-2.0
// `ledger create`, `ledger info`, `ledger verify`: of the file as such.
#include <fmt/core.h>

#include <filesystem>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "ledger/interchange.h"

namespace chancery::cli {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

base::Result<int> create(const Arguments& arguments, Session& session) {
  auto path = session.ledger_path();
  if (!path) return tl::unexpected(path.error());
  std::error_code error;
  if (fs::exists(*path, error) && fs::file_size(*path, error) > 0)
    return base::fail(ErrorKind::conflict, "there is a file already", *path, "name another with --ledger");
  auto ledger = session.ledger(ledger::Access::create, arguments.has("empty") ? Starter::without : Starter::with);
  if (!ledger) return tl::unexpected(ledger.error());
  say(fmt::format("{}: a new ledger", *path));
  return 0;
}

base::Result<int> export_(const Arguments& arguments, Session& session) {
  auto licences = session.licences();
  if (!licences) return tl::unexpected(licences.error());
  auto ledger = session.ledger(ledger::Access::read);
  if (!ledger) return tl::unexpected(ledger.error());
  auto ok = ledger::write_interchange(**ledger, {*std::move(licences), !arguments.has("without-words")},
                                      [&](std::string_view lines) -> base::Result<> {
                                        session.out.write(lines);
                                        return {};
                                      });
  if (!ok) return tl::unexpected(ok.error());
  return 0;
}

base::Result<int> load(const Arguments& arguments, Session& session) {
  auto ledger = session.ledger(ledger::Access::create);
  if (!ledger) return tl::unexpected(ledger.error());
  for (const std::string& path : arguments.positional()) {
    auto reader = ledger::InterchangeReader::open(path);
    if (!reader) return tl::unexpected(reader.error());
    auto recorded = (*ledger)->record([&] { return reader->next(); });
    if (!recorded) return tl::unexpected(recorded.error());
    say(fmt::format("{}: {} statements added, {} there", path, recorded->added + recorded->restated, recorded->kept));
  }
  return 0;
}

base::Result<int> info(const Arguments& arguments, Session& session) {
  auto ledger = session.ledger(ledger::Access::read);
  if (!ledger) return tl::unexpected(ledger.error());
  auto sources = (*ledger)->sources();
  if (!sources) return tl::unexpected(sources.error());
  auto revisions = (*ledger)->revisions();
  if (!revisions) return tl::unexpected(revisions.error());
  auto decisions = (*ledger)->decisions();
  if (!decisions) return tl::unexpected(decisions.error());
  auto entities = (*ledger)->entities();
  if (!entities) return tl::unexpected(entities.error());
  auto pin = (*ledger)->pin();
  if (!pin) return tl::unexpected(pin.error());
  std::size_t statements = 0, retracted = 0;
  for (const ledger::Source& source : *sources) {
    statements += source.statements;
    retracted += source.retracted;
  }
  std::error_code error;
  const auto bytes = fs::file_size((*ledger)->path(), error);
  std::string out;
  if (arguments.value("format") == "json") {
    base::JsonWriter json(out);
    json.begin_object()
        .field("ledger", (*ledger)->path())
        .field("bytes", static_cast<std::uint64_t>(bytes))
        .field("documents", sources->size());
    json.field("statements", statements)
        .field("retracted", retracted)
        .field("names", entities->size())
        .field("decisions", decisions->size());
    json.field("pin", *pin).key("revisions").begin_array();
    for (const ledger::Revision& revision : *revisions)
      json.begin_object().field("number", revision.number).field("recorded", revision.recorded).field("pin", revision.pin).end_object();
    json.end_array().end_object();
    out += '\n';
  } else {
    auto line = [&](std::string_view what, std::string_view value) { out += fmt::format("{:12}  {}\n", what, value); };
    line("ledger", base::printable((*ledger)->path()));
    line("bytes", std::to_string(bytes));
    line("documents", std::to_string(sources->size()));
    line("statements", std::to_string(statements));
    line("retracted", std::to_string(retracted));
    line("names", std::to_string(entities->size()));
    line("decisions", std::to_string(decisions->size()));
    line("writings", std::to_string(revisions->size()));
    if (!revisions->empty()) line("last writing", clock_text(revisions->back().recorded));
    line("pin", *pin);
  }
  session.out.write(out);
  return 0;
}

base::Result<int> verify(const Arguments&, Session& session) {
  auto ledger = session.ledger(ledger::Access::read);
  if (!ledger) return tl::unexpected(ledger.error());
  auto wrong = (*ledger)->verify();
  if (!wrong) return tl::unexpected(wrong.error());
  for (const std::string& one : *wrong) session.out.write(one + "\n");
  if (!wrong->empty()) return 1;
  session.out.write("The ledger is sound.\n");
  return 0;
}

}  // namespace

Command command_ledger_create() {
  Command command;
  command.name = "ledger create";
  command.summary = "make a ledger";
  command.description = {
      "Makes a ledger that holds the starter facts and no more, or nothing; whatever records something makes one too, where there is "
      "none. A file that is there is left alone. What the starter facts cover, `chancery coverage` tells."};
  command.options = {{.name = "empty", .help = "without the starter facts; $CHANCERY_STARTER=none says so for all commands"}};
  command.examples = {{"chancery ledger create --empty --ledger asia.ledger", "Begin one of your own sources alone"}};
  command.run = create;
  return command;
}

Command command_ledger_export() {
  Command command;
  command.name = "ledger export";
  command.summary = "write all that the ledger holds as JSON Lines";
  command.description = {
      "Writes a line for each source, with its title, terms and coverage, and after it a line for each of its statements that stand "
      "(docs/formats/statements.md). Texts of documents, what was taken back and what was decided are left out."};
  command.options = licence_options();
  command.options.push_back({.name = "without-words", .help = "instead of the words that are cited, their SHA-256: facts alone"});
  command.examples = {{"chancery ledger export --licence-max CC-BY-4.0 >shared.jsonl", "What may be handed on with attribution"}};
  command.run = export_;
  return command;
}

Command command_ledger_load() {
  Command command;
  command.name = "ledger load";
  command.summary = "record what `ledger export` wrote";
  command.description = {"Records the sources and statements of each FILE, all of a file or nothing. Loaded again, a file adds nothing."};
  command.arguments = {{.name = "FILE", .help = "packed or not", .many = true, .complete = Complete::file}};
  command.examples = {{"chancery ledger load shared.jsonl.zst", "Take over somebody's ledger"}};
  command.run = load;
  return command;
}

Command command_ledger_info() {
  Command command;
  command.name = "ledger info";
  command.summary = "tell what the ledger holds";
  command.description = {"Prints the size of the ledger, how much it holds, and its pin; as JSON, the pin after every writing too."};
  command.options = {format_option({"text", "json"})};
  command.examples = {{"chancery ledger info", "How much there is"}};
  command.run = info;
  return command;
}

Command command_ledger_verify() {
  Command command;
  command.name = "ledger verify";
  command.summary = "check that the ledger is sound";
  command.description = {
      "Goes through all of the file: whether it is whole, whether every statement is what its id says, whether what is kept for speed "
      "follows from "
      "what was recorded, and whether each pin is of what was held then. Prints what is wrong, and then the exit code is 1."};
  command.examples = {{"chancery ledger verify", "After a crash, or a copy"}};
  command.run = verify;
  return command;
}

}  // namespace chancery::cli
