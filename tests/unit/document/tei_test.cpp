// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "document/document.h"
#include "document_support.h"

namespace chancery::document {
namespace {

Document tei(const std::string& body) {
  auto document =
      parse("guide.xml", "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">" + body + "</TEI>\n");
  EXPECT_TRUE(document);
  return document ? std::move(*document) : Document();
}

// A line a block: "heading 1 Relations".
std::string told(const Document& document) {
  static const char* kKinds[] = {"heading", "paragraph", "item", "row", "caption", "gloss"};
  std::string out;
  for (const Block& block : document.blocks) {
    out += kKinds[static_cast<int>(block.kind)];
    if (block.level > 0) out += " " + std::to_string(block.level);
    out += (block.silent ? " (" : " ") + block.text + (block.silent ? ")\n" : "\n");
  }
  return out;
}

TEST(Tei, DivisionsHeadsParagraphsAndLists) {
  const Document document =
      tei("<teiHeader><titleStmt><title>A guide to Fiji &amp; Samoa</title></titleStmt><publicationStmt><date "
          "when=\"1999-05\"/></publicationStmt></teiHeader>"
          "<text><body><div><head>Relations</head><div type=\"timeline\"><head>Opening of the Legation, <date "
          "when=\"1931\"\n>1931</date>.</head>\n"
          "<p>Samoa <hi>opened</hi> a legation\n   in Suva.<note>Not so.</note> It had branches:</p><list><head>Branches</head><item>Nadi: "
          "1932</item>"
          "<item>Labasa<list><item>the port</item></list></item></list><figure><graphic url=\"x\"/><head>The legation</head><figDesc>A "
          "house</figDesc></figure></div></div>"
          "<back><listBibl><bibl>A book</bibl></listBibl></back></body></text>");
  EXPECT_EQ(document.form, Form::tei);
  EXPECT_EQ(document.title, "A guide to Fiji & Samoa");
  EXPECT_EQ(document.published, "1999-05");
  EXPECT_EQ(told(document),
            "heading 1 Relations\nheading 2 Opening of the Legation, 1931\nparagraph Samoa opened a legation in Suva. It had branches:\n"
            "caption Branches\nitem 1 Nadi: 1932\nitem 1 Labasa\nitem 2 the port\ncaption The legation\nparagraph (A book)\n");
  EXPECT_EQ(document.blocks[4].within, 2);
  EXPECT_EQ(document.blocks[6].within, 5);
  check(document);
}

TEST(Tei, TablesHaveHeadsAndTwoReadingsAreOne) {
  const Document document =
      tei("<text><body><table><row "
          "role=\"label\"><cell>Post</cell><cell>Since</cell></row><row><cell><p>Apia</p></cell><cell>1950</cell></row></table>"
          "<p>The <choice><sic>embasy</sic><corr>embassy</corr></choice> of the <choice><abbr>U.S.</abbr><expan>United "
          "States</expan></choice><![CDATA[ & others]]>.</p></body></text>");
  EXPECT_EQ(told(document), "row (Post | Since)\nrow Apia | 1950\nparagraph The embassy of the U.S. & others.\n");
  ASSERT_EQ(document.blocks[1].cells.size(), 2U);
  EXPECT_EQ(document.blocks[1].cells[1].head, "Since");
  check(document);
}

TEST(Tei, WhatIsBrokenIsReadAsFarAsItGoes) {
  EXPECT_EQ(told(tei("<text><body><p>One <hi>two</p><p>three < four</wrong> <!-- no end")), "paragraph One two\nparagraph three < four\n");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div><list>";
  EXPECT_EQ(told(tei("<text>" + deep + "<p>end</p>")), "paragraph end\n");
}

TEST(Tei, ARowOrACellWithinAnotherEndsIt) {
  const Document document =
      tei("<text><body><table><row><cell>Apia<cell> 1950</cell><row><cell>Suva</cell></row></row><cell>Lae</cell></table></body></text>");
  EXPECT_EQ(told(document), "row Apia 1950\nrow Suva\nparagraph Lae\n");
  check(document);
  EXPECT_EQ(told(tei("<text><body><table><row><cell>Apia</cell><cell>")), "row Apia\n");
}

TEST(Tei, AHeadingsFullStopGoesWithTheSpaceBeforeIt) {
  EXPECT_EQ(told(tei("<text><body><div><head>Posts, <date when=\"1931\"/> .</head></div></body></text>")), "heading 1 Posts,\n");
}

TEST(Tei, HeadingsCanBeLeftOut) {
  Options options;
  options.ignore_headings = true;
  auto document =
      parse("guide.xml", "<TEI><text><body><div><head>Recognition, 1931</head><p>It was so.</p></div></body></text></TEI>", options);
  ASSERT_TRUE(document);
  EXPECT_EQ(told(*document), "heading 1 ()\nparagraph It was so.\n");
}

}  // namespace
}  // namespace chancery::document
