// SPDX-License-Identifier: Apache-2.0
// Persons in a document: how their names are made out, whose office they hold, and what a list's heading says of its items.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reading/reader.h"
#include "tables.h"

namespace chancery::reading {
namespace {

using model::Statement;

std::string role(const Statement& s, std::string_view name) {
  const model::Value* value = s.role(name);
  return value && std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value) : std::string();
}

std::vector<Statement> read(const std::string& text, std::string_view kind) {
  auto reader = Reader::open(tables::rules(), tables::model(), tables::gazetteer());
  EXPECT_TRUE(reader.has_value());
  auto document = document::parse("test.md", text);
  EXPECT_TRUE(document.has_value());
  std::vector<Statement> out;
  for (Statement& s : reader->read(*document).statements)
    if (s.kind == kind) out.push_back(std::move(s));
  return out;
}

const Statement* of_person(const std::vector<Statement>& all, std::string_view name) {
  auto it = std::find_if(all.begin(), all.end(), [&](const Statement& s) { return role(s, "person") == name; });
  return it == all.end() ? nullptr : &*it;
}

TEST(People, NamesWithParticlesNicknamesAndSurnamesThatAreOffices) {
  auto offices = read("# Foreign relations of Kazakhstan\n\nLatvian President Nabil al-Arabi, Estonian Foreign Minister Julie Bishop and Polish "
                      "President Richard \"Dick\" Novak spoke, as did Swedish Foreign Minister Louis St. Laurent.\n",
                      "office");
  for (const char* name : {"Nabil al-Arabi", "Julie Bishop", "Richard Novak", "Louis St. Laurent"}) EXPECT_NE(of_person(offices, name), nullptr) << name;
}

TEST(People, AnOfficeIsWhoseTheDocumentToldElsewhere) {
  auto offices = read("# Foreign relations of Kazakhstan\n\nLatvian President Guntis Ulmanis spoke to Estonia and Poland.\n\nPresident Ulmanis "
                      "spoke to Estonia and Poland again.\n",
                      "office");
  ASSERT_EQ(offices.size(), 2u);
  EXPECT_EQ(role(offices[1], "person"), "Guntis Ulmanis");
  EXPECT_EQ(role(offices[1], "of"), "LVA");
}

TEST(People, AnOfficeIsTheArticlesOwnStatesWhereNoOtherIsSpokenOf) {
  auto offices = read("# Foreign relations of Latvia\n\nPresident Guntis Ulmanis spoke of reform.\n", "office");
  ASSERT_EQ(offices.size(), 1u);
  EXPECT_EQ(role(offices[0], "of"), "LVA");
}

TEST(People, WhomAVisitorMeetsIsTheHosts) {
  auto offices = read("# Foreign relations of Latvia\n\nIn 1994 Latvian President Guntis Ulmanis visited Poland. He met Prime Minister Jan Nowak.\n", "office");
  const Statement* host = of_person(offices, "Jan Nowak");
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(role(*host, "of"), "POL");
}

TEST(People, ItemsAreReadBehindTheHeadingOfTheirList) {
  auto visits = read("# Latvia–Poland relations\n\n## Presidential visits from Latvia to Poland\n\n- President Guntis Ulmanis (1994, 1997)\n", "visit");
  ASSERT_EQ(visits.size(), 2u);
  EXPECT_EQ(role(visits[0], "visitor"), "Guntis Ulmanis");
  EXPECT_EQ(role(visits[0], "from"), "LVA");
  EXPECT_EQ(role(visits[0], "to"), "POL");
  EXPECT_EQ(visits[0].time.on, "1994");
  EXPECT_EQ(visits[1].time.on, "1997");
  EXPECT_EQ(visits[1].source.quote, "President Guntis Ulmanis (1994, 1997");
}

TEST(People, ANameIsWrittenAsTheTextMostlyWritesIt) {
  auto offices = read("# Foreign relations of Latvia\n\nLatvian President Guntis Janis Ulmanis spoke. Latvian President Guntis Ulmanis spoke. Latvian President "
                      "Guntis Ulmanis spoke again.\n\nPresident Ulmanis left.\n",
                      "office");
  ASSERT_EQ(offices.size(), 4u);
  for (const Statement& s : offices) EXPECT_EQ(role(s, "person"), "Guntis Ulmanis");
}

TEST(People, OtherDatesOfTheSameKindGoOnWithTheFirst) {
  auto offices = read("# Latvia\n\nJan Nowak wrote books. He served as Foreign Minister of Poland from 1990 to 1992 and from 1994 to 1996.\n", "office");
  ASSERT_EQ(offices.size(), 2u);
  EXPECT_EQ(offices[0].time.since, "1990");
  EXPECT_EQ(offices[1].time.since, "1994");
  EXPECT_EQ(offices[1].time.until, "1996");
}

}  // namespace
}  // namespace chancery::reading
