// SPDX-License-Identifier: Apache-2.0
// Facts that cannot both be.
#include <algorithm>
#include <map>

#include "inquiry/inquiry.h"
#include "inquiry/same.h"

namespace chancery::inquiry {
namespace {

using time::Bounds;
using time::Interval;
using time::Truth;

// Whether both have the same other roles, and not only no different ones.
bool equally_detailed(const Fact& a, const Fact& b, const std::vector<std::string_view>& measures) {
  auto names = [&](const Fact& fact) {
    std::vector<std::string_view> out;
    for (const model::Role& role : fact.roles)
      if (std::find(measures.begin(), measures.end(), role.name) == measures.end()) out.push_back(role.name);
    return out;
  };
  return names(a) == names(b);
}

// Whether the thing ended, or may have, between the beginnings of two facts.
bool ended_between(const model::Kind& kind, const Fact& a, const Fact& b, const std::vector<const Fact*>& endings) {
  const Fact& first = a.interval.begin.earliest <= b.interval.begin.earliest ? a : b;
  const Fact& second = &first == &a ? b : a;
  // The first is itself said to have ended before the second began.
  if (!first.time.until.empty() && first.interval.end.earliest <= second.interval.begin.latest) return true;
  for (const Fact* ending : endings)
    if (agree(kind, first.roles, ending->roles) && ending->interval.begin.latest >= first.interval.begin.earliest &&
        ending->interval.begin.earliest <= second.interval.begin.latest)
      return true;
  return false;
}

// When both hold at one time: certainly, possibly or not.
Truth together(const Interval& a, const Interval& b) {
  if (a.begin.latest <= b.end.earliest && b.begin.latest <= a.end.earliest) return Truth::certain;
  if (a.begin.earliest <= b.end.latest && b.begin.earliest <= a.end.latest) return Truth::possible;
  return Truth::no;
}

// Whether the first is said to have ended by the day on which the second began.
bool follows(const Fact& first, const Fact& second) {
  return !first.time.until.empty() && first.interval.end.latest <= second.interval.begin.earliest;
}

// Whether `denied` leaves no room for `said`: all that it names, the other has so too.
bool denies(const model::Kind& kind, const Fact& denied, const Fact& said) {
  for (const model::Role& role : denied.roles) {
    const model::Value* other = said.role(role.name);
    auto definition = kind.role(role.name);
    if (definition && definition->identifying) continue;
    if (!other || !same_value(role.value, *other)) return false;
  }
  return true;
}

// Two values at a time where there can be one: two capitals of a state.
void find_rivals_for_one_place(const model::Kinds& kinds, const std::vector<Fact>& facts, std::vector<Conflict>& out) {
  std::map<std::string, std::vector<std::size_t>> things;  // by key without the role that is to have one value
  for (std::size_t i = 0; i < facts.size(); ++i) {
    auto kind = kinds.find(facts[i].kind);
    if (!kind || kind->single().empty() || !facts[i].polarity || facts[i].mode != model::Mode::fact) continue;
    model::Statement statement = as_statement(facts[i]);
    std::erase_if(statement.roles, [&](const model::Role& role) { return role.name == kind->single(); });
    things[key_of(*kind, statement)].push_back(i);
  }
  for (const auto& [key, places] : things) {
    const std::string_view role = kinds.find(facts[places.front()].kind)->single();
    for (std::size_t x = 0; x < places.size(); ++x) {
      for (std::size_t y = x + 1; y < places.size(); ++y) {
        const Fact &a = facts[places[x]], &b = facts[places[y]];
        const model::Value *left = a.role(role), *right = b.role(role);
        if (!left || !right || same_value(*left, *right)) continue;
        // That two dated ones may touch is how one follows the other, also on one day.
        if (follows(a, b) || follows(b, a)) continue;
        const Truth truth = together(a.interval, b.interval);
        if (truth == Truth::certain || (truth == Truth::possible && (a.time.empty() || b.time.empty())))
          out.push_back({Conflict::Kind::values, std::string(role), places[x], places[y], truth});
      }
    }
  }
}

}  // namespace

std::vector<Conflict> Inquiry::conflicts(const std::vector<Fact>& facts) const {
  struct Thing {
    std::vector<std::size_t> said, denied;
  };
  std::map<std::string, Thing> things;  // by key, of facts that are said to be so
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].mode != model::Mode::fact) continue;
    auto kind = ledger_.kinds().find(facts[i].kind);
    if (!kind) continue;
    model::Statement statement = as_statement(facts[i]);
    statement.polarity = true;
    Thing& thing = things[key_of(*kind, statement)];
    (facts[i].polarity ? thing.said : thing.denied).push_back(i);
  }
  std::vector<Conflict> out;
  for (const auto& [key, thing] : things) {
    if (thing.said.empty()) continue;
    const model::Kind kind = *ledger_.kinds().find(facts[thing.said.front()].kind);
    const std::vector<std::string_view> measures = kind.measures();
    std::vector<const Fact*> endings;
    for (std::size_t i : thing.said)
      if (kind.ends(as_statement(facts[i]))) endings.push_back(&facts[i]);

    for (std::size_t x = 0; x < thing.said.size(); ++x) {
      for (std::size_t y = x + 1; y < thing.said.size(); ++y) {
        const Fact &a = facts[thing.said[x]], &b = facts[thing.said[y]];
        if (words_of(kind, as_statement(a)) != words_of(kind, as_statement(b)) || !agree(kind, a.roles, b.roles, false)) continue;
        const Truth detail = equally_detailed(a, b, measures) ? Truth::certain : Truth::possible;
        auto found = [&](Conflict::Kind what, std::string_view role, Truth truth) {
          out.push_back({what, std::string(role), thing.said[x], thing.said[y], truth});
        };
        if (kind.once()) {
          const bool dated = (!a.time.on.empty() || !a.time.since.empty()) && (!b.time.on.empty() || !b.time.since.empty());
          if (dated && !a.interval.begin.overlaps(b.interval.begin) && !ended_between(kind, a, b, endings))
            found(Conflict::Kind::dates, !a.time.on.empty() && !b.time.on.empty() ? "on" : "since", detail);
          else if (!a.time.until.empty() && !b.time.until.empty() && !a.interval.end.overlaps(b.interval.end) &&
                   together(a.interval, b.interval) != Truth::no)
            found(Conflict::Kind::dates, "until", detail);
        }
        for (std::string_view measure : measures) {
          const model::Value *left = a.role(measure), *right = b.role(measure);
          if (!left || !right || same_value(*left, *right)) continue;
          // Of what lasts there is one figure; of other things one in a period, which must be the same for both.
          if (!kind.lasting() && a.interval != b.interval) continue;
          const bool undated = !kind.lasting() && a.time.empty();
          found(Conflict::Kind::values, measure, undated ? Truth::possible : detail);
        }
      }
      for (std::size_t other : thing.denied) {
        const Fact &said = facts[thing.said[x]], &denied = facts[other];
        if (kind.ends(as_statement(said)) || !denies(kind, denied, said)) continue;
        if (Truth truth = together(said.interval, denied.interval); truth != Truth::no)
          out.push_back({Conflict::Kind::denial, "", std::min(thing.said[x], other), std::max(thing.said[x], other), truth});
      }
    }
  }
  find_rivals_for_one_place(ledger_.kinds(), facts, out);
  std::sort(out.begin(), out.end(), [](const Conflict& a, const Conflict& b) {
    return std::tie(a.first, a.second, a.kind, a.role) < std::tie(b.first, b.second, b.kind, b.role);
  });
  return out;
}

}  // namespace chancery::inquiry
