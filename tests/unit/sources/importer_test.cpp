// SPDX-License-Identifier: Apache-2.0
// Small files read by mappings made here; and that every mapping that ships is sound.
#include "sources/importer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "linked.h"
#include "model/jsonl.h"

namespace chancery::sources {
namespace {

std::string error(const std::string& yaml) {
  auto read = read_mappings(yaml, "m.yaml", kinds());
  return read ? "none" : read.error().place + ": " + read.error().message;
}

// What a file states, as "kind role=value …; since/until on line", and what is rejected, as "!line reason".
std::vector<std::string> stated(const std::string& yaml, const std::string& file) {
  auto mappings = read_mappings(yaml, "m.yaml", kinds());
  if (!mappings) return {mappings.error().message};
  const std::string path = std::filesystem::temp_directory_path() / ("chancery-importer-" + std::to_string(getpid()));
  std::ofstream(path, std::ios::binary) << file;
  std::vector<std::string> out;
  const Sink sink{[&](model::Statement s) -> base::Result<> {
                    if (auto ok = kinds().validate(s); !ok) return ok;
                    std::string text = s.polarity ? s.kind : "no " + s.kind;
                    for (const model::Role& role : s.roles) {
                      text += " " + role.name + "=";
                      if (const auto* one = std::get_if<std::string>(&role.value)) text += *one;
                      if (const auto* number = std::get_if<double>(&role.value)) text += model::print_number(*number);
                      if (const auto* set = std::get_if<std::vector<std::string>>(&role.value))
                        for (const std::string& member : *set) text += member + "+";
                    }
                    text += "; ";
                    text +=
                        s.time.on + s.time.at + (s.time.since.empty() && s.time.until.empty() ? "" : s.time.since + " to " + s.time.until);
                    out.push_back(text + " @" + std::to_string(s.source.line));
                    return {};
                  },
                  [&](std::uint64_t line, std::string reason) { out.push_back("!" + std::to_string(line) + " " + reason); }};
  auto tally = each(mappings->front(), path, codes(), sink);
  if (!tally) out.push_back(tally.error().message);
  std::filesystem::remove(path);
  return out;
}

using Lines = std::vector<std::string>;

TEST(Importer, ShippedMappingsAreSound) {
  auto all = shipped(kinds());
  ASSERT_TRUE(all) << all.error().place << ": " << all.error().message;
  EXPECT_GE(all->size(), 20u);
  for (const Mapping& mapping : *all) {
    EXPECT_FALSE(mapping.terms.title.empty() || mapping.terms.licence.empty() || mapping.says.empty()) << mapping.name;
    for (const Rule& rule : mapping.rules)
      for (const Field& field : rule.fields) EXPECT_TRUE(field.code.empty() || codes().has(field.code)) << mapping.name;
  }
}

TEST(Importer, MistakesInMappingsAreNamed) {
  EXPECT_EQ(error("name: x\nrows:\n  - kind: misson\n"), "m.yaml:3: there is no kind \"misson\"");
  EXPECT_EQ(error("name: x\nrows:\n  - kind: mission\n    roles: {sendr: USA}\n"), "m.yaml:4: mission has no role \"sendr\"");
  EXPECT_EQ(error("name: x\ncolor: red\nrows: []\n"), "m.yaml:2: unknown key \"color\"");
  EXPECT_EQ(error("name: x\n"), "m.yaml:1: a mapping has either rows, events or a reader");
  EXPECT_EQ(error("name: [\n").substr(0, 9), "m.yaml:2:");
}

constexpr const char* kPosts = R"(
name: posts
missing: [NA]
rows:
  - kind: mission
    key: [from, to]
    if: {what: {not: [none]}}
    roles:
      sender: {column: from, code: cow}
      host: {column: to, code: name}
      type: {column: what, words: {E: embassy, L: legation}}
    since: opened
    until: {column: closed, open: [now]}
)";

TEST(Importer, RowsBecomeStatements) {
  EXPECT_EQ(stated(kPosts,
                   "from,to,what,opened,closed\n705,Latvia,E,1992-05-01,now\n2,Peru,none,1990,NA\n2,\"Congo\",L,1990,NA\n"
                   "2,Peru,Q,1990,1991\n2,Peru,L,soon,\n"),
            (Lines{"mission sender=KAZ host=LVA type=embassy; 1992-05-01 to  @2",
                   "!4 \"Congo\" is Democratic Republic of the Congo (name 1960-06-30/..) or Republic of the Congo (name 1960-08-15/..)",
                   "!5 \"Q\" is none of the words of what", "!6 \"soon\" is no date (opened)"}));
  EXPECT_EQ(stated(kPosts, "from,to\n"), (Lines{"there is no column \"what\""}));
}

TEST(Importer, ACodeOfSeveralStatesInTurnIsSharedByDate) {
  EXPECT_EQ(stated(kPosts, "from,to,what,opened,closed\n365,Finland,E,1918-01-01,1995-12-31\n"),
            (Lines{"mission sender=RUS host=FIN type=embassy; 1918-01-01 to 1922-12-29 @2",
                   "mission sender=SUN host=FIN type=embassy; 1922-12-30 to 1991-12-25 @2",
                   "mission sender=RUS host=FIN type=embassy; 1991-12-26 to 1995-12-31 @2"}));
}

TEST(Importer, WideTablesYearsAndDirections) {
  constexpr const char* wide = R"(
name: members
wide: {except: [who, year], column: body, cell: status}
rows:
  - kind: membership
    key: [who, body]
    over: year
    if: {status: ["1"]}
    unseen: {status: ["-9"]}
    roles: {member: {column: who, code: iso3}, organization: {column: body, organization: true}}
)";
  EXPECT_EQ(stated(wide, "who,year,osce,upu\nKAZ,1991,0,-9\nKAZ,1992,1,-9\nKAZ,1995,1,1\n"),
            (Lines{"membership member=KAZ organization=OSCE; 1992 to  @3", "membership member=KAZ organization=UPU; ../1995 to  @4"}));
  constexpr const char* pairs = R"(
name: pairs
rows:
  - kind: contiguity
    undirected: [a, b]
    roles: {a: {column: a, code: cow}, b: {column: b, code: cow}, over: land}
)";
  EXPECT_EQ(stated(pairs, "a,b\n2,20\n20,2\n"), (Lines{"contiguity a=USA b=CAN over=land;  @2"}));
}

TEST(Importer, EventsAreRowsOfNumbers) {
  constexpr const char* yaml = R"(
name: events
missing: [NA]
names: {ROM: ROU}
events: {scheme: cameo, states: iso3, source: a, target: b, act: code, intensity: how, actor: who, on: day}
)";
  auto mappings = read_mappings(yaml, "m.yaml", kinds());
  ASSERT_TRUE(mappings) << mappings.error().message;
  const std::string path = std::filesystem::temp_directory_path() / ("chancery-events-" + std::to_string(getpid()));
  std::ofstream(path) << "a,b,code,how,who,day\nKAZ,ROM,040,1.0,Office,20180601\nKAZ,NA,040,1,,20180601\nROU,KAZ,040,1,NA,2018-06-02\n"
                         "KAZ,QQQ,040,1,,20180601\nKAZ,ROU,040,much,,20180601\nKAZ,ROU,040,1,,2018-06\n";
  model::EventWords words;
  std::vector<model::EventRow> rows;
  std::string rejected;
  auto tally = each_event(
      mappings->front(), path, codes(), words,
      [&](std::span<const model::EventRow> some) -> base::Result<> {
        rows.insert(rows.end(), some.begin(), some.end());
        return {};
      },
      [&](std::uint64_t line, const std::string& reason) { rejected += std::to_string(line) + " " + reason + "; "; });
  std::filesystem::remove(path);
  ASSERT_TRUE(tally) << tally.error().message;
  EXPECT_EQ(tally->rows, 6u);
  EXPECT_EQ(tally->statements, 2u);
  EXPECT_EQ(tally->rejected, 3u);
  EXPECT_EQ(rejected, "5 iso3 has no \"QQQ\"; 6 \"040\" with \"much\" is no act; 7 \"2018-06\" is no day (day); ");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], (model::EventRow{1, 17683, 2, 1, 1, 0}));
  EXPECT_EQ(rows[1], (model::EventRow{2, 17684, 4, 1, 0, 0}));
  EXPECT_EQ(words.pairs.text(1), "KAZ\tROU");
  EXPECT_EQ(words.acts.text(1), "cameo\t040\t1");
  EXPECT_EQ(words.actors.text(1), "Office");
}

TEST(Importer, JsonLinesAndXml) {
  constexpr const char* json = R"(
name: visits
form: jsonl
rows:
  - kind: visit
    roles: {visitor: {column: who.name}, to: {column: to, code: iso3}}
    on: {column: first, to: last}
)";
  EXPECT_EQ(
      stated(json,
             "{\"who\":{\"name\":\"Ada\"},\"to\":\"KAZ\",\"first\":\"2001-02-03\",\"last\":\"2001-02-05\"}\n{oops\n\n{\"to\":\"LVA\"}\n"),
      (Lines{"visit visitor=Ada to=KAZ; 2001-02-03/2001-02-05 @1",
             "!2 no JSON: The JSON document has an improper structure: missing or superfluous commas, braces, missing keys, etc.",
             "!4 visit: role visitor is missing"}));
  constexpr const char* xml = R"(
name: visits
form: xml
item: visit
names: {Republic of Riga: Latvia}
rows:
  - kind: visit
    key: ["@n"]
    roles: {visitor: {column: who}, to: {column: to, code: name}, city: {column: to@city}}
    on: day
)";
  EXPECT_EQ(
      stated(xml, "<v>\n<visit n='1'><who>A &amp;\n B</who><to city='Riga'>Republic of  Riga</to><day>1999-01-02</day></visit>\n</v>"),
      (Lines{"visit visitor=A & B to=LVA city=Riga; 1999-01-02 @2"}));
}

}  // namespace
}  // namespace chancery::sources
