// SPDX-License-Identifier: Apache-2.0
#include "inquiry/chain.h"

#include "unit/inquiry/told.h"

namespace chancery::inquiry {
namespace {

// Chains of statements (JSON), as text: "TITLE (PARTIES): step step*; …", a star where the step is not said.
class ChainTest : public Told {
 protected:
  void tell(const std::vector<std::string>& lines) { Told::tell("told", "", lines); }

  std::string of(const std::string& title) {
    const auto facts = title.empty() ? inquiry_->facts({.kind = "agreement"}).value() : facts_on_agreement(*inquiry_, title).value();
    std::string out;
    for (const Chain& chain : chains(facts, *inquiry_)) {
      out += (out.empty() ? "" : "; ") + chain.title + " (";
      for (const std::string& party : chain.parties) out += (out.back() == '(' ? "" : " ") + party;
      out += "):";
      for (const Chain::Step& step : chain.steps) out += " " + step.action + (step.facts.empty() ? "*" : "");
    }
    return out;
  }
};

TEST(TitleWords, SmallWordsAndWhatItCallsItselfMakeNoDifference) {
  EXPECT_EQ(title_words("Treaty of Friendship", kinds()), title_words("friendship", kinds()));
  EXPECT_EQ(title_words("the Nuclear-Test-Ban Treaty", kinds()), title_words("nuclear test ban", kinds()));
  EXPECT_NE(title_words("trade", kinds()), title_words("border", kinds()));
  EXPECT_FALSE(title_words("treaty", kinds()).empty());
}

TEST_F(ChainTest, StepsOfOneAgreementComeTogether) {
  tell(
      {R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"friendship","type":"treaty","action":"signed"},"time":{"on":"1992-05"}})",
       R"({"kind":"agreement","roles":{"parties":["RUS","KAZ"],"title":"Treaty of Friendship","action":"in-force"},"time":{"on":"1993"}})",
       R"({"kind":"agreement","roles":{"parties":["KAZ"],"title":"friendship treaty","action":"ratified"},"time":{"on":"1992-10"}})",
       R"({"kind":"agreement","roles":{"parties":["KAZ","CHN"],"title":"friendship"},"time":{"on":"2002"}})"});
  EXPECT_EQ(of(""),
            "Treaty of Friendship (KAZ RUS): signed in-force ended*; friendship treaty (KAZ): signed* ratified in-force* ended*; "
            "friendship (CHN KAZ): signed in-force* ended*");
}

TEST_F(ChainTest, WhatOnePartyDidGoesWithItsOnlyAgreement) {
  tell({R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"border"},"time":{"on":"2005"}})",
        R"({"kind":"agreement","roles":{"parties":["RUS"],"title":"border treaty","action":"ratified"},"time":{"on":"2005-12"}})"});
  EXPECT_EQ(of("border"), "border treaty (KAZ RUS): signed ratified in-force* ended*");
  EXPECT_EQ(of("trade"), "");
}

TEST_F(ChainTest, PartiesToATreatyAreFoundByItsNameAndAcronym) {
  tell(
      {R"({"kind":"membership","roles":{"member":"KAZ","organization":"Rome Statute"},"polarity":false})",
       R"({"kind":"membership","roles":{"member":"LVA","organization":"Rome Statute"},"time":{"since":"2002-06-28"}})",
       R"({"kind":"membership","roles":{"member":"LVA","organization":"Vienna Convention on Consular Relations"},"time":{"since":"1992"}})",
       R"({"kind":"membership","roles":{"member":"LVA","organization":"NATO"},"time":{"since":"2004"}})"});
  EXPECT_EQ(of("rome statute"), "Rome Statute (KAZ LVA): signed* in-force* ended* party");
  EXPECT_EQ(of("VCCR"), "Vienna Convention on Consular Relations (LVA): signed* in-force* ended* party");
  EXPECT_EQ(of("NATO"), "");
}

}  // namespace
}  // namespace chancery::inquiry
