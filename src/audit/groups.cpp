// SPDX-License-Identifier: Apache-2.0
#include "audit/groups.h"

#include <algorithm>
#include <map>

#include "audit/keys.h"

namespace chancery::audit {

void group(std::vector<Finding>& findings, const model::Kinds& kinds, const Words& words) {
  struct Suspect {
    std::string claim, about;
    std::vector<std::size_t> findings;
  };
  std::map<std::string, Suspect> suspects;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    auto suspect = [&](std::string claim, const std::string& about) {
      Suspect& one = suspects[claim];
      one.claim = claim;
      if (one.about.empty()) one.about = about;
      one.findings.push_back(i);
    };
    // What a check names is likelier than the facts themselves.
    for (const std::string& name : finding.suspects) suspect(name, name);
    suspect(claim_of(finding.first, kinds), words.sentence(finding.first));
    if (finding.second) suspect(claim_of(*finding.second, kinds), words.sentence(*finding.second));
  }
  std::vector<const Suspect*> order;
  for (const auto& [claim, suspect] : suspects) order.push_back(&suspect);
  std::stable_sort(order.begin(), order.end(), [](const Suspect* a, const Suspect* b) { return a->findings.size() > b->findings.size(); });
  for (const Suspect* suspect : order) {
    for (std::size_t i : suspect->findings) {
      if (!findings[i].group.empty()) continue;
      findings[i].group = hashed(suspect->claim);
      findings[i].group_about = suspect->about;
    }
  }
}

}  // namespace chancery::audit
