// SPDX-License-Identifier: Apache-2.0
// Which state a code or a name stands for in which list at which time, and what a state is called in another list. Never guesses: what
// can be several states is an error that names them. Refers to its Gazetteer; made once, then thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "gazetteer/gazetteer.h"
#include "time/bounds.h"

namespace chancery::gazetteer {

inline constexpr std::string_view kNames = "name";  // where a list is asked for: the gazetteer's own names

class Codes {
 public:
  // One meaning of a value, and when it had it.
  struct Reading {
    std::uint32_t state;
    std::string_view list;
    time::Bounds held;
  };

  explicit Codes(const Gazetteer& gazetteer);

  const Gazetteer& gazetteer() const { return *gazetteer_; }
  // "cow"; kNames is one too. `alias` is none: it only finds states.
  bool has(std::string_view list) const;
  std::vector<std::string_view> lists() const;  // as they are tried, without kNames

  // All that `value` (in any case, with or without leading noughts) means in `list`, or where that is empty in all lists and as a name.
  std::vector<Reading> readings(std::string_view value, std::string_view list = {}) const;
  // The one state that it means, at some time of `when`. The error says that none has it, none had it then, or which states have it.
  base::Result<std::uint32_t> state(std::string_view value, std::string_view list = {}, std::optional<time::Bounds> when = {}) const;

 private:
  void add_named(std::string_view name, std::vector<Reading>& out) const;
  std::string readings_in_words(const std::vector<Reading>& readings) const;

  const Gazetteer* gazetteer_;
  std::unordered_multimap<std::string, const Code*> by_value_;  // by what of a value counts
};

// The code of a state in `list` at some time of `when`; without it that of today, else the only one that it ever had. Empty where it has
// none (then); several are an error.
base::Result<std::string_view> code_of(const Gazetteer& gazetteer, std::uint32_t state, std::string_view list,
                                       std::optional<time::Bounds> when = {});

// "1955-05-05/1990-10-02", "1991-12-26/.."; empty of what has no bounds.
std::string dates_text(const time::Bounds& bounds);

}  // namespace chancery::gazetteer
