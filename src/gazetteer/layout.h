// SPDX-License-Identifier: Apache-2.0
// The arrays of a compiled gazetteer, shared by compile and Gazetteer. Nothing else looks at them.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/table.h"

namespace chancery::gazetteer::layout {

// Names stand in two tries in one hash table of edges: as written, below kExact, and folded (any case, accents gone),
// below kFolded. An edge leads from a node by a word's hash to a child; child 0: an empty place.
struct Edge {
  std::uint64_t word = 0;
  std::uint32_t node = 0, child = 0;
  base::Text text;  // the word, so that an equal hash alone is never taken for an equal word
};
inline constexpr std::uint32_t kExact = 0, kFolded = 1;

// Whether two words with one hash are one word. The tokeniser gives every form of "'s" one hash.
inline bool same_word(std::string_view a, std::string_view b) {
  auto possessive = [](std::string_view s) {
    return s.size() >= 2 && s.size() <= 4 && (s[0] == '\'' || s.starts_with("\u2019")) && (s.back() | 32) == 's';
  };
  return a == b || (possessive(a) && possessive(b));
}

// The readings of the spelling that ends here: a range of the names; none where none ends.
struct Node {
  std::uint32_t from = 0, count = 0;
};

// Sorted by `said`.
struct Abbreviation {
  base::Text said, value;
};

struct CodeEntry {
  base::Text code;
  std::uint32_t entity = 0;
};

inline std::uint64_t place(std::uint32_t node, std::uint64_t word) { return word ^ (node * 0x9e3779b97f4a7c15ull >> 20); }

// A filter of 2^17 bits over hashes: a word whose bit is not set begins no name.
inline constexpr std::uint32_t kFilterWords = 1u << 11;
inline bool filter_has(const std::uint64_t* filter, std::uint64_t word) {
  return filter[(word >> 6) & (kFilterWords - 1)] >> (word & 63) & 1;
}
inline void filter_add(std::uint64_t* filter, std::uint64_t word) { filter[(word >> 6) & (kFilterWords - 1)] |= 1ull << (word & 63); }

}  // namespace chancery::gazetteer::layout
