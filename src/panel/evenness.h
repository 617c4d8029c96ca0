// SPDX-License-Identifier: Apache-2.0
// How evenly something is spread over several, from 0 (all with one) to 1 (the same with each): 1 minus the Herfindahl index of the
// shares, divided by the most that this can be, 1 - 1/n. Plain functions; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace chancery::panel {

// Both ends included.
struct Range {
  double from = 0, to = 0;
  bool operator==(const Range&) const = default;
};

inline constexpr std::size_t kMostAmounts = 12;

// The least and the most that the evenness of amounts within these ranges (none below 0) can be; exact. Nothing for fewer than two
// amounts or more than kMostAmounts, or where all are 0. Where all may be 0 and need not be, any value is possible: 0 to 1.
std::optional<Range> evenness(std::span<const Range> amounts);

}  // namespace chancery::panel
