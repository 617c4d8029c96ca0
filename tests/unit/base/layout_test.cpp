// SPDX-License-Identifier: Apache-2.0
#include "base/layout.h"

#include <gtest/gtest.h>

namespace chancery::base {
namespace {

TEST(Layout, WidthsFollowUnicode) {
  EXPECT_EQ(display_width("Astana"), 6u);
  EXPECT_EQ(display_width("São Tomé"), 8u);
  EXPECT_EQ(display_width("e\xcc\x81t\xc3\xa9"), 3u);  // a combining accent takes no column
  EXPECT_EQ(display_width("北京"), 4u);
  EXPECT_EQ(display_width("Қазақстан"), 9u);
  EXPECT_EQ(display_width("a\xff"), 2u);
}

TEST(Layout, PrintableCannotSteerATerminal) {
  EXPECT_EQ(printable("red \x1b[31malert\x07"), "red \xef\xbf\xbd[31malert\xef\xbf\xbd");
  EXPECT_EQ(printable("a\nb\tc"), "a b c");
  EXPECT_EQ(printable("abc\xe2\x80\xae" "def"), "abcdef");  // right-to-left override
  EXPECT_EQ(printable("\xc2\x9b" "31m"), "\xef\xbf\xbd" "31m");  // C1 control
  EXPECT_EQ(printable("bad \xc3"), "bad \xef\xbf\xbd");
}

TEST(Layout, WrapsAtSpacesAndCutsOnlyLongWords) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrap("the embassy in Astana", 11), (Lines{"the embassy", "in Astana"}));
  EXPECT_EQ(wrap("", 10), Lines{""});
  EXPECT_EQ(wrap("abcdefghij", 4), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrap("北京大使館", 4), (Lines{"北京", "大使", "館"}));
}

TEST(Layout, Shortens) {
  EXPECT_EQ(shorten("Astana", 6), "Astana");
  EXPECT_EQ(shorten("Astana", 4), "Ast…");
  EXPECT_EQ(shorten("in Astana", 4), "in…");
}

TEST(Layout, TableFitsItsWidth) {
  TextTable table;
  table.column("what");
  table.column("count", TextTable::Align::right);
  table.row({"an embassy and an honorary consulate in Sofia", "1,200"});
  table.row({"short", "7"});
  EXPECT_EQ(table.render(30),
            "what                     count\n"
            "───────────────────────  ─────\n"
            "an embassy and an        1,200\n"
            "honorary consulate in\n"
            "Sofia\n"
            "short                        7\n");
  std::string wide = table.render(200);
  EXPECT_NE(wide.find("an embassy and an honorary consulate in Sofia  1,200\n"), std::string::npos);
}

TEST(Layout, TableOfNarrowWidthStillEnds) {
  TextTable table;
  for (int i = 0; i < 5; ++i) table.column("h" + std::to_string(i));
  table.row({"aaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccc", "ddd", "e"});
  EXPECT_FALSE(table.render(10).empty());
}

}  // namespace
}  // namespace chancery::base
