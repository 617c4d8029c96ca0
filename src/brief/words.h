// SPDX-License-Identifier: Apache-2.0
// Dates, figures and lists in words for people. Not for data formats, where dates stay EDTF. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/statement.h"

namespace chancery::brief {

// "27 August 1992", "August 1992", "13–14 November 2006", "about 1992", "the 1950s", "by 2005"; what has no such words
// stays as it is.
std::string date_in_words(std::string_view edtf);
// The same with the word that goes before it in a sentence: "on 27 August 1992", "in August 1992".
std::string date_in_sentence(std::string_view edtf);
// "27 August 1992", "since 1994", "from 1988 to 1992", "as of 2010", "formerly"; empty where no time is said.
std::string time_in_words(const model::Time& time);
// "1,517", "724 million", "2.2"
std::string number_in_words(double number);
// "A", "A and B", "A, B and C"
std::string list_in_words(const std::vector<std::string>& words);
// A word of a vocabulary as people write it: "consulate-general" is "consulate general".
std::string spaced(std::string word);
// With a capital where it begins with a small ASCII letter.
std::string capitalized(std::string text);

}  // namespace chancery::brief
