// SPDX-License-Identifier: Apache-2.0
// An entity of Wikidata as a line of a dump has it, with those of its claims that are asked for. Not for what they mean. An ItemReader is
// for one thread; items are plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::sources {

using ItemNumber = std::uint32_t;  // 232 of Q232; 0: none
using Property = std::uint32_t;    // 530 of P530

// 232 of "Q232"; 0 where it is none.
ItemNumber item_number(std::string_view id);

// What is said of a property: an item or a moment, that there is one which nobody knows, or that there is none.
struct Said {
  enum class What : unsigned char { other, item, moment, unknown, none } what = What::other;
  ItemNumber item = 0;
  std::string moment;  // EDTF; empty where it is beyond what EDTF tells
};

struct Claim {
  Property property = 0;
  Said said;
  std::string guid;  // of the statement, as it is written there
  bool preferred = false;
  std::vector<std::pair<Property, Said>> qualifiers;  // those asked for
  std::string reference;                              // of the first that has one: "P854 https://…", "P248 Q36578"
};

struct Item {
  ItemNumber number = 0;
  std::string name;  // in English; empty where it has none
  std::vector<Claim> claims;
};

// What of an item is asked for.
struct Asked {
  std::vector<Property> leading;     // an item with none of these is of no use but for its name
  std::vector<Property> claims;      // of other items, these claims
  std::vector<Property> qualifiers;  // and these of their qualifiers
};

class ItemReader {
 public:
  explicit ItemReader(const Asked& asked);
  ~ItemReader();

  // What is in a line, which has room for padding behind it (Lines); nullptr of a property and of lines without an entity. Claims that
  // Wikidata holds to be wrong (deprecated) are left out. Good until the next line.
  base::Result<const Item*> read(std::string_view line);

 private:
  struct Json;
  const Asked* asked_;
  std::unique_ptr<Json> json_;
  Item item_;
};

// A time of Wikidata ("+1991-12-16T00:00:00Z", precision 11 of a day, 9 of a year) as EDTF, days of the Julian calendar as Gregorian ones.
// Empty where it is less exact than a millennium, or no time.
std::string moment_of(std::string_view time, std::int64_t precision, bool julian);

}  // namespace chancery::sources
