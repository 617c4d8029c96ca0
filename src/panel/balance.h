// SPDX-License-Identifier: Apache-2.0
// The balance of a state between partners ("poles"), year by year: what ties it to each, by the kinds of statement that tie (model/README),
// and how evenly. What dates leave open becomes bounds; what nobody says stays unknown, which is not zero. Plain values.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"
#include "panel/evenness.h"

namespace chancery::panel {

// What ties the state to one pole in one year.
struct Ties {
  std::optional<Range> amount;     // nothing: unknown
  std::vector<std::size_t> facts;  // what it was counted from: places in Balance::facts
};

// The ties of one kind in one year.
struct Component {
  std::string kind;
  std::vector<Ties> poles;        // in the order of Balance::poles
  std::size_t known = 0;          // poles whose amount is known
  std::optional<Range> evenness;  // over those known; nothing for fewer than two, or none of anything
};

struct BalanceYear {
  int year = 0;
  std::vector<Component> components;  // in the order of their kinds
  std::optional<Range> evenness;      // the mean of the components that have one
};

struct Balance {
  inquiry::Entity state;
  std::vector<inquiry::Entity> poles;
  std::vector<inquiry::Fact> facts;
  std::string currency;  // of amounts by volume; those in others are left out
  std::vector<BalanceYear> years;
};

inline constexpr int kMostYears = 1000;

// From the first year to the last, both included; where one is not given, from the first or to the last in which something began. At least
// two poles and at most kMostAmounts, none of them the state: else an error of usage.
base::Result<Balance> balance(const inquiry::Inquiry& inquiry, const inquiry::Entity& state, std::span<const inquiry::Entity> poles,
                              std::optional<int> first, std::optional<int> last);

}  // namespace chancery::panel
