// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <tuple>

#include "inquiry/timeline.h"

namespace chancery::inquiry {
namespace {

using Precision = Anniversary::Precision;
using time::CivilDate;

struct Dated {
  CivilDate date;  // month and day 1 where they are not known
  Precision precision;
};

// The beginning of an expression as far as it is known; nothing where not even the year is.
std::optional<Dated> dated(const std::string& date) {
  auto edtf = time::parse_edtf(date);
  if (!edtf || edtf->from_end != time::End::date) return {};
  const time::Bounds bounds = time::bounds(edtf->from);
  const CivilDate first = time::civil_of(bounds.earliest), last = time::civil_of(bounds.latest);
  const bool vague = edtf->from.qualified();
  if (first.year != last.year || (vague && edtf->from.precision() == time::Precision::year)) return {};
  if (vague || first.month != last.month) return Dated{{first.year, 1, 1}, Precision::year};
  if (first.day != last.day) return Dated{{first.year, first.month, 1}, Precision::month};
  return Dated{first, Precision::day};
}

// That day, month or year in another year.
time::Bounds in_year(const Dated& of, std::int64_t year) {
  const auto [_, month, day] = of.date;
  if (of.precision == Precision::year) return {time::day_of(year, 1, 1), time::day_of(year, 12, 31)};
  const unsigned last = time::days_in_month(year, month);
  if (of.precision == Precision::month) return {time::day_of(year, month, 1), time::day_of(year, month, last)};
  const time::Day there = time::day_of(year, month, std::min(day, last));
  return {there, there};
}

bool is_event(const Moment& moment, const Fact& fact, const model::Kinds& kinds) {
  if (moment.point == Point::held || !fact.polarity) return false;
  auto kind = kinds.find(fact.kind);
  if (!kind) return false;
  const std::vector<std::string_view> measures = kind->measures();
  return std::none_of(measures.begin(), measures.end(), [&](std::string_view role) { return fact.role(role) != nullptr; });
}

}  // namespace

std::string_view name_of(Precision precision) {
  return precision == Precision::day ? "day" : precision == Precision::month ? "month" : "year";
}

std::vector<Anniversary> anniversaries(const std::vector<Moment>& moments, const std::vector<Fact>& facts, const model::Kinds& kinds,
                                       const time::Bounds& period, std::int64_t every) {
  std::vector<Anniversary> out;
  const std::int64_t first = time::civil_of(period.earliest).year, last = time::civil_of(period.latest).year;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const auto of = is_event(moments[i], facts[moments[i].fact], kinds) ? dated(moments[i].date) : std::nullopt;
    if (!of) continue;
    const std::int64_t least = std::max<std::int64_t>(first - of->date.year, 1);
    for (std::int64_t years = (least + every - 1) / every * every; of->date.year + years <= last; years += every) {
      const time::Bounds when = in_year(*of, of->date.year + years);
      if (when.latest < period.earliest || when.earliest > period.latest) continue;
      out.push_back({i, years, of->precision, when});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Anniversary& a, const Anniversary& b) {
    return std::tuple(a.precision, a.when.earliest, b.years) < std::tuple(b.precision, b.when.earliest, a.years);
  });
  return out;
}

}  // namespace chancery::inquiry
