// SPDX-License-Identifier: Apache-2.0
#include "time/edtf.h"

#include <gtest/gtest.h>

#include <random>

#include "time/bounds.h"

namespace chancery::time {
namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse_edtf(text);
  return parsed ? "read as " + print(*parsed) : parsed.error().message;
}

TEST(Edtf, LevelZero) {
  const auto day = parse_edtf("1992-08-27");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->from.year, 1992);
  EXPECT_EQ(day->from.month, 8);
  EXPECT_EQ(day->from.day, 27);
  EXPECT_EQ(day->from.precision(), Precision::day);
  EXPECT_EQ(parse_edtf("1992-08")->from.precision(), Precision::month);
  EXPECT_EQ(parse_edtf("1992")->from.precision(), Precision::year);
  const auto moment = parse_edtf("1985-04-12T23:20:30+04:30");
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->from.second, (23u * 60 + 20) * 60 + 30);
  EXPECT_EQ(moment->from.zone_minutes, 270);
  const auto span = parse_edtf("2006-11-13/2006-11-14");
  ASSERT_TRUE(span);
  EXPECT_EQ(span->form, Edtf::Form::interval);
  EXPECT_EQ(span->to.day, 14);
}

TEST(Edtf, CanonicalTextStaysAsItIs) {
  for (const char* text : {"1992",
                           "1992-05",
                           "1992-05-06",
                           "0000",
                           "-0001",
                           "-0217-08",
                           "1985-04-12T23:20:30",
                           "1985-04-12T23:20:30Z",
                           "1985-04-12T24:00:00Z",
                           "1985-04-12T23:20:30-04:00",
                           "Y170000002",
                           "Y-170000002",
                           "Y12345~",
                           "2001-21",
                           "2001-24?",
                           "2001-33",
                           "1992?",
                           "1992-05~",
                           "1992-05-06%",
                           "195X",
                           "19XX",
                           "XXXX",
                           "-01XX",
                           "2004-XX",
                           "2004-02-XX",
                           "1985-XX-XX",
                           "1985-XX-31",
                           "156X-12-25",
                           "1984-1X",
                           "1991/..",
                           "../2005",
                           "1991/",
                           "/2005",
                           "../..",
                           "1984?/2004-06~",
                           "2004-06-XX/2004-07-03",
                           "2001-21/2003",
                           "..",
                           "?2004-06-~11",
                           "~2004-~06-11",
                           "%2004-?06",
                           "1985-04-12T00:00:00Z/1985-04-13"}) {
    const auto parsed = parse_edtf(text);
    ASSERT_TRUE(parsed) << text << ": " << parsed.error().message;
    EXPECT_EQ(print(*parsed), text);
  }
}

TEST(Edtf, SaysTheSameOtherwise) {
  for (const auto& [text, canonical] :
       {std::pair{"2004-06~-11", "~2004-~06-11"}, std::pair{"2004-06-11?", "2004-06-11?"}, std::pair{"?2004-06-11~", "%2004-~06-~11"},
        std::pair{"?2004", "2004?"}, std::pair{"2004?-06", "?2004-06"}, std::pair{"1985-04-12T23:20:30+04", "1985-04-12T23:20:30+04:00"},
        std::pair{"1985-04-12T23:20:30+00:00", "1985-04-12T23:20:30Z"}}) {
    const auto parsed = parse_edtf(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(print(*parsed), canonical);
    EXPECT_EQ(*parse_edtf(canonical), *parsed);
  }
}

TEST(Edtf, WhatIsOfLevelTwoIsRefusedByName) {
  EXPECT_NE(error_of("[1667,1668, 1670..1672]").find("one is meant"), std::string::npos);
  EXPECT_NE(error_of("{1960,1961-12}").find("all are meant"), std::string::npos);
  EXPECT_NE(error_of("[..1760-12-03]").find("set"), std::string::npos);
  EXPECT_NE(error_of("Y-17E7").find("exponent"), std::string::npos);
  EXPECT_NE(error_of("1950S2").find("significant digits"), std::string::npos);
  EXPECT_NE(error_of("Y171010000S3").find("significant digits"), std::string::npos);
}

TEST(Edtf, WhatIsNoDateIsRefusedWithItsReason) {
  EXPECT_NE(error_of("1995-02-30").find("no calendar"), std::string::npos);
  EXPECT_NE(error_of("1900-02-29").find("no calendar"), std::string::npos);
  EXPECT_NE(error_of("1995-02-3X").find("no calendar"), std::string::npos);
  EXPECT_NE(error_of("1995/1990").find("ends before"), std::string::npos);
  EXPECT_NE(error_of("1990/open").find("\"..\""), std::string::npos);
  for (const char* text : {"",
                           "199",
                           "92",
                           "19920",
                           "1992-5",
                           "1992-13",
                           "1992-00",
                           "1992-20",
                           "1992-42",
                           "1992-05-00",
                           "1992-05-32",
                           "1992-21-05",
                           "1992-05-06-07",
                           "1992 ",
                           " 1992",
                           "195x",
                           "-0000",
                           "Y1992",
                           "Y01992",
                           "Y1234567890123",
                           "1992??",
                           "1992-2X",
                           "1992-X3-31-",
                           "1992/1993/1994",
                           "/",
                           "1992-05T10:00:00",
                           "1992-05-06T25:00:00",
                           "1992-05-06T10:60:00",
                           "1992-05-06T24:00:01",
                           "1992-05-06T10:00",
                           "1992-05-06?T10:00:00",
                           "1992-05-06T10:00:00+15",
                           "...",
                           "1992..1993",
                           "May 1992",
                           "\xff\xfe",
                           "1992-06-31"})
    EXPECT_FALSE(parse_edtf(text)) << text;
}

TEST(Edtf, LongGarbageIsCutInTheError) { EXPECT_LT(error_of(std::string(100'000, '9')).size(), 400u); }

// Whatever letters of the alphabet of EDTF are thrown together: it is refused or printed to what means the same.
TEST(Edtf, PrintedTextReadsBack) {
  std::mt19937 random(20240601);
  const std::string alphabet = "0123456789XXX--//..?~%YT:Z+";
  int read = 0;
  const auto check = [&](const std::string& text) {
    const auto parsed = parse_edtf(text);
    if (!parsed) return;
    ++read;
    const std::string printed = print(*parsed);
    const auto again = parse_edtf(printed);
    ASSERT_TRUE(again) << text << " printed " << printed;
    EXPECT_EQ(*again, *parsed) << text << " printed " << printed;
    EXPECT_EQ(print(*again), printed);
    const Bounds found = bounds(*parsed);
    EXPECT_LE(found.earliest, found.latest) << text;
  };
  const std::vector<std::string> seeds = {"1992-08-27", "19XX-02-29", "2004-06~-11", "1984?/2004-06~",
                                          "-0217-08",   "Y170000002", "2001-21",     "1985-04-12T23:20:30+04:30",
                                          "1991/.."};
  for (int i = 0; i < 60'000; ++i) {
    std::string text = seeds[random() % seeds.size()];
    for (unsigned k = random() % 4; k > 0; --k) {
      const std::size_t at = random() % (text.size() + 1);
      const char c = alphabet[random() % alphabet.size()];
      if (random() % 3 == 0 && at < text.size())
        text.erase(at, 1);
      else if (random() % 2 == 0 && at < text.size())
        text[at] = c;
      else
        text.insert(at, 1, c);
    }
    check(text);
  }
  EXPECT_GT(read, 15'000);
}

}  // namespace
}  // namespace chancery::time
