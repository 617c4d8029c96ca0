// SPDX-License-Identifier: Apache-2.0
// What a statement speaks of did not exist at the time, as far as the gazetteer knows, or was not called so: "Kingdom of
// Bulgaria" of 1992. Looks at each statement, as each calls it in its own words. `outside`: before it began, after it ended,
// and whether of the thing itself or of the name that the text gives it.
#include <algorithm>

#include "audit/checks/checks.h"
#include "model/times.h"

namespace chancery::audit {
namespace {

// When the thing was called so; nothing where the gazetteer does not know the name for it, or knows no end of its use.
std::optional<Bounds> called_so(const gazetteer::Gazetteer& gazetteer, std::uint32_t entity, const std::string& words) {
  for (const gazetteer::Name& name : gazetteer.find(words))
    if (name.entity == entity && (name.from != gazetteer::kPast || name.to != gazetteer::kOpen))
      return gazetteer::bounds(name.from, name.to);
  return {};
}

std::string years(const Bounds& period) {
  auto year = [](Day day) { return std::to_string(time::civil_of(day).year); };
  if (period.earliest == time::kPast) return "until " + year(period.latest);
  if (period.latest == time::kOpen) return "since " + year(period.earliest);
  return "from " + year(period.earliest) + " to " + year(period.latest);
}

}  // namespace

void exists(const Material& material, const Rule& rule, Findings& out) {
  const gazetteer::Gazetteer& gazetteer = material.gazetteer();
  const Selector selector(rule, "of", material.kinds());
  const auto& roles = rule.parameter("roles")->values;
  const auto& outside = rule.parameter("outside")->values;
  auto asked = [&](std::string_view what) { return std::find(outside.begin(), outside.end(), what) != outside.end(); };
  const bool before = asked("before"), after = asked("after"), of_name = asked("name"), of_thing = asked("thing");
  const Day slack = rule.number("days", 0);
  for (const Fact* fact : material.selected(selector)) {
    const model::Kind kind = *material.kinds().find(fact->kind);
    for (const ledger::Entry& entry : fact->statements) {
      auto interval = time::interval(model::holding(kind, entry.statement));
      if (!interval || entry.statement.time.empty()) continue;
      const Bounds& begin = interval->begin;
      for (std::string_view role : roles) {
        for (const std::string& value : texts_of(alone(*fact, entry), role)) {
          const std::uint32_t entity = gazetteer.by_code(value);
          if (!entity) continue;
          std::string words;
          for (const auto& [named, text] : entry.statement.as)
            if (named == role) words = text;
          Bounds period;
          std::string_view occasion;
          if (auto name = words.empty() ? std::nullopt : called_so(gazetteer, entity, words); name && of_name) {
            period = *name;
            occasion = "name";
          } else if (of_thing) {
            period = gazetteer::bounds(gazetteer.entity(entity).from, gazetteer.entity(entity).to);
          }
          const bool too_late =
              after && period.latest != time::kOpen && begin.earliest != time::kPast && begin.earliest > period.latest + slack;
          const bool too_early =
              before && period.earliest != time::kPast && begin.latest != time::kOpen && begin.latest < period.earliest - slack;
          if (!too_late && !too_early) continue;
          Finding& finding = add(out, rule, Truth::certain, alone(*fact, entry));
          finding.occasion = occasion;
          const std::string name = words.empty() ? std::string(gazetteer.name(entity)) : words;
          finding.slots = {{"entity", std::string(gazetteer.name(entity))}, {"name", name}, {"lasted", years(period)}};
          finding.suspects = {name + " for " + value};
        }
      }
    }
  }
}

}  // namespace chancery::audit
