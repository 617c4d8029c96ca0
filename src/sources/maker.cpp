// SPDX-License-Identifier: Apache-2.0
#include "sources/maker.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/trim.h"

namespace chancery::sources {
namespace {

using base::ErrorKind;
using base::fail;
using base::trimmed;

constexpr char kBetweenFields = '\x1e', kBetweenValues = '\x1f';

template <class Take>
void each_part(std::string_view text, std::string_view between, Take take) {
  for (;;) {
    const std::size_t end = between.empty() ? std::string_view::npos : text.find(between);
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) take(part);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + between.size());
  }
}

bool first_of_two(std::string_view a, std::string_view b) {
  double x = 0, y = 0;
  const auto whole = [](std::string_view s, double& out) {
    auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
    return error == std::errc() && end == s.data() + s.size();
  };
  return whole(a, x) && whole(b, y) ? x <= y : a <= b;
}

// The time that a statement tells of, as wide as it may be known to be: states are looked for in it.
time::Bounds told(const model::Time& time) {
  const std::string& moment = !time.on.empty() ? time.on : time.at;
  if (!moment.empty()) return time::bounds(moment).value_or(time::Bounds());
  time::Bounds out;
  if (!time.since.empty())
    if (auto since = time::bounds(time.since)) out.earliest = since->earliest != time::kPast ? since->earliest : since->latest;
  if (!time.until.empty())
    if (auto until = time::bounds(time.until)) out.latest = until->latest != time::kOpen ? until->latest : until->earliest;
  if (out.latest < out.earliest) out.latest = out.earliest;
  return out;
}

}  // namespace

// Of a member of a role that is a state: what it can be in the statement's time.
struct Maker::State {
  std::size_t field;
  std::string_view value;
  std::vector<gazetteer::Codes::Reading> readings;
  std::uint32_t chosen = 0;
};

Maker::Maker(const Mapping& mapping, const gazetteer::Codes& codes, const Sink& sink) : mapping_(&mapping), codes_(&codes), sink_(&sink) {
  for (const Rule& rule : mapping.rules) spells_.emplace_back(rule.listed);
}

void Maker::reject(std::uint64_t line, std::string reason) {
  ++tally_.rejected;
  sink_->reject(line, std::move(reason));
}

std::string_view Maker::cell(Column column) const {
  if (with_part_ != nullptr && column == with_part_->each->first) return part_;
  return mapping_->told(trimmed(cells_[column]));
}

bool Maker::fulfilled(const Condition& condition) const {
  const bool among = std::find(condition.values.begin(), condition.values.end(), cell(condition.column)) != condition.values.end();
  return among != condition.not_these;
}

bool Maker::all_fulfilled(const std::vector<Condition>& conditions) const {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) { return fulfilled(condition); });
}

base::Result<std::vector<std::string>> Maker::values(const Field& field) const {
  if (field.columns.empty()) return std::vector{field.constant};
  std::vector<std::string> out;
  std::string wrong;
  const auto take = [&](std::string_view text) {
    if (!field.prefix.empty() && text.starts_with(field.prefix)) text.remove_prefix(field.prefix.size());
    if (!field.until.empty()) text = trimmed(text.substr(0, text.find(field.until)));
    if (text.empty()) return;
    if (field.words.empty()) {
      out.emplace_back(field.code == gazetteer::kNames ? mapping_->name_of(text) : text);
      return;
    }
    const auto word = std::find_if(field.words.begin(), field.words.end(), [&](const auto& pair) { return pair.first == text; });
    if (word == field.words.end())
      wrong = fmt::format("\"{}\" is none of the words of {}", text, mapping_->columns[field.columns.front()]);
    else
      out.push_back(word->second);
  };
  for (Column column : field.columns) {
    if (field.set)
      each_part(cell(column), field.split, take);
    else
      take(cell(column));
  }
  if (!wrong.empty()) return fail(ErrorKind::invalid, wrong);
  if (!field.set && out.size() > 1) {
    for (std::size_t i = 1; i < out.size(); ++i) out[0] += ' ' + out[i];
    out.resize(1);
  }
  if (field.organization)
    for (std::string& value : out)
      if (const std::string_view body = codes_->gazetteer().organization(value); !body.empty()) value = body;
  return out;
}

// EDTF; empty where nothing stands there or it goes on.
base::Result<std::string> Maker::date(const std::optional<DateField>& field) const {
  if (!field) return std::string();
  const std::string_view first = cell(field->columns.front());
  if (first.empty() || std::find(field->open.begin(), field->open.end(), first) != field->open.end()) return std::string();
  std::string out =
      field->columns.size() == 3 ? edtf_of(first, cell(field->columns[1]), cell(field->columns[2])) : edtf_of(first, field->order);
  if (out.empty()) return fail(ErrorKind::invalid, fmt::format("\"{}\" is no date ({})", first, mapping_->columns[field->columns.front()]));
  if (!field->year_alone.empty() && out.ends_with(field->year_alone)) out.resize(out.size() - field->year_alone.size());
  if (!field->to) return out;
  const std::string_view last = cell(*field->to);
  const std::string end = edtf_of(last, field->order);
  if (end.empty() && !last.empty())
    return fail(ErrorKind::invalid, fmt::format("\"{}\" is no date ({})", last, mapping_->columns[*field->to]));
  if (!end.empty() && end < out) return fail(ErrorKind::invalid, fmt::format("it ends on {}, before it begins on {}", end, out));
  if (!end.empty() && end != out) out += '/' + end;
  return out;
}

std::string Maker::key_of(const Rule& rule) const {
  std::string key;
  for (Column column : rule.key) {
    if (!key.empty()) key += ' ';
    key += cell(column);
  }
  return key;
}

void Maker::row(std::span<const std::string_view> cells, std::uint64_t line) {
  cells_ = cells;
  line_ = line;
  ++tally_.rows;
  for (std::size_t i = 0; i < mapping_->rules.size(); ++i) {
    const Rule& rule = mapping_->rules[i];
    if (rule.undirected && !first_of_two(cell(rule.undirected->first), cell(rule.undirected->second))) continue;
    if (!rule.each) {
      apply(rule, i);
      continue;
    }
    each_part(cell(rule.each->first), rule.each->second, [&](std::string_view part) {
      part_ = part;
      with_part_ = &rule;
      apply(rule, i);
      with_part_ = nullptr;
    });
  }
}

void Maker::apply(const Rule& rule, std::size_t index) {
  if (rule.over) {
    if (std::any_of(rule.unseen.begin(), rule.unseen.end(), [&](const Condition& condition) { return fulfilled(condition); })) return;
    int year = 0;
    const std::string_view text = cell(*rule.over);
    std::from_chars(text.data(), text.data() + text.size(), year);
    if (year < 1 || year > 9999) return reject(line_, fmt::format("\"{}\" is no year", text));
    return observe(rule, index, year);
  }
  if (!all_fulfilled(rule.conditions)) return;
  Draft draft{&rule, {}, {}, line_, key_of(rule)};
  for (auto [field, to] : {std::pair(&rule.on, &draft.time.on),
                           {&rule.since, &draft.time.since},
                           {&rule.until, &draft.time.until},
                           {&rule.at, &draft.time.at}}) {
    auto read = date(*field);
    if (!read) return reject(line_, read.error().message);
    *to = *std::move(read);
  }
  for (const Field& field : rule.fields) {
    auto found = values(field);
    if (!found) return reject(line_, found.error().message);
    draft.values.push_back(*std::move(found));
  }
  put(draft);
}

void Maker::observe(const Rule& rule, std::size_t index, int year) {
  std::string what;
  if (all_fulfilled(rule.conditions))
    for (const Field& field : rule.fields) {
      auto found = values(field);
      if (!found) return reject(line_, found.error().message);
      for (const std::string& value : *found) (what += value) += kBetweenValues;
      what += kBetweenFields;
    }
  const std::string key = key_of(rule);
  if (!spells_[index].observe(key, year, what, line_, [&](const Spell& spell) { put_spell(rule, spell, 0); }))
    reject(line_, fmt::format("{} was observed in {} before, or later", key, year));
}

void Maker::put_spell(const Rule& rule, const Spell& spell, int latest) {
  Draft draft{&rule, {}, {}, spell.line, fmt::format("{} {}–{}", spell.key, spell.first, spell.last)};
  draft.time.since = spell.since();
  draft.time.until = spell.until(latest);
  for (std::string_view rest = spell.what; !rest.empty();) {
    const std::string_view field = rest.substr(0, rest.find(kBetweenFields));
    rest.remove_prefix(field.size() + 1);
    draft.values.emplace_back();
    each_part(field, {&kBetweenValues, 1}, [&](std::string_view value) { draft.values.back().emplace_back(value); });
  }
  put(draft);
}

void Maker::finish() {
  for (std::size_t i = 0; i < spells_.size(); ++i) {
    const int latest = spells_[i].latest();
    spells_[i].finish([&](const Spell& spell) { put_spell(mapping_->rules[i], spell, latest); });
  }
}

void Maker::put(const Draft& draft) {
  std::vector<State> states;
  const time::Bounds whole = told(draft.time);
  for (std::size_t i = 0; i < draft.values.size(); ++i) {
    const Field& field = draft.rule->fields[i];
    if (field.code.empty()) continue;
    for (const std::string& value : draft.values[i]) {
      State state{i, value, codes_->readings(value, field.code), 0};
      if (state.readings.empty()) {
        auto why = codes_->state(value, field.code);
        return reject(draft.line, why ? std::string() : why.error().message);
      }
      std::vector<gazetteer::Codes::Reading> then = state.readings;
      std::erase_if(then, [&](const auto& reading) { return !reading.held.overlaps(whole); });
      const bool outside = then.empty();  // the list has it, at another time: good enough where it is one state's alone
      if (!outside) state.readings = std::move(then);
      const std::uint32_t first = state.readings.front().state;
      const bool at_once = std::any_of(state.readings.begin(), state.readings.end(), [&](const auto& a) {
        return std::any_of(state.readings.begin(), state.readings.end(),
                           [&](const auto& b) { return a.state != b.state && a.held.overlaps(b.held); });
      });
      if (std::all_of(state.readings.begin(), state.readings.end(), [&](const auto& reading) { return reading.state == first; }))
        state.readings = {{first, field.code, time::Bounds()}};
      else if (outside || at_once || !draft.time.on.empty() || !draft.time.at.empty()) {
        auto why = codes_->state(value, field.code, whole);
        return reject(draft.line, why ? std::string() : why.error().message);
      }
      states.push_back(std::move(state));
    }
  }
  put_states(draft, states, 0, whole, whole);
}

void Maker::put_states(const Draft& draft, std::vector<State>& states, std::size_t at, time::Bounds when, const time::Bounds& whole) {
  if (at == states.size()) return put_statement(draft, states, when, whole);
  for (const auto& reading : states[at].readings) {
    const time::Bounds both{std::max(when.earliest, reading.held.earliest), std::min(when.latest, reading.held.latest)};
    if (both.latest < both.earliest) continue;
    states[at].chosen = reading.state;
    put_states(draft, states, at + 1, both, whole);
  }
}

void Maker::put_statement(const Draft& draft, const std::vector<State>& states, const time::Bounds& when, const time::Bounds& whole) {
  const Rule& rule = *draft.rule;
  model::Statement out;
  out.kind = rule.kind;
  out.polarity = rule.polarity;
  out.time = draft.time;
  if (when.earliest != whole.earliest) out.time.since = time::day_text(when.earliest);
  if (when.latest != whole.latest) out.time.until = time::day_text(when.latest);
  out.scope = model::Scope::table;
  out.source.line = draft.line;
  out.source.key = draft.key;
  for (Column column : rule.cited) {
    if (!out.source.column.empty()) out.source.column += ", ";
    out.source.column += mapping_->columns[column];
  }
  std::size_t state = 0;
  for (std::size_t i = 0; i < rule.fields.size(); ++i) {
    const Field& field = rule.fields[i];
    std::vector<std::string> values = draft.values[i];
    if (!field.code.empty())
      for (std::string& value : values) value = codes_->gazetteer().code(states[state++].chosen);
    if (values.empty()) continue;
    if (field.set) {
      out.roles.push_back({field.role, std::move(values)});
    } else if (field.number) {
      std::string& text = values.front();
      std::erase(text, ',');
      double number = 0;
      auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc() || end != text.data() + text.size()) return reject(draft.line, fmt::format("\"{}\" is no number", text));
      out.roles.push_back({field.role, number});
    } else {
      out.roles.push_back({field.role, std::move(values.front())});
    }
  }
  if (auto ok = sink_->take(std::move(out)); !ok) return reject(draft.line, ok.error().message);
  ++tally_.statements;
}

}  // namespace chancery::sources
