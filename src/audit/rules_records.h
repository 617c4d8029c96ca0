// SPDX-License-Identifier: Apache-2.0
// The records of the compiled table of rules, shared by its writer and its reader. For nobody else.
#pragma once

#include <cstdint>

#include "base/table.h"

namespace chancery::audit {

struct Range {
  std::uint32_t first = 0, count = 0;
};
struct RuleRecord {
  base::Text id, question, check, says, settle;
  Range parameters, causes, examples;
  std::uint32_t severity = 0;
};
struct ParameterRecord {
  base::Text name;
  Range values;
};
struct CauseRecord {
  base::Text when, text;
};
struct ExampleRecord {
  base::Text statements;
  std::uint32_t expected = 0;
};

inline constexpr std::string_view kRulesArray = "rules", kParametersArray = "parameters", kValuesArray = "values", kCausesArray = "causes",
                                  kExamplesArray = "examples";

}  // namespace chancery::audit
