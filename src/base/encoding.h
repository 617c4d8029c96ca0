// SPDX-License-Identifier: Apache-2.0
// Characters and bytes: what is good UTF-8, what a code point is, and how other encodings become UTF-8.
// Not for case, accents or words. Everything here is a pure function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::base {

// What a look through bytes finds if they are taken for UTF-8.
struct Utf8Survey {
  std::size_t wide = 0;                     // good sequences of two bytes or more
  std::size_t bad = 0;                      // runs that are no UTF-8, a cut-off last character not counted
  std::size_t cut = 0;                      // bytes of a last character that the end cuts off
  std::size_t controls = 0;                 // NULs and other control characters that no text has
  std::size_t nuls_even = 0, nuls_odd = 0;  // NULs at even and odd places, which tell UTF-16
  bool good() const { return bad == 0 && cut == 0; }
};
Utf8Survey survey_utf8(std::string_view bytes);

std::size_t count_code_points(std::string_view utf8);
// The byte at which the code point so many behind the one at `byte` starts; the text's end where there are fewer.
std::size_t advance(std::string_view text, std::size_t byte, std::uint64_t code_points);
// The code point at `at`, with its length in `size`; of bad bytes U+FFFD and the length of the bad run (at least 1).
char32_t code_point(std::string_view text, std::size_t at, std::size_t& size);
void append_code_point(std::string& out, char32_t value);

// Bad sequences become U+FFFD each.
std::string repair_utf8(std::string_view bytes);
// Windows-1252, of which ISO 8859-1 text is a part: every byte has a meaning.
std::string from_windows_1252(std::string_view bytes);
// Any encoding that ICU knows by `name`; an unknown name is an error of kind invalid. Bad bytes become U+FFFD.
Result<std::string> from_encoding(std::string_view bytes, const std::string& name);

}  // namespace chancery::base
