// SPDX-License-Identifier: Apache-2.0
#include "model/statement.h"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "model/jsonl.h"

namespace chancery::model {
namespace {

Statement mission() {
  Statement s;
  s.kind = "mission";
  s.roles = {{"sender", std::string("LVA")}, {"host", std::string("KAZ")}, {"type", std::string("embassy")}};
  s.time.at = "2011";
  s.source = {"a.txt", "00ff", 10, 40, "Latvia has an embassy in Astana"};
  return s;
}

std::string error_of(std::string_view line) {
  auto statement = read_statement(line);
  return statement ? "" : statement.error().message;
}

TEST(StatementId, LeavesOutWhatMakesNoDifference) {
  const std::string id = id_of(mission());
  EXPECT_EQ(id.size(), 23u);
  EXPECT_EQ(id.substr(0, 3), "st:");
  Statement other = mission();
  std::swap(other.roles[0], other.roles[2]);
  other.source.document = "elsewhere/b.txt";
  other.source.quote.clear();
  other.rule = "mission-has@2";
  other.scope = Scope::table;
  other.anchor = "2011";
  other.as = {{"sender", "Republic of Latvia"}};
  EXPECT_EQ(id_of(other), id);
}

TEST(StatementId, TellsApartWhatDiffers) {
  const std::string id = id_of(mission());
  auto changed = [&](auto change) {
    Statement s = mission();
    change(s);
    EXPECT_NE(id_of(s), id);
  };
  changed([](Statement& s) { s.kind = "accreditation"; });
  changed([](Statement& s) { s.roles[0].value = std::string("LTU"); });
  changed([](Statement& s) { s.roles[0].name = "from"; });
  changed([](Statement& s) { s.roles.push_back({"city", std::string("Astana")}); });
  changed([](Statement& s) { std::swap(s.time.at, s.time.on); });
  changed([](Statement& s) { s.polarity = false; });
  changed([](Statement& s) { s.mode = Mode::plan; });
  changed([](Statement& s) { s.source.document_hash = "00fe"; });
  changed([](Statement& s) { s.source.from = 11; });
  changed([](Statement& s) { s.source.to = 41; });
}

TEST(StatementId, TellsPlacesInADatasetApart) {
  Statement s = mission();
  std::set<std::string> ids = {id_of(s)};
  for (const auto& [line, key, column] :
       {std::tuple{1, "", ""}, {2, "", ""}, {1, "a", ""}, {1, "", "a"}, {1, "a", "b"}, {1, "b", "a"}, {0, "a", ""}}) {
    s.source.line = static_cast<std::uint64_t>(line);
    s.source.key = key;
    s.source.column = column;
    EXPECT_TRUE(ids.insert(id_of(s)).second) << line << key << column;
  }
}

TEST(StatementId, TakesSetsInAnyOrderAndNumbersByValue) {
  Statement a, b;
  a.kind = b.kind = "dispute";
  a.roles = {{"parties", std::vector<std::string>{"KAZ", "TKM"}}};
  b.roles = {{"parties", std::vector<std::string>{"TKM", "KAZ", "TKM"}}};
  EXPECT_EQ(id_of(a), id_of(b));
  b.roles = {{"parties", std::string("KAZ, TKM")}};
  EXPECT_NE(id_of(a), id_of(b));
  a.roles = {{"value", 18.0}};
  b.roles = {{"value", std::string("18")}};
  EXPECT_NE(id_of(a), id_of(b));
}

TEST(StatementId, FallsBackOnTheNameOfADocumentWithoutHash) {
  Statement a = mission(), b = mission();
  a.source.document_hash.clear();
  b.source.document_hash.clear();
  b.source.document = "b.txt";
  EXPECT_NE(id_of(a), id_of(b));
}

TEST(Jsonl, WritesTheFormat) {
  std::string out;
  Statement s = mission();
  write_jsonl(out, s, "st:abc");
  EXPECT_EQ(out,
            R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"time":{"at":"2011"},"polarity":true,)"
            R"("source":{"document":"a.txt","from":10,"to":40,"quote":"Latvia has an embassy in Astana"},"scope":"body","id":"st:abc"})"
            "\n");
  s.mode = Mode::allegation;
  s.roles = {{"parties", std::vector<std::string>{"KAZ", "RUS"}}, {"amount", 724000000.0}, {"share", 0.25}};
  s.time = {};
  s.rule = "r";
  s.anchor = "2005";
  s.as = {{"parties", "the two"}};
  s.scope = Scope::gloss;
  s.polarity = false;
  out.clear();
  write_jsonl(out, s);
  EXPECT_EQ(out, R"({"kind":"mission","roles":{"parties":["KAZ","RUS"],"amount":724000000,"share":0.25},"time":{},"polarity":false,)"
                 R"("source":{"document":"a.txt","from":10,"to":40,"quote":"Latvia has an embassy in Astana"},"scope":"gloss",)"
                 R"("mode":"allegation","rule":"r","anchor":"2005","as":{"parties":"the two"}})"
                 "\n");
}

TEST(Jsonl, ReadsWhatItWrote) {
  Statement s = mission();
  s.roles.push_back({"parties", std::vector<std::string>{"Köln \"x\"", "b\n"}});
  s.roles.push_back({"amount", 1234567.5});
  s.mode = Mode::request;
  s.scope = Scope::table;
  s.polarity = false;
  s.as = {{"sender", "she"}};
  s.anchor = "heading";
  std::string line;
  write_jsonl(line, s, id_of(s));
  Statement back = read_statement(line).value();
  EXPECT_EQ(back.roles, s.roles);
  EXPECT_EQ(back.time, s.time);
  EXPECT_EQ(back.mode, s.mode);
  EXPECT_EQ(back.scope, s.scope);
  EXPECT_EQ(back.polarity, s.polarity);
  EXPECT_EQ(back.as, s.as);
  EXPECT_EQ(back.anchor, s.anchor);
  EXPECT_EQ(back.source.quote, s.source.quote);
  std::string again;
  write_jsonl(again, back, id_of(s));
  EXPECT_EQ(again, line);
}

TEST(Jsonl, GivesAPlaceInADataset) {
  const std::string place = R"("source":{"document":"contdir.csv","line":12,"key":"2-20","column":"conttype, begin"})";
  const Statement s =
      read_statement(R"({"kind":"border","roles":{"a":"USA","b":"CAN"},"time":{"since":"1920"},"polarity":true,)" + place + "}").value();
  EXPECT_TRUE(s.source.in_dataset());
  EXPECT_EQ(s.source.line, 12u);
  EXPECT_EQ(place_of(s.source), "line 12, key 2-20, columns conttype, begin");
  std::string line;
  write_jsonl(line, s);
  EXPECT_NE(line.find(place), line.npos) << line;  // no range, no words
  Statement ranged = s;
  ranged.source = {"a.txt", "", 3, 9, "words", 4, "", "cell"};
  EXPECT_EQ(place_of(ranged.source), "line 4, column cell, characters 3–9");
  line.clear();
  write_jsonl(line, ranged);
  EXPECT_NE(line.find(R"("from":3,"to":9,"line":4,"column":"cell","quote":"words")"), line.npos) << line;
  EXPECT_EQ(place_of(mission().source), "characters 10–40");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"source":{"line":-1}})"), "source line must be a whole number, 0 or more");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"source":{"key":1}})"), "source key must be text");
}

TEST(Jsonl, GivesCoverageBack) {
  const Coverage coverage{.kinds = {"mission"},
                          .states = {"AFG", "KAZ"},
                          .roles = {"host"},
                          .only = {{"sender", "USA"}, {"type", std::vector<std::string>{"embassy", "legation"}}},
                          .from = "1990",
                          .until = "2010-06"};
  std::string text;
  base::JsonWriter json(text);
  write_coverage(json, coverage);
  EXPECT_EQ(text, R"({"kinds":["mission"],"states":["AFG","KAZ"],"roles":["host"],"only":{"sender":"USA","type":["embassy","legation"]},)"
                  R"("from":"1990","until":"2010-06"})");
  EXPECT_EQ(read_coverage(text).value(), coverage);
  EXPECT_EQ(read_coverage("{}").value(), Coverage());
  EXPECT_EQ(read_coverage(R"({"kinds":"mission"})").error().message, "kinds must be a list of texts");
  EXPECT_EQ(read_coverage(R"({"kind":["mission"]})").error().message, "a coverage has no \"kind\"");
  EXPECT_EQ(read_coverage(R"({"only":["sender"]})").error().message, "only must be an object");
}

TEST(Jsonl, ReadsDeclarations) {
  const Declaration read =
      read_declaration(R"({"terms":{"title":"T","licence":"CC0-1.0"},"coverage":[{"kinds":["visit"]},{"kinds":["border"]}]})").value();
  EXPECT_EQ(read.terms, (Terms{"T", "", "", "CC0-1.0"}));
  ASSERT_EQ(read.coverage.size(), 2u);
  EXPECT_EQ(read.coverage[1].kinds, (std::vector<std::string>{"border"}));
  EXPECT_TRUE(read_declaration("{}").value().terms.empty());
  for (const char* wrong : {R"({"terms":[]})", R"({"coverage":{}})", R"({"covers":[]})", R"({"terms":{"license":"x"}})", "[]"})
    EXPECT_FALSE(read_declaration(wrong)) << wrong;
}

TEST(Jsonl, PassesOverWhatItDoesNotKnow) {
  Statement s =
      read_statement(R"({"kind":"visit","colour":{"a":[1]},"roles":{"to":"KAZ"},"source":{"page":3,"document":"d"},"soft":true})").value();
  EXPECT_EQ(s.source.document, "d");
  EXPECT_TRUE(s.polarity);
  EXPECT_TRUE(s.time.empty());
}

TEST(Jsonl, NamesWhatIsWrong) {
  EXPECT_EQ(error_of("{").substr(0, 9), "not JSON:");
  EXPECT_EQ(error_of(""), error_of(" "));
  EXPECT_EQ(error_of("[]"), "a statement must be an object");
  EXPECT_EQ(error_of(R"({"roles":{"a":"b"}})"), "the field \"kind\" is missing");
  EXPECT_EQ(error_of(R"({"kind":"visit"})"), "the field \"roles\" is missing or empty");
  EXPECT_EQ(error_of(R"({"kind":5,"roles":{"a":"b"}})"), "kind must be text");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":["a"]})"), "roles must be an object");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":null}})"), "role a must be text, a number or a list of texts");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":["b",1]}})"), "role a must list texts");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b","a":"c"}})"), "role a is given twice");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"time":{"when":"1992"}})"), "time has no key \"when\"");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"time":{"on":1992}})"), "time on must be text");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"polarity":"no"})"), "polarity must be true or false");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"mode":"wish"})"), "there is no mode \"wish\"");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"scope":"page"})"), "there is no scope \"page\"");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"source":{"from":-1,"to":2}})"), "source from must be a whole number, 0 or more");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"source":{"from":3,"to":2}})"), "source ends before it begins");
  EXPECT_EQ(error_of(R"({"kind":"visit","roles":{"a":"b"},"source":{"from":3}})"), "source has one end of its range only");
}

}  // namespace
}  // namespace chancery::model
