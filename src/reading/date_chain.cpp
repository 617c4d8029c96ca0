// SPDX-License-Identifier: Apache-2.0
#include "reading/date_chain.h"

namespace chancery::reading {
namespace {

using K = DateWord::Kind;
using std::size_t;

bool led_by_between(const DateText& text, size_t i) {
  while (text.before(i) == K::the || text.before(i) == K::early || text.before(i) == K::late || text.before(i) == K::about ||
         text.before(i) == K::unit || text.before(i) == K::middle || (text.before(i) == K::dash && text.before(i, 2) == K::middle))
    --i;
  return text.before(i) == K::between;
}

// "13–14 November", "3, 5 and 7 May": the days share the month of the last.
bool waiting_days_at(const DateText& text, size_t i, DateChain& chain) {
  Link link = Link::none;
  while (chain.count + 1 < DateChain::kMost && text.kind(i + 1) != K::month && text.kind(i + 1) != K::of) {
    Point& p = chain.points[chain.count];
    p = Point{};
    p.begin = i;
    p.end = i + 1;
    p.scale = Scale::day;
    p.day = text.value(i);
    chain.links[chain.count++] = link;
    bool dash = false;
    i = text.link_at(i + 1, link, dash);
    if (text.kind(i) == K::the) ++i;
  }
  if (!text.point_at(i, chain.points[chain.count])) return false;
  chain.links[chain.count++] = link;
  for (size_t n = 0; n + 1 < chain.count; ++n) chain.points[n].month = chain.last().month;
  return true;
}

// Whether the numbers from here on are days: ", 4, and 5, 1940", ", 4 and 5 they met".
bool days_at(const DateText& text, size_t at) {
  for (int n = 0; n < 8 && text.day_number(at); ++n) {
    Point year;
    Link link = Link::none;
    bool dash = false;
    if (text.after_comma_year_at(at + 1, year)) return true;
    if (text.before(at) == K::and_) return text.clause_end(at + 1) || text.kind(at + 1) == K::goes_on;
    at = text.link_at(at + 1, link, dash);
    if (link == Link::none) break;
  }
  return false;
}

// "March 8 and 9, 2007", "November 29-30 2004": a day of the month before.
bool further_day_at(const DateText& text, size_t at, const Point& last, bool dash, Point& next) {
  next = last;
  next.begin = at;
  next.end = at + 1;
  next.day = text.value(at);
  const bool year = text.after_comma_year_at(at + 1, next);
  const K after = text.kind(at + 1);
  if (text.kind(last.end) == K::comma)
    return days_at(text, at) || ((year || after == K::and_ || after == K::comma) && text.kind(at) == K::ordinal);
  return dash || year || text.kind(at) == K::ordinal || text.clause_end(at + 1) || after == K::and_ || after == K::or_ ||
         after == K::goes_on;
}

// "1990–95", "1999–03".
bool short_year_at(const DateText& text, size_t at, const Point& last, Point& next) {
  next = last;
  next.begin = at;
  next.end = at + 1;
  const std::int64_t of_century = last.year % 100;
  next.year = last.year - of_century + text.value(at);
  // "GOV/2008/39" is no span; "2003/04" is one.
  if (text.kind(last.end) == K::slash && text.value(at) != (of_century + 1) % 100) return false;
  if (text.value(at) <= of_century) {
    if (of_century < 90 || text.value(at) > 20) return false;
    next.year += 100;
  }
  return text.kind(at + 1) != K::counted;
}

bool may_end(const DateText& text, const Point& last, const Point& next, bool dash) {
  if (next.scale == Scale::year && next.bare_year && (next.year <= last.year || (!last.has_year && last.scale != Scale::month)))
    return false;
  if (last.scale == Scale::year && next.scale != Scale::year && !next.has_year) return false;
  if (next.has_year && last.has_year && next.year < last.year) return false;
  return dash || text.kind(last.end) != K::to || last.scale != Scale::month || last.has_year || next.has_year || text.bare_month_fits(last);
}

bool may_follow(const DateText& text, const Point& last, const Point& next) {
  const bool comma = text.kind(last.end) == K::comma;
  if (last.scale == Scale::year && last.bare_year && next.scale == Scale::year && next.bare_year) return true;
  if (last.scale == Scale::month && !last.has_year && next.scale == Scale::month)
    return next.has_year || !comma || text.kind(next.end) == K::comma || text.kind(next.end) == K::and_;
  if (!last.has_year && next.has_year && next.scale == last.scale && !comma) return true;
  return last.scale == next.scale && (last.scale == Scale::decade || last.scale == Scale::century);
}

enum class Step : std::uint8_t { stop, more, none };  // none: what stood before is no date either

// Takes one more date into the chain.
Step extend(const DateText& text, DateChain& chain) {
  Point& last = chain.points[chain.count - 1];
  Link link = Link::none;
  bool dash = false;
  size_t at = text.link_at(last.end, link, dash);
  if (link == Link::none) return Step::stop;
  if (link == Link::range) {
    if (text.kind(at) == K::the && text.kind(at + 1) != K::other) ++at;
    if (text.kind(at) == K::present && (dash || text.kind(last.end) != K::through)) {
      chain.open_end = true;
      last.end = at + 1;
      return Step::stop;
    }
  }
  if (link == Link::range || chain.between || text.kind(last.end) == K::and_) {
    // "from early 1990 to mid-1991", "to the end of 1991", "in late June and early July".
    if (text.kind(at) == K::early || text.kind(at) == K::late || text.kind(at) == K::middle) {
      ++at;
      if (text.kind(at) == K::dash || text.kind(at) == K::of) ++at;
    }
  }
  Point next;
  const bool month_first = last.month != 0 && last.scale == Scale::day && !last.has_year && text.day_number(at) &&
                           (text.kind(chain.points[0].begin) == K::month || text.kind(last.begin) == K::weekday) &&
                           text.kind(at + 1) != K::month && !(text.kind(at + 1) == K::of && text.kind(at + 2) == K::month);
  if (month_first) {
    if (!further_day_at(text, at, last, dash, next)) return Step::stop;
  } else if (last.scale == Scale::year && last.bare_year && dash && text.kind(at) == K::number && text.digits(at) == 2 && text.glued(at)) {
    if (!short_year_at(text, at, last, next)) return Step::stop;
  } else {
    if (!text.point_at(at, next)) return Step::stop;
    // "from 1000 to 2000 tons": neither is a year.
    if (last.bare_year && next.bare_year && text.kind(next.end) == K::counted) return link == Link::range ? Step::none : Step::stop;
    const bool both = chain.between && chain.count == 1 && text.kind(last.end) == K::and_;
    if (!both && !(link == Link::range ? may_end(text, last, next, dash) : may_follow(text, last, next))) return Step::stop;
  }
  chain.points[chain.count] = next;
  chain.links[chain.count++] = link;
  return Step::more;
}

// Whether numbers and names of months that could be something else are dates here.
bool fits(const DateText& text, const DateChain& chain) {
  const Point& first = chain.points[0];
  if (first.bare_year && !chain.open_end) {
    const Point& second = chain.points[1];
    const K before = text.before(first.begin);
    const bool range_fits = chain.count > 1 && chain.links[1] == Link::range && second.year > first.year &&
                            second.year - first.year < 400 && before != K::numbered && before != K::currency &&
                            text.kind(second.end) != K::counted && !text.part_of_code(first);
    return range_fits || text.bare_year_fits(first);
  }
  if (first.scale == Scale::month && !first.has_year && !first.of_that_year)
    return (chain.count > 1 && chain.last().has_year) || text.bare_month_fits(first);
  return true;
}

}  // namespace

bool DateChain::pair(const DateText& text, size_t n) const {
  if (n + 1 >= count) return false;
  if (links[n + 1] == Link::range) return true;
  if (count != 2) return false;
  const Point &a = points[0], &b = points[1];
  // "on 8 and 9 March" is one time of two days.
  return between || (a.scale == Scale::day && b.scale == Scale::day && a.month == b.month && b.day == a.day + 1 &&
                     text.kind(a.end) == K::and_ && (!a.has_year || a.year == b.year));
}

size_t chain_at(const DateText& text, size_t i, DateChain& chain) {
  chain.count = 0;
  chain.between = led_by_between(text, i);
  chain.open_end = false;
  if (text.day_list_at(i)) {
    if (!waiting_days_at(text, i, chain)) {
      chain.count = 0;
      return i;
    }
  } else {
    if (!text.point_at(i, chain.points[0])) return i;
    chain.count = 1;
  }
  while (chain.count < DateChain::kMost) {
    const Step step = extend(text, chain);
    if (step == Step::more) continue;
    if (step == Step::none) {
      const size_t end = chain.last().end;
      chain.count = 0;
      return end;
    }
    break;
  }
  if (!fits(text, chain)) {
    chain.count = 0;
    return i;
  }
  // A year holds for the dates before it: "between 22 December and 1 April 1948" begins in 1947.
  for (size_t n = chain.count - 1; n-- > 0;) {
    Point& p = chain.points[n];
    const Point& next = chain.points[n + 1];
    if (p.has_year || !next.has_year || next.scale > Scale::season) continue;
    const bool turns = (chain.links[n + 1] == Link::range || chain.between) && p.month != 0 && next.month != 0 && p.month > next.month;
    p.year = next.year - (turns ? 1 : 0);
    p.has_year = true;
  }
  return chain.last().end;
}

}  // namespace chancery::reading
