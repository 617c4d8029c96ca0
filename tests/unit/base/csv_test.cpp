// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace chancery::base {
namespace {

// The rows of `text`, handed over in pieces of `piece` bytes: "2: a|b" with the line in front.
std::vector<std::string> rows(std::string_view text, Csv::Form form = {}, std::size_t piece = 1 << 20) {
  auto input = [&](char* into, std::size_t most) -> Result<std::size_t> {
    const std::size_t size = std::min({piece, most, text.size()});
    std::memcpy(into, text.data(), size);
    text.remove_prefix(size);
    return size;
  };
  auto csv = Csv::open(input, "f.csv", form);
  if (!csv) return {csv.error().place + " " + csv.error().message};
  std::vector<std::string> out;
  for (;;) {
    auto more = csv->next();
    if (!more) out.push_back(more.error().place + " " + more.error().message);
    if (!more || !*more) return out;
    std::string row = std::to_string(csv->line()) + ": ";
    for (std::string_view field : csv->row()) row += std::string(field) + "|";
    out.push_back(row);
  }
}

using Rows = std::vector<std::string>;

TEST(Csv, QuotesAndLineEnds) {
  const std::string text = "\xEF\xBB\xBFname,says\r\nAda,\"a, \"\"b\"\"\nc\"\r\n\r\n\"Bo\",\nCy";
  for (std::size_t piece : {1u, 2u, 3u, 7u, 100u})
    EXPECT_EQ(rows(text, {}, piece), (Rows{"2: Ada|a, \"b\"\nc|", "5: Bo||", "6: Cy|"})) << piece;
}

TEST(Csv, BareCarriageReturns) { EXPECT_EQ(rows("a,b\r1,\"x\ry\"\r2,z"), (Rows{"2: 1|x\ry|", "4: 2|z|"})); }

TEST(Csv, SeparatorIsThatOfTheFirstLine) {
  EXPECT_EQ(rows("\"a,b,c\";d\n1,5;2\n"), (Rows{"2: 1,5|2|"}));
  EXPECT_EQ(rows("a\tb\n1,5\t2\n"), (Rows{"2: 1,5|2|"}));
  EXPECT_EQ(rows("a\n1\n"), (Rows{"2: 1|"}));
}

TEST(Csv, QuotesMayBeLetters) { EXPECT_EQ(rows("a\tb\n\"x\ty\n", {.quotes = false}), (Rows{"2: \"x|y|"})); }

TEST(Csv, WhatFollowsAClosingQuoteStays) { EXPECT_EQ(rows("a,b\n\"x\" y,\"p\"\"q\"r\n"), (Rows{"2: x y|p\"qr|"})); }

TEST(Csv, Windows1252IsTakenRowByRow) {
  EXPECT_EQ(rows("a,b\nCura\xE7"
                 "ao,\"x\"\"\x96\"\nS\xC3\xA3o,2\n"),
            (Rows{"2: Curaçao|x\"–|", "3: São|2|"}));
}

TEST(Csv, WhatIsWrongIsNamedWithItsLine) {
  EXPECT_EQ(rows("a,b\n1,2\n3,\"x\ny"), (Rows{"2: 1|2|", "f.csv:3 a quote is opened and never closed"}));
  EXPECT_EQ(rows("\n\n"), (Rows{"f.csv holds no row"}));
  EXPECT_EQ(rows(std::string_view("a\0,\0b\0", 6)), (Rows{"f.csv holds NUL bytes: no CSV, or in UTF-16"}));
}

TEST(Csv, ColumnsByName) {
  std::string_view text = " ccode , year\n2,1990\n";
  auto csv = Csv::open(
      [&](char* into, std::size_t most) -> Result<std::size_t> {
        const std::size_t size = std::min(most, text.size());
        std::memcpy(into, text.data(), size);
        text.remove_prefix(size);
        return size;
      },
      "f.csv", {});
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->column("year"), 1u);
  const std::string_view wanted[] = {"year", "month"};
  EXPECT_EQ(csv->columns(wanted).error().message, "there is no column \"month\"");
  ASSERT_TRUE(csv->next().value());
  EXPECT_EQ(csv->at(1), "1990");
  EXPECT_EQ(csv->at(2), "");
  EXPECT_EQ(csv->raw(), "2,1990");
  EXPECT_EQ(csv->place(), "f.csv:2");
}

TEST(Csv, FieldsAreWrittenSoThatTheyReadBack) {
  std::string out;
  append_csv_field(out, "a;b", ';');
  append_csv_field(out, "c\"d");
  append_csv_field(out, "e;f");
  EXPECT_EQ(out, "\"a;b\"\"c\"\"d\"e;f");
}

}  // namespace
}  // namespace chancery::base
