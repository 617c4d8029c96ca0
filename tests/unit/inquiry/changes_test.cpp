// SPDX-License-Identifier: Apache-2.0
#include "inquiry/changes.h"

#include "inquiry/revisions.h"
#include "inquiry/suppose.h"
#include "unit/inquiry/told.h"

namespace chancery::inquiry {
namespace {

class ChangesTest : public Told {
 protected:
  std::int64_t now() const { return ledger_->revisions().value().back().number; }
  std::vector<Change> since(std::int64_t revision, Question question = {.entities = {"KAZ"}}) const {
    return changes(Inquiry(*ledger_, names(), {.known = revision, .supposed = {}}), *inquiry_, question).value();
  }
};

constexpr const char* kEmbassy = R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy"},"time":{"since":"2004"}})";

TEST_F(ChangesTest, TellsWhatCameChangedAndWentAndWhy) {
  tell("a", "2009", {kEmbassy, R"({"kind":"membership","roles":{"member":"KAZ","organization":"OSCE"}})"});
  const std::int64_t first = now();
  EXPECT_TRUE(since(first).empty());
  tell("b", "2010",
       {R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Astana"}})",
        R"({"kind":"recognition","roles":{"recognizer":"LVA","recognized":"KAZ"},"time":{"on":"1992-01-08"}})"});
  std::vector<Change> found = since(first);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, Change::Kind::changed);
  EXPECT_EQ(found[0].what, (std::vector<std::string>{"city", "said"}));
  EXPECT_EQ(found[0].why, (std::vector<std::string>{"read in b"}));
  EXPECT_EQ(found[1].kind, Change::Kind::came);
  EXPECT_EQ(found[1].after.kind, "recognition");

  const std::int64_t second = now();
  ASSERT_TRUE(ledger_->retract(found[1].after.statements[0].id, "of another Latvia", "E. Ditor"));
  found = since(second);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Change::Kind::went);
  EXPECT_EQ(found[0].why, (std::vector<std::string>{"taken back by E. Ditor: of another Latvia"}));
}

TEST_F(ChangesTest, NamesACorrection) {
  const std::string id = tell("a", "2009", {kEmbassy})[0];
  const std::int64_t first = now();
  model::Statement right = ledger_->entry(id).value().statement;
  right.time.since = "2003";
  ASSERT_TRUE(ledger_->correct(id, right, "a slip", "E. Ditor"));
  const std::vector<Change> found = since(first);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Change::Kind::changed);
  EXPECT_EQ(found[0].why, (std::vector<std::string>{id + " corrected by E. Ditor", "taken back by E. Ditor: a slip"}));
}

TEST_F(ChangesTest, ShowsWhatASuppositionWouldChange) {
  tell("a", "2009", {R"({"kind":"membership","roles":{"member":"KAZ","organization":"CIS"},"time":{"since":"1991-12-21"}})"});
  auto supposed =
      suppose("{\"kind\":\"membership\",\"roles\":{\"member\":\"Kazakhstan\",\"organization\":\"CIS\"},\"time\":{\"until\":\"2027\"}}\n",
              "leaving.jsonl", kinds(), names());
  ASSERT_TRUE(supposed) << supposed.error().message;
  const Inquiry after(*ledger_, names(), {.known = {}, .supposed = *supposed});
  auto found = changes(*inquiry_, after, {.entities = {"KAZ"}, .as_of = "2029"}).value();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Change::Kind::went);
  found = changes(*inquiry_, after, {.entities = {"KAZ"}}).value();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Change::Kind::changed);
  EXPECT_EQ(found[0].after.time.until, "2027");
  EXPECT_EQ(found[0].why, (std::vector<std::string>{"supposed in leaving.jsonl"}));
  EXPECT_EQ(after.why((*supposed)[0].id).value().source.form, "supposed");
}

TEST_F(ChangesTest, RefusesASuppositionThatIsNoStatementByItsLine) {
  auto wrong = suppose("\n{\"kind\":\"membership\",\"roles\":{\"member\":\"KAZ\"}}\n", "x.jsonl", kinds(), names());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().place, "x.jsonl:2");
}

TEST_F(ChangesTest, FindsARevisionByItsDateOrPin) {
  EXPECT_FALSE(revision(*ledger_, "2030"));
  tell("a", "2009", {kEmbassy});  // the clock stands at 2023-11-14
  EXPECT_FALSE(revision(*ledger_, "2023-11-13"));
  EXPECT_EQ(revision(*ledger_, "2023-11-14").value().number, now());
  EXPECT_EQ(revision(*ledger_, "2023").value().number, now());
  const std::string pin = ledger_->pin().value();
  tell("b", "2009", {R"({"kind":"membership","roles":{"member":"KAZ","organization":"OSCE"}})"});
  EXPECT_EQ(revision(*ledger_, pin.substr(0, 16)).value().pin, pin);
  EXPECT_FALSE(of_pin(*ledger_, "00000000000000"));
  EXPECT_FALSE(of_pin(*ledger_, "xyz"));
}

}  // namespace
}  // namespace chancery::inquiry
