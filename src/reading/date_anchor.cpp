// SPDX-License-Identifier: Apache-2.0
#include "reading/date_anchor.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "time/bounds.h"

namespace chancery::reading {
namespace {

using std::size_t;

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

}  // namespace

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

bool anchor(Point& p, const DateAnchors& anchors) {
  if (p.has_year) {
    settle(p);
    return true;
  }
  const auto previous = told(anchors.previous);
  if (p.short_year) {
    // At most thirty years after the date told before; else the last such year before the document was written.
    const auto document = told(anchors.document);
    const auto& from = previous ? previous : document;
    p.anchor = !from || from->year < 0 ? Anchor::none : previous ? Anchor::previous_date : Anchor::document_date;
    if (p.anchor == Anchor::none) return false;
    const std::int64_t latest = from->year + (previous ? 30 : 0);
    p.year += latest - latest % 100;
    if (p.year > latest) p.year -= 100;
    p.has_year = true;
    return true;
  }
  if (previous && previous->scale != Scale::century && previous->scale != Scale::decade) {
    p.anchor = Anchor::previous_date;
    p.year = previous->year + p.year_shift;
    p.has_year = true;
    if (p.next_one && (previous->scale == Scale::year || (p.month != 0 && previous->month >= p.month) ||
                       (p.season != 0 && (previous->season >= p.season || previous->month > (p.season - 20) * 3))))
      ++p.year;
    // From November on, "in January" is the next one.
    if (!p.next_one && !p.of_that_year && p.month != 0 && previous->month >= p.month + 9) ++p.year;
    settle(p);
    return true;
  }
  const auto document = told(anchors.document);
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

bool shifted(Point& p, const std::optional<Point>& from, Anchor kind, DateUnit unit, int count) {
  p.anchor = Anchor::none;
  if (!from) return false;
  std::int64_t months = from->year * 12 + std::max(from->month, 1) - 1;
  switch (unit) {
    case kDayUnit:
    case kWeekUnit: {
      if (from->scale != Scale::day || (unit == kWeekUnit && count == 0)) return false;
      const time::CivilDate civil =
          time::civil_of(time::day_of(from->year, static_cast<unsigned>(from->month), static_cast<unsigned>(from->day)) +
                         count * (unit == kWeekUnit ? 7 : 1));
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
      p.scale = count == 0 || from->scale == Scale::decade ? Scale::decade : Scale::year;
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

}  // namespace chancery::reading
