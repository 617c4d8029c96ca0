// SPDX-License-Identifier: Apache-2.0
#include "base/layout.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace chancery::base {
namespace {

std::size_t width_of(UChar32 c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return 0;
  if (c < 0x300) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  auto east = static_cast<UEastAsianWidth>(u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH));
  return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

// The code point at `at`, which moves past it; U+FFFD for bytes that are no UTF-8.
UChar32 next(std::string_view text, std::size_t& at) {
  auto size = static_cast<std::int32_t>(text.size());
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, size, c);
  at = static_cast<std::size_t>(i);
  return c < 0 ? 0xfffd : c;
}

// The bytes of the longest beginning of `text` that is at most `width` columns wide, one letter at least.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0, used = 0;
  while (at < text.size()) {
    std::size_t after = at;
    std::size_t columns = width_of(next(text, after));
    if (used + columns > width && at > 0) break;
    used += columns;
    at = after;
  }
  return at;
}

void spaces(std::string& out, std::size_t count) { out.append(count, ' '); }

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      width += byte >= 0x20 && byte != 0x7f;
      ++at;
    } else {
      width += width_of(next(text, at));
    }
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    UChar32 c = next(text, at);
    bool bad = c == 0xfffd || c < 0x20 || (c >= 0x7f && c < 0xa0);
    bool turning = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0xfeff;
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
      out += ' ';
    } else if (bad) {
      out += "\xef\xbf\xbd";
    } else if (!turning) {
      out += text.substr(from, at - from);
    }
  }
  return out;
}

std::string in_a_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      out += c;
    else if (out.empty() || out.back() != ' ')
      out += ' ';
  }
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 1);
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
      continue;
    }
    std::string_view word = text.substr(at, text.find_first_of(" \n", at) - at);
    at += word.size();
    std::size_t columns = display_width(word);
    if (!line.empty() && used + 1 + columns > width) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++used;
    }
    while (columns > width) {
      std::size_t size = fitting(word, width);
      if (size == word.size()) break;
      lines.emplace_back(word.substr(0, size));
      word.remove_prefix(size);
      columns = display_width(word);
    }
    line += word;
    used += columns;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::string_view head = width == 1 ? std::string_view() : text.substr(0, fitting(text, width - 1));
  while (!head.empty() && head.back() == ' ') head.remove_suffix(1);
  return std::string(head) + "…";
}

void TextTable::column(std::string head, Align align) { columns_.push_back({std::move(head), align}); }

void TextTable::row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::string TextTable::render(std::size_t width, std::size_t indent) const {
  constexpr std::size_t kGap = 2, kLeast = 6;
  std::size_t count = columns_.size();
  std::vector<std::size_t> widths(count), words(count);  // widest cell, widest word
  auto measure = [&](std::size_t i, std::string_view cell) {
    widths[i] = std::max(widths[i], display_width(cell));
    for (std::size_t at = 0; at < cell.size();) {
      std::size_t end = std::min(cell.find(' ', at), cell.size());
      words[i] = std::max(words[i], display_width(cell.substr(at, end - at)));
      at = end + 1;
    }
  };
  for (std::size_t i = 0; i < count; ++i) measure(i, columns_[i].head);
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < count; ++i) measure(i, row[i]);

  // Too wide: the widest column gives way first, down to its longest word; then words are cut.
  std::size_t frame = indent + (count > 0 ? kGap * (count - 1) : 0);
  std::size_t room = width > frame ? width - frame : count;
  for (bool cut_words : {false, true}) {
    for (std::size_t total = std::accumulate(widths.begin(), widths.end(), std::size_t{0}); total > room; --total) {
      std::size_t widest = count;
      for (std::size_t i = 0; i < count; ++i) {
        std::size_t least = std::max(kLeast, cut_words ? 0 : std::min(words[i], room / 2));
        if (widths[i] > least && (widest == count || widths[i] > widths[widest])) widest = i;
      }
      if (widest == count) break;
      --widths[widest];
    }
  }

  std::string out;
  auto put = [&](const std::vector<std::string>& cells) {
    std::vector<std::vector<std::string>> wrapped(count);
    std::size_t height = 0;
    for (std::size_t i = 0; i < count; ++i) {
      wrapped[i] = wrap(cells[i], widths[i]);
      height = std::max(height, wrapped[i].size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      std::string text;
      spaces(text, indent);
      for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) spaces(text, kGap);
        std::string_view cell = line < wrapped[i].size() ? std::string_view(wrapped[i][line]) : std::string_view();
        std::size_t empty = widths[i] - std::min(widths[i], display_width(cell));
        if (columns_[i].align == Align::right) spaces(text, empty);
        text += cell;
        if (columns_[i].align == Align::left) spaces(text, empty);
      }
      text.erase(text.find_last_not_of(' ') + 1);
      out += text += '\n';
    }
  };
  std::vector<std::string> heads;
  for (const Column& column : columns_) heads.push_back(column.head);
  put(heads);
  std::string rule;
  spaces(rule, indent);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) spaces(rule, kGap);
    for (std::size_t n = 0; n < widths[i]; ++n) rule += "─";
  }
  out += rule += '\n';
  for (const auto& row : rows_) put(row);
  return out;
}

}  // namespace chancery::base
