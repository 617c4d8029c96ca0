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

// The numbers of sources that stand, up to a session, under one of these licences (a JSON array).
inline std::string sources_under(std::string_view licences, std::string_view session) {
  return fmt::format(
      "SELECT source.number FROM source LEFT JOIN declaration ON declaration.number = (SELECT max(number) FROM declaration"
      " WHERE declaration.source = source.number AND declaration.session <= {1}) WHERE ifnull(nullif(licence, ''), 'none-stated') IN"
      " (SELECT value FROM json_each({0}))",
      licences, session);
}

}  // namespace chancery::ledger
