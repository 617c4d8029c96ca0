// SPDX-License-Identifier: Apache-2.0
#include "reading/document_dates.h"

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

// Each date as "words = edtf", with its role and anchor where it has one, and "about"; separated by "; ".
std::string dates(std::string text, std::string form = "text", std::string_view published = {}) {
  auto document = document::parse("test", std::move(text), {.form = std::move(form)});
  std::string out;
  if (!document) return document.error().message;
  for (const DateExpression& date : dates_of(*document, published)) {
    if (!out.empty()) out += "; ";
    out += date.text + " =";
    if (date.approximate) out += " about";
    if (!date.edtf.empty()) out += " " + date.edtf;
    if (!date.role.empty()) out += " " + std::string(date.role);
    if (date.anchor != Anchor::absolute) out += " " + std::string(name_of(date.anchor));
  }
  return out;
}

TEST(DocumentDates, TheNarrativeGoesOnFromParagraphToParagraph) {
  EXPECT_EQ(dates("The war began in 1939.\n\nIn September it spread. The next year it ended.\n"),
            "1939 = 1939; September = 1939-09 previous-date; The next year = 1940 previous-date");
}

TEST(DocumentDates, WordsInFrontGiveTheRole) {
  EXPECT_EQ(dates("It opened in 1992, by early 1994 or after 1995, about 1996 and since 1997."),
            "1992 = 1992; 1994 = 1994 by; 1995 = 1995 after; 1996 = about 1996; 1997 = 1997 since");
  EXPECT_EQ(dates("It was closed until May 1992, and as of 1993 it was open."), "May 1992 = 1992-05 until; 1993 = 1993 as-of");
}

TEST(DocumentDates, EachEndOfAnIntervalIsADate) {
  EXPECT_EQ(dates("He stayed from 3 to 5 May 1940."), "3 = 1940-05-03 from; 5 May 1940 = 1940-05-05 to");
  EXPECT_EQ(dates("It grew between late 1990 and early 1995, and in 1996–98."),
            "1990 = 1990 from; 1995 = 1995 to; 1996 = 1996 from; 98 = 1998 to");
  EXPECT_EQ(dates("It was held from about 264 to 241 BC."), "264 = about -0263 from; 241 BC = about -0240 to");
  EXPECT_EQ(dates("They met from 3 to 5 May."), "3 = from none; 5 May = to none");
}

TEST(DocumentDates, WhatIsNoNarrativeDoesNotMoveIt) {
  EXPECT_EQ(
      dates("# Relations\n\nThey met on 5 May 1992.\n\n## References\n\nA book of 2003.\n\n## Later\n\nIn June they met.\n", "markdown"),
      "5 May 1992 = 1992-05-05; 2003 = 2003; June = 1992-06 previous-date");
}

TEST(DocumentDates, PlacesAreCodePoints) {
  auto document = document::parse("test", "Łódź: 5 May 1992.", {});
  ASSERT_TRUE(document);
  const auto found = dates_of(*document);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].from, 6u);
  EXPECT_EQ(found[0].to, 16u);
}

TEST(DocumentDates, TemplatesTurnWordsAround) {
  EXPECT_EQ(dates("Relations began on {{dts|format=dmy|1994|9|14}}.\n", "wikitext"), "1994|9|14 = 1994-09-14");
  EXPECT_EQ(dates("It was open {{dts|format=dmy|1994|9|14}} – {{dts|format=dmy|2008|11|28}}.\n", "wikitext"),
            "1994|9|14 = 1994-09-14 from; 2008|11|28 = 2008-11-28 to");
}

TEST(DocumentDates, TheDocumentsOwnDateIsTheLastResort) {
  EXPECT_EQ(dates("They met in May."), "May = none");
  EXPECT_EQ(dates("They met in May.", "text", "2010-08"), "May = 2010-05 document-date");
}

}  // namespace
}  // namespace chancery::reading
