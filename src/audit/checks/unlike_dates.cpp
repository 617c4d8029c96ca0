// SPDX-License-Identifier: Apache-2.0
// What happens once has two dates. `sources` says between whom: within one document, between documents of the two sides, or
// between others. Of several dates the best attested stands against each of the others.
#include <algorithm>
#include <map>

#include "audit/checks/checks.h"
#include "inquiry/same.h"
#include "time/calendar.h"

namespace chancery::audit {
namespace {

constexpr std::string_view kOneDocument = "one-document", kTwoSides = "two-sides", kOthers = "others";

std::string_view between_whom(const Material& material, const Fact& a, const Fact& b,
                              const std::optional<std::pair<std::string, std::string>>& pair) {
  const auto left = sources_of(a), right = sources_of(b);
  std::vector<std::int64_t> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  if (!shared.empty()) return kOneDocument;
  auto told_by = [&](const std::vector<std::int64_t>& sources, const std::string& side) {
    return std::any_of(sources.begin(), sources.end(), [&](std::int64_t source) { return material.side(source) == side; });
  };
  if (pair &&
      ((told_by(left, pair->first) && told_by(right, pair->second)) || (told_by(left, pair->second) && told_by(right, pair->first))))
    return kTwoSides;
  return kOthers;
}

// How two days differ, where that tells what went wrong.
std::string_view difference(const Bounds& a, const Bounds& b) {
  if (!a.closed() || !b.closed()) return "";
  if (std::min(std::abs(a.earliest - b.latest), std::abs(b.earliest - a.latest)) <= 3) return "neighbours";
  if (!a.one_day() || !b.one_day()) return "";
  const time::CivilDate left = time::civil_of(a.earliest), right = time::civil_of(b.earliest);
  if (left.year == right.year && left.month == right.day && left.day == right.month) return "swapped";
  if (left.month == right.month && left.day == right.day) return "year";
  return "";
}

}  // namespace

void unlike_dates(const Material& material, const Rule& rule, Findings& out) {
  const Selector selector(rule, "of", material.kinds());
  const std::string_view wanted = rule.parameter("sources")->values[0];
  const Day slack = rule.number("days", 0), farthest = rule.number("years", 1000) * 365;
  const std::vector<Fact>& facts = material.facts();

  std::map<std::string, std::vector<const inquiry::Conflict*>> things;
  for (const inquiry::Conflict& conflict : material.conflicts()) {
    if (conflict.kind != inquiry::Conflict::Kind::dates || !selector.takes(facts[conflict.first]) ||
        !selector.takes(facts[conflict.second]))
      continue;
    model::Statement statement;
    statement.kind = facts[conflict.first].kind;
    statement.roles = facts[conflict.first].roles;
    const model::Kind kind = *material.kinds().find(statement.kind);
    things[inquiry::key_of(kind, statement) + inquiry::words_of(kind, statement) + conflict.role].push_back(&conflict);
  }
  for (const auto& [key, conflicts] : things) {
    std::size_t best = conflicts[0]->first;
    auto weight = [&](std::size_t place) { return std::pair(sources_of(facts[place]).size(), facts[place].statements.size()); };
    for (const inquiry::Conflict* conflict : conflicts)
      for (std::size_t place : {conflict->first, conflict->second})
        if (weight(place) > weight(best)) best = place;
    for (const inquiry::Conflict* conflict : conflicts) {
      if (conflict->first != best && conflict->second != best) continue;
      const Fact &first = facts[best], &second = facts[conflict->first == best ? conflict->second : conflict->first];
      if (between_whom(material, first, second, selector.pair(first)) != wanted) continue;
      const bool end = conflict->role == "until";
      const Bounds &a = end ? first.interval.end : first.interval.begin, &b = end ? second.interval.end : second.interval.begin;
      if (a.latest >= b.earliest - slack && b.latest >= a.earliest - slack) continue;
      // What lies a lifetime apart was of two times: a state lost and won again, relations begun anew.
      if (a.latest < b.earliest - farthest || b.latest < a.earliest - farthest) continue;
      add(out, rule, conflict->truth, first, &second).occasion = difference(a, b);
    }
  }
}

}  // namespace chancery::audit
