// SPDX-License-Identifier: Apache-2.0
// A question in plain English and its answer. The shapes that questions may have are data (rules/question/), in reading's pattern
// language; what no shape covers to its last word is not understood. Not for layout. An Asker refers to its tables, which must outlive
// it, and is for one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"
#include "reading/mentions.h"
#include "reading/rules.h"

namespace chancery::question {

// Compiles `root`/rules/question/ with the words and phrases of `root`/rules/reading/ that it shares, to the table that Asker::open takes.
base::Result<std::string> compile(const std::string& root);

// What is asked of facts.
enum class Form : std::uint8_t {
  verdict,  // whether there are any
  list,     // who or what stands in a role
  count,    // how many do
  value,    // the figure in a role
  when,     // when it happened or began
  until,    // when it ended
  times,    // how many there are
  changes,  // what began, ended or happened
};
std::string_view name_of(Form form);

// Facts to look for.
struct Asked {
  std::string kind;                // empty: any
  std::vector<model::Role> roles;  // as inquiry::Question has them
  std::vector<std::string> names;  // entities that they name in whichever role
  bool polarity = true;            // false: denials are asked for
  std::string role;                // the one asked about; empty: none
};

struct Understood {
  std::string shape;  // the rule's name
  Form form = Form::verdict;
  std::vector<Asked> asked;  // one or more, answered together
  std::string as_of;         // EDTF: when it held; empty: at any time
  std::string during;        // EDTF: when it happened or began; empty: at any time
  bool present = false;      // of no time, but of what is: what ended does not count
};

// One answer: a name, a date, a figure, with the facts that give it.
struct Line {
  std::string value;  // as statements have it; of changes empty
  time::Truth truth = time::Truth::certain;
  bool denied = false;  // facts deny it as well
  std::vector<std::size_t> facts;
};

struct Reply {
  inquiry::Verdict verdict = inquiry::Verdict::unknown;
  inquiry::Unknown why = inquiry::Unknown::not_said;
  time::Truth truth = time::Truth::no;
  std::vector<Line> lines;                 // of a verdict and of times: none
  std::vector<inquiry::Fact> facts;        // all that it rests on
  std::vector<ledger::Declared> coverage;  // as inquiry::Answer has it
  std::size_t without = 0;                 // facts that would be asked about and do not say what was asked (a date, a city)
};

class Asker {
 public:
  static base::Result<Asker> open(std::string_view table, const gazetteer::Gazetteer& gazetteer);

  // The error says from which word on nothing fits, with questions like it as its hint; or who may be meant by a name. `as_of`: of
  // questions that name no time.
  base::Result<Understood> understand(std::string_view question, const inquiry::Inquiry& inquiry, const std::string& as_of = {}) const;
  base::Result<Reply> answer(const Understood& understood, const inquiry::Inquiry& inquiry) const;

  const reading::Rules& rules() const { return rules_; }

 private:
  reading::Rules rules_;
  const gazetteer::Gazetteer* gazetteer_ = nullptr;
};

// "who is the sender of a mission: type embassy, city Almaty; in 1995", and the command that shows the same facts.
std::string in_words(const Understood& understood, const inquiry::Inquiry& inquiry);
std::string command_of(const Understood& understood);

}  // namespace chancery::question
