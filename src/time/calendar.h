// SPDX-License-Identifier: Apache-2.0
// Days counted from 1970-01-01 in the proleptic Gregorian calendar, for any year (std::chrono stops at 32767). Not for
// times of day, zones or other calendars. Plain values; thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace chancery::time {

using Day = std::int64_t;  // days since 1970-01-01

// What has no earliest or no latest day. They compare as days do: before and after every day.
inline constexpr Day kPast = std::numeric_limits<std::int64_t>::min();
inline constexpr Day kOpen = std::numeric_limits<std::int64_t>::max();

// The year is astronomical: 0 is 1 BC, -1 is 2 BC.
struct CivilDate {
  std::int64_t year = 1970;
  unsigned month = 1, day = 1;
  bool operator==(const CivilDate&) const = default;
};

bool is_leap(std::int64_t year);
unsigned days_in_month(std::int64_t year, unsigned month);  // month 1…12
Day day_of(std::int64_t year, unsigned month, unsigned day);
CivilDate civil_of(Day day);  // not for kPast and kOpen

// "2011-08-04"; empty for kPast and kOpen.
std::string day_text(Day day);
// "2011-08-04 12:00:00 UTC", of seconds since 1970.
std::string clock_text(std::int64_t seconds);

}  // namespace chancery::time
