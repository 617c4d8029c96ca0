// SPDX-License-Identifier: Apache-2.0
#include "model/kinds.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "model/jsonl.h"
#include "tables.h"

namespace chancery::model {
namespace {

const Kinds& kinds() {
  static const Kinds kinds = Kinds::open(tables::model()).value();
  return kinds;
}

// The message and hint of what is wrong with it, empty where nothing is.
std::string wrong_with(std::string_view line) {
  auto statement = read_statement(line);
  if (!statement) return "unread: " + statement.error().message;
  auto ok = kinds().validate(*statement);
  return ok ? "" : ok.error().message + " | " + ok.error().hint;
}

TEST(Kinds, AreAllThere) {
  EXPECT_EQ(kinds().size(), 33u);
  for (const char* name : {"diplomatic-relations",
                           "recognition",
                           "mission",
                           "accreditation",
                           "membership",
                           "chairmanship",
                           "agreement",
                           "visit",
                           "meeting",
                           "office",
                           "appointment",
                           "border",
                           "dispute",
                           "trade",
                           "population",
                           "statistic",
                           "cooperation",
                           "assessment",
                           "quotation",
                           "foundation",
                           "succession",
                           "independence",
                           "capital",
                           "name",
                           "headquarters",
                           "summit"}) {
    auto kind = kinds().find(name);
    ASSERT_TRUE(kind) << name;
    EXPECT_EQ(kind->name(), name);
    EXPECT_FALSE(kind->says().empty());
    EXPECT_EQ(wrong_with(kind->example()), "") << kind->example_text();
  }
  EXPECT_FALSE(kinds().find("embassy"));
  EXPECT_FALSE(kinds().find(""));
}

TEST(Kinds, AreAllListedInTheDocumentation) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/docs/formats/statements.md");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  for (std::size_t i = 0; i < kinds().size(); ++i)
    EXPECT_NE(text.find(std::string(kinds().kind(i).name())), text.npos) << kinds().kind(i).name();
}

TEST(Kinds, TellTheirRoles) {
  Kind mission = *kinds().find("mission");
  EXPECT_EQ(mission.times(), time_on | time_since | time_until | time_at);
  RoleDefinition type = *mission.role("type");
  EXPECT_TRUE(type.identifying);
  EXPECT_FALSE(type.open);
  EXPECT_EQ(type.words.size(), 15u);
  EXPECT_EQ(type.words.front(), "embassy");
  EXPECT_EQ(mission.role("sender")->types, state | organization);
  EXPECT_FALSE(mission.role("city")->identifying);
  EXPECT_EQ(kinds().find("membership")->role("status")->fallback, "member");
  EXPECT_EQ(kinds().find("border")->symmetric_a(), "a");
  EXPECT_EQ(kinds().find("border")->symmetric_b(), "b");
  EXPECT_EQ(kinds().find("visit")->symmetric_a(), "");
  EXPECT_TRUE(kinds().find("agreement")->role("parties")->set);
  EXPECT_EQ(kinds().find("trade")->role("a")->instead, "from");
}

TEST(Kinds, TellWhatLasts) {
  Kind relations = *kinds().find("diplomatic-relations");
  EXPECT_TRUE(relations.lasting());
  EXPECT_TRUE(relations.once());
  auto ends = [&](std::string_view action) {
    return relations.ends(
        read_statement(R"({"kind":"diplomatic-relations","roles":{"a":"A","action":")" + std::string(action) + "\"}}").value());
  };
  EXPECT_TRUE(ends("severed"));
  EXPECT_FALSE(ends("restored"));
  EXPECT_FALSE(kinds().find("visit")->lasting());
  EXPECT_EQ(kinds().find("trade")->measures(), std::vector<std::string_view>{"amount"});
  EXPECT_TRUE(kinds().find("visit")->measures().empty());
}

TEST(Kinds, NameWhatIsWrong) {
  EXPECT_EQ(wrong_with(R"({"kind":"embassy","roles":{"a":"KAZ"}})").substr(0, 26), "there is no kind \"embassy\"");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ"}})"), "border: role b is missing | b: the other side");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":"RUS","c":"x"}})"),
            "border: has no role \"c\" | its roles are a, b, length_km or status");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":"RUS","length_km":"long"}})"),
            "border: role length_km: \"long\" is not a number | expected a number");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":7}})"), "border: role b: is a number | expected a state or a place");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":""}})"), "border: role b: is empty | expected a state or a place");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":" RUS"}})"),
            "border: role b: \" RUS\" has a space at its edge | expected a state or a place");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":["RUS"]}})"),
            "border: role b: takes one value, not a set | expected a state or a place");
  EXPECT_EQ(wrong_with(R"({"kind":"meeting","roles":{"participants":"KAZ"}})").substr(0, 52),
            "meeting: role participants: takes a set, not one val");
  EXPECT_EQ(wrong_with(R"({"kind":"assessment","roles":{"a":"KAZ","b":"RUS","tone":"warm"}})"),
            "assessment: role tone: \"warm\" is not one of its words | expected positive, negative or mixed");
}

TEST(Kinds, KeepOpenVocabulariesOpenToWords) {
  EXPECT_EQ(wrong_with(R"({"kind":"cooperation","roles":{"parties":["KAZ","USA"],"domain":"health"}})"), "");
  EXPECT_NE(wrong_with(R"({"kind":"cooperation","roles":{"parties":["KAZ","USA"],"domain":"Health care"}})"), "");
}

TEST(Kinds, TakeOneRoleInsteadOfAnother) {
  EXPECT_EQ(wrong_with(R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS"}})"), "");
  EXPECT_EQ(wrong_with(R"({"kind":"trade","roles":{"from":"KAZ","to":"RUS"}})"), "");
  EXPECT_NE(wrong_with(R"({"kind":"trade","roles":{"from":"KAZ"}})"), "");
  EXPECT_NE(wrong_with(R"({"kind":"trade","roles":{"a":"KAZ","from":"KAZ","to":"RUS"}})"), "");
  EXPECT_EQ(wrong_with(R"({"kind":"appointment","roles":{"title":"Ambassador","of":"KAZ","action":"recalled"}})"), "");
  EXPECT_EQ(wrong_with(R"({"kind":"appointment","roles":{"of":"KAZ"}})"), "appointment: has neither of person or title | ");
}

TEST(Kinds, HoldTimesToEdtfAndToTheKind) {
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"},"time":{"on":"1994-04"}})"), "");
  EXPECT_EQ(wrong_with(R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"},"time":{"until":"1994"}})"), "border: takes no time \"until\" | ");
  EXPECT_EQ(wrong_with(R"({"kind":"capital","roles":{"state":"KAZ","city":"Almaty"},"time":{"until":".."}})"), "");
  EXPECT_NE(wrong_with(R"({"kind":"capital","roles":{"state":"KAZ","city":"Almaty"},"time":{"since":".."}})"), "");
  EXPECT_NE(wrong_with(R"({"kind":"capital","roles":{"state":"KAZ","city":"Almaty"},"time":{"since":"spring"}})"), "");
}

TEST(Kinds, PutRolesInOrder) {
  Statement statement = read_statement(R"({"kind":"agreement","roles":{"title":"t","parties":["RUS","KAZ","RUS"]}})").value();
  kinds().put_in_order(statement);
  EXPECT_EQ(statement.roles[0].name, "parties");
  EXPECT_EQ(std::get<std::vector<std::string>>(statement.roles[0].value), (std::vector<std::string>{"KAZ", "RUS"}));
}

TEST(KindsCompiler, NamesFileAndLine) {
  namespace fs = std::filesystem;
  fs::path folder = fs::path(testing::TempDir()) / ("chancery-kinds-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  EXPECT_EQ(compile(folder.string()).error().kind, base::ErrorKind::not_found);
  auto error_of = [&](const std::string& yaml) {
    std::ofstream(folder / "border.yaml") << yaml;
    auto table = compile(folder.string());
    if (table) return std::string();
    return table.error().place.substr(folder.string().size() + 1) + " " + table.error().message;
  };
  const std::string head = "kind: border\nsays: s\ntime: [on]\n";
  const std::string roles = "roles:\n  a: {identifying: true, type: state, says: one}\n";
  EXPECT_EQ(error_of(head + roles + "example: {text: t, roles: {a: KAZ}}\n"), "");
  EXPECT_EQ(error_of(head + roles + "example: {text: t, roles: {b: KAZ}}\n"), "border.yaml:6 there is no role \"b\"");
  EXPECT_EQ(error_of(head + roles + "colour: red\n"), "border.yaml:6 a kind has no key \"colour\"");
  EXPECT_EQ(error_of(head + "roles:\n  a: {type: river, says: one}\n"), "border.yaml:5 type: there is no \"river\"");
  EXPECT_EQ(error_of(head + "roles:\n  a: {type: word, says: one}\n").substr(0, 26), "border.yaml:5 a role of ty");
  EXPECT_EQ(error_of("kind: frontier\n"), "border.yaml:1 kind \"frontier\" stands in a file of another name");
  EXPECT_EQ(error_of("kind: [\n").substr(0, 12), "border.yaml:");
  EXPECT_EQ(error_of(head + roles + "example: {text: t, roles: {a: KAZ}, time: {since: \"1992\"}}\n"),
            "border.yaml the example does not hold: border: takes no time \"since\"");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace chancery::model
