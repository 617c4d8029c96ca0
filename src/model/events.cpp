// SPDX-License-Identifier: Apache-2.0
#include "model/events.h"

#include <fmt/core.h>

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

}  // namespace

std::uint32_t Words::number_of(std::string_view text) {
  if (const auto it = numbers_.find(text); it != numbers_.end()) return it->second;
  const auto number = static_cast<std::uint32_t>(texts_.size() + 1);
  texts_.push_back(&numbers_.emplace(text, number).first->first);
  base::Sha256 sha;
  sha.update(text);
  const auto bytes = sha.finish();
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | bytes[i];
  hashes_.push_back(hash);
  return number;
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
