// SPDX-License-Identifier: Apache-2.0
// Asks what tests/question/ has of a ledger of examples/.
#include "question/question.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "document/document.h"
#include "reading/reader.h"
#include "tables.h"

namespace chancery::question {
namespace {

namespace fs = std::filesystem;
using inquiry::Unknown;
using inquiry::Verdict;
using time::Truth;

const std::string kSource = CHANCERY_SOURCE_DIR;

class QuestionTest : public testing::Test {
 protected:
  // One ledger for all: reading the examples takes longer than asking.
  static void SetUpTestSuite() {
    path_ = fs::path(testing::TempDir()) / ("chancery-question-" + std::to_string(getpid()));
    fs::remove(path_);
    kinds_ = std::make_unique<model::Kinds>(model::Kinds::open(tables::model()).value());
    names_ = std::make_unique<gazetteer::Gazetteer>(gazetteer::Gazetteer::open(tables::gazetteer()).value());
    asker_ = std::make_unique<Asker>(Asker::open(tables::questions(), *names_).value());
    ledger_ = std::make_unique<ledger::Ledger>(
        ledger::Ledger::open(path_.string(), ledger::Access::create, *kinds_, {.now = 1700000000}).value());
    const auto reader = reading::Reader::open(tables::rules(), tables::model(), tables::gazetteer()).value();
    std::set<fs::path> examples;
    for (const auto& entry : fs::directory_iterator(kSource + "/examples"))
      if (!entry.path().filename().string().starts_with("README")) examples.insert(entry.path());
    for (const fs::path& path : examples) {
      const auto document = document::open(path.string()).value();
      const auto reading = reader.read(document, {});
      ASSERT_TRUE(ledger_->record({document.path, document.hash, "text", document.title, document.published, ""}, reading.statements));
    }
    inquiry_ = std::make_unique<inquiry::Inquiry>(*ledger_, *names_);
  }
  static void TearDownTestSuite() {
    inquiry_.reset();
    ledger_.reset();
    asker_.reset();
    fs::remove(path_);
  }

  static inline fs::path path_;
  static inline std::unique_ptr<model::Kinds> kinds_;
  static inline std::unique_ptr<gazetteer::Gazetteer> names_;
  static inline std::unique_ptr<Asker> asker_;
  static inline std::unique_ptr<ledger::Ledger> ledger_;
  static inline std::unique_ptr<inquiry::Inquiry> inquiry_;
};

std::vector<std::string> answers_of(const Reply& reply) {
  std::vector<std::string> out;
  for (const Line& line : reply.lines) out.push_back(line.value + (line.truth == Truth::possible ? "?" : "") + (line.denied ? "!" : ""));
  std::sort(out.begin(), out.end());
  return out;
}

TEST_F(QuestionTest, IsUnderstoodAndAnswered) {
  const YAML::Node cases = YAML::LoadFile(kSource + "/tests/question/answered.yaml");
  std::set<std::string> shapes;
  for (const YAML::Node& one : cases) {
    const std::string ask = one["ask"].as<std::string>();
    const auto understood = asker_->understand(ask, *inquiry_);
    ASSERT_TRUE(understood) << ask << ": " << understood.error().message;
    EXPECT_EQ(understood->shape, one["shape"].as<std::string>()) << ask;
    shapes.insert(understood->shape);
    const Reply reply = asker_->answer(*understood, *inquiry_).value();
    const bool possible = understood->form == Form::verdict && reply.truth == Truth::possible;
    EXPECT_EQ(std::string(name_of(reply.verdict)) + (possible ? "?" : ""), one["verdict"].as<std::string>()) << ask;
    std::vector<std::string> expected;
    if (one["answers"]) expected = one["answers"].as<std::vector<std::string>>();
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(answers_of(reply), expected) << ask;
    if (reply.verdict != Verdict::unknown) {
      EXPECT_FALSE(reply.facts.empty()) << ask;
    }
  }
  EXPECT_GE(cases.size(), 60u);
  EXPECT_GE(shapes.size(), 15u);
}

TEST_F(QuestionTest, IsRefusedRatherThanAnsweredAsAnother) {
  const YAML::Node cases = YAML::LoadFile(kSource + "/tests/question/refused.yaml");
  for (const YAML::Node& one : cases) {
    const std::string ask = one["ask"].as<std::string>(), because = one["because"].as<std::string>();
    const auto understood = asker_->understand(ask, *inquiry_);
    if (because == "not-understood" || because == "several") {
      ASSERT_FALSE(understood) << ask << " is taken for " << understood->shape;
      EXPECT_NE(understood.error().message.find(because == "several" ? "may be several" : "not understood"), std::string::npos) << ask;
      if (one["from"]) {
        EXPECT_EQ(understood.error().message, "not understood: \"" + one["from"].as<std::string>() + "\"") << ask;
      }
      continue;
    }
    ASSERT_TRUE(understood) << ask << ": " << understood.error().message;
    const Reply reply = asker_->answer(*understood, *inquiry_).value();
    EXPECT_EQ(reply.verdict, Verdict::unknown) << ask;
    EXPECT_EQ(reply.why, because == "not-said"   ? Unknown::not_said
                         : because == "not-then" ? Unknown::not_then
                                                 : Unknown::not_a_state)
        << ask;
  }
  EXPECT_GE(cases.size(), 20u);
}

TEST_F(QuestionTest, ExamplesOfAShapeAreOfThatShape) {
  const reading::Rules& rules = asker_->rules();
  std::set<std::string_view> with;
  for (const reading::Example& example : rules.examples) {
    const std::string_view sentence = rules.text(example.sentence), shape = rules.text(rules.rules[example.rule].name);
    const auto understood = asker_->understand(sentence, *inquiry_);
    if (!example.yes) {
      EXPECT_FALSE(understood && understood->shape == shape) << sentence;
      continue;
    }
    with.insert(shape);
    ASSERT_TRUE(understood) << sentence << ": " << understood.error().message;
    EXPECT_EQ(understood->shape, shape) << sentence;
  }
  for (const reading::Rule& rule : rules.rules)
    EXPECT_TRUE(with.find(rules.text(rule.name)) != with.end()) << "no example: " << rules.text(rule.name);
}

// What a shape asks for is of the model.
TEST_F(QuestionTest, ShapesAskForKindsAndRolesThatThereAre) {
  const reading::Rules& rules = asker_->rules();
  for (const reading::Make& make : rules.makes) {
    const std::string_view kind = rules.text(make.kind);
    const auto known = kinds_->find(kind);
    EXPECT_TRUE(known || kind == "any") << kind;
    for (const reading::RoleExpression& role : rules.roles.subspan(make.first_role, make.roles)) {
      const std::string_view name = rules.text(role.role);
      const bool own =
          name == "form" || name == "ask" || name == "at" || name == "during" || name == "polarity" || (name == "entity" && !known);
      EXPECT_TRUE(own || (known && known->role(name))) << kind << " " << name;
      if (name == "ask") {
        EXPECT_TRUE(known && known->role(rules.text(rules.expressions[role.first].text))) << kind;
      }
    }
  }
}

TEST_F(QuestionTest, ADateOfTheCommandHoldsWhereTheQuestionHasNone) {
  EXPECT_EQ(asker_->understand("Does Armenia have an embassy in Kazakhstan?", *inquiry_, "1995")->as_of, "1995");
  EXPECT_EQ(asker_->understand("Was there a Bulgarian embassy in Kazakhstan in 1996?", *inquiry_, "1995")->as_of, "1996");
}

TEST_F(QuestionTest, SaysHowItUnderstood) {
  const auto understood = asker_->understand("Who had embassies in Almaty in 1995?", *inquiry_).value();
  EXPECT_EQ(in_words(understood, *inquiry_), "each sender in: mission, type embassy, host Kazakhstan, city Almaty; as of 1995");
  EXPECT_EQ(command_of(understood), "chancery facts --kind mission --role type=embassy --role host=KAZ --role city=Almaty --as-of 1995");
}

TEST_F(QuestionTest, AnythingTypedIsAnsweredOrRefused) {
  for (const char* text : {"", "?", "???", "who", "(", "((((", "\"", "Who had embassies in", "\xff\xfe",
                           "Who had embassies in Almaty in 1995", "WHO HAD EMBASSIES IN ALMATY?"})
    (void)asker_->understand(text, *inquiry_);
  EXPECT_FALSE(asker_->understand(std::string(5000, 'a'), *inquiry_));
}

}  // namespace
}  // namespace chancery::question
