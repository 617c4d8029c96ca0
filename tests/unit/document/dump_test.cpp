// SPDX-License-Identifier: Apache-2.0
#include "document/dump.h"

#include <gtest/gtest.h>

#include <cstring>

namespace chancery::document {
namespace {

using Shown = std::vector<std::string>;

// Hands out `bytes`, so many at a time.
Dump::Read from(const std::string& bytes, std::size_t step) {
  return [bytes, step, at = std::size_t{0}](char* into, std::size_t most) mutable -> base::Result<std::size_t> {
    const std::size_t count = std::min({step, most, bytes.size() - at});
    std::memcpy(into, bytes.data() + at, count);
    at += count;
    return count;
  };
}

// "title: text" of each page; what was passed over in brackets; an error last.
Shown shown(const std::string& bytes, const Selection& selection = {}, std::uint64_t max_size = 1000, std::size_t step = 1 << 20) {
  Dump dump("wiki.xml", from(bytes, step), selection, max_size);
  Shown out;
  for (;;) {
    auto page = dump.next();
    if (!page) {
      out.push_back("error " + page.error().place + ": " + page.error().message);
      return out;
    }
    if (!*page) return out;
    out.push_back((*page)->title + ": " + ((*page)->skipped.empty() ? (*page)->text : "(" + (*page)->skipped + ")"));
  }
}

std::string page(const std::string& title, const std::string& text, const std::string& name_space = "0") {
  return "<page><title>" + title + "</title><ns>" + name_space + "</ns><revision><text>" + text + "</text></revision></page>\n";
}
std::string dump(const std::string& pages) { return "<mediawiki version=\"0.11\">\n" + pages + "</mediawiki>\n"; }

TEST(Dump, IsToldByItsFirstElement) {
  EXPECT_TRUE(is_dump("<mediawiki>"));
  EXPECT_TRUE(is_dump("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a note -->\n<mediawiki xmlns=\"x\">"));
  EXPECT_FALSE(is_dump("<mediawikis>"));
  EXPECT_FALSE(is_dump("The element <mediawiki> begins a dump."));
  EXPECT_FALSE(is_dump(""));
}

TEST(Dump, EntitiesAreDecoded) {
  EXPECT_EQ(shown(dump(page("A &amp; B", "&lt;ref&gt; &amp;lt; &quot;&apos; &#65;&#x42; &nbsp; &; & &#0; &#xD800;"))),
            (Shown{"A & B: <ref> &lt; \"' AB &nbsp; &; & &#0; &#xD800;"}));
  EXPECT_EQ(shown(dump(page("A", "one\r\ntwo"))), (Shown{"A: one\ntwo"}));
  EXPECT_EQ(shown(dump(page("A", "&lt;b<![CDATA[ <i> &amp; ]]>&gt;"))), (Shown{"A: <b <i> &amp; >"}));
}

TEST(Dump, TheLastRevisionCounts) {
  const std::string history =
      "<page><title>A</title><ns>0</ns><revision><timestamp>2001-02-03T04:05:06Z</timestamp><text>old</text></revision>"
      "<revision><timestamp>2011-08-04T12:00:00Z</timestamp><contributor><username>text</username></contributor><comment>&lt;text></comment>"
      "<text xml:space=\"preserve\" bytes='3'>new</text><content><role>side</role><text>other</text></content></revision></page>";
  Dump of("wiki.xml", from(dump(history), 7));
  auto page = of.next();
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->text, "new");
  EXPECT_EQ((*page)->published, "2011-08-04");
  EXPECT_EQ((*page)->line, 2u);
}

TEST(Dump, SelectsPages) {
  const std::string pages = dump(page("Ruritania", "a") + page("Talk:Ruritania", "b", "1") + page("R\xC3\xBCrik", "c") +
                                 "<page><title>Rur</title><ns>0</ns><redirect title=\"Ruritania\" /><revision><text>#R</text></revision></page>" +
                                 page("Old way", "#redirect [[Ruritania]]"));
  EXPECT_EQ(shown(pages), (Shown{"Ruritania: a", "R\xC3\xBCrik: c"}));
  Selection talk;
  talk.namespaces = {1};
  EXPECT_EQ(shown(pages, talk), (Shown{"Talk:Ruritania: b"}));
  Selection patterns;
  patterns.add("R?rik");
  patterns.add("*z*");
  EXPECT_EQ(shown(pages, patterns), (Shown{"R\xC3\xBCrik: c"}));
  Selection leads;
  leads.add("Rur");
  EXPECT_EQ(shown(pages, leads), (Shown{"Rur: (it leads on to \"Ruritania\")"}));
  // All that is wanted was found: what follows is not looked at.
  Selection one;
  one.add("Ruritania");
  EXPECT_EQ(shown("<mediawiki>" + page("Ruritania", "a") + "<page><title>cut", one), (Shown{"Ruritania: a"}));
}

TEST(Dump, ABrokenPageCostsItselfOnly) {
  const std::string good = page("Good", "g");
  EXPECT_EQ(shown(dump(page("A", "x <b>y</b>") + good)), (Shown{"A: (there is markup of XML in its text (line 2 of the dump))", "Good: g"}));
  EXPECT_EQ(shown(dump("<page><title>A</title><ns>0</ns><revision><text>x" + good)),
            (Shown{"A: (there is markup of XML in its text (line 2 of the dump))", "Good: g"}));
  EXPECT_EQ(shown(dump("<page><title>A</title><ns>0</ns><revision>\n" + good)), (Shown{"A: (the page has no end (line 3 of the dump))", "Good: g"}));
  EXPECT_EQ(shown(dump(page("A", std::string(1001, 'x')) + good)), (Shown{"A: (its text has more bytes than one document may have (1000))", "Good: g"}));
  EXPECT_EQ(shown(dump(page("A", "") + "<page/>" + good)), (Shown{"A: (it has no text)", "Good: g"}));
}

TEST(Dump, CutShortIsAnError) {
  const std::string whole = dump(page("A", "a") + page("B", "b"));
  EXPECT_EQ(shown(whole.substr(0, whole.size() - 13)), (Shown{"A: a", "B: b", "error wiki.xml:4: the dump is cut short after a page, at byte 177"}));
  EXPECT_EQ(shown(whole.substr(0, 150)), (Shown{"A: a", "error wiki.xml:3: the dump is cut short inside the page \"B\", at byte 150"}));
  // Wherever it is cut, it is told.
  for (std::size_t size = 12; size + 13 < whole.size(); ++size) EXPECT_TRUE(shown(whole.substr(0, size)).back().starts_with("error ")) << size;
}

// How the bytes come in makes no difference.
TEST(Dump, PiecesOfAnySize) {
  const std::string whole = dump("<!-- <page> -->" + page("A &amp; B", "a &lt; b &amp; c") + page("C", "x < y") + page("D", "d"));
  const Shown expected = shown(whole);
  ASSERT_EQ(expected.size(), 3u);
  for (std::size_t step = 1; step < 40; ++step) EXPECT_EQ(shown(whole, {}, 1000, step), expected) << step;
}

}  // namespace
}  // namespace chancery::document
