// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <future>
#include <map>

#include "base/csv.h"
#include "base/files.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/known_sources.h"
#include "cli/session.h"
#include "gazetteer/codes.h"
#include "ledger/ledger.h"
#include "sources/importer.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;
using sources::Mapping;

constexpr std::size_t kReasons = 20, kLines = 8;  // that are told of a file

// What of a file made no statement, by reason.
class Rejected {
 public:
  void add(std::uint64_t line, std::string reason) { lines_[std::move(reason)].push_back(line); }

  void tell(const std::string& path) const {
    std::vector<const std::pair<const std::string, std::vector<std::uint64_t>>*> most;
    for (const auto& entry : lines_) most.push_back(&entry);
    std::stable_sort(most.begin(), most.end(), [](const auto* a, const auto* b) { return a->second.size() > b->second.size(); });
    for (std::size_t i = 0; i < std::min(most.size(), kReasons); ++i) {
      const auto& [reason, lines] = *most[i];
      std::string where;
      for (std::size_t j = 0; j < std::min(lines.size(), kLines); ++j) where += fmt::format("{}{}", j > 0 ? ", " : "", lines[j]);
      if (lines.size() > kLines) where += " …";
      say(fmt::format("{}: {} rejected: {} (line {})", path, lines.size(), reason, where));
    }
    if (most.size() > kReasons) say(fmt::format("{}: and for {} other reasons; --rejected FILE lists all", path, most.size() - kReasons));
  }

  void write(std::string& out, const std::string& path) const {
    for (const auto& [reason, lines] : lines_)
      for (std::uint64_t line : lines) write_csv_row(out, {path, std::to_string(line), reason});
  }

 private:
  std::map<std::string, std::vector<std::uint64_t>> lines_;
};

int list(const std::vector<Mapping>& mappings, Session& session) {
  base::TextTable table;
  for (const char* head : {"Source", "What it is", "Terms"}) table.column(head);
  for (const Mapping& mapping : mappings) table.row({mapping.name, mapping.says, mapping.terms.licence});
  session.out.write(table.render(columns()));
  return 0;
}

base::Result<ledger::Recorded> import(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes,
                                      ledger::Ledger& ledger, Rejected& rejected, sources::Tally& tally) {
  ledger::SourceDocument document{.path = path,
                                  .form = mapping.name,
                                  .title = mapping.terms.title,
                                  .published = mapping.published,
                                  .terms = mapping.terms,
                                  .coverage = mapping.coverage};
  const auto reject = [&](std::uint64_t line, std::string reason) { rejected.add(line, std::move(reason)); };
  const auto counted = [&](base::Result<sources::Tally> read) -> base::Result<> {
    if (!read) return tl::unexpected(read.error());
    tally = *read;
    return {};
  };
  if (mapping.events) {
    // Their ids are made of the hash only when they are asked for: it is reckoned while they are read.
    auto hashing = std::async(std::launch::async, [&] { return sources::hash_of(mapping, path); });
    return ledger.import_events(document, [&](model::EventWords& words, const ledger::EventSink& take) -> base::Result<> {
      auto ok = counted(sources::each_event(mapping, path, codes, words, take, reject));
      auto hash = hashing.get();
      if (ok && !hash) return tl::unexpected(hash.error());
      document.hash = hash.value_or("");
      return ok;
    });
  }
  auto hash = sources::hash_of(mapping, path);
  if (!hash) return tl::unexpected(hash.error());
  document.hash = *hash;
  return ledger.import(document, [&](const ledger::Sink& take) {
    const sources::Sink sink{[&](model::Statement statement) {
                               statement.source.document = path;
                               statement.source.document_hash = document.hash;
                               return take(std::move(statement));
                             },
                             reject};
    return counted(sources::each(mapping, path, codes, sink));
  });
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  const std::vector<std::string>& given = arguments.positional();
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  auto mappings = mappings_of(arguments, **kinds);
  if (!mappings) return tl::unexpected(mappings.error());
  if (arguments.has("list")) return list(*mappings, session);
  const bool mapped = arguments.has("map");
  if (given.size() < (mapped ? 1u : 2u)) return fail(ErrorKind::usage, mapped ? "a FILE is missing" : "a SOURCE and a FILE are missing");
  auto chosen = mapped ? base::Result<const Mapping*>(&mappings->front()) : mapping_named(given.front(), *mappings);
  if (!chosen) return tl::unexpected(chosen.error());
  const Mapping& mapping = **chosen;
  if (mapping.reader == Mapping::kProse)
    return fail(ErrorKind::usage, mapping.name + " is prose", "", "chancery read --keep --source " + mapping.name + " FILE…");
  auto names = session.gazetteer();
  if (!names) return tl::unexpected(names.error());
  auto ledger = session.ledger(ledger::Access::create);
  if (!ledger) return tl::unexpected(ledger.error());
  const gazetteer::Codes codes(**names);

  base::TextTable table;
  table.column("File");
  for (const char* head : {"Rows", "Statements", "Added", "There", "Retracted", "Rejected"})
    table.column(head, base::TextTable::Align::right);
  std::string lines;
  write_csv_row(lines, {"file", "rows", "statements", "added", "there", "retracted", "rejected"});
  std::string rejected_rows;
  write_csv_row(rejected_rows, {"file", "line", "reason"});
  int code = 0;
  for (std::size_t i = mapped ? 0 : 1; i < given.size(); ++i) {
    const std::string& path = given[i];
    Rejected rejected;
    sources::Tally tally;
    auto recorded = import(mapping, path, codes, **ledger, rejected, tally);
    if (!recorded) {
      say(recorded.error(), "import");
      code = 1;
      continue;
    }
    rejected.tell(path);
    rejected.write(rejected_rows, path);
    if (tally.recoded > 0) say(fmt::format("{}: {} rows were no UTF-8 and taken for Windows-1252", path, tally.recoded));
    std::vector<std::string> row{path};
    for (std::uint64_t count : {tally.rows, tally.statements, std::uint64_t{recorded->added + recorded->restated},
                                std::uint64_t{recorded->kept}, std::uint64_t{recorded->retracted}, tally.rejected})
      row.push_back(std::to_string(count));
    write_csv_row(lines, row);
    table.row(std::move(row));
  }
  if (!table.empty()) session.out.write(arguments.value("format") == "csv" ? lines : table.render(columns()));
  if (arguments.has("rejected"))
    if (auto ok = base::write_file(arguments.value("rejected"), rejected_rows); !ok) return tl::unexpected(ok.error());
  return code;
}

}  // namespace

Command command_import() {
  Command command;
  command.name = "import";
  command.summary = "record what datasets state";
  command.description = {
      "Records what each FILE of the dataset SOURCE states (import --list tells which the program knows), each statement with the line and "
      "the columns that say it, together with the dataset's terms and what it covers. Yearly observations become spells: where years are "
      "missing between two of them, the spell is said to begin or end some time between. A code that stood for several states in "
      "turn is shared between them by date. Coded events (ICEWS, GDELT) are kept apart from statements, leaner: chancery events.",
      "What cannot be used is counted and named on standard error with its lines and the reason. Imported again, a file adds nothing; "
      "FILEs may "
      "be compressed. A table that the program does not know is described in a mapping of a few lines (--map)."};
  command.arguments = {{.name = "SOURCE", .help = "the dataset; not with --map", .required = false},
                       {.name = "FILE", .help = "its files", .required = false, .many = true, .complete = Complete::file}};
  command.options = {
      {.name = "list", .help = "tell which datasets there are, and end"},
      {.name = "map",
       .value = "FILE",
       .help = "read the FILEs as this mapping says (docs/formats/mappings.md)",
       .complete = Complete::file},
      {.name = "rejected", .value = "FILE", .help = "write what was rejected to this file, as CSV", .complete = Complete::file},
      format_option({"table", "csv"})};
  command.examples = {{"chancery import cow-contiguity contdir.csv", "Which states touched, and when"},
                      {"chancery import --map ministry.yaml posts.csv", "A table of one's own"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
