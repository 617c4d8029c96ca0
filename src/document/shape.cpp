// SPDX-License-Identifier: Apache-2.0
#include "document/shape.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/encoding.h"
#include "document/block_text.h"

namespace chancery::document {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return capital(c) ? static_cast<char>(c + 32) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

// Opening quotation marks and brackets before the first letter.
std::string_view opened(std::string_view text) {
  for (;;) {
    if (text.empty()) return text;
    if (text[0] == '"' || text[0] == '\'' || text[0] == '(' || text[0] == '[') {
      text.remove_prefix(1);
    } else if (text.starts_with("\xE2\x80\x9C") || text.starts_with("\xE2\x80\x98") || text.starts_with("\xE2\x80\x9E")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\xC2\xAB")) {
      text.remove_prefix(2);
    } else {
      return text;
    }
  }
}

std::string_view closed(std::string_view text) {
  for (;;) {
    if (text.empty()) return text;
    const char last = text.back();
    if (last == ']') {                                                                // a footnote's mark
      const std::size_t near = text.size() - std::min<std::size_t>(text.size(), 44);  // marks are short
      const std::size_t open = text.substr(near).rfind('[');
      if (open != std::string_view::npos && near + open + mark_at(text, near + open) == text.size()) {
        text = text.substr(0, near + open);
        continue;
      }
    }
    if (last == '"' || last == '\'' || last == ')' || last == ']' || last == ' ') {
      text.remove_suffix(1);
    } else if (text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE2\x80\x99")) {
      text.remove_suffix(3);
    } else if (text.ends_with("\xC2\xBB")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

// The word at `at`: up to white space. Gives its end.
std::size_t word_end(std::string_view text, std::size_t at) {
  bool invisible;
  while (at < text.size() && blank_at(text, at, invisible) == 0) ++at;
  return at;
}

std::size_t skip_blank(std::string_view text, std::size_t at) {
  bool invisible;
  while (at < text.size()) {
    const std::size_t size = blank_at(text, at, invisible);
    if (size == 0) break;
    at += size;
  }
  return at;
}

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};

// 1 to 12, or 0 of what is no month.
int month(std::string_view word) {
  while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
  if (word.size() < 3) return 0;
  const auto found = std::find_if(kMonths.begin(), kMonths.end(), [&](std::string_view name) {
    return same_letters(word, name) || (word.size() <= 4 && same_letters(word, name.substr(0, word.size())));
  });
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

// A whole year: four digits from 1000 to 2999.
bool year(std::string_view word) {
  return word.size() == 4 && (word[0] == '1' || word[0] == '2') && std::all_of(word.begin(), word.end(), digit);
}
bool day(std::string_view word) {
  while (!word.empty() && word.back() == ',') word.remove_suffix(1);
  return (word.size() == 1 || word.size() == 2) && std::all_of(word.begin(), word.end(), digit) && word != "0" && word != "00";
}

}  // namespace

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = skip_blank(text, 0); at < text.size(); at = skip_blank(text, word_end(text, at))) ++count;
  return count;
}

bool starts_with_capital(std::string_view text) {
  text = opened(text);
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text[0]) < 0x80) return capital(text[0]);
  std::size_t size;
  const char32_t c = base::code_point(text, 0, size);
  return u_isUUppercase(static_cast<UChar32>(c)) || (u_isalpha(static_cast<UChar32>(c)) && !u_isULowercase(static_cast<UChar32>(c)));
}

bool starts_with_lower(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text[0]) < 0x80) return small(text[0]);
  std::size_t size;
  return u_isULowercase(static_cast<UChar32>(base::code_point(text, 0, size)));
}

bool all_capitals(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size;
    const char32_t c = base::code_point(text, at, size);
    if (u_isULowercase(static_cast<UChar32>(c))) return false;
    letters += u_isUUppercase(static_cast<UChar32>(c));
    at += size;
  }
  return letters >= 2;
}

bool ends_sentence(std::string_view text) {
  text = closed(text);
  return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?' || text.ends_with("\xE2\x80\xA6"));
}

bool ends_open(std::string_view text) {
  if (text.empty()) return false;
  const char last = text.back();
  return last == ',' || last == ';' || last == ':' || last == '-' || last == '=' || text.ends_with("\xE2\x80\x93") ||
         text.ends_with("\xE2\x80\x94");
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(skip_blank(text, 0));
  for (;;) {
    if (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::size_t name_run(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kConnecting = {"of", "the", "and", "de", "da", "do",
                                                                   "du", "del", "la",  "le", "in", "&"};
  std::size_t end = 0;
  for (std::size_t at = skip_blank(text, 0); at < text.size();) {
    const std::size_t stop = word_end(text, at);
    const std::string_view word = text.substr(at, stop - at);
    if (starts_with_capital(word)) {
      end = stop;
    } else if (end == 0 || std::find(kConnecting.begin(), kConnecting.end(), word) == kConnecting.end()) {
      break;
    }
    at = skip_blank(text, stop);
  }
  return end;
}

bool heading_shape(std::string_view text) {
  if (text.empty() || text.size() > 160 || ends_open(text)) return false;
  if (!starts_with_capital(text) && !digit(text[0])) return false;
  const std::string_view inner = closed(text);
  if (inner.empty()) return false;
  // "Relations with the U.S." is a heading all the same: a stop after a single capital is an abbreviation's.
  if (ends_sentence(text) &&
      !(inner.size() >= 3 && inner.back() == '.' && capital(inner[inner.size() - 2]) && !small(inner[inner.size() - 3])))
    return false;
  return word_count(text) <= 12;
}

std::size_t date_at(std::string_view text) {
  const std::size_t first = word_end(text, 0);
  const std::string_view word = text.substr(0, first);
  if (year(word)) return first;
  if (word.size() == 7 && year(word.substr(0, 4)) && word[4] == '-' && digit(word[5]) && digit(word[6])) return first;
  if (word.size() == 10 && year(word.substr(0, 4)) && word[4] == '-' && word[7] == '-' && digit(word[5]) && digit(word[6]) &&
      digit(word[8]) && digit(word[9]))
    return first;
  const std::size_t second_at = skip_blank(text, first), second_end = word_end(text, second_at);
  const std::string_view second = text.substr(second_at, second_end - second_at);
  const std::size_t third_at = skip_blank(text, second_end), third_end = word_end(text, third_at);
  const std::string_view third = text.substr(third_at, third_end - third_at);
  if (day(word) && month(second) && year(third)) return third_end;
  if (month(word) && day(second) && year(third)) return third_end;
  if (month(word) && year(second)) return second_end;
  return 0;
}

std::string edtf_of(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 10 && text[10] == 'T') text = text.substr(0, 10);  // the time of day is left out
  if (text.empty() || date_at(text) != text.size()) return {};
  if (digit(text[0]) && text.find(' ') == std::string_view::npos) return std::string(text);
  std::string_view parts[3];
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < 3; at = skip_blank(text, word_end(text, at)))
    parts[count++] = text.substr(at, word_end(text, at) - at);
  const bool month_first = month(parts[0]) > 0;
  const int number = month(month_first ? parts[0] : parts[1]);
  std::string edtf = std::string(parts[count - 1]) + (number < 10 ? "-0" : "-") + std::to_string(number);
  if (count == 3) {
    std::string_view of_month = month_first ? parts[1] : parts[0];
    while (of_month.back() == ',') of_month.remove_suffix(1);
    edtf += (of_month.size() == 1 ? "-0" : "-") + std::string(of_month);
  }
  return edtf;
}

std::size_t mark_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '[') return 0;
  const std::string_view rest = text.substr(at + 1, 42);
  const std::size_t close = rest.find_first_of("[]\n");
  if (close == std::string_view::npos || close == 0 || rest[close] != ']') return 0;
  const std::size_t size = close + 2;
  std::string_view inner = rest.substr(0, close);
  if (inner[0] == '^') return size;
  if (std::all_of(inner.begin(), inner.end(), digit)) return inner.size() <= 4 ? size : 0;
  const bool glued = at > 0 && static_cast<unsigned char>(text[at - 1]) > 0x20;
  if (inner.size() == 1 && small(inner[0])) return glued ? size : 0;
  // "note 3", "nb 2", "n 1", "Note 12"
  if (const std::size_t space = inner.find(' '); space != std::string_view::npos) {
    const std::string_view word = inner.substr(0, space), number = inner.substr(space + 1);
    if ((same_letters(word, "note") || same_letters(word, "nb") || same_letters(word, "n") || same_letters(word, "notes")) &&
        !number.empty() && std::all_of(number.begin(), number.end(), [](char c) { return digit(c) || small(c); }) && number.size() <= 3)
      return size;
  }
  if (!glued) return 0;
  if (inner == "edit" || inner == "update" || inner == "dead link" || inner == "not in citation given" || inner == "failed verification" ||
      inner == "permanent dead link" || inner == "not verified in body" || inner == "clarify" || inner == "vague")
    return size;
  return inner.back() == '?' || inner.ends_with(" needed") || inner.starts_with("dubious") ? size : 0;
}

bool names_silent_section(std::string_view heading) {
  static constexpr std::array<std::string_view, 29> kSilent = {"references",
                                                               "reference",
                                                               "see also",
                                                               "external links",
                                                               "external link",
                                                               "notes",
                                                               "notes and references",
                                                               "footnotes",
                                                               "further reading",
                                                               "bibliography",
                                                               "sources",
                                                               "citations",
                                                               "works cited",
                                                               "references and notes",
                                                               "endnotes",
                                                               "literature",
                                                               "external sources",
                                                               "links",
                                                               "source",
                                                               "categories",
                                                               "navigation menu",
                                                               "related topics",
                                                               "general references",
                                                               "cited sources",
                                                               "cited works",
                                                               "notes & references",
                                                               "contents",
                                                               "table of contents",
                                                               "primary sources"};
  std::string_view name = trimmed(heading);
  while (!name.empty() && (name.back() == ':' || name.back() == '.')) name.remove_suffix(1);
  // A number of the section before it.
  std::size_t at = 0;
  while (at < name.size() && (digit(name[at]) || name[at] == '.')) ++at;
  if (at > 0) name = trimmed(name.substr(at));
  return std::any_of(kSilent.begin(), kSilent.end(), [&](std::string_view silent) { return same_letters(name, silent); });
}

}  // namespace chancery::document
