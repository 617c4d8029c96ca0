// SPDX-License-Identifier: Apache-2.0
#include "time/calendar.h"

#include <fmt/core.h>

#include <chrono>

namespace chancery::time {
namespace {

// The calendar repeats every 400 years; years beyond std::chrono's are brought into the cycle that starts in 2000.
constexpr std::int64_t kCycleYears = 400;
constexpr Day kCycleDays = 146097;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned days_in_month(std::int64_t year, unsigned month) {
  const std::chrono::year_month_day_last last{std::chrono::year{is_leap(year) ? 2000 : 2001} / static_cast<int>(month) / std::chrono::last};
  return static_cast<unsigned>(last.day());
}

Day day_of(std::int64_t year, unsigned month, unsigned day) {
  const std::int64_t cycles = floor_div(year - 2000, kCycleYears);
  const int in_cycle = static_cast<int>(year - cycles * kCycleYears);
  const std::chrono::sys_days days = std::chrono::year{in_cycle} / static_cast<int>(month) / static_cast<int>(day);
  return days.time_since_epoch().count() + cycles * kCycleDays;
}

CivilDate civil_of(Day day) {
  const std::int64_t cycles = floor_div(day, kCycleDays);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day - cycles * kCycleDays}}};
  return {int{date.year()} + cycles * kCycleYears, unsigned{date.month()}, unsigned{date.day()}};
}

std::string day_text(time::Day day) {
  if (day == kPast || day == kOpen) return {};
  const CivilDate date = civil_of(day);
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", date.year < 0 ? -date.year : date.year, date.month, date.day);
}

std::string clock_text(std::int64_t seconds) {
  std::int64_t days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  const CivilDate date = civil_of(days);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", date.year, date.month, date.day, rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace chancery::time
