// SPDX-License-Identifier: Apache-2.0
// Where words stand in a document: a quotation that somebody else hands in is looked for, white space run for white space run, as
// it stands in the file or as a block shows it. Plain functions; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace chancery::reading {

struct Place {
  std::uint32_t from, to;  // bytes of the document's text, half-open
  bool operator==(const Place&) const = default;
};

struct QuotePlaces {
  std::vector<Place> places;  // the first few, in order
  Place longest{};            // where none is: the longest start of it that stands somewhere
};

QuotePlaces find_quote(const document::Document& document, std::string_view quote);

// The byte at which the code point number `point` starts; of the number of all code points, the end. False where there are fewer.
bool byte_of(const document::Document& document, std::uint64_t point, std::uint32_t& byte);

// `text` with each run of white space (no-break spaces too) as one space, and none at its ends.
std::string in_one_line(std::string_view text);

}  // namespace chancery::reading
