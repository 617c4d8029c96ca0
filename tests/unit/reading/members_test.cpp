// SPDX-License-Identifier: Apache-2.0
// What an article on an organisation, or a list under its heading, says of members without naming the organisation beside them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reading/reader.h"
#include "tables.h"

namespace chancery::reading {
namespace {

// "LVA in OSCE as observer since 1990", sorted.
std::vector<std::string> memberships(const std::string& text) {
  auto reader = Reader::open(tables::rules(), tables::model(), tables::gazetteer());
  EXPECT_TRUE(reader.has_value());
  auto document = document::parse("test.md", text);
  EXPECT_TRUE(document.has_value());
  std::vector<std::string> out;
  for (const model::Statement& s : reader->read(*document).statements) {
    if (s.kind != "membership") continue;
    auto text_of = [&](std::string_view role) {
      const model::Value* value = s.role(role);
      return value ? std::get<std::string>(*value) : std::string();
    };
    std::string line = text_of("member") + " in " + text_of("organization");
    if (!text_of("status").empty()) line += " as " + text_of("status");
    if (!s.time.since.empty()) line += " since " + s.time.since;
    out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Members, ATableOfTheArticlesOwnOrganisation) {
  EXPECT_EQ(
      memberships("# Economic Cooperation Organization\n\nIt is an organization of states.\n\n## Member states\n\n"
                  "| State | Founded by | Admission |\n|---|---|---|\n| Latvia | treaty | 19 June 1991 |\n| Chad | | 20 June 1992 |\n"),
      (std::vector<std::string>{"LVA in ECO since 1991-06-19", "TCD in ECO since 1992-06-20"}));
}

TEST(Members, ListsBehindTheirHeadings) {
  EXPECT_EQ(
      memberships(
          "# North Sea Council\n\nIt is an organization of states.\n\n## Member states\n\n- Latvia\n\n## Observers\n\n- Iceland\n- Chad\n"),
      (std::vector<std::string>{"ISL in North Sea Council as observer", "LVA in North Sea Council",
                                "TCD in North Sea Council as observer"}));
  EXPECT_EQ(memberships("# Foreign relations of Latvia\n\nThe country trades.\n\n## Participation in international organisations\n\n"
                        "- World Bank\n- International Maritime Organization (associate)\n"),
            (std::vector<std::string>{"LVA in IMO as associate", "LVA in World Bank"}));
}

TEST(Members, ListsBehindASentence) {
  EXPECT_EQ(
      memberships("# Foreign relations of Latvia\n\nThe country trades.\n\n## Bodies\n\nLatvia is a member of the following bodies:\n\n"
                  "- World Bank\n- ASEAN (dialogue partner)\n\nIt is also an observer in the following bodies:\n\n- African Union\n"),
      (std::vector<std::string>{"LVA in AU as observer", "LVA in World Bank"}));
  // What the sentence refers back to is the one before it, else the heading.
  EXPECT_EQ(memberships("# Foreign relations of Latvia\n\nThe country trades.\n\n## Bodies\n\nLatvia is a member of two bodies. These "
                        "are:\n\n- World Bank\n\n"
                        "## Participation in international organisations\n\nSuch bodies are:\n\n- Council of Europe\n"),
            (std::vector<std::string>{"LVA in Council of Europe", "LVA in World Bank"}));
}

TEST(Members, TwoNamesJoinedByAndAreNotOne) {
  EXPECT_EQ(
      memberships("# Foreign relations of Latvia\n\nLatvia is a member of the Council of Europe and of the Upper Baltic Authority.\n"),
      (std::vector<std::string>{"LVA in Council of Europe as member", "LVA in Upper Baltic Authority as member"}));
}

}  // namespace
}  // namespace chancery::reading
