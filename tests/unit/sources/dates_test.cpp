// SPDX-License-Identifier: Apache-2.0
#include "sources/dates.h"

#include <gtest/gtest.h>

namespace chancery::sources {
namespace {

TEST(SourceDates, AsFilesHaveThem) {
  EXPECT_EQ(edtf_of("1990-10-03", Order::year_first), "1990-10-03");
  EXPECT_EQ(edtf_of("2018-06-01T12:00:00", Order::year_first), "2018-06-01");
  EXPECT_EQ(edtf_of("10/28/2014", Order::month_first), "2014-10-28");
  EXPECT_EQ(edtf_of("02.12.1972", Order::day_first), "1972-12-02");
  EXPECT_EQ(edtf_of("6 Oct 1965", Order::day_first), "1965-10-06");
  EXPECT_EQ(edtf_of("October 6, 1965", Order::month_first), "1965-10-06");
  EXPECT_EQ(edtf_of("19901003", Order::year_first), "1990-10-03");
  EXPECT_EQ(edtf_of("199010", Order::year_first), "1990-10");
  EXPECT_EQ(edtf_of("1990", Order::year_first), "1990");
}

TEST(SourceDates, MissingPartsAndNoDates) {
  EXPECT_EQ(edtf_of("1990-00-00", Order::year_first), "1990");
  EXPECT_EQ(edtf_of("1816", "5", "-9"), "1816-05");
  EXPECT_EQ(edtf_of("1816", "", "3"), "1816");
  EXPECT_EQ(edtf_of("-9", "1", "1"), "");
  EXPECT_EQ(edtf_of("NA", Order::year_first), "");
  EXPECT_EQ(edtf_of("", Order::year_first), "");
  EXPECT_EQ(edtf_of("31/02/1999", Order::day_first), "");
  EXPECT_EQ(edtf_of("13 Brumaire 1799", Order::day_first), "");
}

}  // namespace
}  // namespace chancery::sources
