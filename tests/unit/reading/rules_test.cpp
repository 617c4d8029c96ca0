// SPDX-License-Identifier: Apache-2.0
// Rule files that once hurt the compiler.
#include "reading/rules.h"

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

// A repeated body was once compiled twice, so that thirty marks in a row made a thousand million instructions.
TEST(Rules, RepeatedRepeatsStaySmall) {
  auto table = compile_texts({{"a.rules", "rule visit/x\n  match it" + std::string(30, '+') + " {s:STATE}\n  make visit to=$s\n"}});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_LT(table->size(), 100000u);
}

}  // namespace
}  // namespace chancery::reading
