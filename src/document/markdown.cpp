// SPDX-License-Identifier: Apache-2.0
#include "document/markdown.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "document/forms.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr int kDeepest = 24;  // lists and quotations inside each other; deeper ones are read as paragraphs

bool digit(char c) { return c >= '0' && c <= '9'; }

// The bytes of a list marker and the white space after it: "-   ", "* ", "1. ", "(a) " is none. 0 where there is none.
std::uint32_t list_marker(std::string_view words) {
  std::size_t at = 0;
  if (words.empty()) return 0;
  if (words[0] == '-' || words[0] == '*' || words[0] == '+') {
    at = 1;
  } else if (words.starts_with("\xE2\x80\xA2")) {
    at = 3;
  } else {
    while (at < words.size() && at < 9 && digit(words[at])) ++at;
    if (at == 0) {
      if (!words.starts_with("#.")) return 0;
      at = 1;
    }
    if (at >= words.size() || (words[at] != '.' && words[at] != ')')) return 0;
    ++at;
  }
  if (at == words.size()) return words.size() == 1 ? 1 : 0;  // "-" alone opens an empty item
  if (words[at] != ' ' && words[at] != '\t') return 0;
  while (at < words.size() && (words[at] == ' ' || words[at] == '\t')) ++at;
  return static_cast<std::uint32_t>(at);
}

int atx_level(std::string_view words) {
  std::size_t level = 0;
  while (level < words.size() && words[level] == '#') ++level;
  if (level == 0 || level > 6) return 0;
  return level == words.size() || words[level] == ' ' || words[level] == '\t' ? static_cast<int>(level) : 0;
}

bool rule_of(std::string_view words, char mark) {  // a thematic break
  std::size_t count = 0;
  for (char c : words) {
    if (c == mark)
      ++count;
    else if (c != ' ' && c != '\t')
      return false;
  }
  return count >= 3;
}
bool thematic_break(std::string_view words) {
  return !words.empty() && (words[0] == '-' || words[0] == '*' || words[0] == '_') && rule_of(words, words[0]);
}

int setext_level(std::string_view words) {
  if (words.size() < 2) return 0;
  if (words.find_first_not_of('=') == std::string_view::npos) return 1;
  if (words.find_first_not_of('-') == std::string_view::npos) return 2;
  return 0;
}

bool fence(std::string_view words) { return words.starts_with("```") || words.starts_with("~~~"); }

// "[1] …", "[^note]: …", "[name]: address": what a mark elsewhere leads to.
bool definition(std::string_view words) {
  if (words.empty() || words[0] != '[') return false;
  const std::size_t close = words.substr(0, 80).find(']');
  if (close == std::string_view::npos || close == 1) return false;
  if (close + 1 < words.size() && words[close + 1] == ':') return true;
  const std::string_view inner = words.substr(1, close - 1);
  return std::all_of(inner.begin(), inner.end(), digit) && (close + 1 == words.size() || words[close + 1] == ' ');
}

// The name of a picture's file at the start of a caption: its bytes, else 0.
std::size_t file_name(std::string_view words) {
  const std::size_t end = std::min(words.find(' '), words.size());
  std::string name(words.substr(0, end));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (std::string_view suffix : {".jpg", ".jpeg", ".png", ".svg", ".gif", ".tif", ".tiff", ".webp", ".ogg", ".ogv", ".webm"})
    if (name.find(suffix) != std::string::npos) return end;
  return 0;
}

// The suffix of a file's name with what stands after it, as "Name_of_picture.jpg" shows it: its bytes.
std::size_t suffix_at(std::string_view name) { return std::min(name.rfind('.'), name.size()); }

bool category_line(std::string_view words) {
  if (words.find("Category:") != std::string_view::npos) return true;
  // "Mexico–Tanzania_relations Tanzania Mexico": an article's name with its spaces written as underscores, and no sentence.
  const std::string_view first = words.substr(0, words.find(' '));
  const std::size_t mark = first.find('_');
  return mark != std::string_view::npos && mark > 0 && mark + 1 < first.size() && file_name(words) == 0 && !ends_sentence(words) &&
         word_count(words) <= 8 && starts_with_capital(words);
}

// The title that an article's first sentence sets in capitals: "ALBANIA—BRAZIL RELATIONS refer to …".
std::string_view title_in_capitals(std::string_view text) {
  text = text.substr(0, 400);
  std::size_t from = 0, end = 0, words = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find(' ', at), text.size());
    if (all_capitals(text.substr(at, stop - at))) {
      if (words++ == 0) from = at;
      end = stop;
    } else if (words >= 2 && end - from >= 12) {
      break;
    } else {
      words = 0;
    }
    at = stop + 1;
  }
  if (words < 2 || end - from < 12) return {};
  while (end > from && (text[end - 1] == ',' || text[end - 1] == ':')) --end;
  return text.substr(from, end - from);
}

}  // namespace

MarkdownReader::MarkdownReader(Document& document)
    : document_(document), text_(document.text), lines_(lines_of(text_)), outline_(document) {}

void MarkdownReader::add_words(BlockText& out, Lines lines) const {
  if (lines.empty()) return;
  // Lines that only white space parts are read in one go, so that a link may run over a line's end.
  bool together = true;
  for (std::size_t i = 1; i < lines.size() && together; ++i)
    together = lines[i].from >= lines[i - 1].to &&
               text_.substr(lines[i - 1].to, lines[i].from - lines[i - 1].to).find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
  if (together) {
    add_markdown(out, text_, lines.front().from, lines.back().to);
    return;
  }
  for (const Line& line : lines) {
    out.space();
    add_markdown(out, text_, line.from, line.to);
  }
}

std::int32_t MarkdownReader::add(Block block, Place& place) {
  if (block.text.empty()) return -1;
  block.row = place.row;
  block.cell = place.cell;
  if (place.level > 0 && block.kind == BlockKind::paragraph) {
    block.level = place.level;
    if (place.first) {
      block.kind = BlockKind::list_item;
      block.within = place.item >= 0 ? place.item : place.introduction;
    } else {
      block.level = 0;
      block.within = place.item;
    }
  }
  const bool introduces = block.kind == BlockKind::paragraph && block.text.ends_with(':');
  const std::int32_t index = outline_.add(std::move(block));
  if (place.level > 0) {
    if (place.first) place.item = index;
    place.first = false;
  } else {
    place.introduction = introduces ? index : -1;
  }
  return index;
}

void MarkdownReader::heading(const Line& line, int level, bool title) {
  BlockText words(text_);
  add_markdown(words, text_, line.from, line.to);
  Block block = words.take(BlockKind::heading);
  if (block.text.empty()) return;
  block.level = static_cast<std::uint8_t>(level);
  if (title && document_.title.empty()) document_.title = block.text;
  outline_.heading(std::move(block));
}

void MarkdownReader::add_file_name(BlockText& out, std::uint32_t from, std::uint32_t to) const {
  to = from + static_cast<std::uint32_t>(suffix_at(text_.substr(from, to - from)));
  for (std::uint32_t at = from; at < to; ++at) {
    if (text_[at] != '_') continue;
    out.add(from, at);
    out.space();
    from = at + 1;
  }
  out.add(from, to);
}

bool MarkdownReader::starts_block(const Line& line) const {
  const std::string_view w = words(line);
  if (w.empty()) return true;
  switch (w[0]) {
    case '#':
      return atx_level(w) > 0;
    case '>':
      return true;
    case '`':
    case '~':
      return fence(w);
    case '+':
      return w.starts_with("+-") || w.starts_with("+=") || list_marker(w) > 0;
    case '-':
    case '*':
    case '_':
      return thematic_break(w) || list_marker(w) > 0;
    case '1':
      return w.starts_with("1. ") || w.starts_with("1) ");
    default:
      return w.starts_with("\xE2\x80\xA2 ");
  }
}

std::size_t MarkdownReader::code(Lines lines, std::size_t at, const Place& place) {
  const char mark = words(lines[at])[0];
  std::size_t end = at + 1;
  while (end < lines.size() && !(fence(words(lines[end])) && words(lines[end])[0] == mark)) ++end;
  BlockText shown(text_);
  for (std::size_t i = at + 1; i < end; ++i) {
    shown.space();
    shown.add(lines[i].from, lines[i].to);
  }
  Block block = shown.take(BlockKind::paragraph);
  block.silent = true;
  block.row = place.row;
  block.cell = place.cell;
  if (!block.text.empty()) outline_.add(std::move(block));
  return std::min(end + 1, lines.size());
}

std::size_t MarkdownReader::comment(Lines lines, std::size_t at) const {
  while (at < lines.size() && words(lines[at]).find("-->") == std::string_view::npos) ++at;
  return std::min(at + 1, lines.size());
}

std::size_t MarkdownReader::quotation(Lines lines, std::size_t at, Place& place) {
  std::vector<Line> inner;
  while (at < lines.size() && !lines[at].blank()) {
    Line line = lines[at];
    if (words(line)[0] == '>') {
      ++line.from;
      line.indent = 0;
      while (line.from < line.to && (text_[line.from] == ' ' || text_[line.from] == '\t')) ++line.from, ++line.indent;
      if (line.indent > 0) --line.indent;
    } else if (inner.empty() || inner.back().blank() || starts_block(line)) {
      break;
    }
    inner.push_back(line);
    ++at;
  }
  Place within = place;
  ++within.depth;
  blocks(inner, within);
  return at;
}

std::size_t MarkdownReader::item(Lines lines, std::size_t at, std::uint32_t marker, Place& place) {
  const Line first = lines[at];
  const std::uint32_t column = first.indent + std::max<std::uint32_t>(marker, 2);
  std::vector<Line> inner{{first.from + marker, first.to, 0}};
  std::size_t end = at + 1;
  while (end < lines.size()) {
    Line line = lines[end];
    if (line.blank()) {
      // A blank line belongs to the item if what follows it does.
      std::size_t next = end;
      while (next < lines.size() && lines[next].blank()) ++next;
      if (next == lines.size() || lines[next].indent < std::min<std::uint32_t>(column, first.indent + 2)) break;
      inner.insert(inner.end(), lines.begin() + static_cast<std::ptrdiff_t>(end), lines.begin() + static_cast<std::ptrdiff_t>(next));
      end = next;
      continue;
    }
    const bool inside = line.indent >= std::min<std::uint32_t>(column, first.indent + 2);
    const bool lazy = !lines[end - 1].blank() && !starts_block(line) && list_marker(words(line)) == 0;
    if (!inside && !lazy) break;
    line.indent = line.indent >= column ? line.indent - column : 0;
    inner.push_back(line);
    ++end;
  }
  Place within = place;
  ++within.depth;
  within.level = static_cast<std::uint8_t>(std::min<int>(place.level + 1, 200));
  within.first = true;
  // An item that holds nothing but another list lends it no level.
  if (place.level > 0 && place.first) within.level = place.level;
  blocks(inner, within);
  return end;
}

// Captions that a converter left in the text: "Picture.jpg what it shows; 1981.]] The paragraph goes on".
bool MarkdownReader::captions(Lines& lines, std::vector<Line>& rest, Place& place) {
  std::size_t last_line = lines.size();
  std::uint32_t last_at = 0;
  std::vector<Line> caption;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line line = lines[i];
    for (std::size_t found; (found = words(line).find("]]")) != std::string_view::npos;) {
      if (words(line).substr(0, found).find("[[") != std::string_view::npos) break;
      const std::uint32_t end = line.from + static_cast<std::uint32_t>(found);
      if (end + 2 < line.to && text_[end + 2] != ' ') break;
      caption.push_back({line.from, end, 0});
      BlockText shown(text_);
      if (const std::size_t name = file_name(words(caption.front()))) {
        // A file's name is taken for the caption's words where hardly any others are left.
        const std::uint32_t from = caption.front().from;
        caption.front().from += static_cast<std::uint32_t>(name);
        std::size_t left = 0;
        for (const Line& part : caption) left += word_count(words(part));
        if (left <= 3) add_file_name(shown, from, from + static_cast<std::uint32_t>(name));
        shown.space();
      }
      add_words(shown, caption);
      Block block = shown.take(BlockKind::caption);
      block.row = place.row;
      block.cell = place.cell;
      if (!block.text.empty()) outline_.add(std::move(block));
      caption.clear();
      line.from = end + 2;
      while (line.from < line.to && text_[line.from] == ' ') ++line.from;
      last_line = i;
      last_at = line.from;
    }
    caption.push_back(line);
  }
  if (last_line == lines.size()) return false;
  rest.assign(lines.begin() + static_cast<std::ptrdiff_t>(last_line), lines.end());
  rest.front().from = last_at;
  if (rest.front().blank()) rest.erase(rest.begin());
  lines = rest;
  return true;
}

std::size_t MarkdownReader::paragraph(Lines all, std::size_t at, std::size_t blanks, Place& place) {
  std::size_t end = at + 1;
  int setext = 0;
  while (end < all.size() && !all[end].blank()) {
    if ((setext = setext_level(words(all[end]))) > 0) break;
    if (starts_block(all[end])) break;
    ++end;
  }
  if (setext > 0 && place.open()) {
    if (end - at == 1) {
      heading(all[at], setext, setext == 1 && outline_.next() == 0);
    } else {
      heading({all[at].from, all[end - 1].to, 0}, setext, false);
    }
    place.introduction = -1;
    return end + 1;
  }
  const bool single = end - at == 1 && (end == all.size() || all[end].blank());
  Lines lines = all.subspan(at, end - at);
  const std::string_view first = words(lines[0]);

  const bool file_alone = lines.size() == 1 && file_name(first) == first.size();
  if (definition(first) || category_line(first) || file_alone) {
    if (category_title_.empty() && !file_alone && category_line(first)) {
      const std::size_t mark = first.find('_');
      if (mark != std::string_view::npos && mark > 0) {
        const std::size_t space = first.rfind(' ', mark);
        const std::string_view name = first.substr(space == std::string_view::npos ? 0 : space + 1);
        category_title_ = std::string(name.substr(0, name.find(' ')));
        std::replace(category_title_.begin(), category_title_.end(), '_', ' ');
      }
    }
    BlockText shown(text_);
    for (const Line& line : lines) {
      shown.space();
      shown.add(line.from, line.to);
    }
    Block block = shown.take(BlockKind::paragraph);
    block.silent = true;
    outline_.add(std::move(block));
    return end;
  }

  std::vector<Line> rest;
  const bool captioned = text_.substr(lines.front().from, lines.back().to - lines.front().from).find("]]") != std::string_view::npos &&
                         captions(lines, rest, place);
  if (lines.empty()) return end;

  BlockText shown(text_);
  add_words(shown, lines);
  if (shown.empty()) return end;

  if (place.open()) {
    const std::string& text = shown.text();
    const std::string_view raw = words(lines[0]);
    const bool line_alone = lines.size() == 1 && lines[0].indent == 0;
    const bool last = [&] {  // nothing follows: no heading
      std::size_t next = end;
      while (next < all.size() && all[next].blank()) ++next;
      return next == all.size();
    }();
    int level = 0;
    bool title = false;
    if (line_alone && all_capitals(text) && word_count(text) >= 2 && text.size() <= 160 && !ends_sentence(text) && !last) {
      level = outline_.next() == 0 && !captioned ? 1 : 6;
      title = level == 1;
    } else if (line_alone && raw.size() > 4 && !last &&
               ((raw.starts_with("**") && raw.ends_with("**") && raw.find("**", 2) == raw.size() - 2) ||
                (raw.starts_with("__") && raw.ends_with("__") && raw.find("__", 2) == raw.size() - 2)) &&
               heading_shape(text)) {
      level = 6;
    } else if (plain_headings_ && single && line_alone && !captioned && !last && heading_shape(text)) {
      if (outline_.next() == 0) {
        level = 1, title = true;
      } else if (blanks >= 2) {
        level = 2;
      } else if (blanks == 1 && text.size() <= 80 && text.find(';') == std::string::npos && text.find(": ") == std::string::npos) {
        level = 3;
      }
    }
    if (level > 0) {
      Block block = shown.take(BlockKind::heading);
      block.level = static_cast<std::uint8_t>(level);
      if (title && document_.title.empty()) document_.title = block.text;
      outline_.heading(std::move(block));
      place.introduction = -1;
      return end;
    }
  }
  Block block = shown.take(BlockKind::paragraph);
  // A picture that stands alone: its words are a caption.
  if (lines.size() == 1 && words(lines[0]).starts_with("![")) block.kind = BlockKind::caption;
  block.cut = block.text.ends_with("...") || block.text.ends_with("\xE2\x80\xA6");
  add(std::move(block), place);
  return end;
}

void MarkdownReader::blocks(Lines lines, Place& place) {
  std::size_t blanks = 0;
  for (std::size_t at = 0; at < lines.size();) {
    if (lines[at].blank()) {
      ++blanks, ++at;
      continue;
    }
    const std::size_t blanks_before = std::exchange(blanks, 0);
    const std::string_view w = words(lines[at]);
    if (fence(w)) {
      at = code(lines, at, place);
      continue;
    }
    if (w.starts_with("<!--")) {
      at = comment(lines, at);
      continue;
    }
    if (const int level = atx_level(w); level > 0) {
      Line line = lines[at++];
      line.from += static_cast<std::uint32_t>(level);
      // Closing marks.
      while (line.to > line.from && text_[line.to - 1] == '#') --line.to;
      if (place.row < 0) {
        heading(line, level, level == 1);
        place.introduction = -1;
      } else {
        BlockText shown(text_);
        add_markdown(shown, text_, line.from, line.to);
        add(shown.take(BlockKind::paragraph), place);
      }
      continue;
    }
    if (w[0] == '>' && place.depth < kDeepest) {
      at = quotation(lines, at, place);
      continue;
    }
    if (const std::size_t next = table(lines, at, place); next != at) {
      place.introduction = -1;
      at = next;
      continue;
    }
    if (thematic_break(w)) {
      ++at;
      continue;
    }
    if (const std::uint32_t marker = list_marker(w); marker > 0 && place.depth < kDeepest) {
      at = item(lines, at, marker, place);
      continue;
    }
    at = paragraph(lines, at, blanks_before, place);
  }
}

// YAML between two lines of dashes, or pandoc's "% title": what the document says of itself.
void MarkdownReader::front_matter(std::size_t& at) {
  if (lines_.empty()) return;
  auto unquoted = [](std::string_view value) {
    value = trimmed(value);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    return value;
  };
  if (words(lines_[0]) == "---" && lines_[0].indent == 0) {
    std::size_t end = 1;
    while (end < lines_.size() && end < 100 && words(lines_[end]) != "---" && words(lines_[end]) != "...") ++end;
    if (end >= lines_.size() || end >= 100 || end == 1 || lines_[1].blank()) return;
    for (std::size_t i = 1; i < end; ++i) {
      const std::string_view w = words(lines_[i]);
      const std::size_t colon = w.find(':');
      if (colon == std::string_view::npos) continue;
      const std::string_view key = w.substr(0, colon), value = unquoted(w.substr(colon + 1));
      if (key == "title" && lines_[i].indent == 0) document_.title = std::string(value);
      if ((key == "date" || key == "published") && lines_[i].indent == 0) document_.published = edtf_of(value);
    }
    at = end + 1;
  } else if (words(lines_[0]).starts_with("% ")) {
    document_.title = std::string(trimmed(words(lines_[0]).substr(2)));
    at = 1;
    for (int part = 1; part < 3 && at < lines_.size() && words(lines_[at]).starts_with("%"); ++part, ++at)
      if (part == 2) document_.published = edtf_of(trimmed(words(lines_[at]).substr(1)));
  }
}

void MarkdownReader::find_title() {
  if (!document_.title.empty()) return;
  if (!category_title_.empty()) {
    document_.title = category_title_;
    return;
  }
  for (const Block& block : document_.blocks) {
    if (block.kind != BlockKind::paragraph || block.silent) continue;
    document_.title = std::string(title_in_capitals(block.text));
    return;
  }
}

void MarkdownReader::read() {
  std::size_t from = 0;
  front_matter(from);
  // A file that marks its headings has no unmarked ones.
  plain_headings_ = true;
  bool fenced = false;
  for (std::size_t i = from; i < lines_.size(); ++i) {
    const std::string_view w = words(lines_[i]);
    if (fence(w)) fenced = !fenced;
    if (fenced || w.empty()) continue;
    if (atx_level(w) > 0 || (setext_level(w) > 0 && i > from && !lines_[i - 1].blank() && (i < from + 2 || lines_[i - 2].blank()))) {
      plain_headings_ = false;
      break;
    }
  }
  Place place;
  blocks(Lines(lines_).subspan(from), place);
  find_title();
}

void read_markdown(Document& document) { MarkdownReader(document).read(); }

}  // namespace chancery::document
