// SPDX-License-Identifier: Apache-2.0
#include "ledger/schema.h"

#include <fmt/core.h>

#include <filesystem>

namespace chancery::ledger {
namespace {

using base::ErrorKind;

// What is recorded (no row of it is ever changed or removed; triggers see to it):
//   session      a writing, with its time
//   source       a document, known by the hash of its bytes
//   source_text  its decoded text, where it may be kept
//   reading      what the document was found to say of itself; the last one counts
//   statement, role   what it was read to state
//   retraction, restatement   that a statement was taken back, or made again after all
//   taken_back   of a retraction: why, and by whom, where it was no reading, and the statement in its stead
//   decision     what somebody said of a finding
//   revision     the pin after a session
//   proposal     who, from outside, proposed a statement: it stays whatever the document is read to state
// What follows from that and could be made anew:
//   withdrawn    statements whose last word is a retraction
//   entity, mention   the values that name an entity, and the statements they stand in, with kind and bounds so that a look-up
//                needs no other table; in order of arrival, so that a document's rows of an entity lie together and go in fast
//   derived      the running sum of the pin
// And, for runs that go on where one was stopped:
//   reader       what a document was last read by
constexpr const char* kTables = R"sql(
CREATE TABLE session (
  number INTEGER PRIMARY KEY,
  recorded INTEGER NOT NULL
) STRICT;
CREATE TABLE source (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE TABLE source_text (
  source INTEGER PRIMARY KEY REFERENCES source,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE reading (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX reading_of_source ON reading (source, number);
CREATE TABLE statement (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  polarity INTEGER NOT NULL CHECK (polarity IN (0, 1)),
  mode TEXT NOT NULL,
  scope TEXT NOT NULL,
  time_on TEXT NOT NULL,
  time_since TEXT NOT NULL,
  time_until TEXT NOT NULL,
  time_at TEXT NOT NULL,
  earliest INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  place_from INTEGER NOT NULL,
  place_to INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule TEXT NOT NULL,
  anchor TEXT NOT NULL,
  named TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX statement_of_source ON statement (source, place_from);
CREATE INDEX statement_of_kind ON statement (kind);
CREATE TABLE role (
  statement INTEGER NOT NULL REFERENCES statement,
  place INTEGER NOT NULL,
  part INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT,
  number REAL,
  PRIMARY KEY (statement, place, part),
  CHECK ((text IS NULL) <> (number IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE retraction (
  number INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE TABLE restatement (
  number INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE TABLE withdrawn (
  statement INTEGER PRIMARY KEY REFERENCES statement
) STRICT;
CREATE TABLE entity (
  number INTEGER PRIMARY KEY,
  value TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity,
  statement INTEGER NOT NULL REFERENCES statement,
  kind TEXT NOT NULL,
  earliest INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  PRIMARY KEY (entity, statement)
) STRICT, WITHOUT ROWID;
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO derived VALUES ('pin sum', '');
)sql";

constexpr const char* kReader =
    "CREATE TABLE IF NOT EXISTS reader (source INTEGER PRIMARY KEY REFERENCES source, name TEXT NOT NULL) STRICT;\n";
// Came later: ledgers made before them lack them.
struct Later {
  const char *table, *columns;
};
constexpr Later kLater[] = {
    {"proposal",
     "(statement INTEGER NOT NULL REFERENCES statement, proposer TEXT NOT NULL, session INTEGER NOT NULL REFERENCES session,"
     " PRIMARY KEY (statement, proposer)) STRICT, WITHOUT ROWID"},
    {"taken_back",
     "(retraction INTEGER PRIMARY KEY REFERENCES retraction, why TEXT NOT NULL, person TEXT NOT NULL,"
     " replacement INTEGER REFERENCES statement) STRICT"},
    {"decision",
     "(number INTEGER PRIMARY KEY, finding TEXT NOT NULL, action TEXT NOT NULL, preferred TEXT NOT NULL, words TEXT NOT NULL,"
     " person TEXT NOT NULL, session INTEGER NOT NULL REFERENCES session) STRICT"},
    {"revision", "(session INTEGER PRIMARY KEY REFERENCES session, pin TEXT NOT NULL) STRICT"},
};
constexpr const char* kIndexes =
    "CREATE INDEX IF NOT EXISTS retraction_of_statement ON retraction (statement, session);\n"
    "CREATE INDEX IF NOT EXISTS restatement_of_statement ON restatement (statement, session);\n"
    "CREATE INDEX IF NOT EXISTS replacement ON taken_back (replacement) WHERE replacement IS NOT NULL;\n";

constexpr const char* kKept[] = {"session", "source", "source_text", "reading", "statement", "role", "retraction", "restatement"};

std::string only_grows(std::string_view table) {
  std::string sql;
  for (const char* change : {"UPDATE", "DELETE"})
    sql += fmt::format("CREATE TRIGGER IF NOT EXISTS {0}_{1} BEFORE {1} ON {0} BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;\n",
                       table, change);
  return sql;
}

}  // namespace

base::Result<> make_schema(Database& database) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  // Another program may have made the tables since we looked.
  auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables > 0) return {};
  std::string sql = kTables;
  for (const char* table : kKept) sql += only_grows(table);
  sql += fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, kSchemaVersion);
  if (auto ok = database.execute(sql); !ok) return ok;
  return transaction->commit();
}

base::Result<> complete_schema(Database& database, bool writable) {
  std::string sql;
  for (const auto& [table, columns] : kLater) {
    auto there = database.number("SELECT count(*) FROM sqlite_schema WHERE name = ?1", table);
    if (!there) return tl::unexpected(there.error());
    if (*there > 0) continue;
    sql += writable ? fmt::format("CREATE TABLE IF NOT EXISTS {} {};\n", table, columns) + only_grows(table)
                    : fmt::format("CREATE TEMP TABLE {} {};\n", table, columns);
  }
  if (sql.empty() || !writable) return database.execute(sql);
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto ok = database.execute(kReader + sql + kIndexes); !ok) return ok;
  return transaction->commit();
}

base::Result<FileIs> look_at(Database& database, const std::string& path) {
  // The first read: here SQLite also undoes what a killed writer left half done, and sees a file that is cut short.
  auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::unexpected(tables.error());
  auto application = database.number("PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  auto version = database.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*tables == 0 && *application == 0 && *version == 0) return FileIs::empty;
  if (*application != kApplicationId)
    return base::fail(ErrorKind::conflict, "this file is another program's, not a ledger", path, "name another file with --ledger");
  if (*version != kSchemaVersion)
    return base::fail(ErrorKind::conflict,
                      fmt::format("this ledger is of version {}, and this program reads version {}", *version, kSchemaVersion), path,
                      "use the program that made it");
  // SQLite sees whole pages that are missing, and not a last page that is cut.
  auto pages = database.number("PRAGMA page_count");
  if (!pages) return tl::unexpected(pages.error());
  auto page = database.number("PRAGMA page_size");
  if (!page) return tl::unexpected(page.error());
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size < static_cast<std::uintmax_t>(*pages) * static_cast<std::uintmax_t>(*page))
    return base::fail(ErrorKind::unreadable, "the ledger is damaged or cut short", path,
                      "restore it from a copy, or make it anew from its documents");
  return FileIs::ledger;
}

}  // namespace chancery::ledger
