// SPDX-License-Identifier: Apache-2.0
// Two at one time where there can be one: two capitals, two embassies of one state with another. Of cities, two names of one
// are the same.
#include <algorithm>
#include <map>

#include "audit/checks/checks.h"
#include "inquiry/same.h"

namespace chancery::audit {
namespace {

// Cities that the gazetteer knows by several names are one.
std::string one_name(const gazetteer::Gazetteer& gazetteer, const std::string& value) {
  for (const gazetteer::Name& name : gazetteer.find(value))
    if (gazetteer.entity(name.entity).type == gazetteer::EntityType::city) return std::string(gazetteer.name(name.entity));
  return inquiry::folded(value);
}

}  // namespace

void two_at_once(const Material& material, const Rule& rule, Findings& out) {
  const Selector selector(rule, "of", material.kinds());
  const std::string role(rule.parameter("role")->values[0]);
  std::map<std::string, std::vector<const Fact*>> things;
  for (const Fact* fact : material.selected(selector)) {
    const model::Kind kind = *material.kinds().find(fact->kind);
    if (text_of(*fact, role).empty()) continue;
    model::Statement statement;
    statement.kind = fact->kind;
    for (const model::Role& one : fact->roles)
      if (one.name != role) statement.roles.push_back(one);
    if (!kind.ends([&] {
          model::Statement whole;
          whole.kind = fact->kind;
          whole.roles = fact->roles;
          return whole;
        }()))
      things[inquiry::key_of(kind, statement)].push_back(fact);
  }
  for (const auto& [key, facts] : things) {
    for (std::size_t x = 0; x < facts.size(); ++x) {
      for (std::size_t y = x + 1; y < facts.size(); ++y) {
        const Fact &a = *facts[x], &b = *facts[y];
        if (one_name(material.gazetteer(), text_of(a, role)) == one_name(material.gazetteer(), text_of(b, role))) continue;
        Truth truth = together(a.interval, b.interval);
        // That they meet on one day is how one follows the other.
        auto gives_way = [](const Fact& one, const Fact& next) { return one.interval.end.latest <= next.interval.begin.earliest; };
        if (truth == Truth::no || gives_way(a, b) || gives_way(b, a)) continue;
        const auto left = sources_of(a), right = sources_of(b);
        std::vector<std::int64_t> shared;
        std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
        // One document that speaks of both as they are, without dates, speaks of one time.
        const bool undated = a.time.empty() && b.time.empty();
        if (truth == Truth::possible && (!undated || shared.empty())) continue;
        Finding& finding = add(out, rule, truth, a, &b);
        finding.occasion = shared.empty() ? "" : "same-document";
        finding.slots = {{"role", role}};
      }
    }
  }
}

}  // namespace chancery::audit
