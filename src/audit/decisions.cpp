// SPDX-License-Identifier: Apache-2.0
#include "audit/decisions.h"

#include <fmt/core.h>

#include <algorithm>

namespace chancery::audit {

using base::ErrorKind;
using base::fail;

base::Result<Decisions> decisions_in(const inquiry::Inquiry& inquiry) {
  auto all = inquiry.ledger().decisions(inquiry.window().known);
  if (!all) return tl::unexpected(all.error());
  Decisions out;
  for (ledger::Decision& decision : *all) out[decision.finding].push_back(std::move(decision));
  return out;
}

const std::vector<ledger::Decision>& decisions_on(const Decisions& decisions, const Finding& finding) {
  static const std::vector<ledger::Decision> none;
  auto it = decisions.find(finding.key);
  return it == decisions.end() ? none : it->second;
}

bool settled(const Decisions& decisions, const Finding& finding) {
  const auto& said = decisions_on(decisions, finding);
  return std::any_of(said.begin(), said.end(), [](const ledger::Decision& one) { return one.action != ledger::Decision::Action::note; });
}

base::Result<Finding> finding_of(const inquiry::Inquiry& inquiry, const Rules& rules, const Words& words, std::string_view key) {
  auto findings = audit(inquiry, rules, {}, words);
  if (!findings) return tl::unexpected(findings.error());
  const std::string wanted = (key.starts_with("f:") ? "" : "f:") + std::string(key);
  const Finding* found = nullptr;
  for (const Finding& finding : *findings) {
    if (!finding.key.starts_with(wanted)) continue;
    if (found) return fail(ErrorKind::usage, fmt::format("several findings' keys begin with {}", wanted), "", "give more of the key");
    found = &finding;
  }
  if (!found) return fail(ErrorKind::not_found, "no finding has the key " + wanted, "", "`chancery audit` tells each finding's key");
  return *found;
}

base::Result<> decide(ledger::Ledger& ledger, const Finding& finding, ledger::Decision decision) {
  decision.finding = finding.key;
  if (decision.action == ledger::Decision::Action::prefer) {
    auto entry = ledger.entry(decision.preferred);
    if (!entry) return tl::unexpected(entry.error());
    auto says = [&](const inquiry::Fact& fact) {
      return std::any_of(fact.statements.begin(), fact.statements.end(), [&](const ledger::Entry& one) { return one.id == entry->id; });
    };
    if (!says(finding.first) && !(finding.second && says(*finding.second)))
      return fail(ErrorKind::usage, "the statement is on neither side of the finding", "", "`chancery audit` lists the statements of both");
    decision.preferred = entry->id;
  }
  return ledger.decide(decision);
}

}  // namespace chancery::audit
