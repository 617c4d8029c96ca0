// SPDX-License-Identifier: Apache-2.0
#include "inquiry/timeline.h"

#include <gtest/gtest.h>

#include "linked.h"

namespace chancery::inquiry {
namespace {

Fact fact(const std::string& kind, const model::Time& time, std::vector<model::Role> roles = {}) {
  Fact out;
  out.kind = kind;
  out.time = time;
  out.roles = std::move(roles);
  return out;
}

time::Bounds days(const std::string& edtf) { return time::bounds(edtf).value(); }

std::string dates(const std::vector<Moment>& moments) {
  std::string out;
  for (const Moment& moment : moments) out += (out.empty() ? "" : " ") + std::string(name_of(moment.point)) + ":" + moment.date;
  return out;
}

// "day 2026-08-27 of 1992-08-27 (34)" …
std::string found(const std::vector<Fact>& facts, const std::string& period, std::int64_t every = 5) {
  const auto all = moments(facts);
  std::string out;
  for (const Anniversary& one : anniversaries(all, facts, kinds(), days(period), every)) {
    const time::CivilDate when = time::civil_of(one.when.earliest);
    out += std::string(out.empty() ? "" : "; ") + std::string(name_of(one.precision)) + " " + std::to_string(when.year) + "-" +
           std::to_string(when.month) + "-" + std::to_string(when.day) + " " + std::to_string(one.years);
  }
  return out;
}

TEST(Moments, BeginningsAndEndsInOrderAsTheyWereSaid) {
  const std::vector<Fact> facts = {fact("capital", {.since = "1997-12-10", .until = "2019"}), fact("visit", {.on = "1992-08"}),
                                   fact("visit", {.on = "1992"}), fact("mission", {.since = "../2005"}),
                                   fact("visit", {.on = "1992-08-01"})};
  EXPECT_EQ(dates(moments(facts)), "happened:1992 happened:1992-08 happened:1992-08-01 began:1997-12-10 began:../2005 ended:2019");
}

TEST(Moments, WhatIsOnlyKnownToHaveHeldCountsWithoutAnother) {
  EXPECT_EQ(dates(moments({fact("mission", {.at = "2011"}), fact("mission", {.since = "1994", .at = "2011"})})), "began:1994 held:2011");
  EXPECT_EQ(dates(moments({fact("name", {.until = ".."}), fact("name", {})})), "");
}

TEST(Moments, OfAPeriodAreThoseThatMayLieInIt) {
  const std::vector<Fact> facts = {fact("visit", {.on = "1992"}), fact("visit", {.on = "1993-05"}), fact("mission", {.since = "../1992"})};
  EXPECT_EQ(dates(moments(facts, days("1992-06/1993-04"))), "happened:1992 began:../1992");
}

TEST(Anniversaries, OfDaysMonthsAndYearsKeepTheirPrecision) {
  const std::vector<Fact> facts = {fact("recognition", {.on = "1991-12-16"}), fact("visit", {.on = "2001-05"}),
                                   fact("office", {.since = "1991"})};
  EXPECT_EQ(found(facts, "2026"), "day 2026-12-16 35; month 2026-5-1 25; year 2026-1-1 35");
  EXPECT_EQ(found(facts, "2026-12-16"), "day 2026-12-16 35; year 2026-1-1 35");
  EXPECT_EQ(found(facts, "2027"), "");
  EXPECT_EQ(found(facts, "2027", 1), "day 2027-12-16 36; month 2027-5-1 26; year 2027-1-1 36");
}

TEST(Anniversaries, VagueDatesNeverBecomeDays) {
  for (const char* date : {"1992", "1992-08", "1992-XX-05", "1992-08-27?", "1992-08~", "1992-21", "1992-08/1992-09"})
    EXPECT_EQ(found({fact("visit", {.on = date})}, "2022").find("day"), std::string::npos) << date;
  for (const char* date : {"1992?", "199X", "../1992", "1992/..", "1992~"}) {
    const std::string all = found({fact("visit", {.on = date})}, "2022");
    EXPECT_TRUE(all.empty() || std::string(date) == "1992/..") << date << ": " << all;
  }
  EXPECT_EQ(found({fact("visit", {.on = "2006-11-13/2006-11-14"})}, "2026"), "day 2026-11-13 20");
}

TEST(Anniversaries, NotOfFiguresDenialsAndWhatWasKnownToHold) {
  std::vector<Fact> facts = {fact("trade", {.on = "2005-01-01"}, {{"amount", 5.0}}), fact("mission", {.at = "2005-01-01"}),
                             fact("visit", {.on = "2005-01-01"})};
  facts[2].polarity = false;
  EXPECT_EQ(found(facts, "2025"), "");
}

TEST(Anniversaries, LeapDaysAndSeveralYears) {
  EXPECT_EQ(found({fact("visit", {.on = "1992-02-29"})}, "2020/2025"), "day 2022-2-28 30");
  EXPECT_EQ(found({fact("visit", {.on = "1992-02-29"})}, "2012-02/2032-02"),
            "day 2012-2-29 20; day 2017-2-28 25; day 2022-2-28 30; day 2027-2-28 35; day 2032-2-29 40");
  EXPECT_EQ(found({fact("visit", {.on = "1992-05-01"})}, "1992"), "");
}

}  // namespace
}  // namespace chancery::inquiry
