// SPDX-License-Identifier: Apache-2.0
#include "reading/date_point.h"

#include <algorithm>

namespace chancery::reading {

// A year in full: four digits, or with its era ("264 BC", "AD 79", the first of "264–241 BC").
bool DateText::year_at(size_t i, Point& p) const {
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
bool DateText::after_comma_year_at(size_t i, Point& p) const {
  Point year;
  const size_t at = kind(i) == K::comma || kind(i) == K::of ? i + 1 : i;
  if (!year_at(at, year) || kind(year.end) == K::counted || (kind(year.end) == K::decade_s && glued(year.end) && word(year.end) == "s"))
    return false;
  p.year = year.year;
  p.has_year = true;
  p.uncertain = year.uncertain;
  p.end = year.end;
  return true;
}

// "24 October [O.S. 11 October] 1917", "January 18 (January 5), 1918": the year stands behind what another calendar calls the day.
bool DateText::year_behind_bracket(Point& p) const {
  if (kind(p.end) != K::open) return false;
  bool month = false;
  size_t i = p.end + 1;
  for (; i < p.end + 9 && kind(i) != K::close; ++i) month = month || kind(i) == K::month;
  Point year;
  if (!month || kind(i) != K::close || !after_comma_year_at(i + 1, year)) return false;
  p.year = year.year;
  p.has_year = true;
  p.end = year.end;
  return true;
}

// "the twenties", "nineteen-twenties", "the '20s", "the mid-20s", "in '39".
bool DateText::short_year_at(size_t i, Point& p) const {
  const auto led = [&](size_t at) {
    const K b = before(at) == K::dash ? before(at, 2) : before(at);
    // "the 1830s and 40s"
    const bool goes_on = (b == K::and_ || b == K::to) && before(at, 2) == K::decade_s;
    return b == K::the || b == K::early || b == K::late || b == K::middle || goes_on;
  };
  p.short_year = true;
  p.scale = Scale::decade;
  if (kind(i) == K::cardinal && value(i) >= 15 && value(i) <= 19) {
    const size_t j = kind(i + 1) == K::dash ? i + 2 : i + 1;
    if (kind(j) != K::decade) return false;
    p.year = value(i) * 100 + value(j);
    p.has_year = true;
    p.short_year = false;
    p.end = j + 1;
    return true;
  }
  if (kind(i) == K::decade) {
    p.year = value(i);
    p.end = i + 1;
    return led(i);
  }
  const bool apostrophe = kind(i) == K::apostrophe && (!glued(i) || before(i) == K::dash) && glued(i + 1);
  const size_t j = apostrophe ? i + 1 : i;
  if (kind(j) != K::number || digits(j) != 2) return false;
  p.year = value(j);
  p.end = j + 1;
  if (kind(j + 1) == K::decade_s && glued(j + 1)) {
    ++p.end;
    return p.year >= 10 && p.year % 10 == 0 && led(i);
  }
  p.scale = Scale::year;
  const K b = before(i);
  return apostrophe &&
         (b == K::in || b == K::since || b == K::until || b == K::by || b == K::from || b == K::of || b == K::early || b == K::late);
}

// "Christmas Day 1941", "New Year's Eve", "by Christmas".
bool DateText::feast_at(size_t i, Point& p) const {
  size_t j = i + 1;
  if (value(i) == 101) {
    if (kind(j) != K::unit || value(j) != kYearUnit || words_[j].plural) return false;
    if (kind(++j) == K::decade_s && glued(j)) ++j;
  }
  p.scale = Scale::day;
  p.month = value(i) / 100;
  p.day = value(i) % 100;
  const bool day = kind(j) == K::unit && value(j) == kDayUnit, eve = !at_end(j) && (word(j) == "Eve" || word(j) == "eve");
  if (eve) {
    p.day = p.day == 1 ? 31 : p.day - 1;
    p.month = 12;
  }
  p.end = day || eve ? j + 1 : j;
  if (value(i) == 1226 && !day) return false;
  if (after_comma_year_at(p.end, p) || day || eve) return true;
  const K b = before(i);
  return value(i) == 1225 && clause_end(j) &&
         (b == K::by || b == K::at || b == K::before || b == K::after || b == K::until || b == K::since);
}

// "of that year", "the same year", "of the following year" after a day or month without its own.
void DateText::year_of_narrative(Point& p) const {
  size_t i = p.end;
  // "On December 16 in 1991".
  Point year;
  if (p.scale == Scale::day && kind(i) == K::in && year_at(i + 1, year) && kind(year.end) != K::counted && !lower_plural(year.end)) {
    p.year = year.year;
    p.has_year = true;
    p.end = year.end;
    return;
  }
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

bool DateText::iso_at(size_t i, Point& p) const {
  if (kind(i) != K::number || words_[i].digits != 4 || (kind(i + 1) != K::dash && kind(i + 1) != K::slash) || !glued(i + 1) ||
      kind(i + 2) != K::number || !glued(i + 2) || words_[i + 2].digits != 2 || kind(i + 3) != kind(i + 1) || !glued(i + 3) ||
      kind(i + 4) != K::number || !glued(i + 4) || words_[i + 4].digits != 2)
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

// "1991-09", but not "2003-04", which is as well a year and the next.
bool DateText::iso_month_at(size_t i, Point& p) const {
  if (kind(i) != K::number || digits(i) != 4 || kind(i + 1) != K::dash || word(i + 1) != "-" || !glued(i + 1) || kind(i + 2) != K::number ||
      digits(i + 2) != 2 || !glued(i + 2) || (kind(i + 3) == K::dash && glued(i + 3)))
    return false;
  if (value(i + 2) < 1 || value(i + 2) > 12 || value(i + 2) > value(i) % 100 || value(i) < 1000 || value(i) > 2100) return false;
  p.year = value(i);
  p.month = value(i + 2);
  p.has_year = true;
  p.scale = Scale::month;
  p.end = i + 3;
  return true;
}

// "27/08/1992" where only one order is possible; else only the year is sure. "9/11" has become a name.
bool DateText::numeric_at(size_t i, Point& p) const {
  if (kind(i) == K::number && word(i) == "9" && kind(i + 1) == K::slash && glued(i + 1) && kind(i + 2) == K::number && glued(i + 2) &&
      word(i + 2) == "11" && !(kind(i + 3) == K::slash && glued(i + 3)) && before(i) != K::number && before(i) != K::slash) {
    p = {.end = i + 3, .scale = Scale::day, .year = 2001, .has_year = true, .month = 9, .day = 11};
    return true;
  }
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
bool DateText::dotted_at(size_t i, Point& p) const {
  const std::string_view digits = word(i);
  const size_t first = digits.find('.'), second = digits.find('.', first + 1);
  const auto value = [&](size_t from, size_t to) {
    int out = 0;
    for (char c : digits.substr(from, to - from)) out = out * 10 + (c - '0');
    return out;
  };
  if (first > 2 || second - first > 3 || digits.size() - second != 5) return false;
  p.day = value(0, first);
  p.month = value(first + 1, second);
  p.year = value(second + 1, digits.size());
  p.has_year = true;
  p.scale = Scale::day;
  p.end = i + 1;
  return p.day >= 1 && p.day <= 31 && p.month >= 1 && p.month <= 12 && p.year >= 1000;
}

// The last word of "twenty-first"; `i` where there is none.
std::size_t DateText::compound_at(size_t i) const {
  if (kind(i) != K::cardinal || (value(i) != 20 && value(i) != 30)) return i;
  const size_t j = kind(i + 1) == K::dash ? i + 2 : i + 1;
  return kind(j) == K::ordinal && digits(j) == 0 && value(j) <= 9 ? j : i;
}

// "May", "August", but not "Aug".
bool DateText::whole_month(size_t i) const {
  const std::string_view name = word(i);
  return name.size() > 4 || name == "May" || name == "June" || name == "July";
}

// "27 August 1992", "27th of August, 1992", "27 August".
bool DateText::day_first_at(size_t i, Point& p) const {
  const size_t last = compound_at(i);
  const bool word_ordinal = kind(last) == K::ordinal && words_[last].digits == 0;
  if (!day_number(i) && !word_ordinal) return false;
  size_t j = last + 1;
  if (kind(j) == K::of || (kind(j) == K::dash && glued(j) && kind(j + 1) == K::month && kind(j + 2) == K::dash && glued(j + 2)))
    ++j;
  else if (word_ordinal)
    return false;
  if (kind(j) == K::unit && words_[j].value == kDayUnit && kind(j + 1) == K::of) j += 2;
  if (kind(j) != K::month) return false;
  p.scale = Scale::day;
  p.day = value(i) + (last > i ? value(last) : 0);
  p.month = words_[j].value;
  p.end = j + 1;
  if (kind(p.end) == K::stop && !whole_month(j)) ++p.end;
  const size_t end = p.end;
  if (kind(j - 1) == K::dash && after_comma_year_at(p.end + 1, p)) return true;
  if (!after_comma_year_at(p.end, p) && !year_behind_bracket(p)) {
    p.end = kind(end - 1) == K::stop && (at_end(end) || shape(end) == base::Token::capital) ? end - 1 : end;
    year_of_narrative(p);
  }
  return true;
}

// "August 27, 1992", "August 1992", "August 27", "August".
bool DateText::month_first_at(size_t i, Point& p) const {
  if (kind(i) != K::month) return false;
  p.month = words_[i].value;
  size_t j = i + 1;
  const bool abbreviated = kind(j) == K::stop && !whole_month(i) && glued(j);
  if (abbreviated) ++j;
  const size_t day = kind(j) == K::the ? j + 1 : j;
  if (day_number(day) && kind(day + 1) != K::counted && (day == j || kind(day) == K::ordinal) &&
      !(kind(day + 1) == K::colon && glued(day + 1) && glued(day + 2) && kind(day + 2) == K::number) &&
      !(kind(day + 1) == K::unit && kind(day) == K::number)) {
    p.scale = Scale::day;
    p.day = words_[day].value;
    p.end = day + 1;
    if (!after_comma_year_at(p.end, p) && !year_behind_bracket(p)) year_of_narrative(p);
    return true;
  }
  p.scale = Scale::month;
  p.end = j;
  if (after_comma_year_at(j, p)) return true;
  if (abbreviated) p.end = i + 1;
  year_of_narrative(p);
  return true;
}

// "spring 2004", "the spring of 1986", "the summer months of 1943", "1982 summer", "in the spring".
bool DateText::season_at(size_t i, Point& p) const {
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
  if (after_comma_year_at(i + 1, p) || (kind(i + 1) == K::unit && value(i + 1) == kMonthUnit && after_comma_year_at(i + 2, p))) {
    // "winter 1939–40" begins in the first.
    const size_t j = p.end + 1;
    const bool pair = (kind(p.end) == K::dash || kind(p.end) == K::slash) && glued(p.end) && kind(j) == K::number && glued(j);
    if (p.season == 24 && pair && (value(j) == p.year + 1 || (digits(j) == 2 && value(j) == (p.year + 1) % 100))) p.end = j + 1;
    if (p.season == 24 && pair && kind(j + 1) == K::era && -value(j) == p.year) p.end = j + 2;
    return true;
  }
  const bool fall = word(i).size() == 4 && (text_[tokens_[i].from] | 0x20) == 'f';
  if (fall && (kind(i + 1) == K::of || before(i) != K::the)) return false;
  year_of_narrative(p);
  if (p.of_that_year) return true;
  const K b = before(i);
  if (b == K::next) p.next_one = true;
  return b == K::the || b == K::that || b == K::this_ || b == K::in || b == K::by || b == K::early || b == K::late || b == K::next ||
         b == K::until || b == K::since || b == K::during || b == K::same || b == K::of || (b == K::dash && leads_with_dash(before(i, 2)));
}

// "the 1990s", "19th century", "the ninth century BC".
bool DateText::century_at(size_t i, Point& p) const {
  if (kind(i) == K::number && words_[i].digits == 4 && words_[i].value % 10 == 0 && words_[i].value >= 1000 && words_[i].value <= 2100 &&
      kind(i + 1) == K::decade_s && glued(i + 1)) {
    p.year = words_[i].value;
    p.has_year = true;
    // "the 1800s" are a century; "the 2000s" in our days a decade.
    p.scale = p.year % 100 == 0 && p.year < 1900 ? Scale::century : Scale::decade;
    p.end = i + 2;
    return true;
  }
  // "the 460s BC"
  if (kind(i) == K::number && words_[i].digits <= 3 && words_[i].value % 10 == 0 && kind(i + 1) == K::decade_s && glued(i + 1) &&
      kind(i + 2) == K::era) {
    p.year = words_[i].value * (words_[i + 2].value < 0 ? -1 : 1);
    p.has_year = true;
    p.scale = Scale::decade;
    p.end = i + 3;
    return p.year != 0;
  }
  const size_t ordinal = compound_at(i);
  const int count = kind(ordinal) != K::ordinal ? 0 : value(ordinal) + (ordinal > i ? value(i) : 0);
  if (count < 1 || count > 21) return false;
  size_t j = ordinal + 1;
  // "the 19th and 20th centuries", "18th–19th century": each is one.
  for (int n = 0; n < 2 && kind(j) != K::unit; ++n) {
    const size_t next = kind(j + 1) == K::the ? j + 2 : j + 1;
    if ((kind(j) == K::and_ || kind(j) == K::or_ || kind(j) == K::to || kind(j) == K::dash) && kind(next) == K::ordinal)
      j = next + 1;
    else if (kind(j) == K::dash && kind(j + 1) == K::unit)
      ++j;
    else
      break;
  }
  if (kind(j) != K::unit || words_[j].value != kCenturyUnit) return false;
  const bool shares = kind(ordinal + 1) != K::unit && !(kind(ordinal + 1) == K::dash && kind(ordinal + 2) == K::unit);
  const bool bc = kind(j + 1) == K::era && words_[j + 1].value < 0;
  p.scale = Scale::century;
  p.has_year = true;
  p.year = (count - 1) * 100;
  if (bc) p.year = -std::max<std::int64_t>(p.year, 1);
  p.end = shares ? ordinal + 1 : j + (kind(j + 1) == K::era ? 2 : 1);
  return true;
}

bool DateText::weekday_point_at(size_t i, Point& p) const {
  size_t j = i + 1;
  if (kind(j) == K::stop && glued(j)) ++j;
  if (kind(j) == K::comma) ++j;
  if (kind(j) == K::the) ++j;
  return kind(j) != K::weekday && point_at(j, p) && p.scale == Scale::day;
}

bool DateText::point_at(size_t i, Point& p) const {
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
      found = iso_at(i, p) || iso_month_at(i, p) || day_first_at(i, p) || century_at(i, p) || season_at(i, p) || numeric_at(i, p) ||
              short_year_at(i, p);
      if (found) break;
      p = Point{};
      if (year_at(i, p)) {
        found = true;
        p.bare_year = kind(p.end - 1) != K::era && !(kind(p.end) != K::counted && words_[i].digits < 4);
        p.scale = Scale::year;
      }
      break;
    case K::apostrophe:
    case K::decade:
      found = short_year_at(i, p);
      break;
    case K::cardinal:
      found = short_year_at(i, p) || (compound_at(i) > i && (day_first_at(i, p) || century_at(i, p)));
      break;
    case K::feast:
      found = feast_at(i, p);
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
bool DateText::day_list_at(size_t i) const {
  if (i > 0 && kind(i - 1) == K::other && shape(i - 1) != base::Token::lower) return false;  // "Dawn 5, and 22 to 24 February"
  if (i > 0 && glued(i) && (kind(i - 1) == K::dash || kind(i - 1) == K::slash)) return false;
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
std::size_t DateText::link_at(size_t i, Link& link, bool& dash) const {
  link = Link::none;
  dash = false;
  switch (kind(i)) {
    case K::dash:
      dash = true;
      link = Link::range;
      return kind(i + 1) == K::dash && glued(i + 1) ? i + 2 : i + 1;  // "1941--45"
    case K::slash:
      if (!glued(i) || !glued(i + 1)) return i;
      dash = true;
      link = Link::range;
      return i + 1;
    case K::up:
      if (kind(i + 1) != K::to) return i;
      [[fallthrough]];
    case K::through:
    case K::to:
    case K::until:
      link = Link::range;
      return kind(i) != K::to && kind(i + 1) == K::to ? i + 2 : i + 1;
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

// Whether a word can be what a year before it tells apart: "the 1978 treaty", "the 1967 Six-Day War".
bool DateText::names_a_thing(size_t i) const {
  const K k = kind(i);
  if (k == K::mark && !at_end(i)) return text_[tokens_[i].from] == '"' || word(i) == "“";
  return k == K::other || k == K::numbered || k == K::cardinal || k == K::season || k == K::dash || k == K::and_ ||
         (k == K::ordinal && digits(i) == 0);
}

// "A/RES/2010", "CONF.2010/50", "UN-1992", "(2003)8".
bool DateText::part_of_code(const Point& p) const {
  const size_t i = p.begin;
  if (i > 0 && glued(i)) {
    const K b = before(i);
    const bool word_before = i > 1 && glued(i - 1) && (shape(i - 2) != base::Token::punctuation);
    if (b == K::slash || b == K::dash) return word_before && !leads_with_dash(before(i, 2));
    if (b == K::stop) return word_before && before(i, 2) != K::about && before(i, 2) != K::year_of_number;
    if (b != K::open && b != K::mark && b != K::comma && b != K::colon) return true;
  }
  return kind(p.end) == K::close && kind(p.end + 1) == K::number && glued(p.end + 1);
}

bool DateText::bare_year_fits(const Point& p) const {
  const size_t i = p.begin;
  const K b = before(i), after = kind(p.end);
  if (after == K::counted || b == K::currency || b == K::numbered) return false;
  if (b == K::stop && before(i, 2) == K::numbered) return false;
  if (after == K::currency || (after == K::mark && !at_end(p.end) && text_[tokens_[p.end].from] == '%')) return false;
  if (part_of_code(p)) return false;
  const std::int64_t y = p.year;
  // "1914 saw", but "a total of 1914 were" counts.
  if (after == K::saw && (i == 0 || b == K::comma || b == K::and_ || (b == K::other && lower(i - 1)))) return y >= 1700;
  if ((b == K::about || b == K::of) && !at_end(p.end) && (word(p.end) == "were" || word(p.end) == "are" || word(p.end) == "have"))
    return false;
  if (after == K::decade_s && glued(p.end) && tokens_[p.end].to - tokens_[p.end].from > 1) return y >= 1500;  // "1985's"
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
      return value(i - 1) == kYearUnit;
    case K::least:
      return before(i, 2) == K::at;
    case K::than:
      return y >= 1500 && (before(i, 2) == K::later || before(i, 2) == K::earlier);
    case K::open:
      return y >= 1500 || after == K::dash;
    case K::about:
      return shape(p.end) != base::Token::capital && !lower_plural(p.end);
    case K::stop:
      return before(i, 2) == K::about || before(i, 2) == K::year_of_number;
    case K::to:
      return before(i, 2) == K::prior || before(i, 2) == K::up || before(i, 2) == K::back || (y >= 1500 && clause_end(p.end));
    case K::dash:
      return leads_with_dash(before(i, 2));
    case K::comma:
    case K::colon:
      return y >= 1500 && before(i, 2) != K::number &&
             (clause_end(p.end) || after == K::open || (after == K::and_ && kind(p.end + 1) == K::number && digits(p.end + 1) == 4));
    case K::the:
    case K::a:
    case K::this_:
    case K::that:
    case K::decade_s:
    case K::owner:
      return y >= 1500 && names_a_thing(p.end) && !(y % 100 == 0 && (lower_plural(p.end) || (y < 1900 && word(p.end).ends_with('s'))));
    case K::for_:
      return y >= 1500 && (clause_end(p.end) || after == K::and_);
    case K::as:
      return before(i, 2) == K::early || before(i, 2) == K::late;
    case K::other:
      return lower(i - 1) && word(i - 1).ends_with("ed") && y >= 1700 && clause_end(p.end);
    case K::on:
      return y >= 1700 && (clause_end(p.end) || lower(p.end)) && !lower_plural(p.end);
    case K::mark:
      // The first word, or alone in a table's cell.
      if (i > 0) return word(i - 1) == "|" && (at_end(p.end) || word(p.end) == "|");
      return at_end(p.end) || after == K::colon || after == K::comma || after == K::dash || after == K::open || lower(p.end) ||
             word(p.end) == "|";
    default:
      return false;
  }
}

// "May" and "March" are words too, "August" and "April" names: a month that stands alone needs what leads to a date.
bool DateText::bare_month_fits(const Point& p) const {
  const K b = before(p.begin);
  if (!whole_month(p.begin)) return false;
  if (b == K::mark && p.begin == 0) return kind(p.end) == K::saw && word(p.begin).size() > 5;
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
    case K::the:
      return names_a_thing(p.end) && kind(p.end) == K::other;
    case K::dash:
      return leads_with_dash(before(p.begin, 2));
    default:
      return false;
  }
}

}  // namespace chancery::reading
