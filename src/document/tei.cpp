// SPDX-License-Identifier: Apache-2.0
// TEI XML: divisions with heads, paragraphs, lists, tables, figures, as scholarly editions and official guides have them. Notes
// and bibliographies are set aside; of two readings (as written and corrected, short and in full) one is shown.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "document/forms.h"
#include "document/outline.h"
#include "document/shape.h"
#include "base/xml.h"

namespace chancery::document {
namespace {

constexpr std::size_t kDeepest = 500;  // elements within elements; what is deeper is part of those

enum class Role : std::uint8_t { inline_, division, head, figure, list, item, row, cell, block, aside, hidden, break_ };

struct Meaning {
  std::string_view name;
  Role role;
};

// What an element is for the flow of text; one that is not here is part of its line.
constexpr auto kMeanings = std::to_array<Meaning>({
    {"ab", Role::block},         {"appInfo", Role::hidden},   {"argument", Role::block}, {"back", Role::aside},
    {"bibl", Role::aside},       {"biblStruct", Role::aside}, {"body", Role::division},  {"byline", Role::block},
    {"cell", Role::cell},        {"closer", Role::block},     {"dateline", Role::block}, {"del", Role::hidden},
    {"desc", Role::hidden},      {"div", Role::division},     {"div1", Role::division},  {"div2", Role::division},
    {"div3", Role::division},    {"div4", Role::division},    {"docTitle", Role::block}, {"epigraph", Role::block},
    {"expan", Role::hidden},     {"figDesc", Role::hidden},   {"figure", Role::figure},  {"fw", Role::hidden},
    {"graphic", Role::hidden},   {"group", Role::division},   {"head", Role::head},      {"item", Role::item},
    {"l", Role::block},          {"label", Role::block},      {"lb", Role::break_},      {"lg", Role::block},
    {"list", Role::list},        {"listBibl", Role::aside},   {"note", Role::hidden},    {"opener", Role::block},
    {"orig", Role::hidden},      {"p", Role::block},          {"pb", Role::break_},      {"postscript", Role::block},
    {"row", Role::row},          {"salute", Role::block},     {"sic", Role::hidden},     {"signed", Role::block},
    {"sp", Role::block},         {"speaker", Role::block},    {"stage", Role::block},    {"table", Role::figure},
    {"teiHeader", Role::hidden}, {"titlePart", Role::block},  {"trailer", Role::block},
});
static_assert(std::ranges::is_sorted(kMeanings, {}, &Meaning::name));

Role role_of(std::string_view name) {
  const auto found = std::ranges::lower_bound(kMeanings, name, {}, &Meaning::name);
  return found != kMeanings.end() && found->name == name ? found->role : Role::inline_;
}

class TeiReader {
 public:
  explicit TeiReader(Document& document) : document_(document), text_(document.text), outline_(document), out_(text_) {}

  void read() {
    for (std::uint32_t at = header(); at < text_.size();) {
      const base::XmlTag tag = base::next_tag(text_, at);
      show(at, tag.from);
      if (tag.characters && hidden_ == 0) out_.add(tag.from + 9, tag.to - 3);
      if (!tag.name.empty()) {
        if (!tag.closing) open(tag);
        if (tag.closing || tag.empty) close(tag.name);
      }
      at = std::max(tag.to, tag.from + 1);
    }
    end_block();
  }

 private:
  struct Element {
    std::string_view name;
    Role role;
  };

  // The title and the date that the header gives; the byte at which it ends.
  std::uint32_t header() {
    const std::size_t end = text_.find("</teiHeader>");
    if (end == std::string_view::npos) return 0;
    const std::string_view head = text_.substr(0, end);
    for (base::XmlTag tag = base::next_tag(head, 0); tag.from < head.size(); tag = base::next_tag(head, tag.to)) {
      if (tag.closing) continue;
      if (tag.name == "title" && document_.title.empty()) {
        const std::uint32_t to = base::next_tag(head, tag.to).from;
        run(tag.to, to);
        document_.title = out_.take(BlockKind::heading).text;
      } else if (tag.name == "date" && document_.published.empty()) {
        document_.published = edtf_of(attribute(tag, "when"));
      }
    }
    return static_cast<std::uint32_t>(end);
  }

  // Text of [from, to), entities brought to what they show.
  void run(std::uint32_t from, std::uint32_t to) {
    while (from < to) {
      const auto mark = static_cast<std::uint32_t>(std::min<std::size_t>(text_.substr(0, to).find('&', from), to));
      if (mark > from) out_.add(from, mark);
      if (mark == to) return;
      const std::uint32_t taken = add_entity(out_, text_, mark, to);
      if (taken == 0) out_.add(mark, mark + 1);
      from = mark + std::max(taken, 1U);
    }
  }
  void show(std::uint32_t from, std::uint32_t to) {
    if (hidden_ == 0 && from < to) run(from, to);
  }

  void open(const base::XmlTag& tag) {
    if (open_.size() == kDeepest) return;
    const Role role = role_of(tag.name);
    open_.push_back({tag.name, role});
    switch (role) {
      case Role::hidden:
        ++hidden_;
        break;
      case Role::break_:
        out_.space();
        break;
      case Role::row:
        end_block();
        heads_row_ = attribute(tag, "role") == "label";
        in_row_ = true;
        column_ = 0;
        break;
      case Role::cell:
        if (in_row_ && !in_cell_) cell_ = out_.begin_cell();
        in_cell_ = in_row_;
        break;
      case Role::inline_:
        break;
      default:
        if (in_row_) {
          out_.space();  // a paragraph within a cell
          break;
        }
        end_block();
        if (role == Role::division) ++divisions_;
        if (role == Role::aside) ++asides_;
        if (role == Role::list) begin_list();
        if (role == Role::item) item_begun_ = true;
        if (tag.name == "table") heads_.clear();
    }
  }

  void close(std::string_view name) {
    // What was left open inside is closed with it; a closing tag of nothing that is open says nothing.
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Element& e) { return e.name == name; });
    if (found == open_.rend()) return;
    const auto depth = static_cast<std::size_t>(open_.rend() - found) - 1;
    while (open_.size() > depth) {
      leave(open_.back().role);
      open_.pop_back();
    }
  }

  void leave(Role role) {
    switch (role) {
      case Role::hidden:
        --hidden_;
        break;
      case Role::inline_:
      case Role::break_:
        break;
      case Role::cell:
        if (in_cell_) end_cell();
        break;
      case Role::row:
        if (in_row_) end_row();
        break;
      default:
        if (in_row_) break;
        end_block();
        if (role == Role::division) --divisions_;
        if (role == Role::aside) --asides_;
        if (role == Role::list && !lists_.empty()) lists_.pop_back();
    }
  }

  bool inside(Role role) const {
    return std::ranges::any_of(open_, [&](const Element& e) { return e.role == role; });
  }
  void begin_list() {
    std::int32_t within = lists_.empty() ? -1 : last_item_;
    if (lists_.empty() && !document_.blocks.empty() && document_.blocks.back().kind == BlockKind::paragraph &&
        document_.blocks.back().text.ends_with(':'))
      within = outline_.next() - 1;
    lists_.push_back(within);
  }

  // Puts down what was gathered, as what the elements around it make it.
  void end_block() {
    if (in_row_) return end_row();  // another row begins within it, or the document is cut off
    const bool item = item_begun_;
    item_begun_ = false;
    if (out_.empty()) {
      item_begun_ = item && inside(Role::item);
      return;
    }
    const bool head = inside(Role::head);
    Block block = out_.take(BlockKind::paragraph);
    if (block.pieces.empty()) return;
    if (asides_ > 0) block.silent = true;
    if (head && !inside(Role::list) && !inside(Role::figure)) {
      block.level = static_cast<std::uint8_t>(std::clamp(divisions_ - 1, 1, 6));
      // A heading's full stop ends no sentence.
      for (char last_byte : {'.', ' '}) {
        if (block.text.size() < 2 || block.text.back() != last_byte) break;
        block.text.pop_back();
        if (block.pieces.empty()) continue;
        Piece& last = block.pieces.back();
        if (last.at + last.size > block.text.size() && --last.size == 0) block.pieces.pop_back();
      }
      outline_.heading(std::move(block));
      return;
    }
    if (head) {
      block.kind = BlockKind::caption;
    } else if (item && !lists_.empty()) {
      block.kind = BlockKind::list_item;
      block.level = static_cast<std::uint8_t>(std::min<std::size_t>(lists_.size(), 20));
      block.within = lists_.back();
      last_item_ = outline_.next();
    }
    outline_.add(std::move(block));
  }

  void end_cell() {
    in_cell_ = false;
    const std::string head = column_ < heads_.size() ? heads_[column_] : std::string();
    cells_.push_back(out_.end_cell(cell_, heads_row_ ? std::string() : head));
    ++column_;
  }
  void end_row() {
    if (in_cell_) end_cell();
    in_row_ = false;
    Block block = out_.take(BlockKind::table_row);
    if (heads_row_) {
      heads_.clear();
      for (const Cell& cell : cells_) heads_.push_back(block.text.substr(cell.from, cell.to - cell.from));
      block.silent = true;
    }
    block.cells = std::move(cells_);
    cells_.clear();
    if (!block.pieces.empty()) outline_.add(std::move(block));
  }

  Document& document_;
  const std::string_view text_;
  Outline outline_;
  BlockText out_;
  std::vector<Element> open_;
  int hidden_ = 0, divisions_ = 0, asides_ = 0;
  std::vector<std::int32_t> lists_;  // of each list open, what its items stand within
  std::int32_t last_item_ = -1;
  bool item_begun_ = false;
  bool in_row_ = false, in_cell_ = false, heads_row_ = false;
  std::size_t column_ = 0;
  BlockText::CellStart cell_{};
  std::vector<Cell> cells_;
  std::vector<std::string> heads_;
};

}  // namespace

void read_tei(Document& document) { TeiReader(document).read(); }

}  // namespace chancery::document
