// SPDX-License-Identifier: Apache-2.0
#include "document/lines.h"

#include <cstring>

namespace chancery::document {

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  const auto size = static_cast<std::uint32_t>(text.size());
  const bool carriage_returns = text.find('\r') != std::string_view::npos;
  std::uint32_t at = 0;
  while (at < size) {
    std::uint32_t end, next;
    if (carriage_returns) {
      end = at;
      while (end < size && text[end] != '\n' && text[end] != '\r') ++end;
      next = end + 1;
      if (end + 1 < size && text[end] == '\r' && text[end + 1] == '\n') ++next;
    } else {
      const void* found = std::memchr(text.data() + at, '\n', size - at);
      end = found ? static_cast<std::uint32_t>(static_cast<const char*>(found) - text.data()) : size;
      next = end + 1;
    }
    Line line{at, end, 0};
    // A byte-order mark is no part of the first line's content.
    if (at == 0 && text.substr(0, 3) == "\xEF\xBB\xBF") line.from = 3;
    auto white = [&](char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\0'; };
    while (line.from < line.to && white(text[line.from])) {
      line.indent = text[line.from] == '\t' ? line.indent / 4 * 4 + 4 : line.indent + 1;
      ++line.from;
    }
    while (line.to > line.from && white(text[line.to - 1])) --line.to;
    if (line.blank()) line.indent = 0;
    lines.push_back(line);
    at = next;
  }
  return lines;
}

}  // namespace chancery::document
