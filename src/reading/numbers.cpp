// SPDX-License-Identifier: Apache-2.0
#include "reading/numbers.h"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <cmath>

namespace chancery::reading {

using base::Token;

namespace {

struct NamedNumber {
  std::string_view word;
  double value;
};
constexpr std::array<NamedNumber, 29> kNumbers = {{{"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
                                                   {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
                                                   {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
                                                   {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
                                                   {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
                                                   {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"dozen", 12}}};
constexpr std::array<NamedNumber, 9> kScales = {{{"thousand", 1e3},
                                                 {"million", 1e6},
                                                 {"billion", 1e9},
                                                 {"trillion", 1e12},
                                                 {"mn", 1e6},
                                                 {"bn", 1e9},
                                                 {"m", 1e6},
                                                 {"b", 1e9},
                                                 {"mln", 1e6}}};

struct Currency {
  std::string_view word, code;
};
constexpr std::array<Currency, 14> kSigns = {{{"$", "USD"},
                                              {"\xe2\x82\xac", "EUR"},
                                              {"\xc2\xa3", "GBP"},
                                              {"\xc2\xa5", "JPY"},
                                              {"US$", "USD"},
                                              {"US", "USD"},
                                              {"USD", "USD"},
                                              {"EUR", "EUR"},
                                              {"GBP", "GBP"},
                                              {"A", "AUD"},
                                              {"C", "CAD"},
                                              {"NZ", "NZD"},
                                              {"S", "SGD"},
                                              {"HK", "HKD"}}};
constexpr std::array<Currency, 16> kUnits = {{{"dollars", "USD"},
                                              {"dollar", "USD"},
                                              {"USD", "USD"},
                                              {"euros", "EUR"},
                                              {"euro", "EUR"},
                                              {"EUR", "EUR"},
                                              {"pounds", "GBP"},
                                              {"GBP", "GBP"},
                                              {"yen", "JPY"},
                                              {"JPY", "JPY"},
                                              {"rubles", "RUB"},
                                              {"roubles", "RUB"},
                                              {"CHF", "CHF"},
                                              {"francs", "CHF"},
                                              {"yuan", "CNY"},
                                              {"CNY", "CNY"}}};

// Some bits of the hashes of words for numbers: what has none of them is no such word.
bool may_be_named(std::uint64_t folded) {
  static const std::array<bool, 1024> may_be = [] {
    std::array<bool, 1024> table{};
    for (const NamedNumber& number : kNumbers) table[base::hash_folded(number.word) >> 20 & 1023] = true;
    return table;
  }();
  return may_be[folded >> 20 & 1023];
}

template <class Array>
auto find_in(const Array& array, std::string_view word) -> decltype(array.data()) {
  for (const auto& entry : array)
    if (entry.word == word) return &entry;
  return nullptr;
}

std::optional<double> parse(std::string_view digits) {
  std::array<char, 64> plain{};
  std::size_t size = 0;
  for (char c : digits) {
    if (c == ',') continue;
    if (size == plain.size()) return {};
    plain[size++] = c;
  }
  double value = 0;
  auto [end, error] = std::from_chars(plain.data(), plain.data() + size, value);
  if (error != std::errc() || end != plain.data() + size) return {};
  return value;
}

}  // namespace

bool may_begin_number(std::string_view text, const Token& token) {
  if (token.shape == Token::number) return true;
  const char first = text[token.from];
  const std::uint32_t size = token.to - token.from;
  if (token.shape == Token::punctuation) return first == '$' || static_cast<unsigned char>(first) >= 0x80;
  if (token.shape == Token::upper) return size <= 4;
  // "one" … "ninety", "dozen", "hundred"; "A" of "A$"
  return size == 1 ? token.shape == Token::capital : size >= 3 && size <= 9 && may_be_named(token.folded);
}

std::optional<NumberFound> find_number(std::string_view text, std::span<const Token> tokens, std::uint32_t at) {
  auto word = [&](std::uint32_t i) { return i < tokens.size() ? tokens[i].in(text) : std::string_view(); };
  NumberFound found{at, at, 0, {}};
  std::uint32_t i = at;
  // "$", "US$", "US $", "USD"
  if (tokens[i].shape != Token::number) {
    if (const Currency* sign = find_in(kSigns, word(i))) {
      bool letters = tokens[i].shape != Token::punctuation;
      if (letters && word(i).size() <= 2) {
        if (word(i + 1) != "$" || i + 2 >= tokens.size() || tokens[i + 2].shape != Token::number) return {};
        ++i;
      }
      if (i + 1 >= tokens.size() || tokens[i + 1].shape != Token::number) return {};
      found.currency = sign->code;
      ++i;
    }
  }
  if (tokens[i].shape == Token::number) {
    // "1,34,028": groups of two before the last three, as in India.
    std::string digits(word(i));
    std::uint32_t next = i + 1;
    auto group = [&](std::string_view form) {  // d: a digit
      std::string_view w = word(next + 1);
      return word(next) == "," && !tokens[next].space_before && !w.empty() && !tokens[next + 1].space_before && w.size() == form.size() &&
             std::equal(w.begin(), w.end(), form.begin(), [](char c, char f) { return f == 'd' ? c >= '0' && c <= '9' : c == f; });
    };
    // "3,5 million": a decimal comma, since no group of three follows.
    if (word(next + 2).size() > 3 && (group("d") || group("dd")) && find_in(kScales, word(next + 2))) {
      digits += "." + std::string(word(next + 1));
      next += 2;
    } else if (digits.size() <= 2) {
      while (group("dd")) digits += word(next + 1), next += 2;
      if (group("dd,ddd"))
        digits += word(next + 1), next += 2;
      else
        digits = word(i), next = i + 1;
    }
    auto value = parse(digits);
    if (!value) return {};
    found.value = *value;
    i = next;
  } else if (tokens[i].shape == Token::lower || tokens[i].shape == Token::capital) {
    std::array<char, 9> letters{};
    if (word(i).size() > letters.size()) return {};
    std::string_view lower(letters.data(), word(i).copy(letters.data(), letters.size()));
    if (letters[0] >= 'A' && letters[0] <= 'Z') letters[0] = static_cast<char>(letters[0] + 32);
    const NamedNumber* named = find_in(kNumbers, lower);
    if (!named) return {};
    found.value = named->value;
    ++i;
    if (named->value >= 20 && named->value < 100) {
      std::uint32_t next = word(i) == "-" ? i + 1 : i;
      if (const NamedNumber* unit = find_in(kNumbers, word(next)); unit && unit->value < 10) {
        found.value += unit->value;
        i = next + 1;
      }
    }
    if (word(i) == "hundred") {
      found.value *= 100;
      ++i;
    }
  } else {
    return {};
  }
  if (const NamedNumber* scale = find_in(kScales, word(i));
      scale && (word(i).size() > 2 || !found.currency.empty() || word(i) == "bn" || word(i) == "mn")) {
    found.value *= scale->value;
    ++i;
  }
  if (found.currency.empty()) {
    std::uint32_t unit = i;
    if ((word(unit) == "US" || word(unit) == "U.S." || word(unit) == "American") &&
        (word(unit + 1) == "dollars" || word(unit + 1) == "dollar"))
      ++unit;
    if (const Currency* named = find_in(kUnits, word(unit))) {
      found.currency = named->code;
      i = unit + 1;
    }
  } else if (find_in(kUnits, word(i))) {
    ++i;  // "$11.9 million USD"
  }
  found.value = std::round(found.value * 1e6) / 1e6;
  found.to = i;
  return found;
}

std::string format_number(double value) {
  if (std::abs(value) < 1e15 && value == std::floor(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{}", value);
}

}  // namespace chancery::reading
