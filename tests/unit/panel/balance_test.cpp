// SPDX-License-Identifier: Apache-2.0
#include "panel/balance.h"

#include "unit/inquiry/told.h"

namespace chancery::panel {
namespace {

class BalanceTest : public inquiry::Told {
 protected:
  Balance of(int first, int last, const std::vector<std::string>& poles = {"RUS", "CHN"}) const {
    std::vector<inquiry::Entity> entities;
    for (const std::string& pole : poles) entities.push_back(inquiry_->resolve(pole).value());
    return balance(*inquiry_, inquiry_->resolve("KAZ").value(), entities, first, last).value();
  }
  static const Component& component(const BalanceYear& year, std::string_view kind) {
    for (const Component& one : year.components)
      if (one.kind == kind) return one;
    ADD_FAILURE() << kind;
    return year.components.front();
  }
};

TEST_F(BalanceTest, CountsEventsInTheirYearWithWhatDatesLeaveOpen) {
  tell("a", "2011",
       {R"({"kind":"visit","roles":{"visitor":"RUS","to":"KAZ"},"time":{"on":"2009-05-03"}})",
        R"({"kind":"visit","roles":{"visitor":"RUS","to":"KAZ"},"time":{"on":"2009-11"}})",
        R"({"kind":"visit","roles":{"visitor":"CHN","to":"KAZ"},"time":{"on":"200X"}})"});
  const Balance found = of(2009, 2011);
  const Component& in_2009 = component(found.years[0], "visit");
  EXPECT_EQ(in_2009.poles[0].amount, (Range{2, 2}));
  EXPECT_EQ(in_2009.poles[1].amount, (Range{0, 1}));
  EXPECT_EQ(in_2009.poles[0].facts.size(), 2u);
  EXPECT_NEAR(in_2009.evenness->from, 0, 1e-12);
  EXPECT_NEAR(in_2009.evenness->to, (1 - 5.0 / 9) * 2, 1e-12);
  // Of what nobody says anything, the amount is unknown and not zero.
  EXPECT_FALSE(component(found.years[1], "visit").poles[0].amount);
  EXPECT_EQ(component(found.years[1], "visit").known, 0u);
  EXPECT_FALSE(component(found.years[1], "visit").evenness);
  EXPECT_FALSE(component(found.years[2], "visit").poles[1].amount);
  EXPECT_FALSE(found.years[2].evenness);
}

TEST_F(BalanceTest, CountsAnAgreementOnceAndNotItsEnd) {
  tell("a", "2011",
       {R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"gas","action":"signed"},"time":{"on":"2001-02-03"}})",
        R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"gas","action":"in-force"},"time":{"on":"2001-06-01"}})",
        R"({"kind":"agreement","roles":{"parties":["KAZ","RUS"],"title":"gas","action":"ended"},"time":{"on":"2005"}})"});
  const Balance found = of(2001, 2005);
  EXPECT_EQ(component(found.years[0], "agreement").poles[0].amount, (Range{1, 1}));
  EXPECT_FALSE(component(found.years[4], "agreement").poles[0].amount && component(found.years[4], "agreement").poles[0].amount->to > 0);
}

TEST_F(BalanceTest, CountsWhatStandsAndWhatIsShared) {
  tell("a", "2011",
       {R"({"kind":"mission","roles":{"sender":"RUS","host":"KAZ","type":"embassy"},"time":{"since":"1993-02-01"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"CHN","type":"embassy"},"time":{"since":"1995"}})",
        R"({"kind":"membership","roles":{"member":"KAZ","organization":"CIS"},"time":{"since":"1991-12-21"}})",
        R"({"kind":"membership","roles":{"member":"KAZ","organization":"SCO"},"time":{"since":"2001-06-15"}})",
        R"({"kind":"membership","roles":{"member":"RUS","organization":"CIS","status":"founder"},"time":{"since":"1991-12-08"}})",
        R"({"kind":"membership","roles":{"member":"RUS","organization":"SCO"},"time":{"since":"2001-06-15"}})",
        R"({"kind":"membership","roles":{"member":"CHN","organization":"SCO"},"time":{"since":"2001-06-15"}})",
        R"({"kind":"membership","roles":{"member":"CHN","organization":"CIS","status":"observer"},"time":{"since":"1999"}})"});
  const Balance found = of(1994, 2002);
  EXPECT_EQ(component(found.years[0], "mission").poles[0].amount, (Range{1, 1}));
  EXPECT_EQ(component(found.years[0], "mission").poles[1].amount, (Range{0, 0}));  // it began later
  EXPECT_EQ(component(found.years[8], "mission").evenness, (Range{1, 1}));
  const Component& shared = component(found.years[8], "membership");
  EXPECT_EQ(shared.poles[0].amount, (Range{2, 2}));
  EXPECT_EQ(shared.poles[1].amount, (Range{1, 1}));
  EXPECT_EQ(shared.poles[1].facts.size(), 2u);  // its membership and ours
}

TEST_F(BalanceTest, TakesTradeBothWaysOrTheTwoWaysTogether) {
  tell("a", "2011",
       {R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS","amount":900,"currency":"USD"},"time":{"on":"2005"}})",
        R"({"kind":"trade","roles":{"from":"KAZ","to":"CHN","amount":300,"currency":"USD"},"time":{"on":"2005"}})",
        R"({"kind":"trade","roles":{"from":"CHN","to":"KAZ","amount":200,"currency":"USD"},"time":{"on":"2005"}})",
        R"({"kind":"trade","roles":{"from":"KAZ","to":"CHN","amount":50,"currency":"USD","commodity":"oil"},"time":{"on":"2005"}})",
        R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS","amount":7,"currency":"EUR"},"time":{"on":"2005"}})"});
  tell("b", "2012", {R"({"kind":"trade","roles":{"a":"RUS","b":"KAZ","amount":950,"currency":"USD"},"time":{"on":"2005"}})"});
  const Balance found = of(2005, 2005);
  EXPECT_EQ(found.currency, "USD");
  EXPECT_EQ(component(found.years[0], "trade").poles[0].amount, (Range{900, 950}));
  EXPECT_EQ(component(found.years[0], "trade").poles[1].amount, (Range{500, 500}));
}

TEST_F(BalanceTest, IsBetweenTwoOrMoreOthers) {
  const inquiry::Entity kaz = inquiry_->resolve("KAZ").value(), rus = inquiry_->resolve("RUS").value();
  EXPECT_FALSE(balance(*inquiry_, kaz, std::vector{rus}, 2000, 2001));
  EXPECT_FALSE(balance(*inquiry_, kaz, std::vector{rus, kaz}, 2000, 2001));
  EXPECT_FALSE(balance(*inquiry_, kaz, std::vector{rus, inquiry_->resolve("CHN").value()}, 2001, 2000));
}

}  // namespace
}  // namespace chancery::panel
