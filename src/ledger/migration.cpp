// SPDX-License-Identifier: Apache-2.0
#include "ledger/migration.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <filesystem>

#include "ledger/schema.h"
#include "ledger/writing.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

// The tables of version 1, the last five only of later ledgers of it.
constexpr const char* kOld[] = {"session",    "source",      "source_text", "reading",    "statement", "role",
                                "retraction", "restatement", "withdrawn",   "entity",     "mention",   "derived",
                                "reader",     "proposal",    "revision",    "taken_back", "decision"};
constexpr const char* kMayLack = R"sql(
CREATE TABLE IF NOT EXISTS reader (source INTEGER, name TEXT);
CREATE TABLE IF NOT EXISTS proposal (statement INTEGER, proposer TEXT, session INTEGER);
CREATE TABLE IF NOT EXISTS revision (session INTEGER, pin TEXT);
CREATE TABLE IF NOT EXISTS taken_back (retraction INTEGER PRIMARY KEY, why TEXT, person TEXT, replacement INTEGER);
CREATE TABLE IF NOT EXISTS decision (number INTEGER, finding TEXT, action TEXT, preferred TEXT, words TEXT, person TEXT, session INTEGER);
)sql";

constexpr const char* kRest = R"sql(
INSERT INTO retraction SELECT number, statement, why, person, replacement, session FROM v1_retraction LEFT JOIN v1_taken_back ON retraction = number;
INSERT INTO restatement SELECT number, statement, session FROM v1_restatement;
INSERT INTO withdrawn SELECT statement FROM v1_withdrawn;
INSERT INTO proposal SELECT statement, proposer, session FROM v1_proposal;
INSERT INTO decision SELECT number, finding, action, preferred, words, person, session FROM v1_decision;
INSERT INTO reader SELECT source, name FROM v1_reader;
UPDATE derived SET value = (SELECT value FROM v1_derived WHERE name = 'pin sum') WHERE name = 'pin sum';
UPDATE tally SET statements = statements - (SELECT count(*) FROM withdrawn JOIN mention USING (statement) WHERE mention.entity = tally.entity AND mention.kind = tally.kind)
  WHERE EXISTS (SELECT 1 FROM withdrawn);
)sql";

// Which ledger it is, as far as a copy must be the same.
base::Result<std::string> held_by(Database& database) {
  auto query = database.query("SELECT (SELECT user_version FROM pragma_user_version) || ' ' || value FROM derived WHERE name = 'pin sum'");
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::string(query->text(0)) : std::string();
}

}  // namespace

// Under another name until all of it is there. One that is there already is left by a run that was killed afterwards.
base::Result<> Ledger::Migration::back_up(std::int64_t version) const {
  const std::string to = fmt::format("{}.v{}.backup", ledger_.path_, version), part = to + ".part";
  std::error_code error;
  if (fs::exists(to, error)) {
    auto copy = Database::open(to, SQLITE_OPEN_READONLY, 0);
    auto mine = held_by(database_), its = copy ? held_by(*copy) : tl::unexpected(copy.error());
    if (mine && its && *mine == *its) return {};
    return base::fail(ErrorKind::conflict, "the copy to make before this ledger is brought up to date is there already", to,
                      "move it away");
  }
  for (const char* tail : {"", "-journal"}) fs::remove(part + tail, error);
  // Our own connection is about to write; another still reads what is there.
  auto reader = Database::open(ledger_.path_, SQLITE_OPEN_READONLY, 0);
  auto ok = reader ? reader->copy_to(part) : base::Result<>(tl::unexpected(reader.error()));
  if (ok) fs::rename(part, to, error);
  if (ok && !error) return {};
  const std::string why = ok ? error.message() : ok.error().message;
  fs::remove(part, error);
  return base::fail(ErrorKind::system, "no copy of the ledger can be made before it is brought up to date: " + why, to,
                    "the ledger is as it was before");
}

base::Result<> Ledger::Migration::move_away() {
  std::string sql = kMayLack;
  // Names of indexes and triggers stay with the tables, and are taken; the triggers would refuse, too.
  auto query = database_.query("SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL");
  if (!query) return tl::unexpected(query.error());
  auto dropped = query->each([&] { sql += fmt::format("DROP {} {};\n", query->text(0), query->text(1)); });
  if (!dropped) return dropped;
  query->reset();
  for (const char* table : kOld) sql += fmt::format("ALTER TABLE {0} RENAME TO v1_{0};\n", table);
  return database_.execute(sql);
}

base::Result<model::Statement> Ledger::Migration::read_statement(const Query& row) const {
  model::Statement statement;
  statement.kind = row.text(1);
  statement.polarity = row.integer(2) != 0;
  statement.mode = model::mode_of(row.text(3)).value_or(model::Mode::fact);
  statement.scope = model::scope_of(row.text(4)).value_or(model::Scope::body);
  statement.time = {std::string(row.text(5)), std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8))};
  statement.source.from = static_cast<std::uint64_t>(row.integer(9));
  statement.source.to = static_cast<std::uint64_t>(row.integer(10));
  statement.source.quote = row.text(11);
  statement.rule = row.text(12);
  statement.anchor = row.text(13);
  statement.as = unpack(row.text(14));
  statement.source.document_hash = row.text(15);
  auto roles = database_.query("SELECT part, name, text, number FROM v1_role WHERE statement = ?1 ORDER BY place, part", row.integer(0));
  if (!roles) return tl::unexpected(roles.error());
  for (;;) {
    auto is = roles->step();
    if (!is) return tl::unexpected(is.error());
    if (!*is) return statement;
    // Part 0 is a value that stands alone, 1 and on are those of a set.
    const std::int64_t part = roles->integer(0);
    if (part <= 1) statement.roles.push_back({std::string(roles->text(1)), {}});
    if (statement.roles.empty()) return base::fail(ErrorKind::unreadable, "the ledger is damaged", ledger_.path_);
    model::Value& value = statement.roles.back().value;
    if (part == 0 && roles->is_null(2)) {
      value = roles->real(3);
    } else if (part == 0) {
      value = std::string(roles->text(2));
    } else {
      if (part == 1) value = std::vector<std::string>();
      std::get<std::vector<std::string>>(value).emplace_back(roles->text(2));
    }
  }
}

base::Result<> Ledger::Migration::copy_statements(Writing& writing) {
  auto query = database_.query(
      "SELECT s.number, kind, polarity, mode, scope, time_on, time_since, time_until, time_at, place_from, place_to, quote, rule, anchor, "
      "named,"
      " hash, source, s.session, id FROM v1_statement AS s JOIN v1_source ON v1_source.number = source ORDER BY s.number");
  if (!query) return tl::unexpected(query.error());
  return query->each([&]() -> base::Result<> {
    auto statement = read_statement(*query);
    if (!statement) return tl::unexpected(statement.error());
    const Stored stored = store(ledger_.kinds_, *statement);
    if (stored.id != query->text(18))
      return base::fail(ErrorKind::unreadable, fmt::format("statement {} is not what its id says", query->text(18)), ledger_.path_);
    writing.session_ = query->integer(17);
    auto number = writing.put_statement(query->integer(16), stored, *statement);
    if (!number) return tl::unexpected(number.error());
    if (*number != query->integer(0))
      return base::fail(ErrorKind::unreadable, "the ledger is damaged: statements are missing", ledger_.path_);
    return {};
  });
}

// The pins of the sessions, which version 1 did not always keep.
base::Result<> Ledger::Migration::put_sessions(const PinSum& sum) {
  auto sums = ledger_.recomputed_sums();
  if (!sums) return tl::unexpected(sums.error());
  PinSum so_far;
  auto query = database_.query(
      "SELECT number, recorded, (SELECT max(number) FROM statement WHERE session <= s.number), (SELECT pin FROM v1_revision WHERE session "
      "= s.number)"
      " FROM v1_session AS s ORDER BY number");
  if (!query) return tl::unexpected(query.error());
  auto all = query->each([&]() -> base::Result<> {
    so_far.add((*sums)[query->integer(0)]);
    auto put = database_.query("INSERT INTO session (number, recorded, last_statement, pin) VALUES (?1, ?2, ?3, ?4)", query->integer(0),
                               query->integer(1), query->integer(2), so_far.pin());
    if (!put) return tl::unexpected(put.error());
    if (auto ok = put->run(); !ok) return ok;
    if (!query->is_null(3) && query->text(3) != so_far.pin())
      return base::fail(ErrorKind::unreadable, "the ledger does not hold what its pins say", ledger_.path_);
    return {};
  });
  if (!all) return all;
  if (so_far.pin() != sum.pin()) return base::fail(ErrorKind::unreadable, "the ledger does not hold what its pin says", ledger_.path_);
  return {};
}

// Of each source after each session that added to it or took from it.
base::Result<> Ledger::Migration::put_told() {
  auto query = database_.query(
      "SELECT DISTINCT source, session FROM statement UNION SELECT source, r.session FROM retraction AS r JOIN statement ON "
      "statement.number"
      " = r.statement UNION SELECT source, r.session FROM restatement AS r JOIN statement ON statement.number = r.statement ORDER BY 1, 2");
  if (!query) return tl::unexpected(query.error());
  return query->each([&]() -> base::Result<> {
    auto day = ledger_.last_told(query->integer(0), query->integer(1));
    if (!day) return tl::unexpected(day.error());
    auto put = database_.query("INSERT INTO told (source, session, day) VALUES (?1, ?2, ?3)", query->integer(0), query->integer(1), *day);
    return put ? put->run() : tl::unexpected(put.error());
  });
}

base::Result<> Ledger::Migration::from_1(Transaction transaction) {
  auto sum = ledger_.sum();
  if (!sum) return tl::unexpected(sum.error());
  Writing into(ledger_, std::move(transaction), *sum);
  auto ok = move_away();
  if (ok) ok = database_.execute(schema());
  if (ok)
    ok = database_.execute(
        "INSERT INTO source SELECT number, hash, path, session FROM v1_source;"
        "INSERT INTO source_text SELECT source, text, session FROM v1_source_text JOIN v1_source ON number = source;"
        "INSERT INTO reading SELECT number, source, form, title, published, session FROM v1_reading;");
  if (ok) ok = copy_statements(into);
  if (ok) ok = into.put_span();
  if (ok) ok = into.put_gathered();
  if (ok) ok = database_.execute(kRest);
  if (ok) ok = put_sessions(*sum);
  if (ok) ok = put_told();
  if (ok) {
    std::string sql;
    for (const char* table : kOld) sql += fmt::format("DROP TABLE v1_{};\n", table);
    ok = database_.execute(sql);
  }
  if (ok) into.changed_ = false;
  into.told_.clear();
  into.keep();
  return ok ? into.finish() : ok;
}

base::Result<> Ledger::Migration::run(Ledger& ledger) {
  auto transaction = Transaction::begin(ledger.database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto version = ledger.database_.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version == kSchemaVersion) return {};
  Migration migration(ledger);
  if (auto ok = migration.back_up(*version); !ok) return ok;
  if (*version == 1) return migration.from_1(std::move(*transaction));
  auto ok = ledger.database_.execute(schema_since(*version));
  if (ok) ok = migration.put_told();
  return ok ? transaction->commit() : ok;
}

}  // namespace chancery::ledger
