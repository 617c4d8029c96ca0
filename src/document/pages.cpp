// SPDX-License-Identifier: Apache-2.0
#include "document/pages.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::size_t kLongest = 100;  // bytes of a running head
constexpr std::size_t kFewest = 3;     // pages that make one
constexpr std::size_t kProse = 45;     // bytes of a line of prose

using PageLines = std::vector<Line>;

std::string_view words(std::string_view text, const Line& line) { return text.substr(line.from, line.to - line.from); }

bool digit(char c) { return c >= '0' && c <= '9'; }

// "12", "- 12 -", "Page 3 of 9", "3 / 9".
bool is_page_number(std::string_view words) {
  if (words.empty() || words.size() > 20 || std::none_of(words.begin(), words.end(), digit)) return false;
  std::string rest;
  for (char c : words)
    if (!digit(c) && c != ' ' && c != '-' && c != '/') rest += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const auto digits = std::count_if(words.begin(), words.end(), digit);
  return digits <= 8 && (rest.empty() || rest == "page" || rest == "pageof" || rest == "of" || rest == "p." || rest == "\xE2\x80\x93\xE2\x80\x93");
}

// What a running head has on every page: all but its numbers.
std::string kept(std::string_view words) {
  std::string out;
  for (char c : words)
    if (!digit(c)) out += c;
  return std::string(trimmed(out));
}

}  // namespace

bool drop_page_furniture(std::string_view text, std::vector<Line>& lines) {
  if (text.find('\f') == std::string_view::npos) return false;
  std::vector<PageLines> pages(1);
  std::size_t end = text.find('\f');
  for (Line& line : lines) {
    if (line.from > 0 && text[line.from - 1] == '\f') line.indent = 0;
    while (line.from > end) {
      pages.emplace_back();
      end = std::min(text.find('\f', end + 1), text.size());
    }
    if (!line.blank() || !pages.back().empty()) pages.back().push_back(line);
  }
  auto trim = [](PageLines& page) {
    while (!page.empty() && page.back().blank()) page.pop_back();
    const auto first = std::find_if(page.begin(), page.end(), [](const Line& line) { return !line.blank(); });
    page.erase(page.begin(), first);
  };
  // What most pages begin or end with, numbers apart, is no part of the text. A page may have one over the other.
  for (int round = 0; round < 2; ++round) {
    std::unordered_map<std::string, std::size_t> heads, feet;
    for (PageLines& page : pages) {
      trim(page);
      if (page.empty()) continue;
      if (page.size() > 1) ++heads[kept(words(text, page.front()))];
      ++feet[kept(words(text, page.back()))];
    }
    auto runs = [&](const std::unordered_map<std::string, std::size_t>& times, std::string_view line) {
      if (is_page_number(line)) return true;
      const auto found = times.find(kept(line));
      return found != times.end() && line.size() <= kLongest && found->second >= kFewest && found->second * 2 > pages.size();
    };
    for (PageLines& page : pages) {
      if (page.size() > 1 && runs(heads, words(text, page.front()))) page.erase(page.begin());
      if (!page.empty() && runs(feet, words(text, page.back()))) page.pop_back();
      trim(page);
    }
  }
  lines.clear();
  for (const PageLines& page : pages) {
    if (page.empty()) continue;
    if (!lines.empty()) {
      const std::string_view before = words(text, lines.back()), next = words(text, page.front());
      const std::size_t last = before.rfind(' ');
      const bool in_sentence = before.size() >= kProse && last != std::string_view::npos && starts_with_lower(before.substr(last + 1));
      const bool goes_on = !ends_sentence(before) && (starts_with_lower(next) || in_sentence);
      const std::uint32_t at = page.front().from;
      if (!goes_on) lines.push_back({at, at, 0});
    }
    lines.insert(lines.end(), page.begin(), page.end());
  }
  return true;
}

}  // namespace chancery::document
