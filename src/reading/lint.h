// SPDX-License-Identifier: Apache-2.0
// What is wrong or worth a look in a rule base: as it is written, by its examples, and by what it makes of documents. Not for whether
// what is read is right (tests/gold). A Lint refers to its Rules and serves one thread; the functions are thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/examples.h"
#include "reading/reader.h"

namespace chancery::reading {

enum class Level : unsigned char { error, warning, note };
std::string_view name_of(Level level);

struct Finding {
  Level level;
  std::string_view what;  // "example", "no-example", "no-trigger", "unused", "overlap" or "rare"
  std::string name;       // of the rule, phrase or words
  std::string place;      // FILE:LINE
  std::string message;
};

// Two rules that make different statements, of one kind, of the same words.
struct Overlap {
  model::Statement a, b;  // their rules in order of name
};

// What a text says about the rules.
struct RuleUse {
  std::map<std::string, std::size_t> made;  // statements by rule
  std::vector<Overlap> overlaps;
};
RuleUse use_of(const std::vector<model::Statement>& statements);

class Lint {
 public:
  explicit Lint(const Rules& rules) : rules_(rules) {}

  void add_example(const Example& example, const ExampleRun& run);
  void add_document(const std::string& path, const RuleUse& use);

  // The gravest first, then in order of place.
  std::vector<Finding> findings() const;

  struct Count {
    std::string place;  // of its first pattern
    std::size_t statements = 0, documents = 0;
  };
  // By rule.
  std::map<std::string, Count> counts() const;
  std::size_t documents() const { return documents_; }

 private:
  struct Overlaps {
    std::size_t times = 0;
    std::string first;  // where, and what each made there
  };
  void add_overlaps(const std::string& place, const RuleUse& use);

  const Rules& rules_;
  std::vector<Finding> failures_;
  std::map<std::pair<std::string, std::string>, Overlaps> overlaps_;
  std::map<std::string, Count> made_;
  std::size_t documents_ = 0;
};

}  // namespace chancery::reading
