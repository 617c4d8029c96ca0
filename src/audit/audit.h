// SPDX-License-Identifier: Apache-2.0
// What contradicts what, and why: rules (audit/rules.h) run over facts. Not for two statements that say the same
// (src/inquiry), nor for layout. Findings own their facts and refer to their rule. Plain functions; like an Inquiry, for one
// thread at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/rules.h"
#include "base/result.h"
#include "inquiry/inquiry.h"

namespace chancery::audit {

struct Finding {
  const Rule* rule = nullptr;
  time::Truth truth = time::Truth::certain;  // possible: vague dates leave room for there being none
  // The facts that do not fit together, each with the statements that say it. Where there is no second, the first goes
  // against what the gazetteer or a calendar knows.
  inquiry::Fact first;
  std::optional<inquiry::Fact> second;
  std::string explanation, cause, settle;  // sentences
  std::string key;                         // "f:" and 12 hexadecimal digits: of the rule and what the finding is about
  std::string group;                       // likewise: of the one claim that may be wrong behind several findings
  std::string group_about;                 // that claim, in words

  // From the check, for the words above.
  std::string_view occasion;  // which of the rule's causes
  std::vector<std::pair<std::string, std::string>> slots;
  std::vector<std::string> suspects;  // what else than the two facts may be wrong, in words
};

struct Scope {
  std::vector<std::string> entities;  // values; findings whose facts name all of them. None: of everything
  std::string rule;                   // empty: all rules
  Severity least = Severity::notice;
  bool possible = true;  // findings that are possible, too
  std::string as_of;     // EDTF: only findings of which a side held then, or may have; empty: of all times
};

// How things are put into words; brief/words.h and brief/phrase.h know it.
struct Words {
  std::function<std::string(std::string_view)> name;          // of a value: "Kazakhstan"
  std::function<std::string(const model::Time&)> when;        // in a sentence: "on 27 August 1992"
  std::function<std::string(const inquiry::Fact&)> sentence;  // the whole fact: "Latvia has an embassy in Astana"
};

// In order of severity (errors first), rule, and what they are about.
base::Result<std::vector<Finding>> audit(const inquiry::Inquiry& inquiry, const Rules& rules, const Scope& scope, const Words& words);

// The same where the facts of the scope's entities, of all times, are there already.
base::Result<std::vector<Finding>> audit(const inquiry::Inquiry& inquiry, const Rules& rules, const Scope& scope, const Words& words,
                                         std::vector<inquiry::Fact> facts);

// All documents that a fact's statements are from, each once, in the order of the statements.
std::vector<std::string> documents_of(const inquiry::Fact& fact);

}  // namespace chancery::audit
