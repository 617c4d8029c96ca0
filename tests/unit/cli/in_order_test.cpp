// SPDX-License-Identifier: Apache-2.0
#include "cli/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>

namespace chancery::cli {
namespace {

struct Task {
  int number;
  std::uint64_t bytes;
};

TEST(InOrder, ResultsComeInTheOrderOfTasks) {
  for (std::size_t threads : {1, 2, 5}) {
    int next = 0, expected = 0;
    in_order(
        threads, [&] { return next < 2000 ? std::optional(Task{next++, 1}) : std::nullopt; }, [](Task task) { return task.number * 2; },
        [&](int result) { return result == 2 * expected++; });
    EXPECT_EQ(expected, 2000) << threads;
  }
}

TEST(InOrder, NoMoreBytesWaitThanMay) {
  std::atomic<int> waiting{0};
  int next = 0, most = 0;
  in_order(
      4, [&] { return next < 200 ? std::optional(Task{next++, kBytesAtATime / 4}) : std::nullopt; },
      [&](Task task) {
        ++waiting;
        return task.number;
      },
      [&](int) {
        most = std::max(most, waiting.load());
        --waiting;
        return true;
      });
  EXPECT_EQ(next, 200);
  EXPECT_LE(most, 5);
}

TEST(InOrder, EndsWhereTheTakerEnds) {
  int next = 0, taken = 0;
  in_order(3, [&] { return std::optional(Task{next++, 1}); }, [](Task task) { return task.number; }, [&](int) { return ++taken < 10; });
  EXPECT_EQ(taken, 10);
}

}  // namespace
}  // namespace chancery::cli
