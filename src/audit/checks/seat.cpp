// SPDX-License-Identifier: Apache-2.0
// A mission stands in a city of its host that is not the capital then. `usual` lists where missions do stand by custom:
// "ISR Tel Aviv". Cities outside the host are another matter.
#include <algorithm>
#include <set>

#include "audit/checks/checks.h"
#include "inquiry/same.h"

namespace chancery::audit {
namespace {

// The city that one thinks of at this name, where it lies in the state: Santiago is Chile's before it is Mexico's.
std::uint32_t city_in(const gazetteer::Gazetteer& gazetteer, const std::string& name, std::uint32_t state) {
  for (const gazetteer::Name& reading : gazetteer.find(name))
    if (gazetteer.entity(reading.entity).type == gazetteer::EntityType::city)
      return gazetteer.entity(reading.entity).state == state ? reading.entity : 0;
  return 0;
}

}  // namespace

void seat(const Material& material, const Rule& rule, Findings& out) {
  const gazetteer::Gazetteer& gazetteer = material.gazetteer();
  const Selector selector(rule, "of", material.kinds());
  const std::string host_role(rule.parameter("host")->values[0]), city_role(rule.parameter("city")->values[0]);
  std::set<std::string> usual;
  if (const Parameter* given = rule.parameter("usual"))
    for (std::string_view place : given->values) usual.insert(std::string(place.substr(0, 4)) + inquiry::folded(place.substr(4)));
  for (const Fact* fact : material.selected(selector)) {
    const std::string host = text_of(*fact, host_role), city_name = text_of(*fact, city_role);
    const std::uint32_t state = gazetteer.by_code(host);
    const model::Kind kind = *material.kinds().find(fact->kind);
    if (!state || city_name.empty() || kind.ends(fact->statements[0].statement)) continue;
    const std::uint32_t city = city_in(gazetteer, city_name, state);
    const std::uint32_t capital = gazetteer.capital_of(state);
    if (!city || !capital || city == capital || usual.contains(host + " " + inquiry::folded(city_name))) continue;
    // It stood there at least until the first day on which the source may speak; without any date, it stands today.
    const time::Interval& when = fact->interval;
    const Day day = when.end.earliest != time::kPast ? when.end.earliest : when.begin.latest;
    if (day == time::kOpen && !fact->time.empty()) continue;
    const auto narrow = day == time::kOpen || day == time::kPast ? std::optional<std::int32_t>() : static_cast<std::int32_t>(day);
    const bool ever = gazetteer.state_of_capital(city) == state;
    if (narrow && gazetteer.state_of_capital(city, narrow) == state) continue;
    if (narrow && !gazetteer.capital_of(state, narrow)) continue;
    Finding& finding = add(out, rule, narrow || !ever ? Truth::certain : Truth::possible, *fact);
    finding.occasion = ever ? "former" : "";
    finding.slots = {{"capital", std::string(gazetteer.name(narrow ? gazetteer.capital_of(state, narrow) : capital))}};
    finding.suspects = {"embassies in " + std::string(gazetteer.name(city)) + " (" + host + ")"};
  }
}

}  // namespace chancery::audit
