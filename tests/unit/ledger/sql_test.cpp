// SPDX-License-Identifier: Apache-2.0
// What one may ask in SQL, and search for, and what verify() notices.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "base/files.h"
#include "base/sha256.h"
#include "ledger/ledger.h"
#include "linked.h"
#include "model/jsonl.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

class SqlTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / (std::string("chancery-sql-") + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    path_ = (folder_ / "l.ledger").string();
    Ledger ledger = Ledger::open(path_, Access::create, kinds(), {.now = 1000}).value();
    const SourceDocument document{"a.txt", base::sha256_hex("a"), "text", "A", "2009", "The text"};
    const std::vector<std::pair<std::string, std::string>> said = {
        {R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992-12-30"}})", "Relations since the thirtieth"},
        {R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Öskemen"},"time":{"since":"2009"}})",
         "an embassy in Öskemen, of all places"},
        {R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS","amount":724000000,"currency":"USD"},"time":{"on":"2005"}})", "trade was 724"},
    };
    std::vector<model::Statement> statements;
    for (const auto& [json, quote] : said) {
      statements.push_back(model::read_statement(json).value());
      statements.back().source = {document.path, document.hash, 0, 4, quote};
    }
    ASSERT_TRUE(ledger.record(document, statements));
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ledger ledger() const { return Ledger::open(path_, Access::read, kinds()).value(); }

  static std::string print(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&cell)) return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? *text : "nothing";
  }
  // The rows, cells with a blank between and rows with a bar; or what was wrong.
  std::string ask(const std::string& question, const SqlLimits& limits = {}) const {
    std::string out;
    auto whole = ledger().sql(
        question, limits, [](const std::vector<std::string>&) { return true; },
        [&](const std::vector<Cell>& row) {
          for (const Cell& cell : row) out += print(cell) + " ";
          out += "|";
          return true;
        });
    if (!whole) return whole.error().message;
    return *whole ? out : out + " and more";
  }
  std::vector<std::string> found(const std::string& words, const Filter& filter = {}) const {
    std::vector<std::string> out;
    const std::vector<Entry> hits = ledger().search(words, filter).value();
    for (const Entry& hit : hits) out.push_back(hit.statement.kind);
    return out;
  }
  // What verify() says after something was changed behind the ledger's back.
  std::vector<std::string> wrong_after(const std::string& sql) const {
    fs::copy_file(path_, path_ + ".2", fs::copy_options::overwrite_existing);
    Database database = Database::open(path_ + ".2", 2, 0).value();
    EXPECT_TRUE(database.execute(sql)) << sql;
    return Ledger::open(path_ + ".2", Access::read, kinds()).value().verify().value();
  }

  fs::path folder_;
  std::string path_;
};

using Words = std::vector<std::string>;

TEST_F(SqlTest, ViewsSayWhatTheLedgerHolds) {
  EXPECT_EQ(ask("SELECT kind, polarity, mode, time_on, earliest, latest, quote, retracted FROM statements WHERE kind = 'trade'"),
            "trade 1 fact 2005 2005-01-01 2005-12-31 trade was 724 0 |");
  EXPECT_EQ(ask("SELECT role, value FROM roles JOIN statements USING (number) WHERE kind = 'trade' ORDER BY role"),
            "a KAZ |amount 724000000 |b RUS |currency USD |");
  EXPECT_EQ(ask("SELECT entity, count(*) FROM mentions GROUP BY entity ORDER BY entity"), "KAZ 3 |LVA 2 |RUS 1 |Öskemen 1 |");
  EXPECT_EQ(ask("SELECT latest FROM statements WHERE kind = 'mission'"), "nothing |");
  EXPECT_EQ(ask("SELECT recorded, length(pin) FROM revisions"), "1970-01-01 00:16:40 64 |");
  EXPECT_EQ(ask("SELECT views FROM versions"), std::to_string(kViewsVersion) + " |");
  EXPECT_EQ(ask("WITH k AS (SELECT DISTINCT kind FROM statements) SELECT count(*) FROM k"), "3 |");
}

TEST_F(SqlTest, LimitsCutWhatWouldNotEnd) {
  const std::string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT ";
  EXPECT_EQ(ask(endless + "i FROM n", {.rows = 3}), "1 |2 |3 | and more");
  EXPECT_EQ(ask("SELECT 1", {.rows = 1}), "1 |");
  const auto start = std::chrono::steady_clock::now();
  const std::string late = "the question took longer than it may";
  EXPECT_EQ(ask(endless + "count(*) FROM n", {.seconds = 0.05}), late);
  EXPECT_EQ(ask(endless + "a.i FROM n AS a, n AS b WHERE a.i < 0 ORDER BY b.i", {.seconds = 0.05}), late);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(ask("SELECT hex(zeroblob(600000))"), "string or blob too big");
  // Of few long words, so that it is the size and not the time that ends it, on a slow machine too.
  EXPECT_EQ(ask(endless + "group_concat(hex(zeroblob(5000))) FROM (SELECT i FROM n LIMIT 300000)"), "string or blob too big");
}

// Each doubles what the one before it is.
TEST_F(SqlTest, AQuestionThatGrowsWithoutEndBeforeItRunsIsRefused) {
  std::string question = "WITH q0 AS (SELECT 1 AS a)";
  for (int i = 1; i < 40; ++i) {
    const std::string one = "q" + std::to_string(i), before = "q" + std::to_string(i - 1);
    question += ", " + one + " AS (SELECT x.a FROM " + before + " AS x, " + before + " AS y)";
  }
  const std::string said = ask(question + " SELECT * FROM q39", {.seconds = 1});
  EXPECT_EQ(said.find('|'), std::string::npos) << said.substr(0, 100);
}

TEST_F(SqlTest, NothingIsWrittenAndNothingElseRead) {
  const std::string before = base::read_file(path_).value();
  for (const char* question : {"DELETE FROM statement",
                               "UPDATE session SET pin = ''",
                               "DROP VIEW statements",
                               "CREATE TEMP VIEW mine AS SELECT 1",
                               "ATTACH ':memory:' AS other",
                               "DETACH main",
                               "PRAGMA writable_schema = 1",
                               "SELECT * FROM pragma_table_list",
                               "SELECT count(*) FROM pragma_table_list",
                               "SELECT load_extension('x')",
                               "SELECT text FROM source_text",
                               "SELECT * FROM main.statement",
                               "SELECT count(*) FROM sqlite_dbpage",
                               "SELECT count(*) FROM dbstat",
                               "SELECT * FROM sqlite_schema",
                               "VACUUM",
                               "REINDEX",
                               "ANALYZE",
                               "COMMIT",
                               "SAVEPOINT a",
                               "SELECT * FROM fts5vocab",
                               "INSERT INTO quote_words (quote_words) VALUES ('rebuild')"}) {
    auto whole = ledger().sql(
        question, {}, [](const std::vector<std::string>&) { return true; }, [](const std::vector<Cell>&) { return true; });
    ASSERT_FALSE(whole) << question;
    EXPECT_EQ(whole.error().kind, base::ErrorKind::usage) << question << ": " << whole.error().message;
  }
  EXPECT_EQ(base::read_file(path_).value(), before);
}

TEST_F(SqlTest, SearchFindsWordsOfQuotesAndNames) {
  EXPECT_EQ(found("EMBASSY oskemen"), Words({"mission"}));
  EXPECT_EQ(found("\"of all places\""), Words({"mission"}));
  EXPECT_EQ(found("\"all of places\""), Words());
  EXPECT_EQ(found("embassy trade"), Words());
  EXPECT_EQ(found("rus"), Words({"trade"}));  // a name
  EXPECT_EQ(found("embassy", {.kind = "trade"}), Words());
  EXPECT_EQ(found("was", {.period = time::Bounds{0, 100}}), Words());
  EXPECT_EQ(found("kaz", {.limit = 2}).size(), 2u);
  EXPECT_EQ(found("kaz", {.known = 0}), Words());
}

TEST_F(SqlTest, WhatSearchesWriteOtherwiseIsPlainWords) {
  for (const char* words : {"AND", "NOT embassy", "(", "text:trade", "NEAR(a b)", "a\"b\"c", "\"", "embassy\"", "'; DROP TABLE quote; --",
                            "*", "^trade", "{text}: trade", "a\nb\tc", "\xff\xfe", "trade -was", "+"}) {
    auto hits = ledger().search(words, {});
    EXPECT_TRUE(hits || hits.error().kind == base::ErrorKind::usage) << words << ": " << hits.error().message;
  }
  EXPECT_EQ(found("embass*"), Words());
  EXPECT_EQ(found("trade: (was)"), Words({"trade"}));
  EXPECT_FALSE(ledger().search(" \" * ", {}));
}

TEST_F(SqlTest, VerifyFindsWhatWasTamperedWith) {
  EXPECT_EQ(ledger().verify().value(), Words());
  for (const char* sql : {
           "DELETE FROM mention WHERE statement = 1",
           "INSERT INTO withdrawn VALUES (2)",
           "UPDATE tally SET statements = statements + 1",
           "DELETE FROM identity WHERE statement = 3",
           "DELETE FROM dyad",
           "DELETE FROM aside",
           "UPDATE dyad SET other = 999 WHERE statement = 1",
           "DROP TRIGGER statement_UPDATE; UPDATE statement SET polarity = 0 WHERE number = 1",
           "DROP TRIGGER quote_UPDATE; UPDATE quote SET text = 'other words' WHERE number = 1",
           "DROP TRIGGER statement_DELETE; DELETE FROM statement WHERE number = 3",
           "DROP TRIGGER session_UPDATE; UPDATE session SET pin = 'x'",
           "UPDATE derived SET value = '' WHERE name = 'pin sum'",
           "INSERT INTO quote_words (quote_words, rowid, text) VALUES ('delete', 1, 'Relations since the thirtieth')",
           "UPDATE mention SET entity = (SELECT number FROM entity WHERE value = 'RUS') WHERE statement = 2 AND entity = (SELECT number "
           "FROM entity WHERE value = 'LVA')",
       })
    EXPECT_FALSE(wrong_after(sql).empty()) << sql;
}

}  // namespace
}  // namespace chancery::ledger
