// SPDX-License-Identifier: Apache-2.0
#include "inquiry/same.h"

#include <algorithm>
#include <cmath>

#include "base/token.h"

namespace chancery::inquiry {
namespace {

const std::string* text_of(const model::Value* value) { return value ? std::get_if<std::string>(value) : nullptr; }

std::string folded_value(const model::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return folded(*text);
  if (const auto* number = std::get_if<double>(&value)) return model::print_number(*number);
  auto set = std::get<std::vector<std::string>>(value);
  for (std::string& one : set) one = folded(one);
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  std::string out;
  for (const std::string& one : set) out += one + '\x1f';
  return out;
}

}  // namespace

model::Statement as_statement(const Fact& fact) {
  model::Statement out;
  out.kind = fact.kind;
  out.roles = fact.roles;
  out.polarity = fact.polarity;
  out.mode = fact.mode;
  return out;
}

Fact as_fact(const ledger::Entry& entry) {
  const model::Statement& statement = entry.statement;
  return {.kind = statement.kind,
          .roles = statement.roles,
          .time = statement.time,
          .polarity = statement.polarity,
          .mode = statement.mode,
          .statements = {entry}};
}

std::string folded(std::string_view text) {
  thread_local std::vector<base::Token> tokens;
  tokens.clear();
  base::tokenize(text, tokens);
  const std::uint64_t the = base::hash_folded("the");
  std::string out;
  bool first = true;
  for (const base::Token& token : tokens) {
    if (token.shape == base::Token::punctuation) continue;
    const bool article = first && token.folded == the;
    first = false;
    if (!article) out.append(reinterpret_cast<const char*>(&token.folded), sizeof token.folded);
  }
  return out.empty() ? std::string(text) : out;
}

std::string key_of(const model::Kind& kind, const model::Statement& statement) {
  std::string out = statement.kind;
  out += statement.polarity ? "+" : "-";
  out += model::name_of(statement.mode);
  const std::string_view a = kind.symmetric_a(), b = kind.symmetric_b();
  const std::string *side_a = nullptr, *side_b = nullptr;
  if (!a.empty()) side_a = text_of(statement.role(a)), side_b = text_of(statement.role(b));
  const bool swap = side_a && side_b && folded(*side_b) < folded(*side_a);
  for (const model::RoleDefinition& role : kind.roles()) {
    if (!role.identifying) continue;
    const std::string_view from = !swap ? role.name : role.name == a ? b : role.name == b ? a : role.name;
    if (const model::Value* value = statement.role(from)) {
      out += '\x1e';
      out += role.name;
      out += '\x1d';
      out += folded_value(*value);
    }
  }
  return out;
}

std::vector<std::string> identifying(const model::Kind& kind, const model::Statement& statement, std::string_view but) {
  std::vector<std::string> out;
  for (const model::Role& one : statement.roles) {
    const model::RoleDefinition* definition = kind.role(one.name);
    const auto* value = std::get_if<std::string>(&one.value);
    if (value && definition && definition->identifying && definition->names_entity() && one.name != but) out.push_back(*value);
  }
  return out;
}

std::string words_of(const model::Kind& kind, const model::Statement& statement) {
  std::string out;
  for (const model::RoleDefinition& role : kind.roles()) {
    if (!role.apart) continue;
    const std::string* word = text_of(statement.role(role.name));
    out += '\x1e';
    out += word ? std::string_view(*word) : role.like;
  }
  return out;
}

bool same_value(const model::Value& a, const model::Value& b) {
  const auto *left = std::get_if<double>(&a), *right = std::get_if<double>(&b);
  if (left && right) return std::fabs(*left - *right) <= 1e-9 * std::max(1.0, std::fabs(*left));
  const auto *one = std::get_if<std::vector<std::string>>(&a), *other = std::get_if<std::vector<std::string>>(&b);
  if (one && other) {
    std::vector<std::string> small, large;
    for (const std::string& value : *one) small.push_back(folded(value));
    for (const std::string& value : *other) large.push_back(folded(value));
    if (small.size() > large.size()) std::swap(small, large);
    return std::all_of(small.begin(), small.end(),
                       [&](const std::string& value) { return std::find(large.begin(), large.end(), value) != large.end(); });
  }
  return a == b || (a.index() == b.index() && folded_value(a) == folded_value(b));
}

bool agree(const model::Kind& kind, const std::vector<model::Role>& a, const std::vector<model::Role>& b, bool figures) {
  const std::vector<std::string_view> measures = figures ? std::vector<std::string_view>() : kind.measures();
  for (const model::Role& role : a) {
    auto other = std::find_if(b.begin(), b.end(), [&](const model::Role& one) { return one.name == role.name; });
    if (other == b.end()) continue;
    const model::RoleDefinition* definition = kind.role(role.name);
    if (definition && (definition->identifying || definition->apart)) continue;
    if (std::find(measures.begin(), measures.end(), role.name) != measures.end()) continue;
    if (!same_value(role.value, other->value)) return false;
  }
  return true;
}

}  // namespace chancery::inquiry
