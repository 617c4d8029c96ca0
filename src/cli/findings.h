// SPDX-License-Identifier: Apache-2.0
// Findings of the audit as people and programs read them. Not for what is found (src/audit). Plain functions; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "audit/decisions.h"

namespace chancery::cli {

using audit::Decisions;

struct FindingsLayout {
  bool grouped = false;  // by what may be wrong, under a heading each
  std::size_t columns = 80;
};

std::string findings_text(const std::vector<audit::Finding>& findings, const Decisions& decisions, const FindingsLayout& layout);
std::string findings_table(const std::vector<audit::Finding>& findings, const FindingsLayout& layout);
std::string findings_markdown(const std::vector<audit::Finding>& findings, const Decisions& decisions, const FindingsLayout& layout);
std::string findings_csv(const std::vector<audit::Finding>& findings, const Decisions& decisions);

}  // namespace chancery::cli
