// SPDX-License-Identifier: Apache-2.0
// The recorded clock in SQL. For src/ledger alone.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace chancery::ledger {

// A session after all there are; a statement, too.
inline constexpr std::int64_t kNow = std::numeric_limits<std::int64_t>::max();

// Whether a statement's last word, up to a session, is a retraction; up to now where no session is given.
inline std::string withdrawn(std::string_view statement, std::string_view session) {
  if (session.empty()) return fmt::format("EXISTS (SELECT 1 FROM withdrawn WHERE withdrawn.statement = {})", statement);
  return fmt::format(
      "(ifnull((SELECT max(session) FROM retraction WHERE retraction.statement = {0} AND session <= {1}), 0) >"
      " ifnull((SELECT max(session) FROM restatement WHERE restatement.statement = {0} AND session <= {1}), 0))",
      statement, session);
}

}  // namespace chancery::ledger
