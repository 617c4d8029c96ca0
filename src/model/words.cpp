// SPDX-License-Identifier: Apache-2.0
#include "model/words.h"

#include "base/sha256.h"

namespace chancery::model {
namespace {

constexpr std::string_view kMark = "sha256:";
constexpr std::size_t kDigits = 64;

}  // namespace

std::string withheld(std::string_view words) {
  if (words.empty() || is_withheld(words)) return std::string(words);
  return std::string(kMark) + base::sha256_hex(words);
}

bool is_withheld(std::string_view quote) {
  return quote.size() == kMark.size() + kDigits && quote.starts_with(kMark) &&
         quote.find_first_not_of("0123456789abcdef", kMark.size()) == std::string_view::npos;
}

std::string_view words_of(const Citation& citation) { return is_withheld(citation.quote) ? std::string_view() : citation.quote; }

}  // namespace chancery::model
