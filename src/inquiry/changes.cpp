// SPDX-License-Identifier: Apache-2.0
#include "inquiry/changes.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "inquiry/same.h"

namespace chancery::inquiry {
namespace {

std::set<std::string> ids_of(const Fact& fact) {
  std::set<std::string> out;
  for (const ledger::Entry& entry : fact.statements) out.insert(entry.id);
  return out;
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return b.count(id) > 0; });
}

std::vector<std::string> differences(const Fact& before, const Fact& after) {
  std::vector<std::string> out;
  for (const model::Role& role : after.roles)
    if (const model::Value* value = before.role(role.name); !value || *value != role.value) out.push_back(role.name);
  for (const model::Role& role : before.roles)
    if (!after.role(role.name)) out.push_back(role.name);
  if (before.time.on != after.time.on) out.emplace_back("on");
  if (before.time.since != after.time.since) out.emplace_back("since");
  if (before.time.until != after.time.until) out.emplace_back("until");
  if (before.time.at != after.time.at) out.emplace_back("at");
  if (before.truth != after.truth || before.interval != after.interval) out.emplace_back("certainty");
  if (ids_of(before) != ids_of(after)) out.emplace_back("said");
  return out;
}

// Why statements that one side has are missing on the other: there they are not known yet, or no longer.
std::vector<std::string> reasons(const Inquiry& before, const Inquiry& after, const Fact& was, const Fact& is) {
  std::vector<std::string> out;
  auto add = [&](std::string line) {
    if (std::find(out.begin(), out.end(), line) == out.end()) out.push_back(std::move(line));
  };
  const std::set<std::string> had = ids_of(was), has = ids_of(is);
  for (const ledger::Entry& entry : is.statements) {
    if (had.count(entry.id) > 0) continue;
    const std::string& document = entry.statement.source.document;
    if (entry.source == 0)
      add("supposed in " + document);
    else if (!entry.corrects.empty())
      add(fmt::format("{} corrected by {}", entry.corrects[0], entry.by.empty() ? "somebody" : entry.by[0]));
    else if (!entry.by.empty() && entry.statement.rule.empty())
      add(fmt::format("proposed by {} of {}", entry.by[0], document));
    else if (auto earlier = before.entry(entry.id); earlier && earlier->retracted)
      add("read again in " + document);
    else
      add("read in " + document);
  }
  for (const ledger::Entry& entry : was.statements) {
    if (has.count(entry.id) > 0) continue;
    auto now = after.entry(entry.id);
    if (!now || !now->retracted)
      add("put together otherwise");
    else if (now->retracted_by.empty())
      add("no longer read in " + entry.statement.source.document);
    else
      add(fmt::format("taken back by {}{}", now->retracted_by, now->why.empty() ? "" : ": " + now->why));
  }
  return out;
}

}  // namespace

std::string_view name_of(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::came:
      return "came";
    case Change::Kind::went:
      return "went";
    case Change::Kind::changed:
      return "changed";
  }
  return "changed";
}

base::Result<std::vector<Change>> changes(const Inquiry& before, const Inquiry& after, const Question& question) {
  auto old_facts = before.facts(question);
  if (!old_facts) return tl::unexpected(old_facts.error());
  auto new_facts = after.facts(question);
  if (!new_facts) return tl::unexpected(new_facts.error());

  const model::Kinds& kinds = after.kinds();
  auto key = [&](const Fact& fact) {
    auto kind = kinds.find(fact.kind);
    const model::Statement statement = as_statement(fact);
    return kind ? key_of(*kind, statement) + '\n' + words_of(*kind, statement) : fact.kind;
  };
  std::map<std::string, std::vector<std::size_t>> things;  // old facts by what they are about
  for (std::size_t i = 0; i < old_facts->size(); ++i) things[key((*old_facts)[i])].push_back(i);

  // The old fact that a new one goes on from: that it shares a statement with, else one that it agrees with.
  std::vector<bool> taken(old_facts->size());
  std::vector<std::size_t> from(new_facts->size(), old_facts->size());
  for (const bool by_statement : {true, false})
    for (std::size_t i = 0; i < new_facts->size(); ++i) {
      if (from[i] != old_facts->size()) continue;
      const Fact& fact = (*new_facts)[i];
      auto thing = things.find(key(fact));
      if (thing == things.end()) continue;
      const std::set<std::string> ids = ids_of(fact);
      for (std::size_t old : thing->second) {
        const Fact& other = (*old_facts)[old];
        if (taken[old]) continue;
        if (by_statement ? !share(ids, ids_of(other)) : !agree(*kinds.find(fact.kind), fact.roles, other.roles)) continue;
        taken[old] = true;
        from[i] = old;
        break;
      }
    }

  std::vector<Change> out;
  auto add = [&](Change::Kind kind, Fact was, Fact is, std::vector<std::string> what) {
    std::vector<std::string> why = reasons(before, after, was, is);
    out.push_back({kind, std::move(was), std::move(is), std::move(what), std::move(why)});
  };
  for (std::size_t i = 0; i < new_facts->size(); ++i) {
    Fact& fact = (*new_facts)[i];
    if (from[i] == old_facts->size()) {
      add(Change::Kind::came, {}, std::move(fact), {});
      continue;
    }
    Fact& old = (*old_facts)[from[i]];
    std::vector<std::string> what = differences(old, fact);
    if (!what.empty()) add(Change::Kind::changed, std::move(old), std::move(fact), std::move(what));
  }
  for (std::size_t i = 0; i < old_facts->size(); ++i)
    if (!taken[i]) add(Change::Kind::went, std::move((*old_facts)[i]), {}, {});
  return out;
}

}  // namespace chancery::inquiry
