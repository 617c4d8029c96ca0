// SPDX-License-Identifier: Apache-2.0
#include "reading/dates.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "time/bounds.h"

namespace chancery::reading {
namespace {

using K = DateWord::Kind;
using std::size_t;

enum class Scale : std::uint8_t { day, month, season, year, decade, century };

// A date as far as the words say it.
struct Point {
  size_t begin = 0, end = 0;  // tokens
  Scale scale = Scale::year;
  std::int64_t year = 0;  // astronomical; of a decade or century one of its years
  bool has_year = false;
  int month = 0;  // 0 where not said
  int day = 0;
  int season = 0;
  int year_shift = 0;         // "of the following year": from the year counted from
  bool of_that_year = false;  // "of that year": the year told before, never the one after
  bool next_one = false;      // "next May", "the following spring": the first after the date told before
  bool uncertain = false;     // "1992?"
  bool bare_year = false;     // four digits that may be no year at all
  bool attributive = false;   // "the 1978 treaty"
  Anchor anchor = Anchor::absolute;
};

enum class Link : std::uint8_t { none, range, list };

std::string year_text(std::int64_t year, int unknown_digits) {
  std::string out = year < 0 ? "-" : "";
  std::array<char, 4> digits{};
  std::int64_t rest = std::min<std::int64_t>(std::abs(year), 9999);
  for (int i = 3; i >= 0; --i, rest /= 10)
    digits[static_cast<size_t>(i)] = 3 - i < unknown_digits ? 'X' : static_cast<char>('0' + rest % 10);
  out.append(digits.data(), digits.size());
  return out;
}

void append_two(std::string& out, int value) {
  out += '-';
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

// A day that its month has not is its month (30 February).
void settle(Point& p) {
  if (p.scale == Scale::day && p.has_year && p.day > static_cast<int>(time::days_in_month(p.year, static_cast<unsigned>(p.month)))) {
    p.scale = Scale::month;
    p.day = 0;
  }
}

std::string edtf_of(const Point& p) {
  std::string out = year_text(p.year, p.scale == Scale::decade ? 1 : p.scale == Scale::century ? 2 : 0);
  if (p.scale == Scale::season) append_two(out, p.season);
  if (p.scale == Scale::month || p.scale == Scale::day) append_two(out, p.month);
  if (p.scale == Scale::day) append_two(out, p.day);
  return out;
}

// The date that an expression tells, for counting from; of an interval its end, without qualifiers.
std::optional<Point> told(std::string_view edtf) {
  if (edtf.empty()) return std::nullopt;
  const auto parsed = time::parse_edtf(edtf);
  if (!parsed || parsed->form == time::Edtf::Form::unsaid) return std::nullopt;
  const time::Date& date = parsed->to_end == time::End::date ? parsed->to : parsed->from;
  Point p;
  p.has_year = true;
  p.year = date.year;
  if ((date.unspecified & 0xf0) != 0) {
    p.scale = (date.unspecified & 0x20) != 0 ? Scale::century : Scale::decade;
  } else if (date.month > 12) {
    p.scale = Scale::season;
    p.season = date.month > 24 ? 0 : date.month;
    if (p.season == 0) p.scale = Scale::year;
  } else if (date.month != 0) {
    p.month = date.month;
    p.day = date.day;
    p.scale = p.day != 0 ? Scale::day : Scale::month;
  }
  return p;
}

class Sentence {
 public:
  Sentence(std::string_view text, std::span<const base::Token> tokens, const std::vector<DateWord>& words, DateAnchors& anchors,
           std::vector<DateMention>& out)
      : text_(text), tokens_(tokens), words_(words), anchors_(anchors), out_(out) {}

  void read() {
    for (size_t i = 0; i < words_.size();) {
      const size_t next = mention_at(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  K kind(size_t i) const { return i < words_.size() ? words_[i].kind : K::mark; }
  K before(size_t i, size_t n = 1) const { return i >= n ? words_[i - n].kind : K::mark; }
  bool at_end(size_t i) const { return i >= words_.size(); }
  bool glued(size_t i) const { return i < tokens_.size() && !tokens_[i].space_before; }
  base::Token::Shape shape(size_t i) const { return i < tokens_.size() ? tokens_[i].shape : base::Token::punctuation; }
  bool lower(size_t i) const { return shape(i) == base::Token::lower; }
  bool lower_plural(size_t i) const { return lower(i) && tokens_[i].in(text_).ends_with('s'); }
  bool clause_end(size_t i) const {
    const K k = kind(i);
    return at_end(i) || k == K::comma || k == K::stop || k == K::colon || k == K::close || k == K::mark;
  }
  bool day_number(size_t i) const {
    return (kind(i) == K::number || kind(i) == K::ordinal) && words_[i].digits <= 2 && words_[i].value >= 1 && words_[i].value <= 31;
  }

  size_t mention_at(size_t i);
  size_t relative_at(size_t i);
  size_t dates_at(size_t i);

  bool year_at(size_t i, Point& p) const;
  bool after_comma_year_at(size_t i, Point& p) const;
  bool point_at(size_t i, Point& p) const;
  bool weekday_point_at(size_t i, Point& p) const;
  bool iso_at(size_t i, Point& p) const;
  bool day_first_at(size_t i, Point& p) const;
  bool month_first_at(size_t i, Point& p) const;
  bool season_at(size_t i, Point& p) const;
  bool century_at(size_t i, Point& p) const;
  bool numeric_at(size_t i, Point& p) const;
  bool dotted_at(size_t i, Point& p) const;
  void year_of_narrative(Point& p) const;
  bool day_list_at(size_t i) const;
  bool bare_year_fits(const Point& p) const;
  bool bare_month_fits(const Point& p) const;
  size_t link_at(size_t i, Link& link, bool& dash) const;

  bool anchor(Point& p) const;
  bool shifted(Point& p, const std::optional<Point>& from, Anchor kind, DateUnit unit, int count) const;
  void emit(Point first, const Point* second_said, bool open_end = false);
  bool lead(size_t begin, bool interval, DateMention& mention) const;

  std::string_view text_;
  std::span<const base::Token> tokens_;
  const std::vector<DateWord>& words_;
  DateAnchors& anchors_;
  std::vector<DateMention>& out_;
  size_t done_ = 0;  // tokens up to here belong to mentions
};

// --- points -----------------------------------------------------------------------------------------------------------

// A year in full: four digits, or with its era ("264 BC", "AD 79", the first of "264–241 BC").
bool Sentence::year_at(size_t i, Point& p) const {
  if (kind(i) == K::era && words_[i].value > 0 && kind(i + 1) == K::number) {
    p.year = words_[i + 1].value;
    p.end = i + 2;
    p.has_year = true;
    return p.year > 0;
  }
  if (kind(i) != K::number || words_[i].value == 0) return false;
  size_t era = i + 1;
  const K link = kind(i + 1);
  if ((link == K::dash || link == K::to || link == K::and_ || link == K::or_ || link == K::slash) && kind(i + 2) == K::number &&
      kind(i + 3) == K::era)
    era = i + 3;
  if (kind(era) == K::era && (era == i + 1 || words_[i].digits <= 3 || words_[era].value < 0)) {
    p.year = words_[era].value < 0 ? 1 - words_[i].value : words_[i].value;
    p.end = era == i + 1 ? i + 2 : i + 1;
    p.has_year = true;
    return true;
  }
  if (words_[i].digits != 4 || words_[i].value < 1000 || words_[i].value > 2100) return false;
  p.year = words_[i].value;
  p.end = i + 1;
  p.has_year = true;
  if (kind(i + 1) == K::question && glued(i + 1) && !at_end(i + 2)) {
    p.uncertain = true;
    p.end = i + 2;
  }
  return true;
}

// The year that belongs to a day or month before it, perhaps after a comma. A number that counts something is none.
bool Sentence::after_comma_year_at(size_t i, Point& p) const {
  Point year;
  const size_t at = kind(i) == K::comma || kind(i) == K::of ? i + 1 : i;
  if (!year_at(at, year) || kind(year.end) == K::counted || (kind(year.end) == K::decade_s && glued(year.end))) return false;
  p.year = year.year;
  p.has_year = true;
  p.uncertain = year.uncertain;
  p.end = year.end;
  return true;
}

// "of that year", "the same year", "of the following year" after a day or month without its own.
void Sentence::year_of_narrative(Point& p) const {
  size_t i = p.end;
  if (kind(i) == K::comma) ++i;
  if (kind(i) == K::of || kind(i) == K::in) ++i;
  if (kind(i) == K::the) ++i;
  const K which = kind(i);
  if (which == K::that || which == K::this_ || which == K::same) {
    p.of_that_year = true;
    if (kind(i + 1) == K::same) ++i;
  } else if (which == K::next) {
    p.year_shift = 1;
  } else if (which == K::previous) {
    p.year_shift = -1;
  } else {
    return;
  }
  if (kind(i + 1) != K::unit || words_[i + 1].value != kYearUnit || words_[i + 1].plural) {
    p.of_that_year = false;
    p.year_shift = 0;
    return;
  }
  p.of_that_year = true;
  p.end = i + 2;
}

bool Sentence::iso_at(size_t i, Point& p) const {
  if (kind(i) != K::number || words_[i].digits != 4 || kind(i + 1) != K::dash || !glued(i + 1) || kind(i + 2) != K::number ||
      !glued(i + 2) || words_[i + 2].digits != 2 || kind(i + 3) != K::dash || !glued(i + 3) || kind(i + 4) != K::number || !glued(i + 4) ||
      words_[i + 4].digits != 2)
    return false;
  const int month = words_[i + 2].value, day = words_[i + 4].value;
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  p.year = words_[i].value;
  p.month = month;
  p.day = day;
  p.has_year = true;
  p.scale = Scale::day;
  p.end = i + 5;
  return true;
}

// "27/08/1992" where only one order is possible; else only the year is sure.
bool Sentence::numeric_at(size_t i, Point& p) const {
  if (kind(i) != K::number || words_[i].digits > 2 || kind(i + 1) != K::slash || !glued(i + 1) || kind(i + 2) != K::number ||
      !glued(i + 2) || words_[i + 2].digits > 2 || kind(i + 3) != K::slash || !glued(i + 3) || kind(i + 4) != K::number || !glued(i + 4) ||
      words_[i + 4].digits != 4)
    return false;
  const int first = words_[i].value, second = words_[i + 2].value;
  if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return false;
  p.year = words_[i + 4].value;
  p.has_year = true;
  p.end = i + 5;
  if (first <= 12 && second <= 12 && first != second) {
    p.scale = Scale::year;
    return true;
  }
  p.scale = Scale::day;
  p.day = first > 12 ? first : second;
  p.month = first > 12 ? second : first;
  return true;
}

// "27.08.1992": where stops are used the day comes first.
bool Sentence::dotted_at(size_t i, Point& p) const {
  const std::string_view word = tokens_[i].in(text_);
  const size_t first = word.find('.'), second = word.find('.', first + 1);
  const auto value = [&](size_t from, size_t to) {
    int out = 0;
    for (char c : word.substr(from, to - from)) out = out * 10 + (c - '0');
    return out;
  };
  if (first > 2 || second - first > 3 || word.size() - second != 5) return false;
  p.day = value(0, first);
  p.month = value(first + 1, second);
  p.year = value(second + 1, word.size());
  p.has_year = true;
  p.scale = Scale::day;
  p.end = i + 1;
  return p.day >= 1 && p.day <= 31 && p.month >= 1 && p.month <= 12 && p.year >= 1000;
}

// "27 August 1992", "27th of August, 1992", "27 August".
bool Sentence::day_first_at(size_t i, Point& p) const {
  const bool word_ordinal = kind(i) == K::ordinal && words_[i].digits == 0;
  if (!day_number(i) && !word_ordinal) return false;
  size_t j = i + 1;
  if (kind(j) == K::of)
    ++j;
  else if (word_ordinal)
    return false;
  if (kind(j) == K::unit && words_[j].value == kDayUnit && kind(j + 1) == K::of) j += 2;
  if (kind(j) != K::month) return false;
  p.scale = Scale::day;
  p.day = words_[i].value;
  p.month = words_[j].value;
  p.end = j + 1;
  if (kind(p.end) == K::stop && tokens_[j].to - tokens_[j].from <= 4) ++p.end;
  const size_t end = p.end;
  if (!after_comma_year_at(p.end, p)) {
    p.end = kind(end - 1) == K::stop && (at_end(end) || shape(end) == base::Token::capital) ? end - 1 : end;
    year_of_narrative(p);
  }
  return true;
}

// "August 27, 1992", "August 1992", "August 27", "August".
bool Sentence::month_first_at(size_t i, Point& p) const {
  if (kind(i) != K::month) return false;
  p.month = words_[i].value;
  size_t j = i + 1;
  const bool abbreviated = kind(j) == K::stop && tokens_[i].to - tokens_[i].from <= 4 && glued(j);
  if (abbreviated) ++j;
  const size_t day = kind(j) == K::the ? j + 1 : j;
  if (day_number(day) && kind(day + 1) != K::counted && (day == j || kind(day) == K::ordinal) && kind(day + 1) != K::colon &&
      !(kind(day + 1) == K::unit && kind(day) == K::number)) {
    p.scale = Scale::day;
    p.day = words_[day].value;
    p.end = day + 1;
    if (!after_comma_year_at(p.end, p)) year_of_narrative(p);
    return true;
  }
  p.scale = Scale::month;
  p.end = j;
  if (after_comma_year_at(j, p)) return true;
  if (abbreviated) p.end = i + 1;
  year_of_narrative(p);
  return true;
}

// "spring 2004", "the spring of 1986", "1982 summer", "in the spring".
bool Sentence::season_at(size_t i, Point& p) const {
  if (kind(i) == K::number && kind(i + 1) == K::season && lower(i + 1) && year_at(i, p) && p.end == i + 1) {
    p.scale = Scale::season;
    p.season = words_[i + 1].value;
    p.end = i + 2;
    return true;
  }
  if (kind(i) != K::season) return false;
  // "Prague Spring", "Arab Spring".
  if (i > 0 && shape(i) == base::Token::capital && shape(i - 1) == base::Token::capital && kind(i - 1) == K::other) return false;
  p.scale = Scale::season;
  p.season = words_[i].value;
  p.end = i + 1;
  if (after_comma_year_at(i + 1, p)) return true;
  const bool fall = tokens_[i].in(text_).size() == 4 && (text_[tokens_[i].from] | 0x20) == 'f';
  if (fall && (kind(i + 1) == K::of || before(i) != K::the)) return false;
  year_of_narrative(p);
  if (p.of_that_year) return true;
  const K b = before(i);
  if (b == K::next) p.next_one = true;
  return b == K::the || b == K::that || b == K::this_ || b == K::in || b == K::by || b == K::early || b == K::late || b == K::next ||
         b == K::until || b == K::since || b == K::during || b == K::same || b == K::of ||
         (b == K::dash && (before(i, 2) == K::middle || before(i, 2) == K::early || before(i, 2) == K::late));
}

// "the 1990s", "19th century", "the ninth century BC".
bool Sentence::century_at(size_t i, Point& p) const {
  if (kind(i) == K::number && words_[i].digits == 4 && words_[i].value % 10 == 0 && words_[i].value >= 1000 && words_[i].value <= 2100 &&
      kind(i + 1) == K::decade_s && glued(i + 1)) {
    p.year = words_[i].value;
    p.has_year = true;
    // "the 1800s" are a century; "the 2000s" in our days a decade.
    p.scale = p.year % 100 == 0 && p.year < 1900 ? Scale::century : Scale::decade;
    p.end = i + 2;
    return true;
  }
  if (kind(i) != K::ordinal || words_[i].value < 1 || words_[i].value > 21) return false;
  size_t j = i + 1;
  // "the 19th and 20th centuries", "18th–19th century": each is one.
  for (int n = 0; n < 2 && kind(j) != K::unit; ++n) {
    if ((kind(j) == K::and_ || kind(j) == K::or_ || kind(j) == K::to || kind(j) == K::dash) && kind(j + 1) == K::ordinal)
      j += 2;
    else if (kind(j) == K::dash && kind(j + 1) == K::unit)
      ++j;
    else
      break;
  }
  if (kind(j) != K::unit || words_[j].value != kCenturyUnit) return false;
  const bool shares = kind(i + 1) != K::unit && !(kind(i + 1) == K::dash && kind(i + 2) == K::unit);
  const bool bc = kind(j + 1) == K::era && words_[j + 1].value < 0;
  p.scale = Scale::century;
  p.has_year = true;
  p.year = (words_[i].value - 1) * 100;
  if (bc) p.year = -std::max<std::int64_t>(p.year, 1);
  p.end = shares ? i + 1 : j + (kind(j + 1) == K::era ? 2 : 1);
  return true;
}

bool Sentence::weekday_point_at(size_t i, Point& p) const {
  size_t j = i + 1;
  if (kind(j) == K::stop && glued(j)) ++j;
  if (kind(j) == K::comma) ++j;
  if (kind(j) == K::the) ++j;
  return kind(j) != K::weekday && point_at(j, p) && p.scale == Scale::day;
}

bool Sentence::point_at(size_t i, Point& p) const {
  p = Point{};
  bool found = false;
  switch (kind(i)) {
    case K::weekday:
      found = weekday_point_at(i, p);
      break;
    case K::month:
      found = month_first_at(i, p);
      break;
    case K::season:
      found = season_at(i, p);
      break;
    case K::ordinal:
      found = day_first_at(i, p) || century_at(i, p);
      break;
    case K::number:
      found = iso_at(i, p) || day_first_at(i, p) || century_at(i, p) || season_at(i, p) || numeric_at(i, p);
      if (!found && year_at(i, p)) {
        found = true;
        p.bare_year = kind(p.end - 1) != K::era && !(kind(p.end) != K::counted && words_[i].digits < 4);
        p.scale = Scale::year;
      }
      break;
    case K::dotted:
      found = dotted_at(i, p);
      break;
    case K::era:
      found = year_at(i, p);
      p.scale = Scale::year;
      break;
    default:
      break;
  }
  p.begin = i;
  return found;
}

// Numbers that wait for their month: "13–14 November", "3, 5 and 7 May".
bool Sentence::day_list_at(size_t i) const {
  bool linked = true;
  for (int n = 0; n < 8; ++n) {
    if (!day_number(i)) return false;
    ++i;
    if (kind(i) == K::month || (kind(i) == K::of && kind(i + 1) == K::month)) return n > 0 && linked;
    bool dash = false;
    Link link = Link::none;
    const bool comma = kind(i) == K::comma;
    i = link_at(i, link, dash);
    if (link == Link::none) return false;
    linked = !comma || before(i) != K::comma;  // the last two are joined by a word or a dash
    if (kind(i) == K::the) ++i;
  }
  return false;
}

// Past a dash, "to", "and", ", and" …
size_t Sentence::link_at(size_t i, Link& link, bool& dash) const {
  link = Link::none;
  dash = false;
  switch (kind(i)) {
    case K::dash:
      dash = true;
      link = Link::range;
      return i + 1;
    case K::to:
    case K::until:
    case K::through:
      link = Link::range;
      return i + 1;
    case K::and_:
    case K::or_:
      link = Link::list;
      return i + 1;
    case K::comma:
      link = Link::list;
      return kind(i + 1) == K::and_ || kind(i + 1) == K::or_ ? i + 2 : i + 1;
    default:
      return i;
  }
}

// --- what is no date ----------------------------------------------------------------------------------------------------

bool Sentence::bare_year_fits(const Point& p) const {
  const size_t i = p.begin;
  const K b = before(i), after = kind(p.end);
  if (after == K::counted || b == K::currency || b == K::numbered) return false;
  if (b == K::stop && before(i, 2) == K::numbered) return false;
  if (after == K::currency || (after == K::mark && !at_end(p.end) && text_[tokens_[p.end].from] == '%')) return false;
  if (glued(i) && b != K::open && b != K::dash && b != K::slash && i > 0 && b != K::stop && b != K::mark && b != K::comma) return false;
  const std::int64_t y = p.year;
  switch (b) {
    case K::in:
    case K::since:
    case K::until:
    case K::during:
    case K::before:
    case K::after:
    case K::between:
    case K::through:
    case K::early:
    case K::late:
    case K::middle:
    case K::half:
    case K::year_of_number:
    case K::season:
    case K::onward:
      return true;
    case K::by:
    case K::of:
    case K::from:
      return !(y % 100 == 0 && lower_plural(p.end));
    case K::unit:
      return !words_[i - 1].plural;
    case K::open:
      return y >= 1500 || after == K::dash;
    case K::about:
      return shape(p.end) != base::Token::capital && !lower_plural(p.end);
    case K::stop:
      return before(i, 2) == K::about || before(i, 2) == K::year_of_number;
    case K::to:
      return before(i, 2) == K::prior || before(i, 2) == K::up || (y >= 1500 && clause_end(p.end));
    case K::dash: {
      const K word = before(i, 2);
      return word == K::early || word == K::middle || word == K::late;
    }
    case K::comma:
    case K::colon:
      return y >= 1500 && clause_end(p.end) && before(i, 2) != K::number;
    case K::the:
    case K::a:
    case K::this_:
    case K::that:
    case K::decade_s:
      return y >= 1500 && (kind(p.end) == K::other || kind(p.end) == K::dash || kind(p.end) == K::and_) &&
             !(y % 100 == 0 && lower_plural(p.end));
    case K::other: {
      const std::string_view word = tokens_[i - 1].in(text_);
      if (word == "its" || word == "their" || word == "his" || word == "her" || word == "our" || word == "only" || word == "late")
        return y >= 1500 && kind(p.end) == K::other && !lower_plural(p.end);
      return word.ends_with("ed") && lower(i - 1) && y >= 1700 && clause_end(p.end);
    }
    case K::mark:
      if (i > 0) return false;
      return at_end(p.end) || after == K::colon || after == K::comma || after == K::dash || lower(p.end);
    default:
      return false;
  }
}

// "May" and "March" are words too, "August" and "April" names: a month that stands alone needs what leads to a date.
bool Sentence::bare_month_fits(const Point& p) const {
  const K b = before(p.begin);
  const std::string_view name = tokens_[p.begin].in(text_);
  if (name.size() <= 4 && name != "May" && name != "June" && name != "July") return false;
  switch (b) {
    case K::in:
    case K::since:
    case K::until:
    case K::by:
    case K::from:
    case K::of:
    case K::during:
    case K::early:
    case K::late:
    case K::middle:
    case K::before:
    case K::after:
    case K::next:
    case K::last:
    case K::between:
    case K::through:
    case K::to:
    case K::previous:
    case K::that:
    case K::this_:
      return true;
    case K::dash:
      return before(p.begin, 2) == K::early || before(p.begin, 2) == K::middle || before(p.begin, 2) == K::late;
    default:
      return false;
  }
}

// --- what is counted from elsewhere --------------------------------------------------------------------------------------

// Gives a date without a year the year of the date told before, or of the document's.
bool Sentence::anchor(Point& p) const {
  if (p.has_year) {
    settle(p);
    return true;
  }
  const auto previous = told(anchors_.previous);
  if (previous && previous->scale != Scale::century && previous->scale != Scale::decade) {
    p.anchor = Anchor::previous_date;
    p.year = previous->year + p.year_shift;
    p.has_year = true;
    if (p.next_one && p.month != 0 && previous->month >= p.month) ++p.year;
    if (p.next_one && p.season != 0 && (previous->season >= p.season || previous->month > (p.season - 20) * 3)) ++p.year;
    settle(p);
    return true;
  }
  const auto document = told(anchors_.document);
  if (document && !p.of_that_year) {
    // The last such day before the document was written.
    p.anchor = Anchor::document_date;
    p.year = document->year;
    p.has_year = true;
    if (document->month != 0 && (p.month > document->month || (p.month == document->month && document->day != 0 && p.day > document->day)))
      --p.year;
    settle(p);
    return true;
  }
  p.anchor = Anchor::none;
  return false;
}

// `count` units from a date; false where that date is less exact than the unit.
bool Sentence::shifted(Point& p, const std::optional<Point>& from, Anchor kind, DateUnit unit, int count) const {
  p.anchor = Anchor::none;
  if (!from) return false;
  std::int64_t months = from->year * 12 + std::max(from->month, 1) - 1;
  switch (unit) {
    case kDayUnit: {
      if (from->scale != Scale::day) return false;
      const time::CivilDate civil =
          time::civil_of(time::day_of(from->year, static_cast<unsigned>(from->month), static_cast<unsigned>(from->day)) + count);
      p.scale = Scale::day;
      p.year = civil.year;
      p.month = static_cast<int>(civil.month);
      p.day = static_cast<int>(civil.day);
      break;
    }
    case kMonthUnit:
      if (from->month == 0) return false;
      months += count;
      p.scale = Scale::month;
      p.year = months / 12 - (months % 12 < 0 ? 1 : 0);
      p.month = static_cast<int>(months - p.year * 12) + 1;
      break;
    case kYearUnit:
      if (from->scale == Scale::decade || from->scale == Scale::century) return false;
      p.scale = Scale::year;
      p.year = from->year + count;
      break;
    case kDecadeUnit:
      if (from->scale == Scale::century) return false;
      p.scale = count == 0 ? Scale::decade : Scale::year;
      p.year = from->year + 10 * count;
      break;
    case kCenturyUnit:
      p.scale = Scale::century;
      p.year = from->year + 100 * count;
      break;
    default:
      return false;
  }
  p.has_year = true;
  p.anchor = kind;
  return true;
}

// "the same day", "that year", "the following month", "one year later", "since then", "two years ago", "on the 15th".
size_t Sentence::relative_at(size_t i) {
  const auto previous = [&] { return told(anchors_.previous); };
  Point p;
  if (kind(i) == K::then) {
    if (before(i) != K::since) return i;
    p.begin = i;
    p.end = i + 1;
    if (auto from = previous()) {
      p = *from;
      p.begin = i;
      p.end = i + 1;
      p.anchor = Anchor::previous_date;
    } else {
      p.anchor = Anchor::none;
    }
    emit(p, nullptr);
    return i + 1;
  }
  if (kind(i) == K::ordinal) {
    // "on the 15th": of the month told before.
    if (words_[i].digits == 0 || !day_number(i) || before(i) != K::the ||
        (before(i, 2) != K::on && before(i, 2) != K::until && before(i, 2) != K::by) || !clause_end(i + 1))
      return i;
    const auto from = previous();
    if (!from || from->month == 0) return i;
    p = *from;
    p.scale = Scale::day;
    p.day = words_[i].value;
    p.begin = i - 1;
    p.end = i + 1;
    p.anchor = Anchor::previous_date;
    settle(p);
    emit(p, nullptr);
    return i + 1;
  }
  if (kind(i) != K::unit) return i;
  const auto unit = static_cast<DateUnit>(words_[i].value);
  const bool plural = words_[i].plural;
  const K which = before(i);
  p.end = i + 1;
  if (!plural && which == K::same) {
    const K first = before(i, 2);
    p.begin = first == K::the || first == K::that || first == K::this_ ? i - 2 : i - 1;
    shifted(p, previous(), Anchor::previous_date, unit, 0);
  } else if (!plural && (which == K::that || which == K::this_)) {
    p.begin = i - 1;
    const auto from = previous();
    if (from || which == K::that)
      shifted(p, from, Anchor::previous_date, unit, 0);
    else
      shifted(p, told(anchors_.document), Anchor::document_date, unit, 0);
  } else if (!plural && (which == K::next || which == K::previous)) {
    const bool article = before(i, 2) == K::the;
    p.begin = article ? i - 2 : i - 1;
    const int count = which == K::next ? 1 : -1;
    if (article || !tokens_[i - 1].in(text_).starts_with('n'))
      shifted(p, previous(), Anchor::previous_date, unit, count);
    else
      shifted(p, told(anchors_.document), Anchor::document_date, unit, count);
  } else if (!plural && which == K::last && before(i, 2) != K::the) {
    p.begin = i - 1;
    shifted(p, told(anchors_.document), Anchor::document_date, unit, -1);
  } else if (!plural && which == K::the) {
    const K after = kind(i + 1), lead_word = before(i, 2), part = before(i, 3);
    if ((after == K::before || after == K::after) && clause_end(i + 2)) {
      p.begin = i - 1;
      p.end = i + 2;
      shifted(p, previous(), Anchor::previous_date, unit, after == K::after ? 1 : -1);
    } else if ((lead_word == K::of || lead_word == K::in) && clause_end(i + 1) && unit >= kMonthUnit &&
               (part == K::early || part == K::late || part == K::middle || part == K::later || part == K::earlier || part == K::half)) {
      p.begin = i - 1;
      shifted(p, previous(), Anchor::previous_date, unit, 0);
    } else {
      return i;
    }
  } else if (which == K::cardinal || which == K::a || (which == K::number && words_[i - 1].digits <= 3)) {
    const K after = kind(i + 1);
    const bool loose = after == K::before || after == K::after;
    if (after != K::later && after != K::earlier && after != K::ago && !(loose && clause_end(i + 2))) return i;
    if (before(i, 2) == K::dash || before(i, 2) == K::number) return i;  // "thirty-four years later"
    p.begin = i - 1;
    p.end = i + 2;
    const int count = words_[i - 1].value;
    if (after == K::ago)
      shifted(p, told(anchors_.document), Anchor::document_date, unit, -count);
    else
      shifted(p, previous(), Anchor::previous_date, unit, after == K::later || after == K::after ? count : -count);
  } else {
    return i;
  }
  if (p.begin < done_) return i;
  emit(p, nullptr);
  return p.end;
}

// --- mentions ------------------------------------------------------------------------------------------------------------

size_t Sentence::mention_at(size_t i) {
  switch (kind(i)) {
    case K::number:
    case K::dotted:
    case K::month:
    case K::season:
    case K::weekday:
    case K::era:
      return dates_at(i);
    case K::ordinal: {
      const size_t end = dates_at(i);
      return end > i ? end : relative_at(i);
    }
    case K::unit:
    case K::then:
      return relative_at(i);
    default:
      return i;
  }
}

// One date, or several that are joined and share what they leave out.
size_t Sentence::dates_at(size_t i) {
  constexpr size_t kMost = 8;
  std::array<Point, kMost> points;
  std::array<Link, kMost> links{};  // what joins a point to the one before
  size_t count = 0;
  // Days that wait for their month.
  if (day_list_at(i)) {
    size_t j = i;
    Link link = Link::none;
    while (count < kMost - 1 && !(kind(j + 1) == K::month || kind(j + 1) == K::of)) {
      Point& p = points[count];
      p.begin = j;
      p.end = j + 1;
      p.scale = Scale::day;
      p.day = words_[j].value;
      links[count++] = link;
      bool dash = false;
      j = link_at(j + 1, link, dash);
      if (kind(j) == K::the) ++j;
    }
    if (!point_at(j, points[count])) return i;
    links[count++] = link;
    for (size_t n = 0; n + 1 < count; ++n) points[n].month = points[count - 1].month;
  } else {
    if (!point_at(i, points[0])) return i;
    count = 1;
  }

  bool open_end = false;  // "1991–present"
  const bool between = [&] {
    size_t j = i;
    while (j > 0 && (kind(j - 1) == K::the || kind(j - 1) == K::early || kind(j - 1) == K::late || kind(j - 1) == K::about)) --j;
    return j > 0 && kind(j - 1) == K::between;
  }();
  while (count < kMost) {
    Point& last = points[count - 1];
    Link link = Link::none;
    bool dash = false;
    size_t j = link_at(last.end, link, dash);
    if (kind(last.end) == K::slash && last.scale == Scale::year && last.bare_year) {
      link = Link::range;
      dash = true;
      j = last.end + 1;
    }
    if (link == Link::none) break;
    if (kind(j) == K::the && link != Link::list) {
      if (kind(j + 1) == K::present)
        ++j;
      else if (kind(j + 1) == K::number || kind(j + 1) == K::ordinal || kind(j + 1) == K::season)
        ++j;
    }
    if (kind(j) == K::present && link == Link::range && (dash || kind(last.end) == K::to || kind(last.end) == K::until)) {
      open_end = true;
      last.end = j + 1;
      break;
    }
    // "the early to mid-1990s": not followed further than the words of one date.
    size_t at = j;
    if (link == Link::range && (kind(at) == K::early || kind(at) == K::late || kind(at) == K::middle)) {
      ++at;
      if (kind(at) == K::dash) ++at;
    }
    Point next;
    // "March 8 and 9, 2007", "November 29-30 2004".
    const bool month_first = last.month != 0 && last.scale == Scale::day && !last.has_year && day_number(at) && last.end > 0 &&
                             (kind(last.begin) == K::month || kind(last.begin) == K::weekday ||
                              (count > 1 && points[0].month != 0 && kind(points[0].begin) == K::month));
    if (month_first && kind(at + 1) != K::month && !(kind(at + 1) == K::of && kind(at + 2) == K::month)) {
      next = last;
      next.begin = at;
      next.end = at + 1;
      next.day = words_[at].value;
      const bool year = after_comma_year_at(at + 1, next);
      const bool fits = dash || year || kind(at) == K::ordinal || clause_end(at + 1) || kind(at + 1) == K::and_ || kind(at + 1) == K::or_;
      const bool list_fits = kind(last.end) != K::comma || year || kind(at + 1) == K::and_ || kind(at + 1) == K::comma;
      if (!fits || !list_fits || (kind(last.end) == K::comma && words_[at].digits == 0)) break;
      if (!year) next.end = at + 1;
    } else if (last.scale == Scale::year && last.bare_year && link == Link::range && dash && kind(at) == K::number &&
               words_[at].digits == 2 && glued(at)) {
      // "1990–95", "1999–03".
      next = last;
      next.begin = at;
      next.end = at + 1;
      const std::int64_t of_century = last.year - last.year % 100;
      next.year = of_century + words_[at].value;
      if (words_[at].value <= last.year % 100) {
        if (last.year % 100 < 90 || words_[at].value > 20) break;
        next.year += 100;
      }
      if (kind(at + 1) == K::counted) break;
    } else {
      if (!point_at(at, next)) break;
      // "from 1000 to 2000 tons": neither is a year.
      if (last.bare_year && next.bare_year && kind(next.end) == K::counted) return next.end;
      if (link == Link::range) {
        if (next.scale == Scale::year && next.bare_year &&
            (kind(next.end) == K::counted || next.year <= last.year || (!last.has_year && last.scale != Scale::month)))
          break;
        if (last.scale == Scale::year && next.scale != Scale::year && !next.has_year) break;
        if (next.has_year && last.has_year && next.year < last.year) break;
        if (!dash && kind(last.end) == K::to && last.scale == Scale::month && !last.has_year && !next.has_year && !bare_month_fits(last))
          break;
      } else if (between && count == 1 && kind(last.end) == K::and_) {
        // any two
      } else {
        const bool years =
            last.scale == Scale::year && last.bare_year && next.scale == Scale::year && next.bare_year && kind(next.end) != K::counted;
        const bool months = last.scale == Scale::month && !last.has_year && next.scale == Scale::month;
        const bool shares = !last.has_year && next.has_year && next.scale == last.scale && kind(last.end) != K::comma;
        const bool decades = last.scale == next.scale && (last.scale == Scale::decade || last.scale == Scale::century);
        if (!years && !months && !shares && !decades) break;
        if (months && !next.has_year && kind(last.end) == K::comma && kind(next.end) != K::comma && kind(next.end) != K::and_) break;
      }
    }
    points[count] = next;
    links[count++] = link;
  }

  // What stands alone must be a date.
  const Point& first = points[0];
  const bool ranged = count > 1 && links[1] == Link::range;
  if (first.bare_year && !open_end) {
    const bool range_fits = ranged && points[1].year > first.year && points[1].year - first.year < 400 && before(i) != K::numbered &&
                            before(i) != K::currency && kind(points[1].end) != K::counted && !(glued(i) && before(i) == K::dash);
    if (!range_fits && !bare_year_fits(first)) return i;
  }
  if (first.scale == Scale::month && !first.has_year && !first.of_that_year && !(count > 1 && points[count - 1].has_year) &&
      !bare_month_fits(first))
    return i;

  // Years go back to those before them: "between 22 December and 1 April 1948".
  for (size_t n = count - 1; n-- > 0;) {
    Point& p = points[n];
    const Point& next = points[n + 1];
    if (p.has_year || !next.has_year || next.scale > Scale::season) continue;
    p.year = next.year - ((links[n + 1] == Link::range || between) && p.month != 0 && next.month != 0 && p.month > next.month ? 1 : 0);
    p.has_year = true;
  }
  // Qualifying words of what stands before.
  const K b = before(first.begin);
  if (first.scale == Scale::month && (b == K::next)) points[0].next_one = true;
  const K after_first = kind(first.end);
  points[0].attributive =
      first.bare_year && count == 1 && (b == K::the || b == K::a || b == K::decade_s || b == K::other) && after_first == K::other;

  for (size_t n = 0; n < count; ++n) {
    const bool pair = n + 1 < count && links[n + 1] == Link::range;
    const bool joined =
        n + 1 < count && links[n + 1] == Link::list &&
        ((between && count == 2) || (count == 2 && points[n].scale == Scale::day && points[n + 1].scale == Scale::day &&
                                     points[n].month == points[n + 1].month && points[n + 1].day == points[n].day + 1 &&
                                     kind(points[n].end) == K::and_ && (!points[n].has_year || points[n].year == points[n + 1].year)));
    if (pair || joined) {
      emit(points[n], &points[n + 1]);
      ++n;
    } else {
      emit(points[n], nullptr, open_end && n + 1 == count);
    }
  }
  return points[count - 1].end;
}

// The words before a date: its role, which part of it, where they begin. True where it is only about then.
bool Sentence::lead(size_t begin, bool interval, DateMention& mention) const {
  size_t i = begin;
  size_t taken = begin;
  bool approximate = false;
  const auto part = [&](DatePart which) {
    mention.part = which;
    taken = i;
  };
  for (int n = 0; n < 10 && i > done_; ++n) {
    const K k = kind(i - 1);
    --i;
    if (k == K::the || k == K::weekday || k == K::comma || k == K::a) {
      if (k == K::comma && (i == 0 || kind(i - 1) != K::weekday)) break;
      continue;
    }
    if (k == K::dash && i > 0 && (kind(i - 1) == K::middle || kind(i - 1) == K::early || kind(i - 1) == K::late)) continue;
    if (k == K::early) {
      part(DatePart::early);
      continue;
    }
    if (k == K::late) {
      part(DatePart::late);
      continue;
    }
    if (k == K::middle) {
      part(DatePart::middle);
      continue;
    }
    if (k == K::of && i > 0) {
      const K of_what = kind(i - 1);
      if (of_what == K::early || of_what == K::late || of_what == K::middle || of_what == K::half ||
          (of_what == K::unit && words_[i - 1].value >= kMonthUnit))
        continue;
      if (of_what == K::as) {
        mention.role = DateRole::as_of;
        taken = i - 1;
      }
      break;
    }
    if (k == K::unit && words_[i].value >= kMonthUnit && !words_[i].plural) continue;
    if (k == K::half) {
      taken = i;
      continue;
    }
    if (k == K::ordinal && kind(i + 1) == K::half) {
      part(words_[i].value == 1 ? DatePart::early : DatePart::late);
      continue;
    }
    if (k == K::stop && i > 0 && kind(i - 1) == K::about) continue;
    if (k == K::about) {
      // "c" alone is a letter.
      if (tokens_[i].to - tokens_[i].from == 1 && kind(i + 1) != K::stop && kind(i + 1) != K::number) break;
      approximate = true;
      taken = i;
      continue;
    }
    if (k == K::at && kind(i + 1) == K::the) {
      taken = i;
      continue;
    }
    const auto role = [&](DateRole which) {
      mention.role = which;
      taken = i;
    };
    if (k == K::on || k == K::in || k == K::at || k == K::within)
      role(DateRole::on);
    else if (k == K::since)
      role(DateRole::since);
    else if (k == K::from) {
      if (i > 0 && kind(i - 1) == K::as) --i;
      role(interval ? DateRole::during : DateRole::since);
    } else if (k == K::until || k == K::through) {
      if (i > 0 && kind(i - 1) == K::up) --i;
      role(DateRole::until);
    } else if (k == K::to && i > 0 && (kind(i - 1) == K::prior || kind(i - 1) == K::up)) {
      --i;
      role(kind(i) == K::prior ? DateRole::by : DateRole::until);
    } else if (k == K::by || k == K::before) {
      if (k == K::before && i > 1 && kind(i - 1) == K::or_ && kind(i - 2) == K::on) i -= 2;
      role(DateRole::by);
    } else if (k == K::after)
      role(DateRole::after);
    else if (k == K::as)
      role(DateRole::as_of);
    else if (k == K::during || k == K::between || k == K::over)
      role(interval || k != K::between ? DateRole::during : DateRole::on);
    break;
  }
  if (taken == begin && begin > done_ && (kind(begin - 1) == K::the || kind(begin - 1) == K::weekday)) taken = begin - 1;
  mention.from_token_with_prep = static_cast<std::uint32_t>(std::max(taken, done_));
  mention.approximate = approximate || mention.part == DatePart::middle;
  return approximate;
}

void Sentence::emit(Point first, const Point* second_said, bool open_end) {
  DateMention mention;
  mention.from_token = static_cast<std::uint32_t>(first.begin);
  mention.to_token = static_cast<std::uint32_t>(second_said != nullptr ? second_said->end : first.end);
  if (second_said != nullptr) {
    mention.second_token = static_cast<std::uint32_t>(second_said->begin);
    mention.role = DateRole::during;
  }
  const bool about = lead(first.begin, second_said != nullptr, mention);
  const K after = kind(mention.to_token), then = kind(mention.to_token + 1);
  if (after == K::or_ && (then == K::before || then == K::earlier)) mention.role = DateRole::by;
  if (after == K::onward || open_end) mention.role = DateRole::since;

  bool known = first.anchor != Anchor::none && anchor(first);
  mention.anchor = first.anchor;
  std::string plain;
  if (known) {
    const auto qualified = [&](const Point& p) { return edtf_of(p) + (p.uncertain && about ? "%" : p.uncertain ? "?" : about ? "~" : ""); };
    plain = qualified(first);
    if (second_said != nullptr) {
      Point second = *second_said;
      if (!second.has_year && first.scale <= Scale::season) {
        second.year = first.year + (second.month != 0 && second.month < first.month ? 1 : 0);
        second.has_year = true;
        settle(second);
      }
      known = anchor(second);
      if (known && time::bounds(plain)->earliest <= time::bounds(edtf_of(second))->latest)
        plain += '/' + qualified(second);
      else
        mention.to_token = static_cast<std::uint32_t>(first.end), mention.second_token = 0;
    }
    if (!first.attributive) anchors_.previous = plain;
    const size_t slash = plain.find('/');
    if (mention.role == DateRole::by)
      mention.edtf = "../" + (slash == std::string::npos ? plain : plain.substr(slash + 1));
    else if (mention.role == DateRole::after)
      mention.edtf = plain.substr(0, slash) + "/..";
    else
      mention.edtf = std::move(plain);
  }
  done_ = mention.to_token;
  out_.push_back(std::move(mention));
}

}  // namespace

std::string_view name_of(DateRole role) {
  constexpr std::string_view kNames[] = {"on", "since", "until", "by", "after", "as-of", "during"};
  return kNames[static_cast<int>(role)];
}

std::string_view name_of(Anchor anchor) {
  constexpr std::string_view kNames[] = {"absolute", "previous-date", "document-date", "none"};
  return kNames[static_cast<int>(anchor)];
}

void DateReader::read(std::string_view text, std::span<const base::Token> tokens, DateAnchors& anchors, std::vector<DateMention>& out) {
  words_.clear();
  words_.reserve(tokens.size());
  bool any = false;
  for (const base::Token& token : tokens) {
    words_.push_back(date_word(text, token));
    const K k = words_.back().kind;
    any = any || k == K::number || k == K::month || k == K::ordinal || k == K::season || k == K::unit || k == K::era || k == K::then ||
          k == K::dotted;
  }
  if (any) Sentence(text, tokens, words_, anchors, out).read();
}

}  // namespace chancery::reading
