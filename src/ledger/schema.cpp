// SPDX-License-Identifier: Apache-2.0
#include "ledger/schema.h"

#include <fmt/core.h>

#include <filesystem>

#include "ledger/events.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

// What is recorded (no row of it is ever changed or removed; triggers see to it):
//   session      a writing: its time, the last statement there was after it, and the pin
//   source       a document, known by the hash of its bytes
//   source_text  its decoded text, where it may be kept
//   reading      what the document was found to say of itself; the last one counts
//   span         which statements of a document a session put in: they lie together
//   declaration  on which terms a source is there, and what it covers (JSON as model::write_coverage has it); the last one counts
//   statement    what a document was read to state, or somebody stated of it; with kind (and mode), form (its roles' names), rule, quote,
//                and of a dataset the columns
//   retraction, restatement   that a statement was taken back (by somebody, or else by a reading), or made again after all
//   proposal     who, from outside, proposed a statement: it stays whatever the document is read to state
//   decision     what somebody said of a finding
// What follows from that and could be made anew:
//   identity     a statement by its id
//   withdrawn    statements whose last word is a retraction
//   entity       a value that names one, with the first statement that speaks of it
//   mention      the statements that speak of an entity, with kind and period, so that a look-up needs no other table
//   dyad         the same for two of those in the roles of states and organisations
//   aside        mentions that no dyad has: in other roles, or of more than kMostSides together
//   tally        how many statements of a kind speak of an entity, without those withdrawn
//   told         the latest day on which something of a document may first have happened or begun, from a session on
//   quote_words, entity_words   for searching
//   derived      the running sum of the pin
// And, for runs that go on where one was stopped:
//   reader       what a document was last read by
// A period is its earliest day (-8388608: no first) and how many days more (NULL: no last).
constexpr const char* kTables = R"sql(
CREATE TABLE session (
  number INTEGER PRIMARY KEY,
  recorded INTEGER NOT NULL,
  last_statement INTEGER NOT NULL,
  pin TEXT NOT NULL
) STRICT;
CREATE TABLE source (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE TABLE source_text (
  source INTEGER PRIMARY KEY REFERENCES source,
  text TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
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
CREATE TABLE span (
  source INTEGER NOT NULL REFERENCES source,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (source, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE kind (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  mode TEXT NOT NULL,
  UNIQUE (name, mode)
) STRICT;
CREATE TABLE form (
  number INTEGER PRIMARY KEY,
  roles TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE rule (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE quote (
  number INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE statement (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL REFERENCES kind,
  form INTEGER NOT NULL REFERENCES form,
  role_values TEXT NOT NULL,
  polarity INTEGER NOT NULL CHECK (polarity IN (0, 1)),
  scope INTEGER NOT NULL,
  time_on TEXT,
  time_since TEXT,
  time_until TEXT,
  time_at TEXT,
  earliest INTEGER NOT NULL,
  days INTEGER,
  source INTEGER NOT NULL REFERENCES source,
  place INTEGER NOT NULL,
  length INTEGER NOT NULL,
  quote INTEGER NOT NULL REFERENCES quote,
  rule INTEGER NOT NULL REFERENCES rule,
  anchor TEXT,
  named TEXT,
  session INTEGER NOT NULL REFERENCES session,
  line INTEGER,
  key TEXT,
  columns INTEGER
) STRICT;
CREATE TABLE retraction (
  number INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement,
  why TEXT,
  person TEXT,
  replacement INTEGER REFERENCES statement,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX retraction_of_statement ON retraction (statement, session);
CREATE INDEX retraction_for ON retraction (replacement) WHERE replacement IS NOT NULL;
CREATE TABLE restatement (
  number INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX restatement_of_statement ON restatement (statement, session);
CREATE TABLE proposal (
  statement INTEGER NOT NULL REFERENCES statement,
  proposer TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session,
  PRIMARY KEY (statement, proposer)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  finding TEXT NOT NULL,
  action TEXT NOT NULL,
  preferred TEXT NOT NULL,
  words TEXT NOT NULL,
  person TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE TABLE identity (
  id BLOB PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (
  statement INTEGER PRIMARY KEY REFERENCES statement
) STRICT;
CREATE TABLE entity (
  number INTEGER PRIMARY KEY,
  value TEXT NOT NULL UNIQUE,
  statement INTEGER NOT NULL REFERENCES statement
) STRICT;
CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity,
  kind INTEGER NOT NULL REFERENCES kind,
  earliest INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement,
  days INTEGER,
  PRIMARY KEY (entity, kind, earliest, statement)
) STRICT, WITHOUT ROWID;
CREATE TABLE dyad (
  one INTEGER NOT NULL REFERENCES entity,
  other INTEGER NOT NULL REFERENCES entity,
  kind INTEGER NOT NULL REFERENCES kind,
  earliest INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement,
  days INTEGER,
  PRIMARY KEY (one, other, kind, earliest, statement),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE TABLE aside (
  entity INTEGER NOT NULL REFERENCES entity,
  kind INTEGER NOT NULL REFERENCES kind,
  earliest INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement,
  days INTEGER,
  PRIMARY KEY (entity, kind, earliest, statement)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
  entity INTEGER NOT NULL REFERENCES entity,
  kind INTEGER NOT NULL REFERENCES kind,
  statements INTEGER NOT NULL,
  PRIMARY KEY (entity, kind)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE quote_words USING fts5 (text, content = 'quote', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE entity_words USING fts5 (value, content = 'entity', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO derived VALUES ('pin sum', '');
CREATE TABLE reader (
  source INTEGER PRIMARY KEY REFERENCES source,
  name TEXT NOT NULL
) STRICT;
)sql";

// That came with version 3.
constexpr const char* kDatasets = R"sql(
CREATE TABLE columns (
  number INTEGER PRIMARY KEY,
  names TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE declaration (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  attribution TEXT NOT NULL,
  licence TEXT NOT NULL,
  coverage TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX declaration_of_source ON declaration (source, number);
)sql";

constexpr const char* kKept[] = {"session", "source", "source_text", "reading",    "span",        "kind",     "form",
                                 "rule",    "quote",  "statement",   "retraction", "restatement", "proposal", "decision"};
constexpr const char* kKeptDatasets[] = {"columns", "declaration"};
constexpr const char* kKeptEvents[] = {"event_pair", "event_act", "event_actor", "event_reading", "event"};

std::string only_grows(std::string_view table) {
  std::string sql;
  for (const char* change : {"UPDATE", "DELETE"})
    sql += fmt::format("CREATE TRIGGER {0}_{1} BEFORE {1} ON {0} BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;\n", table, change);
  return sql;
}

// That came with version 4, beside the events.
constexpr const char* kTold = R"sql(
CREATE TABLE told (
  source INTEGER NOT NULL REFERENCES source,
  session INTEGER NOT NULL REFERENCES session,
  day INTEGER,
  PRIMARY KEY (source, session)
) STRICT, WITHOUT ROWID;
)sql";

// What came with version 3, and with 4.
std::string later_tables(std::int64_t version) {
  std::string sql;
  if (version < 3) {
    sql = kDatasets;
    for (const char* table : kKeptDatasets) sql += only_grows(table);
  }
  sql += kTold + event_tables();
  for (const char* table : kKeptEvents) sql += only_grows(table);
  return sql + fmt::format("PRAGMA user_version = {};", kSchemaVersion);
}

}  // namespace

std::string schema() {
  std::string sql = kTables;
  for (const char* table : kKept) sql += only_grows(table);
  return sql + later_tables(1) + fmt::format("PRAGMA application_id = {};", kApplicationId);
}

std::string schema_since(std::int64_t version) {
  const std::string_view columns = version > 2 ? ""
                                               : "ALTER TABLE statement ADD COLUMN line INTEGER; ALTER TABLE statement ADD COLUMN key TEXT;"
                                                 "ALTER TABLE statement ADD COLUMN columns INTEGER;";
  return std::string(columns) + later_tables(version);
}

base::Result<> make_schema(Database& database) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  // Another program may have made the tables since we looked.
  auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables > 0) return {};
  if (auto ok = database.execute(schema()); !ok) return ok;
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
  if (*version < 1 || *version > kSchemaVersion)
    return base::fail(ErrorKind::conflict,
                      fmt::format("this ledger is of version {}, and this program reads versions 1 to {}", *version, kSchemaVersion), path,
                      "use a newer program");
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
  return *version == kSchemaVersion ? FileIs::ledger : FileIs::older;
}

}  // namespace chancery::ledger
