// SPDX-License-Identifier: Apache-2.0
// Who is meant by this name or code, at that date. Names of states, organisations, cities and offices stand in one trie
// over tokens; a name may have several readings (Georgia, Congo), which the caller settles by context and date or
// reports. A Gazetteer does not own its table; all reading is thread-safe and costs no set-up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "base/token.h"
#include "time/bounds.h"

namespace chancery::gazetteer {

enum class EntityType : std::uint8_t { state, organization, city, office, region, feature, person };
// state: also former states, territories with a code of their own, partly recognised states.
// region: "Central Asia", "Europe"; feature: seas, rivers, islands, sites ("Caspian Sea", "Baikonur Cosmodrome"). person: one known
// everywhere by the office that he held, so that a text need not say of which state.

enum class NameType : std::uint8_t {
  name,       // "Kazakhstan", "United Nations"
  official,   // "Republic of Kazakhstan"
  former,     // "Alma-Ata", "Akmola"; also of an entity that still exists
  acronym,    // "OSCE", "UK"
  adjective,  // "Kazakh", "Kazakhstani": of a state
  people,     // "Kazakhs", "Kazakhstanis", "Dutchmen"
};

struct Entity {
  base::Text code;               // state: ISO 3166-1 alpha-3 (3166-3 or English name for former and odd ones: model.md);
                                 // organisation: usual acronym, else English name; city, office, region, feature: usual English name
  base::Text name;               // usual English name
  base::Text kind;               // organisation: "organization", "court" …; office: its rank; region, feature: "sea" …; else empty
  base::Text detail;             // organisation: the city of its seat; office: of what its holder is the head; else empty
  std::uint32_t state = 0;       // city, region: index of the state it is in today; person: whose office he held; else 0 (entity 0 is none)
  std::uint32_t population = 0;  // city, else 0
  std::int32_t from = 0, to = 0;  // first and last day it existed or was in force, as below
  EntityType type = EntityType::state;
  std::uint8_t flags = 0;
  enum Flag : std::uint8_t {
    capital = 1,      // city: capital of its state, now or once
    member_body = 2,  // organisation: one has members (not a programme, court or agency of another)
    former = 4,       // state or organisation: no longer exists
    territory = 8,    // state: dependent territory or region with a code of its own
  };
};
// Days count from 1970-01-01; both ends of a range belong to it. kPast and kOpen: unbounded, or not known.
inline constexpr std::int32_t kPast = INT32_MIN, kOpen = INT32_MAX;

// A first and a last day as the bounds between them.
inline time::Bounds bounds(std::int32_t from, std::int32_t to) {
  return {from == kPast ? time::kPast : from, to == kOpen ? time::kOpen : to};
}

struct Name {
  std::uint32_t entity;
  NameType type;
  bool common;            // also an ordinary word or a person's name ("Union", "March"): needs a context that says so
  std::int32_t from, to;  // first and last day the name was used for the entity
};

// A name found in tokens [from, to): the readings are names of one spelling, likeliest first.
struct Match {
  std::uint32_t from, to;
  std::span<const Name> readings;
};

struct Capital {
  std::uint32_t state, city;
  std::int32_t from, to;
};

// What a state is called in another list ("cow", "iso2", …: CodeList::id).
struct Code {
  std::uint32_t state;
  std::uint32_t finds;  // 1: only finds the state, whose code in the list is another
  std::int32_t from, to;
  base::Text list, value;
};
struct CodeList {
  base::Text id, name, version;
};

// What the compiled arrays hold; for Gazetteer and compile only.
namespace layout {
struct Edge;
struct Node;
struct CodeEntry;
struct Abbreviation;
}  // namespace layout

class Gazetteer {
 public:
  static base::Result<Gazetteer> open(std::string_view table);  // the compiled table's bytes

  // Appends the longest match at each token, left to right, none inside another. Case counts: names match as written in
  // the data, or in all capitals.
  void match(std::string_view text, std::span<const base::Token> tokens, std::vector<Match>& out) const;

  // All readings of a whole string (any case; "the" in front allowed), likeliest first.
  std::vector<Name> find(std::string_view name) const;
  // The code of the organisation that is likeliest called so; empty where none is.
  std::string_view organization(std::string_view name) const;
  // The state of an ISO code (3166-1 alpha-3, else 3166-3), or the entity of that code; 0 where there is none.
  std::uint32_t by_code(std::string_view code) const;

  const Entity& entity(std::uint32_t index) const { return entities_[index]; }
  std::size_t size() const { return entities_.size(); }
  std::string_view text(base::Text t) const { return table_.text(t); }
  std::string_view code(std::uint32_t entity) const { return text(entities_[entity].code); }
  std::string_view name(std::uint32_t entity) const { return text(entities_[entity].name); }

  // The state whose capital this city is or was (at `day`, where given), 0 where none; and the other way round.
  std::uint32_t state_of_capital(std::uint32_t city, std::optional<std::int32_t> day = {}) const;
  std::uint32_t capital_of(std::uint32_t state, std::optional<std::int32_t> day = {}) const;

  // The organisation that almanacs abbreviate so ("CE", "NAM"), as statements have it; empty where none is. Not for prose.
  std::string_view abbreviated(std::string_view abbreviation) const;
  // The code of the state that this person is known to have led or spoken for; empty of anybody else.
  std::string_view home_of(std::string_view person) const;

  // By state; and the lists that they are of. What they mean is asked of Codes (codes.h).
  std::span<const Code> codes() const { return codes_; }
  std::span<const CodeList> code_lists() const { return code_lists_; }

 private:
  struct Found {
    std::uint32_t node = 0, to = 0;
  };
  const layout::Edge* edge(std::uint32_t node, std::uint64_t word) const;
  void fetch(const base::Token& token) const;  // into the cache, what a name that begins with it is found by
  Found walk_exact(std::string_view text, std::span<const base::Token> tokens, std::uint32_t from) const;
  Found walk_capitals(std::string_view text, std::span<const base::Token> tokens, std::uint32_t from) const;
  std::span<const Name> readings(std::uint32_t node) const;

  base::Table table_;
  std::span<const Entity> entities_;
  std::span<const layout::Edge> edges_;  // open addressing; a power of two of them
  std::span<const layout::Node> nodes_;
  std::span<const std::uint64_t> first_, folded_first_;  // which first words there are, as filters
  std::span<const Name> names_;
  std::span<const Capital> capitals_by_state_, capitals_by_city_;
  std::span<const Code> codes_;
  std::span<const CodeList> code_lists_;
  std::span<const layout::CodeEntry> code_index_;
  std::span<const layout::Abbreviation> abbreviations_;
};

// Compiles the data files of a folder (gazetteer/) to the table that Gazetteer::open takes. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);

}  // namespace chancery::gazetteer
