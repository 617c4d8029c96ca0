// SPDX-License-Identifier: Apache-2.0
// What the tests of the document forms share: properties that hold of every document whatever it says.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace chancery::document {

inline void check(const Document& document) {
  std::vector<bool> said(document.text.size());
  const auto count = static_cast<std::int32_t>(document.blocks.size());
  for (std::int32_t i = 0; i < count; ++i) {
    const Block& block = document.blocks[static_cast<std::size_t>(i)];
    SCOPED_TRACE(document.path + " block " + std::to_string(i) + ": " + block.text.substr(0, 60));
    // Pieces are in order, inside, and say what the document says there.
    std::uint32_t at = 0;
    for (const Piece& piece : block.pieces) {
      ASSERT_GE(piece.at, at);
      ASSERT_TRUE(piece.size > 0 || (block.text.empty() && block.kind == BlockKind::table_row));
      at = piece.at + piece.size;
      ASSERT_LE(at, block.text.size());
      ASSERT_LE(std::size_t{piece.from} + piece.size, document.text.size());
      ASSERT_EQ(std::string_view(block.text).substr(piece.at, piece.size), std::string_view(document.text).substr(piece.from, piece.size));
      ASSERT_EQ(block.place(piece.at), piece.from);
      ASSERT_EQ(block.place_end(at), piece.from + piece.size);
    }
    // Clean text: no white space at its ends, none doubled.
    if (!block.text.empty()) {
      ASSERT_NE(block.text.front(), ' ');
      ASSERT_NE(block.text.back(), ' ');
    }
    ASSERT_EQ(block.text.find("  "), std::string::npos);
    ASSERT_EQ(block.text.find('\n'), std::string::npos);
    ASSERT_EQ(block.text.find("\xC2\xA0"), std::string::npos);
    // References lead to blocks of the right kind that stand before.
    ASSERT_LT(block.section, i);
    ASSERT_LT(block.row, i);
    ASSERT_LT(block.within, i);
    if (block.section >= 0) {
      ASSERT_EQ(document.blocks[static_cast<std::size_t>(block.section)].kind, BlockKind::heading);
    }
    if (block.row >= 0) {
      const Block& row = document.blocks[static_cast<std::size_t>(block.row)];
      ASSERT_EQ(row.kind, BlockKind::table_row);
      ASSERT_LT(block.cell, static_cast<std::int32_t>(row.cells.size()));
    }
    if (block.kind == BlockKind::gloss) {
      ASSERT_GE(block.within, 0);
      ASSERT_LE(block.offset, document.blocks[static_cast<std::size_t>(block.within)].text.size());
    }
    for (const Cell& cell : block.cells) {
      ASSERT_LE(cell.from, cell.to);
      ASSERT_LE(cell.to, block.text.size());
    }
    // Nothing is said in two blocks. (A cell that spans rows stands in each of them.)
    if (block.kind == BlockKind::table_row) continue;
    for (const Piece& piece : block.pieces) {
      for (std::uint32_t byte = piece.from; byte < piece.from + piece.size; ++byte) {
        ASSERT_FALSE(said[byte]) << "byte " << byte << " is said twice";
        said[byte] = true;
      }
    }
  }
}

inline Document read(const std::string& text, const std::string& form = {}) {
  Options options;
  options.form = form;
  auto document = parse("test", text, options);
  EXPECT_TRUE(document);
  if (!document) return {};
  check(*document);
  return std::move(*document);
}

// "kind text" of each block that is not silent, for short comparisons.
inline std::vector<std::string> shown(const Document& document) {
  static constexpr const char* kKinds[] = {"heading", "paragraph", "item", "row", "caption", "gloss"};
  std::vector<std::string> lines;
  for (const Block& block : document.blocks)
    if (!block.silent) lines.push_back(std::string(kKinds[static_cast<int>(block.kind)]) + " " + block.text);
  return lines;
}

}  // namespace chancery::document
