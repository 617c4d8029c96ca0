// SPDX-License-Identifier: Apache-2.0
#include "brief/write.h"

#include <gtest/gtest.h>

#include "base/layout.h"

namespace chancery::brief {
namespace {

Note quote(std::string id, std::string words) {
  Note note;
  note.source = {"a_doc.txt", "", id == "st:2" ? 20u : 10u, 40, std::move(words)};
  note.statements = {std::move(id)};
  return note;
}

Dossier hostile() {
  Dossier dossier;
  dossier.title = "Kazakhstan <script>alert(1)</script>";
  std::uint32_t one = dossier.note(quote("st:1", "</q><img src=x onerror=alert(2)> \x1b[31mred\x07 | *bold* [link](x)"));
  std::uint32_t two = dossier.note(quote("st:2", "plain"));
  dossier.head.push_back({"Capital: Astana & others", {one}, ""});
  dossier.sections.push_back({"missions", "Missions", {}});
  Block table;
  table.table.heads = {"Partner", "There"};
  table.table.rows = {{"Türkiye", {{{"embassy, Ankara", {one, two}, ""}, {"consulate | general", {two}, ""}}}}};
  Block list;
  list.title = "Said";
  list.claims = {{"Somebody said", {two}, "\" onmouseover=\"x"}};
  dossier.sections[0].blocks = {table, list};
  return dossier;
}

TEST(Dossier, NumbersNotesOnceInOrder) {
  Dossier dossier;
  EXPECT_EQ(dossier.note(quote("st:a", "x")), 1u);
  EXPECT_EQ(dossier.note(quote("st:2", "y")), 2u);
  EXPECT_EQ(dossier.note(quote("st:b", "x")), 1u);  // another statement that the same words make
  EXPECT_EQ(dossier.note(quote("st:a", "x")), 1u);
  ASSERT_EQ(dossier.notes.size(), 2u);
  EXPECT_EQ(dossier.notes[0].statements, (std::vector<std::string>{"st:a", "st:b"}));
}

TEST(Dossier, TellsWhatIsNotBorneOut) {
  Dossier dossier = hostile();
  EXPECT_EQ(unsupported(dossier), "");
  dossier.sections[0].blocks[0].table.rows[0].cells[0][1].notes.clear();
  EXPECT_EQ(unsupported(dossier), "consulate | general");
  dossier = hostile();
  dossier.head[0].notes = {9};
  EXPECT_EQ(unsupported(dossier), "Capital: Astana & others");
}

TEST(Write, TextMarksEachClaimAndQuotesEachNote) {
  std::string text = write_text(hostile());
  EXPECT_NE(text.find("Capital: Astana & others [1]\n"), std::string::npos);
  EXPECT_NE(text.find("embassy, Ankara [1] [2]\n"), std::string::npos);
  EXPECT_NE(text.find("[2] “plain”\n    a_doc.txt, characters 20–40 · st:2\n"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
}

TEST(Write, TextKeepsToItsColumns) {
  Dossier dossier = hostile();
  dossier.sections[0].blocks[1].claims[0].text = std::string(300, 'x') + " " + std::string(150, 'y');
  for (std::size_t columns : {60, 100}) {
    std::string text = write_text(dossier, {columns, false});
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = text.find('\n', at);
      EXPECT_LE(base::display_width(text.substr(at, end - at)), columns) << text.substr(at, end - at);
      at = end + 1;
    }
  }
}

TEST(Write, MarkdownEscapesWhatIsQuoted) {
  std::string text = write_markdown(hostile());
  EXPECT_EQ(text.find("<script"), std::string::npos);
  EXPECT_NE(text.find("&lt;img"), std::string::npos);
  EXPECT_NE(text.find("consulate \\| general [[2]](#note-2)"), std::string::npos);
  EXPECT_NE(text.find("<a id=\"note-1\"></a>"), std::string::npos);
  EXPECT_EQ(text.find("[link](x)"), std::string::npos);
}

TEST(Write, HtmlEscapesWhatIsQuotedAndLinksBothWays) {
  std::string page = write_html(hostile());
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("\" onmouseover"), std::string::npos);
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  // Note 2 is marked three times; each mark leads to it and it leads back to each.
  for (const char* part : {"id=\"r2-1\" href=\"#n2\"", "id=\"r2-3\" href=\"#n2\"", "<li id=\"n2\">", "href=\"#r2-1\"", "href=\"#r2-3\""})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("r2-4"), std::string::npos);
}

}  // namespace
}  // namespace chancery::brief
