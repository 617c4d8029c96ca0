// SPDX-License-Identifier: Apache-2.0
#include "base/token.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::base {
namespace {

std::string cut(std::string_view text) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  std::string out;
  for (const Token& t : tokens) out += (out.empty() ? "" : "|") + std::string(t.in(text));
  return out;
}

TEST(Tokenize, Words) {
  EXPECT_EQ(cut("Kazakhstan's embassy"), "Kazakhstan|'s|embassy");
  EXPECT_EQ(cut("Kazakhstan\xe2\x80\x99s embassy"), "Kazakhstan|\xe2\x80\x99s|embassy");
  EXPECT_EQ(cut("Guinea-Bissau, 1991\xe2\x80\x93""1992"), "Guinea|-|Bissau|,|1991|\xe2\x80\x93|1992");
  EXPECT_EQ(cut("the U.S. and Washington, D.C."), "the|U.S.|and|Washington|,|D.C.");
  EXPECT_EQ(cut("On Apr. 26, 2007"), "On|Apr|.|26|,|2007");
  EXPECT_EQ(cut("1,700 km; 2.5; May 5,2006; 13,14"), "1,700|km|;|2.5|;|May|5|,|2006|;|13|,|14");
  EXPECT_EQ(cut("$724 million"), "$|724|million");
  EXPECT_EQ(cut("Lu\xc3\xads In\xc3\xa1""cio"), "Lu\xc3\xads|In\xc3\xa1""cio");
  EXPECT_EQ(cut("George W. Bush"), "George|W|.|Bush");
  EXPECT_EQ(cut("the 46th"), "the|46th");
  EXPECT_EQ(cut("a\xff""b"), "a|\xff|b");
}

TEST(Tokenize, Shapes) {
  std::vector<Token> t;
  tokenize("embassy Embassy OSCE 1992 46th , A \xc5\x81\xc3\xb3""d\xc5\xba", t);
  ASSERT_EQ(t.size(), 8u);
  EXPECT_EQ(t[0].shape, Token::lower);
  EXPECT_EQ(t[1].shape, Token::capital);
  EXPECT_EQ(t[2].shape, Token::upper);
  EXPECT_EQ(t[3].shape, Token::number);
  EXPECT_EQ(t[4].shape, Token::ordinal);
  EXPECT_EQ(t[5].shape, Token::punctuation);
  EXPECT_EQ(t[6].shape, Token::capital);
  EXPECT_EQ(t[7].shape, Token::capital);
}

TEST(Tokenize, Hashes) {
  std::vector<Token> t;
  tokenize("Bras\xc3\xadlia BRASILIA", t);
  EXPECT_EQ(t[0].folded, t[1].folded);
  EXPECT_EQ(t[0].word, hash_word("Bras\xc3\xadlia"));
  EXPECT_EQ(t[0].folded, hash_folded("brasilia"));
}

// Marks beyond ASCII are found by what folds to them, as patterns write them.
TEST(Tokenize, Marks) {
  std::vector<Token> t;
  tokenize("Latvia \xe2\x80\x93 Chad \xe2\x80\x9cx\xe2\x80\x9d -", t);
  EXPECT_EQ(t[1].folded, hash_folded("\xe2\x80\x93"));
  EXPECT_EQ(t[3].folded, hash_folded("\xe2\x80\x9c"));
  EXPECT_EQ(t[6].folded, hash_folded("-"));
  t.clear();
  tokenize("Co\xe2\x80\x91operation", t);
  EXPECT_EQ(t[1].folded, hash_folded("-"));
}

}  // namespace
}  // namespace chancery::base
