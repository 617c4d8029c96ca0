// SPDX-License-Identifier: Apache-2.0
// What a line looks like: its words, capitals and ends, without any knowledge of what it is about. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::document {

std::size_t word_count(std::string_view text);
bool starts_with_capital(std::string_view text);  // or with a quotation mark and a capital
bool starts_with_lower(std::string_view text);
bool all_capitals(std::string_view text);         // two letters or more and none of them small
bool ends_sentence(std::string_view text);        // . ! ? perhaps with a quotation mark or bracket after it
bool ends_open(std::string_view text);            // , ; : – goes on after it
std::string_view trimmed(std::string_view text);  // plain white space and no-break spaces off both ends

// Starts as a proper name: words with a capital or a digit, joined by small connecting words ("of", "the", "and").
// Gives the bytes of that start, without what follows it.
std::size_t name_run(std::string_view text);

// A line that could be a heading: short, begins with a capital or a digit, does not end as a sentence does.
bool heading_shape(std::string_view text);

// A date by shape at the start of `text`: 1992-05-06, 1992-05, 1992, 6 May 1992, May 6, 1992, May 1992. Gives its bytes, else 0.
std::size_t date_at(std::string_view text);

// The whole text as a date in EDTF (1992-05-06, 1992-05, 1992); empty where it is none.
std::string edtf_of(std::string_view text);

// The mark of a footnote or of an editor at `at` ("[1]", "[note 3]", "[a]", "[citation needed]", "[edit]"): its bytes, else 0.
std::size_t mark_at(std::string_view text, std::size_t at);

// Headings of sections that say nothing of their own: references, "See also", external links and the like.
bool names_silent_section(std::string_view heading);

}  // namespace chancery::document
