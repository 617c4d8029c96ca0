// SPDX-License-Identifier: Apache-2.0
// Text laid out for people in a fixed number of columns: widths by Unicode, wrapping, tables. Not for data formats.
// Plain functions and values, no shared state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::base {

// Columns that UTF-8 text takes on a terminal: wide East Asian letters two, combining and invisible marks none.
std::size_t display_width(std::string_view text);

// `text` with what could steer a terminal or turn a line around made harmless: line ends and tabs become spaces, other
// control characters and bytes that are no UTF-8 the replacement character, direction overrides vanish.
std::string printable(std::string_view text);

// `text` with each run of spaces, tabs and line ends as one space.
std::string in_a_line(std::string_view text);

// Cuts at spaces into lines of at most `width` columns; a word that is longer is cut inside. Never empty.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// `text` cut to `width` columns, ending in "…" where something was cut.
std::string shorten(std::string_view text, std::size_t width);

// A table in columns. Cells are made printable; what does not fit is wrapped inside its column.
class TextTable {
 public:
  enum class Align : unsigned char { left, right };
  void column(std::string head, Align align = Align::left);
  void row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  // Lines ended by '\n', heads underlined, at most `width` columns wide (as far as a column keeps six).
  std::string render(std::size_t width, std::size_t indent = 0) const;

 private:
  struct Column {
    std::string head;
    Align align;
  };
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace chancery::base
