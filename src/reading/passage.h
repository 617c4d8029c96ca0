// SPDX-License-Identifier: Apache-2.0
// What the words around a place of a document name: the sentences it stands in and beside, and what leads to them (headings, a
// table's title and heads, a list's introduction). Not for what they state. Plain values; thread-safe.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "reading/quotes.h"
#include "reading/reader.h"

namespace chancery::reading {

struct Passage {
  struct Word {
    std::string text;
    std::uint8_t guard;  // bits of Guard
  };
  model::Scope scope = model::Scope::body;
  bool read = false;                 // a block that makes statements stands there
  std::set<std::uint32_t> entities;  // of the gazetteer, in any reading of a name; with a city, its state
  std::set<std::uint64_t> words;     // folded hashes
  std::vector<double> numbers;
  std::vector<std::string> dates;    // EDTF
  std::vector<Word> guards;          // words at the place, or before it in its clause, that make it less than an assertion

  // Whether its words are all there; of a person's name, the last.
  bool has_words(std::string_view text, bool last_only = false) const;
};

// `published`: EDTF, what relative dates may count from.
Passage passage(const Reader& reader, const document::Document& document, const Place& place, const std::string& published);

}  // namespace chancery::reading
