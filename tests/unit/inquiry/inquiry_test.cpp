// SPDX-License-Identifier: Apache-2.0
#include "inquiry/inquiry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/inquiry/told.h"

namespace chancery::inquiry {
namespace {

using time::Truth;
using InquiryTest = Told;

std::string text(const Fact& fact, std::string_view role) {
  const model::Value* value = fact.role(role);
  return value ? std::get<std::string>(*value) : "";
}

TEST_F(InquiryTest, PutsTogetherWhatSaysTheSame) {
  tell("a", "2009",
       {R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992"}})",
        R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"}})"});
  tell("b", "2010",
       {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"LVA","action":"established"},"time":{"on":"1992-12-30"}})",
        R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Astana"},"time":{"since":"2004"}})"});
  std::vector<Fact> all = facts({.entities = {"KAZ", "LVA"}});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].kind, "diplomatic-relations");
  EXPECT_EQ(all[0].time.on, "1992-12-30");
  ASSERT_EQ(all[0].statements.size(), 2u);
  EXPECT_EQ(all[0].statements[0].statement.source.document, "b");  // the more detailed first
  EXPECT_EQ(text(all[1], "city"), "Astana");
  EXPECT_EQ(all[1].time.since, "2004");
  EXPECT_EQ(all[1].statements.size(), 2u);
}

TEST_F(InquiryTest, KeepsApartWhatDiffers) {
  tell("a", "2009",
       {R"({"kind":"mission","roles":{"sender":"KAZ","host":"RUS","type":"consulate","city":"Omsk"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"RUS","type":"consulate","city":"Astrakhan"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"RUS","type":"consulate"}})",  // could be either
        R"({"kind":"visit","roles":{"visitor":"Nursultan Nazarbayev","to":"RUS"},"time":{"on":"2006-04"}})",
        R"({"kind":"visit","roles":{"visitor":"Nursultan Nazarbayev","to":"RUS"},"time":{"on":"2008-05"}})",
        R"({"kind":"membership","roles":{"member":"KAZ","organization":"SCO","status":"founder"}})",
        R"({"kind":"membership","roles":{"member":"KAZ","organization":"SCO"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"RUS","type":"consulate","city":"Omsk"},"polarity":false})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"RUS","type":"consulate","city":"Omsk"},"mode":"plan"})"});
  EXPECT_EQ(facts({.entities = {"RUS"}, .kind = "visit"}).size(), 2u);
  EXPECT_EQ(facts({.kind = "membership"}).size(), 2u);
  EXPECT_EQ(facts({.kind = "mission"}).size(), 4u);
  EXPECT_EQ(facts({.kind = "mission", .other_modes = true}).size(), 5u);
}

TEST_F(InquiryTest, TellsCertainFromPossible) {
  tell("a", "2009-06-01",
       {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"LVA"},"time":{"on":"1992"}})",
        R"({"kind":"office","roles":{"person":"N. N.","title":"President","of":"KAZ"},"time":{"since":"1991","until":"2001"}})",
        R"({"kind":"visit","roles":{"visitor":"N. N.","to":"KAZ"},"time":{"on":"2005-05-06"}})"});
  EXPECT_EQ(truth("diplomatic-relations", "1991"), Truth::no);
  EXPECT_EQ(truth("diplomatic-relations", "1992-07"), Truth::possible);
  EXPECT_EQ(truth("diplomatic-relations", "1993"), Truth::certain);
  EXPECT_EQ(truth("diplomatic-relations", "2009-06-01"), Truth::certain);
  EXPECT_EQ(truth("diplomatic-relations", "2020"), Truth::possible);  // after the source spoke
  EXPECT_EQ(truth("office", "1995"), Truth::certain);
  EXPECT_EQ(truth("office", "2001-06"), Truth::possible);
  EXPECT_EQ(truth("office", "2002"), Truth::no);
  EXPECT_EQ(truth("visit", "2005"), Truth::certain);
  EXPECT_EQ(truth("visit", "2006"), Truth::no);
  EXPECT_EQ(inquiry_->facts({.as_of = "next spring"}).error().kind, base::ErrorKind::invalid);
}

TEST_F(InquiryTest, TakesThatASourceSpeaksNoEarlierThanWhatItTells) {
  tell("undated", "",
       {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"LVA"},"time":{"on":"1992"}})",
        R"({"kind":"visit","roles":{"visitor":"N. N.","to":"LVA"},"time":{"on":"2005-05-06"}})"});
  EXPECT_EQ(truth("diplomatic-relations", "2005-05-06"), Truth::certain);
  EXPECT_EQ(truth("diplomatic-relations", "2005-05-07"), Truth::possible);
}

TEST_F(InquiryTest, LetsWhatLastsEndWhenItIsSaidTo) {
  tell("a", "2010",
       {R"({"kind":"diplomatic-relations","roles":{"a":"CMR","b":"TWN"},"time":{"on":"1960-06"}})",
        R"({"kind":"diplomatic-relations","roles":{"a":"TWN","b":"CMR","action":"severed"},"time":{"on":"1971"}})"});
  auto words = [&](const std::string& as_of) {
    std::string out;
    for (const Fact& fact : facts({.entities = {"CMR", "TWN"}, .as_of = as_of}))
      out += (text(fact, "action").empty() ? "established" : text(fact, "action")) + (fact.truth == Truth::certain ? "! " : "? ");
    return out;
  };
  EXPECT_EQ(words("1959"), "");
  EXPECT_EQ(words("1965"), "established! ");
  EXPECT_EQ(words("1971-07"), "established? severed? ");
  EXPECT_EQ(words("1980"), "severed! ");
  EXPECT_EQ(inquiry_->answer({.entities = {"CMR", "TWN"}, .kind = "diplomatic-relations", .as_of = "1965"}).value().verdict, Verdict::yes);
  EXPECT_EQ(inquiry_->answer({.entities = {"CMR", "TWN"}, .kind = "diplomatic-relations", .as_of = "1980"}).value().verdict, Verdict::no);
  EXPECT_EQ(inquiry_->answer({.entities = {"CMR", "TWN"}, .kind = "diplomatic-relations", .as_of = "1971-07"}).value().verdict,
            Verdict::contested);
}

TEST_F(InquiryTest, SaysWhyItDoesNotKnow) {
  tell("a", "2010",
       {R"({"kind":"membership","roles":{"member":"KAZ","organization":"SCO"},"time":{"since":"2001"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"LVA","type":"embassy"},"polarity":false,"time":{"at":"2009"}})"});
  auto answer = [&](Question question) { return inquiry_->answer(question).value(); };
  EXPECT_EQ(answer({.entities = {"KAZ", "SCO"}, .kind = "membership"}).verdict, Verdict::yes);
  EXPECT_EQ(answer({.entities = {"KAZ", "SCO"}, .kind = "membership"}).why, Unknown::none);
  EXPECT_EQ(answer({.entities = {"KAZ", "OSCE"}, .kind = "membership"}).verdict, Verdict::unknown);
  EXPECT_EQ(answer({.entities = {"KAZ", "OSCE"}, .kind = "membership"}).why, Unknown::not_said);
  EXPECT_EQ(answer({.entities = {"KAZ", "SCO"}, .kind = "membership", .as_of = "1995"}).why, Unknown::not_then);
  EXPECT_EQ(answer({.entities = {"KAZ", "SCO"}, .kind = "membership", .as_of = "1950"}).why, Unknown::not_a_state);
  EXPECT_EQ(answer({.entities = {"KAZ", "LVA"}, .kind = "mission", .as_of = "2009"}).verdict, Verdict::no);
}

TEST_F(InquiryTest, TakesSilenceForANoWhereASourceWouldHaveSaidSo) {
  tell(
      "missions.csv", "",
      {R"({"kind":"mission","roles":{"sender":"USA","host":"KAZ","type":"embassy","city":"Almaty"},"time":{"since":"1992","until":"1999"}})",
       R"({"kind":"mission","roles":{"sender":"USA","host":"KGZ","type":"embassy"},"time":{"since":"1995?"}})"});
  tell("article", "2011", {R"({"kind":"mission","roles":{"sender":"USA","host":"AFG","type":"embassy"}})"});
  const model::Coverage covered{.kinds = {"mission"},
                                .states = {"KAZ", "KGZ", "UZB", "TJK", "AFG"},
                                .roles = {"host"},
                                .only = {{"sender", "USA"}, {"type", std::vector<std::string>{"embassy", "legation"}}},
                                .from = "1990",
                                .until = "2010"};
  ASSERT_TRUE(ledger_->declare(1, std::span(&covered, 1), {}));
  auto asked = [&](const std::string& host, const std::string& as_of, std::vector<model::Role> roles = {{"type", "embassy"}},
                   const std::string& sender = "USA") {
    roles.push_back({"sender", sender});
    roles.push_back({"host", host});
    const Answer answer = inquiry_->answer({.entities = {host, sender}, .kind = "mission", .as_of = as_of, .roles = roles}).value();
    return std::string(name_of(answer.verdict)) + " " +
           std::string(answer.verdict == Verdict::unknown ? name_of(answer.why) : time::name_of(answer.truth)) +
           (answer.coverage.empty() ? "" : " covered");
  };
  EXPECT_EQ(asked("KAZ", "1995"), "yes certain");
  EXPECT_EQ(asked("UZB", "1995"), "no certain covered");
  EXPECT_EQ(asked("KAZ", "2005"), "no certain covered");
  EXPECT_EQ(asked("UZB", "2010-06"), "no certain covered");
  // What the source itself may mean is no silence; what another vaguely says is outweighed.
  EXPECT_EQ(asked("KGZ", "1995"), "yes possible");
  EXPECT_EQ(asked("AFG", "1995"), "no certain covered");
  EXPECT_EQ(asked("AFG", "2015"), "unknown too-vague");
  // Of others, of other times, of another class, and the other way round it says nothing.
  EXPECT_EQ(asked("MNG", "1995"), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", "2015"), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", "2009/2011"), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", ""), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", "1995", {{"type", "consulate"}}), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", "1995", {}), "unknown outside-coverage covered");
  EXPECT_EQ(asked("USA", "1995", {{"type", "embassy"}}, "UZB"), "unknown outside-coverage covered");
  EXPECT_EQ(asked("UZB", "1950"), "unknown not-a-state");
  // A city may be left out where there is an embassy, and not where there is none.
  EXPECT_EQ(asked("KGZ", "2005", {{"type", "embassy"}, {"city", "Osh"}}), "unknown not-said");
  EXPECT_EQ(asked("UZB", "2005", {{"type", "embassy"}, {"city", "Tashkent"}}), "no certain covered");
  // Both ways round are asked of two in no roles.
  EXPECT_EQ(inquiry_->answer({.entities = {"USA", "UZB"}, .kind = "mission", .as_of = "1995"}).value().why, Unknown::outside_coverage);
  EXPECT_EQ(inquiry_->answer({.entities = {"USA", "UZB"}, .kind = "visit", .as_of = "1995"}).value().why, Unknown::not_said);
}

TEST_F(InquiryTest, CoversBothSidesOfWhatIsSymmetric) {
  tell("borders.csv", "", {R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"},"time":{"since":"1991"}})"});
  const std::vector<model::Coverage> covered = {{.kinds = {"border"}, .states = {"KAZ", "RUS", "DEU"}, .from = "1991", .until = "2016"},
                                                {.kinds = {"membership"}, .only = {{"organization", "NATO"}}}};
  ASSERT_TRUE(ledger_->declare(1, covered, {}));
  auto verdict = [&](std::vector<std::string> of, const char* kind, const char* as_of) {
    return inquiry_->answer({.entities = std::move(of), .kind = kind, .as_of = as_of}).value().verdict;
  };
  EXPECT_EQ(verdict({"KAZ", "RUS"}, "border", "2000"), Verdict::yes);
  EXPECT_EQ(verdict({"KAZ", "DEU"}, "border", "2000"), Verdict::no);
  EXPECT_EQ(verdict({"DEU", "KAZ"}, "border", "2000"), Verdict::no);
  EXPECT_EQ(verdict({"KAZ", "UZB"}, "border", "2000"), Verdict::unknown);
  EXPECT_EQ(verdict({"KAZ", "NATO"}, "membership", "2000"), Verdict::no);
  EXPECT_EQ(verdict({"KAZ", "NATO"}, "membership", ""), Verdict::no);
  EXPECT_EQ(verdict({"KAZ", "OSCE"}, "membership", "2000"), Verdict::unknown);
}

TEST_F(InquiryTest, KeepsToTheLicencesAskedFor) {
  tell("free", "", {R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"},"time":{"since":"1991"}})"});
  tell("closed", "", {R"({"kind":"border","roles":{"a":"KAZ","b":"UZB"},"time":{"since":"1991"}})"});
  ASSERT_TRUE(ledger_->declare(1, {}, {.licence = "CC0-1.0"}));
  const Inquiry free(*ledger_, names(), {.licences = {"CC0-1.0"}}), unstated(*ledger_, names(), {.licences = {"none-stated"}});
  EXPECT_EQ(free.facts({.entities = {"KAZ"}}).value().size(), 1u);
  EXPECT_EQ(free.answer({.entities = {"KAZ", "UZB"}, .kind = "border"}).value().why, Unknown::withheld);
  EXPECT_EQ(free.sources().value().size(), 1u);
  EXPECT_EQ(free.extent(9).value().statements, 1u);
  EXPECT_EQ(free.search("words", {}).value().size(), 1u);
  EXPECT_EQ(inquiry_->search("words", {}).value().size(), 2u);
  EXPECT_EQ(unstated.answer({.entities = {"KAZ", "UZB"}, .kind = "border"}).value().verdict, Verdict::yes);
}

TEST_F(InquiryTest, LeavesOutWhatBeganFirstWhereMuchIsTold) {
  std::vector<std::string> told = {R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"time":{"since":"2005"}})",
                                   R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"time":{"until":"2007"}})",
                                   R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"},"time":{"since":"1991"}})"};
  for (int year = 1992; year < 2012; ++year)
    told.push_back(R"({"kind":"visit","roles":{"visitor":"N. N.","to":"KAZ"},"time":{"on":")" + std::to_string(year) + "\"}}");
  for (const char* host : {"UZB", "TKM", "KGZ"})
    told.push_back(R"({"kind":"mission","roles":{"sender":"KAZ","host":")" + std::string(host) +
                   R"(","type":"embassy"},"time":{"since":"1993"}})");
  tell("a", "2012", told);
  auto gather = [&](const std::string& as_of, std::size_t most, std::size_t at_once) {
    return inquiry_->gather({.entities = {"KAZ"}, .as_of = as_of, .most = most, .at_once = at_once}).value();
  };
  EXPECT_EQ(gather("", 2, 100).facts.size(), 26u);
  EXPECT_TRUE(gather("", 2, 100).more.empty());
  const Gathered some = gather("", 3, 10);
  EXPECT_EQ(some.more, (std::map<std::string, std::size_t>{{"mission", 2}, {"visit", 17}}));
  std::vector<std::string> years;
  for (const Fact& fact : some.facts)
    if (fact.kind == "visit") years.push_back(fact.time.on);
  EXPECT_EQ(years, (std::vector<std::string>{"2009", "2010", "2011"}));
  const Gathered one = gather("", 1, 10);
  auto embassy = std::find_if(one.facts.begin(), one.facts.end(), [](const Fact& fact) { return fact.kind == "mission"; });
  ASSERT_NE(embassy, one.facts.end());
  EXPECT_EQ(embassy->time.since, "2005");
  const Gathered then = gather("2000", 3, 10);
  EXPECT_EQ(then.more.count("visit"), 0u);
  EXPECT_EQ(inquiry_->facts({.entities = {"KAZ"}, .kind = "visit", .as_of = "2000", .most = 3, .at_once = 10}).value().size(), 1u);
}

TEST_F(InquiryTest, AsksForOneOfSeveral) {
  tell("a", "2012",
       {R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})", R"({"kind":"border","roles":{"a":"KAZ","b":"UZB"}})",
        R"({"kind":"border","roles":{"a":"LVA","b":"RUS"}})"});
  EXPECT_EQ(inquiry_->gather({.any = {"UZB", "LVA", "XXX"}}).value().facts.size(), 2u);
  EXPECT_EQ(inquiry_->gather({.entities = {"KAZ"}, .any = {"UZB", "LVA"}}).value().facts.size(), 1u);
  EXPECT_TRUE(inquiry_->gather({.any = {"XXX"}}).value().facts.empty());
}

TEST_F(InquiryTest, LetsOneFollowTheOther) {
  tell("a", "2011",
       {R"({"kind":"chairmanship","roles":{"holder":"KAZ","organization":"OSCE"},"time":{"since":"2010-01-01"}})",
        R"({"kind":"office","roles":{"person":"Karim Massimov","title":"Prime Minister","of":"KAZ"},"time":{"since":"2007"}})",
        R"({"kind":"office","roles":{"person":"A. Somebody","title":"Ambassador","of":"KAZ"},"time":{"since":"2007"}})"});
  auto of = [&](const std::string& who, const std::string& kind, const std::string& as_of) {
    const std::vector<Fact> found = facts({.entities = {who}, .kind = kind, .as_of = as_of});
    return found.empty() ? Truth::no : found.front().truth;
  };
  // It began; that it goes on a year later nobody says.
  EXPECT_EQ(of("KAZ", "chairmanship", "2010-01-01"), Truth::certain);
  EXPECT_EQ(of("KAZ", "chairmanship", "2011"), Truth::possible);
  EXPECT_EQ(of("KAZ", "chairmanship", "2013"), Truth::possible);
  EXPECT_EQ(of("Karim Massimov", "office", "2010"), Truth::certain);
  EXPECT_EQ(of("Karim Massimov", "office", "2014"), Truth::possible);
  tell("b", "2020",
       {R"({"kind":"chairmanship","roles":{"holder":"LTU","organization":"OSCE"},"time":{"since":"2011-01-01"}})",
        R"({"kind":"office","roles":{"person":"Serik Akhmetov","title":"Prime Minister","of":"KAZ"},"time":{"since":"2012-09-24"}})",
        R"({"kind":"office","roles":{"person":"B. Somebody","title":"Ambassador","of":"KAZ"},"time":{"since":"2012"}})"});
  EXPECT_EQ(of("KAZ", "chairmanship", "2010-06"), Truth::possible);
  EXPECT_EQ(of("KAZ", "chairmanship", "2013"), Truth::no);
  EXPECT_EQ(of("Karim Massimov", "office", "2014"), Truth::no);
  EXPECT_EQ(of("Serik Akhmetov", "office", "2014"), Truth::certain);
  EXPECT_EQ(of("A. Somebody", "office", "2014"), Truth::possible);  // of ambassadors there are many
}

// The kinds of what conflicts, with role and truth.
std::string described(const std::vector<Conflict>& conflicts) {
  std::string out;
  for (const Conflict& conflict : conflicts) {
    out += conflict.kind == Conflict::Kind::dates ? "dates " : conflict.kind == Conflict::Kind::values ? "values " : "denial ";
    out += conflict.role + (conflict.truth == Truth::certain ? "! " : "? ");
  }
  return out;
}

TEST_F(InquiryTest, FindsTwoDatesForOneThing) {
  tell("a", "2009",
       {R"({"kind":"diplomatic-relations","roles":{"a":"USA","b":"KAZ"},"time":{"on":"1991-12-26"}})",
        R"({"kind":"independence","roles":{"state":"KAZ"},"time":{"on":"1991"}})"});
  tell("b", "2009",
       {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"USA"},"time":{"on":"1992-09"}})",
        R"({"kind":"independence","roles":{"state":"KAZ"},"time":{"on":"1991-12-16"}})"});
  std::vector<Fact> all = facts({.entities = {"KAZ"}});
  std::vector<Conflict> conflicts = inquiry_->conflicts(all);
  EXPECT_EQ(described(conflicts), "dates on! ");
  EXPECT_EQ(all[conflicts[0].first].time.on, "1991-12-26");
  EXPECT_EQ(all[conflicts[0].second].time.on, "1992-09");
}

TEST_F(InquiryTest, FindsNoneWhereItEndedInBetweenOrMayDiffer) {
  tell(
      "a", "2012",
      {R"({"kind":"mission","roles":{"sender":"USA","host":"CMR","type":"embassy","city":"Douala","action":"opened"},"time":{"on":"1970"}})",
       R"({"kind":"mission","roles":{"sender":"USA","host":"CMR","type":"embassy","city":"Douala","action":"closed"},"time":{"on":"1993"}})",
       R"({"kind":"mission","roles":{"sender":"USA","host":"CMR","type":"embassy","city":"Douala","action":"opened"},"time":{"on":"2000"}})",
       R"({"kind":"mission","roles":{"sender":"USA","host":"CMR","type":"embassy","city":"Garoua","action":"opened"},"time":{"on":"1980"}})",
       R"({"kind":"visit","roles":{"visitor":"A B","to":"CMR"},"time":{"on":"1990"}})",
       R"({"kind":"visit","roles":{"visitor":"A B","to":"CMR"},"time":{"on":"1991"}})",
       R"({"kind":"membership","roles":{"member":"CMR","organization":"UN"},"time":{"since":"1960","until":"1970"}})",
       R"({"kind":"membership","roles":{"member":"CMR","organization":"UN"},"time":{"since":"1980"}})"});
  EXPECT_EQ(described(inquiry_->conflicts(facts({.entities = {"CMR"}}))), "");
}

TEST_F(InquiryTest, FindsTwoFiguresForOnePeriod) {
  tell("a", "2009",
       {R"({"kind":"trade","roles":{"a":"TUR","b":"KAZ","amount":724000000,"currency":"USD"},"time":{"on":"2005"}})",
        R"({"kind":"border","roles":{"a":"CHN","b":"KAZ","length_km":1700}})",
        R"({"kind":"population","roles":{"group":"Koreans","place":"KAZ","count":100000},"time":{"at":"2005"}})"});
  tell("b", "2009",
       {R"({"kind":"trade","roles":{"a":"KAZ","b":"TUR","amount":700000000,"currency":"USD"},"time":{"on":"2005"}})",
        R"({"kind":"trade","roles":{"a":"KAZ","b":"TUR","amount":900000000,"currency":"USD"},"time":{"on":"2006"}})",
        R"({"kind":"trade","roles":{"a":"KAZ","b":"TUR","amount":600000000,"currency":"EUR"},"time":{"on":"2005"}})",
        R"({"kind":"border","roles":{"a":"KAZ","b":"CHN","length_km":1533}})",
        R"({"kind":"population","roles":{"group":"Koreans","place":"KAZ","count":105000},"time":{"at":"2008"}})"});
  EXPECT_EQ(described(inquiry_->conflicts(facts({.entities = {"KAZ"}}))), "values length_km! values amount! ");
}

TEST_F(InquiryTest, FindsTwoWhereThereCanBeOne) {
  tell("a", "2009",
       {R"({"kind":"capital","roles":{"state":"KAZ","city":"Almaty"},"time":{"until":"1997"}})",
        R"({"kind":"capital","roles":{"state":"KAZ","city":"Astana"},"time":{"since":"1997-12"}})",
        R"({"kind":"chairmanship","roles":{"holder":"KAZ","organization":"OSCE"},"time":{"on":"2010"}})",
        R"({"kind":"chairmanship","roles":{"holder":"LTU","organization":"OSCE"},"time":{"on":"2011"}})"});
  EXPECT_EQ(described(inquiry_->conflicts(facts({.kind = "chairmanship"}))), "");
  EXPECT_EQ(described(inquiry_->conflicts(facts({.kind = "capital"}))), "");  // that both were in December 1997 is a handover
  tell("b", "2009", {R"({"kind":"capital","roles":{"state":"KAZ","city":"Karaganda"},"time":{"at":"2005"}})"});
  EXPECT_EQ(described(inquiry_->conflicts(facts({.kind = "capital", .as_of = "2005"}))), "values city! ");
}

TEST_F(InquiryTest, FindsWhatIsSaidAndDenied) {
  tell("a", "2009",
       {R"({"kind":"mission","roles":{"sender":"KAZ","host":"LVA","type":"embassy"},"polarity":false,"time":{"at":"2008"}})",
        R"({"kind":"recognition","roles":{"recognizer":"KAZ","recognized":"XKX"},"polarity":false})"});
  tell("b", "2009",
       {R"({"kind":"mission","roles":{"sender":"KAZ","host":"LVA","type":"embassy","city":"Riga"},"time":{"since":"1995"}})",
        R"({"kind":"mission","roles":{"sender":"KAZ","host":"LVA","type":"consulate"},"time":{"since":"1995"}})",
        R"({"kind":"recognition","roles":{"recognizer":"KAZ","recognized":"XKX"},"time":{"on":"2008"}})"});
  EXPECT_EQ(described(inquiry_->conflicts(facts({.entities = {"KAZ"}}))), "denial ! denial ? ");
}

TEST_F(InquiryTest, DoesNotDependOnTheOrderOfReading) {
  const std::vector<std::string> lines = {
      R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"}})",
      R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Astana"},"time":{"since":"2004"}})",
      R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Almaty"},"time":{"since":"1993","until":"2004"}})",
      R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Astana"},"time":{"since":"2005"}})",
      R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992"}})",
      R"({"kind":"diplomatic-relations","roles":{"b":"LVA","a":"KAZ"},"time":{"on":"1992-12-30"}})"};
  auto described_facts = [&](const std::vector<std::size_t>& order) {
    std::filesystem::remove(path_);
    ledger_ = std::make_unique<ledger::Ledger>(
        ledger::Ledger::open(path_.string(), ledger::Access::create, kinds(), {.now = 1700000000}).value());
    for (std::size_t i : order) tell("doc" + std::to_string(i), "2009", {lines[i]});
    std::string out;
    for (const Fact& fact : facts({.entities = {"KAZ"}})) {
      out += fact.kind + text(fact, "city") + fact.time.on + fact.time.since;
      for (const ledger::Entry& entry : fact.statements) out += " " + entry.id;
      out += "\n";
    }
    return out;
  };
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  const std::string expected = described_facts(order);
  std::mt19937 random(3);
  for (int i = 0; i < 3; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    EXPECT_EQ(described_facts(order), expected);
  }
}

TEST_F(InquiryTest, ResolvesNamesAndCodes) {
  tell("a", "2009",
       {R"({"kind":"office","roles":{"person":"Nursultan Nazarbayev","title":"President","of":"KAZ"}})",
        R"({"kind":"office","roles":{"person":"Azat Alpha","title":"President","of":"KAZ"}})",
        R"({"kind":"office","roles":{"person":"Berik Alpha","title":"President","of":"KAZ"}})"});
  auto value = [&](std::string_view name) {
    auto found = inquiry_->resolve(name);
    return found ? found->value : "! " + found.error().message + " | " + found.error().hint;
  };
  EXPECT_EQ(value("KAZ"), "KAZ");
  EXPECT_EQ(value("kaz"), "KAZ");
  EXPECT_EQ(value("Kazakhstan"), "KAZ");
  EXPECT_EQ(value(" kazakhstan "), "KAZ");
  EXPECT_EQ(value("Republic of Kazakhstan"), "KAZ");
  EXPECT_EQ(value("Kazakh"), "KAZ");
  EXPECT_EQ(value("Luxembourg"), "LUX");  // the state before its capital
  EXPECT_EQ(value("OSCE"), "OSCE");
  EXPECT_EQ(value("Astana"), "Astana");
  EXPECT_EQ(value("nursultan nazarbayev"), "Nursultan Nazarbayev");
  EXPECT_EQ(value("Nazarbayev"), "Nursultan Nazarbayev");
  EXPECT_EQ(value("Alpha"), "! \"Alpha\" may be several | say which: Azat Alpha or Berik Alpha");
  EXPECT_EQ(value("Congo").substr(0, 26), "! \"Congo\" may be several |");
  EXPECT_NE(value("Congo").find("COD ("), std::string::npos);
  EXPECT_NE(value("Congo").find("COG ("), std::string::npos);
  EXPECT_EQ(value("Kazakstann"), "! nobody and nothing is known as \"Kazakstann\" | do you mean Kazakhstan?");
  EXPECT_EQ(inquiry_->resolve("Xyzzy").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(inquiry_->resolve("  ").error().kind, base::ErrorKind::usage);
  EXPECT_EQ(inquiry_->display_name("KAZ"), "Kazakhstan");
  EXPECT_EQ(inquiry_->display_name("OSCE"), "OSCE");
  EXPECT_EQ(inquiry_->display_name("Nobody"), "Nobody");
}

TEST_F(InquiryTest, ShowsTheWordsAroundAQuoteAndItsRivals) {
  const std::string text = "Überschrift\n\nFirst words. Relations were taken up in\n1992. Last words.\n\nAnother paragraph.";
  const std::vector<std::string> ids = tell("a", "2009",
                                            {R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992"},)"
                                             R"("source":{"document":"a","from":26,"to":57,"quote":"Relations were taken up in\n1992"}})"},
                                            text);
  const std::vector<std::string> rival =
      tell("b", "2009", {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"LVA"},"time":{"on":"1993"}})"});
  const std::vector<std::string> same =
      tell("c", "2009", {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"LVA"},"time":{"on":"1992-12-30"}})"});
  Explanation why = inquiry_->why(ids[0].substr(0, 12)).value();
  EXPECT_EQ(why.entry.id, ids[0]);
  EXPECT_EQ(why.source.path, "a");
  EXPECT_EQ(why.before, "First words. ");
  EXPECT_EQ(why.after, ". Last words.");
  ASSERT_EQ(why.agreeing.size(), 1u);
  EXPECT_EQ(why.agreeing[0].id, same[0]);
  ASSERT_EQ(why.rivals.size(), 1u);
  EXPECT_EQ(why.rivals[0].id, rival[0]);
  EXPECT_EQ(inquiry_->why(rival[0]).value().rivals.size(), 2u);
  EXPECT_EQ(inquiry_->why("st:0").error().kind, base::ErrorKind::not_found);
}

}  // namespace
}  // namespace chancery::inquiry
