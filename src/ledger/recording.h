// SPDX-License-Identifier: Apache-2.0
// What a statement's row holds besides its own fields. For src/ledger alone.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/kinds.h"
#include "model/statement.h"
#include "time/bounds.h"

namespace chancery::ledger {

// The widest stretch in which it may hold or happen; all of time where its words contradict each other.
time::Bounds widest(const model::Kinds& kinds, const model::Statement& statement);

// The values of roles that name an entity, each once. Longer texts are no names.
std::vector<std::string> mentions(const model::Kinds& kinds, const model::Statement& statement);

// `as` in one text and back: role, unit separator, words, record separator.
std::string pack(const std::vector<std::pair<std::string, std::string>>& named);
std::vector<std::pair<std::string, std::string>> unpack(std::string_view packed);

}  // namespace chancery::ledger
