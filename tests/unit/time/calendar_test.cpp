// SPDX-License-Identifier: Apache-2.0
#include "time/calendar.h"

#include <gtest/gtest.h>

namespace chancery::time {
namespace {

TEST(Calendar, KnownDays) {
  EXPECT_EQ(day_of(1970, 1, 1), 0);
  EXPECT_EQ(day_of(1969, 12, 31), -1);
  EXPECT_EQ(day_of(2000, 2, 29), 11016);
  EXPECT_EQ(day_of(0, 3, 1), -719468);
  EXPECT_EQ(day_of(1992, 8, 27), 8274);
}

TEST(Calendar, EachDayFollowsTheOneBeforeThroughFourCenturiesAndBeyondEveryYearOfChrono) {
  for (const std::int64_t year : {-400ll, -1ll, 0ll, 1899ll, 1999ll, 32767ll, -32768ll, 170000002ll, -170000002ll, 999999999999ll}) {
    Day day = day_of(year, 1, 1);
    for (unsigned month = 1; month <= 12; ++month)
      for (unsigned of_month = 1; of_month <= days_in_month(year, month); ++of_month, ++day) {
        ASSERT_EQ(day_of(year, month, of_month), day) << year << '-' << month << '-' << of_month;
        ASSERT_EQ(civil_of(day), (CivilDate{year, month, of_month}));
      }
    EXPECT_EQ(day, day_of(year + 1, 1, 1));
    EXPECT_EQ(day - day_of(year, 1, 1), is_leap(year) ? 366 : 365);
  }
}

TEST(Calendar, LeapYears) {
  EXPECT_TRUE(is_leap(2000));
  EXPECT_TRUE(is_leap(1992));
  EXPECT_TRUE(is_leap(0));
  EXPECT_TRUE(is_leap(-4));
  EXPECT_FALSE(is_leap(1900));
  EXPECT_FALSE(is_leap(1995));
}

}  // namespace
}  // namespace chancery::time
