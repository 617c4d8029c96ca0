// SPDX-License-Identifier: Apache-2.0
// From a match to statements: guards say in which mode it is said, dates near by say when, sets of values give a statement
// each. One StatementMaker serves one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/kinds.h"
#include "reading/context.h"
#include "reading/mentions.h"

namespace chancery::reading {

// A statement with the tokens that say it, before it has its citation.
struct Made {
  model::Statement statement;
  std::uint32_t from, to;  // tokens of the sentence
};

class StatementMaker {
 public:
  StatementMaker(const Rules& rules, const model::Kinds& kinds, const MentionFinder& finder);

  // Appends what `match` of `program` says. `cut`: the sentence breaks off at its last token. `why` (may be null) is told why
  // nothing came of it.
  void make(const Program& program, const Match& match, const Sentence& sentence, const Context& context, bool cut, std::vector<Made>& out,
            std::string* why = nullptr) const;

 private:
  std::uint8_t guards(const Match& match, const Sentence& sentence) const;
  // Whether the first may be the state of a city that the second is.
  bool is_state_of(const RoleExpression& state, const RoleExpression& city) const;
  std::vector<const DateUse*> dates_of(const Match& match, const Sentence& sentence) const;

  const Rules& rules_;
  const model::Kinds& kinds_;
  const MentionFinder& finder_;
  struct Reach {
    std::uint8_t guard = 0, reach = 0;
  };
  std::vector<Reach> guard_of_;  // by word id
  std::span<const std::uint32_t> clause_ends_, place_words_, date_breaks_;
  std::uint32_t not_, until_, only_;
};

}  // namespace chancery::reading
