// SPDX-License-Identifier: Apache-2.0
#include "serve/query.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/encoding.h"

namespace chancery::serve {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return {};
      const int high = digit(text[i + 1]), low = digit(text[i + 2]);
      if (high < 0 || low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (out.find('\0') != out.npos || base::repair_utf8(out) != out) return {};
  return out;
}

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

constexpr std::size_t kPinDigits = 16, kAskedDigits = 8;

}  // namespace

base::Result<Query> parse_query(std::string_view text) {
  Query out;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(one.size() + 1, text.size()));
    if (one.empty()) continue;
    const std::size_t equals = std::min(one.find('='), one.size());
    auto name = decoded(one.substr(0, equals)), value = decoded(one.substr(std::min(equals + 1, one.size())));
    if (!name || !value)
      return base::fail(base::ErrorKind::usage, "the address is not percent-encoded UTF-8", "", "write % as %25, and letters in UTF-8");
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

std::string canonical(const Query& query) {
  Query sorted = query;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (const auto& [name, value] : sorted) out += fmt::format("{}:{}={}:{}&", name.size(), name, value.size(), value);
  return out;
}

std::string print(const Cursor& cursor) { return fmt::format("{}.{}.{}", cursor.offset, cursor.pin.substr(0, kPinDigits), cursor.asked); }

std::optional<Cursor> parse_cursor(std::string_view text) {
  Cursor out;
  const std::size_t first = text.find('.'), second = text.find('.', std::min(first, text.size()) + 1);
  if (first == text.npos || second == text.npos || first == 0) return {};
  auto [end, error] = std::from_chars(text.data(), text.data() + first, out.offset);
  if (error != std::errc() || end != text.data() + first || (text[0] == '0' && first > 1)) return {};
  out.pin = text.substr(first + 1, second - first - 1);
  out.asked = text.substr(second + 1);
  if (out.pin.size() != kPinDigits || out.asked.size() != kAskedDigits || !is_hexadecimal(out.pin) || !is_hexadecimal(out.asked)) return {};
  return out;
}

}  // namespace chancery::serve
