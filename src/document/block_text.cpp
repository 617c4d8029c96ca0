// SPDX-License-Identifier: Apache-2.0
#include "document/block_text.h"

#include <array>
#include <utility>

namespace chancery::document {
namespace {

// Bytes that white space or an invisible mark can begin with.
constexpr std::array<bool, 256> kMaybeBlank = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c <= 0x20; ++c) table[c] = true;
  table[0x7F] = table[0xC2] = table[0xE2] = table[0xE3] = table[0xEF] = true;
  return table;
}();

}  // namespace

std::uint32_t blank_at(std::string_view text, std::size_t at, bool& invisible) {
  invisible = false;
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint8_t{0}; };
  const std::uint8_t first = byte(0);
  if (at < text.size() && (first <= 0x20 || first == 0x7F)) return 1;
  if (first == 0xC2) {
    if (byte(1) == 0xA0 || byte(1) == 0x85) return 2;
    if (byte(1) == 0xAD) return invisible = true, 2;
  } else if (first == 0xE2 && byte(1) == 0x80) {
    const std::uint8_t last = byte(2);
    if ((last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF) return 3;
    if (last == 0x8B || last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE)) return invisible = true, 3;
  } else if (first == 0xE2 && byte(1) == 0x81) {
    if (byte(2) == 0x9F) return 3;
    if (byte(2) == 0xA0) return invisible = true, 3;
  } else if (first == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {
    return 3;
  } else if (first == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) {
    return invisible = true, 3;
  }
  return 0;
}

void BlockText::piece(std::uint32_t from, std::uint32_t size) {
  const std::uint32_t at = this->size();
  block_.text.append(source_.substr(from, size));
  if (!block_.pieces.empty()) {
    Piece& last = block_.pieces.back();
    if (last.at + last.size == at && last.from + last.size == from) {
      last.size += size;
      return;
    }
  }
  block_.pieces.push_back({at, from, size});
}

void BlockText::flush_space() {
  if (space_ == kNoSpace) return;
  if (!block_.text.empty() && block_.text.back() != ' ') {
    if (space_ == kSpaceOfNone) {
      block_.text += ' ';
    } else {
      piece(space_, 1);
    }
  }
  space_ = kNoSpace;
}

void BlockText::add(std::uint32_t from, std::uint32_t to) {
  const char* const bytes = source_.data();
  std::uint32_t start = from, at = from;
  const std::string_view within = source_.substr(0, to);
  while (at < to) {
    if (!kMaybeBlank[static_cast<std::uint8_t>(bytes[at])]) {
      ++at;
      continue;
    }
    // A single plain space between two words stays in the run.
    if (bytes[at] == ' ' && at > start && at + 1 < to && !kMaybeBlank[static_cast<std::uint8_t>(bytes[at + 1])]) {
      at += 2;
      continue;
    }
    bool invisible;
    const std::uint32_t size = blank_at(within, at, invisible);
    if (size == 0) {
      ++at;
      continue;
    }
    if (at > start) {
      flush_space();
      piece(start, at - start);
    }
    if (!invisible && space_ == kNoSpace) space_ = bytes[at] == ' ' ? at : kSpaceOfNone;
    at += size;
    start = at;
  }
  if (at > start) {
    flush_space();
    piece(start, to - start);
  }
}

void BlockText::put(std::string_view characters) {
  bool invisible;
  if (blank_at(characters, 0, invisible) == characters.size() && !characters.empty()) {
    if (!invisible) space();
    return;
  }
  flush_space();
  block_.text += characters;
}

BlockText::CellStart BlockText::begin_cell() {
  space_ = kNoSpace;
  const std::uint32_t before = size();
  if (before > 0) block_.text += " | ";
  return {before, size()};
}

Cell BlockText::end_cell(CellStart start, std::string head) {
  space_ = kNoSpace;
  if (size() == start.from) {
    block_.text.resize(start.before);
    start.from = start.before;
  }
  return {start.from, size(), std::move(head)};
}

Block BlockText::take(BlockKind kind) {
  space_ = kNoSpace;
  Block block = std::exchange(block_, Block{});
  block.kind = kind;
  return block;
}

}  // namespace chancery::document
