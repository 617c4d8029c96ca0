// SPDX-License-Identifier: Apache-2.0
#include "sources/dates.h"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "time/calendar.h"

namespace chancery::sources {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

unsigned month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  std::string start(word.substr(0, 3));
  for (char& c : start) c = static_cast<char>(c | 32);
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (kMonths[i] == start) return i + 1;
  return 0;
}

std::string print(unsigned year, unsigned month, unsigned day) {
  if (year == 0 || year > 9999 || month > 12) return {};
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  if (day > time::days_in_month(year, month)) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

}  // namespace

std::string edtf_of(std::string_view year, std::string_view month, std::string_view day) {
  return print(number(year).value_or(0), number(month).value_or(0), number(day).value_or(0));
}

std::string edtf_of(std::string_view text, Order order) {
  std::vector<std::string_view> parts;
  unsigned named = 0;
  for (std::size_t i = 0; i < text.size() && parts.size() + (named != 0) < 3;) {
    const std::size_t from = i;
    if (digit(text[i])) {
      while (i < text.size() && digit(text[i])) ++i;
      parts.push_back(text.substr(from, i - from));
    } else if (letter(text[i])) {
      while (i < text.size() && letter(text[i])) ++i;
      const std::string_view word = text.substr(from, i - from);
      if (word == "T") break;  // the time of day
      if (named != 0 || (named = month_of(word)) == 0) return {};
    } else {
      ++i;
    }
  }
  if (parts.empty()) return {};
  if (parts.size() == 1 && named == 0 && (parts[0].size() == 6 || parts[0].size() == 8))
    return edtf_of(parts[0].substr(0, 4), parts[0].substr(4, 2), parts[0].size() == 8 ? parts[0].substr(6) : std::string_view());
  std::string_view year, month, day;
  const std::string word = std::to_string(named);
  if (parts[0].size() == 4) {
    year = parts[0];
    month = named != 0 ? std::string_view(word) : parts.size() > 1 ? parts[1] : std::string_view();
    day = parts.size() > (named != 0 ? 1 : 2) ? parts.back() : std::string_view();
  } else if (parts.back().size() == 4) {
    year = parts.back();
    if (named != 0) {
      month = word;
      day = parts.size() > 1 ? parts[0] : std::string_view();
    } else if (parts.size() == 3) {
      month = parts[order == Order::month_first ? 0 : 1];
      day = parts[order == Order::month_first ? 1 : 0];
    } else {
      month = parts[0];
    }
  }
  return edtf_of(year, month, day);
}

}  // namespace chancery::sources
