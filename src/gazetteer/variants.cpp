// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/variants.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>

namespace chancery::gazetteer {
namespace {

constexpr std::size_t kMost = 96;  // spellings of one name

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// `name` with each `from` made `to`; only where it stands as a word of its own, if `whole`.
std::string replace(std::string_view name, std::string_view from, std::string_view to, bool whole) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    bool here = name.substr(i).starts_with(from);
    if (here && whole) here = (i == 0 || !letter(name[i - 1])) && (i + from.size() >= name.size() || !letter(name[i + from.size()]));
    if (here) {
      out += to;
      i += from.size();
    } else {
      out += name[i++];
    }
  }
  return out;
}

struct Alternatives {
  bool whole;  // words, not parts of words
  std::initializer_list<std::string_view> forms;
};

const Alternatives kAlternatives[] = {
    {false, {"isation", "ization"}},
    {true, {"Co-operation", "Cooperation", "Co-Operation"}},
    {true, {"Co-operative", "Cooperative"}},
    {true, {"Co-ordination", "Coordination"}},
    {true, {"Centre", "Center"}},
    {true, {"Defence", "Defense"}},
    {true, {"Labour", "Labor"}},
    {true, {"Programme", "Program"}},
    {true, {"Harbour", "Harbor"}},
    {true, {"Neighbourhood", "Neighborhood"}},
    {true, {"and", "&"}},
    {true, {"Saint", "St.", "St"}},
    {false, {"'", "\u2019"}},
};

// The letters that a Latin letter with an accent is without it; empty for any other code point.
std::string base_letters(std::uint32_t code) {
  static const std::map<std::uint32_t, std::string_view> kWhole = {
      {0xc6, "AE"}, {0xd0, "D"},   {0xd8, "O"},   {0xde, "Th"},  {0xdf, "ss"},  {0xe6, "ae"},  {0xf0, "d"},   {0xf8, "o"},   {0xfe, "th"},
      {0x131, "i"}, {0x132, "IJ"}, {0x133, "ij"}, {0x138, "k"},  {0x149, "n"},  {0x14a, "N"},  {0x14b, "n"},  {0x152, "OE"}, {0x153, "oe"},
      {0x17f, "s"}, {0x18f, "E"},  {0x1a0, "O"},  {0x1a1, "o"},  {0x1af, "U"},  {0x1b0, "u"},  {0x218, "S"},  {0x219, "s"},  {0x21a, "T"},
      {0x21b, "t"}, {0x259, "e"},  {0x1e96, "h"}, {0x1e97, "t"}, {0x1e98, "w"}, {0x1e99, "y"}, {0x1e9a, "a"},
  };
  if (auto at = kWhole.find(code); at != kWhole.end()) return std::string(at->second);
  // U+00C0…U+017F, one letter each; '?' where it is above or no letter.
  static constexpr std::string_view kLatin =
      "AAAAAA?CEEEEIIII?NOOOOO??UUUUY??aaaaaa?ceeeeiiii?nooooo??uuuuy?y"
      "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiI???JjKk?LlLlLlL"
      "lLlNnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz?";
  if (code >= 0xc0 && code < 0x180) return kLatin[code - 0xc0] == '?' ? "" : std::string(1, kLatin[code - 0xc0]);
  // U+1E00…U+1E95 and U+1EA0…U+1EF9: capital and small letter in turn.
  static constexpr std::string_view kMore = "ABBBCDDDDDEEEEEFGHHHHHIIKKKLLLLMMMNNNNOOOOPPRRRRSSSSSTTTTUUUUUVVWWWWWXXYZZZ";
  static constexpr std::string_view kVietnamese = "AAAAAAAAAAAAEEEEEEEEIIOOOOOOOOOOOOUUUUUUUYYYY";
  std::string_view pairs = code >= 0x1e00 && code < 0x1e96 ? kMore : code >= 0x1ea0 && code < 0x1efa ? kVietnamese : std::string_view();
  if (pairs.empty()) return {};
  const char capital = pairs[(code - (code < 0x1e96 ? 0x1e00 : 0x1ea0)) / 2];
  return std::string(1, code % 2 == 0 ? capital : static_cast<char>(capital + 32));
}

std::string straight(std::string_view name) {
  std::string out(name);
  for (std::string_view mark : {"\u2018", "\u2019", "\u02bb", "\u02bc", "`"}) out = replace(out, mark, "'", false);
  return out;
}

}  // namespace

std::string without_accents(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    auto byte = [&](std::size_t at) { return at < name.size() ? static_cast<unsigned char>(name[at]) : 0u; };
    const unsigned first = byte(i);
    std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size > name.size() - i) size = 1;  // cut short
    const std::string_view letter = name.substr(i, size);
    const std::uint32_t code = size == 2   ? (first & 0x1f) << 6 | (byte(i + 1) & 0x3f)
                               : size == 3 ? (first & 0x0f) << 12 | (byte(i + 1) & 0x3f) << 6 | (byte(i + 2) & 0x3f)
                                           : 0;
    const std::string base = base_letters(code);
    out += base.empty() ? std::string(letter) : base;
    i += size;
  }
  return out;
}

std::vector<std::string> variants(std::string_view name, bool hyphens) {
  std::vector<std::string> all{std::string(name)};
  auto add = [&](std::string spelling) {
    if (all.size() < kMost && std::find(all.begin(), all.end(), spelling) == all.end()) all.push_back(std::move(spelling));
  };
  add(straight(name));
  add(without_accents(straight(name)));
  for (const Alternatives& a : kAlternatives) {
    const std::size_t so_far = all.size();
    for (std::size_t i = 0; i < so_far; ++i)
      for (std::string_view from : a.forms)
        for (std::string_view to : a.forms)
          if (from != to && all[i].find(from) != std::string::npos) {
            // "St" alone would also hit the "St" of "St.".
            if (from == "St" && all[i].find("St.") != std::string::npos) continue;
            add(replace(all[i], from, to, a.whole));
          }
  }
  for (std::size_t i = 0, so_far = all.size(); i < so_far; ++i) {
    if (all[i].find('-') != std::string::npos)
      add(replace(all[i], "-", " ", false));
    else if (hyphens && std::count(all[i].begin(), all[i].end(), ' ') == 1)
      add(replace(all[i], " ", "-", false));
  }
  return all;
}

}  // namespace chancery::gazetteer
