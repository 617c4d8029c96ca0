// SPDX-License-Identifier: Apache-2.0
#include "document/html_tags.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/xml.h"

extern "C" {
extern const char chancery_text_html[], chancery_text_html_end[];
}

namespace chancery::document {
namespace {

using enum HtmlRole;

struct Meaning {
  std::string_view name;
  HtmlRole role;
};
constexpr auto kMeanings = std::to_array<Meaning>({
    {"a", inline_},       {"address", block},   {"applet", hidden},   {"area", void_},       {"article", block},  {"aside", hidden},
    {"audio", hidden},    {"b", bold},          {"base", void_},      {"blockquote", block}, {"body", block},     {"br", break_},
    {"button", hidden},   {"canvas", hidden},   {"caption", caption}, {"center", block},     {"cite", inline_},   {"col", void_},
    {"datalist", hidden}, {"dd", item},         {"details", block},   {"dialog", hidden},    {"dir", list},       {"div", block},
    {"dl", block},        {"dt", item},         {"em", inline_},      {"embed", void_},      {"fieldset", block}, {"figcaption", caption},
    {"figure", block},    {"footer", hidden},   {"form", block},      {"h1", heading},       {"h2", heading},     {"h3", heading},
    {"h4", heading},      {"h5", heading},      {"h6", heading},      {"head", hidden},      {"header", block},   {"hgroup", block},
    {"hr", rule},         {"html", block},      {"i", inline_},       {"iframe", raw},       {"img", void_},      {"input", void_},
    {"legend", block},    {"li", item},         {"link", void_},      {"main", block},       {"map", hidden},     {"math", hidden},
    {"menu", hidden},     {"meta", void_},      {"nav", hidden},      {"noembed", raw},      {"noframes", raw},   {"noscript", hidden},
    {"object", hidden},   {"ol", list},         {"optgroup", hidden}, {"option", hidden},    {"p", block},        {"param", void_},
    {"pre", block},       {"rp", hidden},       {"rt", hidden},       {"s", inline_},        {"script", raw},     {"section", block},
    {"select", hidden},   {"small", inline_},   {"source", void_},    {"span", inline_},     {"strong", bold},    {"style", raw},
    {"sub", inline_},     {"summary", block},   {"sup", inline_},     {"svg", hidden},       {"table", table},    {"tbody", part},
    {"td", cell},         {"template", hidden}, {"textarea", raw},    {"tfoot", part},       {"th", head_cell},   {"thead", part},
    {"time", inline_},    {"title", raw},       {"tr", row},          {"track", void_},      {"u", inline_},      {"ul", list},
    {"video", hidden},    {"wbr", void_},
});
static_assert(std::ranges::is_sorted(kMeanings, {}, &Meaning::name));
constexpr std::size_t kLongestName = 10;

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

const Meaning* meaning_of(std::string_view name) {
  if (name.size() > kLongestName) return nullptr;
  char small[kLongestName];
  std::ranges::transform(name, small, lower);
  const std::string_view wanted(small, name.size());
  const auto found = std::ranges::lower_bound(kMeanings, wanted, {}, &Meaning::name);
  return found != kMeanings.end() && found->name == wanted ? &*found : nullptr;
}

struct Word {
  std::string_view name;
  std::uint16_t bits;
  bool prefix;
};

std::vector<Word> read_words() {
  constexpr std::pair<std::string_view, HtmlWord> kBits[] = {{"hide", kHide},       {"silent", kSilent},     {"caption", kCaption},
                                                             {"article", kArticle}, {"facts", kFacts},       {"data", kData},
                                                             {"heading", kHeading}, {"modified", kModified}, {"dated", kDated}};
  std::vector<Word> words;
  std::string_view all(chancery_text_html, static_cast<std::size_t>(chancery_text_html_end - chancery_text_html));
  while (!all.empty()) {
    std::string_view line = all.substr(0, all.find('\n'));
    all.remove_prefix(std::min(line.size() + 1, all.size()));
    if (line.starts_with('#')) continue;
    const std::size_t colon = line.find(": ");
    for (const auto& [name, bits] : kBits) {
      if (line.substr(0, colon) != name) continue;
      for (line.remove_prefix(colon + 2); !line.empty();) {
        std::string_view one = line.substr(0, line.find(", "));
        line.remove_prefix(std::min(one.size() + 2, line.size()));
        const bool prefix = one.ends_with('*');
        if (prefix) one.remove_suffix(1);
        words.push_back({one, bits, prefix});
      }
    }
  }
  std::ranges::sort(words, {}, &Word::name);
  return words;
}

bool has_style(std::string_view style, std::string_view property, std::string_view value) {
  std::size_t at = style.find(property);
  if (at == std::string_view::npos) return false;
  at = style.find_first_not_of(" :", at + property.size());
  return at != std::string_view::npos && style.substr(at).starts_with(value);
}

std::uint16_t role_word(std::string_view role) {
  static constexpr std::string_view kFurniture[] = {"navigation", "banner",  "contentinfo", "search",  "complementary", "dialog", "menu",
                                                    "menubar",    "toolbar", "tablist",     "tooltip", "alert",         "button"};
  if (role == "main") return kMain;
  if (role == "presentation" || role == "none") return kLayout;
  return std::ranges::find(kFurniture, role) != std::end(kFurniture) ? kHide : 0;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

HtmlTag next_html_tag(std::string_view text, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::size_t open = text.find('<', at); open != std::string_view::npos; open = text.find('<', open + 1)) {
    HtmlTag tag{static_cast<std::uint32_t>(open), size, {}, {}};
    const std::string_view rest = text.substr(open + 1);
    if (const std::uint32_t end = rest.starts_with("!-->") ? tag.from + 5 : base::aside_end(text, tag.from, tag.characters)) {
      tag.to = end;
      return tag;
    }
    tag.closing = rest.starts_with("/");
    std::size_t end = open + 1 + (tag.closing ? 1 : 0);
    if (end >= size || !letter(text[end])) continue;
    const std::size_t named = end;
    while (end < size && !blank(text[end]) && text[end] != '>' && text[end] != '/') ++end;
    if (const Meaning* known = meaning_of(text.substr(named, end - named))) tag.name = known->name, tag.role = known->role;
    const std::size_t attributes = end;
    // A ">" in an attribute's quotes does not end the tag; a quotation mark begins a value only after "=".
    bool value = false;
    for (; end < size && text[end] != '>'; ++end) {
      const char c = text[end];
      if (value && (c == '"' || c == '\'')) {
        end = text.find(c, end + 1);
        if (end == std::string_view::npos) end = size - 1;
        value = false;
      } else if (!blank(c)) {
        value = c == '=';
      }
    }
    end = std::min<std::size_t>(end, size);
    tag.attributes = text.substr(attributes, end - attributes);
    tag.element = true;
    tag.to = static_cast<std::uint32_t>(std::min<std::size_t>(end + 1, size));
    return tag;
  }
  return {size, size, {}, {}};
}

std::uint32_t raw_end(std::string_view text, const HtmlTag& tag) {
  for (std::size_t at = text.find("</", tag.to); at != std::string_view::npos; at = text.find("</", at + 2))
    if (equal_ignoring_case(text.substr(at + 2, tag.name.size()), tag.name)) return static_cast<std::uint32_t>(at);
  return static_cast<std::uint32_t>(text.size());
}

HtmlAttribute next_attribute(std::string_view& all) {
  std::size_t at = 0;
  const auto skip_blank = [&] {
    while (at < all.size() && blank(all[at])) ++at;
  };
  while (at < all.size() && (blank(all[at]) || all[at] == '/' || all[at] == '=' || all[at] == '"' || all[at] == '\'')) ++at;
  const std::size_t from = at;
  while (at < all.size() && !blank(all[at]) && all[at] != '=' && all[at] != '/') ++at;
  HtmlAttribute out{all.substr(from, at - from), {}};
  skip_blank();
  if (at < all.size() && all[at] == '=') {
    ++at;
    skip_blank();
    if (at < all.size() && (all[at] == '"' || all[at] == '\'')) {
      const std::size_t close = std::min(all.find(all[at], at + 1), all.size());
      out.value = all.substr(at + 1, close - at - 1);
      at = std::min(close + 1, all.size());
    } else {
      const std::size_t value = at;
      while (at < all.size() && !blank(all[at])) ++at;
      out.value = all.substr(value, at - value);
    }
  }
  all.remove_prefix(at);
  return out;
}

std::uint16_t html_word(std::string_view name) {
  static const std::vector<Word> words = read_words();
  std::uint16_t bits = 0;
  // Names that begin another stand before it, with what begins so too between them.
  for (auto it = std::ranges::upper_bound(words, name, {}, &Word::name); it != words.begin();) {
    --it;
    if (name.empty() || it->name[0] != name[0]) break;
    if (it->prefix ? name.starts_with(it->name) : name == it->name) bits |= it->bits;
  }
  return bits;
}

std::uint16_t looks_of(const HtmlTag& tag) {
  std::uint16_t bits = 0;
  std::string_view left = tag.attributes;
  for (HtmlAttribute a = next_attribute(left); !a.name.empty(); a = next_attribute(left)) {
    if (equal_ignoring_case(a.name, "class") || equal_ignoring_case(a.name, "id")) {
      for (std::size_t at = 0; at < a.value.size();) {
        std::size_t end = at;
        while (end < a.value.size() && !blank(a.value[end])) ++end;
        bits |= html_word(a.value.substr(at, end - at)) & ~kDated;
        at = end + 1;
      }
    } else if (equal_ignoring_case(a.name, "style")) {
      // What sort keys hide with; labels on a picture.
      if (has_style(a.value, "display", "none") || has_style(a.value, "visibility", "hidden")) bits |= kHide;
      if (has_style(a.value, "position", "absolute")) bits |= kCaption;
    } else if (equal_ignoring_case(a.name, "role")) {
      bits |= role_word(a.value);
    } else if (equal_ignoring_case(a.name, "hidden") || (equal_ignoring_case(a.name, "aria-hidden") && a.value == "true")) {
      bits |= kHide;
    }
  }
  return bits;
}

}  // namespace chancery::document
