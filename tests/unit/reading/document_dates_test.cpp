// SPDX-License-Identifier: Apache-2.0
#include "reading/document_dates.h"

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

// Each date as "words = edtf", with its anchor where it has one; separated by "; ".
std::string dates(std::string text, std::string form = "text", std::string_view published = {}) {
  auto document = document::parse("test", std::move(text), {.form = std::move(form)});
  std::string out;
  if (!document) return document.error().message;
  for (const DateExpression& date : dates_of(*document, published)) {
    if (!out.empty()) out += "; ";
    out += date.text + " =";
    if (!date.edtf.empty()) out += " " + date.edtf;
    if (date.anchor != Anchor::absolute) out += " " + std::string(name_of(date.anchor));
  }
  return out;
}

TEST(DocumentDates, TheNarrativeGoesOnFromParagraphToParagraph) {
  EXPECT_EQ(dates("The war began in 1939.\n\nIn September it spread. The next year it ended.\n"),
            "1939 = 1939; September = 1939-09 previous-date; The next year = 1940 previous-date");
}

TEST(DocumentDates, WordsInFrontBelongToWhatTheyChange) {
  EXPECT_EQ(dates("It opened in 1992, by early 1994 or after 1995, about 1996 and since 1997."),
            "1992 = 1992; by early 1994 = ../1994; after 1995 = 1995/..; about 1996 = 1996~; 1997 = 1997");
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

TEST(DocumentDates, TheDocumentsOwnDateIsTheLastResort) {
  EXPECT_EQ(dates("They met in May."), "May = none");
  EXPECT_EQ(dates("They met in May.", "text", "2010-08"), "May = 2010-05 document-date");
}

}  // namespace
}  // namespace chancery::reading
