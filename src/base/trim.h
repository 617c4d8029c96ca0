// SPDX-License-Identifier: Apache-2.0
// Marks off both ends of a text. Plain function; thread-safe.
#pragma once

#include <string_view>

namespace chancery::base {

inline std::string_view trimmed(std::string_view text, std::string_view marks = " \t\r\n") {
  const std::size_t from = text.find_first_not_of(marks), to = text.find_last_not_of(marks);
  return from == std::string_view::npos ? std::string_view() : text.substr(from, to + 1 - from);
}

}  // namespace chancery::base
