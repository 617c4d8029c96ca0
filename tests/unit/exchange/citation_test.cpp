// SPDX-License-Identifier: Apache-2.0
#include "exchange/citation.h"

#include <gtest/gtest.h>

namespace chancery::exchange {
namespace {

inquiry::Explanation explanation() {
  inquiry::Explanation out;
  out.entry.id = "st:0123";
  out.entry.statement.source = {"notes_1.txt", "00", 5, 30, "50% of\n  trade & \"more\" {x}"};
  out.source.title = "Notes";
  out.source.published = "2011-08";
  return out;
}

TEST(Citation, IsAFootnote) {
  EXPECT_EQ(footnote(explanation(), "abcdef0123456789ffff"),
            "“50% of trade & \"more\" {x}”, Notes (2011-08), notes_1.txt, characters 5–30 [st:0123, pin abcdef0123456789].\n");
}

TEST(Citation, NamesThePlaceInADataset) {
  inquiry::Explanation row = explanation();
  row.entry.statement.source = {"cow_contdir.csv", "00", 0, 0, "", 12, "", "conttype"};
  row.source.title = "";
  row.source.terms = {"Direct Contiguity 3.2", "Correlates of War", "", "none-stated"};
  EXPECT_EQ(
      footnote(row, "abcdef0123456789ffff"),
      "Direct Contiguity 3.2, Correlates of War (2011-08), cow_contdir.csv, line 12, column conttype [st:0123, pin abcdef0123456789].\n");
  const std::string entry = bibtex(row, "abcdef0123456789ffff");
  EXPECT_NE(entry.find("  publisher = {Correlates of War},\n  howpublished = {cow\\_contdir.csv, line 12, column conttype},\n"),
            entry.npos);
  EXPECT_NE(entry.find("  note = {statement st:0123, pin abcdef0123456789}\n"), entry.npos);
  EXPECT_NE(csl_json(row, "ab").find(R"("section":"line 12, column conttype","note":"pin ab")"), std::string::npos);
}

TEST(Citation, EscapesWhatTexWouldRead) {
  const std::string entry = bibtex(explanation(), "abcdef0123456789ffff");
  EXPECT_NE(entry.find("@misc{st:0123,\n  title = {Notes},\n  year = {2011},\n  month = 8,\n"), entry.npos);
  EXPECT_NE(entry.find(R"(notes\_1.txt)"), entry.npos);
  EXPECT_NE(entry.find(R"(50\% of trade \& "more" \{x\})"), entry.npos);
}

TEST(Citation, GivesADateOnlyAsExactlyAsItIsSaid) {
  inquiry::Explanation why = explanation();
  EXPECT_NE(csl_json(why, "ab").find(R"("date-parts":[[2011,8]])"), std::string::npos);
  why.source.published = "2009/2011";
  EXPECT_EQ(csl_json(why, "ab").find("issued"), std::string::npos);
}

}  // namespace
}  // namespace chancery::exchange
