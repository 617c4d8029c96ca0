// SPDX-License-Identifier: Apache-2.0
#include "reading/lint.h"

#include <gtest/gtest.h>

#include "tables.h"

namespace chancery::reading {
namespace {

// What lint finds in rules by their examples, as "level what name" lines.
std::string found(const std::string& rules) {
  auto table = compile_texts({{"a.rules", rules}}).value();
  auto reader = Reader::open(table, tables::model(), tables::gazetteer()).value();
  Lint lint(reader.rules());
  for (const Example& example : reader.rules().examples) lint.add_example(example, run_example(reader, example));
  std::string out;
  for (const Finding& finding : lint.findings())
    out += std::string(name_of(finding.level)) + " " + std::string(finding.what) + " " + finding.name + " " + finding.place + "\n";
  return out;
}

constexpr const char* kEmbassy =
    "rule mission/has\n match {s:STATE} has an embassy in {c:CITY}\n make mission sender=$s host=stateof($c) type=embassy\n"
    " yes Latvia has an embassy in Astana.\n => mission sender=LVA host=KAZ\n";

TEST(Lint, NothingToSay) { EXPECT_EQ(found(kEmbassy), ""); }

TEST(Lint, WordsOfTheEngineAndOfUsedWordsAreUsed) {
  EXPECT_EQ(found(std::string(kEmbassy) + "words transparent: also\nwords lost: embassy\nwords only_in_lost: @lost\n"),
            "warning unused lost a.rules:7\nwarning unused only_in_lost a.rules:8\n");
  EXPECT_EQ(found(std::string(kEmbassy) +
                  "words inner: has\nwords outer: @inner\n"
                  "phrase P\n = @outer {s:STATE} -> value=$s\n"
                  "rule name/p\n match called {p:P}\n make name entity=$p name=x\n yes It is called has Latvia.\n => name entity=LVA\n"),
            "");
}

TEST(Lint, PhrasesThatNoRuleRestsOn) {
  EXPECT_EQ(found(std::string(kEmbassy) + "phrase P\n = old {s:STATE} -> value=$s\nphrase Q\n = very {p:P} -> value=$p\n"),
            "warning unused P a.rules:6\nwarning unused Q a.rules:8\n");
}

TEST(Lint, FormsThatNoWordCallsUp) {
  EXPECT_EQ(found("rule mission/in\n match {s:STATE} embassy in {c:CITY}\n match {s:STATE} @be {c:CITY}\n make mission sender=$s "
                  "host=stateof($c) type=embassy\n"
                  " yes Latvia embassy in Astana\n => mission sender=LVA\nwords be: is are was were\n"),
            "note no-trigger mission/in a.rules:3\n");
}

TEST(Lint, ExamplesThatDoNotHold) {
  EXPECT_EQ(found("rule mission/has\n match {s:STATE} has an embassy in {c:CITY}\n make mission sender=$s host=stateof($c) type=embassy\n"
                  " yes Latvia has an embassy in Astana.\n yes Latvia has an embassy in Astana.\n => mission sender=LVA host=TUR\n no "
                  "Latvia has an embassy in Astana.\n"),
            "error example mission/has a.rules:4\nerror example mission/has a.rules:5\nerror example mission/has a.rules:7\n");
}

TEST(Lint, OverlapsAreOfOneKindAndTheSameWords) {
  model::Statement a{.kind = "visit", .roles = {{"visitor", "X"}}, .source = {.from = 3, .to = 9}, .rule = "visit/b"};
  model::Statement other_rule = a, other_kind = a, elsewhere = a, same = a;
  other_rule.rule = other_kind.rule = elsewhere.rule = same.rule = "visit/a";
  other_rule.time.on = "1992";
  other_kind.kind = "meeting";
  elsewhere.time.on = "1993";
  elsewhere.source.to = 10;
  RuleUse use = use_of({a, other_rule, other_kind, same, elsewhere});
  EXPECT_EQ(use.made.at("visit/a"), 4u);
  ASSERT_EQ(use.overlaps.size(), 1u);
  EXPECT_EQ(use.overlaps[0].a.rule, "visit/a");
}

TEST(Lint, RareRulesNeedTwoDocuments) {
  auto table = compile_texts({{"a.rules", kEmbassy}}).value();
  const Rules rules = Rules::open(table).value();
  Lint lint(rules);
  RuleUse use;
  use.made["mission/has"] = 2;
  lint.add_document("a.txt", use);
  EXPECT_TRUE(lint.findings().empty());
  lint.add_document("b.txt", {});
  ASSERT_EQ(lint.findings().size(), 1u);
  EXPECT_EQ(lint.findings()[0].what, "rare");
  EXPECT_EQ(lint.counts().at("mission/has").statements, 2u);
  lint.add_document("c.txt", use);
  EXPECT_TRUE(lint.findings().empty());
}

}  // namespace
}  // namespace chancery::reading
