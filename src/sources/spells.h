// SPDX-License-Identifier: Apache-2.0
// From yearly observations to spells: what was observed in these years and not in those. Where years are missing between two observations,
// when it began or ended is only known to lie between them. Observations of one thing come in the order of years. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::sources {

struct Spell {
  std::string key, what;      // of what, and as it was observed
  int first = 0, last = 0;    // years in which it was
  int before = 0, after = 0;  // the observations around it, of something else; 0: none
  std::uint64_t line = 0;     // of the first

  // EDTF. It began in its first year, or between the observation before and that; without one, by then.
  std::string since() const;
  // It ended in its last year, or between that and the observation after. Without one: empty where it was seen in the `latest` year of
  // all, for it may go on; else some time from its last year on.
  std::string until(int latest) const;
};

class Spells {
 public:
  // `listed`: only what was there is observed, so that a year without an observation is one in which it was not.
  explicit Spells(bool listed = false) : listed_(listed) {}

  using Done = std::function<void(const Spell&)>;

  // `what` of `key` was observed in the year; empty: nothing was. False where the year does not come after those observed before.
  bool observe(std::string_view key, int year, std::string_view what, std::uint64_t line, const Done& done);
  void finish(const Done& done);  // the last spell of each key, in the order in which the keys came
  int latest() const { return latest_; }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<Spell> running_;
  int latest_ = 0;
  bool listed_;
};

}  // namespace chancery::sources
