// SPDX-License-Identifier: Apache-2.0
#include "sources/spells.h"

#include <fmt/core.h>

#include <algorithm>

namespace chancery::sources {

std::string Spell::since() const {
  if (before == 0) return fmt::format("../{:04}", first);
  return before + 1 == first ? fmt::format("{:04}", first) : fmt::format("{:04}/{:04}", before, first);
}

std::string Spell::until(int latest) const {
  if (after != 0) return last + 1 == after ? fmt::format("{:04}", last) : fmt::format("{:04}/{:04}", last, after);
  return last == latest ? std::string() : fmt::format("{:04}/..", last);
}

bool Spells::observe(std::string_view key, int year, std::string_view what, std::uint64_t line, const Done& done) {
  latest_ = std::max(latest_, year);
  const auto [at, is_new] = places_.try_emplace(std::string(key), running_.size());
  if (is_new) {
    running_.push_back({std::string(key), std::string(what), year, year, listed_ ? year - 1 : 0, 0, line});
    return true;
  }
  Spell& spell = running_[at->second];
  if (year <= spell.last) return year == spell.last && spell.what == what;
  const bool missing = listed_ && year > spell.last + 1;  // years between, in which it was not
  if (spell.what == what && !missing) {
    spell.last = year;
    return true;
  }
  spell.after = missing ? spell.last + 1 : year;
  if (!spell.what.empty()) done(spell);
  spell = {std::move(spell.key), std::string(what), year, year, missing ? year - 1 : spell.last, 0, line};
  return true;
}

void Spells::finish(const Done& done) {
  for (Spell& spell : running_) {
    if (listed_ && spell.last < latest_) spell.after = spell.last + 1;
    if (!spell.what.empty()) done(spell);
  }
  running_.clear();
  places_.clear();
}

}  // namespace chancery::sources
