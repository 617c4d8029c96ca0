// SPDX-License-Identifier: Apache-2.0
#include "sources/spells.h"

#include <gtest/gtest.h>

namespace chancery::sources {
namespace {

using Observed = std::vector<std::pair<int, std::string>>;

// "what since until" of each spell.
std::vector<std::string> spells(const Observed& observed, int latest = 2000, bool listed = false) {
  Spells all(listed);
  std::vector<std::string> out;
  const auto done = [&](const Spell& spell) { out.push_back(spell.what + " " + spell.since() + " " + spell.until(latest)); };
  std::uint64_t line = 1;
  for (const auto& [year, what] : observed) EXPECT_TRUE(all.observe("a b", year, what, ++line, done)) << year;
  (void)all.observe("other", latest, "", ++line, done);
  all.finish(done);
  return out;
}

using Lines = std::vector<std::string>;

TEST(Spells, YearAfterYear) { EXPECT_EQ(spells({{1990, ""}, {1991, "x"}, {1992, "x"}, {1993, ""}}), (Lines{"x 1991 1992"})); }

TEST(Spells, YearsWithoutObservationLeaveItsEndsUncertain) {
  EXPECT_EQ(spells({{1920, ""}, {1925, "x"}, {1930, "x"}, {1940, "y"}, {1950, ""}}),
            (Lines{"x 1920/1925 1930/1940", "y 1930/1940 1940/1950"}));
}

TEST(Spells, WhatWasThereFromTheFirstAndIsThereAtTheLast) {
  EXPECT_EQ(spells({{1990, "x"}, {2000, "x"}}), (Lines{"x ../1990 "}));
  EXPECT_EQ(spells({{1990, "x"}, {1995, "x"}}), (Lines{"x ../1990 1995/.."})) << "nobody looked later";
}

TEST(Spells, OfAListOfWhatWasThere) {
  EXPECT_EQ(spells({{1942, "x"}, {1943, "x"}, {1947, "x"}}, 2000, true), (Lines{"x 1942 1943", "x 1947 1947"}));
  EXPECT_EQ(spells({{1999, "x"}, {2000, "x"}}, 2000, true), (Lines{"x 1999 "}));
}

TEST(Spells, AYearThatWasBeforeIsRefused) {
  Spells all;
  const auto done = [](const Spell&) {};
  EXPECT_TRUE(all.observe("a", 1990, "x", 2, done));
  EXPECT_TRUE(all.observe("a", 1990, "x", 3, done)) << "the same again";
  EXPECT_FALSE(all.observe("a", 1990, "y", 4, done));
  EXPECT_FALSE(all.observe("a", 1980, "x", 5, done));
}

}  // namespace
}  // namespace chancery::sources
