// SPDX-License-Identifier: Apache-2.0
// From a match to statements: guards say in which mode it is said, dates near by say when, sets of values give a statement
// each. Drafts first, of which many say what another says: they are views, and cheap. One StatementMaker serves one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "model/kinds.h"
#include "reading/context.h"
#include "reading/mentions.h"

namespace chancery::reading {

// A statement before it is written out, with the tokens that say it. Its views last as long as the sentence.
struct Draft {
  struct Value {
    const model::RoleDefinition* role;
    std::span<const Item> items;  // one; of a set all, in order, each once
    bool set, number;
    std::string_view text() const { return set || number ? std::string_view() : items.front().text; }
    bool operator==(const Value& other) const;
    // The same, or a set that has all of the other: "A and B signed a treaty with C" is no treaty of A and B.
    bool holds(const Value& other) const;
  };
  struct Time {
    std::string_view on, since, until, at;
    bool empty() const { return on.empty() && since.empty() && until.empty() && at.empty(); }
    bool operator==(const Time&) const = default;
  };
  const model::Kind* kind = nullptr;
  std::string_view rule, anchor;
  std::span<const Value> values;  // in the order of the rule
  Time time;
  bool polarity = true;
  model::Mode mode = model::Mode::fact;
  std::uint32_t from = 0, to = 0;  // tokens of the sentence

  const Value* value(const model::RoleDefinition* role) const;
  // Whether it says all that `other` says: the same fact with the same details or more.
  bool says_as_much_as(const Draft& other) const;
  // Without its citation.
  model::Statement statement() const;
};

class StatementMaker {
 public:
  StatementMaker(const Rules& rules, const model::Kinds& kinds, const MentionFinder& finder);

  // Appends what `match` of `program` says. `cut`: the sentence breaks off at its last token. `why` (may be null) is told why
  // nothing came of it.
  void make(const Program& program, const Match& match, const Sentence& sentence, const Context& context, bool cut, std::vector<Draft>& out,
            std::string* why = nullptr);
  // Lets go of what the drafts of a sentence hold.
  void clear() { arena_.clear(); }

 private:
  std::uint8_t guards(const Match& match, const Sentence& sentence) const;
  // Whether the first may be the state of a city that the second is.
  bool is_state_of(const RoleExpression& state, const RoleExpression& city) const;
  std::vector<const DateUse*> dates_of(const Match& match, const Sentence& sentence) const;
  // What a make of the rules makes, by the model.
  struct Bound {
    std::optional<model::Kind> kind;
    std::vector<const model::RoleDefinition*> roles;                                           // nullptr for those that it does not know
    std::vector<std::pair<const model::RoleDefinition*, const model::RoleDefinition*>> apart;  // whose values differ
    bool done = false;
  };
  const Bound& bound(std::uint32_t make);

  const Rules& rules_;
  const model::Kinds& kinds_;
  const MentionFinder& finder_;
  struct Reach {
    std::uint8_t guard = 0, reach = 0;
  };
  std::vector<Reach> guard_of_;  // by word id
  std::span<const std::uint32_t> clause_ends_, place_words_, date_breaks_;
  std::uint32_t not_, until_, only_;
  std::vector<Bound> bound_;  // by make
  base::Arena arena_;
  // Of the match at hand.
  std::vector<Item> items_;
  std::vector<Draft::Value> all_, chosen_values_;  // what each role may have; of these what the draft has
  std::vector<const RoleExpression*> asked_;       // by value of all_
  std::vector<int> chosen_;
  std::vector<std::size_t> turn_, wheel_;
};

}  // namespace chancery::reading
