// SPDX-License-Identifier: Apache-2.0
// What holds of every document, whatever bytes it was read from. Shared by the fuzz targets of the document forms.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/document.h"

namespace chancery::document {

inline void require(bool condition) {
  if (!condition) std::abort();
}

inline void read_and_check(const std::uint8_t* data, std::size_t size, const char* form) {
  Options options;
  options.form = form;
  const auto document = parse("fuzz", std::string(reinterpret_cast<const char*>(data), size), options);
  if (!document) {
    require(!document.error().message.empty());
    return;
  }
  const std::string_view text = document->text;
  require(document->code_points(static_cast<std::uint32_t>(text.size())) <= text.size());
  const auto count = static_cast<std::int32_t>(document->blocks.size());
  for (std::int32_t i = 0; i < count; ++i) {
    const Block& block = document->blocks[static_cast<std::size_t>(i)];
    std::uint32_t at = 0;
    for (const Piece& piece : block.pieces) {
      require(piece.at >= at && std::size_t{piece.at} + piece.size <= block.text.size() &&
              std::size_t{piece.from} + piece.size <= text.size());
      at = piece.at + piece.size;
      require(std::string_view(block.text).substr(piece.at, piece.size) == text.substr(piece.from, piece.size));
    }
    require(block.place(static_cast<std::uint32_t>(block.text.size())) <= text.size());
    require(block.text.empty() || (block.text.front() != ' ' && block.text.back() != ' '));
    require(block.text.find("  ") == std::string::npos);
    require(block.section < i && block.row < i && block.within < i);
    if (block.section >= 0) require(document->blocks[static_cast<std::size_t>(block.section)].kind == BlockKind::heading);
    if (block.row >= 0) {
      const Block& row = document->blocks[static_cast<std::size_t>(block.row)];
      require(row.kind == BlockKind::table_row && block.cell < static_cast<std::int32_t>(row.cells.size()));
    }
    for (const Cell& cell : block.cells) require(cell.from <= cell.to && cell.to <= block.text.size());
    if (block.kind == BlockKind::gloss) {
      require(block.within >= 0);
      require(block.offset <= document->blocks[static_cast<std::size_t>(block.within)].text.size());
    }
  }
  // The blocks hold no more than the text has, and what rows that span repeat: reading does not swell.
  std::size_t all = 0;
  for (const Block& block : document->blocks) all += block.text.size();
  require(all <= text.size() * 16 + 4096);
}

}  // namespace chancery::document
