// SPDX-License-Identifier: Apache-2.0
// Makes statements of rows as a mapping says. States that one code stands for in turn share a row's time between them. Refers to what it
// is made of; not thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/codes.h"
#include "sources/mapping.h"
#include "sources/sink.h"
#include "sources/spells.h"

namespace chancery::sources {

class Maker {
 public:
  Maker(const Mapping& mapping, const gazetteer::Codes& codes, const Sink& sink);

  // `cells` are those of Mapping::columns.
  void row(std::span<const std::string_view> cells, std::uint64_t line);
  void finish();  // what was observed up to the end
  const Tally& tally() const { return tally_; }

 private:
  // A statement before its states are known: of each field what stands there, and its dates.
  struct Draft {
    const Rule* rule;
    std::vector<std::vector<std::string>> values;
    model::Time time;
    std::uint64_t line;
    std::string key;
  };
  struct State;

  void apply(const Rule& rule, std::size_t index);
  bool fulfilled(const Condition& condition) const;
  bool all_fulfilled(const std::vector<Condition>& conditions) const;
  std::string_view cell(Column column) const;
  base::Result<std::vector<std::string>> values(const Field& field) const;
  base::Result<std::string> date(const std::optional<DateField>& field) const;
  std::string key_of(const Rule& rule) const;
  void observe(const Rule& rule, std::size_t index, int year);
  void put_spell(const Rule& rule, const Spell& spell, int latest);  // `latest`: the last year of all, where it is known
  void put(const Draft& draft);
  // Resolves the states from the `at`-th on, narrowing `when` to the time that all of them share.
  void put_states(const Draft& draft, std::vector<State>& states, std::size_t at, time::Bounds when, const time::Bounds& whole);
  void put_statement(const Draft& draft, const std::vector<State>& states, const time::Bounds& when, const time::Bounds& whole);
  void reject(std::uint64_t line, std::string reason);

  const Mapping* mapping_;
  const gazetteer::Codes* codes_;
  const Sink* sink_;
  std::span<const std::string_view> cells_;
  std::uint64_t line_ = 0;
  std::string_view part_;  // of Rule::each
  const Rule* with_part_ = nullptr;
  std::vector<Spells> spells_;  // a rule each
  Tally tally_;
};

}  // namespace chancery::sources
