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
  explicit TextReader(Document& document) : document_(document), text_(document.text), lines_(lines_of(text_)), outline_(document) {}
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
  void cell_row(const std::vector<std::pair<std::size_t, std::size_t>>& cells, const std::vector<std::string>& heads);

  Document& document_;
  const std::string_view text_;
  const std::vector<Line> lines_;
  Outline outline_;
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
  // Wrapped: hardly a line is wider than a page, and most long lines have a next line right below.
  wrapped_ = full >= 4 && wide * 50 <= full && within * 3 >= full;
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
  if (const auto known = contents_.find(w); known != contents_.end()) return known->second + 1;
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

// One row of cells, each a range of lines.
void TextReader::cell_row(const std::vector<std::pair<std::size_t, std::size_t>>& cells, const std::vector<std::string>& heads) {
  BlockText row(text_);
  std::vector<Cell> places;
  std::vector<std::size_t> apart;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const auto [from, to] = cells[c];
    bool sentence = false;
    for (std::size_t i = from; i < to; ++i) {
      sentence = sentence || (word_count(words(i)) > 3 && (ends_sentence(words(i)) || word_count(words(i)) > 12));
    }
    const auto start = row.begin_cell();
    if (sentence) {
      apart.push_back(c);
    } else {
      for (std::size_t i = from; i < to; ++i) {
        row.space();
        add_line(row, i);
      }
    }
    places.push_back(row.end_cell(start, c < heads.size() ? heads[c] : std::string()));
  }
  Block block = row.take(BlockKind::table_row);
  block.cells = std::move(places);
  introduction_ = -1;
  const std::int32_t index = outline_.add(std::move(block));
  for (std::size_t c : apart) {
    for (std::size_t i = cells[c].first; i < cells[c].second; ++i) {
      BlockText shown(text_);
      add_line(shown, i);
      if (shown.empty()) continue;
      Block said = shown.take(BlockKind::paragraph);
      said.row = index;
      said.cell = static_cast<std::int32_t>(c);
      outline_.add(std::move(said));
    }
  }
}

// A table with a line a cell: heads, then rows of as many lines (an empty cell is an empty line), two blank lines between. The line after
// it, or `i` where there is none.
std::size_t TextReader::table(std::size_t i) {
  if (!rendered_ || (i < first_prose_ && first_prose_ < lines_.size())) return i;
  constexpr std::size_t kMost = 12;
  std::size_t count = 0;
  while (count <= kMost && !blank(i + count)) {
    const std::string_view w = words(i + count);
    if (w.size() > 60 || ends_sentence(w) || !(starts_with_capital(w) || digit(w[0]))) return i;
    ++count;
  }
  if (count < 2 || count > kMost) return i;
  auto row_at = [&](std::size_t at) {  // two blank lines, then a line that is none
    return blank(at) && blank(at + 1) && at + 2 < lines_.size() && !blank(at + 2);
  };
  if (!row_at(i + count)) return i;
  // Where a row ends: after as many lines as there are heads; failing that, at the next two blank lines, if that is near.
  auto row_end = [&](std::size_t from) -> std::size_t {
    const std::size_t strict = from + count;
    if (strict + 1 < lines_.size() && blank(strict) && blank(strict + 1)) {
      bool inside = false;  // two blank lines inside would be the end of a shorter row
      for (std::size_t at = from; at + 1 < strict; ++at) inside = inside || (lines_[at].blank() && lines_[at + 1].blank());
      if (!inside) return strict;
    }
    for (std::size_t at = from; at < lines_.size() && at < from + 4 * kMost; ++at)
      if (blank(at) && blank(at + 1)) return at;
    return from;
  };
  // At least two rows, of which one has as many lines as there are heads.
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  bool strict = false;
  std::size_t at = i + count;
  while (row_at(at)) {
    const std::size_t from = at + 2;
    if (contents_.contains(without_edit(words(from))) || words(from).ends_with("[edit]")) break;
    const std::size_t to = row_end(from);
    if (to == from || to - from < 2) break;
    if (lines_[from].to - lines_[from].from > 80) break;
    strict = strict || to - from == count;
    rows.emplace_back(from, to);
    at = to;
  }
  if (rows.empty() || !strict) return i;
  BlockText heads(text_);
  std::vector<std::string> names;
  std::vector<Cell> places;
  for (std::size_t c = 0; c < count; ++c) {
    const auto start = heads.begin_cell();
    add_line(heads, i + c);
    places.push_back(heads.end_cell(start, {}));
    names.push_back(heads.text().substr(places.back().from));
  }
  Block head = heads.take(BlockKind::table_row);
  head.cells = std::move(places);
  head.silent = true;
  outline_.add(std::move(head));
  for (const auto& [from, to] : rows) {
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    for (std::size_t line = from; line < to; ++line) cells.emplace_back(line, line + 1);
    // A row with more lines than heads: which line belongs to which column is not told past the first ones.
    cell_row(cells, to - from == count ? names : std::vector<std::string>{names[0]});
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
  bool list = introduction_ >= 0 && end - i >= 2;
  for (std::size_t at = i; at < end; ++at) {
    if (at > i && heading_level(at, 0) > 0) return at;
    const std::string_view w = words(at);
    std::uint32_t marker = 0;
    if (w.starts_with("- ") || w.starts_with("* ")) marker = 2;
    if (w.starts_with("\xE2\x80\xA2 ")) marker = 4;
    if (w.starts_with("\xE2\x80\xA2\xC2\xA0")) marker = 5;
    const bool elsewhere = leads_elsewhere(w);
    BlockText shown(text_);
    add_unmarked(shown, text_, lines_[at].from + marker + (marker == 0 ? sort_key(w) : 0), lines_[at].to);
    const bool numbered = w.size() > 3 && digit(w[0]) && (w[1] == '.' || w[1] == ')') && w[2] == ' ';
    emit(shown, marker > 0 || numbered || list ? BlockKind::list_item : BlockKind::paragraph, elsewhere);
    if (at == i && introduction_ >= 0 && marker == 0) list = end - at >= 3;  // the first line introduces the rest
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
