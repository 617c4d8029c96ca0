// SPDX-License-Identifier: Apache-2.0
// Putting a document's statements in.
#include "ledger/recording.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "ledger/writing.h"
#include "model/times.h"
#include "time/interval.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

constexpr char kUnit = '\x1f', kRecord = '\x1e';
constexpr std::size_t kLongestName = 200;  // bytes

std::string without_separators(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == kUnit || c == kRecord; });
  return out;
}

}  // namespace

time::Bounds widest(const model::Kinds& kinds, const model::Statement& statement) {
  auto kind = kinds.find(statement.kind);
  if (!kind) return {};
  auto interval = time::interval(model::holding(*kind, statement));
  if (!interval) return {};
  return {interval->begin.earliest, interval->end.latest};
}

std::vector<std::string> mentions(const model::Kinds& kinds, const model::Statement& statement) {
  std::vector<std::string> out;
  auto kind = kinds.find(statement.kind);
  if (!kind) return out;
  auto add = [&](const std::string& value) {
    if (value.size() <= kLongestName) out.push_back(value);
  };
  for (const model::Role& role : statement.roles) {
    auto definition = kind->role(role.name);
    if (!definition || !definition->names_entity()) continue;
    if (const auto* text = std::get_if<std::string>(&role.value)) add(*text);
    if (const auto* set = std::get_if<std::vector<std::string>>(&role.value)) std::for_each(set->begin(), set->end(), add);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string pack(const std::vector<std::pair<std::string, std::string>>& named) {
  std::string out;
  for (const auto& [role, words] : named) out += without_separators(role) + kUnit + without_separators(words) + kRecord;
  return out;
}

std::vector<std::pair<std::string, std::string>> unpack(std::string_view packed) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!packed.empty()) {
    std::size_t end = std::min(packed.find(kRecord), packed.size()), unit = std::min(packed.find(kUnit), end);
    out.emplace_back(packed.substr(0, unit), packed.substr(std::min(unit + 1, end), end - std::min(unit + 1, end)));
    packed.remove_prefix(std::min(end + 1, packed.size()));
  }
  return out;
}

// What a document states, going in.
class Ledger::Recording {
 public:
  Recording(Database& database, Writing& writing) : database_(database), writing_(writing) {}

  base::Result<Recorded> run(const SourceDocument& document, const std::vector<std::pair<std::string, const model::Statement*>>& statements,
                             const std::string& by);
  bool other_reader() const { return other_reader_; }

 private:
  struct Known {
    std::int64_t number;
    bool withdrawn;   // its last word is a retraction
    bool taken_back;  // by somebody
    bool proposed;
  };

  base::Result<> put_source(const SourceDocument& document);
  base::Result<> put_reader(const std::string& reader);
  base::Result<> load_known();

  Database& database_;
  Writing& writing_;
  std::int64_t source_ = 0;
  bool other_reader_ = false;
  Recorded recorded_;
  std::unordered_map<std::string, Known> known_;  // statements of this document, by id
};

base::Result<> Ledger::Recording::put_source(const SourceDocument& document) {
  auto query = database_.query(
      "SELECT source.number, form, title, published, EXISTS (SELECT 1 FROM source_text WHERE source = source.number)"
      " FROM source JOIN reading ON reading.source = source.number WHERE hash = ?1 ORDER BY reading.number DESC LIMIT 1",
      document.hash);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  bool has_text = false, same_reading = false;
  if (*row) {
    source_ = query->integer(0);
    same_reading = query->text(1) == document.form && query->text(2) == document.title && query->text(3) == document.published;
    has_text = query->integer(4) != 0;
  } else {
    auto session = writing_.session();
    if (!session) return tl::unexpected(session.error());
    auto number = writing_.insert("INSERT INTO source (hash, path, session) VALUES (?1, ?2, ?3)", document.hash, document.path, *session);
    if (!number) return tl::unexpected(number.error());
    source_ = *number;
    writing_.sum().add_source(document.hash);
    recorded_.new_source = true;
  }
  if (!same_reading) {
    auto session = writing_.session();
    if (!session) return tl::unexpected(session.error());
    auto ok = writing_.change("INSERT INTO reading (source, form, title, published, session) VALUES (?1, ?2, ?3, ?4, ?5)", source_,
                              document.form, document.title, document.published, *session);
    if (!ok) return ok;
    writing_.sum().add_reading(document.hash, document.form, document.title, document.published);
  }
  if (!has_text && !document.text.empty()) {
    if (auto session = writing_.session(); !session) return tl::unexpected(session.error());
    if (auto ok = writing_.change("INSERT INTO source_text (source, text) VALUES (?1, ?2)", source_, document.text); !ok) return ok;
    writing_.sum().add_text(document.hash);
  }
  return {};
}

// No statement of the ledger's, so that it makes no session and is no part of the pin.
base::Result<> Ledger::Recording::put_reader(const std::string& reader) {
  if (reader.empty()) return {};
  auto there = database_.number("SELECT 1 FROM reader WHERE source = ?1 AND name = ?2", source_, reader);
  if (!there) return tl::unexpected(there.error());
  if (*there) return {};
  other_reader_ = true;
  return writing_.change("INSERT INTO reader (source, name) VALUES (?1, ?2) ON CONFLICT (source) DO UPDATE SET name = excluded.name",
                         source_, reader);
}

base::Result<> Ledger::Recording::load_known() {
  auto query = database_.query(
      "SELECT id, number, EXISTS (SELECT 1 FROM withdrawn WHERE statement = number), EXISTS (SELECT 1 FROM taken_back WHERE retraction ="
      " (SELECT max(number) FROM retraction WHERE statement = s.number)), EXISTS (SELECT 1 FROM proposal WHERE statement = number)"
      " FROM statement AS s WHERE source = ?1",
      source_);
  if (!query) return tl::unexpected(query.error());
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    known_.emplace(query->text(0), Known{query->integer(1), query->integer(2) != 0, query->integer(3) != 0, query->integer(4) != 0});
  }
}

base::Result<Recorded> Ledger::Recording::run(const SourceDocument& document,
                                              const std::vector<std::pair<std::string, const model::Statement*>>& statements,
                                              const std::string& by) {
  auto put_all = [&]() -> base::Result<> {
    if (auto ok = put_source(document); !ok) return ok;
    if (auto ok = put_reader(document.reader); !ok) return ok;
    if (auto ok = load_known(); !ok) return ok;
    std::unordered_set<std::string_view> stated;
    for (const auto& [id, statement] : statements) {
      stated.insert(id);
      auto it = known_.find(id);
      if (it == known_.end()) {
        auto number = writing_.put_statement(source_, id, *statement);
        if (!number) return tl::unexpected(number.error());
        it = known_.emplace(id, Known{.number = *number, .withdrawn = false, .taken_back = false, .proposed = false}).first;
        ++recorded_.added;
      } else if (!it->second.withdrawn) {
        ++recorded_.kept;
      } else if (it->second.taken_back && by.empty()) {
        ++recorded_.withheld;
      } else {
        if (auto ok = writing_.restate(it->second.number, id); !ok) return ok;
        ++recorded_.restated;
      }
      if (by.empty()) continue;
      if (auto ok = writing_.propose(it->second.number, id, by); !ok) return ok;
    }
    if (!by.empty()) return {};
    std::vector<std::pair<std::int64_t, std::string_view>> gone;
    for (const auto& [id, known] : known_)
      if (!known.withdrawn && !known.proposed && !stated.contains(id)) gone.emplace_back(known.number, id);
    std::sort(gone.begin(), gone.end());
    for (const auto& [number, id] : gone)
      if (auto ok = writing_.retract(number, id); !ok) return ok;
    recorded_.retracted = gone.size();
    return {};
  };
  if (auto ok = put_all(); !ok) return tl::unexpected(ok.error());
  return recorded_;
}

base::Result<Recorded> Ledger::record(const SourceDocument& document, std::span<const model::Statement> statements) {
  return put(document, statements, {});
}

base::Result<Recorded> Ledger::propose(const SourceDocument& document, std::span<const model::Statement> statements, std::string_view by) {
  std::string name(by);
  std::replace(name.begin(), name.end(), '\n', ' ');
  if (name.empty()) return base::fail(ErrorKind::usage, "who proposes is not told", document.path);
  return put(document, statements, name);
}

base::Result<Recorded> Ledger::put(const SourceDocument& document, std::span<const model::Statement> statements, std::string_view by) {
  if (document.hash.empty()) return base::fail(ErrorKind::usage, "a document needs the hash of its bytes", document.path);
  // All that can be refused is refused before the file is touched.
  std::vector<model::Statement> ordered(statements.begin(), statements.end());
  std::vector<std::pair<std::string, const model::Statement*>> with_ids;
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    model::Statement& statement = ordered[i];
    auto wrong = [&](const base::Error& error) {
      return base::fail(error.kind, fmt::format("statement {} of {}: {}", i + 1, ordered.size(), error.message), document.path, error.hint);
    };
    if (auto ok = kinds_.validate(statement); !ok) return wrong(ok.error());
    if (statement.source.document_hash.empty()) statement.source.document_hash = document.hash;
    if (statement.source.document_hash != document.hash) return wrong({ErrorKind::invalid, "it is of another document", {}, {}});
    kinds_.put_in_order(statement);
    std::string id = model::id_of(statement);
    if (ids.insert(id).second) with_ids.emplace_back(std::move(id), &statement);
  }
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  Recording recording(database_, *writing);
  auto recorded = recording.run(document, with_ids, std::string(by));
  // Where nothing is new, it goes back, having written nothing.
  if (recorded && (writing->has_changed() || recording.other_reader()))
    if (auto ok = writing->finish(); !ok) return tl::unexpected(ok.error());
  return recorded;
}

}  // namespace chancery::ledger
