// SPDX-License-Identifier: Apache-2.0
// A class of visit is for certain ranks, and the visitor had another: a state visit by a deputy minister. The rank is that of
// the office that the visit names, else of the offices that the same document gives its person; where one of those would do,
// nothing is found.
#include <algorithm>
#include <map>

#include "audit/checks/checks.h"

namespace chancery::audit {
namespace {

// Ranks of a title; none where the gazetteer does not know it.
std::string rank_of(const gazetteer::Gazetteer& gazetteer, const std::string& title) {
  for (const gazetteer::Name& name : gazetteer.find(title))
    if (gazetteer.entity(name.entity).type == gazetteer::EntityType::office)
      return std::string(gazetteer.text(gazetteer.entity(name.entity).kind));
  return {};
}

constexpr std::size_t kAtOnce = 100, kMost = 20;  // statements of what one held: more speak of several by one name

}  // namespace

void rank(const Material& material, const Rule& rule, Findings& out) {
  const Selector selector(rule, "of", material.kinds());
  const std::string role(rule.parameter("person")->values[0]);
  const auto& ranks = rule.parameter("ranks")->values;
  auto fits = [&](const std::string& rank) { return std::find(ranks.begin(), ranks.end(), rank) != ranks.end(); };
  std::map<std::string, std::vector<Fact>> offices_of;
  for (const Fact* fact : material.selected(selector)) {
    const std::string visitor = text_of(*fact, role);
    if (visitor.empty() || is_state(material.gazetteer(), visitor)) continue;
    if (std::string rank = rank_of(material.gazetteer(), visitor); !rank.empty()) {
      if (!fits(rank)) add(out, rule, Truth::certain, *fact).slots = {{"office", visitor}};
      continue;
    }
    auto [known, is_new] = offices_of.try_emplace(visitor);
    if (is_new)
      if (auto held = material.inquiry().facts({.entities = {visitor}, .kind = "office", .most = kMost, .at_once = kAtOnce}))
        known->second = std::move(*held);
    const std::vector<Fact>* offices = &known->second;
    const Fact* other = nullptr;
    bool one_fits = false;
    for (const Fact& office : *offices) {
      const std::string rank = rank_of(material.gazetteer(), text_of(office, "title"));
      one_fits = one_fits || rank.empty() || fits(rank);
      const auto left = sources_of(office), right = sources_of(*fact);
      if (std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end() &&
          together(office.interval, fact->interval) != Truth::no)
        other = &office;
    }
    if (other && !one_fits) add(out, rule, Truth::certain, *fact, other).slots = {{"office", text_of(*other, "title")}};
  }
}

}  // namespace chancery::audit
