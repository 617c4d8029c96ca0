// SPDX-License-Identifier: Apache-2.0
// A fixture for tests of facts: statements told to a ledger of their own.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "inquiry/inquiry.h"
#include "linked.h"
#include "model/jsonl.h"

namespace chancery::inquiry {

// A ledger of the test's own, with what documents tell in it, and an inquiry of it.
class Told : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(testing::TempDir()) / (std::string("chancery-inquiry-") + std::to_string(getpid()) + "-" +
                                                         testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove(path_);
    ledger_ = std::make_unique<ledger::Ledger>(
        ledger::Ledger::open(path_.string(), ledger::Access::create, kinds(), {.now = 1700000000}).value());
    inquiry_ = std::make_unique<Inquiry>(*ledger_, names());
  }
  void TearDown() override {
    ledger_.reset();
    std::filesystem::remove(path_);
  }

  // A document that makes these statements (JSON without the source); their places are 100 apart.
  std::vector<std::string> tell(const std::string& name, const std::string& published, const std::vector<std::string>& lines,
                                const std::string& text = {}) {
    ledger::SourceDocument document{name, base::sha256_hex(name), "text", name, published, text};
    std::vector<model::Statement> statements;
    std::vector<std::string> ids;
    for (const std::string& line : lines) {
      model::Statement s = model::read_statement(line).value();
      if (s.source.to == 0) s.source = {name, document.hash, statements.size() * 100, statements.size() * 100 + 10, "words"};
      s.source.document = name;
      s.source.document_hash = document.hash;
      ids.push_back(model::id_of(s));
      statements.push_back(std::move(s));
    }
    auto recorded = ledger_->record(document, statements);
    EXPECT_TRUE(recorded) << recorded.error().message;
    inquiry_ = std::make_unique<Inquiry>(*ledger_, names());
    return ids;
  }

  std::vector<Fact> facts(Question question) const { return inquiry_->facts(question).value(); }
  time::Truth truth(const std::string& kind, const std::string& as_of, const std::string& entity = "KAZ") const {
    std::vector<Fact> found = facts({.entities = {entity}, .kind = kind, .as_of = as_of});
    return found.empty() ? time::Truth::no : found.front().truth;
  }

  std::filesystem::path path_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<Inquiry> inquiry_;
};

}  // namespace chancery::inquiry
