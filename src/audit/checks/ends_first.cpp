// SPDX-License-Identifier: Apache-2.0
// A statement says that something ended before it began, or happened after it had ended.
#include "audit/checks/checks.h"

namespace chancery::audit {

void ends_first(const Material& material, const Rule& rule, Findings& out) {
  for (const Fact& fact : material.facts()) {
    for (const ledger::Entry& entry : fact.statements) {
      const model::Time& time = entry.statement.time;
      const std::string& start = time.since.empty() ? time.on : time.since;
      if (time.until.empty() || time.until == ".." || start.empty()) continue;
      auto begin = time::bounds(start), end = time::bounds(time.until);
      if (begin && end && end->latest < begin->earliest) add(out, rule, Truth::certain, alone(fact, entry));
    }
  }
}

}  // namespace chancery::audit
