// SPDX-License-Identifier: Apache-2.0
// A statement: who stands in what relation to whom, when, and who says so. Plain values, owned by whoever holds them;
// no thread safety of their own. What kinds and roles there are is data (model/*.yaml, see model/kinds.h); what the
// fields mean on paper is docs/formats/statements.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chancery::model {

// A role's value: text, a number, or a set of texts in any order.
using Value = std::variant<std::string, double, std::vector<std::string>>;

struct Role {
  std::string name;
  Value value;
  bool operator==(const Role&) const = default;
};

// EDTF each, empty where not said. `on`: it happened then. `since`, `until`: a state of affairs began, ended.
// `at`: it is known to hold then, its bounds unknown. `until` may be ".." (ended, when is not said).
struct Time {
  std::string on, since, until, at;
  bool empty() const { return on.empty() && since.empty() && until.empty() && at.empty(); }
  bool operator==(const Time&) const = default;
};

enum class Mode : std::uint8_t { fact, plan, allegation, request };
enum class Scope : std::uint8_t { body, table, gloss };

// Where a document says it: Unicode code points, half-open, of the document as decoded, and the words there. Where a dataset says it: its
// line, what the row or the entity goes by, and the columns, apart by ", "; each where it has one.
struct Citation {
  std::string document;       // the path as given
  std::string document_hash;  // SHA-256 of its bytes, hexadecimal; part of the statement's id where the path is not
  std::uint64_t from = 0, to = 0;
  std::string quote;
  std::uint64_t line = 0;  // from 1; 0: none
  std::string key = {}, column = {};

  bool in_dataset() const { return line > 0 || !key.empty() || !column.empty(); }
};
// In words: "characters 120–180", "line 12, column conttype".
std::string place_of(const Citation& citation);

struct Statement {
  std::string kind;
  std::vector<Role> roles;  // in the order of the kind's definition, each at most once
  Time time;
  bool polarity = true;
  Mode mode = Mode::fact;
  Citation source;
  Scope scope = Scope::body;
  std::string rule;                                     // name of the rule that read it; empty where none did
  std::string anchor;                                   // what a relative date was counted from; empty where absolute
  std::vector<std::pair<std::string, std::string>> as;  // role -> the words that named it, where not its usual name

  const Value* role(std::string_view name) const {
    for (const Role& r : roles)
      if (r.name == name) return &r.value;
    return nullptr;
  }
};

std::string_view name_of(Mode mode);
std::string_view name_of(Scope scope);
std::optional<Mode> mode_of(std::string_view name);
std::optional<Scope> scope_of(std::string_view name);

// As it is written: without a point where it is whole ("724000000"), else the shortest digits that give it back.
std::string print_number(double number);

// "st:" and 20 hexadecimal digits of a SHA-256 over kind, roles (in any order; sets in any order), time, polarity, mode
// and citation (the document's hash, or its name where it has none, the range, and the place in a dataset). Path, quote, scope,
// rule and clock make no difference.
std::string id_of(const Statement& statement);

}  // namespace chancery::model
