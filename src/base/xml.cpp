// SPDX-License-Identifier: Apache-2.0
#include "base/xml.h"

#include <algorithm>

namespace chancery::base {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

std::uint32_t aside_end(std::string_view text, std::uint32_t open, bool& characters) {
  const auto end_of = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return static_cast<std::uint32_t>(found == std::string_view::npos ? text.size() : found + mark.size());
  };
  const std::string_view rest = text.substr(open + 1);
  characters = false;
  if (rest.starts_with("!--")) return end_of("-->", open + 4);
  if (rest.starts_with("![CDATA[")) {
    const std::uint32_t end = end_of("]]>", open + 9);
    characters = text.substr(0, end).ends_with("]]>");
    return end;
  }
  return rest.starts_with("?") || rest.starts_with("!") ? end_of(">", open + 2) : 0;
}

XmlTag next_tag(std::string_view text, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::size_t open = text.find('<', at); open != std::string_view::npos; open = text.find('<', open + 1)) {
    XmlTag tag{static_cast<std::uint32_t>(open), size, {}, {}};
    if (const std::uint32_t end = aside_end(text, tag.from, tag.characters)) {
      tag.to = end;
      return tag;
    }
    const std::string_view rest = text.substr(open + 1);
    tag.closing = rest.starts_with("/");
    const std::string_view named = rest.substr(tag.closing ? 1 : 0);
    if (named.empty() || !letter(named[0])) continue;
    // A ">" in an attribute's quotes does not end the tag.
    std::size_t end = 0;
    for (char quote = 0; end < named.size() && (quote || named[end] != '>'); ++end) {
      if (quote ? named[end] == quote : named[end] == '"' || named[end] == '\'') quote = quote ? 0 : named[end];
    }
    std::string_view inner = named.substr(0, end);
    tag.to = static_cast<std::uint32_t>(open + 1 + (tag.closing ? 1 : 0) + end + (end < named.size() ? 1 : 0));
    tag.empty = inner.ends_with("/");
    if (tag.empty) inner.remove_suffix(1);
    tag.name = inner.substr(0, inner.find_first_of(kBlank));
    tag.attributes = inner.substr(tag.name.size());
    tag.name.remove_prefix(tag.name.find(':') + 1);  // npos + 1 is 0: no prefix
    return tag;
  }
  return {size, size, {}, {}};
}

std::string_view attribute(const XmlTag& tag, std::string_view name) {
  const std::string_view all = tag.attributes;
  for (std::size_t at = 0; at < all.size();) {
    at = all.find_first_not_of(kBlank, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = std::min(all.find_first_of(" \t\r\n=", at), all.size());
    const std::string_view found = all.substr(at, end - at);
    const std::size_t open = all.find_first_of("\"'", end);
    if (open == std::string_view::npos) break;
    const std::size_t close = std::min(all.find(all[open], open + 1), all.size());
    if (found == name) return all.substr(open + 1, close - open - 1);
    at = close + 1;
  }
  return {};
}

}  // namespace chancery::base
