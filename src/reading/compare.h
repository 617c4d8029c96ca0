// SPDX-License-Identifier: Apache-2.0
// What two readings of one document, by two rule bases, say differently. Not for which of them is right. Plain functions; thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "model/statement.h"

namespace chancery::reading {

// A statement won has no `before`, one lost no `after`; a changed one has both: they are of one kind and of words that overlap.
struct Change {
  std::optional<model::Statement> before, after;
};

// In order of place. Statements that differ in nothing but the rule that read them are the same.
std::vector<Change> compare(const std::vector<model::Statement>& before, const std::vector<model::Statement>& after);

}  // namespace chancery::reading
