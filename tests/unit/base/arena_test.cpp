// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::base {
namespace {

TEST(Arena, WhatIsKeptStaysWhereItIs) {
  Arena arena;
  std::vector<std::string> given;
  std::vector<std::string_view> kept;
  for (int i = 0; i < 20000; ++i) kept.push_back(arena.keep(given.emplace_back("text " + std::to_string(i))));
  for (std::size_t i = 0; i < given.size(); ++i) ASSERT_EQ(kept[i], given[i]);
}

TEST(Arena, ArraysAreAligned) {
  Arena arena;
  arena.keep("x");
  auto numbers = arena.keep(std::vector<double>{1, 2, 3});
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(numbers.data()) % alignof(double), 0u);
  ASSERT_EQ(numbers.size(), 3u);
  EXPECT_EQ(numbers[2], 3);
  EXPECT_EQ(arena.keep(7).front(), 7);
}

TEST(Arena, TakesWhatIsLargerThanAChunkAndUsesItsMemoryAgain) {
  Arena arena;
  const std::string large(1 << 20, 'a');
  const std::string_view first = arena.keep(large);
  EXPECT_EQ(first, large);
  arena.clear();
  EXPECT_EQ(arena.keep(std::string(1 << 20, 'b')).data(), first.data());
  EXPECT_TRUE(arena.keep(std::string_view()).empty());
}

}  // namespace
}  // namespace chancery::base
