// SPDX-License-Identifier: Apache-2.0
// Coded events: what goes in, what is asked, what a later reading of the same file changes, and what verify() notices.
#include "model/events.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/sha256.h"
#include "ledger/ledger.h"
#include "linked.h"
#include "older_ledgers.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

struct Told {
  std::string pair;
  int day, line;
  std::string act, actor;
};

class LedgerEvents : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / (std::string("chancery-events-") + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ledger open(const std::string& name = "l") const {
    return Ledger::open((folder_ / name).string(), Access::create, kinds(), {.now = 1000}).value();
  }
  static Recorded import(Ledger& ledger, const std::string& file, const std::vector<Told>& told) {
    const SourceDocument document{.path = file, .hash = base::sha256_hex(file), .form = "events", .terms = {.licence = "CC0-1.0"}};
    return ledger
        .import_events(document,
                       [&](model::EventWords& words, const EventSink& take) -> base::Result<> {
                         for (const Told& one : told) {
                           const model::EventRow row{words.pairs.number_of(one.pair),
                                                     one.day,
                                                     static_cast<std::uint32_t>(one.line),
                                                     words.acts.number_of(one.act),
                                                     one.actor.empty() ? 0 : words.actors.number_of(one.actor),
                                                     0};
                           if (auto ok = take({&row, 1}); !ok) return ok;
                         }
                         return {};
                       })
        .value();
  }
  static std::string list(const Ledger& ledger, const EventFilter& filter) {
    std::string out;
    EXPECT_TRUE(ledger.events(filter, [&](const Event& e) -> base::Result<> {
      out += fmt::format("{}:{} day {} {}>{} {} {}{}; ", e.document, e.line, e.day, e.from, e.to, e.code,
                         e.intensity ? fmt::format("{} ", *e.intensity) : "", e.actor);
      return {};
    }));
    return out;
  }
  static EventFilter of(const std::string& one = "", const std::string& other = "") {
    return {.one = one, .other = other, .period = {}, .code = {}};
  }

  const std::vector<Told> told_ = {{"KAZ\tRUS", 20, 2, "cameo\t040\t1", "Ministry"},
                                   {"RUS\tKAZ", 10, 3, "cameo\t19\t-10", ""},
                                   {"KAZ\tUZB", 20, 4, "plover\tCONSULT\t", "Ministry"},
                                   {"KAZ\tRUS", 20, 5, "cameo\t040\t2.5", "Office"}};
  fs::path folder_;
};

TEST_F(LedgerEvents, AreFoundByPairDayAndCode) {
  Ledger ledger = open();
  const Recorded recorded = import(ledger, "a", told_);
  EXPECT_EQ(recorded.added, 4u);
  EXPECT_TRUE(recorded.declared);
  EXPECT_EQ(list(ledger, of("KAZ", "RUS")),
            "a:3 day 10 RUS>KAZ 19 -10 ; a:2 day 20 KAZ>RUS 040 1 Ministry; a:5 day 20 KAZ>RUS 040 2.5 Office; ");
  EventFilter filter = of("RUS", "KAZ");
  filter.period = {20, 20};
  filter.limit = 1;
  EXPECT_EQ(list(ledger, filter), "a:2 day 20 KAZ>RUS 040 1 Ministry; ");
  filter = of("UZB");
  EXPECT_EQ(list(ledger, filter), "a:4 day 20 KAZ>UZB CONSULT Ministry; ");
  filter = of();
  filter.code = "04";
  EXPECT_EQ(list(ledger, filter), "a:2 day 20 KAZ>RUS 040 1 Ministry; a:5 day 20 KAZ>RUS 040 2.5 Office; ");
  filter.sources = {7};
  EXPECT_EQ(list(ledger, filter), "");
  EXPECT_TRUE(ledger.has_events("RUS", "KAZ").value());
  EXPECT_TRUE(ledger.has_events("UZB", "").value());
  EXPECT_FALSE(ledger.has_events("UZB", "RUS").value());
  EXPECT_FALSE(ledger.has_events("UZB", "", 0).value());
  EXPECT_EQ(
      ledger.events(of(), [](const Event&) -> base::Result<> { return base::fail(base::ErrorKind::system, "enough"); }).error().message,
      "enough");
}

TEST_F(LedgerEvents, TheSameFileAddsNothingAndALaterReadingReplaces) {
  Ledger ledger = open();
  import(ledger, "a", told_);
  const std::string pin = ledger.pin().value();
  const auto revisions = ledger.revisions().value().size();
  std::vector<Told> backwards(told_.rbegin(), told_.rend());
  const Recorded again = import(ledger, "a", backwards);
  EXPECT_EQ(again.kept, 4u);
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(ledger.pin().value(), pin);
  EXPECT_EQ(ledger.revisions().value().size(), revisions);

  const Recorded fewer = import(ledger, "a", {told_[0]});
  EXPECT_EQ(fewer.added, 1u);
  EXPECT_EQ(fewer.retracted, 4u);
  EXPECT_EQ(list(ledger, of("KAZ")), "a:2 day 20 KAZ>RUS 040 1 Ministry; ");
  EventFilter then = of("KAZ", "UZB");
  then.known = static_cast<std::int64_t>(revisions);
  EXPECT_EQ(list(ledger, then), "a:4 day 20 KAZ>UZB CONSULT Ministry; ");
  EXPECT_EQ(ledger.recomputed_pin().value(), ledger.pin().value());
  EXPECT_EQ(ledger.recomputed_pin(static_cast<std::int64_t>(revisions)).value(), pin);
  EXPECT_EQ(ledger.verify().value(), std::vector<std::string>());
}

TEST_F(LedgerEvents, ThePinIsOfWhatIsHeld) {
  Ledger one = open("one"), other = open("other");
  import(one, "a", told_);
  import(one, "b", {told_[1]});
  import(other, "b", {told_[1]});
  import(other, "a", told_);
  EXPECT_EQ(one.pin().value(), other.pin().value());
  import(other, "b", {told_[2]});
  EXPECT_NE(one.pin().value(), other.pin().value());
}

TEST_F(LedgerEvents, VerifyNoticesWhatWasChanged) {
  {
    Ledger ledger = open();
    import(ledger, "a", told_);
  }
  Database database = Database::open((folder_ / "l").string(), 2, 0).value();
  EXPECT_FALSE(database.execute("UPDATE event SET day = 11 WHERE day = 10"));
  ASSERT_TRUE(database.execute("DROP TRIGGER event_UPDATE; UPDATE event SET day = 11 WHERE day = 10"));
  EXPECT_EQ(open().verify().value(), std::vector<std::string>{"1 files whose events are not those that were recorded"});
}

TEST_F(LedgerEvents, ALedgerOfVersion3TakesThem) {
  const std::string pin = open().pin().value();
  ASSERT_TRUE(make_version_3((folder_ / "l").string()));
  Ledger ledger = open();
  EXPECT_EQ(ledger.pin().value(), pin);
  EXPECT_TRUE(fs::exists(folder_ / "l.v3.backup"));
  EXPECT_EQ(import(ledger, "a", told_).added, 4u);
}

}  // namespace
}  // namespace chancery::ledger
