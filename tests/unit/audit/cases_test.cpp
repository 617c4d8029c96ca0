// SPDX-License-Identifier: Apache-2.0
// What a real article and an almanac contradict each other and themselves in, and what only looks so: read from the documents in
// $CHANCERY_SHARED, skipped where they are not there.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "audit/audit.h"
#include "brief/findings.h"
#include "document/document.h"
#include "linked.h"
#include "reading/reader.h"
#include "tables.h"

namespace chancery::audit {
namespace {

namespace fs = std::filesystem;

class Cases : public testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("CHANCERY_SHARED");
    const std::string folder = shared ? std::string(shared) + "/documents/" : "";
    if (folder.empty() || !fs::exists(folder)) GTEST_SKIP() << "no folder of documents ($CHANCERY_SHARED)";
    path_ = fs::path(testing::TempDir()) / ("chancery-cases-" + std::to_string(getpid()));
    fs::remove(path_);
    ledger_ = std::make_unique<ledger::Ledger>(
        ledger::Ledger::open(path_.string(), ledger::Access::create, kinds(), {.now = 1700000000}).value());
    const auto reader = reading::Reader::open(tables::rules(), tables::model(), tables::gazetteer()).value();
    for (const char* name : {"foreign-relations-of-kazakhstan.txt", "factbook/2023/kz.json"}) {
      const auto document = document::open(folder + name).value();
      const auto reading = reader.read(document, {});
      ASSERT_TRUE(ledger_->record({document.path, document.hash, "text", document.title, document.published, ""}, reading.statements));
    }
    inquiry_ = std::make_unique<inquiry::Inquiry>(*ledger_, names());
    static const Rules rules = Rules::open(tables::audit()).value();
    const brief::Phrases phrases(*inquiry_);
    findings_ = audit(*inquiry_, rules, {}, brief::words_for(phrases)).value();
  }
  void TearDown() override {
    inquiry_.reset();
    ledger_.reset();
    fs::remove(path_);
  }

  // How sure the rule is of a finding whose explanation has the words; no where it finds none.
  time::Truth found(std::string_view rule, std::string_view words) const {
    for (const Finding& finding : findings_)
      if (finding.rule->id == rule && finding.explanation.find(words) != std::string::npos) return finding.truth;
    return time::Truth::no;
  }
  // What is found with such words, by whatever rule.
  std::string about(std::string_view words) const {
    std::string out;
    for (const Finding& finding : findings_)
      if (finding.explanation.find(words) != std::string::npos) out += finding.explanation + "\n";
    return out;
  }

  fs::path path_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<inquiry::Inquiry> inquiry_;
  std::vector<Finding> findings_;
};

TEST_F(Cases, AreFound) {
  using time::Truth;
  // An embassy and a visit of years before relations began.
  EXPECT_EQ(found("mission-before-relations", "Armenia in Kazakhstan: embassy in Almaty, since 1992"), Truth::certain);
  EXPECT_EQ(found("visit-before-relations", "to Armenia, official visit, May 2001"), Truth::certain);
  // States called as others were that had ended.
  EXPECT_EQ(found("not-so-called-then", "Kingdom of Bulgaria"), Truth::certain);
  EXPECT_EQ(found("not-so-called-then", "Kingdom of Romania"), Truth::certain);
  // A state visit of one who is no head of state.
  EXPECT_EQ(found("state-visit-by-whom", "to Israel, state visit, 2006"), Truth::certain);
  // Embassies in the former capital: certain where it is said since when, else possible.
  for (const char* of : {"Armenia in Kazakhstan: embassy", "Bulgaria in Kazakhstan: embassy"})
    EXPECT_EQ(found("embassy-outside-capital", of), Truth::certain) << of;
  for (const char* of : {"Turkey in Kazakhstan: embassy", "Romania in Kazakhstan: embassy", "Canada in Kazakhstan: embassy"})
    EXPECT_EQ(found("embassy-outside-capital", of), Truth::possible) << of;
  // Two lengths of one border.
  EXPECT_EQ(found("border-length", "Border of Kazakhstan and China: 1,700 km"), Truth::certain);
}

TEST_F(Cases, LookAlikesAreNot) {
  // A treaty of 1992 and the organisation's charter of 2002; members that are some of all; a candidacy, and who was elected; a president
  // who "has served since".
  for (const char* words : {"CSTO", "Collective Security", "Eurasian Economic", "EurAsEC", "OSCE", "President of Kazakhstan"})
    EXPECT_EQ(about(words), "") << words;
  // That an embassy is considered makes none.
  EXPECT_TRUE(
      inquiry_->facts({.entities = {"CHE", "KAZ"}, .kind = "mission", .roles = {{"sender", "CHE"}, {"type", "embassy"}}}).value().empty());
  EXPECT_EQ(about("Switzerland"), "");
  // A row that has a state's former name and no date states nothing that could be wrong.
  EXPECT_EQ(about("Croatia"), "");
}

}  // namespace
}  // namespace chancery::audit
