// SPDX-License-Identifier: Apache-2.0
// Plain text: prose of a line a paragraph or of wrapped lines, and the text of rendered pages with their furniture (fact
// boxes, tables with a line a cell, contents, captions between blank lines, "[edit]").
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/forms.h"
#include "document/lines.h"
#include "document/outline.h"
#include "document/pages.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// The key that a sortable cell shows before its value ("000000001992-02-18-000018 February 1992", "7001580000000000000♠58%"): its bytes.
std::uint32_t sort_key(std::string_view words) {
  std::size_t digits = 0;
  while (digits < words.size() && digit(words[digits])) ++digits;
  if (digits >= 10 && words.substr(digits).starts_with("\xE2\x99\xA0")) return static_cast<std::uint32_t>(digits + 3);
  // Eight zeros and a year, then -MM-DD-0000.
  if (digits < 12 || words.size() < digits + 11) return 0;
  const std::string_view rest = words.substr(digits, 11);
  const bool shape = rest[0] == '-' && digit(rest[1]) && digit(rest[2]) && rest[3] == '-' && digit(rest[4]) && digit(rest[5]) &&
                     rest[6] == '-' && digit(rest[7]) && digit(rest[8]) && digit(rest[9]) && digit(rest[10]);
  return shape ? static_cast<std::uint32_t>(digits + 11) : 0;
}

// "2.1 Member states" of a contents list: the level (dots and 1), and where the words begin; 0 where it is none.
int contents_level(std::string_view words, std::size_t& from) {
  int level = 1;
  std::size_t at = 0;
  while (at < words.size() && (digit(words[at]) || words[at] == '.')) {
    if (words[at] == '.') ++level;
    ++at;
  }
  if (at == 0 || at > 12 || at >= words.size() || words[at] != ' ' || !digit(words[0]) || !digit(words[at - 1])) return 0;
  while (at < words.size() && words[at] == ' ') ++at;
  from = at;
  return level;
}

// Lines that lead elsewhere and say nothing.
bool leads_elsewhere(std::string_view words) {
  for (std::string_view start : {"Main article: ", "Main articles: ", "See also: ", "Further information: ", "For other uses, see ",
                                 "Not to be confused with ", "Main page: ", "This article is about ", "For the ", "Part of a series on",
                                 "Wikimedia Commons has", "Retrieved from ", "Categories: ", "Coordinates: "}) {
    if (!words.starts_with(start)) continue;
    return start != "For the " || words.find(", see ") != std::string_view::npos;
  }
  return words.find("\" redirects here") != std::string_view::npos || words.find("\xE2\x80\x9D redirects here") != std::string_view::npos;
}

class TextReader {
 public:
  explicit TextReader(Document& document) : document_(document), text_(document.text), lines_(lines_of(text_)), outline_(document) {
    paged_ = drop_page_furniture(text_, lines_);
  }
  void read();

 private:
  std::string_view words(std::size_t i) const { return text_.substr(lines_[i].from, lines_[i].to - lines_[i].from); }
  bool blank(std::size_t i) const { return i >= lines_.size() || lines_[i].blank(); }
  std::size_t after_blanks(std::size_t i) const {
    while (i < lines_.size() && lines_[i].blank()) ++i;
    return i;
  }
  static std::string_view without_edit(std::string_view words) {
    if (words.ends_with("[edit]")) words.remove_suffix(6);
    return trimmed(words);
  }

  void survey();
  std::string subject() const;
  bool prose(std::size_t i) const;
  std::size_t contents(std::size_t i);
  int heading_level(std::size_t i, std::size_t blanks) const;
  std::size_t table(std::size_t i);
  std::size_t fact_box(std::size_t i);
  std::size_t group(std::size_t i, std::size_t blanks);
  void add_line(BlockText& out, std::size_t i) const;
  void emit(BlockText& out, BlockKind kind, bool silent = false);
  bool sentence_cell(std::size_t i) const;
  void table_row(const std::vector<std::pair<std::size_t, int>>& lines, const std::vector<std::string>& heads);

  Document& document_;
  const std::string_view text_;
  std::vector<Line> lines_;
  Outline outline_;
  bool paged_ = false;     // form feeds part pages
  bool wrapped_ = false;   // lines are as wide as the page: blank lines part paragraphs
  bool rendered_ = false;  // a page's text, with its furniture
  bool edit_marks_ = false;
  std::unordered_map<std::string_view, int> contents_;  // headings that the contents list names, with their level
  std::size_t first_prose_ = 0;                         // the first line that is a paragraph of prose
  std::int32_t introduction_ = -1;
  std::string box_title_;  // of the keys of a fact box that follow
};

bool TextReader::prose(std::size_t i) const {
  const std::string_view w = words(i);
  return w.size() >= 80 && word_count(w) >= 12;
}

// What kind of text this is, from all its lines.
void TextReader::survey() {
  std::size_t full = 0, wide = 0, within = 0, several_blanks = 0, blanks = 0, hatnotes = 0;
  first_prose_ = lines_.size();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].blank()) {
      if (++blanks == 3) ++several_blanks;
      continue;
    }
    blanks = 0;
    const std::uint32_t size = lines_[i].to - lines_[i].from + lines_[i].indent;
    ++full;
    if (size > 100) ++wide;
    if (!blank(i + 1) && size >= 45) ++within;
    const std::string_view w = words(i);
    if (w.ends_with("[edit]")) edit_marks_ = true;
    if (w.starts_with("Main article: ")) ++hatnotes;
    if (first_prose_ == lines_.size() && prose(i) && ends_sentence(w)) first_prose_ = i;
  }
  // Wrapped: hardly a line is wider than a page, and most long lines have a next line right below. Pages are always.
  wrapped_ = paged_ || (full >= 4 && wide * 50 <= full && within * 3 >= full);
  rendered_ = edit_marks_ || hatnotes > 0 || several_blanks >= 3;
}

void TextReader::add_line(BlockText& out, std::size_t i) const {
  add_unmarked(out, text_, lines_[i].from + sort_key(words(i)), lines_[i].to);
}

void TextReader::emit(BlockText& out, BlockKind kind, bool silent) {
  if (out.empty()) return;
  Block block = out.take(kind);
  block.silent = silent;
  block.cut = block.text.ends_with("...") || block.text.ends_with("\xE2\x80\xA6");
  if (kind == BlockKind::list_item) {
    block.level = 1;
    block.within = introduction_;
  }
  const bool introduces = kind == BlockKind::paragraph && block.text.ends_with(':');
  const std::int32_t index = outline_.add(std::move(block));
  if (kind != BlockKind::list_item) introduction_ = introduces ? index : -1;
}

// "Contents" and the numbered lines under it. The line after them, or `i` where there is no such list.
std::size_t TextReader::contents(std::size_t i) {
  if (words(i) != "Contents" && words(i) != "Table of contents") return i;
  std::size_t end = i + 1, found = 0;
  for (std::size_t at = after_blanks(i + 1); at < lines_.size(); at = after_blanks(at + 1)) {
    std::size_t from;
    const int level = contents_level(words(at), from);
    if (level == 0) break;
    contents_.try_emplace(words(at).substr(from), level);
    ++found;
    end = at + 1;
  }
  if (found < 2) return i;
  rendered_ = true;
  for (std::size_t at = i; at < end; ++at) {
    if (lines_[at].blank()) continue;
    BlockText shown(text_);
    shown.add(lines_[at].from, lines_[at].to);
    emit(shown, BlockKind::paragraph, true);
  }
  return end;
}

// The level of the heading at this line, 0 where it is none.
int TextReader::heading_level(std::size_t i, std::size_t blanks) const {
  const std::string_view whole = words(i), w = without_edit(whole);
  if (w.size() > 160) return 0;
  // "== Wikitext ==" shows its level itself.
  if (w.size() > 4 && w[0] == '=' && w.back() == '=') {
    std::size_t level = 0;
    while (level < w.size() / 2 && w[level] == '=' && w[w.size() - 1 - level] == '=') ++level;
    return static_cast<int>(std::min<std::size_t>(level, 6));
  }
  if (const auto known = contents_.find(w); known != contents_.end()) {
    // The same words can be a table's head: then a short line stands right above, and more below.
    const bool in_group = i > 0 && blanks == 0 && lines_[i - 1].to - lines_[i - 1].from < 60 && !ends_sentence(words(i - 1)) &&
                          !contents_.contains(without_edit(words(i - 1)));
    if (!in_group || whole.ends_with("[edit]")) return known->second + 1;
    return 0;
  }
  if (whole.ends_with("[edit]")) return 2;
  if (edit_marks_ || !contents_.empty()) return 0;  // the page marks its headings
  if (!heading_shape(w) || lines_[i].indent > 0 || w.find('|') != std::string_view::npos) return 0;
  const std::size_t next = after_blanks(i + 1);
  if (next >= lines_.size()) return 0;
  if (leads_elsewhere(words(next)) && next == i + 1) return 2;
  if (names_silent_section(w) && blanks > 0) return 2;
  if (rendered_) return 0;
  // Alone between blank lines, or at least over a paragraph that is longer.
  if (!blank(i + 1) && (wrapped_ || blanks == 0)) return 0;
  if (i > 0 && blanks == 0) return 0;
  const std::size_t longer = lines_[next].to - lines_[next].from;
  return w.size() <= 80 && (longer > w.size() + 20 || ends_sentence(words(next)) || heading_shape(words(next))) ? 2 : 0;
}

// Whether a line of a table's cell says something of its own.
bool TextReader::sentence_cell(std::size_t i) const {
  const std::string_view w = words(i);
  const std::size_t count = word_count(w);
  return count > 3 && (ends_sentence(w) || count > 12);
}

// One row: each line a cell, with the index of its head, or -1.
void TextReader::table_row(const std::vector<std::pair<std::size_t, int>>& lines, const std::vector<std::string>& heads) {
  BlockText row(text_);
  std::vector<Cell> places;
  std::vector<std::size_t> apart;
  for (const auto& [line, head] : lines) {
    const auto start = row.begin_cell();
    if (sentence_cell(line)) {
      apart.push_back(places.size());
    } else {
      add_line(row, line);
    }
    places.push_back(row.end_cell(start, head < 0 ? std::string() : heads[static_cast<std::size_t>(head)]));
  }
  Block block = row.take(BlockKind::table_row);
  if (block.pieces.empty()) block.pieces = {{0, lines_[lines.front().first].from, 0}};
  block.cells = std::move(places);
  introduction_ = -1;
  const std::int32_t index = outline_.add(std::move(block));
  for (std::size_t cell : apart) {
    BlockText shown(text_);
    add_line(shown, lines[cell].first);
    if (shown.empty()) continue;
    Block said = shown.take(BlockKind::paragraph);
    said.row = index;
    said.cell = static_cast<std::int32_t>(cell);
    outline_.add(std::move(said));
  }
}

// A table with a line a cell: the heads, then rows, two blank lines or more between. An empty cell is an empty line, and a cell can have
// several lines. The line after the table, or `i` where there is none.
std::size_t TextReader::table(std::size_t i) {
  if (!rendered_ || (i < first_prose_ && first_prose_ < lines_.size())) return i;
  constexpr std::size_t kMostColumns = 12, kMostLines = 60;
  std::size_t count = 0;
  while (count <= kMostColumns && !blank(i + count)) {
    const std::string_view w = words(i + count);
    if (w.size() > 60 || ends_sentence(w) || !(starts_with_capital(trimmed(w)) || digit(w[0]) || w[0] == '#')) return i;
    ++count;
  }
  if (count < 2 || count > kMostColumns || !blank(i + count) || !blank(i + count + 1)) return i;

  struct Row {
    std::size_t from, to;
    bool exact;  // as many lines as there are heads
  };
  std::vector<Row> rows;
  std::size_t at = i + count;
  std::size_t exact_rows = 0;
  for (;;) {
    const std::size_t from = after_blanks(at);
    if (from >= lines_.size() || from < at + 2 || from > at + 3 + count) break;
    const std::string_view first = words(from);
    if (first.size() > 80 || first.ends_with("[edit]") || contents_.contains(trimmed(first)) || sentence_cell(from)) break;
    std::size_t to = from;
    while (to < from + kMostLines && !(blank(to) && blank(to + 1))) ++to;
    if (to == from + kMostLines) break;
    bool exact = to - from == count;
    if (to - from < count && blank(to + (count - (to - from))) && after_blanks(to) >= from + count + 2) {
      // The last cells are empty lines.
      exact = true;
      to = from + count;
    }
    if (to - from < 2) break;
    exact_rows += exact;
    rows.push_back({from, to, exact});
    at = to;
  }
  if (rows.empty() || (exact_rows == 0 && (count < 3 || (rows.size() < 2 && count < 5)))) return i;

  BlockText shown(text_);
  std::vector<std::string> heads;
  std::vector<Cell> places;
  for (std::size_t c = 0; c < count; ++c) {
    const auto start = shown.begin_cell();
    add_line(shown, i + c);
    places.push_back(shown.end_cell(start, {}));
    heads.push_back(shown.text().substr(places.back().from));
  }
  Block head = shown.take(BlockKind::table_row);
  head.cells = std::move(places);
  head.silent = true;
  outline_.add(std::move(head));

  // The column whose cells have several lines: the last one that holds sentences where rows are exact, else the last.
  std::size_t several = count - 1;
  for (std::size_t c = count; c-- > 0 && exact_rows > 0;) {
    const bool says = std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.exact && sentence_cell(row.from + c); });
    if (!says) continue;
    several = c;
    break;
  }
  for (const Row& row : rows) {
    std::vector<std::pair<std::size_t, int>> cells;
    if (row.exact) {
      for (std::size_t c = 0; c < count; ++c) cells.emplace_back(row.from + c, static_cast<int>(c));
    } else {
      std::size_t column = 0;
      bool past = false;
      for (std::size_t line = row.from; line < row.to; ++line) {
        if (lines_[line].blank()) continue;
        const std::string_view w = words(line);
        if (!cells.empty() && !past) {
          const bool same = digit(w[0]) && digit(words(line - 1)[0]);  // a second date under the first
          if (column < several && !same) ++column;
          if (column < several && sentence_cell(line)) column = several;
          // Past the sentences of the column of several lines, which column a line is in is not told.
          if (column == several && several + 1 < count && !sentence_cell(line)) past = true;
        }
        cells.emplace_back(line, past ? -1 : static_cast<int>(column));
      }
    }
    table_row(cells, heads);
  }
  return at;
}

// A key and its values, as fact boxes have them before the first paragraph: "Capital" over "Astana". The row's first cell is
// the key, the others are values with the key as their head.
std::size_t TextReader::fact_box(std::size_t i) {
  if (!rendered_ || i >= first_prose_ || first_prose_ == lines_.size()) return i;
  constexpr std::size_t kMost = 60;
  std::size_t end = i;
  while (!blank(end) && end < i + kMost) ++end;
  // A key that is wrapped goes on with a small letter.
  std::size_t values = i + 1;
  while (values < end && starts_with_lower(words(values))) ++values;
  if (values - i > 3 || words(i).size() > 80) return i;
  if (values == end) {
    // The value stands after a single blank line; a key alone is the title of the keys with marks that follow.
    if (!blank(end) || blank(end + 1)) {
      if (i + 1 != end || i == after_blanks(0)) return i;
      BlockText shown(text_);
      add_line(shown, i);
      box_title_ = shown.text();
      emit(shown, BlockKind::caption);
      return end;
    }
    values = end + 1;
    end = values;
    while (!blank(end) && end < values + kMost) ++end;
  } else if (!words(i).starts_with("\xE2\x80\xA2")) {
    box_title_.clear();
  }
  if (end > first_prose_) return i;
  BlockText row(text_);
  std::vector<Cell> places;
  for (std::size_t at = i; at < values; ++at) {
    if (lines_[at].blank()) continue;
    Line line = lines_[at];
    if (at == i && words(i).starts_with("\xE2\x80\xA2")) line.from += 3;
    row.space();
    add_unmarked(row, text_, line.from, line.to);
  }
  const std::string key = row.text();
  places.push_back({0, row.size(), {}});
  for (std::size_t at = values; at < end; ++at) {
    const auto start = row.begin_cell();
    add_line(row, at);
    places.push_back(row.end_cell(start, key));
  }
  Block block = row.take(BlockKind::table_row);
  block.cells = std::move(places);
  block.title = box_title_;
  introduction_ = -1;
  outline_.add(std::move(block));
  return end;
}

// Lines up to the next blank one. The line after them.
std::size_t TextReader::group(std::size_t i, std::size_t blanks) {
  std::size_t end = i;
  while (end < lines_.size() && !lines_[end].blank()) ++end;
  if (wrapped_) {
    BlockText shown(text_);
    BlockKind kind = BlockKind::paragraph;
    for (std::size_t at = i; at < end; ++at) {
      Line line = lines_[at];
      const std::string_view w = words(at);
      const std::uint32_t marker = w.starts_with("\xE2\x80\xA2 ") ? 4 : w.starts_with("- ") || w.starts_with("* ") ? 2 : 0;
      if (marker > 0) {
        emit(shown, kind);
        kind = BlockKind::list_item;
        line.from += marker;
      }
      shown.space();
      add_unmarked(shown, text_, line.from, line.to);
    }
    emit(shown, kind);
    return end;
  }
  // Short lines together under a paragraph that ends in ":" are a list; so are lines with marks.
  const bool caption = rendered_ && i > first_prose_ && blanks >= 2 && blank(end) && blank(end + 1) && end - i <= 4 &&
                       std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(i), lines_.begin() + static_cast<std::ptrdiff_t>(end),
                                   [](const Line& line) { return line.to - line.from <= 300; });
  if (caption) {
    BlockText shown(text_);
    for (std::size_t at = i; at < end; ++at) {
      shown.space();
      add_line(shown, at);
    }
    emit(shown, BlockKind::caption);
    return end;
  }
  // Lines that are short and no sentences, three or more together, are a list too.
  bool list = introduction_ >= 0 && end - i >= 2;
  if (end - i >= 3 && std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(i), lines_.begin() + static_cast<std::ptrdiff_t>(end),
                                  [&](const Line& line) {
                                    return line.to - line.from <= 80 && !ends_sentence(text_.substr(line.from, line.to - line.from));
                                  }))
    list = true;
  for (std::size_t at = i; at < end; ++at) {
    if (at > i && heading_level(at, 0) > 0) return at;
    const std::string_view w = words(at);
    std::uint32_t marker = 0;
    if (w.starts_with("- ") || w.starts_with("* ")) marker = 2;
    if (w.starts_with("\xE2\x80\xA2 ")) marker = 4;
    if (w.starts_with("\xE2\x80\xA2\xC2\xA0")) marker = 5;
    const bool silent = leads_elsewhere(w) || (rendered_ && w.size() == 1);
    BlockText shown(text_);
    add_unmarked(shown, text_, lines_[at].from + marker + (marker == 0 ? sort_key(w) : 0), lines_[at].to);
    const bool numbered = w.size() > 3 && digit(w[0]) && (w[1] == '.' || w[1] == ')') && w[2] == ' ';
    const bool listed = marker > 0 || numbered || (list && !prose(at));
    emit(shown, listed ? BlockKind::list_item : BlockKind::paragraph, silent);
    if (at == i && !listed && introduction_ >= 0) list = end - at >= 3;  // the first line introduces the rest
  }
  return end;
}

// A page's first paragraph names what it is about: "The Commonwealth of Independent States (CIS) is …".
std::string TextReader::subject() const {
  if (first_prose_ == lines_.size()) return {};
  std::string_view w = words(first_prose_);
  if (w.starts_with("The ")) w.remove_prefix(4);
  const std::size_t run = name_run(w.substr(0, w.find(" (")));
  const std::string_view rest = w.substr(run);
  if (run == 0 || run > 100 || word_count(w.substr(0, run)) > 10) return {};
  for (std::string_view next : {" (", " is ", " are ", " was ", " refers ", " refer "})
    if (rest.starts_with(next)) return std::string(w.substr(0, run));
  return {};
}

void TextReader::read() {
  survey();
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < lines_.size();) {
    if (lines_[i].blank()) {
      ++blanks, ++i;
      continue;
    }
    const std::size_t before = std::exchange(blanks, 0);
    if (const std::size_t next = contents(i); next != i) {
      i = next;
      continue;
    }
    const bool first = outline_.next() == 0;
    if (int level = heading_level(i, first ? 1 : before); level > 0) {
      BlockText shown(text_);
      std::uint32_t from = lines_[i].from, to = lines_[i].to;
      while (from < to && text_[from] == '=' && text_[to - 1] == '=') ++from, --to;
      add_unmarked(shown, text_, from, to);
      if (!shown.empty()) {
        Block block = shown.take(BlockKind::heading);
        // The first line of all is the title; what follows stands under it.
        const bool title = first && contents_.empty() && !edit_marks_ && text_[lines_[i].from] != '=';
        block.level = static_cast<std::uint8_t>(title ? 1 : std::min(level, 6));
        if (title) document_.title = block.text;
        outline_.heading(std::move(block));
        introduction_ = -1;
      }
      ++i;
      continue;
    }
    if (const std::size_t next = table(i); next != i) {
      i = next;
      continue;
    }
    if (const std::size_t next = fact_box(i); next != i) {
      i = next;
      continue;
    }
    i = group(i, before);
  }
  if (document_.title.empty() && rendered_) document_.title = subject();
}

}  // namespace

void read_text(Document& document) { TextReader(document).read(); }

}  // namespace chancery::document
