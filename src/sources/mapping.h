// SPDX-License-Identifier: Apache-2.0
// What a mapping (docs/formats/mappings.md) says: what a dataset is, on which terms, and how its rows become statements. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/kinds.h"
#include "model/source.h"
#include "sources/dates.h"
#include "sources/rows.h"

namespace chancery::sources {

// A column by its place in Mapping::columns.
using Column = std::size_t;

struct Condition {
  Column column;
  bool not_these = false;
  std::vector<std::string> values;
};

// Where a role's value comes from.
struct Field {
  std::string role;
  std::string constant;         // where there are no columns
  std::vector<Column> columns;  // several: of a set; else joined by a space
  std::string prefix;           // cut off in front
  std::string until;            // from here on it is cut off
  std::string split;            // of a set: what stands between its members
  std::string code;             // it is a state by its code in this list
  bool organization = false;    // it is the name of an organisation
  bool number = false;
  bool set = false;
  std::vector<std::pair<std::string, std::string>> words;  // what each of the file's words is; others are refused
};

struct DateField {
  std::vector<Column> columns;  // one, or year, month, day
  Order order = Order::year_first;
  std::optional<Column> to;       // the last day, of a span
  std::vector<std::string> open;  // what stands there while it goes on
  std::string year_alone;         // how a date ends of which only the year is known ("-01-01")
};

// A statement that a row makes.
struct Rule {
  std::string kind;
  bool polarity = true;
  std::vector<Condition> conditions;
  std::vector<Field> fields;
  std::optional<DateField> on, since, until, at;
  std::vector<Column> key;                              // by what the row is cited
  std::vector<Column> cited;                            // the columns that say it
  std::optional<std::pair<Column, Column>> undirected;  // the row stands there twice, with these swapped: the one is taken
  std::optional<std::pair<Column, std::string>> each;   // a statement for each part of this column
  // Of yearly observations of what the key names, which become spells: the year's column. A row with any of `unseen` is no observation.
  std::optional<Column> over;
  std::vector<Condition> unseen;
  bool listed = false;  // only years in which it was have a row
};

// A statement that an item of Wikidata makes for each claim of a property. Properties and classes by their numbers (530 of P530).
struct ItemRule {
  static constexpr std::size_t kParts = 4;  // at most
  struct Part {
    std::string role;
    bool item = false;                                           // the item itself stands there
    std::uint32_t property = 0;                                  // or what this property says: the claim's own, or another of the item's
    std::string constant;                                        // or this
    std::vector<std::pair<std::uint32_t, std::string>> classes;  // or the word for the class of the item, which must be among these
    std::uint16_t types = 0;                                     // model::ValueType
    bool needed = false, set = false;
  };
  std::string kind;
  std::uint32_t claim = 0;
  std::vector<Part> parts;
  // Dates by these properties, the first that is there, of the claim and its qualifiers; `own`: else of the item.
  std::vector<std::uint32_t> on, since, until, at;
  bool own = false;
};

// A coded event that a row is: these are kept leaner than statements.
struct EventRule {
  std::string scheme;  // whose codes: "cameo"
  std::string states;  // the list in which the two are states
  Column source, target, act;
  std::optional<Column> intensity, actor, recipient;
  Column on;
  Order order = Order::year_first;
};

struct Mapping {
  static constexpr std::string_view kProse = "prose";  // the reader of what is no dataset: documents, which `chancery read` reads
  std::string name;                                    // "cow-contiguity"
  std::string says;                                    // what is in it, in a line
  std::string reader;                                  // the part of the program that reads it, where no rules can; then there are none
  std::string published;                               // EDTF: up to when it goes
  bool named = false;                                  // what a file tells of is said by its name alone
  Form form;
  model::Terms terms;
  std::vector<model::Coverage> coverage;
  std::vector<std::string> columns;
  std::vector<std::pair<std::string, std::string>> words;  // for a reader: what its file's words are
  std::vector<std::pair<std::string, std::string>> names;  // of states, as this dataset alone writes them: as the gazetteer has them
  std::vector<std::string> missing;                        // values that say nothing, in any column
  // Of a wide table: a row is one for each column but `narrow`; its name and what stands in it are the columns `wide` and `cell`.
  std::vector<std::string> narrow;
  std::optional<std::pair<Column, Column>> wide;
  std::vector<Rule> rules;
  std::optional<EventRule> events;  // in their stead

  std::vector<ItemRule> items;            // of Wikidata
  std::vector<std::uint32_t> lend_names;  // items with one of these properties may be named by others

  std::string_view told(std::string_view cell) const;        // empty where that says nothing, by `missing`
  std::string_view name_of(std::string_view written) const;  // by `names`, or as it is
};

// `yaml` may hold several mappings, each a document; `place` is for errors.
base::Result<std::vector<Mapping>> read_mappings(std::string_view yaml, const std::string& place, const model::Kinds& kinds);

}  // namespace chancery::sources
