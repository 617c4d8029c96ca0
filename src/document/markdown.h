// SPDX-License-Identifier: Apache-2.0
// Markdown's blocks, as CommonMark and pandoc write them. Inside this folder only. Refers to the document without owning
// it; not shared between threads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/block_text.h"
#include "document/lines.h"
#include "document/outline.h"

namespace chancery::document {

class MarkdownReader {
 public:
  explicit MarkdownReader(Document& document);
  void read();

 private:
  using Lines = std::span<const Line>;
  // Where blocks stand: in the open, in a list item, in a quotation, in a cell of a table.
  struct Place {
    int depth = 0;           // of lists and quotations around
    std::uint8_t level = 0;  // of the list item around, 0 outside of lists
    std::int32_t item = -1;  // the block of the list item around, once its first words were seen
    bool first = false;      // the next paragraph is the item's own words
    std::int32_t introduction = -1;
    std::int32_t row = -1, cell = -1;
    bool open() const { return depth == 0 && row < 0; }
  };
  using CellLines = std::vector<Line>;

  std::string_view words(const Line& line) const { return text_.substr(line.from, line.to - line.from); }
  bool starts_block(const Line& line) const;

  void blocks(Lines lines, Place& place);
  std::size_t code(Lines lines, std::size_t at, const Place& place);
  std::size_t comment(Lines lines, std::size_t at) const;
  std::size_t quotation(Lines lines, std::size_t at, Place& place);
  std::size_t item(Lines lines, std::size_t at, std::uint32_t marker, Place& place);
  std::size_t paragraph(Lines lines, std::size_t at, std::size_t blanks, Place& place);
  void heading(const Line& line, int level, bool title);
  std::int32_t add(Block block, Place& place);
  void add_words(BlockText& out, Lines lines) const;
  void add_file_name(BlockText& out, std::uint32_t from, std::uint32_t to) const;
  bool captions(Lines& lines, std::vector<Line>& rest, Place& place);

  // Tables, in markdown_table.cpp; each gives the line after it, or `at` where there is none.
  std::size_t table(Lines lines, std::size_t at, Place& place);
  std::size_t grid_table(Lines lines, std::size_t at, Place& place);
  std::size_t pipe_table(Lines lines, std::size_t at, Place& place);
  std::size_t simple_table(Lines lines, std::size_t at, Place& place);
  void head_row(std::vector<CellLines>& cells, Place& place);
  void data_row(std::vector<CellLines>& cells, Place& place);
  bool stands_in_row(const CellLines& cell) const;

  void front_matter(std::size_t& at);
  void find_title();

  Document& document_;
  const std::string_view text_;
  const std::vector<Line> lines_;
  Outline outline_;
  bool plain_headings_ = false;     // headings are short lines between blank ones (pandoc's "plain")
  std::vector<std::string> heads_;  // of the table being read
  std::string category_title_;      // of a line such as "Foreign_relations_of_X Category:…"
};

}  // namespace chancery::document
