// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "document_support.h"

namespace chancery::document {
namespace {

using Shown = std::vector<std::string>;
Document markdown(const std::string& text) { return read(text, "markdown"); }

TEST(Markdown, HeadingsAndSections) {
  const Document document = markdown(
      "# Relations of Fiji\n\n## Embassies\n\nIn Tokyo.\n\n### Closed\n\nIn Oslo.\n\n## Treaties ##\n\nOne.\n\nSetext\n---\n\nTwo.\n");
  EXPECT_EQ(document.title, "Relations of Fiji");
  EXPECT_EQ(shown(document), (Shown{"heading Relations of Fiji", "heading Embassies", "paragraph In Tokyo.", "heading Closed",
                                    "paragraph In Oslo.", "heading Treaties", "paragraph One.", "heading Setext", "paragraph Two."}));
  EXPECT_EQ(document.blocks[4].section, 3);
  EXPECT_EQ(document.blocks[3].section, 1);
  EXPECT_EQ(document.blocks[5].section, 0);
}

// pandoc's headings without marks: two blank lines over them, or one for those of lower level.
TEST(Markdown, PlainHeadings) {
  const Document document = markdown(
      "FIJI–TONGA RELATIONS are old.[1]\n\n\nHistory\n\nThey met in 1900.\n\nThe war\n\nIt was "
      "short.\n\n\nReferences\n\nFiji–Tonga_relations Tonga\n\n[1] A book\n");
  EXPECT_EQ(document.title, "Fiji–Tonga relations");
  EXPECT_EQ(shown(document), (Shown{"paragraph FIJI–TONGA RELATIONS are old.", "heading History", "paragraph They met in 1900.",
                                    "heading The war", "paragraph It was short."}));
  EXPECT_EQ(document.blocks[1].level, 2);
  EXPECT_EQ(document.blocks[3].level, 3);
  EXPECT_EQ(document.blocks[3].section, 1);
}

TEST(Markdown, TitleFromCapitals) {
  EXPECT_EQ(markdown("The TREATY OF STRELSAU was signed in 1920.\n\n-   a\n").title, "TREATY OF STRELSAU");
}

TEST(Markdown, SilentSections) {
  const Document document =
      markdown("## History\n\nA.\n\n## See also\n\n- B\n\n### Deeper\n\nC.\n\n## Trade\n\nD.\n\n[1]: http://example.org\n");
  EXPECT_EQ(shown(document), (Shown{"heading History", "paragraph A.", "heading Trade", "paragraph D."}));
}

TEST(Markdown, Lists) {
  const Document document = markdown(
      "Posts are:\n\n-   Embassy in Rome\n    and more\n-   Consulates\n    - Milan\n    - Turin\n\n1. First\n2. Second\n\n-   -   Nested "
      "at once\n");
  EXPECT_EQ(shown(document), (Shown{"paragraph Posts are:", "item Embassy in Rome and more", "item Consulates", "item Milan", "item Turin",
                                    "item First", "item Second", "item Nested at once"}));
  EXPECT_EQ(document.blocks[1].within, 0) << "the paragraph with the colon introduces the list";
  EXPECT_EQ(document.blocks[3].within, 2);
  EXPECT_EQ(document.blocks[3].level, 2);
  EXPECT_EQ(document.blocks[7].level, 1);
}

TEST(Markdown, InlineMarkup) {
  auto text = [](const std::string& source) { return markdown(source).blocks.at(0).text; };
  EXPECT_EQ(text("A **bold** and _slanted_ word with `code`.\n"), "A bold and slanted word with code.");
  EXPECT_EQ(text("The [Treaty of Rome](http://example.org/a_(b) \"title\") of 1957.\n"), "The Treaty of Rome of 1957.");
  EXPECT_EQ(text("A [link over\ntwo lines](x) here.\n"), "A link over two lines here.");
  EXPECT_EQ(text("Since 1992.[1][2] Then[note 3] more.[a]\n"), "Since 1992. Then more.");
  EXPECT_EQ(text("The SOC [in Syria] said so.\n"), "The SOC [in Syria] said so.");
  EXPECT_EQ(text("R&amp;D &ndash; 5\\*3 &#8364;\n"), "R&D – 5*3 €");
  EXPECT_EQ(text("A <b>bold</b> word<br>here <!-- not this -->now.\n"), "A bold word here now.");
  EXPECT_EQ(text("snake_case_name and 2*3*4 and * alone.\n"), "snake_case_name and 2*3*4 and * alone.");
  EXPECT_EQ(text("Write to <a@example.org> now.\n"), "Write to a@example.org now.");
  EXPECT_EQ(text("An ![image](x.png)inline.\n"), "An inline.");
}

TEST(Markdown, Captions) {
  const Document document = markdown(
      "# T\n\nThe_Heads_1981.jpg attending a summit in Cancun; 1981.]] VISITS FROM FIJI TO TONGA\n\n-   One (1975)\n\nleft]] and right]] "
      "The text.[1]\n\n![A picture](x.jpg)\n");
  EXPECT_EQ(shown(document), (Shown{"heading T", "caption attending a summit in Cancun; 1981.", "heading VISITS FROM FIJI TO TONGA",
                                    "item One (1975)", "caption left", "caption and right", "paragraph The text."}));
  EXPECT_EQ(document.blocks[2].level, 6);
  EXPECT_EQ(document.blocks[3].section, 2);
}

TEST(Markdown, PipeTable) {
  const Document document = markdown(
      "| Country | Since | Notes |\n|:--|--:|---|\n| Fiji | 1970 | Fiji opened its embassy there in 1975. |\n| Tonga \\| Vava'u | | none "
      "|\n\nAfter.\n");
  EXPECT_EQ(shown(document), (Shown{"row Fiji | 1970", "paragraph Fiji opened its embassy there in 1975.", "row Tonga | Vava'u | none",
                                    "paragraph After."}));
  const Block& row = document.blocks[1];
  ASSERT_EQ(row.cells.size(), 3u);
  EXPECT_EQ(row.cells[1].head, "Since");
  EXPECT_EQ(row.text.substr(row.cells[1].from, row.cells[1].to - row.cells[1].from), "1970");
  EXPECT_EQ(document.blocks[2].row, 1);
  EXPECT_EQ(document.blocks[2].cell, 2);
}

TEST(Markdown, GridTable) {
  const Document document = markdown(
      "+---------+-----------+-----------------------------+\n"
      "| Country | Formal    | Notes                       |\n"
      "|         | relations |                             |\n"
      "+=========+===========+=============================+\n"
      "|         | 30 May    | See Fiji–Samoa relations    |\n"
      "|         | 2007[1]   |                             |\n"
      "|         |           | -   Samoa has an embassy in |\n"
      "|         |           |     Suva.[3]                |\n"
      "|         |           | -   Fiji has none.          |\n"
      "+---------+-----------+-----------------------------+\n"
      "| Tonga   | 1970      | Relations began in 1970.    |\n"
      "+---------+-----------+-----------------------------+\n"
      "\n: Bilateral relations\n");
  EXPECT_EQ(shown(document),
            (Shown{"row 30 May 2007", "paragraph See Fiji–Samoa relations", "item Samoa has an embassy in Suva.", "item Fiji has none.",
                   "row Tonga | 1970", "paragraph Relations began in 1970.", "caption Bilateral relations"}));
  EXPECT_EQ(document.blocks[1].cells[1].head, "Formal relations");
  EXPECT_EQ(document.blocks[1].cells[0].from, document.blocks[1].cells[0].to);
  EXPECT_EQ(document.blocks[1].title, "Bilateral relations");
  EXPECT_EQ(document.blocks[3].row, 1);
  EXPECT_EQ(document.blocks[3].cell, 2);
}

TEST(Markdown, GridTableWithSpans) {
  const Document document = markdown(
      "+-------+------+-------+\n"
      "| State | Year | Post  |\n"
      "+=======+======+=======+\n"
      "| Fiji  | 1970 | Tokyo |\n"
      "|       +------+-------+\n"
      "|       | 1975 | Delhi |\n"
      "+-------+------+-------+\n"
      "| Tonga and Samoa      |\n"
      "+----------------------+\n");
  EXPECT_EQ(shown(document), (Shown{"row Fiji | 1970 | Tokyo", "row Fiji | 1975 | Delhi", "row Tonga and Samoa"}));
}

// Cells are cut where their characters' width puts the bars.
TEST(Markdown, GridTableOfWideCharacters) {
  const Document document = markdown(
      "+--------+------+\n"
      "| Name   | Year |\n"
      "+========+======+\n"
      "| 日本国 | 1889 |\n"
      "+--------+------+\n"
      "| Côte   | 1960 |\n"
      "+--------+------+\n");
  EXPECT_EQ(shown(document), (Shown{"row 日本国 | 1889", "row Côte | 1960"}));
}

TEST(Markdown, SimpleTables) {
  const Document document =
      markdown("Guest            Year\n---------------- ----\nPrince Rudolf    1894\nRufus T. Firefly 1933\n\nAfter.\n");
  EXPECT_EQ(shown(document), (Shown{"row Prince Rudolf | 1894", "row Rufus T. Firefly | 1933", "paragraph After."}));
  const Document lines = markdown(
      "-----------------------\nGuest              Year\n----------------- -----\nPrince             1894\nRudolf\n\nRufus              "
      "1933\n-----------------------\n");
  EXPECT_EQ(shown(lines), (Shown{"row Prince Rudolf | 1894", "row Rufus | 1933"}));
}

TEST(Markdown, QuotationsCodeAndRules) {
  const Document document = markdown("# T\n\n> Peace is\n> near.\n>\n> - a\n\n***\n\n```\nx = 1\n```\n\nEnd.\n\n<!-- a\nb -->\n\nLast.\n");
  EXPECT_EQ(shown(document), (Shown{"heading T", "paragraph Peace is near.", "item a", "paragraph End.", "paragraph Last."}));
}

TEST(Markdown, FrontMatter) {
  const Document document = markdown("---\ntitle: \"Relations of Fiji\"\ndate: 2019-05-06\n---\n\nFiji is here.\n");
  EXPECT_EQ(document.title, "Relations of Fiji");
  EXPECT_EQ(document.published, "2019-05-06");
  EXPECT_EQ(markdown("% Relations of Fiji\n% A. Writer\n% May 6, 2019\n\nFiji is here.\n").published, "2019-05-06");
}

TEST(Markdown, LineEndsOfAllKinds) {
  EXPECT_EQ(shown(markdown("# A\r\n\r\nOne\r\ntwo.\r\n")), (Shown{"heading A", "paragraph One two."}));
  EXPECT_EQ(shown(markdown("# A\r\rOne\rtwo.\r")), (Shown{"heading A", "paragraph One two."}));
}

// Text made to be slow takes no longer than other text of its size; a quadratic reader would not end here.
TEST(Markdown, HostileText) {
  auto repeated = [](const std::string& text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  for (const std::string unit :
       {"[",   "]", "[a](", "![", "<",     "<!--",  "`",   "*a ",     "_",  "&",         "\\",       "> ",  "- ",    "-   -   ",
        "1. ", "|", "|-",   "+-", "+-+\n", "| a\n", "]] ", "\n\n- x", "  ", "--- ---\n", "a\n---\n", "[1]", "x ]] ", "+--+--+\n| a|b |\n",
        "#",   "%"})
    markdown("# T\n\n" + repeated(unit, 100'000 / unit.size()) + "\n\nEnd.\n");
  // Ever deeper lists.
  std::string deep;
  for (std::size_t i = 0; i < 400; ++i) deep += std::string(i * 2, ' ') + "- x\n";
  markdown(deep);
  // A wide table with short rows.
  std::string wide = "+" + repeated("-+", 400) + "\n";
  for (int i = 0; i < 2000; ++i) wide += "|a|b|\n+-+-+\n";
  markdown(wide);
}

TEST(Markdown, EndsAnywhere) {
  const std::string text =
      "---\ntitle: x\n---\n# A\n\nB **c** [d](e) _f_ &amp; <g>h</g> `i`\n\n- j\n  - k\n\n> l\n\n| m | n |\n|---|---|\n| o | p "
      "|\n\n+---+---+\n| q | r |\n+===+===+\n| s | t |\n+---+---+\n\n```\nu\n```\n\nv.jpg w]] X\n\nY  Z\n-- --\n1  2\n";
  for (std::size_t size = 1; size < text.size(); ++size) {
    Options options;
    options.form = "markdown";
    auto document = parse("cut", text.substr(0, size), options);
    if (document) check(*document);
  }
}

}  // namespace
}  // namespace chancery::document
