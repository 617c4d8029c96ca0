// SPDX-License-Identifier: Apache-2.0
// Numbers and amounts of money in prose: "1,700", "1.27 million", "fifty-six", "$724 million", "US$64 million",
// "11.9 million USD", "30 billion euros".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/token.h"

namespace chancery::reading {

struct NumberFound {
  std::uint32_t from, to;     // tokens
  double value;
  std::string_view currency;  // ISO 4217; empty for a bare number
};

// A quick no for tokens that begin no number.
bool may_begin_number(std::string_view text, const base::Token& token);

// A number that begins at token `at`.
std::optional<NumberFound> find_number(std::string_view text, std::span<const base::Token> tokens, std::uint32_t at);

// Without a fraction where it has none: "724000000", "2.2".
std::string format_number(double value);

}  // namespace chancery::reading
