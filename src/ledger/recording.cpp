// SPDX-License-Identifier: Apache-2.0
// Putting a document's statements in.
#include "ledger/recording.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <unordered_map>
#include <unordered_set>

#include "ledger/ledger.h"
#include "ledger/pin.h"
#include "model/times.h"
#include "time/interval.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

constexpr char kUnit = '\x1f', kRecord = '\x1e';
constexpr std::size_t kLongestName = 200;  // bytes

std::int64_t clock_of(const Options& options) {
  if (options.now) return *options.now;
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    long long seconds = std::strtoll(epoch, &end, 10);
    if (end != epoch && *end == '\0') return seconds;
  }
  return static_cast<std::int64_t>(std::time(nullptr));
}

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

// One document going in, inside a transaction.
class Ledger::Recording {
 public:
  explicit Recording(Ledger& ledger) : ledger_(ledger), database_(ledger.database_), session_(ledger.session_) {}

  base::Result<Recorded> run(const SourceDocument& document,
                             const std::vector<std::pair<std::string, const model::Statement*>>& statements, const std::string& by);
  std::int64_t session() const { return session_; }

 private:
  struct Known {
    std::int64_t number;
    bool withdrawn;
    bool proposed;
  };

  base::Result<> change(std::string_view sql, const auto&... values) {
    auto query = database_.query(sql, values...);
    if (!query) return tl::unexpected(query.error());
    return query->run();
  }
  base::Result<std::int64_t> insert(std::string_view sql, const auto&... values) {
    if (auto ok = change(sql, values...); !ok) return tl::unexpected(ok.error());
    return database_.last_row();
  }
  base::Result<std::int64_t> session_row();
  base::Result<> put_source(const SourceDocument& document);
  base::Result<> put_reader(const std::string& reader);
  base::Result<> load_known();
  base::Result<> put_proposal(const std::string& id, std::int64_t statement, const std::string& by);
  base::Result<std::int64_t> put_statement(const std::string& id, const model::Statement& statement);
  base::Result<> put_roles(std::int64_t number, const model::Statement& statement);
  base::Result<> put_mentions(std::int64_t number, const model::Statement& statement, const time::Bounds& period);
  base::Result<std::int64_t> entity_row(const std::string& value);
  base::Result<> load_sum();

  Ledger& ledger_;
  Database& database_;
  std::int64_t session_ = 0, source_ = 0;
  bool changed_ = false, other_reader_ = false;
  Recorded recorded_;
  PinSum sum_;
  std::unordered_map<std::string, Known> known_;            // statements of this document, by id
  std::unordered_map<std::string, std::int64_t> entities_;  // seen in this recording
};

base::Result<std::int64_t> Ledger::Recording::session_row() {
  if (!session_) {
    auto number = insert("INSERT INTO session (recorded) VALUES (?1)", clock_of(ledger_.options_));
    if (!number) return number;
    session_ = *number;
  }
  changed_ = true;
  return session_;
}

base::Result<> Ledger::Recording::load_sum() {
  auto query = database_.query("SELECT value FROM derived WHERE name = 'pin sum'");
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  auto sum = PinSum::from_hex(*row ? query->text(0) : "");
  if (!sum) return base::fail(sum.error().kind, sum.error().message, ledger_.path_);
  sum_ = *sum;
  return {};
}

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
    auto session = session_row();
    if (!session) return tl::unexpected(session.error());
    auto number = insert("INSERT INTO source (hash, path, session) VALUES (?1, ?2, ?3)", document.hash, document.path, *session);
    if (!number) return tl::unexpected(number.error());
    source_ = *number;
    sum_.add_source(document.hash);
    recorded_.new_source = true;
  }
  if (!same_reading) {
    auto session = session_row();
    if (!session) return tl::unexpected(session.error());
    auto ok = change("INSERT INTO reading (source, form, title, published, session) VALUES (?1, ?2, ?3, ?4, ?5)", source_, document.form,
                     document.title, document.published, *session);
    if (!ok) return ok;
    sum_.add_reading(document.hash, document.form, document.title, document.published);
  }
  if (!has_text && !document.text.empty()) {
    if (auto session = session_row(); !session) return tl::unexpected(session.error());
    if (auto ok = change("INSERT INTO source_text (source, text) VALUES (?1, ?2)", source_, document.text); !ok) return ok;
    sum_.add_text(document.hash);
  }
  return {};
}

// No statement of the ledger's, so that it makes no session and is no part of the pin.
base::Result<> Ledger::Recording::put_reader(const std::string& reader) {
  if (reader.empty()) return {};
  {
    auto query = database_.query("SELECT 1 FROM reader WHERE source = ?1 AND name = ?2", source_, reader);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row) return {};
  }
  other_reader_ = true;
  return change("INSERT INTO reader (source, name) VALUES (?1, ?2) ON CONFLICT (source) DO UPDATE SET name = excluded.name", source_, reader);
}

base::Result<> Ledger::Recording::load_known() {
  auto query = database_.query(
      "SELECT id, number, EXISTS (SELECT 1 FROM withdrawn WHERE statement = number), EXISTS (SELECT 1 FROM proposal WHERE statement = number)"
      " FROM statement WHERE source = ?1",
      source_);
  if (!query) return tl::unexpected(query.error());
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    known_.emplace(query->text(0), Known{query->integer(1), query->integer(2) != 0, query->integer(3) != 0});
  }
}

base::Result<> Ledger::Recording::put_roles(std::int64_t number, const model::Statement& statement) {
  constexpr std::string_view kInsert = "INSERT INTO role (statement, place, part, name, text, number) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  // Part 0 is a value that stands alone, 1 and on are those of a set.
  for (std::size_t place = 0; place < statement.roles.size(); ++place) {
    const model::Role& role = statement.roles[place];
    base::Result<> ok;
    if (const auto* text = std::get_if<std::string>(&role.value)) {
      ok = change(kInsert, number, place, 0, role.name, *text, nullptr);
    } else if (const auto* figure = std::get_if<double>(&role.value)) {
      ok = change(kInsert, number, place, 0, role.name, nullptr, *figure);
    } else {
      int part = 0;
      for (const std::string& one : std::get<std::vector<std::string>>(role.value))
        if (ok = change(kInsert, number, place, ++part, role.name, one, nullptr); !ok) break;
    }
    if (!ok) return ok;
  }
  return {};
}

base::Result<std::int64_t> Ledger::Recording::entity_row(const std::string& value) {
  if (auto it = entities_.find(value); it != entities_.end()) return it->second;
  std::int64_t number = 0;
  {
    auto query = database_.query("SELECT number FROM entity WHERE value = ?1", value);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row) number = query->integer(0);
  }
  if (!number) {
    auto inserted = insert("INSERT INTO entity (value) VALUES (?1)", value);
    if (!inserted) return inserted;
    number = *inserted;
  }
  entities_.emplace(value, number);
  return number;
}

base::Result<> Ledger::Recording::put_mentions(std::int64_t number, const model::Statement& statement, const time::Bounds& period) {
  for (const std::string& value : mentions(ledger_.kinds_, statement)) {
    auto entity = entity_row(value);
    if (!entity) return tl::unexpected(entity.error());
    auto ok = change("INSERT INTO mention (entity, kind, earliest, latest, statement) VALUES (?1, ?2, ?3, ?4, ?5)", *entity, statement.kind,
                     period.earliest, period.latest, number);
    if (!ok) return ok;
  }
  return {};
}

base::Result<> Ledger::Recording::put_proposal(const std::string& id, std::int64_t statement, const std::string& by) {
  {
    auto query = database_.query("SELECT 1 FROM proposal WHERE statement = ?1 AND proposer = ?2", statement, by);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row) return {};
  }
  auto session = session_row();
  if (!session) return tl::unexpected(session.error());
  sum_.add_proposal(id, by);
  return change("INSERT INTO proposal (statement, proposer, session) VALUES (?1, ?2, ?3)", statement, by, *session);
}

base::Result<std::int64_t> Ledger::Recording::put_statement(const std::string& id, const model::Statement& statement) {
  auto session = session_row();
  if (!session) return tl::unexpected(session.error());
  const time::Bounds period = widest(ledger_.kinds_, statement);
  const std::string named = pack(statement.as);
  auto number = insert(
      "INSERT INTO statement (id, kind, polarity, mode, scope, time_on, time_since, time_until, time_at, earliest, latest, source, "
      "place_from,"
      " place_to, quote, rule, anchor, named, session)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
      id, statement.kind, statement.polarity, name_of(statement.mode), name_of(statement.scope), statement.time.on, statement.time.since,
      statement.time.until, statement.time.at, period.earliest, period.latest, source_, statement.source.from, statement.source.to,
      statement.source.quote, statement.rule, statement.anchor, named, *session);
  if (!number) return number;
  if (auto ok = put_roles(*number, statement); !ok) return tl::unexpected(ok.error());
  if (auto ok = put_mentions(*number, statement, period); !ok) return tl::unexpected(ok.error());
  sum_.add_statement(id, name_of(statement.scope), statement.source.quote, statement.rule, statement.anchor, named);
  return number;
}

base::Result<Recorded> Ledger::Recording::run(const SourceDocument& document,
                                              const std::vector<std::pair<std::string, const model::Statement*>>& statements, const std::string& by) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto put_all = [&]() -> base::Result<> {
    if (auto ok = load_sum(); !ok) return ok;
    if (auto ok = put_source(document); !ok) return ok;
    if (auto ok = put_reader(document.reader); !ok) return ok;
    if (auto ok = load_known(); !ok) return ok;
    std::unordered_set<std::string_view> stated;
    for (const auto& [id, statement] : statements) {
      stated.insert(id);
      auto it = known_.find(id);
      if (it == known_.end()) {
        auto number = put_statement(id, *statement);
        if (!number) return tl::unexpected(number.error());
        it = known_.emplace(id, Known{*number, false, false}).first;
        ++recorded_.added;
      } else if (it->second.withdrawn) {
        auto session = session_row();
        if (!session) return tl::unexpected(session.error());
        auto ok = change("INSERT INTO restatement (statement, session) VALUES (?1, ?2)", it->second.number, *session);
        if (ok) ok = change("DELETE FROM withdrawn WHERE statement = ?1", it->second.number);
        if (!ok) return ok;
        sum_.add_restatement(id);
        ++recorded_.restated;
      } else {
        ++recorded_.kept;
      }
      if (by.empty()) continue;
      if (auto ok = put_proposal(id, it->second.number, by); !ok) return ok;
    }
    if (!by.empty()) return {};
    std::vector<std::pair<std::int64_t, std::string_view>> gone;
    for (const auto& [id, known] : known_)
      if (!known.withdrawn && !known.proposed && !stated.contains(id)) gone.emplace_back(known.number, id);
    std::sort(gone.begin(), gone.end());
    for (const auto& [number, id] : gone) {
      auto session = session_row();
      if (!session) return tl::unexpected(session.error());
      auto ok = change("INSERT INTO retraction (statement, session) VALUES (?1, ?2)", number, *session);
      if (ok) ok = change("INSERT INTO withdrawn (statement) VALUES (?1)", number);
      if (!ok) return ok;
      sum_.add_retraction(id);
      ++recorded_.retracted;
    }
    return {};
  };
  if (auto ok = put_all(); !ok) return tl::unexpected(ok.error());
  if (!changed_) {  // the transaction goes back, having written nothing
    session_ = ledger_.session_;
    if (!other_reader_) return recorded_;
  }
  if (auto ok = change("UPDATE derived SET value = ?1 WHERE name = 'pin sum'", sum_.hex()); !ok) return tl::unexpected(ok.error());
  if (auto ok = transaction->commit(); !ok) return tl::unexpected(ok.error());
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
  Recording recording(*this);
  auto recorded = recording.run(document, with_ids, std::string(by));
  if (recorded) session_ = recording.session();
  return recorded;
}

}  // namespace chancery::ledger
