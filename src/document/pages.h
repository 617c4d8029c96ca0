// SPDX-License-Identifier: Apache-2.0
// Text in pages that form feeds part, as a PDF's comes: what stands on pages for the reader of paper. Inside this folder only.
#pragma once

#include <string_view>
#include <vector>

#include "document/lines.h"

namespace chancery::document {

// Takes page numbers and running heads and feet out of the lines, and the blank lines that part a sentence which goes on over the page. False
// where there are no pages.
bool drop_page_furniture(std::string_view text, std::vector<Line>& lines);

}  // namespace chancery::document
