// SPDX-License-Identifier: Apache-2.0
// A statement in the form in which the ledger keeps it, and back. Pure: any thread may make one. For src/ledger alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ledger/pin.h"
#include "model/kinds.h"
#include "model/statement.h"
#include "time/bounds.h"

namespace chancery::ledger {

// The days in which it may hold or happen. What lies beyond 20,000 years is for ever, so that a day takes three bytes.
struct Period {
  std::int64_t earliest;             // kFirstDay: no first
  std::optional<std::int64_t> days;  // how many more; nothing: no last
};
inline constexpr std::int64_t kFirstDay = -8388608, kLastDay = 8388607;
// As SQL: whether a row's period has a day from one to the other.
std::string shares_a_day(std::string_view from, std::string_view to);

inline constexpr std::size_t kMostSides = 6;  // of a statement that has dyads: so many make 15

struct Mention {
  std::string value;
  bool side;  // in a role where states and organisations stand: one of the two that a question of a pair names
  bool operator==(const Mention&) const = default;
};

struct Stored {
  std::string id;             // as it is shown, and
  std::string digits;         // its bytes
  std::string roles, values;  // JSON arrays: the names, and what stands in each
  Period period;
  std::string named;              // pack(as)
  std::vector<Mention> mentions;  // values of roles that name an entity, each once; longer texts are no names
  PinSum pin;                     // of the statement alone
};
Stored store(const model::Kinds& kinds, const model::Statement& statement);

std::string digits_of(std::string_view id);  // 20 digits to 10 bytes
std::string id_of(std::string_view digits);

std::string roles_of(const model::Statement& statement);
std::string values_of(const model::Statement& statement);
// False where they are no such arrays.
bool read_roles(std::string_view roles, std::string_view values, std::vector<model::Role>& out);

std::string json_list(const std::vector<std::string>& texts);

// `as` in one text and back: role, unit separator, words, record separator.
std::string pack(const std::vector<std::pair<std::string, std::string>>& named);
std::vector<std::pair<std::string, std::string>> unpack(std::string_view packed);

}  // namespace chancery::ledger
