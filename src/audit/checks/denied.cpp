// SPDX-License-Identifier: Apache-2.0
// One source says it, another (or the same one elsewhere) denies it of the same time.
#include <algorithm>

#include "audit/checks/checks.h"

namespace chancery::audit {

void said_and_denied(const Material& material, const Rule& rule, Findings& out) {
  const Selector selector(rule, "of", material.kinds());
  const bool same_document = rule.parameter("same-document") != nullptr;
  const std::vector<Fact>& facts = material.facts();
  for (const inquiry::Conflict& conflict : material.conflicts()) {
    if (conflict.kind != inquiry::Conflict::Kind::denial) continue;
    const bool first_said = facts[conflict.first].polarity;
    const Fact &said = facts[first_said ? conflict.first : conflict.second], &denied = facts[first_said ? conflict.second : conflict.first];
    if (!selector.takes(said)) continue;
    const auto left = sources_of(said), right = sources_of(denied);
    std::vector<std::int64_t> shared;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
    if (same_document && shared.empty()) continue;
    add(out, rule, conflict.truth, said, &denied).occasion = shared.empty() ? "" : "same-document";
  }
}

}  // namespace chancery::audit
