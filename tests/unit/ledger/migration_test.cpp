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
#include "older_ledgers.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

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
    auto made = make_version_1(path("today"), path("old"));
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

TEST_F(LedgerMigration, TakesVersion3) {
  auto told = [&](Known known) { return open(path("today")).value().spoken(1, known).value().last_told; };
  const std::vector<std::optional<time::Day>> before = {told(1), told(2), told(3), told({})};
  ASSERT_TRUE(before.front());
  ASSERT_TRUE(make_version_3(path("today")));
  EXPECT_EQ((std::vector<std::optional<time::Day>>{told(1), told(2), told(3), told({})}), before);
  EXPECT_TRUE(open(path("today")).value().verify().value().empty());
  EXPECT_TRUE(fs::exists(path("today") + ".v3.backup"));
}

TEST_F(LedgerMigration, TakesVersion2) {
  const std::string pin = open(path("today")).value().pin().value();
  ASSERT_TRUE(make_version_2(path("today")));
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
