// SPDX-License-Identifier: Apache-2.0
// Dates that stand together and share what they leave out: "13–14 November 2006", "between 22 March and 1 April 1948", "in 1992,
// 1995 and 2001", "1991–present". Not for what they are counted from. Plain values; thread-safe.
#pragma once

#include <array>
#include <cstddef>

#include "reading/date_point.h"

namespace chancery::reading {

struct DateChain {
  static constexpr std::size_t kMost = 8;
  std::array<Point, kMost> points;
  std::array<Link, kMost> links{};  // what joins a point to the one before
  std::size_t count = 0;
  bool between = false;   // "between" leads to them
  bool open_end = false;  // "–present"

  const Point& last() const { return points[count - 1]; }
  // Whether points[n] and the next are the two ends of one interval.
  bool pair(const DateText& text, std::size_t n) const;
};

// The dates from token `i` on. Where there are none, count is 0 and the result is where to look on.
std::size_t chain_at(const DateText& text, std::size_t i, DateChain& chain);

}  // namespace chancery::reading
