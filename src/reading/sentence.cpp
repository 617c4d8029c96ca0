// SPDX-License-Identifier: Apache-2.0
#include "reading/sentence.h"

#include <algorithm>
#include <array>

namespace chancery::reading {

using base::Token;

void Sentence::clear(std::string_view block, std::span<const Token> of) {
  text = block;
  tokens = of;
  words.clear();
  skip_to.clear();
  mentions.clear();
  arena.clear();
  dates.clear();
  first_at.assign(of.size() + 1, Mention::kNone);
  types_at.assign(of.size() + 1, 0);
  types = looked_for = 0;
  word_bits = {};
}

void Sentence::look_over(std::uint32_t the) {
  glance.assign(words.size() + 1, 0);
  for (std::size_t i = 0; i < words.size(); ++i)
    glance[i] = skip_to[i] > i || (the != 0 && words[i] == the) ? ~0ull : 1ull << (words[i] & 63);
}

void Sentence::add(Mention mention) {
  auto index = static_cast<std::uint32_t>(mentions.size());
  types |= 1ull << mention.type;
  types_at[mention.from] |= 1ull << mention.type;
  std::uint32_t* link = &first_at[mention.from];
  while (*link != Mention::kNone && mentions[*link].to >= mention.to) link = &mentions[*link].next;
  mention.next = *link;
  *link = index;
  mentions.push_back(mention);
}

void Sentence::add(std::uint32_t from, std::uint32_t to, BuiltIn type, const Item& value) {
  Mention mention;
  mention.from = from;
  mention.to = to;
  mention.type = static_cast<std::uint16_t>(type);
  mention.values = arena.keep(value);
  add(mention);
}

std::string_view Sentence::words_between(std::uint32_t from, std::uint32_t to) const {
  if (from >= to) return {};
  return text.substr(tokens[from].from, tokens[to - 1].to - tokens[from].from);
}

namespace {

// Words after which a stop ends no sentence.
constexpr std::array<std::string_view, 52> kAbbreviations = {
    "Mr", "Mrs", "Ms",  "Dr",     "Prof", "St",  "Gen", "Col", "Lt",  "Maj", "Capt", "Sgt", "Adm", "Sen", "Rep", "Gov", "Hon", "Rev",
    "Jr", "Sr",  "Jan", "Feb",    "Mar",  "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No",  "no",  "vs",  "cf",
    "ca", "e.g", "i.e", "approx", "est",  "Art", "art", "Vol", "vol", "pp",  "Mt",   "Ft",  "c",   "b",   "d",   "fl"};

bool is_abbreviation(std::string_view word) {
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

bool is_capital(const Token& t) { return t.shape == Token::capital || t.shape == Token::upper; }

// Words that begin a sentence but hardly ever a name: after "U.S." they tell that a sentence ended.
bool begins_sentence(std::string_view word) {
  constexpr std::array<std::string_view, 22> kBeginners = {"The",     "In",     "On",    "It",    "He", "She", "They", "This",
                                                           "These",   "Both",   "A",     "An",    "At", "As",  "For",  "From",
                                                           "However", "During", "Since", "After", "By", "Its"};
  return std::find(kBeginners.begin(), kBeginners.end(), word) != kBeginners.end();
}

constexpr std::uint32_t kLongestQuote = 1500;  // bytes between quotation marks that belong together
constexpr std::size_t kLongestSentence = 400;  // tokens; longer ones are cut, so that hostile text stays cheap

}  // namespace

void split_sentences(std::string_view text, std::span<const Token> tokens, std::vector<std::pair<std::uint32_t, std::uint32_t>>& out) {
  const auto count = static_cast<std::uint32_t>(tokens.size());
  auto word = [&](std::uint32_t i) { return tokens[i].in(text); };
  auto is_open = [&](std::uint32_t i) {
    std::string_view w = word(i);
    return w == "\xe2\x80\x9c" || w == "\xe2\x80\x9e" ||
           (w == "\"" && tokens[i].space_before && i + 1 < count && !tokens[i + 1].space_before);
  };
  auto is_close = [&](std::uint32_t i) { return word(i) == "\xe2\x80\x9d" || (word(i) == "\"" && !tokens[i].space_before); };
  std::uint32_t start = 0, quote_end = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i + 1 - start >= kLongestSentence) {
      out.emplace_back(start, i + 1);
      start = i + 1;
      continue;
    }
    if (tokens[i].shape != Token::punctuation) continue;
    if (i >= quote_end && is_open(i)) {
      for (std::uint32_t j = i + 1; j < count && tokens[j].from - tokens[i].from < kLongestQuote; ++j)
        if (is_close(j)) {
          quote_end = j;
          break;
        }
      continue;
    }
    if (i < quote_end) continue;
    bool closing = is_close(i) && i > start && tokens[i - 1].shape == Token::punctuation;
    std::uint32_t stop = closing ? i - 1 : i;
    std::string_view stopped = word(stop);
    if (stopped != "." && stopped != "!" && stopped != "?" && stopped != "\xe2\x80\xa6") continue;
    if (i + 1 < count && is_close(i + 1) && !tokens[i + 1].space_before) continue;  // the mark after it decides
    if (i + 1 < count && word(i + 1) == ")") continue;
    if (i + 1 < count) {
      const Token& next = tokens[i + 1];
      bool quote_next = is_open(i + 1);
      if (!is_capital(next) && !quote_next && !(next.shape == Token::number && next.space_before) && next.shape != Token::punctuation)
        continue;
      if (next.shape == Token::punctuation && !quote_next && word(i + 1) != "\xe2\x80\xa2" && word(i + 1) != "(") continue;
      if (stopped == "." && !closing && stop > start) {
        const Token& before = tokens[stop - 1];
        std::string_view w = before.in(text);
        if (before.space_before == false && stop - 1 > start && tokens[stop - 1].shape == Token::punctuation) {
          // ".." or ")." end as they stand
        } else if (is_abbreviation(w) && next.space_before) {
          // "Dec. 16": an abbreviated month and a number, or a title and a name
          continue;
        } else if (w.size() == 1 && is_capital(before) && next.space_before) {
          continue;  // an initial
        } else if (!next.space_before && (before.shape == Token::number || w.size() == 1)) {
          continue;
        }
        if (next.shape == Token::number && before.shape == Token::number && !next.space_before) continue;
      }
    }
    out.emplace_back(start, i + 1);
    start = i + 1;
  }
  // "U.S. The": the stop is part of the token.
  if (start < count) {
    std::uint32_t from = start;
    for (std::uint32_t i = start; i + 1 < count; ++i)
      if (tokens[i].shape == Token::upper && word(i).back() == '.' && is_capital(tokens[i + 1]) && begins_sentence(word(i + 1))) {
        out.emplace_back(from, i + 1);
        from = i + 1;
      }
    if (from < count) out.emplace_back(from, count);
  }
}

}  // namespace chancery::reading
