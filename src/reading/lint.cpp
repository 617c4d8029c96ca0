// SPDX-License-Identifier: Apache-2.0
#include "reading/lint.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <tuple>

namespace chancery::reading {

std::string_view name_of(Level level) { return level == Level::error ? "error" : level == Level::warning ? "warning" : "note"; }

RuleUse use_of(const std::vector<model::Statement>& statements) {
  RuleUse use;
  auto differ = [](const model::Statement& a, const model::Statement& b) {
    return a.kind == b.kind && a.polarity == b.polarity && a.mode == b.mode && a.rule != b.rule && as_line(a) != as_line(b);
  };
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const model::Statement& a = statements[i];
    ++use.made[a.rule];
    // In order of place: those of the same words are neighbours.
    for (std::size_t j = i + 1; j < statements.size(); ++j) {
      const model::Statement& b = statements[j];
      if (a.source.from != b.source.from || a.source.to != b.source.to) break;
      if (!differ(a, b)) continue;
      use.overlaps.push_back(a.rule < b.rule ? Overlap{a, b} : Overlap{b, a});
    }
  }
  return use;
}

void Lint::add_example(const Example& example, const ExampleRun& run) {
  const Rule& rule = rules_.rules[example.rule];
  const std::string place = fmt::format("{}:{}", rules_.text(rule.file), example.line);
  add_overlaps(place, use_of(run.told.statements));
  if (run.holds()) return;
  auto lines = [](const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& line : all) out += (out.empty() ? "" : "; ") + line;
    return out;
  };
  std::string message = fmt::format("“{}” ", rules_.text(example.sentence));
  if (run.empty) {
    message += "has no => line";
  } else if (!run.unwanted.empty()) {
    message += "makes " + lines(run.unwanted);
  } else {
    std::vector<std::string> made;
    for (const model::Statement& statement : run.told.statements) made.push_back(as_line(statement));
    message += "lacks " + lines(run.missing) + "; it makes " + (made.empty() ? "nothing" : lines(made));
  }
  failures_.push_back({Level::error, "example", std::string(rules_.text(rule.name)), place, std::move(message)});
}

void Lint::add_document(const std::string& path, const RuleUse& use) {
  ++documents_;
  for (const auto& [rule, times] : use.made) {
    made_[rule].statements += times;
    ++made_[rule].documents;
  }
  add_overlaps(path, use);
}

void Lint::add_overlaps(const std::string& place, const RuleUse& use) {
  for (const Overlap& overlap : use.overlaps) {
    Overlaps& all = overlaps_[{overlap.a.rule, overlap.b.rule}];
    if (all.times++ == 0)
      all.first = fmt::format("{}: “{}” is {} and {}", place, overlap.a.source.quote, as_line(overlap.a), as_line(overlap.b));
  }
}

std::map<std::string, Lint::Count> Lint::counts() const {
  std::map<std::string, Count> counts;
  for (const Rule& rule : rules_.rules) {
    Count& count = counts[std::string(rules_.text(rule.name))];
    if (count.place.empty()) count.place = fmt::format("{}:{}", rules_.text(rule.file), rule.line);
  }
  for (const auto& [rule, made] : made_) {
    counts[rule].statements = made.statements;
    counts[rule].documents = made.documents;
  }
  return counts;
}

std::vector<Finding> Lint::findings() const {
  std::vector<Finding> all = failures_;
  const auto counts = this->counts();
  auto add = [&](Level level, std::string_view what, std::string_view name, std::string place, std::string message) {
    all.push_back({level, what, std::string(name), std::move(place), std::move(message)});
  };
  auto place = [&](const auto& written) { return fmt::format("{}:{}", rules_.text(written.file), written.line); };

  std::set<std::string_view> shown;
  for (const Example& example : rules_.examples)
    if (example.yes) shown.insert(rules_.text(rules_.rules[example.rule].name));
  for (const auto& [name, count] : counts)
    if (!shown.contains(name)) add(Level::warning, "no-example", name, count.place, "no yes sentence shows what it reads");
  std::uint64_t used = rules_.learned_phrases();
  for (const Program& program : rules_.programs) {
    used |= program.needs;
    const Rule& rule = rules_.rules[program.rule];
    if (program.triggers == 0)
      add(Level::note, "no-trigger", rules_.text(rule.name), place(rule),
          "tried on every sentence: none of its words is rare enough to call it up");
  }
  for (const NamedList& list : rules_.lists)
    if (list.uses == 0) add(Level::warning, "unused", rules_.text(list.name), place(list), "no pattern names these words");
  for (const Phrase& phrase : rules_.phrases)
    if (!(used >> phrase.type & 1)) add(Level::warning, "unused", rules_.text(phrase.name), place(phrase), "no rule rests on this phrase");
  for (const auto& [rules, overlaps] : overlaps_) {
    const std::string times = overlaps.times == 1 ? "once" : fmt::format("{} times", overlaps.times);
    add(Level::warning, "overlap", rules.first, counts.at(rules.first).place,
        fmt::format("differs {} from {}: {}", times, rules.second, overlaps.first));
  }
  if (documents_ > 1)
    for (const auto& [name, count] : counts)
      if (count.documents < 2)
        add(Level::note, "rare", name, count.place, count.documents == 0 ? "made nothing" : "made statements in one document only");

  // "missions.rules:9" before "missions.rules:12".
  auto order = [](const Finding& f) {
    const std::size_t colon = f.place.rfind(':');
    return std::tuple(f.level, std::string_view(f.place).substr(0, colon), std::atoi(f.place.c_str() + colon + 1));
  };
  std::stable_sort(all.begin(), all.end(), [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
  return all;
}

}  // namespace chancery::reading
