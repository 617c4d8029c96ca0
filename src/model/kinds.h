// SPDX-License-Identifier: Apache-2.0
// Which kinds of statement there are, with their roles and vocabularies: the data of model/*.yaml, compiled. Kinds, Kind
// and RoleDefinition are views of the table, which must outlive them; reading is thread-safe. Not for what a value
// means: that "KAZ" is a state is the gazetteer's to say.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "model/source.h"
#include "model/statement.h"

namespace chancery::model {

// Compiles a folder of kinds (one YAML file each) to the table that Kinds::open takes. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);

// What may stand in a role; a role may allow several. The first five name an entity.
enum ValueType : std::uint16_t {
  state = 1,
  organization = 2,
  place = 4,
  person = 8,
  office = 16,
  text = 32,
  number = 64,
  word = 128,  // one of the role's words
};
inline constexpr std::uint16_t kEntityTypes = state | organization | place | person | office;

// How facts of a kind that name two tie them to each other, where they are counted (a balance between partners).
enum class Tie : std::uint8_t {
  none,
  event,     // one each time that it happens
  standing,  // one as long as it holds
  shared,    // one for each third that both belong to
  volume,    // by its measure
};

enum TimeKey : std::uint8_t { time_on = 1, time_since = 2, time_until = 4, time_at = 8 };

struct RoleDefinition {
  std::string_view name, says;
  std::string_view fallback;            // what is meant where the role is left out; empty where nothing is
  std::string_view like;                // the word that a statement goes with which leaves it out; the fallback, where there is one
  std::string_view instead;             // the role that may stand in its place; empty where none may
  std::vector<std::string_view> words;  // the vocabulary of a word, in the order of the data
  std::uint16_t types = 0;              // ValueType bits
  bool identifying = false;             // tells one fact of the kind from another
  bool optional = false;                // identifying, but may be left out
  bool set = false;                     // several values in any order
  bool apart = false;                   // each of its words makes a fact of its own
  bool open = false;                    // other words than `words` too

  bool names_entity() const { return types & kEntityTypes; }
};

class Kinds;
struct RoleWords;

// One kind. Cheap to copy.
class Kind {
 public:
  std::string_view name() const;
  std::string_view says() const;          // one line on what it states
  std::string_view example_text() const;  // a sentence, and
  std::string_view example() const;       // the statement in it, one line of JSON
  std::uint8_t times() const;             // TimeKey bits
  // The two roles whose values may be swapped; empty where there are none.
  std::string_view symmetric_a() const;
  std::string_view symmetric_b() const;
  bool lasting() const;                         // what is said `on` a day began then and goes on
  bool once() const;                            // it begins once: two dates contradict each other unless it ended in between
  bool ends(const Statement& statement) const;  // whether the statement says that it ended ("closed", "severed")
  std::string_view single() const;              // the role with one value at a time for the other identifying ones; empty where none is
  // The role whose value gives way to the next for the other identifying ones, where these name an office a head's; empty where none does.
  std::string_view successive() const;
  std::vector<std::string_view> measures() const;  // roles of figures that one thing has one of in one period
  Tie tie() const;
  bool ties(const Statement& statement) const;  // whether the statement counts for it
  std::size_t role_count() const { return roles().size(); }
  const RoleDefinition& role(std::size_t i) const { return roles()[i]; }
  const RoleDefinition* role(std::string_view name) const;  // nullptr where there is none
  std::span<const RoleDefinition> roles() const;            // in the order of the data
  bool operator==(const Kind&) const = default;

 private:
  friend class Kinds;
  Kind(const Kinds* kinds, std::size_t index) : kinds_(kinds), index_(index) {}
  // Whether its word in that role, or what stands for one left out, is among these.
  bool says_one_of(const RoleWords& some, const Statement& statement) const;
  const Kinds* kinds_;
  std::size_t index_;
};

class Kinds {
 public:
  static base::Result<Kinds> open(std::string_view table);

  std::size_t size() const { return kinds_.size(); }
  Kind kind(std::size_t i) const { return {this, i}; }  // in order of their names; a view of this object
  std::optional<Kind> find(std::string_view name) const;

  // Whether the statement has a known kind, its identifying roles, no unknown role, values of the right type and
  // vocabulary, and EDTF times that its kind allows. The error says which role and what was expected.
  base::Result<> validate(const Statement& statement) const;
  // Whether its kinds are known and have the roles that it names, and its dates are EDTF.
  base::Result<> validate(const Coverage& coverage) const;

  // Roles in the order of the kind's definition, those it does not know last; sets sorted with each value once.
  void put_in_order(Statement& statement) const;

  struct KindRecord;  // as they lie in the table
  struct RoleRecord;

 private:
  friend class Kind;
  base::Table table_;
  std::span<const KindRecord> kinds_;
  std::span<const RoleRecord> roles_;
  std::span<const base::Text> words_;
  std::vector<RoleDefinition> definitions_;  // of roles_
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace chancery::model
