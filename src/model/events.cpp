// SPDX-License-Identifier: Apache-2.0
#include "model/events.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

#include "base/sha256.h"

namespace chancery::model {
namespace {

// SplitMix64's finisher: each bit of what goes in changes half of those that come out.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>()(text); }
std::uint32_t rest_of(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

void Words::put(std::vector<Place>& places, std::size_t hash, std::size_t number) {
  std::size_t at = hash;
  while (places[at & (places.size() - 1)].number != 0) ++at;
  places[at & (places.size() - 1)] = {rest_of(hash), static_cast<std::uint32_t>(number)};
}

std::uint32_t Words::number_of(std::string_view text) {
  if (places_.size() < 2 * (words_.size() + 1)) {
    std::vector<Place> places(std::max<std::size_t>(1024, places_.size() * 2));
    for (std::size_t i = 0; i < words_.size(); ++i) put(places, hash_of(this->text(static_cast<std::uint32_t>(i + 1))), i + 1);
    places_ = std::move(places);
  }
  const std::size_t hash = hash_of(text);
  for (std::size_t at = hash;; ++at) {
    const Place& place = places_[at & (places_.size() - 1)];
    if (place.number == 0) break;
    if (place.rest == rest_of(hash) && this->text(place.number) == text) return place.number;
  }
  base::Sha256 sha;
  sha.update(text);
  const auto bytes = sha.finish();
  std::uint64_t lasting = 0;
  for (std::size_t i = 0; i < sizeof lasting; ++i) lasting = lasting << 8 | bytes[i];
  words_.push_back({texts_.size(), static_cast<std::uint32_t>(text.size()), lasting});
  texts_ += text;
  put(places_, hash, words_.size());
  return static_cast<std::uint32_t>(words_.size());
}

void EventSum::add(const EventRow& row, const EventWords& words) {
  const std::uint64_t when = std::uint64_t{row.line} << 32 | static_cast<std::uint32_t>(row.day);
  for (std::uint64_t seed = 0; seed < 2; ++seed) {
    std::uint64_t hash = mix(when ^ mix(words.pairs.hash(row.pair) + seed));
    hash = mix(hash ^ words.acts.hash(row.act));
    hash = mix(hash ^ words.actors.hash(row.actor));
    sums_[seed] += mix(hash ^ words.actors.hash(row.recipient));
  }
}

std::string EventSum::hex() const { return fmt::format("{:016x}{:016x}", sums_[1], sums_[0]); }

}  // namespace chancery::model
