// SPDX-License-Identifier: Apache-2.0
// Wikitext's lines: headings, lists, paragraphs and tables.
#include "document/wikitext.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "document/forms.h"
#include "document/outline.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::size_t kMostColumns = 60, kMostSpan = 2000;
constexpr std::size_t kLongestHead = 300;  // bytes; what is longer heads no column
constexpr std::uint8_t kLowestHeading = 6;
constexpr std::size_t kMostRepeated = 8;  // times the text's size: cells that reach into more than that are not repeated there

struct Range {
  std::uint32_t from, to;
};

// A cell as written: its first line, the lines below it, and over how many columns and rows it reaches.
struct WikiCell {
  Range first{0, 0};
  std::vector<Range> below;
  std::uint32_t columns = 1, rows = 1;
  bool head = false;
};

class WikitextReader {
 public:
  explicit WikitextReader(Document& document) : document_(document), text_(document.text), spans_(text_), outline_(document) {}

  void read() {
    for (std::uint32_t at = 0; at < text_.size();) {
      const std::uint32_t end = spans_.find(text_, at, size(), "\n");
      if (words({at, end}).starts_with("{|")) {
        at = table(at);
        continue;
      }
      line({at, end}, -1, -1);
      at = end + 1;
    }
    end_paragraph();
    if (!first_words_ && !given_title_)
      if (const std::string_view topic = own_category(); !topic.empty()) document_.title = topic;
  }

 private:
  // A page is put first in the category that is called as it is: "[[Category:Foreign relations of Latvia| ]]".
  std::string_view own_category() const {
    constexpr std::string_view kOpen = "[[Category:";
    for (std::size_t at = text_.find(kOpen); at != std::string_view::npos; at = text_.find(kOpen, at + 1)) {
      const std::size_t bar = text_.find_first_of("|]\n", at), close = text_.find("]]", at);
      if (close == std::string_view::npos || bar == std::string_view::npos || text_[bar] != '|' || bar > close) continue;
      const std::string_view key = trimmed(text_.substr(bar + 1, close - bar - 1));
      if (key.empty() || key == "*") return trimmed(text_.substr(at + kOpen.size(), bar - at - kOpen.size()));
    }
    return {};
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  std::string_view words(Range r) const { return trimmed(text_.substr(r.from, r.to - r.from)); }
  std::uint32_t place(std::string_view part) const { return static_cast<std::uint32_t>(part.data() - text_.data()); }
  Range inner(std::string_view part) const { return {place(part), place(part) + static_cast<std::uint32_t>(part.size())}; }

  void line(Range range, std::int32_t row, std::int32_t cell) {
    const std::string_view w = words(range);
    if (w.empty() || w.starts_with("----")) {
      end_paragraph();
      return;
    }
    if (w[0] == '=' && row < 0) {
      const std::size_t level = std::min(w.find_first_not_of('='), w.size());
      std::string_view title = w;
      if (const std::size_t comment = title.rfind("<!--"); comment != std::string_view::npos && title.ends_with("-->"))
        title = trimmed(title.substr(0, comment));
      if (level <= 6 && title.size() > 2 * level && title.substr(title.size() - level).find_first_not_of('=') == std::string_view::npos) {
        end_paragraph();
        const Range name = inner(title.substr(level, title.size() - 2 * level));
        heading(name, static_cast<std::uint8_t>(level));
        return;
      }
    }
    // ";Uganda", "'''Uganda'''": a term or bold words on a line of their own head what follows.
    if (row < 0 && w[0] == ';' && w.size() > 1 && w.size() < kLongestHead && w.find_first_of("*#:;", 1) == std::string_view::npos) {
      end_paragraph();
      heading(inner(w.substr(1)), kLowestHeading);
      return;
    }
    const std::size_t depth = w.find_first_not_of("*#:;");
    if (depth > 0 && depth != std::string_view::npos) {
      end_paragraph();
      const Range item = inner(w.substr(depth));
      add(item, w[0] == '*' || w[0] == '#' ? BlockKind::list_item : BlockKind::paragraph,
          static_cast<std::uint8_t>(std::min<std::size_t>(depth, 20)), row, cell);
      return;
    }
    if (depth == std::string_view::npos) return;
    paragraph_row_ = row;
    paragraph_cell_ = cell;
    paragraph_.push_back(inner(w));
  }

  void add(Range range, BlockKind kind, std::uint8_t level, std::int32_t row, std::int32_t cell) {
    BlockText out(text_);
    add_wikitext(out, text_, spans_, range.from, range.to);
    put(out.take(kind), level, row, cell);
  }
  void put(Block block, std::uint8_t level, std::int32_t row, std::int32_t cell) {
    if (block.text.empty() || block.pieces.empty()) return;
    block.level = level;
    block.row = row;
    block.cell = cell;
    outline_.add(std::move(block));
  }

  void heading(Range words, std::uint8_t level) {
    BlockText out(text_);
    add_wikitext(out, text_, spans_, words.from, words.to);
    Block block = out.take(BlockKind::heading);
    block.level = level;
    if (!block.text.empty()) outline_.heading(std::move(block));
  }

  // Whether a paragraph is one line that is bold from end to end.
  bool all_bold() const {
    if (paragraph_.size() != 1 || outline_.section() < 0 || paragraph_row_ >= 0) return false;
    const std::string_view w = words(paragraph_.front());
    return w.size() > 6 && w.size() < kLongestHead && w.starts_with("'''") && w.find("'''", 3) == w.size() - 3 &&
           w.find('.') == std::string_view::npos;
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    if (all_bold()) {
      const Range bold = paragraph_.front();
      paragraph_.clear();
      heading(bold, kLowestHeading);
      return;
    }
    BlockText out(text_);
    for (const Range& r : paragraph_) {
      out.space();
      add_wikitext(out, text_, spans_, r.from, r.to);
    }
    // The article's first words in bold are its title; bold words further down may be a heading of their own.
    if (document_.title.empty() && outline_.section() < 0 && paragraph_row_ < 0) {
      const std::string_view first = text_.substr(paragraph_.front().from, paragraph_.back().to - paragraph_.front().from);
      const std::size_t open = first.substr(0, 300).find("'''"),
                        close = open == std::string_view::npos ? open : first.find("'''", open + 3);
      if (close != std::string_view::npos && close - open < 200) {
        BlockText title(text_);
        const Range bold = inner(first.substr(open + 3, close - open - 3));
        add_wikitext(title, text_, spans_, bold.from, bold.to);
        document_.title = title.text();
        first_words_ = !any_paragraph_;
      }
    }
    any_paragraph_ = true;
    paragraph_.clear();
    put(out.take(BlockKind::paragraph), 0, paragraph_row_, paragraph_cell_);
  }

  // Attributes before a single bar: 'rowspan="2" | '.
  void attributes(WikiCell& cell) const {
    const std::uint32_t bar = spans_.find(text_, cell.first.from, cell.first.to, "|");
    if (bar == cell.first.to) return;
    const std::string_view given = text_.substr(cell.first.from, bar - cell.first.from);
    if (given.find("[[") != std::string_view::npos || given.find("{{") != std::string_view::npos) return;
    auto number = [&](std::string_view name) -> std::uint32_t {
      std::size_t at = given.find(name);
      if (at == std::string_view::npos) return 1;
      at = given.find_first_of("0123456789", at);
      std::uint32_t value = 1;
      if (at != std::string_view::npos) std::from_chars(given.data() + at, given.data() + given.size(), value);
      return std::clamp<std::uint32_t>(value, 1, kMostSpan);
    };
    cell.columns = std::min<std::uint32_t>(number("colspan"), kMostColumns);
    cell.rows = number("rowspan");
    cell.first.from = bar + 1;
  }

  // The cells of a line after its "|" or "!".
  void cells_of(Range range, bool head, std::vector<WikiCell>& row) const {
    while (row.size() < kMostColumns) {
      std::uint32_t end = range.from;
      while (true) {
        end = spans_.find(text_, end, range.to, head ? "|!" : "|");
        if (end + 1 >= range.to || text_[end + 1] == text_[end]) break;
        ++end;
      }
      if (end + 1 >= range.to) end = range.to;
      WikiCell cell;
      cell.first = {range.from, end};
      cell.head = head;
      attributes(cell);
      row.push_back(std::move(cell));
      if (end == range.to) return;
      range.from = end + 2;
    }
  }

  // Reads the table that begins on the line at `at`. Gives where the text goes on.
  std::uint32_t table(std::uint32_t at) {
    end_paragraph();
    heads_.clear();
    reaching_.clear();
    std::vector<WikiCell> row;
    std::uint32_t inside = 0;  // tables inside this one
    bool first = true;
    while (at < size()) {
      const std::uint32_t end = spans_.find(text_, at, size(), "\n");
      const std::string_view w = words({at, end});
      at = end + 1;
      if (first) {
        first = false;
        continue;
      }
      if (w.starts_with("{|")) ++inside;
      if (inside > 0) {
        if (w.starts_with("|}")) --inside;
        continue;
      }
      if (w.starts_with("|}")) break;
      if (w.starts_with("|+")) {
        Range named = inner(w.substr(2));
        WikiCell cell;
        cell.first = named;
        attributes(cell);
        add(cell.first, BlockKind::caption, 0, -1, -1);
      } else if (w.starts_with("|-")) {
        end_row(row);
      } else if (w.starts_with("|") || w.starts_with("!")) {
        cells_of(inner(w.substr(1)), w[0] == '!', row);
      } else if (!row.empty()) {
        row.back().below.push_back(inner(w));
      }
    }
    end_row(row);
    return std::min(at, size());
  }

  void end_row(std::vector<WikiCell>& written) {
    if (written.empty()) return;
    // Where each cell stands, what reaches down from rows above counted in.
    std::vector<const WikiCell*> cells;
    kept_.clear();
    kept_at_.clear();
    std::map<std::size_t, Reaching> next;
    auto take_above = [&] {
      for (auto above = reaching_.find(cells.size()); above != reaching_.end(); above = reaching_.find(cells.size())) {
        const WikiCell& cell = above->second.cell;
        repeated_ += (cell.below.empty() ? cell.first.to : cell.below.back().to) - cell.first.from;
        kept_.push_back(repeated_ <= kMostRepeated * text_.size() ? cell : WikiCell());
        if (above->second.rows > 1) next[cells.size()] = {above->second.cell, above->second.rows - 1};
        reaching_.erase(above);
        cells.push_back(nullptr);
        kept_at_.push_back(cells.size() - 1);
      }
    };
    for (const WikiCell& cell : written) {
      take_above();
      for (std::uint32_t c = 0; c < cell.columns && cells.size() < kMostColumns; ++c) {
        if (cell.rows > 1) next[cells.size()] = {cell, cell.rows - 1};
        cells.push_back(c == 0 ? &cell : nullptr);
      }
    }
    take_above();
    for (std::size_t i = 0; i < kept_at_.size(); ++i) cells[kept_at_[i]] = &kept_[i];
    for (auto& [column, reaching] : reaching_) next.emplace(column, reaching);
    reaching_ = std::move(next);

    const bool heads = std::all_of(written.begin(), written.end(), [](const WikiCell& c) { return c.head; });
    if (heads && written.size() == 1 && written[0].columns > 1) {  // a title across
      add(written[0].first, BlockKind::caption, 0, -1, -1);
    } else if (heads) {
      heads_.assign(cells.size(), {});
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (!cells[c]) {
          if (c > 0) heads_[c] = heads_[c - 1];
          continue;
        }
        BlockText out(text_);
        add_wikitext(out, text_, spans_, cells[c]->first.from, cells[c]->first.to);
        for (const Range& r : cells[c]->below) {
          out.space();
          add_wikitext(out, text_, spans_, r.from, r.to);
        }
        if (out.size() <= kLongestHead) heads_[c] = out.text();
      }
    } else {
      data_row(cells);
    }
    written.clear();
  }

  void data_row(const std::vector<const WikiCell*>& cells) {
    BlockText row(text_);
    std::vector<Cell> places;
    std::vector<bool> apart(cells.size());
    std::uint32_t somewhere = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto start = row.begin_cell();
      if (cells[c]) {
        somewhere = somewhere ? somewhere : cells[c]->first.from;
        // What goes on below, or is a sentence, stands in blocks of its own.
        const std::string_view w = words(cells[c]->first);
        apart[c] = !cells[c]->below.empty() || (ends_sentence(w) && word_count(w) > 5);
        if (!apart[c]) add_wikitext(row, text_, spans_, cells[c]->first.from, cells[c]->first.to);
      }
      places.push_back(row.end_cell(start, c < heads_.size() ? heads_[c] : std::string()));
    }
    Block block = row.take(BlockKind::table_row);
    if (block.pieces.empty()) {
      if (std::none_of(apart.begin(), apart.end(), [](bool a) { return a; })) return;
      block.pieces = {{0, somewhere, 0}};
    }
    block.cells = std::move(places);
    const std::int32_t index = outline_.add(std::move(block));
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (!apart[c]) continue;
      const auto cell = static_cast<std::int32_t>(c);
      line(cells[c]->first, index, cell);
      for (const Range& r : cells[c]->below) line(r, index, cell);
      end_paragraph();
    }
  }

  struct Reaching {
    WikiCell cell;
    std::uint32_t rows;
  };

  Document& document_;
  std::string_view text_;
  Wikispans spans_;
  Outline outline_;
  std::vector<Range> paragraph_;
  std::int32_t paragraph_row_ = -1, paragraph_cell_ = -1;
  const bool given_title_ = !document_.title.empty();
  bool any_paragraph_ = false;
  bool first_words_ = false;  // whether the title is what the first paragraph has in bold
  std::vector<std::string> heads_;
  std::map<std::size_t, Reaching> reaching_;  // by column: cells that reach into the next row
  std::vector<WikiCell> kept_;                // of this row: cells that reach into it from above, and their columns
  std::vector<std::size_t> kept_at_;
  std::size_t repeated_ = 0;  // bytes of all such cells
};

}  // namespace

void read_wikitext(Document& document) { WikitextReader(document).read(); }

}  // namespace chancery::document
