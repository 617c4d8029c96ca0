// SPDX-License-Identifier: Apache-2.0
#include "base/plain.h"

#include <gtest/gtest.h>

namespace chancery::base {
namespace {

TEST(PlainLetters, AreTypedWithoutCaseAccentsAndSigns) {
  EXPECT_EQ(plain_letters("Türkiye (Republic)"), "turkiye republic");
  EXPECT_EQ(plain_letters("Côte d'Ivoire"), "cote divoire");
  EXPECT_EQ(plain_letters("  Bosnia & Herzegovina "), "bosnia herzegovina");
  EXPECT_EQ(plain_letters("Қазақстан"), "қазақстан");
  EXPECT_EQ(plain_letters("Kaz"), "kaz");
  EXPECT_EQ(plain_letters("…"), "");
  EXPECT_EQ(plain_letters(""), "");
}

}  // namespace
}  // namespace chancery::base
