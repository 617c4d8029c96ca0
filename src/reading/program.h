// SPDX-License-Identifier: Apache-2.0
// What the rule compiler makes and the matcher runs: flat records of a compiled table. A pattern is a small program over
// tokens and mentions; every (instruction, position) is visited at most once, so matching is linear in the sentence.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "base/table.h"

namespace chancery::reading {

// What a mention is of. The first are built in; the phrases of the rule files follow, from kFirstPhrase on.
enum class BuiltIn : std::uint16_t {
  state,         // a state by its name: "Kazakhstan", "the Soviet Union"
  adjective,     // a state by its adjective: "Kazakh"
  people,        // a people by its name: "Armenians"
  org,           // an organisation, dialogue or programme
  city,          // a city of the gazetteer
  place,         // a city, or an unknown capitalised name
  region,        // "Central Asia"
  feature,       // "Caspian Sea"
  office,        // "Prime Minister"
  name,          // a person's name
  date,          // a date expression
  number,        // "1,700", "fifty", "1.27 million"
  money,         // "$724 million"; field `currency`
  quote,         // the words between quotation marks
  np,            // a short run of words: a noun phrase as far as the stop words allow
  title,         // a longer run: up to a comma, a date or a verb
  capital_run,   // a run of capitalised words: the name of an unknown thing
  abbreviation,  // an organisation as almanacs abbreviate it, in what stands behind a heading
};
inline constexpr std::uint16_t kFirstPhrase = 20;                           // types are bits of 64
inline constexpr std::uint64_t kBuiltInTypes = (1ull << kFirstPhrase) - 1;  // those found before phrases are
inline constexpr std::uint16_t kNoSlot = 0xffff;

struct Instruction {
  enum Op : std::uint8_t {
    word,       // a: word id
    words,      // a: first, b: count in `sets` (sorted word ids)
    not_words,  // the token here is none of them; consumes nothing
    not_after,  // the token before, "the" passed over, is none of them; consumes nothing
    any,        // any token but one that ends a clause (; :)
    slot,       // a: mention type, b: slot
    split,      // a: in `splits`
    jump,       // a
    open,       // a: slot whose text starts here
    close,      // a: slot whose text ends here
    start,      // only at the sentence's first token
    end,        // only after its last (a full stop may follow)
    match,
  } op;
  bool skip;  // whether parentheses and transparent adverbs may be passed over here
  std::uint16_t b;
  std::uint32_t a;
};

// Where to go on, and where else; and what the first way can begin with, as filters: the bits of word ids modulo 64 (all where it needs
// no word or mention), and of types of mentions.
struct Split {
  std::uint32_t first, second;
  std::uint64_t words, types;
};

// An expression gives the values of a role or field.
struct Expression {
  enum Op : std::uint8_t {
    slot,       // a: slot
    field,      // a: slot, b: field
    literal,    // text
    subject,    // the article's own state
    other,      // a: slot (or kNoSlot): the other state of the pair in context
    pair,       // both states of the pair in context
    state_of,   // a: slot, b: field or kNoSlot: the state of a city, by the context where there are several
    it,         // the state or organisation spoken of last
    it_state,   // of these the state: the first named before it in the sentence, else the one spoken of before
    it_org,     // the organisation named last
    he,         // the person spoken of last
    topic,      // what the document is about where that is no state: its title
    topic_org,  // the same, an organisation by its usual name
    home_of,    // a: slot, b: field or kNoSlot: the state or organisation of a person, where the document told it
    title_of,   // a: slot, b: field or kNoSlot: the office of a person that the document told last
    guest_of,   // a: slot, b: field or kNoSlot: whose a visitor of that state is: the other of the pair, else the article's own state
    last_of,    // text "visit.to": the values of that role in the last such fact of the paragraph
  } op;
  bool last;  // the last of a chain of alternatives: the first that gives a value is taken
  bool more;  // the next one adds its values to this one's
  std::uint16_t a, b;
  base::Text text;
};

struct RoleExpression {
  base::Text role;      // "a,b": a set of two that is split over the two
  std::uint32_t first;  // in `expressions`, up to the one with `last`
  bool set;             // the role takes a set
  std::uint8_t least;   // an alternative with fewer values is passed over; 0: none need be there
  std::uint16_t field;  // of a phrase: the field's number
};

struct Make {
  base::Text kind;
  std::uint32_t first_role, roles;
  bool negative;      // polarity false
  std::uint8_t mode;  // model::Mode
};

// A set of words as a filter: the bits of their ids modulo 256. Two sets without a bit in common have no word in common.
struct WordBits {
  std::uint64_t bits[4] = {};

  void add(std::uint32_t id) { bits[id >> 6 & 3] |= 1ull << (id & 63); }
  void operator|=(const WordBits& other) {
    for (int i = 0; i < 4; ++i) bits[i] |= other.bits[i];
  }
  std::uint64_t folded() const { return bits[0] | bits[1] | bits[2] | bits[3]; }  // the bits modulo 64
  bool meets(const WordBits& other) const {
    return (bits[0] & other.bits[0]) | (bits[1] & other.bits[1]) | (bits[2] & other.bits[2]) | (bits[3] & other.bits[3]);
  }
};

struct Program {
  // What most sentences fail by comes first, so that it is loaded together.
  std::uint64_t types;                    // of mentions, all of which must be there (bit per type)
  WordBits required[3];                   // of each set the sentence must have a word; unused ones have all bits
  std::uint32_t entry, size;              // in `code`
  std::uint32_t rule;                     // of a statement rule: in `rules`; of a phrase: in `phrases`
  std::uint32_t first_trigger, triggers;  // word ids, one of which must be in the sentence; none: any sentence will do
  std::uint64_t needs;                    // phrases that it uses or that those use (bit per type)
  std::uint64_t first_types;              // types of mentions that a match can start with
  std::uint32_t first_first, firsts;      // word ids that a match can start with, sorted; as bits from
  std::uint32_t first_map;                // `maps` on
  WordBits first_words;                   // the same as a filter
  bool any_start;                         // may start anywhere
  std::uint16_t slots;
  std::uint32_t first_role, roles;  // of a phrase alternative: fields (role name "value": its value)

  // Whether a text with these words may have all that a match needs.
  bool may_have(const WordBits& words) const { return required[0].meets(words) && required[1].meets(words) && required[2].meets(words); }
};

enum class TimeMode : std::uint8_t { none, event, start, end, state, period, told };

struct Rule {
  base::Text name, file;
  std::uint32_t line;
  std::uint32_t first_make, makes;
  TimeMode time;
  std::uint8_t allow;  // bits of Guard
};

struct NamedList {
  base::Text name, file;
  std::uint32_t line;
  std::uint32_t first, count;  // in `sets`
  std::uint32_t uses;          // patterns, used lists and the engine
};

// The lists that the engine itself asks for.
inline constexpr std::string_view kEngineLists[] = {
    "articles",  "before_places", "clause_ends", "date_breaks", "date_may_follow", "honorifics",   "name_particles", "no_places",
    "not_names", "np_stops",      "refer_back",  "run_joiners", "sentence_starts", "state_titles", "title_stops",    "transparent"};

struct Phrase {
  base::Text name, file;
  std::uint32_t line;
  std::uint16_t type;
};

struct Example {
  std::uint32_t rule;
  std::uint32_t line;
  bool yes;
  base::Text sentence, expected;  // expected: lines "kind role=value …"
  base::Text context;             // "KAZ AZE"
};

struct GuardWord {
  std::uint32_t word;  // word id
  std::uint8_t guard;  // bit
  std::uint8_t reach;  // how many tokens before the match it still guards; 255: from the clause's start
};

enum Guard : std::uint8_t { kNegation = 1, kPlan = 2, kCondition = 4, kHearsay = 8, kQuotation = 16 };

}  // namespace chancery::reading
