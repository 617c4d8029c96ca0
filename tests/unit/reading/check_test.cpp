// SPDX-License-Identifier: Apache-2.0
#include "reading/check.h"

#include <gtest/gtest.h>

#include "tables.h"

namespace chancery::reading {
namespace {

class CheckTest : public testing::Test {
 protected:
  Checked check(const std::string& line, const std::string& text = "Latvia  has an embassy in Astana. Latvia is to open a consulate in Almaty in May 1994.", const char* form = "text") {
    auto reader = Reader::open(tables::rules(), tables::model(), tables::gazetteer()).value();
    auto document = document::parse("a.txt", text, {.form = form}).value();
    return Checker(reader, document).check(line);
  }
  static std::string where(const Checked& checked) {
    std::string out(name_of(checked.verdict()));
    for (const Problem& problem : checked.problems) out += " " + problem.where;
    return out;
  }
};

TEST_F(CheckTest, PutsTheRangeRight) {
  Checked checked = check(R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"source":{"from":3,"to":9,"quote":"Latvia has an embassy in Astana"}})");
  EXPECT_EQ(where(checked), "holds source.from");
  EXPECT_EQ(checked.statement.source.from, 0u);
  EXPECT_EQ(checked.statement.source.quote, "Latvia  has an embassy in Astana");
}

TEST_F(CheckTest, FindsQuotesInShownWords) {
  Checked checked = check(R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"source":{"quote":"Latvia has an embassy"}})",
                          "== Posts ==\n[[Latvia]] has an [[embassy]] in [[Astana]], [[Kazakhstan]].\n", "wikitext");
  EXPECT_EQ(where(checked), "holds source.from");
  EXPECT_EQ(checked.statement.source.quote, "Latvia]] has an [[embassy");
}

TEST_F(CheckTest, PlansAreNoFacts) {
  EXPECT_EQ(where(check(R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"consulate"},"time":{"on":"1994-05"},"source":{"quote":"would open a consulate in Almaty in May 1994"}})",
                        "Latvia said that it would open a consulate in Almaty in May 1994.")),
            "doubtful source.from mode");
}

TEST_F(CheckTest, NamesBothSidesOnce) {
  EXPECT_EQ(where(check(R"({"kind":"mission","roles":{"sender":"LVA","host":"Latvia","type":"embassy"},"source":{"quote":"Latvia has an embassy"}})")).substr(0, 5), "fails");
}

// Whatever comes in is told of, and nothing breaks.
TEST_F(CheckTest, HostileLines) {
  const std::string quote = R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"source":{"quote":")";
  for (const std::string& line :
       {std::string("\0\xff\xfe", 3), std::string(100000, '['), std::string("[]"), std::string("null"), std::string("{}"), quote + std::string(1 << 20, 'a') + "\"}}",
        quote + std::string(5000, 'L') + "\"}}", quote + " \\u00a0\"}}", std::string(R"({"kind":7,"roles":[]})"),
        std::string(R"({"kind":"mission","roles":{"sender":["LVA"],"host":{"a":1},"type":null}})"),
        std::string(R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"source":{"from":18446744073709551614,"to":18446744073709551615,"quote":"x"}})"),
        std::string(R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"source":{"from":-1,"to":4,"quote":"Latv"}})")}) {
    Checked checked = check(line);
    EXPECT_EQ(checked.verdict(), Verdict::fails) << line.substr(0, 80);
    EXPECT_FALSE(checked.problems.empty());
  }
}

}  // namespace
}  // namespace chancery::reading
