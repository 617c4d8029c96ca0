// SPDX-License-Identifier: Apache-2.0
// The rules of the audit: which check looks at what, and the words for what it finds. The data of rules/audit/*.yaml,
// compiled. Rules are views of their table, which must outlive them; reading is thread-safe. Not for how a check works
// (audit/checks).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace chancery::audit {

enum class Severity : std::uint8_t { notice, warning, error };
std::string_view name_of(Severity severity);
std::optional<Severity> severity_of(std::string_view name);

// Something a rule lays down for its check: "days: 30", "earlier.kind: mission".
struct Parameter {
  std::string_view name;
  std::vector<std::string_view> values;
};

// What is likely behind a finding, where the check recognises the case; "otherwise" where it does not.
struct Cause {
  std::string_view when, text;
};

// Statements, one a line of the interchange format, and what the rule must say of them.
struct Example {
  enum class Expected : std::uint8_t { finding, possible, none } expected = Expected::none;
  std::string_view statements;
};

struct Rule {
  std::string_view id, question, check;
  Severity severity = Severity::warning;
  std::vector<Parameter> parameters;
  std::string_view says;    // template of the explanation: {first.sender}, {second.when}, … (docs/audit.md)
  std::string_view settle;  // what would settle it, likewise
  std::vector<Cause> causes;
  std::vector<Example> examples;

  const Parameter* parameter(std::string_view name) const;  // nullptr where there is none
  std::int64_t number(std::string_view name, std::int64_t fallback) const;
  std::string_view cause(std::string_view when) const;
};

class Rules {
 public:
  static base::Result<Rules> open(std::string_view table);
  const std::vector<Rule>& all() const { return rules_; }  // in order of their ids
  const Rule* find(std::string_view id) const;

 private:
  base::Table table_;
  std::vector<Rule> rules_;
};

// Compiles a folder of rules (a YAML file each) to the table that Rules::open takes. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);

}  // namespace chancery::audit
