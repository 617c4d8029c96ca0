// SPDX-License-Identifier: Apache-2.0
// Who presides over an organisation belongs to it: not before he joined, nor after he left, nor as one who only looks on.
// Nothing is found of those of whose membership nothing is said.
#include <algorithm>
#include <map>

#include "audit/checks/checks.h"

namespace chancery::audit {

void belongs(const Material& material, const Rule& rule, Findings& out) {
  const Selector selector(rule, "of", material.kinds());
  const std::string who(rule.parameter("who")->values[0]), to(rule.parameter("to")->values[0]);
  std::map<std::pair<std::string, std::string>, std::vector<const Fact*>> memberships;
  for (const Fact& fact : material.facts())
    if (fact.kind == "membership" && fact.mode == model::Mode::fact)
      memberships[{text_of(fact, "member"), text_of(fact, "organization")}].push_back(&fact);
  for (const Fact* chair : material.selected(selector)) {
    auto it = memberships.find({text_of(*chair, who), text_of(*chair, to)});
    if (it == memberships.end()) continue;
    const Fact* against = nullptr;
    std::string_view occasion;
    bool may = false;
    for (const Fact* fact : it->second) {
      const std::string status = text_of(*fact, "status");
      const bool full = fact->polarity && (status.empty() || status == "member" || status == "founder");
      if (full && together(fact->interval, chair->interval) != Truth::no) {
        may = true;
      } else if (full || !fact->polarity || fact->time.empty()) {
        against = fact;
        occasion = !full ? "status" : chair->interval.end.latest < fact->interval.begin.earliest ? "before" : "after";
      }
    }
    if (against && !may) add(out, rule, against->time.empty() ? Truth::possible : Truth::certain, *chair, against).occasion = occasion;
  }
}

}  // namespace chancery::audit
