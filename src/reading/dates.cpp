// SPDX-License-Identifier: Apache-2.0
#include "reading/dates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "reading/date_anchor.h"
#include "reading/date_chain.h"
#include "time/bounds.h"

namespace chancery::reading {
namespace {

// Goes through a sentence once and tells its dates.
class Mentions : private DateText {
 public:
  Mentions(std::string_view text, std::span<const base::Token> tokens, const std::vector<DateWord>& words, DateAnchors& anchors,
           std::vector<DateMention>& out)
      : DateText(text, tokens, words), anchors_(anchors), out_(out) {}

  void read() {
    for (size_t i = 0; i < words_.size();) {
      const size_t next = mention_at(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  size_t mention_at(size_t i);
  size_t then_at(size_t i);
  size_t day_of_month_at(size_t i);
  size_t unit_at(size_t i);
  size_t dates_at(size_t i);
  std::optional<Point> previous(DateUnit unit) const;
  void emit(Point first, const Point* second_said, bool open_end = false);
  bool lead(size_t begin, bool interval, DateMention& mention) const;
  bool aside(const Point& p, const DateMention& mention) const;
  void year_of_thing(Point& p, const DateMention& mention) const;

  DateAnchors& anchors_;
  std::vector<DateMention>& out_;
  size_t done_ = 0;  // tokens up to here belong to mentions
};

// The date told before; where that is less exact than the unit, the day that it is the month or year of.
std::optional<Point> Mentions::previous(DateUnit unit) const {
  const auto last = told(anchors_.previous);
  if (!last || unit > kMonthUnit || last->scale == Scale::day || (unit == kMonthUnit && last->month != 0)) return last;
  const auto day = told(anchors_.exact);
  return day && day->year == last->year && (last->month == 0 || last->month == day->month) ? day : last;
}

// "since then".
std::size_t Mentions::then_at(size_t i) {
  if (before(i) != K::since) return i;
  Point p;
  p.anchor = Anchor::none;
  if (const auto from = told(anchors_.previous)) {
    p = *from;
    p.anchor = Anchor::previous_date;
  }
  p.begin = i;
  p.end = i + 1;
  emit(p, nullptr);
  return p.end;
}

// "on the 15th", "the 28th of that month": of the month told before.
std::size_t Mentions::day_of_month_at(size_t i) {
  if (digits(i) == 0 || !day_number(i) || before(i) != K::the || i - 1 < done_) return i;
  Point p;
  p.begin = i - 1;
  p.end = i + 1;
  int months = 0;
  if (kind(i + 1) == K::of) {
    size_t j = i + 2;
    if (kind(j) == K::the) ++j;
    const K which = kind(j) == K::unit ? kind(--j) : kind(j);  // "of the month"
    if (which == K::that && kind(j + 1) == K::same) ++j;
    if (kind(j + 1) != K::unit || value(j + 1) != kMonthUnit) return i;
    if (which != K::the && which != K::that && which != K::this_ && which != K::same && which != K::next && which != K::previous) return i;
    months = which == K::next ? 1 : which == K::previous ? -1 : 0;
    p.end = j + 2;
  } else if ((before(i, 2) != K::on && before(i, 2) != K::until && before(i, 2) != K::by) ||
             (!clause_end(i + 1) && kind(i + 1) != K::goes_on && kind(i + 1) != K::the && kind(i + 1) != K::a)) {
    return i;
  }
  if (shifted(p, previous(kMonthUnit), Anchor::previous_date, kMonthUnit, months)) {
    p.scale = Scale::day;
    p.day = value(i);
    settle(p);
  }
  emit(p, nullptr);
  return p.end;
}

// "the same day", "that year", "the following month", "one year later", "two years ago".
std::size_t Mentions::unit_at(size_t i) {
  const auto unit = static_cast<DateUnit>(value(i));
  const bool one = !words_[i].plural;
  const K which = before(i), after = kind(i + 1);
  if (unit == kWeekUnit && which != K::cardinal && which != K::a && which != K::number) return i;  // "that week" is no date
  const auto document = [&] { return told(anchors_.document); };
  Point p;
  p.begin = i - 1;
  p.end = i + 1;
  if (one && (which == K::same || (which == K::very && before(i, 2) == K::that))) {
    for (K k = before(p.begin); k == K::the || k == K::that || k == K::this_ || k == K::very; k = before(p.begin)) --p.begin;
    shifted(p, previous(unit), Anchor::previous_date, unit, 0);
  } else if (one && (which == K::that || which == K::this_)) {
    if (which == K::this_ && unit == kDayUnit && before(i, 2) == K::to) return i;  // "to this day"
    if (which == K::that || !anchors_.previous.empty())
      shifted(p, previous(unit), Anchor::previous_date, unit, 0);
    else
      shifted(p, document(), Anchor::document_date, unit, 0);
  } else if (one && (which == K::next || which == K::previous)) {
    const int count = which == K::next ? 1 : -1;
    p.looks_back = count < 0;
    if (before(i, 2) == K::the) --p.begin;
    // "next year" without an article is counted from when it was written.
    if (before(i, 2) != K::the && word(i - 1) == "next" && !anchors_.document.empty())
      shifted(p, document(), Anchor::document_date, unit, count);
    else
      shifted(p, previous(unit), Anchor::previous_date, unit, count);
    if (unit == kDecadeUnit) p.scale = Scale::decade;
  } else if (one && which == K::last && before(i, 2) != K::the && after != K::of) {
    shifted(p, document(), Anchor::document_date, unit, -1);
  } else if (one && which == K::the && (after == K::before || after == K::after) && clause_end(i + 2)) {
    ++p.end;
    p.looks_back = after == K::before;
    shifted(p, previous(unit), Anchor::previous_date, unit, after == K::after ? 1 : -1);
  } else if (one && which == K::the && unit >= kMonthUnit && (before(i, 2) == K::of || before(i, 2) == K::in) && after != K::of) {
    // "later in the year", "the end of the month".
    const K part = before(i, 3);
    if (part != K::early && part != K::late && part != K::middle && part != K::later && part != K::earlier && part != K::half) return i;
    shifted(p, previous(unit), Anchor::previous_date, unit, 0);
  } else if (which == K::cardinal || which == K::a || (which == K::number && digits(i - 1) <= 3)) {
    const bool counted = after == K::before || after == K::after, loose = counted && clause_end(i + 2);
    // "ten years before 1914" is counted from the date said, but "for ten years after 1914" tells how long.
    Point said;
    const bool from_said =
        counted && !loose && point_at(i + 2, said) && !(said.bare_year && kind(said.end) == K::counted) && anchor(said, anchors_);
    if (after != K::later && after != K::earlier && after != K::ago && !loose && !from_said) return i;
    // "thirty-four years later"
    const bool compound = which == K::cardinal && before(i, 2) == K::dash && before(i, 3) == K::cardinal && value(i - 3) >= 20;
    const K much = before(i, 2);
    if (!compound && (much == K::dash || much == K::number || much == K::cardinal || much == K::half)) return i;
    if (compound) p.begin = i - 3;
    const K tells = before(p.begin);
    if (tells == K::unit || (tells == K::and_ && before(p.begin, 2) == K::unit)) return i;  // "two years and a month later"
    if (from_said &&
        (tells == K::for_ || tells == K::within || tells == K::in || tells == K::during || tells == K::over || tells == K::last))
      return i;
    p.end = from_said ? said.end : i + 2;
    const int count = value(i - 1) + (compound ? value(i - 3) : 0);
    p.looks_back = after != K::later && after != K::after;
    if (from_said) {
      if (!shifted(p, said, said.anchor, unit, after == K::after ? count : -count)) return i;
    } else if (after == K::ago) {
      shifted(p, document(), Anchor::document_date, unit, -count);
    } else {
      shifted(p, previous(unit), Anchor::previous_date, unit, after == K::later || after == K::after ? count : -count);
    }
  } else if (one && after == K::decade_s && (kind(i + 2) == K::late || kind(i + 2) == K::early)) {
    // "by year's end"
    p.begin = i;
    p.end = i + 3;
    shifted(p, previous(unit), Anchor::previous_date, unit, 0);
  } else {
    return i;
  }
  if (p.begin < done_) return i;
  emit(p, nullptr);
  return p.end;
}

std::size_t Mentions::mention_at(size_t i) {
  switch (kind(i)) {
    case K::number:
    case K::dotted:
    case K::month:
    case K::season:
    case K::weekday:
    case K::era:
    case K::apostrophe:
    case K::cardinal:
    case K::decade:
    case K::feast:
      return dates_at(i);
    case K::ordinal: {
      const size_t end = dates_at(i);
      return end > i ? end : day_of_month_at(i);
    }
    case K::unit:
      return i > 0 ? unit_at(i) : i;
    case K::then:
      return then_at(i);
    default:
      return i;
  }
}

// One date, or several that are joined.
std::size_t Mentions::dates_at(size_t i) {
  DateChain chain;
  const size_t end = chain_at(*this, i, chain);
  if (chain.count == 0) return end;
  chain.points[0].next_one = chain.points[0].next_one || (chain.points[0].scale == Scale::month && before(i) == K::next);
  for (size_t n = 0; n < chain.count; ++n) {
    if (chain.pair(*this, n)) {
      emit(chain.points[n], &chain.points[n + 1]);
      ++n;
    } else {
      emit(chain.points[n], nullptr, chain.open_end && n + 1 == chain.count);
    }
  }
  return end;
}

// The words before a date: its role, which part of it, where they begin. True where it is only about then.
bool Mentions::lead(size_t begin, bool interval, DateMention& mention) const {
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
    if (k == K::dash && i > 0 && leads_with_dash(kind(i - 1))) continue;
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
    if (k == K::unit && words_[i].value >= kMonthUnit) continue;
    if (k == K::half) {
      taken = i;
      continue;
    }
    if (k == K::ordinal && kind(i + 1) == K::half) {
      part(words_[i].value == 1 ? DatePart::early : DatePart::late);
      continue;
    }
    if (k == K::stop && i > 0 && kind(i - 1) == K::about) continue;
    if (k == K::or_ && approximate && i > 0 && kind(i - 1) == K::on) continue;  // "on or about 16 June"
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
    if (k == K::least && kind(i - 1) == K::at) {
      --i;
      continue;
    }
    const auto role = [&](DateRole which) {
      mention.role = which;
      taken = i;
    };
    const K b = before(i);
    if (k == K::in && b == K::of && before(i, 2) == K::as) {
      i -= 2;
      role(DateRole::as_of);
    } else if (k == K::on || k == K::in || k == K::at || k == K::within) {
      role(DateRole::on);
    } else if (k == K::since) {
      role(DateRole::since);
    } else if (k == K::from) {
      if (b == K::as) --i;
      role(interval ? DateRole::during : DateRole::since);
    } else if (k == K::until || k == K::through) {
      if (b == K::up) --i;
      role(DateRole::until);
    } else if (k == K::to && (b == K::prior || b == K::up)) {
      --i;
      role(b == K::prior ? DateRole::by : DateRole::until);
    } else if (k == K::by || k == K::before) {
      if (k == K::before && b == K::or_ && before(i, 2) == K::on) i -= 2;
      role(k == K::before && b == K::not_ ? DateRole::after : DateRole::by);
    } else if (k == K::than && (b == K::later || b == K::earlier)) {
      // "no later than 1995", "later than 1995"
      --i;
      role((b == K::later) == (before(i) == K::numbered || before(i) == K::not_) ? DateRole::by : DateRole::after);
    } else if (k == K::after) {
      role(DateRole::after);
    } else if (k == K::as) {
      if (b == K::early || b == K::late) --i;
      role(b == K::early || b == K::late ? DateRole::on : DateRole::as_of);
    } else if (k == K::during || k == K::between || k == K::over) {
      role(interval || k != K::between ? DateRole::during : DateRole::on);
    }
    break;
  }
  if (taken == begin && begin > done_ && (kind(begin - 1) == K::the || kind(begin - 1) == K::weekday)) taken = begin - 1;
  mention.from_token_with_prep = static_cast<std::uint32_t>(std::max(taken, done_));
  mention.approximate = approximate || mention.part == DatePart::middle;
  return approximate;
}

// A date without a year that no narrative leads to: of what it names ("the September 11 attacks in 2001"), or of every year ("August 29
// as the day of …", a calendar's line).
void Mentions::year_of_thing(Point& p, const DateMention& mention) const {
  const size_t end = p.end;
  if (before(p.begin) == K::the)
    for (size_t i = end; i < end + 4 && (kind(i) == K::other || kind(i) == K::of || kind(i) == K::in); ++i)
      if ((kind(i) == K::of || kind(i) == K::in) && after_comma_year_at(kind(i) == K::of ? i : i + 1, p)) {
        p.end = end;
        return;
      }
  if (p.scale != Scale::day || p.of_that_year) return;
  const bool bare = mention.from_token == mention.from_token_with_prep;
  size_t rest = end;
  while (!at_end(rest) && clause_end(rest)) ++rest;
  if ((bare && kind(end) == K::as) || (p.begin == 0 && at_end(rest))) p.anchor = Anchor::none;
}

// Whether a date is told in passing, so that what follows is not counted from it: "the 1978 treaty", "the largest battle since
// 1813", "a document found in 2004 proved".
bool Mentions::aside(const Point& p, const DateMention& mention) const {
  if (mention.from_token_with_prep == 0) return false;
  if (p.looks_back) return true;
  if (mention.anchor != Anchor::absolute) return false;
  const size_t end = mention.to_token;
  const K b = before(p.begin);
  if (p.bare_year && (b == K::the || b == K::a || b == K::decade_s || b == K::other) && !clause_end(end)) return true;
  if (p.bare_year && kind(end) == K::decade_s) return true;
  if (mention.role != DateRole::on && mention.role != DateRole::during && mention.role != DateRole::as_of) return p.scale >= Scale::season;
  return p.bare_year && mention.from_token_with_prep < mention.from_token && lower(end) && kind(end) == K::other &&
         word(end).ends_with("ed");
}

void Mentions::emit(Point first, const Point* second_said, bool open_end) {
  DateMention mention;
  mention.from_token = static_cast<std::uint32_t>(first.begin);
  mention.to_token = static_cast<std::uint32_t>(second_said != nullptr ? second_said->end : first.end);
  if (second_said != nullptr) {
    mention.first_to_token = static_cast<std::uint32_t>(first.end);
    mention.second_token = static_cast<std::uint32_t>(second_said->begin);
    mention.role = DateRole::during;
  }
  const bool about = lead(first.begin, second_said != nullptr, mention);
  const K after = kind(mention.to_token), then = kind(mention.to_token + 1);
  if (after == K::or_ && (then == K::before || then == K::earlier)) mention.role = DateRole::by;
  if (after == K::onward || open_end) mention.role = DateRole::since;

  if (!first.has_year && second_said == nullptr && first.anchor == Anchor::absolute) year_of_thing(first, mention);
  bool known = first.anchor != Anchor::none && anchor(first, anchors_);
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
      known = anchor(second, anchors_);
      if (known && time::bounds(plain)->earliest <= time::bounds(edtf_of(second))->latest)
        plain += '/' + qualified(second);
      else
        mention.to_token = std::exchange(mention.first_to_token, 0), mention.second_token = 0;
    }
    if (!aside(first, mention)) {
      anchors_.previous = plain;
      if (told(plain)->scale == Scale::day) anchors_.exact = plain;
    }
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
  if (date_words(text, tokens, words_)) Mentions(text, tokens, words_, anchors, out).read();
}

}  // namespace chancery::reading
