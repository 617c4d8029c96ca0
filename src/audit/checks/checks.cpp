// SPDX-License-Identifier: Apache-2.0
#include "audit/checks/checks.h"

#include <algorithm>

namespace chancery::audit {
namespace {

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const std::vector<Check>& checks() {
  static const std::vector<Check> table = {
      {"precedes",
       precedes,
       {"earlier.kind", "earlier.between", "later.kind", "later.between"},
       {"earlier.*", "later.*", "days", "years"},
       {"days", "years"},
       {}},
      {"unlike-dates", unlike_dates, {"of.kind", "sources"}, {"of.*", "days", "years"}, {"neighbours", "swapped", "year"}, {}},
      {"unlike-figures", unlike_figures, {"of.kind", "role", "percent"}, {"of.*"}, {"thousand", "miles"}, {"role", "percent"}},
      {"said-and-denied", said_and_denied, {"of.kind"}, {"of.*", "same-document"}, {"same-document"}, {}},
      {"two-at-once", two_at_once, {"of.kind", "role"}, {"of.*"}, {"same-document"}, {"role"}},
      {"exists", exists, {"of.kind", "roles", "outside"}, {"of.*", "days"}, {"name", "place"}, {"entity", "name", "lasted"}},
      {"rank", rank, {"of.kind", "person", "ranks"}, {"of.*"}, {}, {"office"}},
      {"seat", seat, {"of.kind", "host", "city"}, {"of.*", "usual"}, {"former"}, {"capital"}},
      {"ends-first", ends_first, {}, {}, {}, {}},
      {"belongs", belongs, {"of.kind", "who", "to"}, {"of.*"}, {"before", "after", "status"}, {}},
      {"both-ways", both_ways, {"first.kind", "second.kind"}, {"first.*", "second.*"}, {"same-document"}, {}},
      {"calendar", calendar, {"never"}, {"kinds"}, {}, {"date"}},
      {"foreseen", foreseen, {}, {"days"}, {}, {"published"}},
  };
  return table;
}

const Check* find_check(std::string_view name) {
  auto it = std::find_if(checks().begin(), checks().end(), [&](const Check& check) { return check.name == name; });
  return it == checks().end() ? nullptr : &*it;
}

bool Check::takes(std::string_view parameter) const {
  if (has(needs, parameter)) return true;
  return std::any_of(options.begin(), options.end(), [&](std::string_view option) {
    return option.ends_with('*') ? parameter.starts_with(option.substr(0, option.size() - 1)) : option == parameter;
  });
}

bool Check::has_case(std::string_view name) const { return has(cases, name); }
bool Check::fills(std::string_view slot) const { return has(slots, slot); }

Finding& add(Findings& out, const Rule& rule, Truth truth, const Fact& first, const Fact* second) {
  Finding& finding = out.emplace_back();
  finding.rule = &rule;
  finding.truth = truth;
  finding.first = first;
  if (second) finding.second = *second;
  return finding;
}

Fact alone(const Fact& fact, const ledger::Entry& entry) {
  Fact out = fact;
  out.roles = entry.statement.roles;
  out.time = entry.statement.time;
  out.statements = {entry};
  return out;
}

Truth together(const time::Interval& a, const time::Interval& b) {
  if (a.begin.latest <= b.end.earliest && b.begin.latest <= a.end.earliest) return Truth::certain;
  if (a.begin.earliest <= b.end.latest && b.begin.earliest <= a.end.latest) return Truth::possible;
  return Truth::no;
}

}  // namespace chancery::audit
