// SPDX-License-Identifier: Apache-2.0
// Items made here, in the form that dumps have.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "linked.h"
#include "model/jsonl.h"
#include "sources/importer.h"
#include "sources/wikidata_item.h"

namespace chancery::sources {
namespace {

std::string item_snak(const std::string& property, int number) {
  return R"({"snaktype":"value","property":")" + property + R"(","datavalue":{"value":{"entity-type":"item","numeric-id":)" +
         std::to_string(number) + R"(},"type":"wikibase-entityid"}})";
}
std::string time_snak(const std::string& property, const std::string& time, int precision, const std::string& calendar = "Q1985727") {
  return R"({"snaktype":"value","property":")" + property + R"(","datavalue":{"value":{"time":")" + time +
         R"(","timezone":0,"before":0,"after":0,"precision":)" + std::to_string(precision) +
         R"(,"calendarmodel":"http://www.wikidata.org/entity/)" + calendar + R"("},"type":"time"}})";
}
std::string claim(const std::string& snak, const std::string& more = "") {
  return R"({"mainsnak":)" + snak + R"(,"type":"statement","id":"guid","rank":"normal")" + more + "}";
}
std::string item(int number, const std::string& name, const std::string& claims) {
  return R"({"type":"item","id":"Q)" + std::to_string(number) +
         R"(","labels":{"de":{"language":"de","value":"x"},"en":{"language":"en","value":")" + name +
         R"("}},"descriptions":{},"aliases":{},"claims":{)" + claims + R"(},"sitelinks":{}})";
}

// Each statement as a line of JSON without its kind's other parts: kind, roles, dates, line and column; and what was rejected.
std::vector<std::string> stated(const std::vector<std::string>& items) {
  auto mappings = shipped(kinds());
  const auto mapping = std::find_if(mappings->begin(), mappings->end(), [](const Mapping& m) { return m.name == "wikidata"; });
  const std::string path = std::filesystem::temp_directory_path() / ("chancery-wikidata-" + std::to_string(getpid()));
  std::ofstream file(path, std::ios::binary);
  file << "[\n";
  for (std::size_t i = 0; i < items.size(); ++i) file << items[i] << (i + 1 < items.size() ? ",\n" : "\n");
  file << "]\n";
  file.close();
  std::vector<std::string> out;
  const Sink sink{[&](model::Statement s) -> base::Result<> {
                    if (auto ok = kinds().validate(s); !ok) return ok;
                    std::string text = s.kind;
                    for (const model::Role& role : s.roles) {
                      text += " " + role.name + "=";
                      if (const auto* one = std::get_if<std::string>(&role.value)) text += *one;
                      if (const auto* set = std::get_if<std::vector<std::string>>(&role.value)) text += set->front();
                    }
                    text += "; " + s.time.on + s.time.at;
                    if (!s.time.since.empty()) text += "from " + s.time.since;
                    if (!s.time.until.empty()) text += " to " + s.time.until;
                    out.push_back(text + " @" + std::to_string(s.source.line) + " " + s.source.column);
                    return {};
                  },
                  [&](std::uint64_t line, std::string reason) { out.push_back("!" + std::to_string(line) + " " + reason); }};
  auto tally = each(*mapping, path, codes(), sink);
  EXPECT_TRUE(tally) << tally.error().message;
  std::filesystem::remove(path);
  return out;
}

using Lines = std::vector<std::string>;

TEST(Wikidata, TimesAreEdtf) {
  EXPECT_EQ(moment_of("+1991-12-16T00:00:00Z", 11, false), "1991-12-16");
  EXPECT_EQ(moment_of("+1991-12-00T00:00:00Z", 10, false), "1991-12");
  EXPECT_EQ(moment_of("+1991-00-00T00:00:00Z", 9, false), "1991");
  EXPECT_EQ(moment_of("+1991-01-01T00:00:00Z", 9, false), "1991");
  EXPECT_EQ(moment_of("+1990-01-01T00:00:00Z", 8, false), "199X");
  EXPECT_EQ(moment_of("+1900-01-01T00:00:00Z", 7, false), "1801/1900");
  EXPECT_EQ(moment_of("-0044-03-15T00:00:00Z", 11, true), "-0043-03-13");  // the Ides of March
  EXPECT_EQ(moment_of("+1917-10-25T00:00:00Z", 11, true), "1917-11-07");
  EXPECT_EQ(moment_of("+1991-02-30T00:00:00Z", 11, false), "");
  EXPECT_EQ(moment_of("+13798000000-00-00T00:00:00Z", 3, false), "");
  EXPECT_EQ(moment_of("", 11, false), "");
}

TEST(Wikidata, ClaimsOfStatesAreStatements) {
  const std::string since = R"(,"qualifiers":{"P580":[)" + time_snak("P580", "+1992-03-02T00:00:00Z", 11) + "]}";
  const std::string cited =
      R"(,"references":[{"snaks":{"P854":[{"snaktype":"value","property":"P854","datavalue":{"value":"https://example.org/a","type":"string"}}]}}])";
  EXPECT_EQ(stated({item(232, "Kazakhstan",
                         R"("P530":[)" + claim(item_snak("P530", 183), since) + R"(],"P463":[)" +
                             claim(item_snak("P463", 1065), since + cited) + R"(],"P36":[)" + claim(item_snak("P36", 1520)) + "]"),
                    item(1065, "United Nations", R"("P31":[)" + claim(item_snak("P31", 1)) + "]"), item(1520, "Astana", "")}),
            (Lines{"diplomatic-relations a=KAZ b=DEU; 1992-03-02 @2 P530, P580",
                   "membership member=KAZ organization=UN; from 1992-03-02 @2 P463, P580; P854 https://example.org/a",
                   "capital state=KAZ city=Astana;  @2 P36"}));
}

TEST(Wikidata, RanksAndMissingValues) {
  const std::string unknown = R"(,"qualifiers":{"P582":[{"snaktype":"somevalue","property":"P582"}]})";
  const std::string none = R"(,"qualifiers":{"P582":[{"snaktype":"novalue","property":"P582"}]})";
  std::string wrong = claim(item_snak("P530", 183));
  wrong.replace(wrong.find("normal"), 6, "deprecated");
  EXPECT_EQ(stated({item(232, "Kazakhstan",
                         R"("P530":[)" + wrong + "," + claim(item_snak("P530", 142), unknown) + "," + claim(item_snak("P530", 38), none) +
                             "," + claim(R"({"snaktype":"novalue","property":"P530"})") + "," +
                             claim(R"({"snaktype":"somevalue","property":"P530"})") + "]")}),
            (Lines{"!2 there is one, and nobody knows which (P530)", "diplomatic-relations a=KAZ b=FRA;  to .. @2 P530, P582",
                   "diplomatic-relations a=KAZ b=ITA;  @2 P530"}));
}

TEST(Wikidata, AMissionsItemNamesBothStatesAndItsCity) {
  EXPECT_EQ(stated({item(64, "Berlin", R"("P1376":[)" + claim(item_snak("P1376", 183)) + "]"),
                    item(900001, "Embassy in Berlin",
                         R"("P31":[)" + claim(item_snak("P31", 3917681)) + R"(],"P137":[)" + claim(item_snak("P137", 232)) +
                             R"(],"P17":[)" + claim(item_snak("P17", 183)) + R"(],"P131":[)" + claim(item_snak("P131", 64)) +
                             R"(],"P571":[)" + claim(time_snak("P571", "+1993-00-00T00:00:00Z", 9)) + "]"),
                    item(900002, "A lighthouse",
                         R"("P31":[)" + claim(item_snak("P31", 39715)) + R"(],"P137":[)" + claim(item_snak("P137", 232)) + "]")}),
            (Lines{"mission sender=KAZ host=DEU type=embassy city=Berlin; from 1993 @3 P137, P17, P31, P131, P571"}));
}

TEST(Wikidata, PostsOfPersonsAndHeadsOfStates) {
  const std::string term = R"(,"qualifiers":{"P580":[)" + time_snak("P580", "+1990-04-24T00:00:00Z", 11) + R"(],"P582":[)" +
                           time_snak("P582", "+2019-03-20T00:00:00Z", 11) + "]}";
  EXPECT_EQ(stated({item(232, "Kazakhstan", R"("P35":[)" + claim(item_snak("P35", 900003), term) + "]"),
                    item(900003, "A. Person",
                         R"("P39":[)" + claim(item_snak("P39", 900004), term) + "," + claim(item_snak("P39", 900005)) + "," +
                             claim(item_snak("P39", 900006)) + "]"),
                    item(900004, "President of Kazakhstan", R"("P1001":[)" + claim(item_snak("P1001", 232)) + "]"),
                    item(900005, "mayor of somewhere", "")}),
            (Lines{"office person=A. Person title=head of state of=KAZ; from 1990-04-24 to 2019-03-20 @2 P35, P580, P582",
                   "office person=A. Person of=KAZ title=President; from 1990-04-24 to 2019-03-20 @3 P39, P580, P582",
                   "!3 the dump has no English name of the item (P39)"}));
}

TEST(Wikidata, ABrokenLineIsToldAndPassedOver) {
  EXPECT_EQ(stated({R"({"type":"item","id":"Q1","labels":[],"claims":[]})", R"({"type":"item","id":"Q2","claims":{"P530":[{)", "nothing",
                    R"({"type":"property","id":"P53","claims":[]})",
                    item(232, "Kazakhstan", R"("P530":[)" + claim(item_snak("P530", 183)) + "]")}),
            (Lines{"!3 this is no entity of Wikidata: JSON document ended early in the middle of an object or array.",
                   "!4 this is no entity of Wikidata: The JSON element does not have the requested type.",
                   "diplomatic-relations a=KAZ b=DEU;  @6 P530"}));
}

}  // namespace
}  // namespace chancery::sources
