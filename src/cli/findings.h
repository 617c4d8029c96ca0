// SPDX-License-Identifier: Apache-2.0
// Findings of the audit as people and programs read them. Not for what is found (src/audit). Plain functions; thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "ledger/ledger.h"

namespace chancery::cli {

// What was said of findings, by their keys, in order.
using Decisions = std::map<std::string, std::vector<ledger::Decision>, std::less<>>;
// Whether the last word on it is that it is settled: accepted as it is, or one side preferred.
bool settled(const Decisions& decisions, const audit::Finding& finding);

struct FindingsLayout {
  bool grouped = false;  // by what may be wrong, under a heading each
  std::size_t columns = 80;
};

std::string findings_text(const std::vector<audit::Finding>& findings, const Decisions& decisions, const FindingsLayout& layout);
std::string findings_table(const std::vector<audit::Finding>& findings, const FindingsLayout& layout);
std::string findings_markdown(const std::vector<audit::Finding>& findings, const Decisions& decisions, const FindingsLayout& layout);
std::string findings_jsonl(const std::vector<audit::Finding>& findings, const Decisions& decisions);
std::string findings_csv(const std::vector<audit::Finding>& findings, const Decisions& decisions);

}  // namespace chancery::cli
