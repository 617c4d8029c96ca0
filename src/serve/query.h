// SPDX-License-Identifier: Apache-2.0
// The part of an address after the "?", taken apart, and the cursor with which a list goes on. Plain functions and values; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace chancery::serve {

using Query = std::vector<std::pair<std::string, std::string>>;

// NAME=VALUE&…, percent-decoded, "+" a space, in the order in which it came; what has no "=" has an empty value. What is no UTF-8, holds
// a zero byte or a broken escape is an error.
base::Result<Query> parse_query(std::string_view text);
// One way to write it, whatever the order of its names.
std::string canonical(const Query& query);

// Where a list goes on: behind so many items of what was asked, as the ledger was when it had that pin.
struct Cursor {
  std::uint64_t offset = 0;
  std::string pin;    // its first digits
  std::string asked;  // eight hexadecimal digits of the question, which must be the same
};
std::string print(const Cursor& cursor);
std::optional<Cursor> parse_cursor(std::string_view text);

}  // namespace chancery::serve
