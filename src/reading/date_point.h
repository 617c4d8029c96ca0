// SPDX-License-Identifier: Apache-2.0
// Finds single dates among the words of a sentence, as far as the words say them: which day, month, season, year, decade or
// century, with or without the year. Not for what joins dates (reading/dates.cpp) or completes them (reading/date_anchor.h).
// A DateText does not own what it looks at; it is of one thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reading/dates.h"

namespace chancery::reading {

enum class Scale : std::uint8_t { day, month, season, year, decade, century };

// A date as far as the words say it.
struct Point {
  size_t begin = 0, end = 0;  // tokens
  Scale scale = Scale::year;
  std::int64_t year = 0;  // astronomical; of a decade or century one of its years
  bool has_year = false;
  bool short_year = false;  // "the twenties", "'39": `year` is the last two digits, has_year is false
  int month = 0;            // 0 where not said
  int day = 0;
  int season = 0;
  int year_shift = 0;         // "of the following year": from the year counted from
  bool of_that_year = false;  // "of that year": the year told before, never the one after
  bool next_one = false;      // "next May", "the following spring": the first after the date told before
  bool uncertain = false;     // "1992?"
  bool looks_back = false;    // "the previous year"
  bool bare_year = false;     // four digits that may be no year at all
  Anchor anchor = Anchor::absolute;
};

enum class Link : std::uint8_t { none, range, list };

class DateText {
 public:
  using K = DateWord::Kind;
  using size_t = std::size_t;

  DateText(std::string_view text, std::span<const base::Token> tokens, const std::vector<DateWord>& words)
      : text_(text), tokens_(tokens), words_(words) {}

  K kind(size_t i) const { return i < words_.size() ? words_[i].kind : K::mark; }
  K before(size_t i, size_t n = 1) const { return i >= n ? words_[i - n].kind : K::mark; }
  bool at_end(size_t i) const { return i >= words_.size(); }
  // "mid-1992", "pre-1914"
  static bool leads_with_dash(K k) { return k == K::early || k == K::middle || k == K::late || k == K::before || k == K::after; }
  bool glued(size_t i) const { return i < tokens_.size() && !tokens_[i].space_before; }
  base::Token::Shape shape(size_t i) const { return i < tokens_.size() ? tokens_[i].shape : base::Token::punctuation; }
  bool lower(size_t i) const { return shape(i) == base::Token::lower; }
  bool lower_plural(size_t i) const { return lower(i) && word(i).ends_with('s'); }
  int value(size_t i) const { return words_[i].value; }
  int digits(size_t i) const { return words_[i].digits; }
  std::string_view word(size_t i) const { return tokens_[i].in(text_); }
  bool clause_end(size_t i) const {
    const K k = kind(i);
    return at_end(i) || k == K::comma || k == K::stop || k == K::colon || k == K::close || k == K::mark;
  }
  bool day_number(size_t i) const {
    return (kind(i) == K::number || kind(i) == K::ordinal) && words_[i].digits <= 2 && words_[i].value >= 1 && words_[i].value <= 31;
  }

  // The date whose first word is token `i`; false where there is none. A bare year or month is found wherever it stands: whether it
  // is one, bare_year_fits and bare_month_fits say.
  bool point_at(size_t i, Point& p) const;
  bool bare_year_fits(const Point& p) const;
  bool bare_month_fits(const Point& p) const;
  bool part_of_code(const Point& p) const;
  // The year that belongs to a day or month before it, perhaps after a comma or "of"; a number that counts something is none.
  bool after_comma_year_at(size_t i, Point& p) const;
  // "of that year", "the same year", "of the following year" after a date without its own; "in 1991" after a day.
  void year_of_narrative(Point& p) const;
  // Numbers that wait for their month: "13–14 November", "3, 5 and 7 May".
  bool day_list_at(size_t i) const;
  // Past a dash, "to", "and", ", and" …
  size_t link_at(size_t i, Link& link, bool& dash) const;

 protected:
  std::string_view text_;
  std::span<const base::Token> tokens_;
  const std::vector<DateWord>& words_;

 private:
  bool names_a_thing(size_t i) const;
  bool year_at(size_t i, Point& p) const;
  bool year_behind_bracket(Point& p) const;
  bool short_year_at(size_t i, Point& p) const;
  bool feast_at(size_t i, Point& p) const;
  bool weekday_point_at(size_t i, Point& p) const;
  bool iso_at(size_t i, Point& p) const;
  bool iso_month_at(size_t i, Point& p) const;
  bool day_first_at(size_t i, Point& p) const;
  bool month_first_at(size_t i, Point& p) const;
  bool season_at(size_t i, Point& p) const;
  bool century_at(size_t i, Point& p) const;
  size_t compound_at(size_t i) const;
  bool whole_month(size_t i) const;
  bool numeric_at(size_t i, Point& p) const;
  bool dotted_at(size_t i, Point& p) const;
};

}  // namespace chancery::reading
