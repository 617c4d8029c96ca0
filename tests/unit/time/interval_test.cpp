// SPDX-License-Identifier: Apache-2.0
#include "time/interval.h"

#include <gtest/gtest.h>

#include <random>

namespace chancery::time {
namespace {

Day day(std::string_view text) { return bounds(text)->earliest; }
Interval made(const Words& words, Day said = kOpen) {
  const auto out = interval(words, said);
  EXPECT_TRUE(out) << (out ? "" : out.error().message);
  return out.value_or(Interval{});
}
Truth at(const Words& words, std::string_view when, Day said = kOpen) { return holds(made(words, said), *parse_edtf(when)); }

TEST(Interval, SinceAYear) {
  const Words words{.since = "1992"};
  EXPECT_EQ(at(words, "1991-12-31"), Truth::no);
  EXPECT_EQ(at(words, "1992-06-01"), Truth::possible);
  EXPECT_EQ(at(words, "1992"), Truth::certain);  // it began in it
  EXPECT_EQ(at(words, "2005"), Truth::possible);
  EXPECT_EQ(at(words, "1992", day("2010-08-01")), Truth::certain);
  EXPECT_EQ(at(words, "2005", day("2010-08-01")), Truth::certain);
  EXPECT_EQ(at(words, "2010-08-01", day("2010-08-01")), Truth::certain);
  EXPECT_EQ(at(words, "2010-08-02", day("2010-08-01")), Truth::possible);
}

TEST(Interval, SinceAndUntil) {
  const Words words{.since = "1990-05", .until = "1995"};
  EXPECT_EQ(at(words, "1990-04"), Truth::no);
  EXPECT_EQ(at(words, "1990-05-20"), Truth::possible);
  EXPECT_EQ(at(words, "1990-05"), Truth::certain);
  EXPECT_EQ(at(words, "1990-06-01"), Truth::certain);
  EXPECT_EQ(at(words, "1995"), Truth::certain);
  EXPECT_EQ(at(words, "1995-07-01"), Truth::possible);
  EXPECT_EQ(at(words, "1996"), Truth::no);
  EXPECT_EQ(at(words, "1991/1993"), Truth::certain);
  EXPECT_EQ(at(words, "1991/1995"), Truth::possible);
  EXPECT_EQ(at(words, "1985/1993"), Truth::no);
}

TEST(Interval, EndedAtATimeNotSaid) {
  const Words words{.until = ".."};
  EXPECT_EQ(at(words, "1980", day("2010")), Truth::possible);
  EXPECT_EQ(at(words, "2011", day("2010")), Truth::no);
}

TEST(Interval, KnownAtATime) {
  EXPECT_EQ(at({.at = "2011"}, "2011"), Truth::certain);
  EXPECT_EQ(at({.at = "2011"}, "2011-05"), Truth::possible);
  EXPECT_EQ(at({.at = "2011-05-06"}, "2011-05"), Truth::certain);
  EXPECT_EQ(at({.at = "2011"}, "1950"), Truth::possible);
  EXPECT_EQ(at({.since = "1992", .at = "2011"}, "2000"), Truth::certain);
  EXPECT_EQ(at({.since = "1992", .at = "2011"}, "1991"), Truth::no);
}

TEST(Interval, Happened) {
  EXPECT_EQ(at({.on = "1992"}, "1992"), Truth::certain);
  EXPECT_EQ(at({.on = "1992"}, "1992-05"), Truth::possible);
  EXPECT_EQ(at({.on = "1992-05-06"}, "1992"), Truth::certain);
  EXPECT_EQ(at({.on = "1992"}, "1993"), Truth::no);
  EXPECT_EQ(at({.on = "2006-11-13/2006-11-14"}, "2006-11-14"), Truth::certain);
  EXPECT_EQ(at({.on = "../1993-01-22"}, "1992"), Truth::possible);
  EXPECT_EQ(at({.on = "../1993-01-22"}, "1993-01-23"), Truth::no);
  EXPECT_EQ(at({.on = "1991", .until = "1995"}, "1993"), Truth::certain);
}

TEST(Interval, AboutMayLieBeside) {
  EXPECT_EQ(at({.on = "1992~"}, "1992"), Truth::possible);
  EXPECT_EQ(at({.on = "1992~"}, "1993-12-31"), Truth::possible);
  EXPECT_EQ(at({.on = "1992~"}, "1994"), Truth::no);
  EXPECT_EQ(at({.since = "1992-05?", .until = "2000"}, "1992-04"), Truth::possible);
  EXPECT_EQ(at({.since = "1992-05?", .until = "2000"}, "1992-03"), Truth::no);
  EXPECT_EQ(at({.since = "1992-05?", .until = "2000"}, "1992-07"), Truth::certain);
  EXPECT_EQ(at({.since = "195X~", .until = "2000"}, "1945"), Truth::possible);
  EXPECT_EQ(at({.since = "1990", .until = "2000"}, "1995~"), Truth::certain);
  EXPECT_EQ(at({.since = "1990", .until = "2000"}, "2000~"), Truth::possible);
}

TEST(Interval, ContradictionsAndBadWordsAreErrors) {
  EXPECT_NE(interval(Words{.since = "1995", .until = "1990"}).error().message.find("ends before"), std::string::npos);
  EXPECT_FALSE(interval(Words{.until = "1990", .at = "1995"}));
  EXPECT_NE(interval(Words{.since = "May"}).error().message.find("since"), std::string::npos);
  EXPECT_TRUE(interval(Words{}));
}

// All worlds of small intervals, one by one.
struct World {
  Day begin, end;
};
std::vector<World> worlds(const Interval& i) {
  std::vector<World> out;
  for (Day begin = i.begin.earliest; begin <= i.begin.latest; ++begin)
    for (Day end = std::max(begin, i.end.earliest); end <= i.end.latest; ++end) out.push_back({begin, end});
  return out;
}
Allen relation_of(const World& a, const World& b) {
  if (a.end + 1 < b.begin) return Allen::before;
  if (a.end + 1 == b.begin) return Allen::meets;
  if (b.end + 1 < a.begin) return Allen::after;
  if (b.end + 1 == a.begin) return Allen::met_by;
  if (a.begin == b.begin) return a.end == b.end ? Allen::equals : a.end < b.end ? Allen::starts : Allen::started_by;
  if (a.end == b.end) return a.begin > b.begin ? Allen::finishes : Allen::finished_by;
  if (a.begin < b.begin) return a.end < b.end ? Allen::overlaps : Allen::contains;
  return a.end < b.end ? Allen::during : Allen::overlapped_by;
}

TEST(Interval, AnswersAreThoseOfAllWorlds) {
  std::mt19937 random(7);
  const auto any = [&](Day low, Day high) { return low + static_cast<Day>(random() % static_cast<unsigned>(high - low + 1)); };
  const auto some = [&] {
    Interval i;
    i.begin.earliest = any(0, 6);
    i.begin.latest = any(i.begin.earliest, 8);
    i.end.latest = any(i.begin.latest, 9);
    i.end.earliest = any(i.begin.earliest, i.end.latest);
    return i;
  };
  for (int round = 0; round < 3'000; ++round) {
    const Interval a = some(), b = some();
    const auto worlds_a = worlds(a), worlds_b = worlds(b);
    ASSERT_FALSE(worlds_a.empty());
    std::uint16_t expected = 0;
    for (const World& x : worlds_a)
      for (const World& y : worlds_b) expected |= static_cast<std::uint16_t>(1u << static_cast<int>(relation_of(x, y)));
    ASSERT_EQ(possible_relations(a, b), expected);
    for (int r = 0; r < kAllenRelations; ++r) {
      const auto relation = static_cast<Allen>(r);
      ASSERT_EQ(related(a, relation, b), related(b, inverse(relation), a));
      ASSERT_EQ(inverse(inverse(relation)), relation);
    }
    const Day from = any(0, 9), to = any(from, 9);
    std::size_t within = 0, throughout = 0;
    for (const World& x : worlds_a) {
      within += x.begin <= to && x.end >= from;
      throughout += x.begin <= from && x.end >= to;
    }
    const auto answer = [&](std::size_t count) {
      return count == 0 ? Truth::no : count == worlds_a.size() ? Truth::certain : Truth::possible;
    };
    ASSERT_EQ(holds_within(a, {from, to}), answer(within));
    ASSERT_EQ(holds_throughout(a, {from, to}), answer(throughout));
  }
}

TEST(Interval, RelationsOfOpenEnds) {
  const Interval tenure = made({.since = "1991", .until = "2000-05-06"}), later = made({.since = "2000-05-07"}),
                 much_later = made({.since = "2005"});
  EXPECT_EQ(related(tenure, Allen::meets, later), Truth::certain);
  EXPECT_EQ(related(tenure, Allen::before, much_later), Truth::certain);
  EXPECT_EQ(related(later, Allen::overlaps, much_later), Truth::possible);
  EXPECT_EQ(related(later, Allen::after, tenure), Truth::no);
  EXPECT_EQ(possible_relations(Interval{}, Interval{}), (1u << kAllenRelations) - 1);
  EXPECT_EQ(name_of(Allen::finished_by), "finished by");
}

}  // namespace
}  // namespace chancery::time
