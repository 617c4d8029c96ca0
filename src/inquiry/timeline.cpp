// SPDX-License-Identifier: Apache-2.0
#include "inquiry/timeline.h"

#include <algorithm>
#include <tuple>

#include "base/sha256.h"
#include "inquiry/same.h"

namespace chancery::inquiry {

std::string_view name_of(Point point) {
  switch (point) {
    case Point::happened:
      return "happened";
    case Point::began:
      return "began";
    case Point::ended:
      return "ended";
    case Point::held:
      break;
  }
  return "held";
}

std::vector<Moment> moments(const std::vector<Fact>& facts, const time::Bounds& period) {
  std::vector<Moment> out;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const model::Time& time = facts[i].time;
    const bool only_held = time.on.empty() && time.since.empty() && time.until.empty();
    for (const auto& [point, date] :
         {std::pair{Point::happened, &time.on}, {Point::began, &time.since}, {Point::ended, &time.until}, {Point::held, &time.at}}) {
      auto bounds = time::bounds(*date);
      if (date->empty() || (point == Point::held && !only_held) || !bounds) continue;
      if (bounds->earliest == time::kPast && bounds->latest == time::kOpen) continue;  // ended, when is not said
      if (bounds->latest < period.earliest || bounds->earliest > period.latest) continue;
      out.push_back({i, point, *date, *bounds});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Moment& a, const Moment& b) {
    return std::tuple(a.day(), -a.bounds.latest) < std::tuple(b.day(), -b.bounds.latest);
  });
  return out;
}

std::string event_id(const Moment& moment, const Fact& fact, const model::Kinds& kinds) {
  const auto kind = kinds.find(fact.kind);
  const model::Statement& statement = fact.statements.front().statement;
  const std::string what = kind ? key_of(*kind, statement) + words_of(*kind, statement) : fact.kind;
  return base::sha256_hex(what + '\n' + std::string(name_of(moment.point)) + moment.date).substr(0, 20);
}

}  // namespace chancery::inquiry
