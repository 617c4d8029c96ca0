// SPDX-License-Identifier: Apache-2.0
#include "brief/draw.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "audit/audit.h"
#include "base/sha256.h"
#include "brief/findings.h"
#include "brief/write.h"
#include "model/jsonl.h"
#include "tables.h"

namespace chancery::brief {
namespace {

namespace fs = std::filesystem;

class DrawTest : public testing::Test {
 protected:
  void SetUp() override {
    static const model::Kinds kinds = model::Kinds::open(tables::model()).value();
    static const gazetteer::Gazetteer names = gazetteer::Gazetteer::open(tables::gazetteer()).value();
    path_ = fs::path(testing::TempDir()) / (std::string("chancery-brief-") + std::to_string(getpid()) + "-" +
                                            testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove(path_);
    ledger_ =
        std::make_unique<ledger::Ledger>(ledger::Ledger::open(path_.string(), ledger::Access::create, kinds, {.now = 1700000000}).value());
    names_ = &names;
  }
  void TearDown() override {
    ledger_.reset();
    fs::remove(path_);
  }

  // A document that makes these statements (JSON without the source), each with words of its own.
  void tell(const std::string& name, const std::vector<std::string>& lines) {
    ledger::SourceDocument document{name, base::sha256_hex(name), "text", name, "", ""};
    std::vector<model::Statement> statements;
    for (const std::string& line : lines) {
      model::Statement s = model::read_statement(line).value();
      std::uint64_t at = statements.size() * 100;
      s.source = {name, document.hash, at, at + 10, "words " + std::to_string(statements.size()) + " of " + name};
      statements.push_back(std::move(s));
    }
    auto recorded = ledger_->record(document, statements);
    ASSERT_TRUE(recorded) << recorded.error().message;
  }

  std::string text(std::vector<std::string> of, const std::string& as_of = {}) {
    inquiry::Inquiry inquiry(*ledger_, *names_);
    std::vector<inquiry::Entity> entities;
    for (const std::string& name : of) entities.push_back(inquiry.resolve(name).value());
    static const audit::Rules rules = audit::Rules::open(tables::audit()).value();
    Dossier dossier =
        (of.size() == 1 ? draw(inquiry, entities[0], as_of, &rules) : draw(inquiry, entities[0], entities[1], as_of, &rules)).value();
    EXPECT_EQ(unsupported(dossier), "");
    return write_text(dossier);
  }

  fs::path path_;
  std::unique_ptr<ledger::Ledger> ledger_;
  const gazetteer::Gazetteer* names_ = nullptr;
};

// One of each kind, so that none is left out of a brief or printed without a note.
const std::vector<std::string> kEachKind = {
    R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"TUR"},"time":{"on":"1992-03-02"}})",
    R"({"kind":"recognition","roles":{"recognizer":"TUR","recognized":"KAZ"},"time":{"on":"1991-12-16"}})",
    R"({"kind":"mission","roles":{"sender":"KAZ","host":"TUR","type":"embassy","city":"Ankara"},"time":{"since":"1992"}})",
    R"({"kind":"accreditation","roles":{"sender":"KAZ","host":"TUR","via":"Vilnius"},"time":{}})",
    R"({"kind":"membership","roles":{"member":"KAZ","organization":"OSCE"},"time":{"since":"1992"}})",
    R"({"kind":"membership","roles":{"member":"TUR","organization":"OSCE"},"time":{}})",
    R"({"kind":"membership","roles":{"member":"TUR","organization":"NATO"},"time":{}})",
    R"({"kind":"chairmanship","roles":{"holder":"KAZ","organization":"OSCE"},"time":{"on":"2010"}})",
    R"({"kind":"agreement","roles":{"parties":["KAZ","TUR"],"title":"friendship","type":"treaty","action":"signed"},"time":{"on":"1994"}})",
    R"({"kind":"visit","roles":{"visitor":"Nursultan Nazarbayev","from":"KAZ","to":"TUR","type":"official"},"time":{"on":"2003-05"}})",
    R"({"kind":"meeting","roles":{"participants":["KAZ","TUR"],"place":"Ankara"},"time":{"on":"2004"}})",
    R"({"kind":"office","roles":{"person":"Nursultan Nazarbayev","title":"President","of":"KAZ"},"time":{"since":"1991"}})",
    R"({"kind":"appointment","roles":{"person":"Beibut Atamkulov","title":"Ambassador","of":"KAZ","to":"TUR"},"time":{"on":"2008"}})",
    R"({"kind":"border","roles":{"a":"KAZ","b":"CHN","length_km":1700},"time":{}})",
    R"({"kind":"dispute","roles":{"parties":["KAZ","TKM"],"subject":"seabed boundary","status":"open"},"time":{}})",
    R"({"kind":"trade","roles":{"a":"KAZ","b":"TUR","amount":724000000,"currency":"USD"},"time":{"on":"2005"}})",
    R"({"kind":"population","roles":{"group":"Koreans","place":"KAZ","count":100000},"time":{}})",
    R"({"kind":"statistic","roles":{"subject":"KAZ","measure":"narcotics seized","value":18,"unit":"tonnes"},"time":{"on":"2001"}})",
    R"({"kind":"cooperation","roles":{"parties":["KAZ","TUR"],"domain":"military"},"time":{"since":"2008"}})",
    R"({"kind":"assessment","roles":{"a":"KAZ","b":"TUR","tone":"positive"},"time":{}})",
    R"({"kind":"quotation","roles":{"speaker":"Nursultan Nazarbayev","text":"Turkey is a friend"},"time":{"on":"2003"}})",
    R"({"kind":"foundation","roles":{"organization":"TURKSOY","founders":["KAZ","TUR"]},"time":{"on":"1993-07-12"}})",
    R"({"kind":"succession","roles":{"predecessor":"SUN","successor":"KAZ"},"time":{"on":"1991"}})",
    R"({"kind":"independence","roles":{"state":"KAZ","from":"SUN"},"time":{"on":"1991-12-16"}})",
    R"({"kind":"capital","roles":{"state":"KAZ","city":"Astana"},"time":{"since":"1997"}})",
    R"({"kind":"name","roles":{"entity":"KAZ","name":"Republic of Kazakhstan","type":"official"},"time":{}})",
    R"({"kind":"summit","roles":{"organization":"OSCE","place":"KAZ"},"time":{"on":"2010-12"}})",
};

TEST_F(DrawTest, OfOneShowsEachKindWithItsNotes) {
  tell("all.txt", kEachKind);
  std::string brief = text({"KAZ"});
  for (const char* line : {"Official name: Republic of Kazakhstan [1]\n",
                           "Capital: Astana, since 1997 [2]\n",
                           "Independence from the Soviet Union, 16 December 1991 [3]",
                           "16 December 1991 [",
                           "2 March 1992 [",
                           "embassy in Ankara, since 1992 [",
                           "covered from Vilnius [",
                           "member, since 1992 [",
                           "Chair of OSCE, 2010 [",
                           "friendship ",
                           "treaty signed, 1994 [",
                           "Nursultan Nazarbayev (Kazakhstan) to Turkey, official visit [",
                           "Meeting of Kazakhstan and Turkey in Ankara [",
                           "Nursultan Nazarbayev, since 1991 [",
                           "Beibut Atamkulov appointed Ambassador",
                           "1,700 km [",
                           "Seabed boundary (Kazakhstan and Turkmenistan), open [",
                           "724 million USD, 2005 [",
                           "100,000 Koreans in Kazakhstan [",
                           "Narcotics seized: 18 tonnes, 2001 [",
                           "military, since 2008 [",
                           "positive [",
                           "“Turkey is a friend” [",
                           "TURKSOY founded by Kazakhstan and Turkey",
                           "took the place of the Soviet Union",
                           "Summit of OSCE in Kazakhstan"})
    EXPECT_NE(brief.find(line), std::string::npos) << line << "\n" << brief;
  // What does not name Kazakhstan is not there.
  EXPECT_EQ(brief.find("NATO"), std::string::npos);
}

TEST_F(DrawTest, OfTwoSetsThemSideBySide) {
  tell("all.txt", kEachKind);
  std::string brief = text({"Kazakhstan", "Turkey"});
  for (const char* line : {"Turkey recognised Kazakhstan [", "In common:", "OSCE ", "Told of Turkey alone:\n", "NATO ",
                           "Kazakhstan in Turkey  embassy in Ankara, since 1992 [", "“Turkey is a friend” [",
                           "When Kazakhstan recognised Turkey [", "Whether Turkey is represented in Kazakhstan ["})
    EXPECT_NE(brief.find(line), std::string::npos) << line << "\n" << brief;
  EXPECT_EQ(brief.find("How much the two trade"), std::string::npos);
  EXPECT_EQ(brief.find("Koreans"), std::string::npos);
}

TEST_F(DrawTest, TwoDatesStandSideBySide) {
  tell("a.txt", {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"ARM"},"time":{"on":"1992-08-27"}})"});
  tell("b.txt", {R"({"kind":"diplomatic-relations","roles":{"a":"ARM","b":"KAZ"},"time":{"on":"2006-11-06"}})"});
  std::string brief = text({"KAZ", "ARM"});
  std::size_t at = brief.find("What does not fit together:");
  ASSERT_NE(at, std::string::npos) << brief;
  EXPECT_NE(brief.find("two-dates", at), std::string::npos) << brief;
  EXPECT_NE(brief.find("settle it: The act itself", at), std::string::npos) << brief;
  EXPECT_NE(brief.find("“words 0 of a.txt”"), std::string::npos);
  EXPECT_NE(brief.find("“words 0 of b.txt”"), std::string::npos);
}

TEST_F(DrawTest, OnePlaceAfterAnotherIsNoConflict) {
  tell("a.txt", {R"({"kind":"capital","roles":{"state":"KAZ","city":"Almaty"},"time":{"until":"1997-12-10"}})",
                 R"({"kind":"capital","roles":{"state":"KAZ","city":"Astana"},"time":{"since":"1997-12-10"}})",
                 R"({"kind":"capital","roles":{"state":"KAZ","city":"Astana"},"time":{}})"});
  std::string brief = text({"KAZ"});
  EXPECT_EQ(brief.find("What does not fit together"), std::string::npos) << brief;
}

TEST_F(DrawTest, DeniedIsNotUnknown) {
  tell("a.txt", {R"({"kind":"mission","roles":{"sender":"DNK","host":"KAZ","type":"embassy"},"time":{},"polarity":false})"});
  std::string brief = text({"KAZ", "DNK"});
  EXPECT_NE(brief.find("Denmark in Kazakhstan  no embassy [1]"), std::string::npos) << brief;
  EXPECT_EQ(brief.find("Whether Denmark is represented"), std::string::npos);
  EXPECT_NE(brief.find("Whether Kazakhstan is represented in Denmark [2]"), std::string::npos) << brief;
  EXPECT_NE(brief.find("[2] Looked for in the one document of the ledger: a.txt"), std::string::npos) << brief;
}

TEST_F(DrawTest, AsOfLeavesOutWhatCameLater) {
  tell("a.txt", {R"({"kind":"mission","roles":{"sender":"KAZ","host":"TUR","type":"embassy","city":"Ankara"},"time":{"since":"1992"}})",
                 R"({"kind":"mission","roles":{"sender":"TUR","host":"KAZ","type":"embassy","city":"Astana"},"time":{"since":"2001"}})"});
  std::string brief = text({"KAZ", "TUR"}, "1995");
  EXPECT_NE(brief.find("embassy in Ankara"), std::string::npos);
  EXPECT_EQ(brief.find("embassy in Astana"), std::string::npos);
}

TEST_F(DrawTest, SettledFindingsAreLeftOut) {
  tell("a.txt", {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"ARM"},"time":{"on":"1992-08-27"}})"});
  tell("b.txt", {R"({"kind":"diplomatic-relations","roles":{"a":"ARM","b":"KAZ"},"time":{"on":"2006-11-06"}})"});
  inquiry::Inquiry inquiry(*ledger_, *names_);
  const audit::Rules rules = audit::Rules::open(tables::audit()).value();
  const Phrases phrases(inquiry);
  const std::vector<audit::Finding> findings = audit::audit(inquiry, rules, {}, words_for(phrases)).value();
  ASSERT_FALSE(findings.empty());
  for (const audit::Finding& finding : findings)
    ASSERT_TRUE(ledger_->decide({.finding = finding.key, .action = ledger::Decision::Action::accept, .by = "A. Editor"}));
  EXPECT_EQ(text({"KAZ", "ARM"}).find("What does not fit together"), std::string::npos);
}

TEST_F(DrawTest, WhoWouldHaveToldMakesAGapANo) {
  tell("guide.csv", {R"({"kind":"mission","roles":{"sender":"USA","host":"ARM","type":"embassy"},"time":{"since":"1992"}})"});
  const model::Coverage covered{.kinds = {"mission"}, .only = {{"sender", "USA"}}, .from = "1990", .until = "2010"};
  ASSERT_TRUE(ledger_->declare(1, std::span(&covered, 1), {.title = "Guide"}));
  const std::string then = text({"USA", "KAZ"}, "2000");
  for (const char* line : {"Whether the United States is represented in Kazakhstan: no; it would be told in Guide (mission;\n",
                           "sender the United States; 1990 to 2010), and is not ["})
    EXPECT_NE(then.find(line), std::string::npos) << line << then;
  EXPECT_NE(then.find("Whether Kazakhstan is represented in the United States: it lies outside what is covered by Guide"),
            std::string::npos)
      << then;
}

TEST_F(DrawTest, NothingHeldIsToldAsGaps) {
  std::string brief = text({"KAZ"});
  EXPECT_NE(brief.find("What its capital is [1]"), std::string::npos) << brief;
  EXPECT_NE(brief.find("[1] Looked for in all 0 documents of the ledger"), std::string::npos) << brief;
}

}  // namespace
}  // namespace chancery::brief
