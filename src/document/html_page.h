// SPDX-License-Identifier: Apache-2.0
// Where on an HTML page the article stands, and what the page says of it. Inside this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::document {

struct HtmlPage {
  std::uint32_t article = 0;   // where the tag begins that holds the article; 0 of a text without such
  std::uint32_t heading = 0;   // past the tag of the article's title; 0 where there is none
  std::uint32_t modified = 0;  // past the tag of the words that say when the page was last changed; 0 where there is none
  std::string_view name;       // the title that its head gives, as written
  std::string published;       // EDTF, as its head or the article's beginning gives it
};

HtmlPage survey_html(std::string_view text);

}  // namespace chancery::document
