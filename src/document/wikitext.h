// SPDX-License-Identifier: Apache-2.0
// Wikitext: what its brackets enclose, found in one pass, and what its inline markup shows. Inside this folder only.
// Both refer to the text without owning it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/block_text.h"

namespace chancery::document {

// The comments, references, templates and links of a text: half-open ranges of bytes, in order of their first byte. A range is inside
// another or apart from it. What is never closed is no range.
class Wikispans {
 public:
  enum Kind : std::uint8_t { comment, reference, template_, link };
  struct Span {
    std::uint32_t from, to;
    Kind kind;
  };

  explicit Wikispans(std::string_view text);

  const std::vector<Span>& all() const { return spans_; }
  // The range that begins at this byte; null where none does.
  const Span* at(std::uint32_t byte) const;
  // The first of `marks` in [from, to) outside all ranges that begin there; `to` where there is none.
  std::uint32_t find(std::string_view text, std::uint32_t from, std::uint32_t to, std::string_view marks) const;

 private:
  std::vector<Span> spans_;
};

// Appends what [from, to) shows: links by their label, flags and dates by what they name; notes, references and comments not at all.
void add_wikitext(BlockText& out, std::string_view source, const Wikispans& spans, std::uint32_t from, std::uint32_t to);

}  // namespace chancery::document
