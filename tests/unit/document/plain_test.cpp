// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "document_support.h"

namespace chancery::document {
namespace {

using Shown = std::vector<std::string>;
Document plain(const std::string& text) { return read(text, "text"); }

const char* kProse =
    "The Strelsau League (SL) is an association of nine states that was founded on 8 December 1921 in order to keep the peace among "
    "them.\n";

TEST(Plain, AParagraphALine) {
  EXPECT_EQ(shown(plain("Ruritania opened an embassy in Rome in 1931.[1]\nIt closed in 1940.[citation needed]\n")),
            (Shown{"paragraph Ruritania opened an embassy in Rome in 1931.", "paragraph It closed in 1940."}));
}

TEST(Plain, WrappedLinesAreJoined) {
  const Document document = plain(
      "Ruritania and the outside world\n\n"
      "The kingdom opened its first embassy abroad in the spring of 1901, when the\n"
      "king sent an envoy to Paris. A consulate in Lyon followed two years later and\n"
      "was closed in the war that broke out in 1914 between its larger neighbours.\n\n"
      "- an item that is long enough to be wrapped at the end of the line as other\n"
      "  lines are\n"
      "- another item\n");
  EXPECT_EQ(document.title, "Ruritania and the outside world");
  EXPECT_EQ(shown(document),
            (Shown{"heading Ruritania and the outside world",
                   "paragraph The kingdom opened its first embassy abroad in the spring of 1901, when the king sent an envoy to Paris. A "
                   "consulate in Lyon "
                   "followed two years later and was closed in the war that broke out in 1914 between its larger neighbours.",
                   "item an item that is long enough to be wrapped at the end of the line as other lines are", "item another item"}));
}

TEST(Plain, PagesLoseTheirFurniture) {
  EXPECT_EQ(shown(plain("Guide 1995\n\nRuritania opened an embassy in Rome in the spring of the\n\n- 1 -\n\n\fGuide 1995\n\nyear 1931.\n\n- 2 -\n\n\f"
                        "Guide 1996\n\nIt closed in 1940.\n\n- 3 -\n\n\f")),
            (Shown{"paragraph Ruritania opened an embassy in Rome in the spring of the year 1931.", "paragraph It closed in 1940."}));
  // Two pages make no running head.
  EXPECT_EQ(shown(plain("It opened in 1931.\n\f\nIt opened in 1932.\n\f")), (Shown{"paragraph It opened in 1931.", "paragraph It opened in 1932."}));
}

TEST(Plain, HeadingsByShape) {
  const Document document =
      plain("Relations of Ruritania\n\nEmbassies\n\nRuritania has an embassy in Rome.\n\nSee also\n\nA list of embassies\n");
  EXPECT_EQ(shown(document), (Shown{"heading Relations of Ruritania", "heading Embassies", "paragraph Ruritania has an embassy in Rome."}));
  EXPECT_EQ(document.blocks[1].section, 0);
}

std::string page() {
  return std::string(
             "Not to be confused with the Other League.\n\n\nStrelsau League\n\n\n\nMembership\n\n\n9 member\nstates\n\n Ruritania\n "
             "Freedonia\n\n\n\nCapital\nStrelsau[1]\n\n\n\n"
             "Leaders\n\n\n\n\xE2\x80\xA2 Secretary\n\nRudolf Rassendyll\n\n\n\n") +
         kProse +
         "\n\n\nContents\n\n\n1 History\n2 Membership\n\n2.1 Member states\n\n\n3 References\n\n\n\n"
         "History[edit]\n\n\n\n\nThe signing of the charter, 1921\n\n\nThe league began with three states.\nA fourth joined in 1930.\n"
         "Membership[edit]\nThere are nine members.\nMember states[edit]\n\n\nCountry[3]\nRatified\nNotes\n\n\n\xC2\xA0Ruritania\n"
         "000000001922-02-18-000018 February 1922\nFounding state\n\n\n\xC2\xA0"
         "Freedonia\n000000001922-03-01-00001 March 1922\n\n\n\nSylvania\nNot ratified\nIt left the league in 1931.\n\n\n"
         "References[edit]\n\n\n^ A book.\n";
}

TEST(Plain, RenderedPages) {
  const Document document = plain(page());
  EXPECT_EQ(document.title, "Strelsau League");
  EXPECT_EQ(shown(document),
            (Shown{"caption Strelsau League", "caption Membership", "row 9 member states | Ruritania | Freedonia", "row Capital | Strelsau",
                   "caption Leaders", "row Secretary | Rudolf Rassendyll",
                   "paragraph The Strelsau League (SL) is an association of nine states that was founded on 8 December 1921 in order to "
                   "keep the peace among them.",
                   "heading History", "caption The signing of the charter, 1921", "paragraph The league began with three states.",
                   "paragraph A fourth joined in 1930.", "heading Membership", "paragraph There are nine members.", "heading Member states",
                   "row Ruritania | 18 February 1922 | Founding state", "row Freedonia | 1 March 1922", "row Sylvania | Not ratified",
                   "paragraph It left the league in 1931."}));
}

TEST(Plain, RowsKnowTheirHeads) {
  const Document document = plain(page());
  for (const Block& block : document.blocks) {
    if (block.text == "Capital | Strelsau") {
      EXPECT_EQ(block.cells.at(1).head, "Capital");
      EXPECT_EQ(block.title, "");
    }
    if (block.text == "Secretary | Rudolf Rassendyll") {
      EXPECT_EQ(block.title, "Leaders");
    }
    if (block.text.starts_with("Ruritania | 18")) {
      EXPECT_EQ(block.cells.at(0).head, "Country");
      EXPECT_EQ(block.cells.at(2).head, "Notes");
    }
    if (block.text == "It left the league in 1931.") {
      ASSERT_GE(block.row, 0);
      EXPECT_EQ(document.blocks[static_cast<std::size_t>(block.row)].cells.at(static_cast<std::size_t>(block.cell)).head, "Notes");
    }
    if (block.text == "Member states") {
      EXPECT_EQ(document.blocks[static_cast<std::size_t>(block.section)].text, "Membership");
    }
  }
}

TEST(Plain, ListsUnderAColon) {
  const Document document =
      plain(std::string(kProse) +
            "It rests on three things:\n\na common court\na common chamber\na common seat\n\nAll are in Strelsau today.\n\n\n\nX[edit]\n");
  EXPECT_EQ(document.blocks[2].kind, BlockKind::list_item);
  EXPECT_EQ(document.blocks[2].within, 1);
  EXPECT_EQ(document.blocks[4].text, "a common seat");
  EXPECT_EQ(document.blocks[5].kind, BlockKind::paragraph);
}

TEST(Plain, WikitextHeadings) {
  const Document document = plain("Lead.\n\n== History ==\nText.\n=== Early ===\nMore.\n== References ==\n<ref/>\n");
  EXPECT_EQ(shown(document), (Shown{"paragraph Lead.", "heading History", "paragraph Text.", "heading Early", "paragraph More."}));
  EXPECT_EQ(document.blocks[3].level, 3);
}

TEST(Plain, EndsAnywhere) {
  const std::string text = page();
  for (std::size_t size = 1; size < text.size(); ++size) {
    Options options;
    options.form = "text";
    auto document = parse("cut", text.substr(0, size), options);
    if (document) check(*document);
  }
}

}  // namespace
}  // namespace chancery::document
