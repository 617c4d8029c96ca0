// SPDX-License-Identifier: Apache-2.0
// What came, went and changed between two states of a ledger, or between it and what is supposed over it, and why. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"

namespace chancery::inquiry {

struct Change {
  enum class Kind : std::uint8_t { came, went, changed } kind = Kind::came;
  Fact before, after;             // of what came, no `before`; of what went, no `after`
  std::vector<std::string> what;  // of what changed: roles, and "on", "since", "until", "at", "certainty", "said" (by more, or by fewer)
  std::vector<std::string> why;   // one line each: which documents, who, and what they said of it
};
std::string_view name_of(Change::Kind kind);

// In the order of the facts. Facts are the same where they are about the same thing and agree, or share a statement.
base::Result<std::vector<Change>> changes(const Inquiry& before, const Inquiry& after, const Question& question);

}  // namespace chancery::inquiry
