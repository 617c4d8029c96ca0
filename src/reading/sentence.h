// SPDX-License-Identifier: Apache-2.0
// A sentence as the patterns see it: its tokens with the ids that the rules give to words, and the mentions found in it.
// Filled anew for each sentence by one thread; it refers to the block's text and tokens, which must outlive it.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/token.h"
#include "reading/dates.h"
#include "reading/program.h"

namespace chancery::reading {

// What stands before a list's item, or before the first paragraph of a section, when it is read behind what leads it in.
inline constexpr std::string_view kItemMark = "\xc2\xa7", kParagraphMark = "\xc2\xb6";

// One value of a mention, a field or a role. Its texts lie in the document, in a compiled table, or in an arena of who reads.
struct Item {
  Item() = default;
  explicit Item(std::string_view value) : text(value) {}
  explicit Item(std::string&&) = delete;

  std::string_view text;                                     // as the model writes it: "KAZ", "OSCE", "Astana"
  double number = std::numeric_limits<double>::quiet_NaN();  // of numbers and amounts
  std::string_view as;                                       // the words that named it, where not its usual name
  std::uint32_t entity = 0;                                  // of the gazetteer, 0 where none
  bool operator==(const Item& other) const {
    return text == other.text && (number == other.number || (number != number && other.number != other.number));
  }
};

struct Mention {
  std::uint32_t from = 0, to = 0;  // tokens of the sentence, half-open
  std::uint16_t type = 0;
  std::uint32_t next = kNone;  // the next mention that starts at the same token, shorter or as long
  struct Field {
    std::uint16_t field;
    std::span<const Item> items;
  };
  std::span<const Item> values;  // in the sentence's arena
  std::span<const Field> fields;
  static constexpr std::uint32_t kNone = 0xffffffff;
};

// A date of the sentence: where it stands with and without its preposition, and what it says.
struct DateUse {
  std::uint32_t from, to, from_with_preposition;
  std::string_view edtf, anchor;  // anchor: empty where absolute
  DateRole role;
};

struct Sentence {
  std::string_view text;  // of the whole block
  std::span<const base::Token> tokens;
  std::vector<std::uint32_t> words;    // word ids, 0 for words of no rule
  std::vector<std::uint32_t> skip_to;  // the token after what may be passed over here; the token itself where nothing may
  std::vector<std::uint64_t> glance;   // the bit of the word id modulo 64; all where something may be passed over, none at the end
  std::vector<Mention> mentions;
  std::vector<std::uint32_t> first_at;  // the first mention that starts at a token
  std::vector<std::uint64_t> types_at;  // bits of the types of mentions that start at a token
  std::vector<DateUse> dates;
  WordBits word_bits;            // of all its words
  std::uint64_t types = 0;       // bits of the types of mentions; of runs of capitalised words too
  std::uint64_t looked_for = 0;  // of the phrases that were looked for

  base::Arena arena;  // what its mentions hold

  void clear(std::string_view block, std::span<const base::Token> of);
  // Fills in `glance`, once the words and what may be passed over are there. `the`: the id of that word, which slots pass over, or 0.
  void look_over(std::uint32_t the);
  void add(Mention mention);
  // A mention of one value, at tokens [from, to).
  void add(std::uint32_t from, std::uint32_t to, BuiltIn type, const Item& value);
  // Whether it has the words and the types of mentions without which the program cannot match.
  bool may_match(const Program& program) const { return (program.types & ~types) == 0 && has_words_for(program) && has_start_for(program); }
  bool has_start_for(const Program& program) const {
    return program.any_start || program.first_types & types || program.first_words.meets(word_bits);
  }
  bool has_words_for(const Program& program) const { return program.may_have(word_bits); }
  std::string_view words_between(std::uint32_t from, std::uint32_t to) const;  // as written; empty where from >= to
};

// Cuts a block's tokens into sentences (half-open token ranges). Stops after abbreviations and initials, inside dates and
// inside quotation marks end nothing; "Herzegovina.The" does.
void split_sentences(std::string_view text, std::span<const base::Token> tokens, std::vector<std::pair<std::uint32_t, std::uint32_t>>& out);

}  // namespace chancery::reading
