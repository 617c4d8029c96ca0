// SPDX-License-Identifier: Apache-2.0
// Every `yes` and `no` sentence of the rule files holds; and what a `=>` line fits.
#include <gtest/gtest.h>

#include <cstdlib>

#include "reading/examples.h"
#include "tables.h"

namespace chancery::reading {
namespace {

TEST(RuleExamples, All) {
  std::string table(tables::rules());
  if (const char* folder = std::getenv("CHANCERY_RULES")) {  // rules under work, without building
    auto compiled = compile(folder);
    ASSERT_TRUE(compiled) << compiled.error().place << ": " << compiled.error().message;
    table = std::move(*compiled);
  }
  auto reader = Reader::open(table, tables::model(), tables::gazetteer());
  ASSERT_TRUE(reader) << reader.error().message;
  const Rules& rules = reader->rules();
  const char* only = std::getenv("CHANCERY_RULE");  // to look at one rule
  std::size_t checked = 0;
  for (const Example& example : rules.examples) {
    const Rule& rule = rules.rules[example.rule];
    std::string name(rules.text(rule.name));
    if (only && name.find(only) == std::string::npos) continue;
    ++checked;
    const ExampleRun run = run_example(*reader, example);
    if (run.holds()) continue;
    std::string told;
    for (const std::string& line : run.missing) told += "\n  wanted: " + line;
    if (run.empty) told += "\n  a yes without =>";
    for (const auto& s : run.told.statements) told += "\n  made: " + as_line(s) + "  [" + s.rule + "]";
    for (const auto& a : run.told.attempts)
      if (a.rule == name)
        told += "\n  " + std::string(a.matched ? "matched" : "came to") + " \"" + a.words + "\", stopped at \"" + a.stopped_at +
                "\", wanted " + a.wanted + " " + a.note;
    ADD_FAILURE() << rules.text(rule.file) << ":" << example.line << " (" << name << "): " << rules.text(example.sentence) << told;
  }
  EXPECT_GT(checked, 0u);
}

TEST(RuleExamples, WhatALineFits) {
  model::Statement agreement{.kind = "agreement",
                             .roles = {{"parties", std::vector<std::string>{"KAZ", "LVA"}}, {"title", "border treaty"}}};
  agreement.time.on = "1994";
  EXPECT_EQ(as_line(agreement), "agreement parties=KAZ+LVA title=border_treaty on=1994");
  EXPECT_TRUE(fits(agreement, "agreement parties=LVA+KAZ"));
  EXPECT_FALSE(fits(agreement, "agreement parties=LVA+KAZ on=1995"));
  EXPECT_FALSE(fits(agreement, "deny agreement parties=LVA+KAZ"));
  agreement.mode = model::Mode::plan;
  EXPECT_FALSE(fits(agreement, "agreement parties=LVA+KAZ"));
  EXPECT_TRUE(fits(agreement, "agreement parties=LVA+KAZ mode=plan"));
  model::Statement border{.kind = "border", .roles = {{"a", "KAZ"}, {"b", "UZB"}, {"length_km", 2203.0}}};
  EXPECT_TRUE(fits(border, "border a=UZB b=KAZ length_km=2203"));
  EXPECT_FALSE(fits(border, "border a=UZB b=UZB"));
}

}  // namespace
}  // namespace chancery::reading
