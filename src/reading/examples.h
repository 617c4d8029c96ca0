// SPDX-License-Identifier: Apache-2.0
// Runs the `yes` and `no` sentences that rules are written with: a `yes` must make what its `=>` lines say (the roles and times they name),
// by whichever rule; a `no` must make no fact by its own rule. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/statement.h"
#include "reading/reader.h"

namespace chancery::reading {

// A statement as a `=>` line has it: "deny mission sender=LVA host=KAZ type=embassy since=1992".
std::string as_line(const model::Statement& statement);

// Whether a statement has all that a `=>` line names; sets in any order, the sides of a pair too.
bool fits(const model::Statement& statement, std::string_view expected);

struct ExampleRun {
  std::vector<std::string> missing;   // of a `yes`: `=>` lines that no statement fits
  bool empty = false;                 // a `yes` without any
  std::vector<std::string> unwanted;  // of a `no`: what its rule made, as lines
  Explanation told;

  bool holds() const { return missing.empty() && !empty && unwanted.empty(); }
};

ExampleRun run_example(const Reader& reader, const Example& example);

}  // namespace chancery::reading
