// SPDX-License-Identifier: Apache-2.0
#include "time/bounds.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

namespace chancery::time {
namespace {

std::string day_text(Day day) {
  if (day == kPast) return "past";
  if (day == kOpen) return "open";
  const CivilDate civil = civil_of(day);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

std::string bounds_text(std::string_view edtf) {
  const auto found = bounds(edtf);
  return found ? day_text(found->earliest) + " " + day_text(found->latest) : found.error().message;
}

TEST(Bounds, OfDates) {
  EXPECT_EQ(bounds_text("1992-08-27"), "1992-08-27 1992-08-27");
  EXPECT_EQ(bounds_text("1992-02"), "1992-02-01 1992-02-29");
  EXPECT_EQ(bounds_text("1993-02~"), "1993-02-01 1993-02-28");
  EXPECT_EQ(bounds_text("1992?"), "1992-01-01 1992-12-31");
  EXPECT_EQ(bounds_text("-0217"), "-217-01-01 -217-12-31");
  EXPECT_EQ(bounds_text("Y170000002"), "170000002-01-01 170000002-12-31");
  EXPECT_EQ(bounds_text("1985-04-12T23:20:30-11:00"), "1985-04-12 1985-04-12");
}

TEST(Bounds, OfDigitsNotKnown) {
  EXPECT_EQ(bounds_text("195X"), "1950-01-01 1959-12-31");
  EXPECT_EQ(bounds_text("18XX"), "1800-01-01 1899-12-31");
  EXPECT_EQ(bounds_text("XXXX"), "0000-01-01 9999-12-31");
  EXPECT_EQ(bounds_text("-01XX"), "-199-01-01 -100-12-31");
  EXPECT_EQ(bounds_text("2004-XX"), "2004-01-01 2004-12-31");
  EXPECT_EQ(bounds_text("2004-1X"), "2004-10-01 2004-12-31");
  EXPECT_EQ(bounds_text("2003-02-XX"), "2003-02-01 2003-02-28");
  EXPECT_EQ(bounds_text("2003-XX-31"), "2003-01-31 2003-12-31");
  EXPECT_EQ(bounds_text("2003-X2-3X"), "2003-12-30 2003-12-31");
  EXPECT_EQ(bounds_text("19XX-02-29"), "1904-02-29 1996-02-29");
  EXPECT_EQ(bounds_text("156X-12-25"), "1560-12-25 1569-12-25");
}

TEST(Bounds, OfSeasonsAndOtherPartsOfAYear) {
  EXPECT_EQ(bounds_text("2004-21"), "2004-03-01 2004-05-31");
  EXPECT_EQ(bounds_text("2003-24"), "2003-12-01 2004-02-29");
  EXPECT_EQ(bounds_text("2004-29"), "2004-09-01 2004-11-30");
  EXPECT_EQ(bounds_text("2004-33"), "2004-01-01 2004-03-31");
  EXPECT_EQ(bounds_text("2004-38"), "2004-05-01 2004-08-31");
  EXPECT_EQ(bounds_text("2004-41"), "2004-07-01 2004-12-31");
  EXPECT_EQ(bounds_text("200X-22"), "2000-06-01 2009-08-31");
}

TEST(Bounds, OfIntervals) {
  EXPECT_EQ(bounds_text("2006-11-13/2006-11-14"), "2006-11-13 2006-11-14");
  EXPECT_EQ(bounds_text("1990/1995"), "1990-01-01 1995-12-31");
  EXPECT_EQ(bounds_text("1991/.."), "1991-01-01 open");
  EXPECT_EQ(bounds_text("1991/"), "1991-01-01 open");
  EXPECT_EQ(bounds_text("../2005"), "past 2005-12-31");
  EXPECT_EQ(bounds_text(".."), "past open");
}

// What is said more exactly lies within what is said less exactly.
TEST(Bounds, NarrowWithPrecision) {
  for (int year = 1890; year < 2010; ++year)
    for (unsigned month = 1; month <= 12; ++month) {
      const Bounds of_year = *bounds(fmt::format("{}", year)), of_month = *bounds(fmt::format("{}-{:02}", year, month)),
                   of_decade = *bounds(fmt::format("{}X", year / 10));
      ASSERT_LE(of_year.earliest, of_month.earliest);
      ASSERT_GE(of_year.latest, of_month.latest);
      ASSERT_LE(of_decade.earliest, of_year.earliest);
      ASSERT_GE(of_decade.latest, of_year.latest);
      ASSERT_EQ(of_month.latest - of_month.earliest + 1, days_in_month(year, month));
    }
}

}  // namespace
}  // namespace chancery::time
