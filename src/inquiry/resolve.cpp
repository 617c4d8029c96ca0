// SPDX-License-Identifier: Apache-2.0
// Who is meant by a name or a code.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "inquiry/inquiry.h"
#include "inquiry/same.h"

namespace chancery::inquiry {
namespace {

using base::ErrorKind;
using gazetteer::EntityType;
using gazetteer::NameType;

constexpr std::size_t kNearest = 3;    // suggestions
constexpr std::size_t kMostEdits = 2;  // letters that a suggestion may differ in

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_code(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// How many letters differ (inserted, left out, changed), up to `most` + 1.
std::size_t edits(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t above = row[i];
      row[i] = std::min({above + 1, row[i - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row.back();
}

std::string last_word(std::string_view text) {
  const std::size_t space = text.find_last_of(' ');
  return space == text.npos ? std::string() : std::string(text.substr(space + 1));
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  return out;
}

// How likely it is that somebody who types a name means such an entity: states before organisations before the rest, what
// is before what was, its name before its adjective.
std::array<int, 3> rank(const gazetteer::Entity& entity, const gazetteer::Name& name, std::optional<time::Bounds> period) {
  int type = 3;
  if (entity.type == EntityType::state) type = 0;
  if (entity.type == EntityType::organization) type = 1;
  if (entity.type == EntityType::city) type = 2;
  auto holds = [&](std::int32_t from, std::int32_t to) {
    return period ? period->overlaps(gazetteer::bounds(from, to)) : to == gazetteer::kOpen;
  };
  const int gone = holds(entity.from, entity.to) ? 0 : 1;
  const bool adjective = name.type == NameType::adjective || name.type == NameType::people;
  return {type, gone, adjective ? 2 : holds(name.from, name.to) ? 0 : 1};
}

}  // namespace

base::Result<Entity> Inquiry::resolve(std::string_view asked, std::string_view as_of) const {
  const std::string_view name = trimmed(asked);
  if (name.empty()) return base::fail(ErrorKind::usage, "a name is empty");
  std::optional<time::Bounds> period;
  if (!as_of.empty()) {
    auto bounds = time::bounds(as_of);
    if (!bounds) return tl::unexpected(bounds.error());
    period = *bounds;
  }
  auto known = [&](std::uint32_t index) { return Entity{std::string(gazetteer_.code(index)), std::string(gazetteer_.name(index)), index}; };
  // A code is written in capitals; cities have their name for a code, and a state's name may be a city's.
  if (is_code(name))
    if (std::uint32_t index = gazetteer_.by_code(name)) return known(index);

  // The likeliest readings; two that are equally likely are for the asker to tell apart.
  std::array<int, 3> best{};
  std::vector<std::uint32_t> candidates;
  for (const gazetteer::Name& reading : gazetteer_.find(name)) {
    const std::array<int, 3> its = rank(gazetteer_.entity(reading.entity), reading, period);
    if (candidates.empty() || its < best) candidates.clear(), best = its;
    if (its == best && std::find(candidates.begin(), candidates.end(), reading.entity) == candidates.end())
      candidates.push_back(reading.entity);
  }
  if (candidates.size() == 1) return known(candidates.front());
  if (candidates.size() > 1) {
    std::vector<std::string> names;
    for (std::uint32_t index : candidates) {
      std::string code(gazetteer_.code(index)), full(gazetteer_.name(index));
      names.push_back(code == full ? full : fmt::format("{} ({})", code, full));
    }
    std::sort(names.begin(), names.end());
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" may be several", name), {}, "say which: " + listed(names));
  }

  if (name.size() == 3) {  // a state's code in small letters
    std::string capitals(name);
    for (char& c : capitals)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (std::uint32_t index = gazetteer_.by_code(capitals)) return known(index);
  }

  auto values = this->values();
  if (!values) return tl::unexpected(values.error());
  if (std::find(values->begin(), values->end(), name) != values->end()) return Entity{std::string(name), std::string(name), 0};
  std::vector<std::string> same, family;
  const std::string wanted = folded(name);
  for (const std::string& value : *values) {
    if (folded(value) == wanted) same.push_back(value);
    const std::string last = last_word(value);
    if (!last.empty() && folded(last) == wanted) family.push_back(value);
  }
  const std::vector<std::string>& found = same.empty() ? family : same;
  if (found.size() == 1) return Entity{found.front(), found.front(), gazetteer_.by_code(found.front())};
  if (found.size() > 1) return base::fail(ErrorKind::usage, fmt::format("\"{}\" may be several", name), {}, "say which: " + listed(found));

  std::vector<std::pair<std::size_t, std::string>> near;
  const std::string small = lower(name);
  auto consider = [&](std::string_view candidate) {
    const std::size_t most = name.size() < 5 ? 1 : kMostEdits;
    if (std::size_t differ = edits(small, lower(candidate), most); differ <= most) near.emplace_back(differ, candidate);
  };
  for (const std::string& value : *values) consider(value);
  for (std::uint32_t index = 1; index < gazetteer_.size(); ++index)
    if (const EntityType type = gazetteer_.entity(index).type; type == EntityType::state || type == EntityType::organization)
      consider(gazetteer_.name(index));
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(near.size(), kNearest); ++i) names.push_back(near[i].second);
  return base::fail(
      ErrorKind::not_found, fmt::format("nobody and nothing is known as \"{}\"", name), {},
      names.empty() ? "name a state by its name or code, or what the ledger's statements speak of" : "do you mean " + listed(names) + "?");
}

std::string Inquiry::display_name(std::string_view value) const {
  const std::uint32_t index = gazetteer_.by_code(value);
  if (index && gazetteer_.entity(index).type == EntityType::state) return std::string(gazetteer_.name(index));
  return std::string(value);
}

}  // namespace chancery::inquiry
