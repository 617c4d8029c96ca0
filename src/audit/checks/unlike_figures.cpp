// SPDX-License-Identifier: Apache-2.0
// One thing has two figures for one period that differ by more than `percent` of the larger.
#include <algorithm>
#include <cmath>

#include "audit/checks/checks.h"

namespace chancery::audit {

void unlike_figures(const Material& material, const Rule& rule, Findings& out) {
  constexpr double kKilometresInMile = 1.609344;
  const Selector selector(rule, "of", material.kinds());
  const std::string_view role = rule.parameter("role")->values[0];
  const auto percent = static_cast<double>(rule.number("percent", 0));
  const std::vector<Fact>& facts = material.facts();
  for (const inquiry::Conflict& conflict : material.conflicts()) {
    const Fact &first = facts[conflict.first], &second = facts[conflict.second];
    if (conflict.kind != inquiry::Conflict::Kind::values || conflict.role != role || !selector.takes(first) || !selector.takes(second))
      continue;
    const auto *a = std::get_if<double>(first.role(role)), *b = std::get_if<double>(second.role(role));
    if (!a || !b) continue;
    const double larger = std::max(std::fabs(*a), std::fabs(*b)), smaller = std::min(std::fabs(*a), std::fabs(*b));
    if (larger - smaller <= larger * percent / 100) continue;
    Finding& finding = add(out, rule, conflict.truth, first, &second);
    const double ratio = smaller > 0 ? larger / smaller : 0;
    auto about = [&](double what) { return std::fabs(ratio / what - 1) < 0.02; };
    finding.occasion = about(1000) || about(1e6) ? "thousand" : about(kKilometresInMile) ? "miles" : "";
    std::string name(role);
    std::replace(name.begin(), name.end(), '_', ' ');
    finding.slots = {{"role", name}, {"percent", model::print_number(std::round(100 * (larger - smaller) / larger))}};
  }
}

}  // namespace chancery::audit
