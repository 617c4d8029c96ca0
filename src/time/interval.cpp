// SPDX-License-Identifier: Apache-2.0
#include "time/interval.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

namespace chancery::time {
namespace {

// One unit of an end's own precision, for what is only "about" or perhaps so.
Bounds widened(const Date& date, Bounds found) {
  if (!date.qualified()) return found;
  const auto shifted = [](Day day, int months) {
    CivilDate civil = civil_of(day);
    const std::int64_t count = civil.year * 12 + civil.month - 1 + months;
    const std::int64_t year = count / 12 - (count % 12 < 0 ? 1 : 0);
    const unsigned month = static_cast<unsigned>(count - year * 12) + 1;
    return day_of(year, month, std::min(civil.day, days_in_month(year, month)));
  };
  const Day days = found.latest - found.earliest + 1;
  switch (date.precision()) {
    case Precision::second:
    case Precision::day:
      return {found.earliest - days, found.latest + days};
    case Precision::month:
      return {shifted(found.earliest, -1), shifted(found.latest + 1, 1) - 1};
    case Precision::season:
      return {shifted(found.earliest, -3), shifted(found.latest + 1, 3) - 1};
    case Precision::year:
      break;
  }
  const int years = (date.unspecified & 0x40) != 0 ? 1000 : (date.unspecified & 0x20) != 0 ? 100 : (date.unspecified & 0x10) != 0 ? 10 : 1;
  return {shifted(found.earliest, -12 * years), shifted(found.latest + 1, 12 * years) - 1};
}

Bounds end_bounds(End end, const Date& date) { return end == End::date ? widened(date, bounds(date)) : Bounds{}; }

// Both ends of an expression, each within its bounds.
Interval ends_of(const Edtf& edtf) {
  if (edtf.form == Edtf::Form::unsaid) return {};
  return {end_bounds(edtf.from_end, edtf.from), end_bounds(edtf.to_end, edtf.to)};
}

// The days that one moment within an expression may be: "by 1992" and "1991 or 1992" are intervals too.
Bounds moment(const Edtf& edtf) {
  const Interval ends = ends_of(edtf);
  return {ends.begin.earliest, ends.end.latest};
}

// An interval ends no earlier than it begins: what that says of the bounds. False where they leave no room.
bool narrow(Interval& i) {
  i.begin.latest = std::min(i.begin.latest, i.end.latest);
  i.end.earliest = std::max(i.end.earliest, i.begin.earliest);
  return i.begin.earliest <= i.begin.latest && i.end.earliest <= i.end.latest;
}

Truth truth(bool possible, bool certain) { return certain ? Truth::certain : possible ? Truth::possible : Truth::no; }

// left + days <= right, between two of the four ends (and kZero, day 0, for bounds).
enum Point : std::uint8_t { a_begin, a_end, b_begin, b_end, kZero };
struct Edge {
  Point left;
  int days;
  Point right;
};
// The definitions, for whole days; two edges make an equality.
struct Definition {
  int count;
  std::array<Edge, 4> edges;
};
constexpr Definition kDefinitions[kAllenRelations] = {
    {1, {{{a_end, 2, b_begin}}}},                                                                 // before
    {2, {{{a_end, 1, b_begin}, {b_begin, -1, a_end}}}},                                           // meets
    {3, {{{a_begin, 1, b_begin}, {b_begin, 0, a_end}, {a_end, 1, b_end}}}},                       // overlaps
    {3, {{{a_begin, 0, b_begin}, {b_begin, 0, a_begin}, {a_end, 1, b_end}}}},                     // starts
    {2, {{{b_begin, 1, a_begin}, {a_end, 1, b_end}}}},                                            // during
    {3, {{{b_begin, 1, a_begin}, {a_end, 0, b_end}, {b_end, 0, a_end}}}},                         // finishes
    {4, {{{a_begin, 0, b_begin}, {b_begin, 0, a_begin}, {a_end, 0, b_end}, {b_end, 0, a_end}}}},  // equals
    {3, {{{a_begin, 1, b_begin}, {a_end, 0, b_end}, {b_end, 0, a_end}}}},                         // finished_by
    {2, {{{a_begin, 1, b_begin}, {b_end, 1, a_end}}}},                                            // contains
    {3, {{{a_begin, 0, b_begin}, {b_begin, 0, a_begin}, {b_end, 1, a_end}}}},                     // started_by
    {3, {{{b_begin, 1, a_begin}, {a_begin, 0, b_end}, {b_end, 1, a_end}}}},                       // overlapped_by
    {2, {{{b_end, 1, a_begin}, {a_begin, -1, b_end}}}},                                           // met_by
    {1, {{{b_end, 2, a_begin}}}},                                                                 // after
};

// How far one point may lie behind another at most (shortest paths); the ends can lie so when no point must precede itself.
class Distances {
 public:
  Distances(const Interval& a, const Interval& b) {
    for (auto& row : most_) row.fill(kFar);
    for (int i = 0; i < kPoints; ++i) most_[i][i] = 0;
    bound(a_begin, a.begin);
    bound(a_end, a.end);
    bound(b_begin, b.begin);
    bound(b_end, b.end);
    add({a_begin, 0, a_end});
    add({b_begin, 0, b_end});
  }
  void add(const Edge& edge) { at_most(edge.left, edge.right, -edge.days); }
  bool possible() {
    for (int k = 0; k < kPoints; ++k)
      for (int i = 0; i < kPoints; ++i)
        for (int j = 0; j < kPoints; ++j)
          if (most_[i][k] < kFar && most_[k][j] < kFar) most_[i][j] = std::min(most_[i][j], most_[i][k] + most_[k][j]);
    for (int i = 0; i < kPoints; ++i)
      if (most_[i][i] < 0) return false;
    return true;
  }

 private:
  static constexpr int kPoints = 5;
  static constexpr Day kFar = Day{1} << 60;

  void at_most(Point left, Point right, Day days) { most_[left][right] = std::min(most_[left][right], days); }  // left - right <= days
  void bound(Point point, const Bounds& bounds) {
    if (bounds.latest != kOpen) at_most(point, kZero, bounds.latest);
    if (bounds.earliest != kPast) at_most(kZero, point, -bounds.earliest);
  }
  std::array<std::array<Day, kPoints>, kPoints> most_;
};

base::Result<Edtf> parse_word(std::string_view name, std::string_view word) {
  auto parsed = parse_edtf(word);
  if (!parsed) parsed.error().message = fmt::format("\"{}\": {}", name, parsed.error().message);
  return parsed;
}

}  // namespace

std::string_view name_of(Truth truth) {
  constexpr std::string_view kNames[] = {"no", "possible", "certain"};
  return kNames[static_cast<int>(truth)];
}

base::Result<Interval> interval(const Edtf& edtf) {
  Interval out = ends_of(edtf);
  if (!narrow(out)) return base::fail(base::ErrorKind::invalid, fmt::format("\"{}\" ends before it begins", print(edtf)));
  return out;
}

base::Result<Interval> interval(const Words& words, Day said) {
  Interval out;
  const bool state = !words.since.empty() || !words.until.empty() || !words.at.empty();
  if (!words.on.empty()) {
    const auto on = parse_word("on", words.on);
    if (!on) return tl::unexpected(on.error());
    if (!state) {
      // By a day, or after one: when it was is not known, only that it lies on that side.
      const bool one_sided = on->form == Edtf::Form::interval && (on->from_end != End::date || on->to_end != End::date);
      if (!one_sided) return interval(*on);
      out.begin = out.end = moment(*on);
      return out;
    }
    if (words.since.empty()) out.begin = moment(*on);
  }
  if (!words.since.empty()) {
    const auto since = parse_word("since", words.since);
    if (!since) return tl::unexpected(since.error());
    out.begin = moment(*since);
    if (since->form == Edtf::Form::unsaid) out.begin.latest = said;
  }
  const bool began = !words.since.empty() || !words.on.empty();
  if (!words.until.empty()) {
    const auto until = parse_word("until", words.until);
    if (!until) return tl::unexpected(until.error());
    out.end = moment(*until);
    if (until->form == Edtf::Form::unsaid) out.end.latest = said;
  } else if (began && said != kOpen) {
    out.end.earliest = said;
  }
  if (!words.at.empty()) {
    const auto at = parse_word("at", words.at);
    if (!at) return tl::unexpected(at.error());
    const Interval known = ends_of(*at);
    if (known.begin.latest != kOpen) out.begin.latest = std::min(out.begin.latest, known.begin.latest);
    if (known.end.earliest != kPast) out.end.earliest = std::max(out.end.earliest, known.end.earliest);
  }
  if (!narrow(out))
    return base::fail(base::ErrorKind::invalid, fmt::format("it ends before it begins (on \"{}\", since \"{}\", until \"{}\", at \"{}\")",
                                                            words.on, words.since, words.until, words.at));
  return out;
}

Truth holds_within(const Interval& interval, const Bounds& period) {
  return truth(interval.begin.earliest <= period.latest && interval.end.latest >= period.earliest,
               interval.begin.latest <= period.latest && interval.end.earliest >= period.earliest);
}

Truth holds_throughout(const Interval& interval, const Bounds& period) {
  return truth(interval.begin.earliest <= period.earliest && interval.end.latest >= period.latest,
               interval.begin.latest <= period.earliest && interval.end.earliest >= period.latest);
}

Truth holds(const Interval& interval, Day day) { return holds_within(interval, {day, day}); }

Truth holds(const Interval& interval, const Edtf& edtf) {
  const Bounds period = moment(edtf);
  if (!period.closed() || edtf.qualified()) {
    if (holds_within(interval, period) == Truth::no) return Truth::no;
    return period.closed() && holds_throughout(interval, period) == Truth::certain ? Truth::certain : Truth::possible;
  }
  return edtf.is_date() ? holds_within(interval, period) : holds_throughout(interval, period);
}

std::string_view name_of(Allen relation) {
  constexpr std::string_view kNames[] = {"before",      "meets",    "overlaps",   "starts",        "during", "finishes", "equals",
                                         "finished by", "contains", "started by", "overlapped by", "met by", "after"};
  return kNames[static_cast<int>(relation)];
}

Allen inverse(Allen relation) { return static_cast<Allen>(kAllenRelations - 1 - static_cast<int>(relation)); }

std::uint16_t possible_relations(const Interval& a, const Interval& b) {
  const Distances known(a, b);
  std::uint16_t out = 0;
  for (int i = 0; i < kAllenRelations; ++i) {
    Distances asked = known;
    for (int k = 0; k < kDefinitions[i].count; ++k) asked.add(kDefinitions[i].edges[static_cast<std::size_t>(k)]);
    if (asked.possible()) out |= static_cast<std::uint16_t>(1u << i);
  }
  return out;
}

Truth related(const Interval& a, Allen relation, const Interval& b) {
  const std::uint16_t possible = possible_relations(a, b);
  const auto asked = static_cast<std::uint16_t>(1u << static_cast<int>(relation));
  return truth((possible & asked) != 0, possible == asked);
}

}  // namespace chancery::time
