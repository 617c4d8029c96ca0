// SPDX-License-Identifier: Apache-2.0
// Small gazetteers made here: what the data files may say, and how what is wrong in them is named.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "gazetteer/codes.h"
#include "gazetteer/data.h"
#include "gazetteer/gazetteer.h"

namespace chancery::gazetteer {
namespace {

namespace fs = std::filesystem;

class Compile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("gazetteer-" + std::to_string(getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_ / "states");
    fs::create_directories(folder_ / "organizations");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) { std::ofstream(folder_ / file) << text; }
  // The gazetteer, whose bytes table_ keeps.
  Gazetteer open() {
    auto table = compile(folder_.string());
    EXPECT_TRUE(table) << table.error().place << ": " << table.error().message;
    table_ = table.value_or("");
    return *Gazetteer::open(table_);
  }
  std::string error() {
    auto table = compile(folder_.string());
    if (table) return "none";
    return fs::path(table.error().place).filename().string() + ": " + table.error().message;
  }

  fs::path folder_;
  std::string table_;
};

TEST_F(Compile, StateWithCitiesAndCodes) {
  write("states/a.yaml",
        "- code: ABC\n  name: Abcland\n  official: Republic of Abcland\n  also: [AB, Abc-Land]\n  former: [Oldland ../1990-06-30]\n"
        "  adjective: [Abcish]\n  capital: [First City ../1980, Second City 1981/..]\n  since: 1960-01-01\n");
  write("cities.tsv", "# name\tstate\tpopulation\nFirst City\tABC\t1000\nSecond City\tABC\t20\n");
  write("cities.yaml", "- {name: Premier, state: ABC, listed: First City, former: [Fort 1950/1955-05]}\n");
  write("code-lists.tsv", "iso2\ttwo letters\t1\ncow\tnumbers\t2024\n");
  write("codes.tsv", "ABC\tiso2\tAB\nABC\tcow\t999\t1960-01-01/..\nABC\talias\tABHH\n");
  write("codes-by-hand.tsv", "ABC\tcow\t7\t\tfinds\n");
  write("common.txt", "Premier\n");
  // The list calls it First City, so the capital is found under the name that the hand-written file gives it too.
  write("states/b.yaml", "- {name: Old Abc, until: 1959-12-31, capital: Premier}\n");
  EXPECT_EQ(error(), "none");
  Gazetteer g = open();
  std::uint32_t abc = g.by_code("ABC");
  ASSERT_NE(abc, 0u);
  EXPECT_EQ(g.by_code("ABHH"), abc);
  for (const char* name : {"Abcland", "the Republic of Abcland", "AB", "A.B.", "abc land", "Oldland", "Abcland, Republic of", "abcish"})
    EXPECT_EQ(g.find(name).size(), 1u) << name;
  EXPECT_EQ(g.find("Oldland").at(0).to, parse_date("1990-06-30")->to);
  EXPECT_EQ(g.name(g.capital_of(abc, parse_date("1980-12-31")->from)), "First City");
  EXPECT_EQ(g.name(g.capital_of(abc)), "Second City");
  EXPECT_EQ(g.name(g.capital_of(g.by_code("Old Abc"))), "Premier");
  Name fort = g.find("Fort").at(0);
  EXPECT_EQ(fort.from, parse_date("1950-01-01")->from);
  EXPECT_EQ(fort.to, parse_date("1955-05-31")->from);
  EXPECT_TRUE(g.find("Premier").at(0).common);
  EXPECT_FALSE(fort.common);
  const Codes codes(g);
  EXPECT_EQ(code_of(g, abc, "cow", time::bounds("1959-12-31").value()).value(), "");
  EXPECT_EQ(code_of(g, abc, "cow", time::bounds("1960").value()).value(), "999");
  EXPECT_EQ(codes.state("007", "cow").value(), abc) << "a code that only finds the state";
}

TEST_F(Compile, OrganizationsOfficesRegionsAndFeatures) {
  write("states/a.yaml", "- {code: CAN, name: Canada}\n");
  write(
      "organizations/a.yaml",
      "- {name: Organization for Things, acronym: OT, former: [Conference on Things ../1994], from: 1995-01-01, kind: organization, seat: "
      "Vienna}\n- {name: Andean Community, acronym: CAN}\n- {name: First Twin, acronym: TW}\n- {name: Second Twin, acronym: TW}\n"
      "- {name: Programme of Things, kind: programme, to: 2001}\n");
  write("offices.yaml",
        "- {title: Foreign Minister, also: [Minister of Foreign Affairs], rank: minister, head: foreign}\n- {title: President}\n");
  write("regions.yaml", "- {name: Canada (2), code: Canada (part), state: CAN, kind: part}\n");
  write("features.yaml", "- {name: Long Sea, also: [Long], kind: sea}\n");
  Gazetteer g = open();
  EXPECT_EQ(g.name(g.by_code("OT")), "Organization for Things");
  EXPECT_EQ(g.name(g.by_code("CAN")), "Canada");  // a state's letters stay the state's
  EXPECT_EQ(g.name(g.by_code("Andean Community")), "Andean Community");
  EXPECT_EQ(g.by_code("TW"), 0u);  // two have it: neither
  EXPECT_EQ(g.find("TW").size(), 2u);
  const Entity& ot = g.entity(g.by_code("OT"));
  EXPECT_EQ(g.text(ot.detail), "Vienna");
  EXPECT_EQ(ot.from, parse_date("1995-01-01")->from);
  EXPECT_TRUE(ot.flags & Entity::member_body);
  const Entity& programme = g.entity(g.by_code("Programme of Things"));
  EXPECT_FALSE(programme.flags & Entity::member_body);
  EXPECT_TRUE(programme.flags & Entity::former);
  EXPECT_EQ(g.find("Organisation for Things").size(), 1u);
  EXPECT_EQ(g.find("program of things").size(), 1u);

  std::string text = "the foreign minister, the Minister of Foreign Affairs, the president; Foreign minister; Canada; long";
  std::vector<base::Token> tokens;
  base::tokenize(text, tokens);
  std::vector<Match> matches;
  g.match(text, tokens, matches);
  ASSERT_EQ(matches.size(), 5u);
  EXPECT_EQ(matches[0].readings[0].entity, matches[1].readings[0].entity);
  EXPECT_FALSE(matches[0].readings[0].common);
  EXPECT_TRUE(matches[2].readings[0].common);  // "president" in lower case is a word
  ASSERT_EQ(matches[4].readings.size(), 2u);
  EXPECT_EQ(g.entity(matches[4].readings[0].entity).type, EntityType::state);
  EXPECT_EQ(g.text(g.entity(matches[0].readings[0].entity).kind), "minister");
}

TEST_F(Compile, WhatIsWrongIsNamedWithItsLine) {
  write("states/a.yaml", "- {code: ABC, name: Abcland}\n- {code: ABD, nmae: Abdland}\n");
  EXPECT_EQ(error(), "a.yaml:2: unknown key \"nmae\"");
  write("states/a.yaml", "- {code: ABC, name: Abcland, since: yesterday}\n");
  EXPECT_EQ(error(), "a.yaml:1: \"yesterday\" is no date");
  write("states/a.yaml", "- {code: ABC, name: Abcland, former: [Oldland 1990/1980]}\n");
  EXPECT_EQ(error(), "a.yaml:1: \"1990/1980\" is no range of dates");
  write("states/a.yaml", "- {code: ABC}\n");
  EXPECT_EQ(error(), "a.yaml:1: an entry has no \"name\"");
  write("states/a.yaml", "- {code: ABC, name: The Abcland}\n");
  EXPECT_EQ(error(), "a.yaml:1: \"the\" is never part of a name");
  write("states/a.yaml", "- {code: ABC, name: Abcland}\n- {code: ABC, name: Other}\n");
  EXPECT_EQ(error(), "a.yaml:2: two states have the code ABC");
  write("states/a.yaml", "- {name: Old Abc, until: 1950, capital: Nowhere}\n");
  EXPECT_EQ(error(), "a.yaml:1: no city is called Nowhere");
  write("states/a.yaml", "- {code: ABC, name: [}\n");
  EXPECT_NE(error().find("a.yaml:1: "), std::string::npos);
  write("states/a.yaml", "- {code: ABC, name: Abcland}\n");
  EXPECT_EQ(error(), "none");
  write("cities.tsv", "Somewhere\tABC\tmany\n");
  EXPECT_EQ(error(), "cities.tsv:1: the population is no number");
  write("cities.tsv", "Somewhere\n");
  EXPECT_EQ(error(), "cities.tsv:1: 1 columns, expected 3");
  write("cities.tsv", "Somewhere\tXYZ\t1\n");
  EXPECT_EQ(error(), "cities.tsv:1: no state XYZ");
  write("cities.tsv", "");
  write("codes.tsv", "XYZ\tiso2\tXY\n");
  EXPECT_EQ(error(), "codes.tsv:1: no state XYZ");
}

TEST_F(Compile, AnEmptyFolderIsNoGazetteer) {
  auto table = compile(folder_.string());
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().kind, base::ErrorKind::not_found);
}

TEST(Dates, FirstAndLastDays) {
  EXPECT_EQ(parse_date("1970-01-01")->from, 0);
  EXPECT_EQ(parse_date("1972")->to - parse_date("1972")->from, 365);
  EXPECT_EQ(parse_date("2000-02")->to - parse_date("2000-02")->from, 28);
  for (const char* bad : {"", "92", "1992-13", "1992-02-30", "1992-1-1", "1992-01-01-01", "x"}) EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_EQ(parse_range("../1991")->from, kPast);
  EXPECT_EQ(parse_range("1991/..")->to, kOpen);
  EXPECT_FALSE(parse_range("1991"));
}

}  // namespace
}  // namespace chancery::gazetteer
