// SPDX-License-Identifier: Apache-2.0
// Statements put together to facts, and when those hold.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "inquiry/inquiry.h"
#include "inquiry/same.h"
#include "model/times.h"

namespace chancery::inquiry {
namespace {

using base::ErrorKind;
using time::Bounds;
using time::Interval;
using time::kOpen;
using time::kPast;

constexpr time::Day kDayInSeconds = 86400;

// A fact in the making.
struct Draft {
  Fact fact;
  std::string key, words;
  bool ends = false;
};

Bounds common(const Bounds& a, const Bounds& b) { return {std::max(a.earliest, b.earliest), std::min(a.latest, b.latest)}; }
bool empty(const Bounds& bounds) { return bounds.earliest > bounds.latest; }

// The interval that both allow; empty bounds where there is none.
Interval common(const Interval& a, const Interval& b) {
  Interval out{common(a.begin, b.begin), common(a.end, b.end)};
  out.begin.latest = std::min(out.begin.latest, out.end.latest);
  out.end.earliest = std::max(out.end.earliest, out.begin.earliest);
  return out;
}
bool possible(const Interval& interval) { return !empty(interval.begin) && !empty(interval.end); }

// How much of it is left open; the narrower comes first.
std::int64_t width(const Bounds& bounds) {
  return bounds.closed() ? bounds.latest - bounds.earliest : std::numeric_limits<std::int64_t>::max();
}

std::int64_t width_of(const std::string& edtf) {
  auto bounds = time::bounds(edtf);
  return bounds ? width(*bounds) : std::numeric_limits<std::int64_t>::max();
}

// The narrower of two expressions for one moment, whichever is there.
void keep_narrower(std::string& kept, const std::string& other) {
  if (other.empty()) return;
  if (kept.empty() || width_of(other) < width_of(kept)) kept = other;
}

// Adds what a statement knows to the fact that it says too.
void add_details(const model::Kind& kind, Fact& fact, const model::Statement& statement) {
  for (const model::Role& role : statement.roles) {
    auto it = std::find_if(fact.roles.begin(), fact.roles.end(), [&](const model::Role& one) { return one.name == role.name; });
    if (it == fact.roles.end()) {
      fact.roles.push_back(role);
      continue;
    }
    // Of two sets, one part of the other, the larger.
    auto* kept = std::get_if<std::vector<std::string>>(&it->value);
    const auto* other = std::get_if<std::vector<std::string>>(&role.value);
    if (kept && other && other->size() > kept->size()) *kept = *other;
  }
  model::Time& time = fact.time;
  keep_narrower(time.on, statement.time.on);
  keep_narrower(time.since, statement.time.since);
  keep_narrower(time.until, statement.time.until);
  if (time.at < statement.time.at) time.at = statement.time.at;  // the latest at which it is known to hold
  // What lasts and happened on a day has held since that day: one of the two says it.
  if (kind.lasting() && !time.on.empty() && !time.since.empty()) {
    if (width_of(time.since) < width_of(time.on))
      time.on.clear();
    else
      time.since.clear();
  }
}

// The order in which facts are shown: kind, then when it began, then what it says.
std::string sorting_text(const Fact& fact) {
  std::string out;
  for (const model::Role& role : fact.roles) {
    out += role.name + '=';
    if (const auto* text = std::get_if<std::string>(&role.value)) out += *text;
    if (const auto* number = std::get_if<double>(&role.value)) out += model::print_number(*number);
    if (const auto* set = std::get_if<std::vector<std::string>>(&role.value))
      for (const std::string& one : *set) out += one + ',';
    out += ';';
  }
  return out;
}

// When it began as far as known: what is dated to a year comes before its days, what is undated last.
time::Day sorting_day(const Fact& fact) {
  if (fact.interval.begin.earliest != kPast) return fact.interval.begin.earliest;
  return fact.interval.begin.latest != kOpen ? fact.interval.begin.latest : kOpen;
}

// What lasts ends when something that ends it is said of the same thing, and the other way round.
void let_end_each_other(const model::Kinds& kinds, std::vector<Draft>& drafts) {
  std::map<std::string_view, std::vector<std::size_t>> things;
  for (std::size_t i = 0; i < drafts.size(); ++i) things[drafts[i].key].push_back(i);
  for (const auto& [key, places] : things) {
    if (places.size() < 2) continue;
    auto kind = kinds.find(drafts[places[0]].fact.kind);
    if (!kind || !kind->lasting()) continue;
    std::vector<Interval> cut(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Draft& draft = drafts[places[i]];
      cut[i] = draft.fact.interval;
      for (std::size_t other : places) {
        const Draft& turn = drafts[other];
        if (turn.ends == draft.ends || !agree(*kind, draft.fact.roles, turn.fact.roles)) continue;
        const Bounds& when = turn.fact.interval.begin;
        // Only what is known to have come after.
        if (when.earliest == kPast || when.earliest < draft.fact.interval.begin.latest) continue;
        cut[i].end.latest = std::min(cut[i].end.latest, when.latest);
        cut[i].end.earliest = std::min(cut[i].end.earliest, when.earliest);
      }
      cut[i].end.earliest = std::max(cut[i].end.earliest, cut[i].begin.earliest);
      if (!possible(cut[i])) cut[i] = draft.fact.interval;
    }
    for (std::size_t i = 0; i < places.size(); ++i) drafts[places[i]].fact.interval = cut[i];
  }
}

// The role in which one gives way to the next, where it does: of offices those of heads alone.
std::string_view successive_role(const model::Kind& kind, const std::vector<model::Role>& roles, const gazetteer::Gazetteer& names) {
  for (const model::Role& role : roles) {
    const model::RoleDefinition* definition = kind.role(role.name);
    const auto* title = std::get_if<std::string>(&role.value);
    if (!definition || !title || !(definition->types & model::office)) continue;
    const std::vector<gazetteer::Name> found = names.find(*title);
    if (std::none_of(found.begin(), found.end(), [&](const gazetteer::Name& one) {
          const gazetteer::Entity& office = names.entity(one.entity);
          const std::string_view rank = names.text(office.kind);
          return office.type == gazetteer::EntityType::office && (rank == "head-of-state" || rank == "head-of-government");
        }))
      return {};
  }
  return kind.successive();
}

// Those that may hold at the date asked for.
Bounds period_of(const Question& question) { return question.as_of.empty() ? Bounds{} : time::bounds(question.as_of).value_or(Bounds{}); }

// What lasts and was cut: other statements of the same things tell when these ended.
void things_of(const std::vector<ledger::Entry>& entries, const std::map<std::string, std::size_t>& cut, const model::Kinds& kinds,
               std::vector<ledger::Filter>& out) {
  std::set<std::pair<std::string, std::vector<std::string>>> things;
  for (const ledger::Entry& entry : entries) {
    const auto kind = kinds.find(entry.statement.kind);
    if (!kind || !kind->lasting() || !cut.contains(entry.statement.kind)) continue;
    ledger::Filter filter{.entities = identifying(*kind, entry.statement), .kind = entry.statement.kind, .facts = true};
    if (!filter.entities.empty() && things.emplace(filter.kind, filter.entities).second) out.push_back(std::move(filter));
  }
}

// Who may have given way since is only known from who came next: those that began, are not said to have ended, and have a successor.
std::vector<ledger::Filter> successors_of(const std::vector<ledger::Entry>& entries, const model::Kinds& kinds,
                                          const gazetteer::Gazetteer& names) {
  std::map<std::pair<std::string, std::vector<std::string>>, ledger::Filter> out;
  for (const ledger::Entry& entry : entries) {
    const model::Statement& statement = entry.statement;
    const auto kind = kinds.find(statement.kind);
    if (!kind || kind->successive().empty() || !statement.time.until.empty() || statement.time.empty()) continue;
    const std::string_view role = successive_role(*kind, statement.roles, names);
    if (role.empty()) continue;
    ledger::Filter filter;
    filter.kind = statement.kind;
    filter.facts = true;
    filter.entities = identifying(*kind, statement, role);
    if (!filter.entities.empty()) out.emplace(std::pair{filter.kind, filter.entities}, filter);
  }
  std::vector<ledger::Filter> filters;
  for (auto& [key, filter] : out) filters.push_back(std::move(filter));
  return filters;
}

bool share_a_source(const Fact& a, const Fact& b) {
  return std::any_of(a.statements.begin(), a.statements.end(), [&](const ledger::Entry& one) {
    return std::any_of(b.statements.begin(), b.statements.end(), [&](const ledger::Entry& other) { return one.source == other.source; });
  });
}

// What is not said to have ended has by the time that the next has begun, unless some other source tells of both at one time.
void let_follow_each_other(const model::Kinds& kinds, const gazetteer::Gazetteer& names, std::vector<Draft>& drafts) {
  std::map<std::string, std::vector<std::pair<Fact*, const model::Value*>>> things;  // by all but who it is
  for (Draft& draft : drafts) {
    Fact& fact = draft.fact;
    const auto kind = kinds.find(fact.kind);
    if (!kind || kind->successive().empty() || !fact.polarity || fact.mode != model::Mode::fact || fact.time.empty()) continue;
    const std::string_view role = successive_role(*kind, fact.roles, names);
    const model::Value* who = role.empty() ? nullptr : fact.role(role);
    if (!who) continue;
    model::Statement rest = as_statement(fact);
    std::erase_if(rest.roles, [&](const model::Role& one) { return one.name == role; });
    things[key_of(*kind, rest)].emplace_back(&fact, who);
  }
  for (auto& [key, some] : things) {
    std::vector<Interval> cut;
    for (const auto& [fact, who] : some) {
      Interval& mine = cut.emplace_back(fact->interval);
      if (!fact->time.until.empty() || mine.end.latest != kOpen) continue;
      for (const auto& [next, other] : some) {
        const Bounds& when = next->interval.begin;
        if (same_value(*who, *other) || when.earliest == kPast || when.latest == kOpen || when.earliest <= mine.begin.latest) continue;
        if (fact->interval.end.earliest > when.latest && !share_a_source(*fact, *next)) continue;
        mine.end.latest = std::min(mine.end.latest, when.latest);
        mine.end.earliest = std::min(mine.end.earliest, when.earliest);
      }
      mine.end.earliest = std::max(mine.end.earliest, mine.begin.earliest);
    }
    for (std::size_t i = 0; i < some.size(); ++i) some[i].first->interval = cut[i];
  }
}

bool names_city(const gazetteer::Gazetteer& names, std::string_view a, std::string_view b) {
  const std::vector<gazetteer::Name> of_a = names.find(a), of_b = names.find(b);
  return std::any_of(of_a.begin(), of_a.end(), [&](const gazetteer::Name& one) {
    return names.entity(one.entity).type == gazetteer::EntityType::city &&
           std::any_of(of_b.begin(), of_b.end(), [&](const gazetteer::Name& other) { return other.entity == one.entity; });
  });
}

// Whether the fact has the wanted value, or one of them, in that role.
bool has_value(const model::Kind& kind, const Fact& fact, std::string_view name, const model::Value& wanted,
               const gazetteer::Gazetteer& names) {
  if (const auto* any = std::get_if<std::vector<std::string>>(&wanted))
    return std::any_of(any->begin(), any->end(), [&](const std::string& one) { return has_value(kind, fact, name, one, names); });
  const model::RoleDefinition* role = kind.role(name);
  const model::Value* value = fact.role(name);
  if (!value) return role && !role->like.empty() && same_value(std::string(role->like), wanted);
  const auto* text = std::get_if<std::string>(&wanted);
  auto same = [&](const model::Value& one) {
    if (same_value(one, wanted)) return true;
    const auto* other = std::get_if<std::string>(&one);
    return text && other && role && role->types & model::place && names_city(names, *text, *other);
  };
  const auto* set = std::get_if<std::vector<std::string>>(value);
  return set && text ? std::any_of(set->begin(), set->end(), [&](const std::string& one) { return same(one); }) : same(*value);
}

bool has_roles(const model::Kind& kind, const Fact& fact, const std::vector<model::Role>& wanted, const gazetteer::Gazetteer& names) {
  const std::string_view a = kind.symmetric_a(), b = kind.symmetric_b();
  auto all = [&](bool swapped) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const model::Role& role) {
      const std::string_view name = !swapped         ? std::string_view(role.name)
                                    : role.name == a ? b
                                    : role.name == b ? a
                                                     : std::string_view(role.name);
      return has_value(kind, fact, name, role.value, names);
    });
  };
  return all(false) || (!a.empty() && all(true));
}

}  // namespace

const model::Value* Fact::role(std::string_view name) const {
  for (const model::Role& one : roles)
    if (one.name == name) return &one.value;
  return nullptr;
}

base::Result<Bounds> Inquiry::said(std::int64_t source) const {
  if (auto it = said_.find(source); it != said_.end()) return it->second;
  if (source == 0) return Bounds{};  // supposed of any time
  auto spoken = this->spoken(source);
  if (!spoken) return tl::unexpected(spoken.error());
  // It spoke before it was recorded, on the day it gives, and not before the last thing that it tells of.
  Bounds out{kPast, spoken->recorded / kDayInSeconds};
  if (auto published = time::bounds(spoken->published); !spoken->published.empty() && published) out = *published;
  if (spoken->last_told) out.earliest = std::max(out.earliest, std::min(*spoken->last_told, out.latest));
  said_.emplace(source, out);
  return out;
}

base::Result<std::vector<Fact>> Inquiry::put_together(std::vector<ledger::Entry> entries) const {
  struct Item {
    ledger::Entry* entry;
    Interval interval;
    std::int64_t begin_width;
    std::string key, words;
    bool ends;
  };
  const model::Kinds& kinds = ledger_.kinds();
  std::vector<Item> items;
  items.reserve(entries.size());
  for (ledger::Entry& entry : entries) {
    auto kind = kinds.find(entry.statement.kind);
    if (!kind)
      return base::fail(ErrorKind::invalid, "the ledger has a statement of an unknown kind, " + entry.statement.kind, ledger_.path());
    auto speaks = said(entry.source);
    if (!speaks) return tl::unexpected(speaks.error());
    // What is said to have ended had ended by the last day on which the source may speak; what is said to go on did so at
    // least until the first.
    time::Day day = entry.statement.time.until == ".." ? speaks->latest : speaks->earliest == kPast ? kOpen : speaks->earliest;
    if (entry.statement.time.until.empty() && !kind->lasting() && !kind->successive().empty()) day = kOpen;  // a term, and it may be over
    auto interval = time::interval(model::holding(*kind, entry.statement), day);
    if (!interval) interval = Interval{};  // its words contradict each other: at any time
    items.push_back({&entry, *interval, width(interval->begin), key_of(*kind, entry.statement), words_of(*kind, entry.statement),
                     kind->ends(entry.statement)});
  }
  // The most detailed first, so that the others find what they are part of; ids make the order the same every time.
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    const std::size_t roles_a = a.entry->statement.roles.size(), roles_b = b.entry->statement.roles.size();
    return std::tie(a.key, a.words, a.begin_width, roles_b, a.entry->id) < std::tie(b.key, b.words, b.begin_width, roles_a, b.entry->id);
  });

  std::vector<Draft> drafts;
  std::size_t first = 0;  // of the drafts with this key and these words
  for (Item& item : items) {
    const model::Kind kind = *kinds.find(item.entry->statement.kind);
    const model::Statement& statement = item.entry->statement;
    if (first < drafts.size() && (drafts[first].key != item.key || drafts[first].words != item.words)) first = drafts.size();
    std::size_t fitting = drafts.size(), count = 0;
    for (std::size_t i = first; i < drafts.size(); ++i) {
      const Fact& fact = drafts[i].fact;
      if (!possible(common(fact.interval, item.interval)) || !agree(kind, fact.roles, statement.roles)) continue;
      // That something was so at two dates does not say that it was so between them, unless it lasts.
      if (!kind.lasting() && fact.time.at != statement.time.at && !fact.time.at.empty() && !statement.time.at.empty()) continue;
      if (++count == 1) fitting = i;
    }
    if (count == 1) {
      Fact& fact = drafts[fitting].fact;
      fact.interval = common(fact.interval, item.interval);
      add_details(kind, fact, statement);
      fact.statements.push_back(std::move(*item.entry));
      continue;
    }
    Draft& draft = drafts.emplace_back();
    draft.key = std::move(item.key);
    draft.words = std::move(item.words);
    draft.ends = item.ends;
    draft.fact.kind = statement.kind;
    draft.fact.polarity = statement.polarity;
    draft.fact.mode = statement.mode;
    draft.fact.roles = statement.roles;
    draft.fact.time = statement.time;
    draft.fact.interval = item.interval;
    draft.fact.statements.push_back(std::move(*item.entry));
  }
  let_end_each_other(kinds, drafts);
  let_follow_each_other(kinds, gazetteer_, drafts);

  std::vector<std::tuple<std::string, time::Day, std::string, std::string, std::size_t>> order;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Fact& fact = drafts[i].fact;
    model::Statement roles;
    roles.kind = fact.kind;
    roles.roles = std::move(fact.roles);
    kinds.put_in_order(roles);
    fact.roles = std::move(roles.roles);
    order.emplace_back(fact.kind, sorting_day(fact), sorting_text(fact), fact.statements.front().id, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Fact> out;
  out.reserve(drafts.size());
  for (const auto& place : order) out.push_back(std::move(drafts[std::get<4>(place)].fact));
  return out;
}

base::Result<std::vector<Fact>> Inquiry::facts(const Question& question) const {
  auto gathered = gather(question);
  if (!gathered) return tl::unexpected(gathered.error());
  if (auto ok = hold_at(question.as_of, gathered->facts); !ok) return tl::unexpected(ok.error());
  return std::move(gathered->facts);
}

base::Result<> hold_at(std::string_view as_of, std::vector<Fact>& facts) {
  if (as_of.empty()) return {};
  auto edtf = time::parse_edtf(as_of);
  if (!edtf) return tl::unexpected(edtf.error());
  for (Fact& fact : facts) fact.truth = time::holds(fact.interval, *edtf);
  std::erase_if(facts, [](const Fact& fact) { return fact.truth == time::Truth::no; });
  return {};
}

// Of each kind those that began last.
base::Result<std::vector<ledger::Entry>> Inquiry::latest(const ledger::Filter& filter, const Question& question,
                                                         const std::vector<ledger::Count>& counts,
                                                         std::map<std::string, std::size_t>& more) const {
  ledger::Filter then = filter;
  then.period = period_of(question);
  auto held = question.as_of.empty() ? counts : this->counts(then);
  if (!held) return tl::unexpected(held.error());
  std::vector<ledger::Entry> out;
  for (const ledger::Count& count : counts) {
    const bool cut = count.statements > question.most;
    ledger::Filter of_kind = cut ? then : filter;
    of_kind.kind = count.kind;
    of_kind.limit = cut ? question.most : 0;
    auto some = entries(of_kind);
    if (!some) return tl::unexpected(some.error());
    auto its = std::find_if(held->begin(), held->end(), [&](const ledger::Count& one) { return one.kind == count.kind; });
    if (cut && its != held->end() && its->statements > some->size()) more[count.kind] = its->statements - some->size();
    std::move(some->begin(), some->end(), std::back_inserter(out));
  }
  return out;
}

base::Result<Gathered> Inquiry::gather(const Question& question) const {
  // Not by date here: what is dated otherwise still tells when a fact began or ended.
  ledger::Filter filter;
  filter.entities = question.entities;
  filter.any = question.any;
  filter.kind = question.kind;
  filter.facts = !question.other_modes;
  bool cut = false;
  base::Result<std::vector<ledger::Count>> counts;
  if (question.most > 0) {
    if (auto dated = time::bounds(question.as_of); !question.as_of.empty() && !dated) return tl::unexpected(dated.error());
    counts = this->counts(filter);
    if (!counts) return tl::unexpected(counts.error());
    std::size_t total = 0;
    for (const ledger::Count& count : *counts) total += count.statements;
    cut = total > question.at_once;
  }
  Gathered out;
  auto entries = cut ? latest(filter, question, *counts, out.more) : this->entries(filter);
  if (!entries) return tl::unexpected(entries.error());
  std::vector<ledger::Filter> filters;
  if (!filter.entities.empty()) filters = successors_of(*entries, kinds(), gazetteer_);
  if (cut) {
    things_of(*entries, out.more, kinds(), filters);
    for (ledger::Filter& others : filters) {
      others.period = Bounds{kPast, period_of(question).latest};
      others.limit = question.most;
    }
  }
  std::set<std::string> asked;
  if (!filters.empty()) {
    for (const ledger::Entry& entry : *entries) asked.insert(entry.id);
    std::set<std::string> there = asked;
    for (const ledger::Filter& others : filters) {
      auto more = this->entries(others);
      if (!more) return tl::unexpected(more.error());
      for (ledger::Entry& entry : *more)
        if (there.insert(entry.id).second) entries->push_back(std::move(entry));
    }
  }
  auto facts = put_together(std::move(*entries));
  if (!facts) return tl::unexpected(facts.error());
  if (!asked.empty())
    std::erase_if(*facts, [&](const Fact& fact) {
      return std::none_of(fact.statements.begin(), fact.statements.end(), [&](const ledger::Entry& one) { return asked.contains(one.id); });
    });
  if (!question.roles.empty())
    std::erase_if(*facts, [&](const Fact& fact) { return !has_roles(*kinds().find(fact.kind), fact, question.roles, gazetteer_); });
  out.facts = std::move(*facts);
  return out;
}

}  // namespace chancery::inquiry
