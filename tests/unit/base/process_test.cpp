// SPDX-License-Identifier: Apache-2.0
#include "base/process.h"

#include <gtest/gtest.h>

namespace chancery::base {
namespace {

TEST(Process, GivesWhatAProgramWrites) {
  const std::string large(3 << 20, 'x');
  EXPECT_EQ(run_program({"cat"}, large).value_or("?"), large);
  EXPECT_EQ(run_program({"printf", "%s|%s", "a b", "$HOME"}, "").value_or("?"), "a b|$HOME");
}

TEST(Process, TellsWhatIsWrong) {
  auto missing = run_program({"no-such-program-at-all"}, "");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  auto failed = run_program({"cat", "/no/such/file"}, "");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::unreadable);
  EXPECT_NE(failed.error().message.find("/no/such/file"), std::string::npos);
  auto large = run_program({"cat", "/dev/zero"}, "", {.size = 1000});
  ASSERT_FALSE(large);
  EXPECT_NE(large.error().message.find("more than 1000 bytes"), std::string::npos);
  auto slow = run_program({"sleep", "100"}, "", {.time = std::chrono::seconds(0)});
  ASSERT_FALSE(slow);
  EXPECT_NE(slow.error().message.find("longer than"), std::string::npos);
}

}  // namespace
}  // namespace chancery::base
