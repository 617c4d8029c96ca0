// SPDX-License-Identifier: Apache-2.0
// Coded events, a row each, by the million: each text is looked up once, and from then on by what was found.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "base/csv.h"
#include "model/statement.h"
#include "sources/importer.h"
#include "time/bounds.h"

namespace chancery::sources {
namespace {

using base::ErrorKind;

constexpr std::size_t kAtOnce = 1 << 14;  // rows handed on together

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;
};
template <class Value>
using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

// What `made` finds for a text, which it is asked once.
template <class Value, class Make>
const Value& once(ByText<Value>& known, std::string_view text, Make made) {
  auto it = known.find(text);
  if (it == known.end()) it = known.emplace(text, made()).first;
  return it->second;
}

class EventReader {
 public:
  EventReader(const Mapping& mapping, const gazetteer::Codes& codes, model::EventWords& words)
      : mapping_(mapping), rule_(*mapping.events), codes_(codes), words_(words) {}

  // False where the row is of no two states. `cell(column)` is what stands in a column of the mapping.
  template <class Cell>
  base::Result<bool> read(Cell cell, model::EventRow& row) {
    const std::string_view source = told(cell(rule_.source)), target = told(cell(rule_.target));
    if (source.empty() || target.empty()) return false;
    const std::string_view date = cell(rule_.on);
    const std::optional<std::int32_t>& day = once(days_, date, [&] { return day_of(date); });
    if (!day) return base::fail(ErrorKind::invalid, fmt::format("\"{}\" is no day ({})", date, mapping_.columns[rule_.on]));
    row.day = *day;
    auto from = state(source, *day), to = state(target, *day);
    if (!from || !to) return tl::unexpected(from ? to.error() : from.error());
    std::uint32_t& pair = pair_of(*from, *to);
    if (pair == 0)
      pair =
          words_.pairs.number_of(fmt::format("{}{}{}", codes_.gazetteer().code(*from), model::kBetweenWords, codes_.gazetteer().code(*to)));
    row.pair = pair;
    const std::string_view code = cell(rule_.act), intensity = rule_.intensity ? told(cell(*rule_.intensity)) : std::string_view();
    key_.assign(code).append(1, model::kBetweenWords).append(intensity);
    row.act = once(acts_, key_, [&] { return act(code, intensity); });
    if (row.act == 0) return base::fail(ErrorKind::invalid, fmt::format("\"{}\" with \"{}\" is no act", code, intensity));
    row.actor = name(rule_.actor, cell);
    row.recipient = name(rule_.recipient, cell);
    return true;
  }

 private:
  std::string_view told(std::string_view text) const { return mapping_.told(text); }

  // Of two entities of the gazetteer.
  std::uint32_t& pair_of(std::uint32_t from, std::uint32_t to) {
    if (pairs_.size() <= from) pairs_.resize(from + 1);
    auto& of = pairs_[from];
    if (of.size() <= to) of.resize(to + 1);
    return of[to];
  }

  template <class Cell>
  std::uint32_t name(const std::optional<Column>& column, Cell cell) {
    const std::string_view text = column ? told(cell(*column)) : std::string_view();
    return text.empty() ? 0 : words_.actors.number_of(text);
  }

  std::optional<std::int32_t> day_of(std::string_view text) const {
    const auto bounds = time::bounds(edtf_of(text, rule_.order));
    if (!bounds || !bounds->one_day()) return {};
    return static_cast<std::int32_t>(bounds->earliest);
  }

  // 0 where it is none.
  std::uint32_t act(std::string_view code, std::string_view intensity) {
    double value = 0;
    const auto [end, error] = std::from_chars(intensity.data(), intensity.data() + intensity.size(), value);
    const bool wrong = !intensity.empty() && (error != std::errc() || end != intensity.data() + intensity.size());
    if (code.empty() || code.find(model::kBetweenWords) != std::string_view::npos || wrong) return 0;
    return words_.acts.number_of(fmt::format("{1}{0}{2}{0}{3}", model::kBetweenWords, rule_.scheme, code,
                                             intensity.empty() ? std::string() : model::print_number(value)));
  }

  // What a name or code can be, and where that is one state, which.
  struct Meaning {
    std::vector<gazetteer::Codes::Reading> readings;
    std::optional<std::uint32_t> only;
  };
  base::Result<std::uint32_t> state(std::string_view text, time::Day day) {
    const Meaning& meaning = once(states_, text, [&] {
      Meaning out{codes_.readings(mapping_.name_of(text), rule_.states), {}};
      const auto differs = [&](const auto& reading) { return reading.state != out.readings.front().state; };
      if (!out.readings.empty() && std::none_of(out.readings.begin(), out.readings.end(), differs)) out.only = out.readings.front().state;
      return out;
    });
    if (meaning.only) return *meaning.only;
    return codes_.state(mapping_.name_of(text), rule_.states, time::Bounds{day, day});
  }

  const Mapping& mapping_;
  const EventRule& rule_;
  const gazetteer::Codes& codes_;
  model::EventWords& words_;
  ByText<Meaning> states_;
  ByText<std::optional<std::int32_t>> days_;
  ByText<std::uint32_t> acts_;
  std::vector<std::vector<std::uint32_t>> pairs_;  // their numbers
  std::string key_;
};

}  // namespace

base::Result<Tally> each_event(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, model::EventWords& words,
                               const std::function<base::Result<>(std::span<const model::EventRow>)>& take,
                               const std::function<void(std::uint64_t line, std::string reason)>& reject) {
  auto rows = open_rows(path, mapping.form, mapping.columns);
  if (!rows) return tl::unexpected(rows.error());
  EventReader reader(mapping, codes, words);
  Tally tally;
  std::vector<model::EventRow> ready;
  ready.reserve(kAtOnce);
  for (;;) {
    auto more = (*rows)->next();
    if (more && !*more) break;
    if (!more && more.error().kind != ErrorKind::invalid) return tl::unexpected(more.error());
    ++tally.rows;
    const std::uint64_t line = (*rows)->line();
    model::EventRow row;
    row.line = static_cast<std::uint32_t>(line);
    auto is = more ? reader.read([&](Column column) { return (*rows)->at(column); }, row) : more;
    if (is && line > std::numeric_limits<std::uint32_t>::max()) is = base::fail(ErrorKind::invalid, "a file has no so many lines");
    if (!is) {
      ++tally.rejected;
      reject(line, is.error().message);
    }
    if (!is || !*is) continue;
    ++tally.statements;
    ready.push_back(row);
    if (ready.size() < kAtOnce) continue;
    if (auto ok = take(ready); !ok) return tl::unexpected(ok.error());
    ready.clear();
  }
  if (auto ok = take(ready); !ok) return tl::unexpected(ok.error());
  tally.recoded = (*rows)->recoded();
  return tally;
}

}  // namespace chancery::sources
