// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "document/document.h"
#include "document_support.h"

namespace chancery::document {
namespace {

Document wikitext(const std::string& text) { return read(text, "wikitext"); }

// A line a block: "row Latvia | 3 May 1994".
std::string told(const Document& document) {
  static const char* kKinds[] = {"heading", "paragraph", "item", "row", "caption", "gloss"};
  std::string out;
  for (const Block& block : document.blocks) {
    out += std::string(kKinds[static_cast<int>(block.kind)]) + (block.row >= 0 ? "@" + std::to_string(block.cell) : "") + " " + block.text +
           "\n";
    for (const Cell& cell : block.cells)
      if (!cell.head.empty()) out += "  " + cell.head + ": " + block.text.substr(cell.from, cell.to - cell.from) + "\n";
  }
  return out;
}

TEST(Wikitext, ShowsWhatAReaderSees) {
  EXPECT_EQ(told(wikitext("'''Foreign relations of [[Latvia]]''' are ''run'' by the [[Ministry (Latvia)|ministry]].<ref name=\"a\">{{cite "
                          "web|title=X}}</ref>"
                          "<!-- a note -->\nThey began in {{start date|1991|8|27}}{{citation needed}} with&nbsp;{{flag|Estonia|1990}} "
                          "[https://example.org the list].\n[[File:a.jpg|thumb|A [[b]]]]\n[[Category:Latvia]]\n")),
            "paragraph Foreign relations of Latvia are run by the ministry. They began in 27 August 1991 with Estonia the list.\n");
}

TEST(Wikitext, ModulesCalledAsTemplates) {
  EXPECT_EQ(told(wikitext("Since {{#invoke:dts|main|1991|8|27}} with {{#invoke:flag||Estonia}}.{{#invoke:cite|web|title=X}}\n")),
            "paragraph Since 27 August 1991 with Estonia.\n");
}

TEST(Wikitext, HeadingsListsAndTheTitle) {
  Document document =
      wikitext("'''Foreign relations of Latvia''' are old.\n\n== Asia ==\n* [[China]]\n** Embassy in Riga\n=== References ===\n* gone\n");
  EXPECT_EQ(document.title, "Foreign relations of Latvia");
  EXPECT_EQ(
      told(document),
      "paragraph Foreign relations of Latvia are old.\nheading Asia\nitem China\nitem Embassy in Riga\nheading References\nitem gone\n");
  EXPECT_TRUE(document.blocks.back().silent);
}

TEST(Wikitext, TermsAndBoldLinesAreHeadings) {
  EXPECT_EQ(told(wikitext("Latvia.\n\n== Africa ==\n;Chad\nIt has an embassy.\n\n'''Mali'''\n\nIt has none.\n\n'''Riga''' is far.\n; term "
                          ": what it means\n")),
            "paragraph Latvia.\nheading Africa\nheading Chad\nparagraph It has an embassy.\nheading Mali\nparagraph It has none.\n"
            "paragraph Riga is far.\nparagraph term : what it means\n");
}

// Where the first paragraph has no words in bold, the page is called as the category it comes first in.
TEST(Wikitext, TheTitleByTheOwnCategory) {
  const std::string page =
      "Latvia is small.\n\n'''Quarrels''' are few.\n\n[[Category:Baltic states]]\n[[Category:Foreign relations of Latvia| ]]\n";
  EXPECT_EQ(wikitext(page).title, "Foreign relations of Latvia");
  EXPECT_EQ(wikitext("'''Latvia''' is small.\n\n" + page).title, "Latvia");
  EXPECT_EQ(wikitext("Latvia is small.\n\n[[Category:Latvia|Riga]] [[Baltic]]").title, "");
}

TEST(Wikitext, TablesWithSpansHeadsAndListsInCells) {
  EXPECT_EQ(told(wikitext("{| class=\"wikitable\"\n! colspan=\"3\" | Relations\n|-\n! Country !! Date<ref>x</ref>\n!Notes\n|-\n"
                          "| rowspan=\"2\" | {{flag|Chad}}||3 May 1994||See [[Chad–Latvia relations]]\n* Chad has an embassy in "
                          "Riga.\n|-\n| 1995 || none\n|-\n"
                          "| style=\"x\" | [[Peru|Republic of Peru]]\n| {{dts|1997|6}}\n|\n|}\nAfter it.\n")),
            "caption Relations\n"
            "row Chad | 3 May 1994\n  Country: Chad\n  Date: 3 May 1994\n  Notes: \n"
            "paragraph@2 See Chad–Latvia relations\nitem@2 Chad has an embassy in Riga.\n"
            "row Chad | 1995 | none\n  Country: Chad\n  Date: 1995\n  Notes: none\n"
            "row Republic of Peru | June 1997\n  Country: Republic of Peru\n  Date: June 1997\n  Notes: \n"
            "paragraph After it.\n");
}

TEST(Wikitext, TemplatesThatWrapLines) {
  EXPECT_EQ(told(wikitext("{{columns-list|colwidth=20em|\n* [[Chad]]\n* {{flag|Peru}}\n}}\nAfter it.\n{{columns-list|x}}\n[[a]]")),
            "item Chad\nitem Peru\nparagraph After it. a\n");
}

TEST(Wikitext, BracketsThatNobodyClosed) {
  EXPECT_EQ(told(wikitext("Latvia {{flag|x [[y\nand <ref>Chad\n{| \n| a\n")), "paragraph Latvia {{flag|x [[y and Chad\nrow a\n");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{{a|[[b|";
  EXPECT_EQ(wikitext(deep).blocks.size(), 1u);
  for (int i = 0; i < 100000; ++i) deep += "]]}}";
  EXPECT_TRUE(wikitext(deep).blocks.empty());
}

// Found by fuzzing: a long cell that reaches over many empty rows made a text of many times its size.
TEST(Wikitext, CellsThatReachFarDoNotSwell) {
  std::string text = "{|\n|-\n|rowspan=\"2000\" | " + std::string(2000, 'x') + "\n";
  for (int i = 0; i < 1500; ++i) text += "|-\n|a\n";
  std::size_t shown = 0;
  for (const Block& block : wikitext(text).blocks) shown += block.text.size();
  EXPECT_LT(shown, 16 * text.size());
}

TEST(Wikitext, IsToldByItsShape) {
  auto form = [](const std::string& text) { return parse("a", text)->form; };
  EXPECT_EQ(form("{{Short description|x}}\n'''Latvia''' is a [[state]].\n\n== History ==\nOld.\n"), Form::wikitext);
  EXPECT_EQ(form("Latvia is a state.\n\nIt is old. It has [[ no links.\n"), Form::text);
}

}  // namespace
}  // namespace chancery::document
