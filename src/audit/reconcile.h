// SPDX-License-Identifier: Apache-2.0
// Where two sources differ on the same question, and why they probably do. Not for what contradicts what within one state's facts
// (audit.h): here everything that both speak of is gone through. Plain function; as its Inquiry, for one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"

namespace chancery::audit {

// What is likely behind it, in the order in which they are told.
enum class Reason : std::uint8_t {
  one_day,       // one and the same day, counted from another zone, or a day of signing and a day after
  step,          // one of them looks every few years
  vague,         // a year against a day in another, in the first or last days of the year
  level,         // they code another level ("embassy", "legation"), of the same time
  capital_move,  // one has a former or later capital
  naming,        // the same under another spelling
  successor,     // the other has it of the state before or after
  denied,        // one says that there is none
  missing,       // the other covers it and has nothing
  real,          // they say different things
};
inline constexpr int kReasons = 10;
std::string_view name_of(Reason reason);         // "capital-move"
std::string_view description_of(Reason reason);  // in a few words
std::optional<Reason> reason_of(std::string_view name);

struct Difference {
  Reason reason = Reason::real;
  std::string what;                            // in which they differ: "begin", "end", a role, "all"
  std::optional<inquiry::Fact> first, second;  // what either says; one may be missing
};

struct Reconciled {
  std::size_t agreeing = 0;                       // facts that both say, or that do not exclude each other
  std::size_t first_alone = 0, second_alone = 0;  // facts on what the other neither speaks of nor covers
  std::vector<Difference> differences;            // by reason, then in the order of facts
};

// `first` and `second` are sources by number; with `kind`, facts of that kind alone.
base::Result<Reconciled> reconcile(const inquiry::Inquiry& inquiry, const std::set<std::int64_t>& first,
                                   const std::set<std::int64_t>& second, std::string_view kind = {});

}  // namespace chancery::audit
