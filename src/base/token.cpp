// SPDX-License-Identifier: Apache-2.0
#include "base/token.h"

#include <array>
#include <cstring>
#include <string>

namespace chancery::base {
namespace {

// Eight bytes at a time; `lower`: ASCII capitals count as small letters.
constexpr std::uint64_t kSeed = 0xcbf29ce484222325ull, kPrime = 0x9e3779b97f4a7c15ull, kOnes = 0x0101010101010101ull;

std::uint64_t lower_eight(std::uint64_t w) {
  const std::uint64_t seven = w & (0x7f * kOnes);
  const std::uint64_t from_a = seven + (0x80 - 'A') * kOnes, past_z = seven + (0x7f - 'Z') * kOnes;
  return w | ((((from_a ^ past_z) & ~w) & (0x80 * kOnes)) >> 2);
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t w) {
  hash = (hash ^ w) * kPrime;
  return hash ^ (hash >> 32);
}

template <typename Number>
std::uint64_t load(const char* p) {
  Number n;
  std::memcpy(&n, p, sizeof n);
  return n;
}

// The `n` < 8 bytes at `p` as a number, the first one lowest.
std::uint64_t load_rest(const char* p, std::size_t n) {
  if (n >= 4) return load<std::uint32_t>(p) | load<std::uint32_t>(p + n - 4) << (n - 4) * 8;
  if (n >= 2) return load<std::uint16_t>(p) | load<std::uint16_t>(p + n - 2) << (n - 2) * 8;
  return n == 1 ? static_cast<unsigned char>(*p) : 0;
}

std::uint64_t hash_bytes(const char* p, std::size_t n, bool lower) {
  std::uint64_t hash = kSeed ^ n;
  for (; n >= 8; p += 8, n -= 8) {
    std::uint64_t w = load<std::uint64_t>(p);
    hash = mix(hash, lower ? lower_eight(w) : w);
  }
  std::uint64_t rest = load_rest(p, n);
  hash = mix(hash, lower ? lower_eight(rest) : rest);
  hash *= kPrime;
  return hash ^ (hash >> 29);
}

enum Class : std::uint8_t { kSpace, kLower, kUpper, kDigit, kMark, kHigh };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    if (c >= 'a' && c <= 'z') classes[c] = kLower;
    else if (c >= 'A' && c <= 'Z') classes[c] = kUpper;
    else if (c >= '0' && c <= '9') classes[c] = kDigit;
    else if (c <= ' ' || c == 0x7f) classes[c] = kSpace;
    else if (c < 0x80) classes[c] = kMark;
    else classes[c] = kHigh;
  }
  return classes;
}
constexpr std::array<Class, 256> kClasses = make_classes();

// Base letters of U+00C0…U+017F; '?' where the letter stays as it is.
constexpr char kBase[] =
    "AAAAAA?CEEEEIIII?NOOOOO?OUUUUY??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"          // 00C0
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKk?LlLlLlL"          // 0100
    "lLlNnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz?";         // 0140

struct Letter {
  std::uint32_t code;
  std::uint8_t size;  // 1 for a bad byte
};

Letter decode(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char first = byte(at);
  auto follows = [&](std::size_t n) {
    if (at + n >= text.size()) return false;
    for (std::size_t i = 1; i <= n; ++i)
      if ((byte(at + i) & 0xc0) != 0x80) return false;
    return true;
  };
  if (first >= 0xc2 && first < 0xe0 && follows(1)) return {(first & 0x1fu) << 6 | (byte(at + 1) & 0x3fu), 2};
  if (first >= 0xe0 && first < 0xf0 && follows(2)) return {(first & 0x0fu) << 12 | (byte(at + 1) & 0x3fu) << 6 | (byte(at + 2) & 0x3fu), 3};
  if (first >= 0xf0 && first < 0xf5 && follows(3))
    return {(first & 7u) << 18 | (byte(at + 1) & 0x3fu) << 12 | (byte(at + 2) & 0x3fu) << 6 | (byte(at + 3) & 0x3fu), 4};
  return {0xfffd, 1};
}

// What a code point from U+0080 on is to a word.
Class class_of(std::uint32_t code) {
  if (code < 0xc0) return code == 0xa0 || code == 0x85 ? kSpace : code == 0xaa || code == 0xb5 || code == 0xba ? kLower : kMark;
  if (code == 0xd7 || code == 0xf7) return kMark;
  if (code < 0x180) {
    char base = kBase[code - 0xc0];
    if (base != '?') return base >= 'a' ? kLower : kUpper;
    return code == 0xc6 || code == 0xd0 || code == 0xde || code == 0x152 ? kUpper : kLower;
  }
  if (code >= 0x391 && code <= 0x3a9) return kUpper;
  if (code >= 0x400 && code <= 0x42f) return kUpper;
  if (code >= 0x2000 && code <= 0x200a) return kSpace;
  if (code == 0x202f || code == 0x205f || code == 0x3000 || code == 0x2028 || code == 0x2029 || code == 0xfeff || code == 0x200b) return kSpace;
  if ((code >= 0x2010 && code <= 0x206f) || (code >= 0x20a0 && code <= 0x20cf) || (code >= 0x2100 && code <= 0x2bff) ||
      (code >= 0x3001 && code <= 0x303f) || code == 0xfffd)
    return kMark;
  return kLower;
}

constexpr unsigned char to_lower(unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c; }

// Folds the word from `at` to `to` into a hash; whole letters only.
std::uint64_t fold(std::string_view word) {
  std::string folded;
  folded.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    unsigned char c = static_cast<unsigned char>(word[i]);
    if (c < 0x80) {
      folded += static_cast<char>(to_lower(c));
      ++i;
      continue;
    }
    Letter letter = decode(word, i);
    if (letter.code == 0x2010 || letter.code == 0x2011) {
      folded += '-';  // a hyphen, one that breaks no line too
    } else if (letter.code >= 0xc0 && letter.code < 0x180 && kBase[letter.code - 0xc0] != '?') {
      folded += static_cast<char>(to_lower(static_cast<unsigned char>(kBase[letter.code - 0xc0])));
    } else {
      if ((letter.code >= 0x391 && letter.code <= 0x3a9) || (letter.code >= 0x410 && letter.code <= 0x42f)) letter.code += 0x20;
      for (int shift = 0; shift < 24; shift += 8) folded += static_cast<char>(letter.code >> shift);
    }
    i += letter.size;
  }
  return hash_bytes(folded.data(), folded.size(), false);
}

}  // namespace

std::uint64_t hash_word(std::string_view word) { return hash_bytes(word.data(), word.size(), false); }

std::uint64_t hash_folded(std::string_view word) { return fold(word); }

void tokenize(std::string_view text, std::vector<Token>& out) {
  const std::size_t size = text.size();
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto letter_at = [&](std::size_t i) { return i < size && (kClasses[byte(i)] == kLower || kClasses[byte(i)] == kUpper); };
  bool space = true;
  for (std::size_t i = 0; i < size;) {
    Class first = kClasses[byte(i)];
    std::uint8_t width = 1;
    if (first == kHigh) {
      Letter letter = decode(text, i);
      width = letter.size;
      first = class_of(letter.code);
    }
    if (first == kSpace) {
      space = true;
      i += width;
      continue;
    }
    Token token;
    token.from = static_cast<std::uint32_t>(i);
    token.space_before = space;
    space = false;
    if (first == kMark) {
      i += width;
      token.shape = Token::punctuation;
      // "'s" after a word is one token of its own.
      bool apostrophe = byte(i - width) == '\'' || (width == 3 && text.compare(i - 3, 3, "\xe2\x80\x99") == 0);
      if (apostrophe && !token.space_before && !out.empty() && i < size && (text[i] == 's' || text[i] == 'S') &&
          !(i + 1 < size && (kClasses[byte(i + 1)] == kLower || kClasses[byte(i + 1)] == kUpper || kClasses[byte(i + 1)] == kDigit))) {
        ++i;
        token.to = static_cast<std::uint32_t>(i);
        token.word = token.folded = hash_word("'s");
        out.push_back(token);
        continue;
      }
      token.to = static_cast<std::uint32_t>(i);
      token.word = token.folded = hash_word(token.in(text));
      if (width > 1) token.folded = fold(token.in(text));  // as hash_folded makes it of a mark in a pattern
      out.push_back(token);
      continue;
    }
    if (first == kDigit) {
      ++i;
      while (i < size) {
        if (kClasses[byte(i)] == kDigit) ++i;
        else if ((text[i] == ',' || text[i] == '.') && i + 1 < size && kClasses[byte(i + 1)] == kDigit) {
          // A comma joins only groups of three ("1,700"); "26,2007" is two numbers.
          if (text[i] == ',' && !(i + 3 < size && kClasses[byte(i + 2)] == kDigit && kClasses[byte(i + 3)] == kDigit &&
                                  !(i + 4 < size && kClasses[byte(i + 4)] == kDigit)))
            break;
          i += 2;
        } else break;
      }
      token.shape = Token::number;
      if (i + 1 < size && letter_at(i) && letter_at(i + 1) && !letter_at(i + 2)) {
        std::string_view end = text.substr(i, 2);
        if (end == "st" || end == "nd" || end == "rd" || end == "th") {
          i += 2;
          token.shape = Token::ordinal;
        }
      }
      token.to = static_cast<std::uint32_t>(i);
      token.word = token.folded = hash_word(token.in(text));
      out.push_back(token);
      continue;
    }
    // A word.
    unsigned uppers = 0, letters = 0;
    bool high = false;
    Class klass = first;
    while (true) {
      high |= width != 1;
      ++letters;
      uppers += klass == kUpper;
      i += width;
      if (i >= size) break;
      klass = kClasses[byte(i)];
      width = 1;
      if (klass == kHigh) {
        Letter letter = decode(text, i);
        width = letter.size;
        klass = class_of(letter.code);
      }
      if (klass == kLower || klass == kUpper || klass == kDigit) continue;
      // "U.S.", "D.C.": single letters with stops between them.
      if (text[i] == '.' && uppers == letters && letters <= 4 && letter_at(i + 1) && kClasses[byte(i + 1)] == kUpper && !letter_at(i + 2) &&
          i - token.from + 1 == 2 * letters) {
        ++i;
        klass = kUpper;
        continue;
      }
      // The last stop of such a word belongs to it.
      if (text[i] == '.' && letters >= 2 && i - token.from == 2 * letters - 1 && uppers == letters) {
        ++i;
      }
      break;
    }
    token.to = static_cast<std::uint32_t>(i);
    token.word = hash_word(token.in(text));
    token.folded = high ? fold(token.in(text)) : uppers == 0 ? token.word : hash_bytes(text.data() + token.from, token.to - token.from, true);
    token.shape = first != kUpper ? Token::lower : uppers == letters && letters > 1 ? Token::upper : Token::capital;
    out.push_back(token);
  }
}

}  // namespace chancery::base
