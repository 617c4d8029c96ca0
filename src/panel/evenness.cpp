// SPDX-License-Identifier: Apache-2.0
#include "panel/evenness.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace chancery::panel {
namespace {

double of_sums(double sum, double squares, double n) { return std::clamp((1 - squares / (sum * sum)) / (1 - 1 / n), 0.0, 1.0); }

// The shares' concentration is the same for amounts in proportion, and those that keep it under a limit form a convex cone: it is least
// where all amounts are as near to one level as their ranges let them, and greatest where each is at an end of its range.
double most(std::span<const Range> amounts) {
  const double n = static_cast<double>(amounts.size());
  std::vector<double> levels;
  for (const Range& one : amounts) levels.insert(levels.end(), {one.from, one.to});
  std::sort(levels.begin(), levels.end());
  double best = 0;
  auto at = [&](double level) {
    double sum = 0, squares = 0;
    for (const Range& one : amounts) {
      const double amount = std::clamp(level, one.from, one.to);
      sum += amount, squares += amount * amount;
    }
    if (sum > 0) best = std::max(best, of_sums(sum, squares, n));
  };
  for (std::size_t i = 0; i < levels.size(); ++i) {
    at(levels[i]);
    if (i == 0 || levels[i] == levels[i - 1]) continue;
    // Between two ends some amounts stay and k move with the level: there (Q + k·x²) / (S + k·x)² is least at x = Q / S.
    double sum = 0, squares = 0;
    for (const Range& one : amounts) {
      if (one.from < levels[i] && one.to > levels[i - 1]) continue;
      const double fixed = std::clamp(levels[i], one.from, one.to);
      sum += fixed, squares += fixed * fixed;
    }
    if (sum > 0) at(std::clamp(squares / sum, levels[i - 1], levels[i]));
  }
  return best;
}

double least(std::span<const Range> amounts) {
  const double n = static_cast<double>(amounts.size());
  double worst = 1;
  for (std::uint32_t corner = 0; corner < 1u << amounts.size(); ++corner) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const double amount = corner >> i & 1 ? amounts[i].to : amounts[i].from;
      sum += amount, squares += amount * amount;
    }
    if (sum > 0) worst = std::min(worst, of_sums(sum, squares, n));
  }
  return worst;
}

}  // namespace

std::optional<Range> evenness(std::span<const Range> amounts) {
  if (amounts.size() < 2 || amounts.size() > kMostAmounts) return std::nullopt;
  const bool may_be_none = std::all_of(amounts.begin(), amounts.end(), [](const Range& one) { return one.from <= 0; });
  const bool is_none = std::all_of(amounts.begin(), amounts.end(), [](const Range& one) { return one.to <= 0; });
  if (is_none) return std::nullopt;
  if (may_be_none) return Range{0, 1};
  return Range{least(amounts), most(amounts)};
}

}  // namespace chancery::panel
