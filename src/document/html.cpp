// SPDX-License-Identifier: Apache-2.0
// HTML: the article of a page, of any of MediaWiki's skins, of Parsoid, of any other. Tags are read one after the other; only a table
// waits for its end, when what its cells are is known.
#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/forms.h"
#include "document/html_page.h"
#include "document/html_tags.h"
#include "document/outline.h"
#include "document/shape.h"
#include "document/table_rows.h"

namespace chancery::document {
namespace {

using enum HtmlRole;

constexpr std::size_t kDeepest = 250;    // elements within elements; what is deeper is part of those
constexpr std::size_t kMostTables = 12;  // tables within tables; what is deeper is text
constexpr std::size_t kMostColumns = 60, kMostSpan = 2000;
constexpr std::size_t kMostRepeated = 8;  // times the text's size: cells that reach into more rows than that are not repeated there

bool sized(HtmlRole role) { return role != inline_ && role != bold && role != void_ && role != break_; }

class HtmlReader {
 public:
  explicit HtmlReader(Document& document) : document_(document), text_(document.text), outline_(document), out_(text_) {}

  void read() {
    const HtmlPage page = survey_html(text_);
    document_.published = page.published;
    find_title(page);
    std::uint32_t at = page.article;
    for (bool first = true; at < text_.size(); first = false) {
      const HtmlTag tag = next_html_tag(text_, at);
      show(at, tag.from);
      at = std::max(tag.to, tag.from + 1);
      if (tag.characters) {
        show(tag.from + 9, tag.to - 3);
      } else if (tag.element && first && page.article > 0) {
        open_.push_back({tag.name, block, false, false});  // whatever else it is
      } else if (tag.role == raw) {
        if (!tag.closing) at = raw_end(text_, tag);
      } else if (tag.closing) {
        close(tag);
        if (open_.empty() && page.article > 0) break;
      } else if (tag.element) {
        open(tag);
      }
    }
    leave_all(0);
    end_block();
    if (page.modified > 0) {
      Block block = words_at(page.modified, "li");
      block.silent = true;
      put(std::move(block));
    }
  }

 private:
  struct Element {
    std::string_view name;
    HtmlRole role;
    bool hidden, silent;
  };
  struct List {
    std::int32_t within, last;  // what its items stand within; the last of them
  };
  struct OpenTable {
    Table table;
    std::size_t depth;  // of its element
    TableRow row;
    bool in_cell = false, in_head = false, plain = false;
    std::vector<List> lists;  // those around the table
  };

  // Text of [from, to): entities brought to what they show, footnotes' marks left out.
  void run(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t at = from; from < to;) {
      at = static_cast<std::uint32_t>(std::min<std::size_t>(text_.substr(0, to).find_first_of("&[", at), to));
      const std::size_t note = at < to && text_[at] == '[' ? mark_at(text_.substr(0, to), at) : 0;
      if (at < to && text_[at] == '[' && note == 0) {
        ++at;
        continue;
      }
      if (at > from) out_.add(from, at);
      if (at == to) return;
      const std::uint32_t taken = note > 0 ? static_cast<std::uint32_t>(note) : add_entity(out_, text_, at, to);
      if (taken == 0) out_.add(at, at + 1);
      from = at += std::max(taken, 1U);
    }
  }
  void show(std::uint32_t from, std::uint32_t to) {
    if (hidden_ > 0 || from >= to) return;
    if (!tables_.empty() && bold_ == 0 && !tables_.back().plain && !trimmed(text_.substr(from, to - from)).empty())
      tables_.back().plain = true;
    run(from, to);
  }

  // What stands from `at` to the end of an element.
  Block words_at(std::uint32_t at, std::string_view name) {
    for (int tags = 0; tags < 20 && at < text_.size(); ++tags) {
      const HtmlTag tag = next_html_tag(text_, at);
      run(at, tag.from);
      at = tag.to;
      if (tag.name == name || (sized(tag.role) && tag.element)) break;
    }
    return out_.take(BlockKind::paragraph);
  }

  void find_title(const HtmlPage& page) {
    if (page.heading > 0) document_.title = words_at(page.heading, "h1").text;
    if (document_.title.empty() && !page.name.empty()) {
      const auto from = static_cast<std::uint32_t>(page.name.data() - text_.data());
      run(from, from + static_cast<std::uint32_t>(page.name.size()));
      document_.title = out_.take(BlockKind::paragraph).text;
    }
    const std::size_t site = document_.title.find(" - Wikipedia");
    if (site != std::string::npos && site > 0) document_.title.resize(site);
  }

  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }
  TableCell& cell_() { return tables_.back().row.cells.back(); }
  // Where blocks wait for a table's end: in its cell, or as words beside it. Null outside tables.
  std::vector<Block>* waiting() {
    if (tables_.empty()) return nullptr;
    return in_cell() ? &cell_().blocks : &tables_.back().table.captions;
  }

  void open(const HtmlTag& tag) {
    if (tag.role == break_) {
      // Two of them part paragraphs.
      if (std::exchange(broken_, out_.size()) == out_.size() && !out_.empty()) end_block();
      out_.space();
      return;
    }
    if (tag.role == void_) return;
    const bool flows = !sized(tag.role);
    const std::uint16_t looks = flows && tag.attributes.empty() ? 0 : looks_of(tag);
    const bool hides = tag.role == hidden || (looks & kHide) || footnote(tag);
    // What is inside a line matters only where it hides or is bold, or is hidden: then its end is not that of what hides.
    if (flows && !hides && tag.role != bold && (hidden_ == 0 || tag.name.empty())) return;
    if (!flows) imply_ends(tag);
    if (open_.size() >= kDeepest) {
      ++deeper_;
      return;
    }
    if (!flows) end_block();
    open_.push_back({tag.name, tag.role, hides, (looks & kSilent) != 0});
    hidden_ += hides;
    silent_ += open_.back().silent;
    if (!flows && (looks & kCaption)) open_.back().role = caption;
    enter(tag, looks);
  }

  // "<sup><a href="#note">": the mark of a footnote.
  bool footnote(const HtmlTag& tag) const {
    if (tag.name != "sup") return false;
    const HtmlTag next = next_html_tag(text_.substr(0, std::min<std::size_t>(text_.size(), tag.to + 300)), tag.to);
    if (next.name != "a" || next.closing) return false;
    std::string_view left = next.attributes;
    for (HtmlAttribute a = next_attribute(left); !a.name.empty(); a = next_attribute(left))
      if (equal_ignoring_case(a.name, "href")) return a.value.starts_with('#');
    return false;
  }

  // Ends what nobody closes before this.
  void imply_ends(const HtmlTag& tag) {
    const std::size_t base = tables_.empty() ? 0 : tables_.back().depth + 1;
    if (!tables_.empty() && deeper_tables_ == 0 &&
        (tag.role == cell || tag.role == head_cell || tag.role == row || tag.role == part || tag.name == "caption")) {
      const HtmlRole above = tag.role == part || tag.name == "caption" ? table : tag.role == row ? part : row;
      while (open_.size() > base && open_.back().role != above && !(above == row && open_.back().role == part)) leave_all(open_.size() - 1);
      return;
    }
    // A paragraph ends before any block, an item before the next one of its list.
    for (std::size_t i = open_.size(); i-- > base;) {
      const Element& e = open_[i];
      if (e.name == "p") {
        leave_all(i);
        break;
      }
      if (sized(e.role) && e.role != caption) break;
    }
    if (tag.role != item) return;
    for (std::size_t i = open_.size(); i-- > base;) {
      const Element& e = open_[i];
      if (e.role == item && (e.name == "li") == (tag.name == "li")) {
        leave_all(i);
        break;
      }
      if (e.role == list || e.name == "dl") break;
    }
  }

  void enter(const HtmlTag& tag, std::uint16_t looks) {
    switch (open_.back().role) {
      case bold:
        ++bold_;
        break;
      case heading:
        heading_ = tag.name[1] - '0';
        break;
      case caption:
        ++captions_;
        break;
      case list:
        begin_list();
        break;
      case item:
        item_begun_ = tag.name == "li";
        break;
      case table:
        begin_table(looks);
        break;
      case part:
        if (rows_matter()) tables_.back().in_head = tag.name == "thead";
        break;
      case row:
        if (rows_matter()) end_row();
        break;
      case cell:
      case head_cell:
        if (rows_matter()) begin_cell(tag);
        break;
      default:
        break;
    }
  }

  void close(const HtmlTag& tag) {
    if (tag.name.empty()) return;
    const bool flows = !sized(tag.role);
    if (!flows && deeper_ > 0) {
      --deeper_;
      return;
    }
    if (tag.name == "p") out_.space();
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Element& e = open_[i];
      if (e.name == tag.name) {
        leave_all(i);
        return;
      }
      // What is inside a line ends with the block around it, all but a table with its cell.
      if (flows && sized(e.role)) return;
      if ((e.role == cell || e.role == head_cell || e.role == table) && tag.role != row && tag.role != part && tag.role != table &&
          tag.role != cell && tag.role != head_cell)
        return;
      if (e.role == table) return;
    }
  }

  void leave_all(std::size_t depth) {
    while (open_.size() > depth) {
      const Element e = open_.back();
      if (sized(e.role)) end_block();
      open_.pop_back();
      hidden_ -= e.hidden;
      silent_ -= e.silent;
      switch (e.role) {
        case bold:
          --bold_;
          break;
        case heading:
          heading_ = 0;
          break;
        case caption:
          --captions_;
          break;
        case list:
          if (!lists_.empty()) lists_.pop_back();
          break;
        case item:
          item_begun_ = false;
          break;
        case cell:
        case head_cell:
          if (rows_matter()) end_cell();
          break;
        case row:
          if (rows_matter()) end_row();
          break;
        case part:
          if (rows_matter()) tables_.back().in_head = false;
          break;
        case table:
          deeper_tables_ > 0 ? static_cast<void>(--deeper_tables_) : end_table();
          break;
        default:
          break;
      }
    }
  }

  std::int32_t next() { return waiting() ? static_cast<std::int32_t>(waiting()->size()) : outline_.next(); }

  void begin_list() {
    std::int32_t within = lists_.empty() ? -1 : lists_.back().last;
    const std::vector<Block>& before = waiting() ? *waiting() : document_.blocks;
    if (lists_.empty() && !before.empty() && before.back().kind == BlockKind::paragraph && before.back().text.ends_with(':'))
      within = next() - 1;
    lists_.push_back({within, -1});
  }

  // Puts down what was gathered, as what the elements around it make it.
  void end_block() {
    broken_ = static_cast<std::uint32_t>(-1);
    if (out_.empty()) return;
    Block block = out_.take(BlockKind::paragraph);
    block.silent = silent_ > 0;
    if (heading_ > 0) {
      block.kind = BlockKind::heading;
      block.level = static_cast<std::uint8_t>(heading_);
    } else if (captions_ > 0) {
      block.kind = BlockKind::caption;
    } else if (item_begun_ && !lists_.empty()) {
      block.kind = BlockKind::list_item;
      block.level = static_cast<std::uint8_t>(std::min<std::size_t>(lists_.size(), 20));
      block.within = lists_.back().within;
      lists_.back().last = next();
      item_begun_ = false;
    }
    put(std::move(block));
  }
  void put(Block block) {
    if (block.pieces.empty()) return;
    if (std::vector<Block>* table = waiting()) {
      table->push_back(std::move(block));
    } else if (block.kind == BlockKind::heading) {
      outline_.heading(std::move(block));
    } else {
      outline_.add(std::move(block));
    }
  }
  void put_all(std::vector<Block> blocks) {
    if (std::vector<Block>* table = waiting()) {
      append(*table, std::move(blocks));
      return;
    }
    const std::int32_t base = outline_.next();
    for (Block& block : blocks) {
      if (block.within >= 0) block.within += base;
      if (block.row >= 0) block.row += base;
      put(std::move(block));
    }
  }

  bool rows_matter() const { return !tables_.empty() && deeper_tables_ == 0; }

  void begin_table(std::uint16_t looks) {
    if (tables_.size() == kMostTables || deeper_tables_ > 0) {
      ++deeper_tables_;
      return;
    }
    OpenTable open;
    open.depth = open_.size() - 1;
    open.table.facts = (looks & kFacts) != 0;
    open.table.data = (looks & kData) != 0;
    open.table.layout = (looks & kLayout) != 0;
    open.lists = std::exchange(lists_, {});
    tables_.push_back(std::move(open));
  }

  void begin_cell(const HtmlTag& tag) {
    OpenTable& t = tables_.back();
    if (t.row.cells.size() >= kMostColumns) return;
    TableCell cell;
    cell.head = tag.role == head_cell;
    cell.place = tag.to;
    std::string_view left = tag.attributes;
    for (HtmlAttribute a = next_attribute(left); !a.name.empty(); a = next_attribute(left)) {
      std::uint32_t value = 1;
      std::from_chars(a.value.data(), a.value.data() + a.value.size(), value);
      if (equal_ignoring_case(a.name, "colspan")) cell.columns = std::clamp<std::uint32_t>(value, 1, kMostColumns);
      if (equal_ignoring_case(a.name, "rowspan")) cell.rows = std::clamp<std::uint32_t>(value, 1, kMostSpan);
    }
    t.row.cells.push_back(std::move(cell));
    t.in_cell = true;
    t.plain = false;
  }
  void end_cell() {
    OpenTable& t = tables_.back();
    if (!t.in_cell) return;
    cell_().bold = !t.plain && !cell_().blocks.empty();
    t.in_cell = false;
    lists_.clear();
    for (const Block& block : cell_().blocks)
      if (block.kind == BlockKind::heading) t.table.layout = true;
  }
  void end_row() {
    OpenTable& t = tables_.back();
    if (t.row.cells.empty()) return;
    t.row.head = t.in_head;
    t.table.rows.push_back(std::exchange(t.row, {}));
  }
  void end_table() {
    end_row();
    OpenTable done = std::move(tables_.back());
    tables_.pop_back();
    lists_ = std::move(done.lists);
    const bool text = only_layout(done.table);
    if (in_cell()) {
      // A table around another puts it in its place, unless it is one of data; then the inner one is text of its cell.
      Table& around = tables_.back().table;
      if (around.facts || around.data || text) {
        put_all(as_text(std::move(done.table)));
        return;
      }
      around.layout = true;
    }
    put_all(text ? as_text(std::move(done.table)) : as_rows(std::move(done.table), kMostRepeated * text_.size()));
  }

  Document& document_;
  const std::string_view text_;
  Outline outline_;
  BlockText out_;
  std::vector<Element> open_;
  std::vector<OpenTable> tables_;
  std::vector<List> lists_;
  std::size_t deeper_ = 0, deeper_tables_ = 0;
  int hidden_ = 0, silent_ = 0, bold_ = 0, captions_ = 0, heading_ = 0;
  bool item_begun_ = false;
  std::uint32_t broken_ = static_cast<std::uint32_t>(-1);  // the size of what was gathered at the last line end
};

}  // namespace

void read_html(Document& document) { HtmlReader(document).read(); }

bool is_html(std::string_view text) {
  constexpr std::size_t kNear = 4096;
  if (trimmed(text.substr(0, 100)).find('<') > 3) return false;  // past a byte-order mark
  HtmlTag tag = next_html_tag(text, 0);
  for (; !tag.element && tag.to > tag.from; tag = next_html_tag(text, tag.to))
    if (equal_ignoring_case(text.substr(tag.from, 14), "<!doctype html")) return true;
  if (tag.name == "html" || tag.name == "head" || tag.name == "body") return true;
  // A part of a page: blocks only, no text outside them.
  const std::string_view near = text.substr(0, kNear);
  if (near.find("[[") != std::string_view::npos || near.find("{{") != std::string_view::npos) return false;
  int blocks = 0, open = 0;
  for (tag = next_html_tag(near, 0); tag.from < near.size(); tag = next_html_tag(near, tag.to)) {
    if (tag.element && tag.name.empty()) return false;
    if (sized(tag.role)) {
      blocks += !tag.closing;
      open += tag.closing ? -1 : 1;
    }
    const std::string_view after = trimmed(near.substr(tag.to, next_html_tag(near, tag.to).from - tag.to));
    if (open <= 0 && !after.empty()) return false;
  }
  return blocks >= 4;
}

}  // namespace chancery::document
