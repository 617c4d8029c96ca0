// SPDX-License-Identifier: Apache-2.0
// The tags of an HTML text with their places, one after the other, as forgiving as browsers are: no tree, any case, attributes with
// quotes or without. libxml2's SAX parser was tried: the place it tells is wrong for one run of text in twenty, and of none once the
// text was converted. Refers to the text without owning it.
#pragma once

#include <cstdint>
#include <string_view>

namespace chancery::document {

// What an element is for the flow of text.
enum class HtmlRole : std::uint8_t {
  inline_,
  bold,
  block,
  heading,
  list,
  item,
  table,
  part,  // a table's head, body or foot
  row,
  cell,
  head_cell,
  caption,
  break_,
  rule,
  void_,   // has no content: a picture, an input
  hidden,  // its content is not the article's
  raw,     // hidden, and no markup in it
};

struct HtmlTag {
  std::uint32_t from, to;       // with its brackets
  std::string_view name;        // in small letters; empty of what is no known element
  std::string_view attributes;  // as written
  HtmlRole role = HtmlRole::inline_;
  bool closing = false;     // "</p>"
  bool element = false;     // no comment, instruction, declaration
  bool characters = false;  // a CDATA section: its text is [from + 9, to - 3)
};

// The first tag at or after `at`; one of no bytes at the text's end where none follows. What is never closed ends with the text.
HtmlTag next_html_tag(std::string_view text, std::uint32_t at);

// Where the raw text after an opening tag ends: at its closing tag, or with the text.
std::uint32_t raw_end(std::string_view text, const HtmlTag& tag);

// The next attribute of a tag; takes it off `attributes`. An empty name: there are no more.
struct HtmlAttribute {
  std::string_view name, value;  // as written
};
HtmlAttribute next_attribute(std::string_view& attributes);

bool equal_ignoring_case(std::string_view a, std::string_view b);

// What rules/document/html.txt says of a class, an id or a meta element's name: bits.
enum HtmlWord : std::uint16_t {
  kHide = 1,
  kSilent = 2,
  kCaption = 4,
  kArticle = 8,
  kFacts = 16,
  kData = 32,
  kHeading = 64,
  kModified = 128,
  kDated = 256,
  kLayout = 512,  // said by role, not by name
  kMain = 1024,
};
std::uint16_t html_word(std::string_view name);

// What a tag's attributes say of its element, all together: classes, id, role, style, "hidden".
std::uint16_t looks_of(const HtmlTag& tag);

}  // namespace chancery::document
