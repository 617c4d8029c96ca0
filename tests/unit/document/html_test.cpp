// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "document/document.h"
#include "document_support.h"

namespace chancery::document {
namespace {

// A line a block: "row Latvia | 3 May 1994", with the heads of its cells below.
std::string told(const Document& document) {
  static const char* kKinds[] = {"heading", "paragraph", "item", "row", "caption", "gloss"};
  std::string out;
  for (const Block& block : document.blocks) {
    if (block.silent) continue;
    out += std::string(kKinds[static_cast<int>(block.kind)]) + (block.level > 0 ? std::to_string(block.level) : "") +
           (block.row >= 0 ? "@" + std::to_string(block.cell) : "") + " " + block.text + "\n";
    for (const Cell& cell : block.cells)
      if (!cell.head.empty()) out += "  " + cell.head + ": " + block.text.substr(cell.from, cell.to - cell.from) + "\n";
  }
  return out;
}
std::string told(const std::string& text) { return told(read(text, "html")); }

TEST(Html, OldSkinOfMediaWiki) {
  const Document document = read(
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">\n<html><head><title>Foreign relations of Latvia - Wikipedia</title>"
      "<script>if (a < b) document.write('<p>no</p>');</script></head><body><div id=\"column-content\"><div id=\"content\">"
      "<h1 class=\"firstHeading\">Foreign relations of Latvia</h1><div id=\"bodyContent\"><h3 id=\"siteSub\">From an encyclopedia</h3>"
      "<div id=\"contentSub\"></div><div class=\"dablink\">See also <a href=\"/x\">Latvia</a>.</div>"
      "<p><b>Latvia</b> opened an embassy in <a href=\"/wiki/Oslo\" title=\"Oslo > Norway\">Oslo</a> in 1992.<sup id=\"r1\" "
      "class=\"reference\"><a href=\"#n1\"><span>[</span>1<span>]</span></a></sup> It is&#160;small&nbsp;&mdash; and old.</p>\n"
      "<table id=\"toc\" class=\"toc\"><tr><td><ul><li>1 Asia</li></ul></td></tr></table>"
      "<h2><span class=\"editsection\">[<a href=\"/e\">edit</a>]</span> <span class=\"mw-headline\">Asia</span></h2>"
      "<div class=\"thumb\"><div class=\"thumbinner\"><img alt=\"A flag\" src=\"a.png\"/><div class=\"thumbcaption\"><div "
      "class=\"magnify\"><a href=\"/f\">zoom</a></div>The embassy</div></div></div>"
      "<ul><li>China<ul><li>Embassy in Beijing</li></ul></li><li>Japan</li></ul>"
      "<h2>References</h2><ol class=\"references\"><li>A book.</li></ol>"
      "<table class=\"navbox\"><tr><td>Relations of others</td></tr></table></div></div></div>"
      "<div id=\"footer\"><ul><li id=\"lastmod\"> This page was last modified on 3 May 2009 at 14:05.</li></ul></div></body></html>");
  EXPECT_EQ(document.form, Form::html);
  EXPECT_EQ(document.title, "Foreign relations of Latvia");
  EXPECT_EQ(document.published, "2009-05-03");
  EXPECT_EQ(told(document),
            "paragraph Latvia opened an embassy in Oslo in 1992. It is small \xE2\x80\x94 and old.\nheading2 Asia\ncaption The embassy\n"
            "item1 China\nitem2 Embassy in Beijing\nitem1 Japan\n");
}

TEST(Html, NewSkinsOfMediaWiki) {
  const Document document = read(
      "<!DOCTYPE html><html class=\"vector-feature-x\"><head><meta charset=\"UTF-8\"><title>Peru \xE2\x80\x93 missions</title></head><body>"
      "<header class=\"vector-header\"><nav>Main menu</nav></header><main id=\"content\" class=\"mw-body\"><header class=\"mw-body-header "
      "vector-page-titlebar\"><h1 id=\"firstHeading\" class=\"firstHeading mw-first-heading\"><span>Missions of Peru</span></h1></header>"
      "<div id=\"bodyContent\" class=\"vector-body\"><div id=\"mw-content-text\" class=\"mw-body-content\"><div class=\"mw-parser-output\">"
      "<div class=\"shortdescription nomobile\" style=\"display:none\">A list</div><p>Peru has many missions.</p>"
      "<div class=\"mw-heading mw-heading2\"><h2 id=\"Asia\">Asia</h2><span "
      "class=\"mw-editsection\"><span>[</span>edit<span>]</span></span>"
      "</div><p>An office is in Oslo.</p><figure typeof=\"mw:File/Thumb\"><a href=\"/x\"><img src=\"x\"></a><figcaption>The "
      "house</figcaption></figure></div><div class=\"printfooter\">Retrieved from here</div></div></div></main>"
      "<footer><li id=\"footer-info-lastmod\"> This page was last edited on 2 June 2024, at "
      "10:00<span>&nbsp;(UTC)</span>.</li></footer></body></html>");
  EXPECT_EQ(document.title, "Missions of Peru");
  EXPECT_EQ(document.published, "2024-06-02");
  EXPECT_EQ(told(document), "paragraph Peru has many missions.\nheading2 Asia\nparagraph An office is in Oslo.\ncaption The house\n");
}

TEST(Html, Parsoid) {
  EXPECT_EQ(
      told("<!DOCTYPE html>\n<html prefix=\"mw: http://x\"><head><title>Chad</title></head><body class=\"mw-content-ltr parsoid-body "
           "mediawiki\"><section data-mw-section-id=\"0\" id=\"a\"><p id=\"b\">Chad met <a rel=\"mw:WikiLink\" "
           "href=\"./Peru\">Peru</a>.<sup "
           "about=\"#m\" class=\"mw-ref reference\" data-mw='{\"name\":\"ref\",\"x\":\"a > b\"}'><a "
           "href=\"./C#1\">[1]</a></sup></p></section>"
           "<section data-mw-section-id=\"1\"><h2 id=\"c\">Asia</h2><p>It met Japan.</p><section data-mw-section-id=\"2\"><h3>1994</h3>"
           "<dl><dt>Tokyo</dt><dd>It met again.</dd></dl></section></section></body></html>"),
      "paragraph Chad met Peru.\nheading2 Asia\nparagraph It met Japan.\nheading3 1994\nparagraph Tokyo\nparagraph It met again.\n");
}

TEST(Html, AMinistrysPage) {
  const Document document = read(
      "<html><head><title>News | Ministry</title><meta property=\"og:title\" content=\"Ministers meet\"><meta name=\"DC.date\" "
      "content=\"2011-05-06T10:00\"></head><body class=\"has-sidebar\"><div class=\"masthead\"><h1>Ministry</h1></div><ul "
      "class=\"menu\"><li>Home"
      "<li>News</ul><div class=\"page\"><div class=\"left\"><a href=\"/a\">Visa services and other matters of the consulates</a></div><div "
      "class=\"text\"><h1>Ministers meet in Oslo</h1><p class=lead>The two ministers met in Oslo on 5 May 2011.<p>They signed an agreement "
      "on "
      "trade, which both had long wanted.<br><br>It enters into force next year<sup><a href=\"#f1\">1</a></sup>, they said.<div "
      "class=\"share-buttons\">Share this</div></div></div><div id=\"cookie-notice\">This site uses cookies, as all "
      "do.</div></body></html>");
  EXPECT_EQ(document.form, Form::html);
  EXPECT_EQ(document.title, "Ministers meet in Oslo");
  EXPECT_EQ(document.published, "2011-05-06");
  EXPECT_EQ(
      told(document),
      "heading1 Ministers meet in Oslo\nparagraph The two ministers met in Oslo on 5 May 2011.\n"
      "paragraph They signed an agreement on trade, which both had long wanted.\nparagraph It enters into force next year, they said.\n");
}

TEST(Html, TablesOfData) {
  EXPECT_EQ(told("<table class=wikitable><caption>Relations</caption><tr><th>#<th>Country<th>Date<th>Notes</tr>"
                 "<tr><td>1<td rowspan=2><span class=\"flagicon\"><img alt=\"Flag\"></span> Chad<td><span class=\"sortkey\" "
                 "style=\"display:none\">1994-05-03</span>3 May 1994<td><p>See <a href=x>relations</a>.</p><ul><li>Chad has an embassy in "
                 "Riga.<li>It is small.</ul><tr><td>2</td><td>1995</td><td>none</td></tr>"
                 "<tr><td colspan=2>Peru<td><td>Peru has an embassy in Riga since 1997.</td></tr></table>After it."),
            "caption Relations\n"
            "row 1 | Chad | 3 May 1994\n  #: 1\n  Country: Chad\n  Date: 3 May 1994\n  Notes: \n"
            "paragraph@3 See relations.\nitem1@3 Chad has an embassy in Riga.\nitem1@3 It is small.\n"
            "row 2 | Chad | 1995 | none\n  #: 2\n  Country: Chad\n  Date: 1995\n  Notes: none\n"
            "row Peru\n  #: Peru\n  Country: \n  Date: \n  Notes: \nparagraph@3 Peru has an embassy in Riga since 1997.\n"
            "paragraph After it.\n");
}

TEST(Html, BoldHeadsAndKeysAndLayout) {
  EXPECT_EQ(
      told("<body><table><tr><td><b>City</b></td><td><strong>Since</strong></td></tr><tr><td>Oslo</td><td>1992</td></tr></table></body>"),
      "row Oslo | 1992\n  City: Oslo\n  Since: 1992\n");
  EXPECT_EQ(
      told("<body><table class=infobox><tr><th colspan=2>Chad</th></tr><tr><th>Capital</th><td>N'Djamena</td></tr><tr><th "
           "colspan=2>Area</th></tr><tr><th>&#8226;&#160;Total</th><td>1,284,000 km<sup>2</sup></td></tr><tr><th>Languages</th><td><ul>"
           "<li>French<li>Arabic</ul></td></tr></table></body>"),
      "caption Chad\nrow Capital | N'Djamena\n  Capital: N'Djamena\ncaption Area\nrow Total | 1,284,000 km2\n  Total: "
      "1,284,000 km2\nrow Languages | French | Arabic\n  Languages: French\n  Languages: Arabic\n");
  EXPECT_EQ(told("<body><table><tr><td><ul><li>Home</ul></td><td><h2>News</h2><p>Chad met Peru.</p><table><tr><th>A</th><th>B</th></tr>"
                 "<tr><td>1</td><td>2</td></tr></table></td></tr></table></body>"),
            "item1 Home\nheading2 News\nparagraph Chad met Peru.\nrow 1 | 2\n  A: 1\n  B: 2\n");
}

// Found by fuzzing: rows of an inner table stood in a cell of data, empty ones too.
TEST(Html, ARowWithinARowIsText) {
  EXPECT_EQ(
      told("<body><table class=wikitable><tr><th>A<th>B<tr><td>x<td><table><tr><td><table class=infobox><tr><th>k<td>l<tr><td><ul><li>m"
           "</ul><td>n</table><td>o</table><h2>p</h2></table></body>"),
      "row x\n  A: x\n  B: \nparagraph@1 k | l\nparagraph@1 n\nitem1@1 m\nparagraph@1 o\nparagraph@1 p\n");
}

TEST(Html, WhatNobodyClosed) {
  EXPECT_EQ(
      told("<body>Chad <b>met <i>Peru</b> in</i> Oslo. <!-- no --><p>a < b &amp c &lt; d &unknown; <a title='it\"s'>e</a> f<![CDATA[ & g]]>"
           "<p hidden>x</p><div aria-hidden=true><div>y</div></div><p>h [1] i[citation needed].<script>var a = '</p>'"),
      "paragraph Chad met Peru in Oslo.\nparagraph a < b &amp c < d &unknown; e f & g\nparagraph h i.\n");
  EXPECT_EQ(told("<body><p>a<!-- never closed"), "paragraph a\n");
  EXPECT_EQ(told("<body><p>a<a href=\"never closed"), "paragraph a\n");
}

// Each of these would be quadratic where a search is not bounded.
TEST(Html, DeepOrBrokenNestingEndsQuickly) {
  for (const char* part : {"<table><tr><td>a", "<div>a", "<div>a</p></table>", "<b>a</i>", "<ul><li>a", "<sup>", "<td>a</td>", "<!-",
                           "<a href='x>", "<p>&", "[", "<table>a"}) {
    std::string text = "<html><body>";
    for (int i = 0; i < 100000; ++i) text += part;
    const auto document = parse("deep", text);
    ASSERT_TRUE(document || !document.error().message.empty());
    if (document) check(*document);
  }
}

TEST(Html, IsToldByItsShape) {
  auto form = [](const std::string& text) { return parse("a", text)->form; };
  EXPECT_EQ(form("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>a</body></html>"),
            Form::html);
  EXPECT_EQ(form("<h1>Oslo</h1>\n<p>a</p>\n<p>b</p>\n<ul><li>c</li></ul>\n"), Form::html);
  EXPECT_NE(form("<p align=\"center\"><img src=\"a.png\"></p>\n\n# Oslo\n\nIt is *old*. See [this](b).\n\n<p>a</p><p>b</p><p>c</p>\n"),
            Form::html);
  EXPECT_EQ(form("<div>{{Infobox|x}}</div>\n'''Latvia''' is a [[state]].\n\n== History ==\n<p>Old.</p>\n"), Form::wikitext);
  EXPECT_NE(form("<mediawiki><page><title>a</title><text>b</text></page></mediawiki>"), Form::html);
  EXPECT_EQ(form("<TEI><text><body><p>a</p></body></text></TEI>"), Form::tei);
}

}  // namespace
}  // namespace chancery::document
