// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <gtest/gtest.h>

namespace chancery::base {
namespace {

TEST(Encoding, SurveyTellsGoodFromBad) {
  EXPECT_TRUE(survey_utf8("plain text, longer than eight bytes\n").good());
  EXPECT_EQ(survey_utf8("plain").wide, 0u);
  EXPECT_EQ(survey_utf8("Bras\xC3\xADlia \xE2\x80\x93 \xF0\x9F\x8C\x8D").wide, 3u);
  EXPECT_EQ(survey_utf8("Bras\xEDlia").bad, 1u);
  EXPECT_EQ(survey_utf8("\xC0\xAF").bad, 2u) << "over-long";
  EXPECT_GT(survey_utf8("\xED\xA0\x80").bad, 0u) << "a surrogate";
  EXPECT_GT(survey_utf8("\xF4\x90\x80\x80").bad, 0u) << "past U+10FFFF";
}

TEST(Encoding, SurveyTellsACutOffEnd) {
  const Utf8Survey survey = survey_utf8("1992\xE2\x80");
  EXPECT_EQ(survey.bad, 0u);
  EXPECT_EQ(survey.cut, 2u);
}

TEST(Encoding, SurveyCountsControls) {
  const Utf8Survey survey = survey_utf8(std::string_view("a\0b\0c\x01", 6));
  EXPECT_EQ(survey.controls, 3u);
  EXPECT_EQ(survey.nuls_odd, 2u);
  EXPECT_EQ(survey.nuls_even, 0u);
  EXPECT_EQ(survey_utf8("tab\tline\r\nfeed\f").controls, 0u);
}

TEST(Encoding, CodePointsRoundTrip) {
  for (char32_t value : {U'a', U'\u00E9', U'\u20AC', U'\U0001F30D', U'\U0010FFFF'}) {
    std::string text;
    append_code_point(text, value);
    std::size_t size;
    EXPECT_EQ(code_point(text, 0, size), value);
    EXPECT_EQ(size, text.size());
    EXPECT_EQ(count_code_points(text), 1u);
  }
  std::size_t size;
  EXPECT_EQ(code_point("\xFFz", 0, size), U'\uFFFD');
  EXPECT_EQ(size, 1u);
}

TEST(Encoding, Windows1252HasItsOwnQuotes) {
  EXPECT_EQ(from_windows_1252("\x93"
                              "Luxembourg\x94 \x96 \xC9tat"),
            "\u201CLuxembourg\u201D \u2013 \u00C9tat");
}

TEST(Encoding, RepairsBadRuns) {
  EXPECT_EQ(repair_utf8("a\xFF"
                        "b\xE2\x80"),
            "a\uFFFD"
            "b\uFFFD");
}

TEST(Encoding, ConvertsByName) {
  auto text = from_encoding("\xC1\xF0\xE0\xF2\xE8\xF1\xEB\xE0\xE2\xE0", "windows-1251");
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "Братислава");
  EXPECT_FALSE(from_encoding("x", "no-such-encoding"));
  // Longer than the converter's own buffers.
  auto wide = from_encoding(std::string(50'001, '\xE9'), "ISO-8859-1");
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->size(), 100'002u);
}

}  // namespace
}  // namespace chancery::base
