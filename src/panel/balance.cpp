// SPDX-License-Identifier: Apache-2.0
#include "panel/balance.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace chancery::panel {
namespace {

using inquiry::Fact;
using model::Tie;
using time::Bounds;
using time::Truth;

const std::string* text(const Fact& fact, std::string_view role) {
  const model::Value* value = fact.role(role);
  return value ? std::get_if<std::string>(value) : nullptr;
}

bool within(const Bounds& inner, const Bounds& outer) { return outer.earliest <= inner.earliest && inner.latest <= outer.latest; }

// Whether it happened within the year: what lasts happened when it began. What may have been in any year is counted in none.
Truth happened(const Fact& fact, const Bounds& year) {
  if (!fact.interval.begin.closed() || !fact.interval.begin.overlaps(year)) return Truth::no;
  return within(fact.interval.begin, year) ? Truth::certain : Truth::possible;
}

struct Counting {
  const model::Kinds& kinds;
  Balance& out;

  // The facts of one kind that tie, or deny a tie, by place in out.facts.
  using Places = std::vector<std::size_t>;

  bool ties(const Fact& fact) const { return kinds.find(fact.kind)->ties(fact.statements.front().statement); }

  // Each counts one, certainly or possibly; `when` says whether in the year. Nothing where no fact speaks of the year: that nothing is
  // said does not say that there was nothing.
  template <class When>
  Ties count(const Places& places, When when) const {
    Ties ties_found;
    Range amount;
    bool spoken = false;
    for (std::size_t place : places) {
      const Fact& fact = out.facts[place];
      const Truth truth = when(fact);
      if (!ties(fact)) {
        spoken |= truth == Truth::certain;  // that it ended, or that there was none
        continue;
      }
      if (truth == Truth::no) continue;
      amount.to += 1;
      amount.from += truth == Truth::certain ? 1 : 0;
      ties_found.facts.push_back(place);
      spoken = true;
    }
    if (spoken) ties_found.amount = amount;
    return ties_found;
  }

  Ties standing(const Places& places, const Bounds& year) const {
    Ties found = count(places, [&](const Fact& fact) { return time::holds_within(fact.interval, year); });
    // What is known to have begun later, or to have ended before, tells that it was not then.
    if (!found.amount && std::any_of(places.begin(), places.end(), [&](std::size_t place) {
          const Fact& fact = out.facts[place];
          return ties(fact) && time::holds_within(fact.interval, year) == Truth::no;
        }))
      found.amount = Range{0, 0};
    return found;
  }

  // Each third that both belong to: the kind's first role belongs to its second. `own` and `others` are facts of the state and of the pole.
  Ties shared(const Places& own, const Places& others, const Bounds& year, const model::Kind& kind, const std::string& pole) const {
    struct Third {
      Truth own = Truth::no, other = Truth::no;
      std::vector<std::size_t> facts;
    };
    std::map<std::string, Third> thirds;
    auto look = [&](const Places& places, Truth Third::*side, const std::string& party) {
      bool spoken = false;
      for (std::size_t place : places) {
        const Fact& fact = out.facts[place];
        const std::string *member = text(fact, kind.role(0).name), *third = text(fact, kind.role(1).name);
        if (!member || *member != party || !third || !ties(fact)) continue;
        const Truth truth = time::holds_within(fact.interval, year);
        spoken = true;
        if (truth == Truth::no) continue;
        Third& one = thirds[*third];
        one.*side = std::max(one.*side, truth);
        one.facts.push_back(place);
      }
      return spoken;
    };
    Ties found;
    const bool known = look(own, &Third::own, out.state.value) & look(others, &Third::other, pole);
    Range amount;
    for (auto& [name, third] : thirds) {
      const Truth both = std::min(third.own, third.other);
      if (both == Truth::no) continue;
      amount.to += 1;
      amount.from += both == Truth::certain ? 1 : 0;
      found.facts.insert(found.facts.end(), third.facts.begin(), third.facts.end());
    }
    if (known) found.amount = amount;
    return found;
  }

  // What went both ways where a fact gives the sum of it, else the two ways together. Goods by themselves are a part of it and left out.
  Ties volume(const Places& places, std::string_view measure, const Bounds& year) const {
    Ties found;
    std::optional<Range> sum, sent, received;
    for (std::size_t place : places) {
      const Fact& fact = out.facts[place];
      const model::Value* value = fact.role(measure);
      const double* amount = value ? std::get_if<double>(value) : nullptr;
      const std::string* currency = text(fact, "currency");
      if (!amount || !ties(fact) || !currency || *currency != out.currency || fact.role("commodity")) continue;
      if (!within({fact.interval.begin.earliest, fact.interval.end.latest}, year)) continue;
      const std::string* from = text(fact, "from");
      std::optional<Range>& side = !from ? sum : *from == out.state.value ? sent : received;
      if (!side) side = Range{*amount, *amount};
      side = Range{std::min(side->from, *amount), std::max(side->to, *amount)};  // sources that differ
      found.facts.push_back(place);
    }
    if (!sum && sent && received) sum = Range{sent->from + received->from, sent->to + received->to};
    found.amount = sum;
    return found;
  }
};

// The currency that most amounts are in.
std::string usual_currency(const std::vector<Fact>& facts) {
  std::map<std::string, std::size_t> counts;
  for (const Fact& fact : facts)
    if (const std::string* currency = text(fact, "currency"); currency && fact.kind != "statistic") ++counts[*currency];
  auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

// The years in which the earliest of them began and the latest did, as far as that is known.
std::pair<int, int> years_of(const std::vector<Fact>& facts) {
  time::Day first = time::kOpen, last = time::kPast;
  for (const Fact& fact : facts) {
    const Bounds& begin = fact.interval.begin;
    if (!begin.closed()) continue;
    first = std::min(first, begin.earliest), last = std::max(last, begin.latest);
  }
  if (first > last) return {0, -1};
  return {static_cast<int>(time::civil_of(first).year), static_cast<int>(time::civil_of(last).year)};
}

void sum_up(Component& component) {
  std::vector<Range> amounts;
  for (const Ties& ties : component.poles)
    if (ties.amount) amounts.push_back(*ties.amount);
  component.known = amounts.size();
  component.evenness = evenness(amounts);
}

void sum_up(BalanceYear& year) {
  Range sum;
  double n = 0;
  for (const Component& component : year.components) {
    if (!component.evenness) continue;
    sum.from += component.evenness->from, sum.to += component.evenness->to, n += 1;
  }
  if (n > 0) year.evenness = Range{sum.from / n, sum.to / n};
}

}  // namespace

base::Result<Balance> balance(const inquiry::Inquiry& inquiry, const inquiry::Entity& state, std::span<const inquiry::Entity> poles,
                              std::optional<int> first, std::optional<int> last) {
  std::set<std::string> distinct = {state.value};
  for (const inquiry::Entity& pole : poles)
    if (!distinct.insert(pole.value).second)
      return base::fail(base::ErrorKind::usage, fmt::format("{} is named twice", pole.name), {}, "a balance is between different partners");
  if (poles.size() < 2 || poles.size() > kMostAmounts)
    return base::fail(base::ErrorKind::usage, fmt::format("a balance is between 2 to {} partners, and {} given", kMostAmounts,
                                                          poles.size() == 1 ? "one is" : fmt::format("{} are", poles.size())));
  Balance out{state, {poles.begin(), poles.end()}, {}, {}, {}};
  const model::Kinds& kinds = inquiry.kinds();
  Counting counting{kinds, out};

  // The facts of each kind that ties: those with each pole, and of what is shared those of each alone, the state's own last.
  struct Found {
    model::Kind kind;
    std::vector<Counting::Places> of;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds.kind(i).tie() == Tie::none) continue;
    Found& one = found.emplace_back(Found{kinds.kind(i), {}});
    const bool shared = one.kind.tie() == Tie::shared;
    auto add = [&](std::vector<std::string> entities) -> base::Result<> {
      auto facts = inquiry.facts({.entities = std::move(entities), .kind = std::string(one.kind.name())});
      if (!facts) return tl::unexpected(facts.error());
      Counting::Places& places = one.of.emplace_back();
      for (Fact& fact : *facts) {
        places.push_back(out.facts.size());
        out.facts.push_back(std::move(fact));
      }
      return {};
    };
    for (const inquiry::Entity& pole : poles)
      if (auto ok = add(shared ? std::vector{pole.value} : std::vector{state.value, pole.value}); !ok) return tl::unexpected(ok.error());
    if (shared)
      if (auto ok = add({state.value}); !ok) return tl::unexpected(ok.error());
  }
  out.currency = usual_currency(out.facts);

  const auto [begin, end] = years_of(out.facts);
  const int from = first.value_or(begin), to = last.value_or(end);
  if (!first && !last && from > to) return out;  // nothing dated
  if (from > to) return base::fail(base::ErrorKind::usage, fmt::format("{} comes after {}", from, to), {}, "give the earlier year first");
  if (to - from >= kMostYears)
    return base::fail(base::ErrorKind::usage, fmt::format("{} to {} are more than {} years", from, to, kMostYears));
  for (int number = from; number <= to; ++number) {
    auto bounds = time::bounds(fmt::format("{:04}", number));
    if (!bounds) return tl::unexpected(bounds.error());
    BalanceYear& year = out.years.emplace_back();
    year.year = number;
    for (const Found& one : found) {
      Component& component = year.components.emplace_back();
      component.kind = one.kind.name();
      for (std::size_t pole = 0; pole < poles.size(); ++pole) {
        const Counting::Places& places = one.of[pole];
        switch (one.kind.tie()) {
          case Tie::event:
            component.poles.push_back(counting.count(places, [&](const Fact& fact) { return happened(fact, *bounds); }));
            break;
          case Tie::standing:
            component.poles.push_back(counting.standing(places, *bounds));
            break;
          case Tie::shared:
            component.poles.push_back(counting.shared(one.of.back(), places, *bounds, one.kind, poles[pole].value));
            break;
          case Tie::volume:
            component.poles.push_back(counting.volume(places, one.kind.measures().front(), *bounds));
            break;
          case Tie::none:
            break;
        }
      }
      sum_up(component);
    }
    sum_up(year);
  }
  return out;
}

}  // namespace chancery::panel
