// SPDX-License-Identifier: Apache-2.0
#include "document/templates.h"

#include <gtest/gtest.h>

namespace chancery::document {
namespace {

TEST(Templates, ShowWhatTheDataSays) {
  auto table = compile_templates("# words\nfirst: flag, c.\nlast: lang, lang-*, sort\ndate: dts", "t.txt");
  ASSERT_TRUE(table) << table.error().message;
  auto templates = Templates::open(*table);
  ASSERT_TRUE(templates);
  EXPECT_EQ(templates->shows("flag"), Shows::first);
  EXPECT_EQ(templates->shows("Flag"), Shows::first);
  EXPECT_EQ(templates->shows("C."), Shows::first);
  EXPECT_EQ(templates->shows("DTS"), Shows::date);
  EXPECT_EQ(templates->shows("lang"), Shows::last);
  EXPECT_EQ(templates->shows("lang-kk"), Shows::last);
  EXPECT_EQ(templates->shows("langx"), Shows::nothing);
  EXPECT_EQ(templates->shows("flags"), Shows::nothing);
  EXPECT_EQ(templates->shows("fla"), Shows::nothing);
  EXPECT_EQ(templates->shows(""), Shows::nothing);
}

TEST(Templates, BuiltIn) {
  EXPECT_EQ(Templates::built_in().shows("flagcountry"), Shows::first);
  EXPECT_EQ(Templates::built_in().shows("cite web"), Shows::nothing);
}

TEST(Templates, ErrorsNameTheLine) {
  for (const char* text : {"\nfrist: flag", "\nfirst: flag, Flagu", "\nfirst: flag,, sort", "first: flag\nlast: flag", "\nfirst: *"}) {
    auto table = compile_templates(text, "t.txt");
    ASSERT_FALSE(table) << text;
    EXPECT_EQ(table.error().place, "t.txt:2") << text;
  }
}

}  // namespace
}  // namespace chancery::document
