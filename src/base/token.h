// SPDX-License-Identifier: Apache-2.0
// Cuts text into tokens: the one notion of a word that names, dates and patterns share. ASCII first: other letters are
// words by default, so that "Luís" and "Жанна" are one token each. Positions are bytes of the text that was cut.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace chancery::base {

struct Token {
  enum Shape : std::uint8_t {
    lower,        // "embassy"
    capital,      // "Embassy", "Łódź"
    upper,        // "OSCE", "U.S." (two letters or more, all capitals)
    number,       // "1992", "1,700", "2.5"
    ordinal,      // "1st", "46th"
    punctuation,  // one mark: , . ; : ( ) " ' – — - / $ …
  };
  std::uint32_t from = 0, to = 0;  // bytes, half-open
  std::uint64_t word = 0;          // hash_word of the token as written
  std::uint64_t folded = 0;        // hash_word in lower case with accents and "s" of "'s" left alone
  Shape shape = lower;
  bool space_before = false;       // white space (or the text's start) stands before it

  std::string_view in(std::string_view text) const { return text.substr(from, to - from); }
};

// Appends the tokens of `text` to `out`. "Kazakhstan's" gives "Kazakhstan" and "'s"; "Kazakh-Russian" and
// "1991–1992" are cut at the dash, "Guinea-Bissau" too; "U.S.", "D.C." and "Apr." keep their stops only where letters
// and stops alternate ("U.S."); "1,700" and "2.5" are one token. Bad UTF-8 is a word of its own bytes.
void tokenize(std::string_view text, std::vector<Token>& out);

std::uint64_t hash_word(std::string_view word);
// Lower case (ASCII and Latin letters with accents brought to their base letter), for look-ups that ignore both.
std::uint64_t hash_folded(std::string_view word);

}  // namespace chancery::base
