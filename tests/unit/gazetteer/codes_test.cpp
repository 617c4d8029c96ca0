// SPDX-License-Identifier: Apache-2.0
// The shipped codes, where lists and times disagree.
#include "gazetteer/codes.h"

#include <gtest/gtest.h>

#include "tables.h"

namespace chancery::gazetteer {
namespace {

const Codes& shipped() {
  static const Gazetteer names = *Gazetteer::open(tables::gazetteer());
  static const Codes codes(names);
  return codes;
}

std::optional<time::Bounds> when(std::string_view date) {
  if (date.empty()) return {};
  return time::bounds(date).value();
}

// The state's code, or what is wrong.
std::string state(std::string_view value, std::string_view list = {}, std::string_view date = {}) {
  auto found = shipped().state(value, list, when(date));
  return found ? std::string(shipped().gazetteer().code(*found)) : found.error().message;
}

std::string code(std::string_view state, std::string_view list, std::string_view date = {}) {
  auto found = code_of(shipped().gazetteer(), shipped().gazetteer().by_code(state), list, when(date));
  return found ? std::string(*found) : found.error().message;
}

TEST(Codes, ListsThatDisagreeAreNamed) {
  EXPECT_EQ(state("970"), "\"970\" is Nauru (cow 1999-09-14/..) or Kiribati (gw 1979-07-12/..)");
  EXPECT_EQ(state("970", "cow"), "NRU");
  EXPECT_EQ(state("970", "gw"), "KIR");
  EXPECT_EQ(state("970", "", "1985"), "KIR") << "Nauru was not yet in the list of Correlates of War";
}

TEST(Codes, OneNumberSeveralStatesInTurn) {
  EXPECT_EQ(state("365", "cow", "1900"), "RUS");
  EXPECT_EQ(state("365", "cow", "1985"), "SUN");
  EXPECT_EQ(state("365", "cow", "1995"), "RUS");
  EXPECT_EQ(state("365", "cow"),
            "\"365\" is Russia (cow 1816-01-01/1922-12-29, cow 1991-12-26/..) or Soviet Union (cow 1922-12-30/1991-12-25)");
  EXPECT_EQ(state("345", "cow", "1900"), "SRB");
  EXPECT_EQ(state("345", "cow", "1985"), "YUG");
  EXPECT_EQ(state("345", "cow", "2004"), "SCG");
  EXPECT_EQ(state("345", "cow", "2010"), "SRB");
  EXPECT_EQ(state("340", "gw", "2010"), "SRB");
  EXPECT_EQ(state("816", "cow", "1970"), "VDR");
  EXPECT_EQ(state("816", "cow", "1980"), "VNM");
  EXPECT_EQ(state("817", "cow"), "VNM");
}

TEST(Codes, GermaniesAndYemens) {
  EXPECT_EQ(state("255", "cow", "1860"), "Prussia");
  EXPECT_EQ(state("255", "cow", "1900"), "DEU");
  EXPECT_EQ(state("260", "cow"), "DEU");
  EXPECT_EQ(state("265"), "DDR");
  EXPECT_EQ(code("DEU", "cow", "1970"), "260");
  EXPECT_EQ(code("DEU", "cow", "2000"), "255");
  EXPECT_EQ(code("DEU", "cow"), "255");
  EXPECT_EQ(code("DEU", "gw", "2000"), "260");
  EXPECT_EQ(code("DEU", "cow", "1990"), "Germany has several codes in cow: 255 1990-10-03/.., 260 1955-05-05/1990-10-02");
  EXPECT_EQ(code("DEU", "un", "1985"), "280");
  EXPECT_EQ(state("678", "gw", "1980"), "YEM");
  EXPECT_EQ(state("679", "cow"), "YEM");
  EXPECT_EQ(code("YEM", "cow", "1980"), "678");
  EXPECT_EQ(code("YEM", "gw", "2000"), "678");
  EXPECT_EQ(state("680", "cow"), "YMD");
}

TEST(Codes, NotThenIsSaid) {
  EXPECT_EQ(state("260", "cow", "2000"), "\"260\" is Germany (cow 1955-05-05/1990-10-02), not then");
  EXPECT_EQ(state("XQZ"), "no list has \"XQZ\", and it is no state's name");
  EXPECT_EQ(state("999", "cow"), "cow has no \"999\"");
  EXPECT_EQ(code("KAZ", "cow", "1985"), "");
}

TEST(Codes, NamesAndLetters) {
  EXPECT_EQ(state("the Republic of Kazakhstan"), "KAZ");
  EXPECT_EQ(state("Zaire"), "COD");
  EXPECT_EQ(state("Congo"),
            "\"Congo\" is Democratic Republic of the Congo (name 1960-06-30/..) or Republic of the Congo (name 1960-08-15/..)");
  EXPECT_EQ(state("AU"), "\"AU\" is Australia (iso2) or Austria (fips)");
  EXPECT_EQ(state("AU", "fips"), "AUT");
  EXPECT_EQ(state("kaz"), "KAZ");
  EXPECT_EQ(state("4", "iso-numeric"), "AFG");
  EXPECT_EQ(state("Q183"), "DEU");
  EXPECT_EQ(state("Q713750"), "DEU");
  EXPECT_EQ(code("DEU", "wikidata", "1985"), "Q183");
  EXPECT_EQ(state("CSHH", "iso3"), "CSK");
}

}  // namespace
}  // namespace chancery::gazetteer
