// SPDX-License-Identifier: Apache-2.0
#include "inquiry/chain.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "base/sha256.h"
#include "model/jsonl.h"
#include "tables.h"

namespace chancery::inquiry {
namespace {

const model::Kinds& kinds() {
  static const model::Kinds kinds = model::Kinds::open(tables::model()).value();
  return kinds;
}

// Chains of statements (JSON), as text: "TITLE (PARTIES): step step*; …", a star where the step is not said.
class ChainTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(testing::TempDir()) /
            ("chancery-chain-" + std::to_string(getpid()) + "-" + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove(path_);
    ledger_ = std::make_unique<ledger::Ledger>(ledger::Ledger::open(path_.string(), ledger::Access::create, kinds(), {.now = 1700000000}).value());
  }
  void TearDown() override {
    ledger_.reset();
    std::filesystem::remove(path_);
  }

  void tell(const std::vector<std::string>& lines) {
    ledger::SourceDocument document{"told", base::sha256_hex("told"), "text", "told", "", ""};
    std::vector<model::Statement> statements;
    for (const std::string& line : lines) {
      model::Statement s = model::read_statement(line).value();
      s.source = {"told", document.hash, statements.size() * 100, statements.size() * 100 + 10, "words"};
      statements.push_back(std::move(s));
    }
    ASSERT_TRUE(ledger_->record(document, statements));
  }

  std::string of(const std::string& title) {
    static const gazetteer::Gazetteer names = gazetteer::Gazetteer::open(tables::gazetteer()).value();
    const Inquiry inquiry(*ledger_, names);
    const auto facts = title.empty() ? inquiry.facts({.kind = "agreement"}).value() : facts_on_agreement(inquiry, title).value();
    std::string out;
    for (const Chain& chain : chains(facts, inquiry)) {
      out += (out.empty() ? "" : "; ") + chain.title + " (";
      for (const std::string& party : chain.parties) out += (out.back() == '(' ? "" : " ") + party;
      out += "):";
      for (const Chain::Step& step : chain.steps) out += " " + step.action + (step.facts.empty() ? "*" : "");
    }
    return out;
  }

  std::filesystem::path path_;
  std::unique_ptr<ledger::Ledger> ledger_;
};

TEST(TitleWords, SmallWordsAndWhatItCallsItselfMakeNoDifference) {
  EXPECT_EQ(title_words("Treaty of Friendship", kinds()), title_words("friendship", kinds()));
  EXPECT_EQ(title_words("the Nuclear-Test-Ban Treaty", kinds()), title_words("nuclear test ban", kinds()));
  EXPECT_NE(title_words("trade", kinds()), title_words("border", kinds()));
  EXPECT_FALSE(title_words("treaty", kinds()).empty());
}

TEST_F(ChainTest, StepsOfOneAgreementComeTogether) {
  tell({R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"friendship","type":"treaty","action":"signed"},"time":{"on":"1992-05"}})",
        R"({"kind":"agreement","roles":{"parties":["RUS","KAZ"],"title":"Treaty of Friendship","action":"in-force"},"time":{"on":"1993"}})",
        R"({"kind":"agreement","roles":{"parties":["KAZ"],"title":"friendship treaty","action":"ratified"},"time":{"on":"1992-10"}})",
        R"({"kind":"agreement","roles":{"parties":["KAZ","CHN"],"title":"friendship"},"time":{"on":"2002"}})"});
  EXPECT_EQ(of(""), "Treaty of Friendship (KAZ RUS): signed in-force ended*; friendship treaty (KAZ): signed* ratified in-force* ended*; "
                    "friendship (CHN KAZ): signed in-force* ended*");
}

TEST_F(ChainTest, WhatOnePartyDidGoesWithItsOnlyAgreement) {
  tell({R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"border"},"time":{"on":"2005"}})",
        R"({"kind":"agreement","roles":{"parties":["RUS"],"title":"border treaty","action":"ratified"},"time":{"on":"2005-12"}})"});
  EXPECT_EQ(of("border"), "border treaty (KAZ RUS): signed ratified in-force* ended*");
  EXPECT_EQ(of("trade"), "");
}

TEST_F(ChainTest, PartiesToATreatyAreFoundByItsNameAndAcronym) {
  tell({R"({"kind":"membership","roles":{"member":"KAZ","organization":"Rome Statute"},"polarity":false})",
        R"({"kind":"membership","roles":{"member":"LVA","organization":"Rome Statute"},"time":{"since":"2002-06-28"}})",
        R"({"kind":"membership","roles":{"member":"LVA","organization":"Vienna Convention on Consular Relations"},"time":{"since":"1992"}})",
        R"({"kind":"membership","roles":{"member":"LVA","organization":"NATO"},"time":{"since":"2004"}})"});
  EXPECT_EQ(of("rome statute"), "Rome Statute (KAZ LVA): signed* in-force* ended* party");
  EXPECT_EQ(of("VCCR"), "Vienna Convention on Consular Relations (LVA): signed* in-force* ended* party");
  EXPECT_EQ(of("NATO"), "");
}

}  // namespace
}  // namespace chancery::inquiry
