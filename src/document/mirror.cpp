// SPDX-License-Identifier: Apache-2.0
// The mirror form: a page whose links were unrolled in place. A linked phrase ends its line; then come the linked
// article's title, a summary of it (mostly cut off with "...") and, after a blank line, the rest of the sentence. Tables are
// flattened to a line a row, which starts with a no-break space where the flag stood.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/forms.h"
#include "document/lines.h"
#include "document/outline.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::uint32_t kLongestTitle = 120, kLongestName = 80;

// What stands before a line's content.
struct Start {
  std::uint32_t content;  // the byte where the words begin
  bool bullet = false;
  bool no_break = false;  // a no-break space right before the words
};

bool cut_off(std::string_view text) { return text.ends_with("...") || text.ends_with("\xE2\x80\xA6"); }

// A summary's text without the dots at its end cannot be a whole sentence's.
bool breaks_off(std::string_view text) {
  if (ends_open(text)) return true;
  const std::size_t space = text.rfind(' ');
  const std::string_view last = space == std::string_view::npos ? text : text.substr(space + 1);
  for (std::string_view small :
       {"a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "as", "is", "was", "that", "which"})
    if (last == small) return true;
  return false;
}

class MirrorReader {
 public:
  explicit MirrorReader(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  std::size_t count(std::size_t enough) const;
  void read(Document& document);

 private:
  std::string_view words(const Line& line) const { return text_.substr(line.from, line.to - line.from); }
  std::string_view words(std::size_t line) const { return words(lines_[line]); }
  bool blank(std::size_t line) const { return line >= lines_.size() || lines_[line].blank(); }
  std::size_t next_line(std::size_t line) const;  // the next one that is not blank
  Start start_of(const Line& line) const;
  bool gloss_at(std::size_t title) const;
  bool row_shape(std::string_view content) const;
  bool table_head(std::size_t line) const;
  bool heading_at(std::size_t line, const Start& start) const;

  void open(Outline& outline, std::size_t line);
  void row(std::uint32_t from, std::uint32_t to);
  void row_rest(std::uint32_t from, std::uint32_t to);
  void cell(std::uint32_t from, std::uint32_t to, std::string head);
  Block gloss(std::size_t title);
  void close(Outline& outline);

  const std::string_view text_;
  const std::vector<Line> lines_;

  // The block that is being put together, and the summaries taken out of it so far.
  struct Pending {
    bool any = false;
    bool name_only = false;  // a row of which nothing but the name was there yet
    bool see_row = false;    // a row that ends in "See …": nothing of it follows its summary
    BlockKind kind = BlockKind::paragraph;
    std::uint8_t level = 0;
    std::int32_t within = -1;
    std::vector<Cell> cells;
    std::vector<Block> glosses;
  };
  Pending pending_;
  std::size_t summaries_ = 0, longest_summary_ = 0;  // bytes
  BlockText content_{{}};
  bool in_table_ = false;
  std::vector<std::string> heads_;                             // of the table: first column, dates, notes
  std::int32_t row_ = -1, row_cell_ = -1;                      // the row that blocks belong to now
  std::vector<std::pair<std::uint32_t, std::int32_t>> items_;  // open list items: indentation, index
  std::int32_t introduction_ = -1;                             // a paragraph that ends in ":" right before
};

std::size_t MirrorReader::next_line(std::size_t line) const {
  while (line < lines_.size() && lines_[line].blank()) ++line;
  return line;
}

Start MirrorReader::start_of(const Line& line) const {
  Start start{line.from};
  bool invisible;
  auto blanks = [&] {
    while (start.content < line.to) {
      const std::uint32_t size = blank_at(text_.substr(0, line.to), start.content, invisible);
      if (size == 0) break;
      start.no_break = start.no_break || text_[start.content] == '\xC2';
      start.content += size;
    }
  };
  blanks();
  for (std::string_view bullet : {"\xE2\x80\xA2", "\xE2\x97\xA6", "\xE2\x96\xAA", "*", "\xC2\xB7"}) {
    if (!text_.substr(start.content, line.to - start.content).starts_with(bullet)) continue;
    const std::size_t after = start.content + bullet.size();
    if (after >= line.to || blank_at(text_, after, invisible) == 0) continue;
    start.content = static_cast<std::uint32_t>(after);
    start.bullet = true;
    start.no_break = false;
    blanks();
    break;
  }
  return start;
}

// A title at this line and a summary at the next, in the middle of a block's text.
bool MirrorReader::gloss_at(std::size_t title) const {
  if (title == 0 || title + 1 >= lines_.size()) return false;
  const Line &before = lines_[title - 1], &name = lines_[title], &summary = lines_[title + 1];
  if (before.blank() || name.blank() || summary.blank() || !blank(title + 2)) return false;
  if (name.to - name.from > kLongestTitle || name.indent != summary.indent) return false;
  const Start name_start = start_of(name), summary_start = start_of(summary);
  if (name_start.bullet || name_start.no_break || summary_start.bullet || summary_start.no_break) return false;
  const std::string_view title_words = words(name), summary_words = words(summary);
  if (starts_with_lower(title_words) && !words(before).ends_with(title_words)) return false;
  if (cut_off(summary_words)) return !cut_off(title_words);
  // A summary that was short enough to stand whole: then the linked phrase must be the title itself.
  return words(before).ends_with(title_words) && summary_words.size() > title_words.size() + 20 && ends_sentence(summary_words);
}

std::size_t MirrorReader::count(std::size_t enough) const {
  std::size_t found = 0;
  for (std::size_t i = 1; i + 1 < lines_.size() && found < enough; ++i) {
    if (!gloss_at(i)) continue;
    // A phrase that is the linked title itself is as good as two that are not.
    found += words(i - 1).ends_with(words(i)) ? 2 : 1;
    ++i;
  }
  return found;
}

// A row of a flattened table: a name, then a date, "See …" or nothing.
bool MirrorReader::row_shape(std::string_view content) const {
  const std::size_t run = name_run(content);
  if (run == 0 || run > kLongestName) return false;
  if (run == content.size()) return word_count(content) <= 6;
  const std::size_t see = content.find(" See ");
  if (see != std::string_view::npos && see < kLongestName) return true;
  for (std::size_t at = content.find(' '); at != std::string_view::npos && at <= run + 1; at = content.find(' ', at + 1))
    if (date_at(content.substr(at + 1)) != 0) return true;
  return false;
}

// The line over a table's rows: words with capitals, and the next line starts with a no-break space.
bool MirrorReader::table_head(std::size_t line) const {
  const std::size_t next = line + 1;
  if (blank(next) || words(line).size() > kLongestName) return false;
  const Start here = start_of(lines_[line]), below = start_of(lines_[next]);
  if (here.no_break || !below.no_break || below.content >= lines_[next].to) return false;
  const std::string_view content = text_.substr(here.content, lines_[line].to - here.content);
  const std::size_t count = word_count(content);
  if (count < 2 || count > 8 || ends_sentence(content) || ends_open(content) || !starts_with_capital(content)) return false;
  if (name_run(content) == content.size()) return true;
  return starts_with_capital(content.substr(content.rfind(' ') + 1)) &&
         row_shape(text_.substr(below.content, lines_[next].to - below.content));
}

bool MirrorReader::heading_at(std::size_t line, const Start& start) const {
  if ((line > 0 && !lines_[line - 1].blank()) || !blank(line + 1) || start.no_break || next_line(line + 1) == lines_.size()) return false;
  return heading_shape(text_.substr(start.content, lines_[line].to - start.content));
}

// Cuts a row's line into its cells: the name, the date, the notes.
void MirrorReader::row(std::uint32_t from, std::uint32_t to) {
  const std::string_view content = text_.substr(from, to - from);
  auto head = [&](std::size_t i) { return i < heads_.size() ? heads_[i] : std::string(); };
  // The name goes to the first date before which there are only words of a name.
  const std::size_t run = std::min<std::size_t>(name_run(content), kLongestName);
  std::size_t name_end = std::string_view::npos, date_from = 0, date_size = 0, notes = content.size();
  for (std::size_t at = content.find(' '); at != std::string_view::npos && at <= run + 1; at = content.find(' ', at + 1)) {
    const std::string_view rest = content.substr(at + 1);
    if (const std::size_t size = date_at(rest)) {
      name_end = at, date_from = at + 1, date_size = size, notes = at + 1 + size;
      break;
    }
    if (rest.starts_with("See ")) {
      name_end = at, notes = at + 1;
      break;
    }
  }
  if (name_end == std::string_view::npos && name_run(content) == content.size()) name_end = content.size();
  if (name_end == std::string_view::npos) {
    // Where the name ends cannot be told by shape: the first cell covers the run of capitals that it must be in, the notes
    // cover the whole line.
    content_.add(from, from + static_cast<std::uint32_t>(run));
    const std::uint32_t name_size = content_.size();
    content_.add(from + static_cast<std::uint32_t>(run), to);
    pending_.cells = {{0, name_size, head(0)}, {name_size, name_size, head(1)}, {0, content_.size(), head(2)}};
    return;
  }
  cell(from, from + static_cast<std::uint32_t>(name_end), head(0));
  cell(from + static_cast<std::uint32_t>(date_from), from + static_cast<std::uint32_t>(date_from + date_size), head(1));
  while (notes < content.size() && content[notes] == ' ') ++notes;
  cell(from + static_cast<std::uint32_t>(notes), to, head(2));
  pending_.see_row = content.substr(notes).starts_with("See ");
  pending_.name_only = notes == content.size() && date_size == 0;
}

void MirrorReader::cell(std::uint32_t from, std::uint32_t to, std::string head) {
  const auto start = content_.begin_cell();
  content_.add(from, to);
  pending_.cells.push_back(content_.end_cell(start, std::move(head)));
}

// The rest of a row whose name was a link: its date and its notes.
void MirrorReader::row_rest(std::uint32_t from, std::uint32_t to) {
  pending_.name_only = false;
  const auto date_size = static_cast<std::uint32_t>(date_at(text_.substr(from, to - from)));
  std::string date_head = pending_.cells[1].head, notes_head = pending_.cells[2].head;
  pending_.cells.resize(1);
  cell(from, from + date_size, std::move(date_head));
  std::uint32_t notes = from + date_size;
  while (notes < to && text_[notes] == ' ') ++notes;
  cell(notes, to, std::move(notes_head));
  pending_.see_row = text_.substr(notes, to - notes).starts_with("See ");
}

Block MirrorReader::gloss(std::size_t title) {
  const Line& line = lines_[title + 1];
  BlockText shown(text_);
  shown.add(line.from, line.to);
  Block gloss = shown.take(BlockKind::gloss);
  // "...." is a whole sentence and the dots that every summary ends in.
  const bool whole = gloss.text.ends_with("....") || !cut_off(gloss.text);
  if (cut_off(gloss.text)) gloss.text.resize(gloss.text.size() - 3);
  while (!gloss.text.empty() && gloss.text.back() == ' ') gloss.text.pop_back();
  while (!gloss.pieces.empty() && gloss.pieces.back().at >= gloss.text.size()) gloss.pieces.pop_back();
  if (!gloss.pieces.empty()) {
    Piece& last = gloss.pieces.back();
    last.size = std::min(last.size, static_cast<std::uint32_t>(gloss.text.size()) - last.at);
  }
  // Summaries are cut at one length. One that is well shorter than the longest ended where its sentence did, and only
  // lost its full stop; with few to compare, none is trusted.
  const bool short_enough = summaries_ >= 5 && (line.to - line.from) * 100 < longest_summary_ * 85;
  gloss.cut = !whole && (!short_enough || breaks_off(gloss.text));
  gloss.title = std::string(trimmed(words(title)));
  gloss.offset = content_.size();
  return gloss;
}

void MirrorReader::close(Outline& outline) {
  if (!pending_.any) return;
  Pending done = std::exchange(pending_, Pending{});
  if (!done.cells.empty() && done.kind == BlockKind::table_row) done.cells.back().to = content_.size();
  Block block = content_.take(done.kind);
  block.cells = std::move(done.cells);
  block.level = done.level;
  block.within = done.within;
  block.cut = cut_off(block.text);
  if (block.kind == BlockKind::table_row) {
    row_ = -1;
  } else if (row_ >= 0) {
    block.row = row_;
    block.cell = row_cell_;
  }
  const bool introduces = block.kind == BlockKind::paragraph && block.text.ends_with(':');
  const std::int32_t index = outline.add(std::move(block));
  if (done.kind == BlockKind::table_row) {
    row_ = index;
    row_cell_ = static_cast<std::int32_t>(outline[index].cells.size()) - 1;
  }
  if (done.kind == BlockKind::list_item) {
    items_.back().second = index;
  } else {
    introduction_ = introduces ? index : -1;
  }
  const std::uint32_t end = static_cast<std::uint32_t>(outline[index].text.size());
  for (Block& gloss : done.glosses) {
    gloss.within = index;
    gloss.offset = std::min(gloss.offset, end);
    gloss.row = outline[index].row;
    gloss.cell = outline[index].cell;
    outline.add(std::move(gloss));
  }
}

// Starts the block that a line begins.
void MirrorReader::open(Outline& outline, std::size_t i) {
  const Line& line = lines_[i];
  const Start start = start_of(line);
  const std::string_view content = text_.substr(start.content, line.to - start.content);
  if (content.empty()) return;
  if (heading_at(i, start) && !table_head(i)) {
    in_table_ = false;
    row_ = -1;
    items_.clear();
    introduction_ = -1;
    content_.add(start.content, line.to);
    Block block = content_.take(BlockKind::heading);
    block.level = 2;
    outline.heading(std::move(block));
    return;
  }
  pending_.any = true;
  if (table_head(i)) {
    // Heads are one run of words; by shape only the first and the last column's can be told: they are single words, what
    // is between heads the dates.
    in_table_ = true;
    row_ = -1;
    items_.clear();
    content_.add(start.content, line.to);
    Block block = content_.take(BlockKind::table_row);
    const auto size = static_cast<std::uint32_t>(block.text.size());
    const auto first = static_cast<std::uint32_t>(std::min<std::size_t>(block.text.find(' '), size));
    const std::size_t space = block.text.rfind(' ');
    const auto last = space == std::string::npos ? size : static_cast<std::uint32_t>(space) + 1;
    block.cells = {{0, first, {}}};
    if (first + 1 < last) block.cells.push_back({first + 1, last - 1, {}});
    if (last < size) block.cells.push_back({last, size, {}});
    heads_ = {block.text.substr(0, first), first + 1 < last ? block.text.substr(first + 1, last - 1 - first - 1) : std::string(),
              block.text.substr(last)};
    block.silent = true;
    pending_.any = false;
    outline.add(std::move(block));
    return;
  }
  const bool row_here = start.no_break && (start.bullet ? row_shape(content) : in_table_);
  if (row_here) {
    pending_.kind = BlockKind::table_row;
    items_.clear();
    introduction_ = -1;
    row(start.content, line.to);
    return;
  }
  if (start.bullet) {
    pending_.kind = BlockKind::list_item;
    while (!items_.empty() && items_.back().first >= line.indent) items_.pop_back();
    pending_.within = items_.empty() ? introduction_ : items_.back().second;
    items_.emplace_back(line.indent, -1);
    pending_.level = static_cast<std::uint8_t>(std::min<std::size_t>(items_.size(), 200));
  } else {
    items_.clear();
  }
  content_.add(start.content, line.to);
}

void MirrorReader::read(Document& document) {
  Outline outline(document);
  content_ = BlockText(text_);
  std::size_t i = next_line(0);
  for (std::size_t at = 1; at + 1 < lines_.size(); ++at) {
    if (!gloss_at(at)) continue;
    ++summaries_;
    longest_summary_ = std::max(longest_summary_, words(at + 1).size());
    ++at;
  }

  // The page's title, and furniture under it, stand over the first long line.
  if (i < lines_.size() && !gloss_at(i + 1) && !table_head(i) && heading_shape(words(i)) && words(i).size() <= kLongestTitle) {
    content_.add(lines_[i].from, lines_[i].to);
    Block title = content_.take(BlockKind::heading);
    title.level = 1;
    document.title = title.text;
    outline.heading(std::move(title));
    ++i;
    while (i < lines_.size() && !lines_[i].blank() && words(i).size() < 40 && heading_shape(words(i)) && !gloss_at(i + 1) &&
           !blank(i + 1)) {
      content_.add(lines_[i].from, lines_[i].to);
      Block furniture = content_.take(BlockKind::paragraph);
      furniture.silent = true;
      outline.add(std::move(furniture));
      ++i;
    }
  }

  std::size_t blanks = 0;
  bool after_gloss = false;
  for (; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.blank()) {
      ++blanks;
      continue;
    }
    if (pending_.any && blanks == 0 && !after_gloss && gloss_at(i)) {
      pending_.glosses.push_back(gloss(i));
      after_gloss = true;
      blanks = 0;
      ++i;
      continue;
    }
    if (pending_.any && after_gloss && blanks <= 1) {
      // The rest of the sentence: it starts with the space or the mark that stood after the link, or with the tail of a word.
      const Start start = start_of(line);
      const std::string_view content = text_.substr(start.content, line.to - start.content);
      const bool another_row = start.no_break && pending_.see_row && pending_.kind == BlockKind::table_row;
      const bool goes_on = !start.bullet && !another_row && !content.empty() &&
                           (start.no_break || !(starts_with_capital(content) || (content[0] >= '0' && content[0] <= '9')));
      const bool next_row = start.no_break && in_table_ && row_shape(content) && ends_sentence(content_.text());
      if (goes_on && !next_row) {
        if (start.no_break && pending_.name_only && pending_.kind == BlockKind::table_row) {
          row_rest(start.content, line.to);
        } else {
          if (start.no_break) content_.space();
          content_.add(start.content, line.to);
        }
        after_gloss = false;
        blanks = 0;
        continue;
      }
    }
    close(outline);
    after_gloss = false;
    open(outline, i);
    blanks = 0;
  }
  close(outline);
}

}  // namespace

std::size_t count_glosses(std::string_view text, std::size_t enough) { return MirrorReader(text).count(enough); }

void read_mirror(Document& document) { MirrorReader(document.text).read(document); }

}  // namespace chancery::document
