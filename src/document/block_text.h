// SPDX-License-Identifier: Apache-2.0
// Builds a block's clean text out of runs of the document's text, and keeps where each run stands. White space is
// brought to single spaces on the way; which runs to take (markup left out) is the caller's affair.
// Refers to the document's text without owning it; not shared between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "document/document.h"

namespace chancery::document {

class BlockText {
 public:
  explicit BlockText(std::string_view source) : source_(source) {}

  // Appends the range [from, to) of the source.
  void add(std::uint32_t from, std::uint32_t to);
  // Appends characters that do not stand in the source as they are (a decoded entity).
  void put(std::string_view characters);
  // A space is due before what comes next (a line end between two lines).
  void space() {
    if (space_ == kNoSpace) space_ = kSpaceOfNone;
  }
  // A cell of a row: what is added between the two calls. It is set off from the cell before it by " | ", unless it stays empty.
  struct CellStart {
    std::uint32_t before, from;
  };
  CellStart begin_cell();
  Cell end_cell(CellStart start, std::string head);

  bool empty() const { return block_.text.empty(); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(block_.text.size()); }
  const std::string& text() const { return block_.text; }

  // The block; the builder is empty afterwards. White space at both ends is gone.
  Block take(BlockKind kind);

 private:
  static constexpr std::uint32_t kNoSpace = 0xFFFFFFFF, kSpaceOfNone = 0xFFFFFFFE;
  void flush_space();
  void piece(std::uint32_t from, std::uint32_t size);

  std::string_view source_;
  Block block_;
  std::uint32_t space_ = kNoSpace;  // a space is due: where it stands in the source, or kSpaceOfNone
};

// The bytes of the white space or of the invisible mark (byte-order mark, soft hyphen, direction mark) at `at`; 0 of
// anything else. `invisible` tells the second kind, which leaves no space behind.
std::uint32_t blank_at(std::string_view text, std::size_t at, bool& invisible);

}  // namespace chancery::document
