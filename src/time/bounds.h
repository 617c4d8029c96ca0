// SPDX-License-Identifier: Apache-2.0
// The earliest and the latest day that an expression can mean. A qualifier ("1992~") does not widen them (an Interval
// does, see time/interval.h); a season is that of the northern half of the earth unless it says otherwise. Plain values;
// thread-safe.
#pragma once

#include "time/calendar.h"
#include "time/edtf.h"

namespace chancery::time {

struct Bounds {
  Day earliest = kPast, latest = kOpen;  // both included

  bool closed() const { return earliest != kPast && latest != kOpen; }
  bool one_day() const { return earliest == latest; }
  bool contains(Day day) const { return earliest <= day && day <= latest; }
  bool overlaps(const Bounds& other) const { return earliest <= other.latest && other.earliest <= latest; }
  bool operator==(const Bounds&) const = default;
};

// For a date that parse_edtf accepted. A time of day is counted to the day as written, in its own zone.
Bounds bounds(const Date& date);
// Of an interval, from the earliest day of its beginning to the latest of its end; an open or unknown end has none.
Bounds bounds(const Edtf& edtf);
base::Result<Bounds> bounds(std::string_view edtf);

// The bounds where some day fits the date's digits; false where none does.
bool find_bounds(const Date& date, Bounds& out);

}  // namespace chancery::time
