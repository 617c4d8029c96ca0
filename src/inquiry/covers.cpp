// SPDX-License-Identifier: Apache-2.0
#include "inquiry/covers.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>

namespace chancery::inquiry {
namespace {

using Values = std::vector<std::string>;
// One way in which those asked about may stand: by role, the values of which one is asked for.
using Cell = std::map<std::string_view, Values>;

Values texts_of(const model::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return {*text};
  if (const auto* set = std::get_if<Values>(&value)) return *set;
  return {model::print_number(std::get<double>(value))};
}

bool contains(const Values& values, std::string_view value) { return std::find(values.begin(), values.end(), value) != values.end(); }

bool may_stand(const gazetteer::Gazetteer& names, const model::RoleDefinition& role, const std::string& value) {
  const std::uint32_t index = names.by_code(value);
  if (!index) return false;
  const gazetteer::EntityType type = names.entity(index).type;
  return (type == gazetteer::EntityType::state && role.types & model::state) ||
         (type == gazetteer::EntityType::organization && role.types & model::organization);
}

// Each way to put the rest of the entities into roles.
void put(const model::Kind& kind, const gazetteer::Gazetteer& names, std::span<const std::string> rest, Cell cell, std::vector<Cell>& out) {
  if (rest.empty()) {
    out.push_back(std::move(cell));
    return;
  }
  for (const model::RoleDefinition& role : kind.roles()) {
    if (!may_stand(names, role, rest.front()) || (!role.set && cell.contains(role.name))) continue;
    Cell next = cell;
    next[role.name].push_back(rest.front());
    put(kind, names, rest.subspan(1), std::move(next), out);
  }
}

std::vector<Cell> cells_of(const model::Kind& kind, const Question& question, const gazetteer::Gazetteer& names) {
  Cell asked;
  for (const model::Role& role : question.roles)
    if (const model::RoleDefinition* definition = kind.role(role.name)) asked[definition->name] = texts_of(role.value);
  Values rest;
  for (const std::string& entity : question.entities)
    if (std::none_of(asked.begin(), asked.end(), [&](const auto& role) { return contains(role.second, entity); })) rest.push_back(entity);
  std::vector<Cell> out;
  put(kind, names, rest, std::move(asked), out);
  return out;
}

Cell swapped(const model::Kind& kind, const Cell& cell) {
  Cell out;
  for (const auto& [role, values] : cell)
    out[role == kind.symmetric_a() ? kind.symmetric_b() : role == kind.symmetric_b() ? kind.symmetric_a() : role] = values;
  return out;
}

bool looks_at(const model::Kind& kind, const model::Coverage& coverage, const Cell& cell) {
  auto within = [&](std::string_view role, const Values& some) {
    auto it = cell.find(role);
    return it != cell.end() &&
           std::all_of(it->second.begin(), it->second.end(), [&](const std::string& one) { return contains(some, one); });
  };
  const bool only = std::all_of(coverage.only.begin(), coverage.only.end(),
                                [&](const model::Role& role) { return within(role.name, texts_of(role.value)); });
  return only && (coverage.states.empty() || std::all_of(kind.roles().begin(), kind.roles().end(), [&](const model::RoleDefinition& role) {
                    const bool meant =
                        coverage.roles.empty() ? role.identifying && role.types & model::state : contains(coverage.roles, role.name);
                    return !meant || within(role.name, coverage.states);
                  }));
}

// Whether it looked at all the time asked about.
bool then(const model::Coverage& coverage, const std::string& as_of) {
  auto bound = [](const std::string& edtf) { return edtf.empty() ? time::Bounds{} : time::bounds(edtf).value_or(time::Bounds{}); };
  const time::Bounds asked = bound(as_of);
  return bound(coverage.from).earliest <= asked.earliest && asked.latest <= bound(coverage.until).latest;
}

}  // namespace

Covering covers(const std::vector<ledger::Declared>& coverages, const Question& question, const model::Kinds& kinds,
                const gazetteer::Gazetteer& names) {
  Covering out;
  const auto kind = kinds.find(question.kind);
  if (!kind) return out;
  const std::vector<Cell> cells = cells_of(*kind, question, names);
  std::vector<bool> covered(cells.size());
  for (const ledger::Declared& one : coverages) {
    if (!contains(one.coverage.kinds, question.kind)) continue;
    Reach reach = Reach::others;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool looked = looks_at(*kind, one.coverage, cells[i]) ||
                          (!kind->symmetric_a().empty() && looks_at(*kind, one.coverage, swapped(*kind, cells[i])));
      if (!looked) continue;
      const bool inside = then(one.coverage, question.as_of);
      reach = std::max(reach, inside ? Reach::inside : Reach::then);
      covered[i] = covered[i] || inside;
    }
    if (reach > out.reach) out.coverage.clear();
    out.reach = std::max(out.reach, reach);
    if (reach == out.reach) out.coverage.push_back(one);
  }
  // What only one way of standing is covered of is not.
  if (out.reach == Reach::inside && std::find(covered.begin(), covered.end(), false) != covered.end()) out.reach = Reach::others;
  for (const model::Role& role : question.roles) {
    const model::RoleDefinition* definition = kind->role(role.name);
    const bool told = std::all_of(out.coverage.begin(), out.coverage.end(), [&](const ledger::Declared& one) {
      return std::any_of(one.coverage.only.begin(), one.coverage.only.end(),
                         [&](const model::Role& only) { return only.name == role.name; });
    });
    if (definition && !definition->identifying && !told) out.details.push_back(role.name);
  }
  return out;
}

}  // namespace chancery::inquiry
