// SPDX-License-Identifier: Apache-2.0
// A document tells as a fact what happened after it was written, by the date that it gives of itself.
#include "audit/checks/checks.h"

namespace chancery::audit {

void foreseen(const Material& material, const Rule& rule, Findings& out) {
  const Day slack = rule.number("days", 0);
  for (const Fact& fact : material.facts()) {
    if (fact.mode != model::Mode::fact) continue;
    for (const ledger::Entry& entry : fact.statements) {
      const Bounds published = material.published(entry.source);
      const model::Time& time = entry.statement.time;
      const std::string& start = !time.on.empty() ? time.on : !time.since.empty() ? time.since : time.at;
      if (published.latest == time::kOpen || start.empty()) continue;
      auto begin = time::bounds(start);
      if (!begin || begin->earliest == time::kPast || begin->earliest <= published.latest + slack) continue;
      const time::CivilDate date = time::civil_of(published.latest);
      add(out, rule, Truth::certain, alone(fact, entry)).slots = {{"published", std::to_string(date.year)}};
    }
  }
}

}  // namespace chancery::audit
