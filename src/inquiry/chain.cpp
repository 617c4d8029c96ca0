// SPDX-License-Identifier: Apache-2.0
#include "inquiry/chain.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/token.h"
#include "inquiry/timeline.h"

namespace chancery::inquiry {
namespace {

constexpr std::string_view kKind = "agreement", kMembership = "membership";
// What every agreement has, some day: told as not said where it is not.
constexpr std::array<std::string_view, 3> kExpected = {"signed", "in-force", "ended"};
// Words that tell no title from another.
constexpr std::array<std::string_view, 16> kSmallWords = {"a",  "an", "and", "as", "at",  "between", "by", "for",
                                                          "in", "of", "on",  "s",  "the", "their",   "to", "with"};

using Parties = std::set<std::string>;

// An agreement in the making.
struct Draft {
  Parties parties;
  std::vector<std::size_t> facts;
};

std::string text_of(const Fact& fact, std::string_view role) {
  const model::Value* value = fact.role(role);
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return text ? *text : std::string();
}

std::string title_of(const Fact& fact) { return text_of(fact, fact.kind == kMembership ? "organization" : "title"); }

Parties parties_of(const Fact& fact) {
  if (fact.kind == kMembership) return {text_of(fact, "member")};
  const model::Value* value = fact.role("parties");
  if (!value) return {};
  if (const auto* set = std::get_if<std::vector<std::string>>(value)) return {set->begin(), set->end()};
  return {text_of(fact, "parties")};
}

bool is_treaty(const gazetteer::Gazetteer& names, std::uint32_t entity) {
  return entity != 0 && names.entity(entity).type == gazetteer::EntityType::organization &&
         names.text(names.entity(entity).kind) == "treaty";
}

bool within(const Parties& a, const Parties& b) { return std::includes(b.begin(), b.end(), a.begin(), a.end()); }

// The facts of one title as agreements.
std::vector<Draft> split(const std::vector<std::size_t>& places, const std::vector<Fact>& facts) {
  std::vector<Draft> out;
  std::vector<std::size_t> single;
  std::vector<std::pair<Parties, std::size_t>> several;
  for (std::size_t place : places) {
    Parties parties = parties_of(facts[place]);
    if (parties.size() < 2)
      single.push_back(place);
    else
      several.emplace_back(std::move(parties), place);
  }
  // The largest first, so that parts find what they are part of.
  std::stable_sort(several.begin(), several.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const auto& [parties, place] : several) {
    auto whole = std::find_if(out.begin(), out.end(), [&, &of = parties](const Draft& draft) { return within(of, draft.parties); });
    if (whole == out.end()) whole = out.insert(out.end(), Draft{parties, {}});
    whole->facts.push_back(place);
  }
  Draft rest;
  const std::size_t made = out.size();
  for (std::size_t place : single) {
    const Parties parties = parties_of(facts[place]);
    std::size_t fitting = made, count = 0;
    for (std::size_t i = 0; i < made; ++i)
      if (within(parties, out[i].parties)) fitting = i, ++count;
    Draft& draft = count == 1 ? out[fitting] : rest;
    draft.parties.insert(parties.begin(), parties.end());
    draft.facts.push_back(place);
  }
  if (!rest.facts.empty()) out.push_back(std::move(rest));
  return out;
}

}  // namespace

std::vector<std::uint64_t> title_words(std::string_view title, const model::Kinds& kinds) {
  std::vector<base::Token> tokens;
  base::tokenize(title, tokens);
  std::set<std::uint64_t> small;
  for (std::string_view word : kSmallWords) small.insert(base::hash_folded(word));
  std::set<std::uint64_t> own;  // what agreements call themselves
  if (auto kind = kinds.find(kKind))
    if (const model::RoleDefinition* type = kind->role("type"))
      for (std::string_view word : type->words) own.insert(base::hash_folded(word));
  std::set<std::uint64_t> all, telling;
  for (const base::Token& token : tokens) {
    if (token.shape == base::Token::punctuation || small.find(token.folded) != small.end()) continue;
    all.insert(token.folded);
    if (own.find(token.folded) == own.end()) telling.insert(token.folded);
  }
  const auto& kept = telling.empty() ? all : telling;  // "Treaty" alone
  return {kept.begin(), kept.end()};
}

base::Result<std::vector<Fact>> facts_on_agreement(const Inquiry& inquiry, std::string_view title) {
  const model::Kinds& kinds = inquiry.kinds();
  const gazetteer::Gazetteer& names = inquiry.gazetteer();
  std::vector<std::vector<std::uint64_t>> wanted = {title_words(title, kinds)};
  std::vector<Fact> out;
  if (wanted[0].empty()) return out;
  auto has = [](const std::vector<std::uint64_t>& all, const std::vector<std::uint64_t>& words) {
    return std::includes(all.begin(), all.end(), words.begin(), words.end());
  };
  std::set<std::uint32_t> treaties;
  for (const gazetteer::Name& name : names.find(title))
    if (is_treaty(names, name.entity) && treaties.insert(name.entity).second) wanted.push_back(title_words(names.name(name.entity), kinds));
  for (std::uint32_t index = 1; index < names.size(); ++index)
    if (is_treaty(names, index) && has(title_words(names.name(index), kinds), wanted[0])) treaties.insert(index);
  Question question;
  question.kind = kKind;
  auto told = inquiry.facts(question);
  if (!told) return told;
  for (Fact& fact : *told) {
    const auto words = title_words(title_of(fact), kinds);
    if (std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) { return has(words, one); })) out.push_back(std::move(fact));
  }
  for (std::uint32_t index : treaties) {
    question.kind = kMembership;
    question.entities = {std::string(names.code(index))};
    auto parties = inquiry.facts(question);
    if (!parties) return parties;
    for (Fact& fact : *parties)
      if (text_of(fact, "organization") == names.code(index)) out.push_back(std::move(fact));
  }
  return out;
}

std::vector<Chain> chains(const std::vector<Fact>& facts, const Inquiry& inquiry) {
  const model::Kinds& kinds = inquiry.kinds();
  std::map<std::vector<std::uint64_t>, std::vector<std::size_t>> titles;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].kind == kKind || is_treaty(inquiry.gazetteer(), inquiry.gazetteer().by_code(title_of(facts[i]))))
      titles[title_words(title_of(facts[i]), kinds)].push_back(i);
  const auto kind = kinds.find(kKind);
  const model::RoleDefinition* action = kind ? kind->role("action") : nullptr;
  std::vector<std::pair<time::Day, Chain>> sorted;
  for (const auto& [words, places] : titles) {
    for (Draft& draft : split(places, facts)) {
      // Facts come by time already, but those of parts were put behind.
      std::sort(draft.facts.begin(), draft.facts.end());
      Chain chain;
      chain.parties.assign(draft.parties.begin(), draft.parties.end());
      time::Day first = time::kOpen;
      std::map<std::string, std::vector<std::size_t>> steps;
      for (std::size_t place : draft.facts) {
        const Fact& fact = facts[place];
        if (std::string title = title_of(fact); title.size() > chain.title.size()) chain.title = std::move(title);
        std::string step = fact.kind == kMembership ? "party" : text_of(fact, "action");
        if (step.empty() && action) step = action->like;
        steps[step].push_back(place);
        for (const Moment& moment : moments({fact})) first = std::min(first, moment.day());
      }
      for (std::string_view expected : kExpected) steps[std::string(expected)];
      if (action)
        for (std::string_view word : action->words)
          if (auto step = steps.extract(std::string(word)); !step.empty()) chain.steps.push_back({step.key(), std::move(step.mapped())});
      for (auto& [word, its] : steps) chain.steps.push_back({word, std::move(its)});
      sorted.emplace_back(first, std::move(chain));
    }
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.title, a.second.parties) < std::tie(b.first, b.second.title, b.second.parties);
  });
  std::vector<Chain> out;
  for (auto& [day, chain] : sorted) out.push_back(std::move(chain));
  return out;
}

}  // namespace chancery::inquiry
