// SPDX-License-Identifier: Apache-2.0
// The lines of a text. A line does not own its text and holds no line end (LF, CR LF or CR).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace chancery::document {

struct Line {
  std::uint32_t from, to;  // bytes of the text, white space at both ends left out (a no-break space is content)
  std::uint32_t indent;    // columns of plain white space before `from`
  bool blank() const { return from == to; }
};

std::vector<Line> lines_of(std::string_view text);

}  // namespace chancery::document
