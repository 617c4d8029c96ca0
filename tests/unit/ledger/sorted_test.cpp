// SPDX-License-Identifier: Apache-2.0
#include "ledger/sorted.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

struct Pair {
  int first, second;
  auto operator<=>(const Pair&) const = default;
};

std::vector<Pair> drained(Sorted<Pair>& rows) {
  std::vector<Pair> out;
  EXPECT_TRUE(rows.drain([&](const Pair& one) -> base::Result<> {
    out.push_back(one);
    return {};
  }));
  return out;
}

TEST(Sorted, GivesAllInOrderHoweverManyFit) {
  const fs::path folder = fs::path(testing::TempDir()) / ("chancery-sorted-" + std::to_string(getpid()));
  fs::create_directories(folder);
  const std::string beside = (folder / "l.ledger").string();
  std::mt19937 random(7);
  for (std::size_t count : {0, 1, 99, 100, 101, 1000, 12345}) {
    std::vector<Pair> expected;
    Sorted<Pair> rows(beside, 100);
    for (int round = 0; round < 2; ++round) {  // after it gave all, it can be filled again
      expected.clear();
      for (std::size_t i = 0; i < count; ++i) {
        expected.push_back({static_cast<int>(random() % 50), static_cast<int>(random())});
        ASSERT_TRUE(rows.put(expected.back()));
      }
      std::sort(expected.begin(), expected.end());
      EXPECT_EQ(drained(rows), expected) << count;
    }
  }
  EXPECT_TRUE(fs::is_empty(folder));
  fs::remove_all(folder);
}

TEST(Sorted, StopsAtAnError) {
  Sorted<Pair> rows((fs::path(testing::TempDir()) / "chancery-sorted").string(), 2);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(rows.put({i, i}));
  int taken = 0;
  auto ok = rows.drain([&](const Pair&) { return ++taken == 3 ? base::fail(base::ErrorKind::system, "full") : base::Result<>(); });
  EXPECT_FALSE(ok);
  EXPECT_EQ(taken, 3);
  Sorted<Pair> nowhere("/no such folder/x", 1);
  EXPECT_EQ(nowhere.put({1, 1}).error().kind, base::ErrorKind::system);
}

}  // namespace
}  // namespace chancery::ledger
