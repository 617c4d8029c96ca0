// SPDX-License-Identifier: Apache-2.0
// Of one pair, something is dated before what it needs had begun: an embassy before relations. Only where every source that
// dates the beginning dates it later, and where the two lie within `years`: what is longer past was of another time.
#include <algorithm>

#include "audit/checks/checks.h"

namespace chancery::audit {
namespace {

constexpr Day kYear = 365;

// Whether it was over before the other began, and so says nothing of it.
bool over_before(const Fact& fact, Day begin) {
  return (!fact.time.until.empty() || fact.interval.end.latest != time::kOpen) && fact.interval.end.latest < begin &&
         fact.interval.end.latest > fact.interval.begin.latest;
}

}  // namespace

void precedes(const Material& material, const Rule& rule, Findings& out) {
  const Selector earlier(rule, "earlier", material.kinds()), later(rule, "later", material.kinds());
  const Day slack = rule.number("days", 0), farthest = rule.number("years", 1000) * kYear;
  const Material::Pairs begun = material.pairs(later);
  for (const auto& [pair, facts] : material.pairs(earlier)) {
    auto it = begun.find(pair);
    if (it == begun.end()) continue;
    const Fact* first = nullptr;  // the earliest beginning; without a date it may have been at any time
    for (const Fact* fact : it->second)
      if (!first || fact->interval.begin.earliest < first->interval.begin.earliest) first = fact;
    const Bounds& begin = first->interval.begin;
    if (begin.earliest == time::kPast) continue;
    for (const Fact* fact : facts) {
      const Bounds& when = fact->interval.begin;
      if (when.latest == time::kOpen || when.latest < begin.earliest - farthest || over_before(*fact, begin.earliest)) continue;
      const bool certain = when.latest < begin.earliest - slack;
      const bool possible = when.earliest != time::kPast && when.earliest < begin.latest - slack && when.latest < begin.latest;
      if (!certain && !possible) continue;
      Finding& finding = add(out, rule, certain ? Truth::certain : Truth::possible, *fact, first);
      const Day apart = begin.earliest - when.latest;
      finding.occasion = apart <= 31 ? "days" : apart > 5 * kYear ? "years" : "";
    }
  }
}

}  // namespace chancery::audit
