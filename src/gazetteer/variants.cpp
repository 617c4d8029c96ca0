// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/variants.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

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
    {false, {"-", " "}},
};

std::string straight(std::string_view name) {
  std::string out(name);
  for (std::string_view mark : {"\u2018", "\u2019", "\u02bb", "\u02bc", "`"}) out = replace(out, mark, "'", false);
  return out;
}

}  // namespace

std::string without_accents(std::string_view name) {
  if (std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(name);
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::Transliterator> ascii(icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
  if (!ascii) return std::string(name);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  ascii->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::vector<std::string> variants(std::string_view name) {
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
  return all;
}

}  // namespace chancery::gazetteer
