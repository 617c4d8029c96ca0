// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <fmt/core.h>

#include <cmath>
#include <cstdint>
#include <cstring>

namespace chancery::base {
namespace {

// The length of the UTF-8 sequence at `at`, 0 where none is valid there (overlong, surrogate, cut short).
std::size_t sequence_at(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  unsigned head = byte(0);
  if (head < 0x80) return 1;
  if (head >= 0xC2 && head <= 0xDF) return tail(1) ? 2 : 0;
  if (head >= 0xE0 && head <= 0xEF) {
    if (!tail(1) || !tail(2) || (head == 0xE0 && byte(1) < 0xA0) || (head == 0xED && byte(1) > 0x9F)) return 0;
    return 3;
  }
  if (head >= 0xF0 && head <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3) || (head == 0xF0 && byte(1) < 0x90) || (head == 0xF4 && byte(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

// Whether up to eight bytes are ASCII that needs no escape.
inline bool all_plain(const char* bytes, std::size_t size) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  std::uint64_t eight = kOnes * ' ';
  std::memcpy(&eight, bytes, size);
  auto zero_in = [&](std::uint64_t w) { return (w - kOnes) & ~w; };
  return ((eight | (eight - 0x20 * kOnes) | zero_in(eight ^ '"' * kOnes) | zero_in(eight ^ '\\' * kOnes)) & kHigh) == 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // start of the run not yet appended
  for (std::size_t i = 0; i < text.size();) {
    while (text.size() - i >= 8 && all_plain(text.data() + i, 8)) i += 8;
    if (text.size() - i < 8 && all_plain(text.data() + i, text.size() - i)) break;
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      ++i;
      continue;
    }
    std::size_t size = sequence_at(text, i);
    if (c >= 0x80 && size) {
      i += size;
      continue;
    }
    out += text.substr(plain, i - plain);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c < 0x20 ? fmt::format("\\u{:04x}", c) : "\uFFFD";
    }
    plain = ++i;
  }
  out += text.substr(plain);
  out += '"';
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_values_.empty()) return;
  if (has_values_.back()) out_ += ',';
  has_values_.back() = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  has_values_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  has_values_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  // Most keys are short and plain: one piece.
  char piece[11];
  if (name.size() <= 8 && all_plain(name.data(), name.size())) {
    piece[0] = '"';
    std::memcpy(piece + 1, name.data(), name.size());
    std::memcpy(piece + 1 + name.size(), "\":", 2);
    out_.append(piece, name.size() + 3);
  } else {
    append_json_string(out_, name);
    out_ += ':';
  }
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  if (std::trunc(number) == number && std::fabs(number) <= 9007199254740992.0) return raw(std::to_string(static_cast<long long>(number)));
  return raw(fmt::format("{}", number));
}

}  // namespace chancery::base
