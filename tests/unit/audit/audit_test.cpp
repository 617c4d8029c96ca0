// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <sstream>

#include "base/sha256.h"
#include "linked.h"
#include "model/jsonl.h"

namespace chancery::audit {
namespace {

namespace fs = std::filesystem;

const Rules& rules() {
  static const Rules rules = Rules::open(tables::audit()).value();
  return rules;
}

Words plain_words() {
  return {[](std::string_view value) { return std::string(value); }, [](const model::Time& time) { return time.on + time.since; },
          [](const inquiry::Fact& fact) { return fact.kind; }};
}

// What `"published":"…"` in a line says; the interchange format has no such field, the examples do.
std::string published_in(const std::string& line) {
  const std::string field = "\"published\":\"";
  const std::size_t at = line.find(field);
  return at == line.npos ? "" : line.substr(at + field.size(), line.find('"', at + field.size()) - at - field.size());
}

class AuditTest : public testing::Test {
 protected:
  // The findings of these statements (JSON Lines) alone.
  std::vector<Finding> audit_of(std::string_view lines, const Scope& scope) {
    const fs::path path = fs::path(testing::TempDir()) / ("chancery-audit-" + std::to_string(getpid()));
    fs::remove(path);
    std::vector<Finding> out;
    {
      auto ledger = ledger::Ledger::open(path.string(), ledger::Access::create, kinds(), {.now = 1700000000}).value();
      struct Document {
        ledger::SourceDocument source;
        std::vector<model::Statement> statements;
      };
      std::map<std::string, Document> documents;
      std::istringstream stream{std::string(lines)};
      std::uint64_t place = 0;
      for (std::string line; std::getline(stream, line);) {
        model::Statement statement = model::read_statement(line).value();
        if (statement.source.document.empty()) statement.source.document = "example.txt";
        if (statement.source.to == 0) statement.source.from = place, statement.source.to = place + 10;
        if (statement.source.quote.empty()) statement.source.quote = "words";
        place += 100;
        Document& document = documents[statement.source.document];
        document.source.path = statement.source.document;
        document.source.hash = statement.source.document_hash = base::sha256_hex(statement.source.document);
        document.source.form = "text";
        document.source.published = published_in(line);
        document.statements.push_back(std::move(statement));
      }
      for (const auto& [name, document] : documents) {
        auto recorded = ledger.record(document.source, document.statements);
        EXPECT_TRUE(recorded) << recorded.error().message;
      }
      const inquiry::Inquiry inquiry(ledger, names());
      auto found = audit(inquiry, rules(), scope, plain_words());
      EXPECT_TRUE(found);
      if (found) out = std::move(*found);
    }
    fs::remove(path);
    return out;
  }
};

TEST_F(AuditTest, RulesFindWhatTheirExamplesSay) {
  for (const Rule& rule : rules().all()) {
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      const Example& example = rule.examples[i];
      SCOPED_TRACE(std::string(rule.id) + ", example " + std::to_string(i + 1));
      const auto found = audit_of(example.statements, {.rule = std::string(rule.id)});
      if (example.expected == Example::Expected::none) {
        EXPECT_TRUE(found.empty());
        continue;
      }
      EXPECT_FALSE(found.empty());
      if (found.empty()) continue;
      EXPECT_EQ(found[0].truth, example.expected == Example::Expected::possible ? time::Truth::possible : time::Truth::certain);
      EXPECT_FALSE(found[0].cause.empty());
      EXPECT_FALSE(found[0].settle.empty());
      EXPECT_EQ(found[0].explanation.find('{'), std::string::npos);
    }
  }
}

constexpr std::string_view kOneWrongDate =
    R"({"kind":"mission","roles":{"sender":"ARM","host":"KAZ","type":"embassy"},"time":{"since":"1992"}}
{"kind":"visit","roles":{"visitor":"President","from":"ARM","to":"KAZ","type":"state"},"time":{"on":"1999"}}
{"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"ARM"},"time":{"on":"2006-11-06"}}
)";

TEST_F(AuditTest, OneWrongDateBehindSeveralFindingsIsTheirGroup) {
  const auto found = audit_of(kOneWrongDate, {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].group, found[1].group);
  EXPECT_NE(found[0].key, found[1].key);
  EXPECT_EQ(found[0].group_about, "diplomatic-relations");
}

TEST_F(AuditTest, KeysDoNotDependOnWhereItIsSaid) {
  const auto found = audit_of(kOneWrongDate, {});
  std::string elsewhere(kOneWrongDate);
  const std::string with = R"({"source":{"document":"other.txt","from":5,"to":9,"quote":"said"},)";
  for (std::size_t at = 0; (at = elsewhere.find("{\"kind\"", at)) != elsewhere.npos; at += with.size()) elsewhere.replace(at, 1, with);
  const auto again = audit_of(elsewhere, {});
  ASSERT_EQ(found.size(), again.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].key, again[i].key);
}

TEST_F(AuditTest, ScopeNarrows) {
  EXPECT_EQ(audit_of(kOneWrongDate, {.entities = {"TUR"}}).size(), 0u);
  EXPECT_EQ(audit_of(kOneWrongDate, {.entities = {"KAZ", "ARM"}}).size(), 2u);
  EXPECT_EQ(audit_of(kOneWrongDate, {.least = Severity::warning}).size(), 1u);
}

}  // namespace
}  // namespace chancery::audit
