// SPDX-License-Identifier: Apache-2.0
#include "reading/compare.h"

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

using model::Statement;

Statement visit(std::uint64_t from, std::uint64_t to, const std::string& whither, const std::string& on = "") {
  Statement s{.kind = "visit", .roles = {{"visitor", "X"}, {"to", whither}}, .source = {.from = from, .to = to}, .rule = "visit/a"};
  s.time.on = on;
  return s;
}

// "visited → said", a change in a line; "-" for a side that is not there.
std::string told(const std::vector<Change>& changes) {
  auto of = [](const std::optional<Statement>& s) { return s ? std::get<std::string>(*s->role("to")) + s->time.on : std::string("-"); };
  std::string out;
  for (const Change& change : changes) out += of(change.before) + ">" + of(change.after) + " ";
  return out;
}

TEST(Compare, AnotherRuleIsNoChange) {
  Statement by_other = visit(0, 9, "KAZ");
  by_other.rule = "visit/b";
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ")}, {by_other})), "");
}

TEST(Compare, WonLostAndChangedInOrderOfPlace) {
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ"), visit(10, 19, "LVA"), visit(20, 29, "EST")},
                         {visit(0, 9, "KAZ"), visit(10, 19, "LVA", "1992"), visit(40, 49, "TUR")})),
            "LVA>LVA1992 EST>- ->TUR ");
}

TEST(Compare, WordsThatOverlapAreOnePlace) {
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ")}, {visit(4, 30, "KAZ")})), "KAZ>KAZ ");
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ")}, {visit(9, 30, "KAZ")})), "KAZ>- ->KAZ ");
}

TEST(Compare, TheLikeliestBecomesTheOther) {
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ"), visit(0, 9, "LVA")}, {visit(0, 9, "LVA", "1992"), visit(0, 9, "TUR")})),
            "LVA>LVA1992 KAZ>TUR ");
}

TEST(Compare, KindsAreNotMixed) {  // of one place they are in order of name
  Statement meeting = visit(0, 9, "KAZ");
  meeting.kind = "meeting";
  EXPECT_EQ(told(compare({visit(0, 9, "KAZ")}, {meeting})), "->KAZ KAZ>- ");
}

}  // namespace
}  // namespace chancery::reading
