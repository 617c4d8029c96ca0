// SPDX-License-Identifier: Apache-2.0
#include "brief/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "time/edtf.h"

namespace chancery::brief {
namespace {

constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
constexpr const char* kSeasons[] = {"spring", "summer", "autumn", "winter"};  // 21…24

std::string year_in_words(std::int64_t year) { return year > 0 ? std::to_string(year) : std::to_string(1 - year) + " BC"; }

// Without qualifiers; empty where there are no words for it.
std::string plain(const time::Date& date) {
  // Digits written X: only whole decades and centuries, and whole months and days, have words.
  constexpr std::uint8_t kDays = 0x03, kMonths4 = 0x0c, kLastDigit = 0x10, kLastTwo = 0x30;
  std::uint8_t years = date.unspecified & 0xf0;
  if (years != 0) {
    if (date.negative || (date.unspecified & 0x0f) != 0 || date.month != 0) return {};
    if (years == kLastDigit || years == kLastTwo) return fmt::format("the {}s", date.year);
    return {};
  }
  if ((date.unspecified & kMonths4) != 0 && (date.unspecified & kMonths4) != kMonths4) return {};
  if ((date.unspecified & kDays) != 0 && (date.unspecified & kDays) != kDays) return {};
  std::string year = year_in_words(date.year);
  if (date.month == 0 || (date.unspecified & kMonths4) != 0) return year;
  if (date.month > 12) return date.month >= 21 && date.month <= 24 ? fmt::format("{} {}", kSeasons[date.month - 21], year) : "";
  std::string month = fmt::format("{} {}", kMonths[date.month - 1], year);
  if (date.day == 0 || (date.unspecified & kDays) != 0) return month;
  return fmt::format("{} {}", date.day, month);
}

std::string qualified(const time::Date& date, std::string words) {
  if (words.empty()) return words;
  if (date.approximate != 0) words = "about " + words;
  if (date.uncertain != 0) words += " (uncertain)";
  return words;
}

std::string words_of(const time::Date& date) { return qualified(date, plain(date)); }

std::string span(const time::Date& from, const time::Date& to) {
  std::string a = words_of(from), b = words_of(to);
  if (a.empty() || b.empty()) return {};
  bool simple = !from.qualified() && !to.qualified() && from.unspecified == 0 && to.unspecified == 0 && from.year == to.year;
  if (simple && from.day != 0 && to.day != 0 && from.month == to.month) return fmt::format("{}–{}", from.day, b);
  if (simple && from.day != 0 && to.day != 0) return fmt::format("{} {} – {}", from.day, kMonths[from.month - 1], b);
  if (simple && from.precision() == time::Precision::month && to.precision() == time::Precision::month)
    return fmt::format("{} to {}", kMonths[from.month - 1], b);
  if (from.precision() == time::Precision::year && to.precision() == time::Precision::year && !from.qualified() && !to.qualified() &&
      from.unspecified == 0 && to.unspecified == 0)
    return a + "–" + b;
  return a + " to " + b;
}

std::string words_of(const time::Edtf& edtf) {
  using time::End;
  if (edtf.form == time::Edtf::Form::unsaid) return "a time not said";
  if (edtf.is_date()) return words_of(edtf.from);
  if (edtf.from_end == End::date && edtf.to_end == End::date) return span(edtf.from, edtf.to);
  if (edtf.to_end == End::date) {
    std::string words = words_of(edtf.to);
    return words.empty() ? "" : "by " + words;
  }
  if (edtf.from_end == End::date) {
    std::string words = words_of(edtf.from);
    return words.empty() ? "" : "from " + words + " on";
  }
  return {};
}

}  // namespace

std::string date_in_words(std::string_view edtf) {
  auto parsed = time::parse_edtf(edtf);
  std::string words = parsed ? words_of(*parsed) : "";
  return words.empty() ? std::string(edtf) : words;
}

std::string date_in_sentence(std::string_view edtf) {
  auto parsed = time::parse_edtf(edtf);
  std::string words = date_in_words(edtf);
  if (!parsed || words.starts_with("by ") || words.starts_with("from ")) return words;
  bool day = parsed->from_end == time::End::date && parsed->from.precision() >= time::Precision::day;
  return (day ? "on " : "in ") + words;
}

std::string time_in_words(const model::Time& time) {
  std::string out;
  auto add = [&](const std::string& words) { out += (out.empty() ? "" : ", ") + words; };
  if (!time.on.empty()) add(date_in_words(time.on));
  if (!time.since.empty() && !time.until.empty() && time.until != "..") {
    add("from " + date_in_words(time.since) + " to " + date_in_words(time.until));
  } else {
    if (!time.since.empty()) add("since " + date_in_words(time.since));
    if (time.until == "..") {
      add(time.since.empty() ? "formerly" : "ended since");
    } else if (!time.until.empty()) {
      add("until " + date_in_words(time.until));
    }
  }
  if (!time.at.empty() && out.empty()) add("as of " + date_in_words(time.at));
  return out;
}

std::string number_in_words(double number) {
  for (auto [unit, word] : {std::pair{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}}) {
    double units = number / unit, thousandths = units * 1000;
    if (std::abs(units) >= 1 && thousandths == std::floor(thousandths)) return fmt::format("{} {}", units, word);
  }
  std::string digits = model::print_number(number);
  std::size_t whole = std::min(digits.find_first_of(".eE"), digits.size()), first = digits.starts_with("-") ? 1 : 0;
  if (whole - first < 4) return digits;
  for (std::size_t at = whole; at > first + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string list_in_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return out;
}

std::string spaced(std::string word) {
  std::replace(word.begin(), word.end(), '-', ' ');
  return word;
}

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace chancery::brief
