// SPDX-License-Identifier: Apache-2.0
// Whom a table's row is about: the state that its cell names, by name or by code, and nobody where the cell names something else.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/reader.h"
#include "tables.h"

namespace chancery::reading {
namespace {

// "ARM–EGY 2010-10-25; …" of a table with this row.
std::string relations(const std::string& row) {
  auto reader = Reader::open(tables::rules(), tables::model(), tables::gazetteer());
  EXPECT_TRUE(reader.has_value());
  auto document = document::parse(
      "test.wikitext",
      "'''Armenia''' has many [[neighbour]]s.\n\n{| class=\"wikitable\"\n! Country\n! Formal relations began\n! Notes\n" + row + "|}\n",
      {.title = "Foreign relations of Armenia"});
  EXPECT_TRUE(document.has_value());
  std::string out;
  for (const model::Statement& s : reader->read(*document).statements)
    if (s.kind == "diplomatic-relations")
      out += (out.empty() ? "" : "; ") + std::get<std::string>(*s.role("a")) + "–" + std::get<std::string>(*s.role("b")) + " " + s.time.on;
  return out;
}

TEST(Rows, AreAboutTheStateOfTheirCell) {
  EXPECT_EQ(relations("|-\n| {{flag|Egypt}}\n| 9 March 1992\n| See the talks in [[Paris]].\n"), "EGY–ARM 1992-03-09");
  EXPECT_EQ(relations("|-\n| {{SRB}}\n| 9 March 1993\n| The envoy lives in [[Athens]].\n"), "ARM–SRB 1993-03-09");
}

TEST(Rows, WithoutANameAreAboutWhomTheirNotesSpeakOf) {
  EXPECT_EQ(relations("|-\n| [[File:Flag.svg|20px]]\n| 9 March 1992\n| Egypt has an embassy in [[Yerevan]].\n"), "ARM–EGY 1992-03-09");
}

TEST(Rows, AboutSomethingElseAreNotAboutWhomTheirNotesSpeakOf) {
  EXPECT_EQ(relations("|-\n| [[Customs Talks Conference]]\n| 1994\n| Its office is in [[Cairo]], Egypt.\n"), "");
}

}  // namespace
}  // namespace chancery::reading
