// SPDX-License-Identifier: Apache-2.0
// Finds the mentions of a sentence: names of the gazetteer as the context and date make them out, persons, numbers, amounts,
// dates, quotations, and the phrases of the rule files. One MentionFinder serves one thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "reading/context.h"
#include "reading/dates.h"
#include "reading/matcher.h"
#include "reading/rules.h"
#include "reading/sentence.h"

namespace chancery::reading {

class MentionFinder {
 public:
  // `texts` holds the names that it puts together; they are kept as long as the document is read.
  MentionFinder(const Rules& rules, const gazetteer::Gazetteer& gazetteer, base::Arena& texts);

  // Fills in the words and, from the block's gazetteer matches, the names. Cheap: done for every sentence.
  void names(Sentence& sentence, std::uint32_t first_token, std::span<const gazetteer::Match> matches, const Context& context);
  // The types of names (a bit per type) that matches may turn out to be.
  std::uint64_t types_of(std::span<const gazetteer::Match> matches) const;
  // Numbers, amounts, quotations, persons and dates.
  void rest(Sentence& sentence, const Context& context);
  // After them, the phrases of `wanted` (a bit per type) and those that they need, where they were not looked for yet.
  void phrases(Sentence& sentence, const Context& context, Matcher& matcher, std::uint64_t wanted);

  // Whether a phrase of that type may be there, by the words and what has been found.
  bool may_have(const Sentence& sentence, std::uint16_t type) const;

  // Puts into `out` the values of a role of a rule or phrase, given what the pattern took. `chosen`: for each slot the one capture to
  // look at, or -1 for all.
  void evaluate(const RoleExpression& role, const Match& match, std::span<const int> chosen, const Sentence& sentence,
                const Context& context, std::vector<Item>& out) const;

  // The state of a city as the context makes it out; empty where it cannot be told.
  std::string_view state_of(const Item& city, const Context& context) const;

 private:
  std::string_view state_of_city(std::string_view city, const Context& context) const;
  void numbers(Sentence& sentence) const;
  void quotes(Sentence& sentence) const;
  void abbreviations(Sentence& sentence) const;
  void persons(Sentence& sentence, const Context& context);
  void dates(Sentence& sentence, const Context& context);
  void find_phrase(const Program& program, Sentence& sentence, const Context& context, Matcher& matcher);
  std::span<const Item> he_of(const Match& match, const Sentence& sentence, const Context& context) const;
  std::string_view words_of(const Capture& capture, const Match& match, const Sentence& sentence) const;

  const Rules& rules_;
  const gazetteer::Gazetteer& gazetteer_;
  base::Arena& texts_;
  std::span<const std::uint32_t> transparent_, not_names_, particles_, honorifics_, places_before_, articles_, sentence_starts_;
  std::uint32_t not_, and_, the_;
  std::uint16_t value_;                       // the field of a phrase that is its value
  std::vector<std::uint8_t> is_transparent_;  // by word id
  struct PhrasePrograms {
    std::uint32_t rule;
    std::span<const Program> programs;
  };
  std::vector<PhrasePrograms> phrases_;                                  // in the order in which they need each other
  std::array<std::span<const Program>, 64> by_type_;                     // the same by type
  std::array<std::uint64_t, 64> phrase_needs_{};                         // by type: itself and what it needs (a bit per type)
  std::vector<std::uint8_t> taken_, office_ends_, office_at_, city_at_;  // by token, while persons are looked for
  Match match_;                                                          // of a phrase, and all captures of its slots
  std::vector<int> all_;
  std::vector<Item> items_;
  std::vector<Mention::Field> fields_;
  DateReader date_reader_;
  std::vector<DateMention> date_mentions_;
  // What state_of said, of the cities asked for since the pair in context changed.
  mutable std::string pair_;
  mutable std::map<std::string, std::string_view, std::less<>> states_;
};

}  // namespace chancery::reading
