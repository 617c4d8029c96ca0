// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace chancery::base {
namespace {

// Windows-1252's own characters at 0x80 to 0x9F; its five unused bytes stand for the control characters of that number.
constexpr char16_t kWindows1252[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// The length of the sequence at `at`; `good` tells whether it is whole, `cut` whether it is good as far as the bytes go.
std::size_t sequence(std::string_view text, std::size_t at, bool& good, bool& cut) {
  auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  good = cut = false;
  if (lead < 0x80) return good = true, 1;
  std::size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (size == 0) return 1;
  // The second byte's range keeps out over-long forms, surrogates and what is past U+10FFFF.
  std::uint8_t low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < size; ++i) {
    if (at + i >= text.size()) return cut = true, i;
    if (byte(at + i) < low || byte(at + i) > high) return i;
    low = 0x80, high = 0xBF;
  }
  return good = true, size;
}

bool odd_control(std::uint8_t byte) {  // tab, line ends, form feed and escape are met in texts
  return (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1B) || byte == 0x7F;
}

}  // namespace

Utf8Survey survey_utf8(std::string_view bytes) {
  Utf8Survey survey;
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Eight plain bytes at a time: none has its high bit set and none is below a space or a DEL.
    while (at + 8 <= bytes.size()) {
      std::uint64_t word;
      std::memcpy(&word, bytes.data() + at, 8);
      constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
      if ((word & kHigh) != 0 || ((word - kOnes * 0x20) & kHigh) != 0 || ((word + kOnes) & kHigh) != 0) break;
      at += 8;
    }
    const std::size_t stop = std::min(bytes.size(), at + 8);
    while (at < stop) {
      bool good, cut;
      const std::size_t size = sequence(bytes, at, good, cut);
      if (size == 1 && good) {
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        if (odd_control(byte)) ++survey.controls;
        if (byte == 0) ++(at % 2 == 0 ? survey.nuls_even : survey.nuls_odd);
      } else if (good) {
        ++survey.wide;
      } else if (cut) {
        survey.cut = size;
      } else {
        ++survey.bad;
      }
      at += size;
    }
  }
  return survey;
}

std::size_t advance(std::string_view text, std::size_t byte, std::uint64_t code_points) {
  for (; byte < text.size() && code_points > 0; --code_points) do
      ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80);
  return byte;
}

std::size_t count_code_points(std::string_view utf8) {
  // Eight bytes at a time; only bytes 10xxxxxx are none of a code point's first.
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::size_t count = utf8.size();
  while (utf8.size() >= 8) {
    std::uint64_t eight;
    std::memcpy(&eight, utf8.data(), sizeof eight);
    count -= (eight >> 7 & ~(eight >> 6) & kOnes) * kOnes >> 56;
    utf8.remove_prefix(8);
  }
  for (char c : utf8) count -= (static_cast<std::uint8_t>(c) & 0xC0) == 0x80;
  return count;
}

char32_t code_point(std::string_view text, std::size_t at, std::size_t& size) {
  bool good, cut;
  size = sequence(text, at, good, cut);
  if (!good) return 0xFFFD;
  auto byte = [&](std::size_t i) { return char32_t{static_cast<std::uint8_t>(text[at + i])}; };
  switch (size) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  }
}

void append_code_point(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  auto tail = [&](int shift) { out += static_cast<char>(0x80 | (value >> shift & 0x3F)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6), tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12), tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | value >> 18), tail(12), tail(6), tail(0);
  }
}

std::string repair_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    bool good, cut;
    const std::size_t size = sequence(bytes, at, good, cut);
    if (good) {
      out.append(bytes, at, size);
    } else {
      out += "\xEF\xBF\xBD";
    }
    at += size;
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      append_code_point(out, byte < 0xA0 ? char32_t{kWindows1252[byte - 0x80]} : char32_t{byte});
    }
  }
  return out;
}

Result<std::string> from_encoding(std::string_view bytes, const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return fail(ErrorKind::invalid, "no encoding is known by the name \"" + name + "\"");
  std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status), ucnv_close);
  if (U_FAILURE(status)) return fail(ErrorKind::system, "ICU cannot convert to UTF-8");
  std::string out;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  UChar pivot[2048];
  UChar *pivot_from = pivot, *pivot_to = pivot;
  char target[8192];
  bool reset = true;
  do {
    char* write = target;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &write, target + sizeof target, &source, source_end, pivot, &pivot_from, &pivot_to, pivot + 2048,
                   reset,
                   /*flush=*/true, &status);
    reset = false;
    out.append(target, write);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return fail(ErrorKind::invalid, "the bytes are not in the encoding \"" + name + "\"");
  return out;
}

}  // namespace chancery::base
