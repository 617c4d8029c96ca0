// SPDX-License-Identifier: Apache-2.0
// Ledgers as earlier versions made them, from one of today. For tests and bench/.
#pragma once

#include <string>

#include "ledger/sqlite.h"

namespace chancery::ledger {

// The tables of version 1 in short, filled from a ledger of today.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE session (number INTEGER PRIMARY KEY, recorded INTEGER NOT NULL) STRICT;
CREATE TABLE source (number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, path TEXT NOT NULL, session INTEGER NOT NULL REFERENCES session) STRICT;
CREATE TABLE source_text (source INTEGER PRIMARY KEY REFERENCES source, text TEXT NOT NULL) STRICT;
CREATE TABLE reading (number INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, form TEXT NOT NULL, title TEXT NOT NULL,
  published TEXT NOT NULL, session INTEGER NOT NULL REFERENCES session) STRICT;
CREATE INDEX reading_of_source ON reading (source, number);
CREATE TABLE statement (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, polarity INTEGER NOT NULL, mode TEXT NOT NULL,
  scope TEXT NOT NULL, time_on TEXT NOT NULL, time_since TEXT NOT NULL, time_until TEXT NOT NULL, time_at TEXT NOT NULL, earliest INTEGER NOT NULL,
  latest INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES source, place_from INTEGER NOT NULL, place_to INTEGER NOT NULL, quote TEXT NOT NULL,
  rule TEXT NOT NULL, anchor TEXT NOT NULL, named TEXT NOT NULL, session INTEGER NOT NULL REFERENCES session) STRICT;
CREATE INDEX statement_of_source ON statement (source, place_from);
CREATE TABLE role (statement INTEGER NOT NULL REFERENCES statement, place INTEGER NOT NULL, part INTEGER NOT NULL, name TEXT NOT NULL, text TEXT,
  number REAL, PRIMARY KEY (statement, place, part)) STRICT, WITHOUT ROWID;
CREATE TABLE retraction (number INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statement, session INTEGER NOT NULL REFERENCES session) STRICT;
CREATE TABLE restatement (number INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statement, session INTEGER NOT NULL REFERENCES session) STRICT;
CREATE TABLE withdrawn (statement INTEGER PRIMARY KEY REFERENCES statement) STRICT;
CREATE TABLE entity (number INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE mention (entity INTEGER, statement INTEGER, kind TEXT, earliest INTEGER, latest INTEGER, PRIMARY KEY (entity, statement)) STRICT, WITHOUT ROWID;
CREATE TABLE derived (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER statement_DELETE BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
PRAGMA application_id = 1130908721;
PRAGMA user_version = 1;
INSERT INTO session SELECT number, recorded FROM today.session;
INSERT INTO source SELECT * FROM today.source;
INSERT INTO source_text SELECT source, text FROM today.source_text;
INSERT INTO reading SELECT * FROM today.reading;
INSERT INTO statement SELECT s.number, 'st:' || lower(hex(id)), kind.name, polarity, mode, iif(scope = 0, 'body', 'table'), ifnull(time_on, ''),
  ifnull(time_since, ''), ifnull(time_until, ''), ifnull(time_at, ''), 0, 0, source, place, place + length, quote.text, rule.name, ifnull(anchor, ''),
  ifnull(named, ''), session FROM today.statement AS s JOIN today.kind ON kind.number = kind JOIN today.quote ON quote.number = quote
  JOIN today.rule ON rule.number = rule;
INSERT INTO role SELECT s.number, value.key, iif(value.type = 'array', part.key + 1, 0), name.value, iif(part.type = 'text', part.value, NULL),
  iif(part.type = 'text', NULL, part.value) FROM today.statement AS s JOIN today.form ON form.number = form, json_each(role_values) AS value,
  json_each(roles) AS name ON name.key = value.key, json_each(iif(value.type = 'array', value.value, json_array(value.value))) AS part;
INSERT INTO retraction SELECT number, statement, session FROM today.retraction;
INSERT INTO restatement SELECT * FROM today.restatement;
INSERT INTO withdrawn SELECT * FROM today.withdrawn;
INSERT INTO derived SELECT * FROM today.derived;
)sql";

// Another file; of a ledger without declarations.
inline base::Result<> make_version_1(const std::string& today, const std::string& to) {
  auto database = Database::open(to, 6 /* read, write, create */, 0);
  if (!database) return tl::unexpected(database.error());
  return database->execute("ATTACH '" + today + "' AS today; BEGIN;" + kVersion1 + "COMMIT");
}

// In place; of a ledger without events.
inline base::Result<> make_version_3(const std::string& path) {
  auto database = Database::open(path, 2 /* read, write */, 0);
  if (!database) return tl::unexpected(database.error());
  return database->execute(
      "DROP TABLE told; DROP TABLE event; DROP TABLE event_reading; DROP TABLE event_actor; DROP TABLE event_act; DROP TABLE event_pair;"
      "PRAGMA user_version = 3");
}

// In place; of a ledger without declarations, datasets and events.
inline base::Result<> make_version_2(const std::string& path) {
  if (auto ok = make_version_3(path); !ok) return ok;
  auto database = Database::open(path, 2 /* read, write */, 0);
  if (!database) return tl::unexpected(database.error());
  return database->execute(
      "DROP TABLE declaration; DROP TABLE columns; ALTER TABLE statement DROP COLUMN line; ALTER TABLE statement DROP "
      "COLUMN key;"
      "ALTER TABLE statement DROP COLUMN columns; PRAGMA user_version = 2");
}

}  // namespace chancery::ledger
