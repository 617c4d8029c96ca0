// SPDX-License-Identifier: Apache-2.0
#include "audit/reconcile.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "inquiry/covers.h"
#include "inquiry/same.h"

namespace chancery::audit {
namespace {

using inquiry::Fact;
using time::Bounds;
using time::Day;

struct Words {
  std::string_view name, description;
};
constexpr std::array<Words, kReasons> kWords = {{{"one-day", "one day apart"},
                                                 {"step", "one of them looks every few years"},
                                                 {"vague", "a year against a day near its end"},
                                                 {"level", "another level of the same thing"},
                                                 {"capital-move", "a former or later capital"},
                                                 {"naming", "another spelling"},
                                                 {"successor", "the state before or after"},
                                                 {"denied", "said and denied"},
                                                 {"missing", "covered and not there"},
                                                 {"real", "different things are said"}}};
constexpr Day kYear = 366, kStep = 5 * kYear + 2, kYearsEnd = 31;

bool told_by(const Fact& fact, const std::set<std::int64_t>& sources) {
  return std::any_of(fact.statements.begin(), fact.statements.end(),
                     [&](const ledger::Entry& entry) { return sources.contains(entry.source); });
}

// Days between two stretches that do not meet; 0 of those that do, and where an end is not known.
Day apart(const Bounds& a, const Bounds& b) {
  if (a.overlaps(b)) return 0;
  return a.latest < b.earliest ? b.earliest - a.latest : a.earliest - b.latest;
}
bool known(const Bounds& bounds) { return bounds.earliest != time::kPast && bounds.latest != time::kOpen; }

// States that one number stands for in turn in some list follow each other.
class Successors {
 public:
  explicit Successors(const gazetteer::Gazetteer& names) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>> by_code;
    for (const gazetteer::Code& code : names.codes())
      by_code[{names.text(code.list), names.text(code.value)}].push_back(names.code(code.state));
    for (const auto& [code, states] : by_code)
      for (std::string_view one : states)
        for (std::string_view other : states)
          if (one != other) after_[one].insert(other);
  }
  const std::set<std::string_view>& of(std::string_view state) const {
    static const std::set<std::string_view> none;
    const auto found = after_.find(state);
    return found == after_.end() ? none : found->second;
  }

 private:
  std::unordered_map<std::string_view, std::set<std::string_view>> after_;
};

class Reconciler {
 public:
  Reconciler(const inquiry::Inquiry& inquiry, const std::set<std::int64_t>& first, const std::set<std::int64_t>& second)
      : inquiry_(inquiry), successors_(inquiry.gazetteer()), sources_{first, second} {}

  base::Result<> begin() {
    auto coverages = inquiry_.coverages();
    if (!coverages) return tl::unexpected(coverages.error());
    for (const ledger::Declared& declared : *coverages)
      for (std::size_t side : {0, 1})
        if (sources_[side].contains(declared.source)) coverage_[side].push_back(declared);
    return {};
  }

  base::Result<> kind(const model::Kind& kind) {
    auto facts = inquiry_.facts({.entities = {}, .kind = std::string(kind.name())});
    if (!facts) return tl::unexpected(facts.error());
    std::map<std::string, Group> groups;
    for (const Fact& fact : *facts) {
      const bool first = told_by(fact, sources_[0]), second = told_by(fact, sources_[1]);
      if (first && second) ++out.agreeing;
      if (first == second && !first) continue;
      Group& group = groups[question_of(kind, fact, {}, {})];
      if (first) group.side[0].push_back(&fact);
      if (second) group.side[1].push_back(&fact);
    }
    for (auto& [question, group] : groups) compare(kind, group, groups);
    return {};
  }

  Reconciled out;

 private:
  struct Group {
    std::vector<const Fact*> side[2];
  };

  // What is asked: the kind and what identifies the thing but for its level, and for what one has one of at a time. `state` is taken for
  // `other`.
  static std::string question_of(const model::Kind& kind, const Fact& fact, std::string_view state, std::string_view other) {
    model::Statement question = inquiry::as_statement(fact);
    question.polarity = true;
    question.time = {};
    std::erase_if(question.roles, [&](const model::Role& role) {
      const model::RoleDefinition* definition = kind.role(role.name);
      return definition == nullptr || !definition->identifying || definition->types == model::word || role.name == kind.single() ||
             role.name == kind.successive();
    });
    for (model::Role& role : question.roles)
      if (auto* text = std::get_if<std::string>(&role.value); text != nullptr && !state.empty() && *text == state) *text = other;
    return inquiry::key_of(kind, question);
  }

  void compare(const model::Kind& kind, Group& group, const std::map<std::string, Group>& groups) {
    std::vector<const Fact*> alone[2];
    for (std::size_t side : {0, 1})
      for (const Fact* fact : group.side[side])
        if (!told_by(*fact, sources_[1 - side])) alone[side].push_back(fact);
    // Each with the one of the other side that is most like it: said or denied alike, of the same level, begun nearest to it.
    struct Pair {
      Day distance;
      std::size_t first, second;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < alone[0].size(); ++i)
      for (std::size_t j = 0; j < alone[1].size(); ++j)
        if (alone[0][i]->polarity == alone[1][j]->polarity || meet(*alone[0][i], *alone[1][j]))
          pairs.push_back({distance(kind, *alone[0][i], *alone[1][j]), i, j});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.distance < y.distance; });
    for (const Pair& pair : pairs) {
      const Fact *&first = alone[0][pair.first], *&second = alone[1][pair.second];
      if (first == nullptr || second == nullptr) continue;
      difference(kind, *std::exchange(first, nullptr), *std::exchange(second, nullptr));
    }
    for (std::size_t side : {0, 1})
      for (const Fact* fact : alone[side])
        if (fact != nullptr) unpaired(kind, *fact, side, groups);
  }

  // Whether they may hold at one time, or no more than `slack` days apart.
  static bool meet(const Fact& a, const Fact& b, Day slack = 0) {
    const auto begins_by = [&](const Fact& x, const Fact& y) {
      const Day begin = x.interval.begin.earliest, end = y.interval.end.latest;
      return begin == time::kPast || end == time::kOpen || begin - slack <= end;
    };
    return begins_by(a, b) && begins_by(b, a);
  }

  static Day distance(const model::Kind& kind, const Fact& a, const Fact& b) {
    const Bounds &x = a.interval.begin, &y = b.interval.begin;
    return (known(x) && known(y) ? apart(x, y) : 100 * kStep) + (a.polarity != b.polarity ? 10000 * kStep : 0) +
           (differing_role(kind, a, b).empty() ? 0 : 1000 * kStep);
  }

  void difference(const model::Kind& kind, const Fact& first, const Fact& second) {
    Reason reason = Reason::real;
    std::string what;
    if (first.polarity != second.polarity) {
      reason = Reason::denied;
      what = "all";
    } else if (const auto role = differing_role(kind, first, second); !role.empty() && meet(first, second)) {
      what = role;
      reason = reason_of_role(kind, role, first, second);
    } else if (const Day begin =
                   known(first.interval.begin) && known(second.interval.begin) ? apart(first.interval.begin, second.interval.begin) : 0;
               begin > 0) {
      what = "begin";
      reason = reason_of_dates(first.interval.begin, second.interval.begin, begin);
    } else if (const Day end = known(first.interval.end) && known(second.interval.end) ? apart(first.interval.end, second.interval.end) : 0;
               end > 0) {
      what = "end";
      reason = reason_of_dates(first.interval.end, second.interval.end, end);
    } else {
      ++out.agreeing;  // nothing that they say excludes the other
      return;
    }
    out.differences.push_back({reason, std::move(what), first, second});
  }

  // The first role in which they say different things; empty where there is none.
  static std::string differing_role(const model::Kind& kind, const Fact& first, const Fact& second) {
    for (const model::RoleDefinition& role : kind.roles()) {
      const model::Value *a = first.role(role.name), *b = second.role(role.name);
      if (role.name == "action" || a == nullptr || b == nullptr || inquiry::same_value(*a, *b)) continue;
      return std::string(role.name);
    }
    return {};
  }

  Reason reason_of_role(const model::Kind& kind, std::string_view name, const Fact& first, const Fact& second) const {
    const model::RoleDefinition& role = *kind.role(name);
    if ((role.types & model::word) != 0) return Reason::level;
    const auto *a = std::get_if<std::string>(first.role(name)), *b = std::get_if<std::string>(second.role(name));
    if (a == nullptr || b == nullptr) return Reason::real;
    if (inquiry::folded(*a) == inquiry::folded(*b)) return Reason::naming;
    const gazetteer::Gazetteer& names = inquiry_.gazetteer();
    const auto cities_of = [&](const std::string& text) {
      std::vector<std::uint32_t> out;
      for (const gazetteer::Name& reading : names.find(text))
        if (names.entity(reading.entity).type == gazetteer::EntityType::city) out.push_back(reading.entity);
      return out;
    };
    for (std::uint32_t x : cities_of(*a))
      for (std::uint32_t y : cities_of(*b)) {
        if (x == y) return Reason::naming;
        const std::uint32_t of = names.state_of_capital(x);
        if (of != 0 && of == names.state_of_capital(y)) return Reason::capital_move;
      }
    return Reason::real;
  }

  static Reason reason_of_dates(const Bounds& a, const Bounds& b, Day days) {
    if (days <= 1 && a.one_day() && b.one_day()) return Reason::one_day;
    const Day width = std::max(a.latest - a.earliest, b.latest - b.earliest);
    if (width >= kYear - 2 && width <= kYear && days <= kYearsEnd) return Reason::vague;
    if (width >= kYear - 2 && days <= kStep) return Reason::step;
    return Reason::real;
  }

  void unpaired(const model::Kind& kind, const Fact& fact, std::size_t side, const std::map<std::string, Group>& groups) {
    const auto tell = [&](Reason reason) {
      Difference difference{reason, "all", {}, {}};
      (side == 0 ? difference.first : difference.second) = fact;
      out.differences.push_back(std::move(difference));
    };
    for (const model::Role& role : fact.roles) {
      const auto* state = std::get_if<std::string>(&role.value);
      if (state == nullptr) continue;
      for (std::string_view other : successors_.of(*state)) {
        const auto found = groups.find(question_of(kind, fact, *state, other));
        if (found == groups.end()) continue;
        for (const Fact* theirs : found->second.side[1 - side])
          if (meet(*theirs, fact, kYear)) return tell(Reason::successor);
      }
    }
    if (covered(fact, 1 - side)) return tell(Reason::missing);
    ++(side == 0 ? out.first_alone : out.second_alone);
  }

  // Whether the sources of a side would have it, had they known of it.
  bool covered(const Fact& fact, std::size_t side) const {
    inquiry::Question question{.entities = {}, .kind = fact.kind};
    for (const model::Role& role : fact.roles) question.roles.push_back(role);
    question.as_of = !fact.time.on.empty() ? fact.time.on : !fact.time.since.empty() ? fact.time.since : fact.time.at;
    const auto covering = inquiry::covers(coverage_[side], question, inquiry_.kinds(), inquiry_.gazetteer());
    return covering.reach == inquiry::Reach::inside;
  }

  const inquiry::Inquiry& inquiry_;
  Successors successors_;
  std::set<std::int64_t> sources_[2];
  std::vector<ledger::Declared> coverage_[2];
};

}  // namespace

std::string_view name_of(Reason reason) { return kWords[static_cast<std::size_t>(reason)].name; }
std::string_view description_of(Reason reason) { return kWords[static_cast<std::size_t>(reason)].description; }
std::optional<Reason> reason_of(std::string_view name) {
  for (std::size_t i = 0; i < kWords.size(); ++i)
    if (kWords[i].name == name) return static_cast<Reason>(i);
  return {};
}

base::Result<Reconciled> reconcile(const inquiry::Inquiry& inquiry, const std::set<std::int64_t>& first,
                                   const std::set<std::int64_t>& second, std::string_view kind) {
  Reconciler reconciler(inquiry, first, second);
  if (auto ok = reconciler.begin(); !ok) return tl::unexpected(ok.error());
  for (std::size_t i = 0; i < inquiry.kinds().size(); ++i) {
    const model::Kind one = inquiry.kinds().kind(i);
    if (!kind.empty() && one.name() != kind) continue;
    if (auto ok = reconciler.kind(one); !ok) return tl::unexpected(ok.error());
  }
  std::stable_sort(reconciler.out.differences.begin(), reconciler.out.differences.end(),
                   [](const Difference& a, const Difference& b) { return a.reason < b.reason; });
  return std::move(reconciler.out);
}

}  // namespace chancery::audit
