// SPDX-License-Identifier: Apache-2.0
// A ledger's content as JSON Lines (docs/formats/statements.md, "Whole ledgers"): each source with what it says of itself, then what it
// states. Without texts, what was taken back, decisions and clocks. One writer and one reader; not thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"

namespace chancery::ledger {

struct ExportOptions {
  std::vector<std::string> licences = {};  // only sources under one of these; empty: all
  bool words = true;                       // what is quoted; else its hash
};

// Hands on lines, many at a time, in the order in which sources and statements came.
base::Result<> write_interchange(const Ledger& ledger, const ExportOptions& options,
                                 const std::function<base::Result<>(std::string_view)>& write);

// Reads such a file, packed or not, source by source.
class InterchangeReader {
 public:
  static base::Result<InterchangeReader> open(const std::string& path);
  InterchangeReader(InterchangeReader&&) noexcept;
  ~InterchangeReader();

  // Some sources with their statements: for Ledger::record(). None at the end. The error names file and line.
  base::Result<std::vector<Reading>> next();

 private:
  struct State;
  explicit InterchangeReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chancery::ledger
