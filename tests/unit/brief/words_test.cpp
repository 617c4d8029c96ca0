// SPDX-License-Identifier: Apache-2.0
#include "brief/words.h"

#include <gtest/gtest.h>

namespace chancery::brief {
namespace {

TEST(Words, Dates) {
  for (auto [edtf, words] : {std::pair{"1992-08-27", "27 August 1992"},
                             {"1992-08", "August 1992"},
                             {"1992", "1992"},
                             {"1992?", "1992 (uncertain)"},
                             {"1992~", "about 1992"},
                             {"1992-08%", "about August 1992 (uncertain)"},
                             {"195X", "the 1950s"},
                             {"18XX", "the 1800s"},
                             {"1992-XX", "1992"},
                             {"1992-08-XX", "August 1992"},
                             {"2001-21", "spring 2001"},
                             {"2006-11-13/2006-11-14", "13–14 November 2006"},
                             {"2006-11-30/2006-12-02", "30 November – 2 December 2006"},
                             {"2006-11/2006-12", "November to December 2006"},
                             {"1988/1992", "1988–1992"},
                             {"2006-12-30/2007-01-02", "30 December 2006 to 2 January 2007"},
                             {"../2005", "by 2005"},
                             {"1991/..", "from 1991 on"},
                             {"-0043", "44 BC"},
                             {"not a date", "not a date"}})
    EXPECT_EQ(date_in_words(edtf), words);
}

TEST(Words, DatesInSentences) {
  EXPECT_EQ(date_in_sentence("1992-08-27"), "on 27 August 1992");
  EXPECT_EQ(date_in_sentence("1992-08"), "in August 1992");
  EXPECT_EQ(date_in_sentence("../2005"), "by 2005");
}

TEST(Words, Times) {
  auto time = [](std::string on, std::string since, std::string until, std::string at) {
    return time_in_words({std::move(on), std::move(since), std::move(until), std::move(at)});
  };
  EXPECT_EQ(time("", "", "", ""), "");
  EXPECT_EQ(time("1992", "", "", ""), "1992");
  EXPECT_EQ(time("", "1994", "", ""), "since 1994");
  EXPECT_EQ(time("", "1988", "1992", ""), "from 1988 to 1992");
  EXPECT_EQ(time("", "", "..", ""), "formerly");
  EXPECT_EQ(time("", "1988", "..", ""), "since 1988, ended since");
  EXPECT_EQ(time("", "", "2005", ""), "until 2005");
  EXPECT_EQ(time("", "", "", "2010-08-01"), "as of 1 August 2010");
}

TEST(Words, Numbers) {
  EXPECT_EQ(number_in_words(7), "7");
  EXPECT_EQ(number_in_words(1517), "1,517");
  EXPECT_EQ(number_in_words(-1517), "-1,517");
  EXPECT_EQ(number_in_words(2.2), "2.2");
  EXPECT_EQ(number_in_words(708794), "708,794");
  EXPECT_EQ(number_in_words(724000000), "724 million");
  EXPECT_EQ(number_in_words(1270000), "1.27 million");
  EXPECT_EQ(number_in_words(3145354), "3,145,354");
  EXPECT_EQ(number_in_words(2.5e9), "2.5 billion");
}

TEST(Words, Lists) {
  EXPECT_EQ(list_in_words({}), "");
  EXPECT_EQ(list_in_words({"A"}), "A");
  EXPECT_EQ(list_in_words({"A", "B", "C"}), "A, B and C");
}

}  // namespace
}  // namespace chancery::brief
