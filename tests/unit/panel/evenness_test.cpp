// SPDX-License-Identifier: Apache-2.0
#include "panel/evenness.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace chancery::panel {
namespace {

double of(const std::vector<double>& amounts) {
  std::vector<Range> ranges;
  for (double amount : amounts) ranges.push_back({amount, amount});
  auto range = evenness(ranges);
  EXPECT_TRUE(range);
  EXPECT_NEAR(range->from, range->to, 1e-12);
  return range->from;
}

TEST(Evenness, IsOneForEqualSharesAndZeroForOneAlone) {
  EXPECT_DOUBLE_EQ(of({4, 4, 4}), 1);
  EXPECT_DOUBLE_EQ(of({0, 7}), 0);
  EXPECT_NEAR(of({3, 1}), (1 - (9.0 + 1) / 16) / 0.5, 1e-12);
  EXPECT_NEAR(of({30, 10, 20}), of({3, 1, 2}), 1e-12);
}

TEST(Evenness, IsUnknownWithoutAmounts) {
  EXPECT_FALSE(evenness({}));
  const std::vector<Range> one = {{1, 1}}, none = {{0, 0}, {0, 0}}, perhaps = {{0, 1}, {0, 0}};
  EXPECT_FALSE(evenness(one));
  EXPECT_FALSE(evenness(none));
  EXPECT_EQ(evenness(perhaps), (Range{0, 1}));
}

// The bounds hold every value that amounts drawn within the ranges have, and a fine grid comes near to them.
TEST(Evenness, BoundsAreThoseOfAllAmountsWithinTheRanges) {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    std::vector<Range> ranges;
    const std::size_t n = 2 + round % 2;
    for (std::size_t i = 0; i < n; ++i) {
      const double from = static_cast<double>(random() % 5), length = static_cast<double>(random() % 6);
      ranges.push_back({from, from + length});
    }
    ranges[0].from += 1, ranges[0].to += 1;
    auto bounds = evenness(ranges);
    ASSERT_TRUE(bounds);
    constexpr int kSteps = 40;
    double least = 1, most = 0;
    std::vector<Range> point(n);
    for (int step = 0; step < (n == 2 ? kSteps * kSteps : kSteps * kSteps * kSteps); ++step) {
      for (std::size_t i = 0, rest = static_cast<std::size_t>(step); i < n; ++i, rest /= kSteps) {
        const double amount = ranges[i].from + (ranges[i].to - ranges[i].from) * static_cast<double>(rest % kSteps) / (kSteps - 1);
        point[i] = {amount, amount};
      }
      const Range value = *evenness(point);
      least = std::min(least, value.from), most = std::max(most, value.to);
    }
    EXPECT_LE(bounds->from, least + 1e-9);
    EXPECT_GE(bounds->to, most - 1e-9);
    EXPECT_NEAR(bounds->from, least, 1e-9);  // a corner, which the grid has
    EXPECT_NEAR(bounds->to, most, 0.02);
  }
}

}  // namespace
}  // namespace chancery::panel
