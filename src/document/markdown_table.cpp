// SPDX-License-Identifier: Apache-2.0
// Markdown's tables: grid, pipe and simple ones. A row is one block with the cells that are short; what a cell says in
// sentences or lists stands in blocks of its own that name the row.
#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/encoding.h"
#include "document/forms.h"
#include "document/markdown.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::size_t kMostColumns = 512;  // a wider "table" is no table

bool grid_line(std::string_view words) {
  return words.size() >= 3 && words[0] == '+' && (words[1] == '-' || words[1] == '=' || words[1] == ':');
}

// A whole separator of a grid table: nothing but its marks.
bool grid_separator(std::string_view words) { return grid_line(words) && words.find_first_not_of("+-=:") == std::string_view::npos; }

// Columns that a character takes in a font of fixed width.
std::uint32_t width(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  if (c < 0x300) return 1;
  const int8_t type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int wide = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
}

Line trimmed_line(std::string_view text, std::uint32_t from, std::uint32_t to) {
  Line line{from, to, 0};
  while (line.from < line.to && (text[line.from] == ' ' || text[line.from] == '\t')) ++line.from, ++line.indent;
  while (line.to > line.from && (text[line.to - 1] == ' ' || text[line.to - 1] == '\t')) --line.to;
  if (line.indent > 0) --line.indent;  // the space that pads every cell
  if (line.blank()) line.indent = 0;
  return line;
}

bool pipe_separator(std::string_view words) {
  if (words.find('-') == std::string_view::npos || words.find('|') == std::string_view::npos) return false;
  return words.find_first_not_of("|-: \t+") == std::string_view::npos;
}

// "-----  ---- ------": columns of a simple table.
bool dashes(std::string_view words) {
  return words.size() >= 3 && words[0] == '-' && words.find("--") != std::string_view::npos &&
         words.find_first_not_of("- ") == std::string_view::npos;
}

}  // namespace

std::size_t MarkdownReader::table(Lines lines, std::size_t at, Place& place) {
  const std::string_view w = words(lines[at]);
  if (place.row >= 0) return at;  // a table in a cell is read as its text
  std::size_t end = at;
  const std::int32_t first_row = outline_.next();
  if (grid_line(w)) {
    end = grid_table(lines, at, place);
  } else if (at + 1 < lines.size() && w.find('|') != std::string_view::npos && pipe_separator(words(lines[at + 1]))) {
    end = pipe_table(lines, at, place);
  } else if (dashes(w) ||
             (at + 1 < lines.size() && dashes(words(lines[at + 1])) && words(lines[at + 1]).find(' ') != std::string_view::npos)) {
    end = simple_table(lines, at, place);
  }
  if (end == at) return at;
  heads_.clear();
  // A caption under the table: ": words" or "Table: words".
  std::size_t next = end;
  while (next < lines.size() && lines[next].blank()) ++next;
  if (next < lines.size() && (words(lines[next]).starts_with(": ") || words(lines[next]).starts_with("Table: "))) {
    Line caption = lines[next];
    caption.from = static_cast<std::uint32_t>(text_.find(':', caption.from)) + 1;
    BlockText shown(text_);
    add_markdown(shown, text_, caption.from, caption.to);
    Block block = shown.take(BlockKind::caption);
    for (std::int32_t i = first_row; i < outline_.next(); ++i)
      if (outline_[i].kind == BlockKind::table_row) outline_[i].title = block.text;
    if (!block.text.empty()) outline_.add(std::move(block));
    end = next + 1;
  }
  return end;
}

// Whether a cell is short enough to stand in its row's own text.
bool MarkdownReader::stands_in_row(const CellLines& cell) const {
  std::size_t size = 0;
  bool ended = false;
  for (const Line& line : cell) {
    if (line.blank()) {
      ended = ended || size > 0;
      continue;
    }
    if (ended || starts_block(line)) return false;
    size += line.to - line.from;
    if (size > 400) return false;
  }
  BlockText shown(text_);
  for (const Line& line : cell) {
    shown.space();
    add_markdown(shown, text_, line.from, line.to);
  }
  const std::string& text = shown.text();
  if (text.find("]]") != std::string::npos) return false;
  const std::size_t count = word_count(text);
  if (count <= 3) return true;
  if (ends_sentence(text)) return false;
  if (count <= 8) return true;
  // A long cell with a small word that is not one of those in names: it says something.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find(' ', at), text.size());
    const std::string_view word = std::string_view(text).substr(at, stop - at);
    if (word.size() > 3 && starts_with_lower(word) && word != "from" && word != "with") return false;
    at = stop + 1;
  }
  return true;
}

void MarkdownReader::head_row(std::vector<CellLines>& cells, Place& place) {
  heads_.clear();
  BlockText row(text_);
  std::vector<Cell> places;
  for (const CellLines& cell : cells) {
    const auto start = row.begin_cell();
    for (const Line& line : cell) {
      row.space();
      add_markdown(row, text_, line.from, line.to);
    }
    places.push_back(row.end_cell(start, {}));
    heads_.push_back(row.text().substr(places.back().from));
  }
  Block block = row.take(BlockKind::table_row);
  block.cells = std::move(places);
  block.silent = true;
  block.row = place.row;
  if (!block.text.empty()) outline_.add(std::move(block));
}

void MarkdownReader::data_row(std::vector<CellLines>& cells, Place& place) {
  BlockText row(text_);
  std::vector<Cell> places;
  std::vector<std::size_t> apart;
  bool any_words = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellLines& cell = cells[i];
    const bool any = std::any_of(cell.begin(), cell.end(), [](const Line& line) { return !line.blank(); });
    any_words = any_words || any;
    const bool here = any && stands_in_row(cell);
    if (any && !here) apart.push_back(i);
    const auto start = row.begin_cell();
    if (here) {
      for (const Line& line : cell) {
        row.space();
        add_markdown(row, text_, line.from, line.to);
      }
    }
    places.push_back(row.end_cell(start, i < heads_.size() ? heads_[i] : std::string()));
  }
  if (!any_words) return;
  Block block = row.take(BlockKind::table_row);
  if (block.pieces.empty()) {  // all its cells stand apart: an empty piece keeps its place
    for (std::size_t i = cells.size(); i-- > 0;)
      if (!cells[i].empty()) block.pieces = {{0, cells[i].front().from, 0}};
  }
  block.cells = std::move(places);
  const std::int32_t index = outline_.add(std::move(block));
  for (std::size_t i : apart) {
    Place inside;
    inside.depth = place.depth + 1;
    inside.row = index;
    inside.cell = static_cast<std::int32_t>(i);
    blocks(cells[i], inside);
  }
}

std::size_t MarkdownReader::grid_table(Lines lines, std::size_t at, Place& place) {
  std::size_t end = at;
  while (end < lines.size() && !lines[end].blank() && (words(lines[end])[0] == '|' || grid_line(words(lines[end])))) ++end;
  if (end - at < 3 || !grid_separator(words(lines[at]))) return at;

  // Columns are where any separator has its "+".
  std::vector<std::uint32_t> columns;
  bool headed = false;
  for (std::size_t i = at; i < end; ++i) {
    const std::string_view w = words(lines[i]);
    if (!grid_separator(w)) continue;
    headed = headed || w.find('=') != std::string_view::npos;
    std::vector<std::uint32_t> here;
    for (std::size_t found = w.find('+'); found != std::string_view::npos && here.size() <= kMostColumns; found = w.find('+', found + 1))
      here.push_back(static_cast<std::uint32_t>(found));
    if (here.size() > kMostColumns) return at;
    if (std::includes(columns.begin(), columns.end(), here.begin(), here.end())) continue;
    std::vector<std::uint32_t> both;
    std::set_union(columns.begin(), columns.end(), here.begin(), here.end(), std::back_inserter(both));
    if (both.size() > kMostColumns) return at;
    columns = std::move(both);
  }
  if (columns.size() < 2) return at;

  std::vector<CellLines> cells(columns.size() - 1);
  bool in_head = headed;
  std::vector<std::uint32_t> cuts;  // bytes of a line's cell borders, one a column; 0 where the line has none there
  auto cut = [&](const Line& line) {
    cuts.assign(columns.size(), 0);
    std::uint32_t column = 0;
    std::size_t next = 0, bars = 0;
    bool fits = true;
    for (std::uint32_t byte = line.from; byte < line.to && next < columns.size();) {
      std::size_t size = 1;
      const char c = text_[byte];
      const std::uint32_t wide = static_cast<unsigned char>(c) < 0x80 ? 1 : width(base::code_point(text_.substr(0, line.to), byte, size));
      if (column >= columns[next]) {
        // A cell that spans columns has no border there.
        if (column == columns[next] && (c == '|' || c == '+')) {
          cuts[next] = byte + 1;
          ++bars;
        } else if (column > columns[next]) {
          fits = false;
        }
        ++next;
      }
      column += wide;
      byte += static_cast<std::uint32_t>(size);
    }
    if (fits && bars >= 2 && cuts[0] != 0) return;
    // Columns were counted in another way: as many bars as columns tell as well.
    std::size_t count = 0;
    for (std::uint32_t byte = line.from; byte < line.to && count <= columns.size(); ++byte) {
      if (text_[byte] != '|') continue;
      if (count < columns.size()) cuts[count] = byte + 1;
      ++count;
    }
    if (count != columns.size() && count < columns.size()) std::fill(cuts.begin() + static_cast<std::ptrdiff_t>(count), cuts.end(), 0);
  };

  std::vector<bool> carried(cells.size(), false);
  // `closed` tells which columns' cells end here (all of them, if empty). The others span rows: what is short of them
  // stands in each row, what says something in the first alone.
  auto finish = [&](const std::vector<bool>& closed) {
    std::vector<CellLines> row = cells;
    for (std::size_t c = 0; c < row.size(); ++c)
      if (carried[c] && !stands_in_row(row[c])) row[c].clear();
    while (!row.empty() && row.back().empty()) row.pop_back();
    if (in_head) {
      head_row(row, place);
    } else {
      data_row(row, place);
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
      carried[c] = !closed.empty() && !closed[c] && cells[c].size() <= 8;
      if (!carried[c]) cells[c].clear();
    }
  };
  auto any_words = [&] { return std::any_of(cells.begin(), cells.end(), [](const CellLines& cell) { return !cell.empty(); }); };
  struct Span {
    std::size_t column, until;  // of the table's columns, half-open
    std::uint32_t from, to;     // bytes
    bool rule;                  // a part of a separator
  };
  std::vector<Span> spans;
  for (std::size_t i = at; i < end; ++i) {
    const Line& line = lines[i];
    if (grid_separator(words(line))) {
      if (any_words()) finish({});
      if (words(line).find('=') != std::string_view::npos) in_head = false;
      continue;
    }
    cut(line);
    spans.clear();
    std::size_t column = columns.size();
    std::vector<bool> closed;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (cuts[c] == 0) continue;
      if (column < c) {
        Span span{column, c, cuts[column], cuts[c] - 1, false};
        const std::string_view content = text_.substr(span.from, span.to - span.from);
        span.rule = content.size() >= 3 && content.find_first_not_of("-=:+") == std::string_view::npos;
        if (span.rule) {
          closed.resize(cells.size(), false);
          std::fill(closed.begin() + static_cast<std::ptrdiff_t>(column), closed.begin() + static_cast<std::ptrdiff_t>(c), true);
        }
        spans.push_back(span);
      }
      column = c;
    }
    if (!closed.empty() && any_words()) finish(closed);
    for (const Span& span : spans) {
      if (span.rule) continue;
      const Line inner = trimmed_line(text_, span.from, span.to);
      if (!inner.blank() || !cells[span.column].empty()) cells[span.column].push_back(inner);
    }
  }
  if (any_words()) finish({});
  return end;
}

std::size_t MarkdownReader::pipe_table(Lines lines, std::size_t at, Place& place) {
  auto split = [&](const Line& line, std::vector<CellLines>& cells) {
    cells.clear();
    std::uint32_t from = line.from;
    if (text_[from] == '|') ++from;
    for (std::uint32_t byte = from; byte <= line.to && cells.size() < kMostColumns; ++byte) {
      if (byte < line.to && text_[byte] == '\\') {
        ++byte;
        continue;
      }
      if (byte < line.to && text_[byte] != '|') continue;
      if (byte == line.to && from == line.to) break;  // the row's last bar
      Line inner = trimmed_line(text_, from, std::min(byte, line.to));
      inner.indent = 0;
      cells.push_back({inner});
      from = byte + 1;
    }
  };
  std::vector<CellLines> cells;
  split(lines[at], cells);
  head_row(cells, place);
  std::size_t end = at + 2;
  for (; end < lines.size() && !lines[end].blank() && words(lines[end]).find('|') != std::string_view::npos; ++end) {
    split(lines[end], cells);
    data_row(cells, place);
  }
  return end;
}

std::size_t MarkdownReader::simple_table(Lines lines, std::size_t at, Place& place) {
  // Either heads over dashes, or dashes (all across, or by column) over everything.
  std::size_t rule = at;
  const bool ruled = dashes(words(lines[at]));
  const bool across = ruled && words(lines[at]).find(' ') == std::string_view::npos;
  if (!ruled) {
    rule = at + 1;
  } else if (across) {
    rule = at + 1;
    while (rule < lines.size() && rule < at + 10 && !(dashes(words(lines[rule])) && words(lines[rule]).find(' ') != std::string_view::npos))
      ++rule;
    if (rule >= lines.size() || rule >= at + 10) return at;
  }
  const Line& columns = lines[rule];
  if (words(columns).find(' ') == std::string_view::npos) return at;
  std::vector<std::uint32_t> starts;  // in columns of the page
  for (std::uint32_t byte = columns.from; byte < columns.to; ++byte)
    if (text_[byte] == '-' && (byte == columns.from || text_[byte - 1] == ' ')) starts.push_back(columns.indent + byte - columns.from);
  if (starts.size() < 2 || starts.size() > kMostColumns) return at;
  // Where the table ends: at dashes again, else at a blank line.
  std::size_t end = rule + 1;
  bool closed = false;
  if (ruled) {
    while (end < lines.size() && !dashes(words(lines[end]))) ++end;
    closed = end < lines.size() && dashes(words(lines[end]));
    if (!closed) return at;
  } else {
    while (end < lines.size() && !lines[end].blank() && !dashes(words(lines[end]))) ++end;
  }
  if (end == rule + 1) return at;
  auto split = [&](const Line& line, std::vector<CellLines>& cells) {
    if (cells.empty()) cells.resize(starts.size());
    std::uint32_t column = line.indent, from = line.from;
    std::size_t c = 0;
    while (c + 1 < starts.size() && column >= starts[c + 1]) ++c;
    for (std::uint32_t byte = line.from; byte <= line.to;) {
      if (byte == line.to || (c + 1 < starts.size() && column >= starts[c + 1])) {
        Line inner = trimmed_line(text_, from, byte);
        inner.indent = 0;
        if (!inner.blank()) cells[c].push_back(inner);
        from = byte;
        if (byte == line.to) break;
        while (c + 1 < starts.size() && column >= starts[c + 1]) ++c;
        continue;
      }
      std::size_t size = 1;
      column += static_cast<unsigned char>(text_[byte]) < 0x80 ? 1 : width(base::code_point(text_.substr(0, line.to), byte, size));
      byte += static_cast<std::uint32_t>(size);
    }
  };
  std::vector<CellLines> cells;
  const std::size_t heads_from = across ? at + 1 : at;
  for (std::size_t i = heads_from; i < rule; ++i)
    if (!lines[i].blank()) split(lines[i], cells);
  if (!cells.empty()) head_row(cells, place);
  cells.clear();
  for (std::size_t i = rule + 1; i < end; ++i) {
    if (!lines[i].blank()) split(lines[i], cells);
    // Rows of a multi-line table are parted by blank lines, of a simple one by line ends.
    const bool row_ends = !across || lines[i].blank() || i + 1 == end;
    if (row_ends && !cells.empty()) {
      data_row(cells, place);
      cells.clear();
    }
  }
  return closed ? end + 1 : end;
}

}  // namespace chancery::document
