// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/codes.h"

#include <fmt/core.h>

#include <algorithm>

#include "time/calendar.h"

namespace chancery::gazetteer {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kAlias = "alias";

// What of a value counts: "004" is "4", "kaz" is "KAZ".
std::string key_of(std::string_view value) {
  if (value.find_first_not_of("0123456789") == std::string_view::npos)
    value.remove_prefix(std::min(value.find_first_not_of('0'), value.empty() ? 0 : value.size() - 1));
  std::string key(value);
  for (char& c : key)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return key;
}

std::string day_text(time::Day day) {
  const time::CivilDate date = time::civil_of(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

// Where no time is asked about, what a list has for good goes before what it has withdrawn: GE is Georgia.
void keep_then(std::vector<Codes::Reading>& readings, const std::optional<time::Bounds>& when) {
  const auto for_good = [](const Codes::Reading& r) { return r.held == time::Bounds(); };
  std::vector<std::string_view> lists;
  for (const Codes::Reading& r : readings)
    if (for_good(r)) lists.push_back(r.list);
  std::erase_if(readings, [&](const Codes::Reading& r) {
    return when ? !r.held.overlaps(*when)
                : r.list != kNames && r.held.latest != time::kOpen && std::find(lists.begin(), lists.end(), r.list) != lists.end();
  });
}

}  // namespace

std::string dates_text(const time::Bounds& bounds) {
  if (bounds.earliest == time::kPast && bounds.latest == time::kOpen) return {};
  return (bounds.earliest == time::kPast ? ".." : day_text(bounds.earliest)) + "/" +
         (bounds.latest == time::kOpen ? ".." : day_text(bounds.latest));
}

Codes::Codes(const Gazetteer& gazetteer) : gazetteer_(&gazetteer) {
  for (const Code& code : gazetteer.codes()) by_value_.emplace(key_of(gazetteer.text(code.value)), &code);
}

std::vector<std::string_view> Codes::lists() const {
  std::vector<std::string_view> out;
  for (const CodeList& list : gazetteer_->code_lists()) out.push_back(gazetteer_->text(list.id));
  return out;
}

bool Codes::has(std::string_view list) const {
  const auto all = lists();
  return list == kNames || std::find(all.begin(), all.end(), list) != all.end();
}

std::vector<Codes::Reading> Codes::readings(std::string_view value, std::string_view list) const {
  std::vector<Reading> out;
  if (list != kNames) {
    const auto [first, last] = by_value_.equal_range(key_of(value));
    for (auto at = first; at != last; ++at) {
      const Code& code = *at->second;
      const std::string_view of = gazetteer_->text(code.list);
      if (list.empty() || list == of || (of == kAlias && list == "iso3")) out.push_back({code.state, of, bounds(code.from, code.to)});
    }
  }
  if (list.empty() || list == kNames) add_named(value, out);
  const auto rank = [&](const Reading& r) {
    const auto all = gazetteer_->code_lists();
    return std::find_if(all.begin(), all.end(), [&](const CodeList& l) { return gazetteer_->text(l.id) == r.list; }) - all.begin();
  };
  std::stable_sort(out.begin(), out.end(), [&](const Reading& a, const Reading& b) {
    return std::tuple(rank(a), a.held.earliest, a.state) < std::tuple(rank(b), b.held.earliest, b.state);
  });
  return out;
}

void Codes::add_named(std::string_view name, std::vector<Reading>& out) const {
  for (const Name& found : gazetteer_->find(name)) {
    const Entity& entity = gazetteer_->entity(found.entity);
    if (entity.type != EntityType::state || found.type == NameType::adjective || found.type == NameType::people) continue;
    out.push_back({found.entity, kNames, bounds(std::max(found.from, entity.from), std::min(found.to, entity.to))});
  }
  // "Iran (Persia)": two names of one state.
  const std::size_t open = name.find(" (");
  if (!out.empty() || open == std::string_view::npos || !name.ends_with(")")) return;
  std::vector<Reading> inside;
  add_named(name.substr(0, open), out);
  add_named(name.substr(open + 2, name.size() - open - 3), inside);
  std::erase_if(out, [&](const Reading& r) {
    return std::none_of(inside.begin(), inside.end(), [&](const Reading& i) { return i.state == r.state; });
  });
}

// "Nauru (cow 1999-09-14/..) or Kiribati (gw 1979-07-12/..)"
std::string Codes::readings_in_words(const std::vector<Reading>& readings) const {
  std::vector<std::uint32_t> states;
  for (const Reading& r : readings)
    if (std::find(states.begin(), states.end(), r.state) == states.end()) states.push_back(r.state);
  std::string out;
  for (std::uint32_t state : states) {
    if (!out.empty()) out += " or ";
    out += fmt::format("{} (", gazetteer_->name(state));
    std::string_view between;
    for (const Reading& r : readings) {
      if (r.state != state) continue;
      const std::string dates = dates_text(r.held);
      out += fmt::format("{}{}{}{}", between, r.list, dates.empty() ? "" : " ", dates);
      between = ", ";
    }
    out += ")";
  }
  return out;
}

base::Result<std::uint32_t> Codes::state(std::string_view value, std::string_view list, std::optional<time::Bounds> when) const {
  const std::vector<Reading> all = readings(value, list);
  const std::string_view of = list == kNames ? "the gazetteer" : list;
  if (all.empty())
    return fail(ErrorKind::not_found, list.empty() ? fmt::format("no list has \"{}\", and it is no state's name", value)
                                                   : fmt::format("{} has no \"{}\"", of, value));
  std::vector<Reading> then = all;
  keep_then(then, when);
  if (then.empty()) return fail(ErrorKind::not_found, fmt::format("\"{}\" is {}, not then", value, readings_in_words(all)));
  const auto other = [&](const Reading& r) { return r.state != then.front().state; };
  if (std::none_of(then.begin(), then.end(), other)) return then.front().state;
  return fail(ErrorKind::conflict, fmt::format("\"{}\" is {}", value, readings_in_words(then)));
}

base::Result<std::string_view> code_of(const Gazetteer& gazetteer, std::uint32_t state, std::string_view list,
                                       std::optional<time::Bounds> when) {
  if (list == kNames) return gazetteer.name(state);
  const auto range = std::ranges::equal_range(gazetteer.codes(), state, {}, &Code::state);
  std::vector<const Code*> found;
  for (const Code& code : range)
    if (gazetteer.text(code.list) == list && !code.finds && (!when || bounds(code.from, code.to).overlaps(*when))) found.push_back(&code);
  if (!when && std::any_of(found.begin(), found.end(), [](const Code* c) { return c->to == kOpen; }))
    std::erase_if(found, [](const Code* c) { return c->to != kOpen; });
  const auto always = [](const Code* c) { return c->from == kPast && c->to == kOpen; };
  if (!std::all_of(found.begin(), found.end(), always)) std::erase_if(found, always);  // a former code goes before today's
  if (found.empty()) return std::string_view();
  const std::string_view first = gazetteer.text(found.front()->value);
  std::string several;
  bool one = true;
  for (const Code* code : found) {
    const std::string_view value = gazetteer.text(code->value);
    one &= value == first;
    const std::string dates = dates_text(bounds(code->from, code->to));
    several += fmt::format("{}{}{}{}", several.empty() ? "" : ", ", value, dates.empty() ? "" : " ", dates);
  }
  if (one) return first;
  return fail(ErrorKind::conflict, fmt::format("{} has several codes in {}: {}", gazetteer.name(state), list, several));
}

}  // namespace chancery::gazetteer
