// SPDX-License-Identifier: Apache-2.0
// Stretches of time whose ends are not known to the day: when a state of affairs began and ended, each within bounds.
// Questions are answered certain (so in every way the ends can lie), possible (in some) or no (in none). Not for what a
// source says, only for when. Plain values; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "time/bounds.h"

namespace chancery::time {

enum class Truth : std::uint8_t { no, possible, certain };
std::string_view name_of(Truth truth);

// It begins on a day within `begin` and ends on a day within `end`, not before it begins; both days belong to it. An end
// at kOpen may never come. Made by the functions below, the bounds are as narrow as each other allow.
struct Interval {
  Bounds begin, end;
  bool operator==(const Interval&) const = default;
};

// The words of a statement's time, each an EDTF or empty (model.md): it happened `on`, began `since`, ended `until`, is
// known to hold `at`.
struct Words {
  std::string_view on, since, until, at;
};

// `said`: the day the source speaks (kOpen where not known). What it says began and not that it ended, held at least until
// then; what it calls ended without a date (".."), ended by then. A qualified end ("1992~") may lie one unit of its own
// precision to either side. An error where a word is no EDTF or they contradict each other.
base::Result<Interval> interval(const Words& words, Day said = kOpen);
// From the beginning to the end of an expression: "2006-11-13/2006-11-14" is both days, "1992" some of that year's.
base::Result<Interval> interval(const Edtf& edtf);

// Whether it holds on the day; at some time within the period; all through it.
Truth holds(const Interval& interval, Day day);
Truth holds_within(const Interval& interval, const Bounds& period);
Truth holds_throughout(const Interval& interval, const Bounds& period);
// At the time that an expression means: all days of "2006-11-13/2006-11-14", some day of "1992".
Truth holds(const Interval& interval, const Edtf& edtf);

// Allen's relations of two stretches of whole days, `a` to `b`. Exactly one holds once all ends are known; they meet when
// one begins the day after the other ends.
enum class Allen : std::uint8_t {
  before,
  meets,
  overlaps,
  starts,
  during,
  finishes,
  equals,
  finished_by,
  contains,
  started_by,
  overlapped_by,
  met_by,
  after,
};
inline constexpr int kAllenRelations = 13;
std::string_view name_of(Allen relation);
Allen inverse(Allen relation);

// The relations that can hold, one bit each (1 << relation).
std::uint16_t possible_relations(const Interval& a, const Interval& b);
Truth related(const Interval& a, Allen relation, const Interval& b);

}  // namespace chancery::time
