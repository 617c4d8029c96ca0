// SPDX-License-Identifier: Apache-2.0
// A ledger of version 1, as SQL, and what becomes of it.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "base/sha256.h"
#include "ledger/ledger.h"
#include "linked.h"
#include "model/jsonl.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

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

class LedgerMigration : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / (std::string("chancery-migration-") + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    Ledger today = open(path("today")).value();
    const std::string hash = base::sha256_hex("a");
    const SourceDocument document{"in/a", hash, "text", "A", "2009", "The text."};
    std::vector<model::Statement> statements;
    for (const char* json :
         {R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992-12-30"},"as":{"b":"the \"K.\""}})",
          R"({"kind":"agreement","roles":{"title":"visas","parties":["KAZ","LVA","RUS"]},"mode":"plan","time":{"on":"1994"}})",
          R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS","amount":724000000.5,"currency":"USD"},"scope":"table"})"}) {
      statements.push_back(model::read_statement(json).value());
      statements.back().source = {"in/a", hash, statements.size() * 10, statements.size() * 10 + 5, "quote"};
    }
    EXPECT_TRUE(today.record(document, statements));
    EXPECT_TRUE(today.record(document, std::span(statements).first(2)));
    EXPECT_TRUE(today.record(document, std::span(statements).subspan(1)));
    auto database = Database::open(path("old"), 6 /* read, write, create */, 0).value();
    auto made = database.execute("ATTACH '" + path("today") + "' AS today; BEGIN;" + kVersion1 + "COMMIT");
    ASSERT_TRUE(made) << made.error().message;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static base::Result<Ledger> open(const std::string& path, Access access = Access::create) {
    return Ledger::open(path, access, kinds(), {.wait_milliseconds = 0, .now = 1000});
  }
  static std::string all_of(const Ledger& ledger, Known known) {
    std::string out;
    Filter all;
    all.with_retracted = true;
    all.known = known;
    const std::vector<Entry> entries = ledger.entries(all).value();
    for (const Entry& entry : entries) {
      model::write_jsonl(out, entry.statement, entry.id);
      out += entry.retracted ? "retracted\n" : "\n";
    }
    return out;
  }
  fs::path folder_;
};

TEST_F(LedgerMigration, KeepsAllOfIt) {
  const std::string before = base::read_file(path("old")).value();
  const Ledger today = open(path("today")).value();
  for (int round = 0; round < 2; ++round) {  // the second time there is nothing to do
    auto opened = open(path("old"), Access::read);
    ASSERT_TRUE(opened) << opened.error().message;
    const Ledger& ledger = *opened;
    EXPECT_EQ(ledger.pin().value(), today.pin().value());
    EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
    const std::vector<Revision> revisions = ledger.revisions().value(), expected = today.revisions().value();
    ASSERT_EQ(revisions.size(), expected.size());
    for (std::size_t i = 0; i < revisions.size(); ++i) {
      EXPECT_EQ(revisions[i].pin, expected[i].pin);
      EXPECT_EQ(all_of(ledger, revisions[i].number), all_of(today, expected[i].number));
    }
    Filter pair;
    pair.entities = {"KAZ", "RUS"};
    EXPECT_EQ(ledger.entries(pair).value().size(), 2u);
    pair.entities.pop_back();
    EXPECT_EQ(ledger.counts(pair).value().size(), today.counts(pair).value().size());
  }
  // As it was, beside it.
  Database backup = Database::open(path("old") + ".v1.backup", 1, 0).value();
  EXPECT_EQ(backup.number("PRAGMA user_version").value(), 1);
  EXPECT_EQ(backup.number("SELECT count(*) FROM role").value(), 10);
  EXPECT_EQ(base::read_file(path("old") + ".v1.backup").value().size(), before.size());
}

TEST_F(LedgerMigration, IsAllOrNothing) {
  // No copy is written over.
  std::ofstream(path("old") + ".v1.backup") << "mine";
  const std::string before = base::read_file(path("old")).value();
  EXPECT_EQ(open(path("old")).error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(base::read_file(path("old") + ".v1.backup").value(), "mine");
  EXPECT_EQ(base::read_file(path("old")).value(), before);
  fs::remove(path("old") + ".v1.backup");
  // What does not hold what its ids or its pin say is left alone.
  {
    Database database = Database::open(path("old"), 2, 0).value();
    ASSERT_TRUE(database.execute("UPDATE statement SET time_on = '1992-12-03' WHERE number = 1"));
  }
  auto broken = open(path("old"));
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, base::ErrorKind::unreadable);
  Database database = Database::open(path("old"), 2, 0).value();
  EXPECT_EQ(database.number("PRAGMA user_version").value(), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM statement").value(), 3);
}

TEST_F(LedgerMigration, TakesVersion2) {
  const std::string pin = open(path("today")).value().pin().value();
  {
    Database database = Database::open(path("today"), 2, 0).value();
    ASSERT_TRUE(database.execute(
        "DROP TABLE declaration; DROP TABLE columns; ALTER TABLE statement DROP COLUMN line; ALTER TABLE statement DROP COLUMN key;"
        "ALTER TABLE statement DROP COLUMN columns; PRAGMA user_version = 2"));
  }
  std::ofstream(path("today") + ".v2.backup") << "mine";
  EXPECT_EQ(open(path("today")).error().kind, base::ErrorKind::conflict);
  fs::remove(path("today") + ".v2.backup");
  for (Access access : {Access::read, Access::write}) {
    auto ledger = open(path("today"), access);
    ASSERT_TRUE(ledger) << ledger.error().message;
    EXPECT_EQ(ledger->pin().value(), pin);
    EXPECT_EQ(ledger->recomputed_pin().value(), pin);
  }
  EXPECT_EQ(Database::open(path("today") + ".v2.backup", 1, 0).value().number("PRAGMA user_version").value(), 2);
  Ledger ledger = open(path("today"), Access::write).value();
  SourceDocument rows{"rows.csv", base::sha256_hex("rows"), "csv", "", "", ""};
  rows.coverage = {{.kinds = {"border"}}};
  model::Statement row = model::read_statement(R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})").value();
  row.source = {rows.path, rows.hash, 0, 0, "", 3, "k", "c"};
  ASSERT_TRUE(ledger.record(rows, std::span(&row, 1)));
  EXPECT_EQ(ledger.coverages().value().size(), 1u);
  EXPECT_EQ(model::place_of(ledger.entry(model::id_of(row)).value().statement.source), "line 3, key k, column c");
  Database database = Database::open(path("today"), 2, 0).value();
  EXPECT_FALSE(database.execute("DELETE FROM declaration"));
}

}  // namespace
}  // namespace chancery::ledger
