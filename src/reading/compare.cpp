// SPDX-License-Identifier: Apache-2.0
#include "reading/compare.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace chancery::reading {
namespace {

using model::Statement;

// Those of `all` that `others` lacks.
std::vector<Statement> only_in(const std::vector<Statement>& all, const std::vector<Statement>& others) {
  std::set<std::string> there;
  for (const Statement& statement : others) there.insert(id_of(statement));
  std::vector<Statement> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](const Statement& s) { return !there.contains(id_of(s)); });
  return out;
}

// How much two statements of one kind and place have in common: what one became of the other is likely the one with most.
std::size_t likeness(const Statement& a, const Statement& b) {
  std::size_t same = (a.source.from == b.source.from) + (a.source.to == b.source.to) + (a.time == b.time) + (a.polarity == b.polarity) +
                     (a.mode == b.mode);
  for (const model::Role& role : a.roles)
    if (const model::Value* value = b.role(role.name); value && *value == role.value) same += 2;
  return same;
}

}  // namespace

std::vector<Change> compare(const std::vector<Statement>& before, const std::vector<Statement>& after) {
  std::vector<Statement> lost = only_in(before, after), won = only_in(after, before);
  // The likeliest pairs first; of equals those that stand first.
  std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < lost.size(); ++i)
    for (std::size_t j = 0; j < won.size() && won[j].source.from < lost[i].source.to; ++j)
      if (lost[i].kind == won[j].kind && lost[i].source.from < won[j].source.to) pairs.emplace_back(likeness(lost[i], won[j]), i, j);
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return std::get<0>(a) > std::get<0>(b); });
  std::vector<bool> lost_told(lost.size()), won_told(won.size());
  std::vector<Change> changes;
  for (auto [same, i, j] : pairs) {
    if (lost_told[i] || won_told[j]) continue;
    lost_told[i] = won_told[j] = true;
    changes.push_back({std::move(lost[i]), std::move(won[j])});
  }
  for (std::size_t i = 0; i < lost.size(); ++i)
    if (!lost_told[i]) changes.push_back({std::move(lost[i]), {}});
  for (std::size_t j = 0; j < won.size(); ++j)
    if (!won_told[j]) changes.push_back({{}, std::move(won[j])});
  auto place = [](const Change& c) {
    const Statement& s = c.before ? *c.before : *c.after;
    return std::tie(s.source.from, s.source.to, s.kind);
  };
  std::stable_sort(changes.begin(), changes.end(), [&](const Change& a, const Change& b) { return place(a) < place(b); });
  return changes;
}

}  // namespace chancery::reading
