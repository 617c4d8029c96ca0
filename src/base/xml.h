// SPDX-License-Identifier: Apache-2.0
// The tags of an XML text with their places, one after the other: no tree, no names checked, nothing looked up outside. What is no
// tag ("a < b") is text. libxml2 tells of a run of text no place once an entity stands in it, and a quote needs one.
// Refers to the text without owning it.
#pragma once

#include <cstdint>
#include <string_view>

namespace chancery::base {

struct XmlTag {
  std::uint32_t from, to;       // "<head>", with its brackets
  std::string_view name;        // without a prefix; empty of a comment, an instruction, a declaration
  std::string_view attributes;  // as written
  bool closing = false;         // "</head>"
  bool empty = false;           // "<pb/>"
  bool characters = false;      // a CDATA section: its text is [from + 9, to - 3)
};

// Where the comment, CDATA section, instruction or declaration that begins at the "<" at `open` ends; 0 where none begins. `characters`:
// whether it is a whole CDATA section. HTML has the same.
std::uint32_t aside_end(std::string_view text, std::uint32_t open, bool& characters);

// The first tag at or after `at`; one of no bytes at the text's end where none follows. What is never closed ends with the text.
XmlTag next_tag(std::string_view text, std::uint32_t at);

// The value of an attribute as written; empty where there is none.
std::string_view attribute(const XmlTag& tag, std::string_view name);

}  // namespace chancery::base
