// SPDX-License-Identifier: Apache-2.0
// Statements that somebody supposes, from JSON Lines, to be laid over a ledger for as long as a question takes. Not for statements that are
// to be kept (Ledger::propose). Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gazetteer/gazetteer.h"
#include "ledger/ledger.h"
#include "model/kinds.h"

namespace chancery::inquiry {

inline constexpr std::string_view kSupposed = "supposition";  // who says so

// One line a statement, its source the line itself. States and organisations may be named or given as codes. Empty lines are passed over; a
// line that is no statement by the model is an error that names it.
base::Result<std::vector<ledger::Entry>> suppose(std::string_view text, const std::string& path, const model::Kinds& kinds,
                                                 const gazetteer::Gazetteer& gazetteer);

}  // namespace chancery::inquiry
