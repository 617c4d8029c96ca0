// SPDX-License-Identifier: Apache-2.0
// What somebody who mistyped a word may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chancery::base {

// Letters to add, drop, change or swap with a neighbour to get from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `words`, where one is near enough to be meant; else empty.
std::string nearest(std::string_view typed, std::span<const std::string> words);

}  // namespace chancery::base
