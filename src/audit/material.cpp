// SPDX-License-Identifier: Apache-2.0
#include "audit/material.h"

#include <algorithm>

#include "base/token.h"

namespace chancery::audit {
namespace {

constexpr std::size_t kLongestName = 8;  // tokens of a state's name

// The states that a text names; names inside longer ones do not count.
std::vector<std::string> states_in(const gazetteer::Gazetteer& gazetteer, std::string_view text) {
  std::vector<base::Token> tokens;
  base::tokenize(text, tokens);
  std::vector<std::string> out;
  for (std::size_t from = 0; from < tokens.size(); ++from) {
    for (std::size_t to = std::min(tokens.size(), from + kLongestName); to > from; --to) {
      const auto readings = gazetteer.find(text.substr(tokens[from].from, tokens[to - 1].to - tokens[from].from));
      if (readings.empty() || gazetteer.entity(readings[0].entity).type != gazetteer::EntityType::state) continue;
      std::string code(gazetteer.code(readings[0].entity));
      if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(std::move(code));
      from = to - 1;
      break;
    }
  }
  return out;
}

std::string stem_in_words(std::string_view path) {
  if (std::size_t page = path.find('#'); page != path.npos) return std::string(path.substr(page + 1));
  if (std::size_t slash = path.rfind('/'); slash != path.npos) path.remove_prefix(slash + 1);
  std::string out(path.substr(0, path.find('.')));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  return out;
}

}  // namespace

std::vector<std::string> texts_of(const Fact& fact, std::string_view role) {
  const model::Value* value = fact.role(role);
  if (!value) return {};
  if (const auto* text = std::get_if<std::string>(value)) return {*text};
  if (const auto* set = std::get_if<std::vector<std::string>>(value)) return *set;
  return {};
}

std::string text_of(const Fact& fact, std::string_view role) {
  auto texts = texts_of(fact, role);
  return texts.size() == 1 ? std::move(texts[0]) : std::string();
}

bool is_state(const gazetteer::Gazetteer& gazetteer, std::string_view value) {
  const std::uint32_t index = gazetteer.by_code(value);
  return index && gazetteer.entity(index).type == gazetteer::EntityType::state;
}

std::vector<std::int64_t> sources_of(const Fact& fact) {
  std::vector<std::int64_t> out;
  for (const ledger::Entry& entry : fact.statements) out.push_back(entry.source);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Selector::Selector(const Rule& rule, std::string_view prefix, const model::Kinds& kinds) : model_(kinds) {
  for (const Parameter& parameter : rule.parameters) {
    if (!parameter.name.starts_with(prefix) || parameter.name.substr(prefix.size(), 1) != ".") continue;
    const std::string_view name = parameter.name.substr(prefix.size() + 1);
    if (name == "kind") {
      kinds_ = parameter.values;
    } else if (name == "between") {
      between_ = parameter.values;
    } else {
      roles_.push_back(&parameter);
      names_.push_back(name);
    }
  }
}

bool Selector::takes(const Fact& fact) const {
  if (!fact.polarity || fact.mode != model::Mode::fact) return false;
  if (std::find(kinds_.begin(), kinds_.end(), fact.kind) == kinds_.end()) return false;
  for (std::size_t i = 0; i < roles_.size(); ++i) {
    const std::vector<std::string_view>& allowed = roles_[i]->values;
    auto among = [&](std::string_view value) { return std::find(allowed.begin(), allowed.end(), value) != allowed.end(); };
    std::vector<std::string> values = texts_of(fact, names_[i]);
    if (values.empty())
      if (auto kind = model_.find(fact.kind))
        if (auto role = kind->role(names_[i])) values.emplace_back(role->like);
    if (std::none_of(values.begin(), values.end(), among)) return false;
  }
  return true;
}

std::optional<std::pair<std::string, std::string>> Selector::pair(const Fact& fact) const {
  std::vector<std::string> both;
  for (std::string_view role : between_)
    for (std::string& value : texts_of(fact, role)) both.push_back(std::move(value));
  if (both.size() != 2 || both[0] == both[1]) return {};
  return std::pair(std::min(both[0], both[1]), std::max(both[0], both[1]));
}

const std::vector<inquiry::Conflict>& Material::conflicts() const {
  if (!conflicts_) conflicts_ = inquiry_->conflicts(facts_);
  return *conflicts_;
}

std::vector<const Fact*> Material::selected(const Selector& selector) const {
  std::vector<const Fact*> out;
  for (const Fact& fact : facts_)
    if (selector.takes(fact)) out.push_back(&fact);
  return out;
}

Material::Pairs Material::pairs(const Selector& selector) const {
  Pairs out;
  for (const Fact* fact : selected(selector))
    if (auto pair = selector.pair(*fact)) out[std::move(*pair)].push_back(fact);
  return out;
}

const ledger::Source* Material::source(std::int64_t number) const {
  auto [it, is_new] = sources_.try_emplace(number);
  if (is_new)
    if (auto found = inquiry_->source(number)) it->second = std::move(*found);
  return it->second ? &*it->second : nullptr;
}

Bounds Material::published(std::int64_t number) const {
  auto spoken = inquiry_->spoken(number);
  if (!spoken || spoken->published.empty()) return {};
  auto bounds = time::bounds(spoken->published);
  return bounds ? *bounds : Bounds{};
}

const std::string& Material::side(std::int64_t number) const {
  auto [it, is_new] = sides_.try_emplace(number);
  const ledger::Source* from = is_new ? source(number) : nullptr;
  if (!from) return it->second;
  auto states = states_in(gazetteer(), from->title);
  if (states.empty()) states = states_in(gazetteer(), stem_in_words(from->path));
  if (states.size() == 1) it->second = states[0];
  return it->second;
}

}  // namespace chancery::audit
