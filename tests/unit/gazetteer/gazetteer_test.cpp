// SPDX-License-Identifier: Apache-2.0
// The shipped gazetteer, as a reader uses it: what a text names, at which date.
#include "gazetteer/gazetteer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <set>

#include "gazetteer/data.h"
#include "tables.h"

namespace chancery::gazetteer {
namespace {

const Gazetteer& shipped() {
  static const Gazetteer g = *Gazetteer::open(tables::gazetteer());
  return g;
}

std::int32_t day(const char* date) { return parse_date(date)->from; }

// "Kazakhstan=KAZ, Korea=KOR|PRK": what is found in a text.
std::string found(const std::string& text) {
  std::vector<base::Token> tokens;
  base::tokenize(text, tokens);
  std::vector<Match> matches;
  shipped().match(text, tokens, matches);
  std::string out;
  for (const Match& m : matches) {
    if (!out.empty()) out += ", ";
    out += text.substr(tokens[m.from].from, tokens[m.to - 1].to - tokens[m.from].from) + "=";
    const char* bar = "";
    for (const Name& n : m.readings) out += bar + std::string(shipped().code(n.entity)), bar = "|";
  }
  return out;
}

std::string first(const std::string& name) {
  auto readings = shipped().find(name);
  return readings.empty() ? "" : std::string(shipped().code(readings[0].entity));
}

std::string name_of(std::uint32_t entity) { return entity ? std::string(shipped().name(entity)) : ""; }

TEST(Gazetteer, NamesTakeTheLongestMatch) {
  EXPECT_EQ(found("The Democratic Republic of the Congo and the Republic of the Congo"),
            "Democratic Republic of the Congo=COD, Republic of the Congo=COG");
  EXPECT_EQ(found("the People's Republic of China, the Republic of China"), "People's Republic of China=CHN, Republic of China=TWN");
  EXPECT_EQ(found("American Samoa and Samoa, Guinea-Bissau and Guinea"), "American Samoa=ASM, Samoa=WSM, Guinea-Bissau=GNB, Guinea=GIN");
  EXPECT_EQ(found("Papua New Guinea; New Mexico; Equatorial Guinea"), "Papua New Guinea=PNG, New Mexico=New Mexico, Equatorial Guinea=GNQ");
  EXPECT_EQ(found("Trinidad and Tobago"), "Trinidad and Tobago=TTO");
}

TEST(Gazetteer, SpellingsOfOneName) {
  for (const char* name : {"Côte d'Ivoire", "Cote d'Ivoire", "Côte d’Ivoire", "Ivory Coast", "CÔTE D'IVOIRE"})
    EXPECT_EQ(first(name), "CIV") << name;
  for (const char* name : {"St. Kitts and Nevis", "Saint Kitts and Nevis", "St Kitts & Nevis", "Saint Kitts & Nevis"}) {
    EXPECT_EQ(first(name), "KNA") << name;
    EXPECT_EQ(found(name), std::string(name) + "=KNA");
  }
  for (const char* name : {"U.S.", "US", "USA", "U.S.A.", "United States", "United States of America", "the United States", "America"})
    EXPECT_EQ(first(name), "USA") << name;
  for (const char* name : {"UK", "U.K.", "Britain", "Great Britain", "United Kingdom", "England"}) EXPECT_EQ(first(name), "GBR") << name;
  for (const char* name : {"Timor-Leste", "Timor Leste", "East Timor"}) EXPECT_EQ(first(name), "TLS") << name;
  for (const char* name : {"São Tomé and Príncipe", "Sao Tome and Principe", "sao tome & principe"}) EXPECT_EQ(first(name), "STP") << name;
  for (const char* name :
       {"UAE", "U.A.E.", "DRC", "Zaire", "Swaziland", "Burma", "Macedonia", "Cape Verde", "Congo-Brazzaville", "PRC", "Holland"})
    EXPECT_EQ(shipped().entity(shipped().find(name).at(0).entity).type, EntityType::state) << name;
}

TEST(Gazetteer, CaseCountsInTextButNotInQuestions) {
  EXPECT_EQ(found("turkey and china for us"), "");
  EXPECT_EQ(first("kazakhSTAN"), "KAZ");
  EXPECT_EQ(found("KAZAKHSTAN AND THE UNITED STATES OF AMERICA"), "KAZAKHSTAN=KAZ, UNITED STATES OF AMERICA=USA");
  EXPECT_EQ(found("SEE WHAT WE ARE IN THE END"), "");
}

TEST(Gazetteer, NamesWithSeveralReadingsHaveTheLikeliestFirst) {
  EXPECT_EQ(found("Korea").substr(0, 13), "Korea=KOR|PRK");
  EXPECT_EQ(found("Congo").substr(0, 13), "Congo=COG|COD");
  EXPECT_EQ(found("Georgia").substr(0, 11), "Georgia=GEO");
  EXPECT_NE(found("Georgia").find("Georgia (US state)"), std::string::npos);
  EXPECT_EQ(found("Dominicans"), "Dominicans=DOM|DMA");
  for (const char* state : {"Luxembourg", "Singapore", "Djibouti", "San Marino", "Monaco", "Kuwait"}) {
    auto readings = shipped().find(state);
    ASSERT_GE(readings.size(), 2u) << state;
    EXPECT_EQ(shipped().entity(readings[0].entity).type, EntityType::state) << state;
    EXPECT_TRUE(std::any_of(readings.begin(), readings.end(), [&](const Name& n) {
      return shipped().entity(n.entity).type == EntityType::city;
    })) << state;
  }
  EXPECT_EQ(first("Washington"), "Washington, D.C.");
  EXPECT_EQ(first("Mexico"), "MEX");
  EXPECT_EQ(first("Yemen"), "YEM");
  EXPECT_EQ(first("Vietnam"), "VNM");
  EXPECT_EQ(first("German"), "DEU");
  EXPECT_EQ(first("Chinese"), "CHN");
  EXPECT_EQ(first("Moscow"), "Moscow");
  EXPECT_EQ(shipped().code(shipped().entity(shipped().find("Moscow").at(0).entity).state), "RUS");
}

TEST(Gazetteer, AdjectivesAndPeoples) {
  EXPECT_EQ(found("Kazakh-Russian talks, Kyrgyz and Uzbek envoys, an Emirati and a Burkinabé"),
            "Kazakh=KAZ, Russian=RUS, Kyrgyz=KGZ, Uzbek=UZB, Emirati=ARE, Burkinabé=BFA");
  auto adjective = shipped().find("Kazakh"), people = shipped().find("Kazakhs"), name = shipped().find("Kazakhstan");
  EXPECT_EQ(adjective.at(0).type, NameType::adjective);
  EXPECT_EQ(people.at(0).type, NameType::people);
  EXPECT_EQ(name.at(0).type, NameType::name);
  EXPECT_EQ(shipped().find("Soviet").at(0).entity, shipped().by_code("SUN"));
}

TEST(Gazetteer, NamesCarryTheDatesOfTheirUse) {
  Name akmola = shipped().find("Akmola").at(0);
  EXPECT_EQ(name_of(akmola.entity), "Astana");
  EXPECT_EQ(akmola.type, NameType::former);
  EXPECT_EQ(akmola.from, day("1992-07-06"));
  EXPECT_EQ(akmola.to, day("1998-05-05"));
  EXPECT_EQ(name_of(shipped().find("Leningrad").at(0).entity), "Saint Petersburg");
  for (const char* name :
       {"Kiev", "Kyiv", "Peking", "Bombay", "Rangoon", "Saigon", "Constantinople", "Alma-Ata", "Uralsk", "Odessa", "Nur-Sultan"})
    EXPECT_EQ(shipped().entity(shipped().find(name).at(0).entity).type, EntityType::city) << name;
}

TEST(Gazetteer, OrdinaryWordsAreMarked) {
  EXPECT_FALSE(shipped().find("Turkey").at(0).common);
  EXPECT_FALSE(shipped().find("Astana").at(0).common);
  for (const char* word : {"Nice", "Reading", "Victoria", "Union"})
    for (const Name& n : shipped().find(word)) EXPECT_TRUE(n.common) << word;
}

TEST(Gazetteer, CapitalsWithDates) {
  const Gazetteer& g = shipped();
  std::uint32_t kaz = g.by_code("KAZ");
  EXPECT_EQ(name_of(g.capital_of(kaz)), "Astana");
  EXPECT_EQ(name_of(g.capital_of(kaz, day("1995-01-01"))), "Almaty");
  EXPECT_EQ(name_of(g.capital_of(kaz, day("1997-12-09"))), "Almaty");
  EXPECT_EQ(name_of(g.capital_of(kaz, day("1997-12-10"))), "Astana");
  std::uint32_t almaty = g.find("Almaty").at(0).entity, moscow = g.find("Moscow").at(0).entity;
  EXPECT_EQ(g.state_of_capital(almaty), kaz);
  EXPECT_EQ(g.state_of_capital(almaty, day("2005-01-01")), 0u);
  EXPECT_EQ(g.code(g.state_of_capital(moscow)), "RUS");
  EXPECT_EQ(g.code(g.state_of_capital(moscow, day("1950-01-01"))), "SUN");
  EXPECT_EQ(name_of(g.capital_of(g.by_code("MMR"))), "Naypyidaw");
  EXPECT_EQ(name_of(g.capital_of(g.by_code("DEU"), day("1970-01-01"))), "Bonn");
  EXPECT_EQ(name_of(g.capital_of(g.by_code("CSK"))), "Prague");
  EXPECT_EQ(g.state_of_capital(g.find("Omsk").at(0).entity), 0u);
  EXPECT_TRUE(g.entity(almaty).flags & Entity::capital);
}

TEST(Gazetteer, FormerCodesFindTheirState) {
  const Gazetteer& g = shipped();
  EXPECT_EQ(g.by_code("CSHH"), g.by_code("CSK"));
  EXPECT_EQ(g.code(g.by_code("ZAR")), "COD");
  EXPECT_EQ(g.by_code("no such code"), 0u);
  EXPECT_TRUE(g.entity(g.by_code("SUN")).flags & Entity::former);
  EXPECT_TRUE(g.entity(g.by_code("GRL")).flags & Entity::territory);
  EXPECT_EQ(g.code(g.by_code("South Ossetia")), "South Ossetia");
}

// Every state of ISO 3166-1 can be read: by its name, by an adjective, and by its capital where people live there.
TEST(Gazetteer, EveryIsoStateIsWhole) {
  auto data = read_data(CHANCERY_SOURCE_DIR "/gazetteer");
  ASSERT_TRUE(data) << data.error().place << ": " << data.error().message;
  std::set<std::string> iso;
  for (const DataCode& c : data->codes)
    if (c.list == "iso3" && c.range.to == kOpen) iso.insert(c.value);
  EXPECT_EQ(iso.size(), 250u);  // 249 and Kosovo
  for (const DataEntity& e : data->entities) {
    if (e.type != EntityType::state || !iso.erase(e.code)) continue;
    EXPECT_FALSE(e.name.empty());
    const Gazetteer& g = shipped();
    std::uint32_t state = g.by_code(e.code);
    EXPECT_EQ(g.find(e.name).at(0).entity, state) << e.name;
    if (e.kind == "uninhabited" || e.kind == "continent") continue;
    EXPECT_TRUE(std::any_of(e.names.begin(), e.names.end(), [](const DataName& n) { return n.type == NameType::adjective; })) << e.code;
    EXPECT_NE(g.capital_of(state), 0u) << e.code;
  }
  for (const std::string& code : iso) ADD_FAILURE() << code << " is missing";
}

TEST(Gazetteer, AnyTokensAreMatchedWithoutHarm) {
  std::mt19937 random(20240101);
  const std::string bytes = "Kazakh stan.US,'s-St &\xc3\xb4\xe2\x80\x99\xff\xf0 1992 THE Republic of Congo ()";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) {
      if (random() % 4 == 0)
        text += std::string(shipped().name(random() % shipped().size())).substr(0, random() % 20);
      else
        text += bytes[random() % bytes.size()];
    }
    std::vector<base::Token> tokens;
    base::tokenize(text, tokens);
    std::vector<Match> matches;
    shipped().match(text, tokens, matches);
    std::uint32_t at = 0;
    for (const Match& m : matches) {
      ASSERT_GE(m.from, at);
      ASSERT_LT(m.from, m.to);
      ASSERT_LE(m.to, tokens.size());
      ASSERT_FALSE(m.readings.empty());
      for (const Name& n : m.readings) ASSERT_LT(n.entity, shipped().size());
      at = m.to;
    }
    shipped().find(text);
    shipped().by_code(text);
  }
  EXPECT_TRUE(shipped().find("").empty());
  EXPECT_TRUE(shipped().find("the").empty());
}

// A word whose hash is that of a name but whose letters are not is no name.
TEST(Gazetteer, EqualHashesAreNotEqualWords) {
  std::string text = "Kazakhstan";
  std::vector<base::Token> tokens;
  base::tokenize(text, tokens);
  std::string other = "Xazakhstan";
  std::vector<Match> matches;
  shipped().match(other, tokens, matches);  // the tokens' hashes with other letters under them
  EXPECT_TRUE(matches.empty());
}

TEST(Gazetteer, DamagedTablesAreRefused) {
  EXPECT_FALSE(Gazetteer::open(""));
  EXPECT_FALSE(Gazetteer::open(tables::gazetteer().substr(0, 4000)));
}

}  // namespace
}  // namespace chancery::gazetteer
