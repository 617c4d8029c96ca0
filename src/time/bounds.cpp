// SPDX-License-Identifier: Apache-2.0
#include "time/bounds.h"

#include <algorithm>
#include <cstdlib>

namespace chancery::time {
namespace {

// Months that a division of the year covers: the first, and how many. Winter, and the southern summer, run into the next year.
struct Division {
  std::uint8_t first, count;
};
constexpr Division kDivisions[] = {
    {3, 3}, {6, 3},  {9, 3}, {12, 3},  // 21–24 seasons, place not said
    {3, 3}, {6, 3},  {9, 3}, {12, 3},  // 25–28 northern
    {9, 3}, {12, 3}, {3, 3}, {6, 3},   // 29–32 southern
    {1, 3}, {4, 3},  {7, 3}, {10, 3},  // 33–36 quarters
    {1, 4}, {5, 4},  {9, 4},           // 37–39 thirds
    {1, 6}, {7, 6},                    // 40–41 halves
};

// Whether `value` has the digits of `base` where `mask` (one bit a digit, the lowest for the last) has none.
bool fits(std::int64_t value, std::int64_t base, unsigned mask, int digits) {
  for (int i = 0; i < digits; ++i, value /= 10, base /= 10)
    if ((mask >> i & 1) == 0 && value % 10 != base % 10) return false;
  return value == 0;
}

struct Range {
  int first, last, step;
};
Range range(int low, int high, bool latest) { return latest ? Range{high, low, -1} : Range{low, high, 1}; }

// The first (or last) day of the year that fits the date's month and day.
bool day_in_year(const Date& date, std::int64_t year, bool latest, Day& out) {
  const unsigned month_mask = date.unspecified >> 2 & 3, day_mask = date.unspecified & 3;
  if (date.month > 12) {
    const Division division = kDivisions[date.month - 21];
    if (!latest) {
      out = day_of(year, division.first, 1);
      return true;
    }
    const unsigned end = division.first + division.count - 1;
    const std::int64_t end_year = year + (end > 12 ? 1 : 0);
    const unsigned end_month = end > 12 ? end - 12 : end;
    out = day_of(end_year, end_month, days_in_month(end_year, end_month));
    return true;
  }
  const bool any_month = date.month == 0 && month_mask == 0, any_day = date.day == 0 && day_mask == 0;
  const Range months = range(1, 12, latest);
  for (int month = months.first; month != months.last + months.step; month += months.step) {
    if (!any_month && !fits(month, date.month, month_mask, 2)) continue;
    const Range days = range(1, static_cast<int>(days_in_month(year, static_cast<unsigned>(month))), latest);
    for (int day = days.first; day != days.last + days.step; day += days.step) {
      if (!any_day && !fits(day, date.day, day_mask, 2)) continue;
      out = day_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
      return true;
    }
  }
  return false;
}

bool find_day(const Date& date, bool latest, Day& out) {
  const unsigned year_mask = date.unspecified >> 4;
  if (year_mask == 0) return day_in_year(date, date.year, latest, out);
  const std::int64_t base = std::abs(date.year);
  const bool largest_first = latest != date.negative;
  // From the year with zeros to the one with nines for the digits that are not said.
  int low = 0, high = 0;
  for (int i = 0, unit = 1; i < 4; ++i, unit *= 10) {
    const bool said = (year_mask >> i & 1) == 0;
    const int digit = static_cast<int>(base / unit % 10);
    low += unit * (said ? digit : 0);
    high += unit * (said ? digit : 9);
  }
  const Range years = range(date.negative ? std::max(low, 1) : low, high, largest_first);
  for (int year = years.first; year != years.last + years.step; year += years.step)
    if (fits(year, base, year_mask, 4) && day_in_year(date, date.negative ? -year : year, latest, out)) return true;
  return false;
}

}  // namespace

bool find_bounds(const Date& date, Bounds& out) {
  if (date.unspecified == 0 && date.day != 0) {
    if (date.day > days_in_month(date.year, date.month)) return false;
    out.earliest = out.latest = day_of(date.year, date.month, date.day);
    return true;
  }
  return find_day(date, false, out.earliest) && find_day(date, true, out.latest);
}

Bounds bounds(const Date& date) {
  Bounds out;
  find_bounds(date, out);
  return out;
}

Bounds bounds(const Edtf& edtf) {
  if (edtf.form == Edtf::Form::unsaid) return {};
  if (edtf.form == Edtf::Form::date) return bounds(edtf.from);
  Bounds out;
  if (edtf.from_end == End::date) out.earliest = bounds(edtf.from).earliest;
  if (edtf.to_end == End::date) out.latest = bounds(edtf.to).latest;
  return out;
}

base::Result<Bounds> bounds(std::string_view edtf) {
  return parse_edtf(edtf).map([](const Edtf& parsed) { return bounds(parsed); });
}

}  // namespace chancery::time
