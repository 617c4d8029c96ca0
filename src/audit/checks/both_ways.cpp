// SPDX-License-Identifier: Apache-2.0
// Two things of one pair that exclude each other hold at once: an embassy in a country, and representation there from
// elsewhere.
#include <algorithm>
#include <map>

#include "audit/checks/checks.h"

namespace chancery::audit {

void both_ways(const Material& material, const Rule& rule, Findings& out) {
  const Selector first(rule, "first", material.kinds()), second(rule, "second", material.kinds());
  std::map<std::pair<std::string, std::string>, std::vector<const Fact*>> resident;
  for (const Fact* fact : material.selected(first)) resident[{text_of(*fact, "sender"), text_of(*fact, "host")}].push_back(fact);
  for (const Fact* fact : material.selected(second)) {
    auto it = resident.find({text_of(*fact, "sender"), text_of(*fact, "host")});
    if (it == resident.end()) continue;
    for (const Fact* other : it->second) {
      const model::Kind kind = *material.kinds().find(other->kind);
      if (kind.ends(other->statements[0].statement)) continue;
      const Truth truth = together(fact->interval, other->interval);
      if (truth == Truth::no) continue;
      const auto left = sources_of(*fact), right = sources_of(*other);
      const bool shared = std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
      // One document that speaks of both as they are, without dates, speaks of one time.
      if (truth == Truth::possible && !(shared && fact->time.empty() && other->time.empty())) continue;
      add(out, rule, truth, *other, fact).occasion = shared ? "same-document" : "";
      break;
    }
  }
}

}  // namespace chancery::audit
