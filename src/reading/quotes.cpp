// SPDX-License-Identifier: Apache-2.0
#include "reading/quotes.h"

#include <algorithm>

namespace chancery::reading {

using document::Block;
using document::Document;

namespace {

constexpr std::size_t kMostPlaces = 4, kMostStarts = 100000;
constexpr std::size_t kCheckpoint = document::Document::kCheckpoint;

// Bytes of the white space at `at`; 0 where there is none.
std::size_t space_at(std::string_view text, std::size_t at) {
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c == 0xc2 && at + 1 < text.size() && text[at + 1] == '\xa0') return 2;
  if (c == 0xe2 && at + 2 < text.size() && text[at + 1] == '\x80') {
    const unsigned char last = static_cast<unsigned char>(text[at + 2]);
    if (last <= 0x8a || last == 0xaf) return 3;  // U+2000…U+200A, U+202F
  }
  return 0;
}

std::size_t space_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t size = space_at(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

// How far `quote`, in one line, and `text` from `at` on say the same: the place in the text; `whole` where to the quote's end.
std::size_t same_until(std::string_view quote, std::string_view text, std::size_t at, bool& whole) {
  std::size_t i = 0;
  for (; i < quote.size() && at < text.size(); ++i) {
    if (quote[i] == ' ') {
      const std::size_t after = space_end(text, at);
      if (after == at) break;
      at = after;
    } else if (quote[i] == text[at]) {
      ++at;
    } else {
      break;
    }
  }
  whole = i == quote.size();
  return at;
}

// Adds the places of `quote` in `text`.
void find_in(std::string_view quote, std::string_view text, QuotePlaces& out) {
  const std::string_view first = quote.substr(0, quote.find(' '));
  std::size_t starts = 0;
  for (std::size_t at = text.find(first); at != std::string_view::npos; at = text.find(first, at + 1)) {
    if (out.places.size() == kMostPlaces || ++starts > kMostStarts) return;
    bool whole = false;
    const Place place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(same_until(quote, text, at, whole))};
    if (whole)
      out.places.push_back(place);
    else if (place.to - place.from > out.longest.to - out.longest.from)
      out.longest = place;
  }
}

}  // namespace

std::string in_one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = space_end(text, 0); at < text.size();) {
    const std::size_t after = space_end(text, at);
    if (after == at)
      out += text[at++];
    else if ((at = after) < text.size())
      out += ' ';
  }
  return out;
}

QuotePlaces find_quote(const Document& document, std::string_view quote) {
  QuotePlaces out;
  const std::string line = in_one_line(quote);
  if (line.empty()) return out;
  find_in(line, document.text, out);
  if (!out.places.empty()) return out;
  // As it is shown, without markup and footnote marks.
  for (const Block& block : document.blocks) {
    if (block.silent) continue;
    QuotePlaces shown;
    find_in(line, block.text, shown);
    for (const Place& place : shown.places) {
      const Place raw{block.place(place.from), block.place_end(place.to)};
      if (out.places.size() < kMostPlaces && raw.from < raw.to && std::find(out.places.begin(), out.places.end(), raw) == out.places.end())
        out.places.push_back(raw);
    }
  }
  return out;
}

bool byte_of(const Document& document, std::uint64_t point, std::uint32_t& byte) {
  const auto& points = document.checkpoints;
  const auto after = std::upper_bound(points.begin(), points.end(), point);
  const std::size_t checkpoint = after == points.begin() ? 0 : static_cast<std::size_t>(after - points.begin()) - 1;
  std::uint64_t passed = points.empty() ? 0 : points[checkpoint];
  for (std::size_t at = checkpoint * kCheckpoint; at < document.text.size(); ++at) {
    if ((static_cast<unsigned char>(document.text[at]) & 0xc0) == 0x80) continue;
    if (passed++ == point) {
      byte = static_cast<std::uint32_t>(at);
      return true;
    }
  }
  byte = static_cast<std::uint32_t>(document.text.size());
  return passed == point;
}

}  // namespace chancery::reading
