// SPDX-License-Identifier: Apache-2.0
#include "audit/rules.h"

#include <algorithm>
#include <charconv>

#include "audit/rules_records.h"

namespace chancery::audit {
namespace {

constexpr std::string_view kSeverities[] = {"notice", "warning", "error"};

}  // namespace

std::string_view name_of(Severity severity) { return kSeverities[static_cast<std::size_t>(severity)]; }

std::optional<Severity> severity_of(std::string_view name) {
  auto it = std::find(std::begin(kSeverities), std::end(kSeverities), name);
  if (it == std::end(kSeverities)) return {};
  return static_cast<Severity>(it - std::begin(kSeverities));
}

const Parameter* Rule::parameter(std::string_view name) const {
  auto it = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& one) { return one.name == name; });
  return it == parameters.end() ? nullptr : &*it;
}

std::int64_t Rule::number(std::string_view name, std::int64_t fallback) const {
  const Parameter* given = parameter(name);
  if (given) std::from_chars(given->values[0].data(), given->values[0].data() + given->values[0].size(), fallback);
  return fallback;
}

std::string_view Rule::cause(std::string_view when) const {
  std::string_view otherwise;
  for (const Cause& cause : causes) {
    if (cause.when == when) return cause.text;
    if (cause.when == "otherwise") otherwise = cause.text;
  }
  return otherwise;
}

base::Result<Rules> Rules::open(std::string_view bytes) {
  auto table = base::Table::open(bytes);
  if (!table) return tl::unexpected(table.error());
  Rules out;
  out.table_ = *table;
  const auto parameters = table->array<ParameterRecord>(kParametersArray);
  const auto values = table->array<base::Text>(kValuesArray);
  const auto causes = table->array<CauseRecord>(kCausesArray);
  const auto examples = table->array<ExampleRecord>(kExamplesArray);
  auto fits = [](Range range, std::size_t size) { return range.first <= size && range.count <= size - range.first; };
  for (const RuleRecord& record : table->array<RuleRecord>(kRulesArray)) {
    if (!fits(record.parameters, parameters.size()) || !fits(record.causes, causes.size()) || !fits(record.examples, examples.size()))
      return base::fail(base::ErrorKind::invalid, "the table of audit rules is damaged");
    Rule& rule = out.rules_.emplace_back();
    rule.id = table->text(record.id);
    rule.question = table->text(record.question);
    rule.check = table->text(record.check);
    rule.says = table->text(record.says);
    rule.settle = table->text(record.settle);
    rule.severity = static_cast<Severity>(record.severity);
    for (const ParameterRecord& one : parameters.subspan(record.parameters.first, record.parameters.count)) {
      if (!fits(one.values, values.size())) return base::fail(base::ErrorKind::invalid, "the table of audit rules is damaged");
      Parameter& parameter = rule.parameters.emplace_back();
      parameter.name = table->text(one.name);
      for (base::Text value : values.subspan(one.values.first, one.values.count)) parameter.values.push_back(table->text(value));
    }
    for (const CauseRecord& one : causes.subspan(record.causes.first, record.causes.count))
      rule.causes.push_back({table->text(one.when), table->text(one.text)});
    for (const ExampleRecord& one : examples.subspan(record.examples.first, record.examples.count))
      rule.examples.push_back({static_cast<Example::Expected>(one.expected), table->text(one.statements)});
  }
  return out;
}

const Rule* Rules::find(std::string_view id) const {
  auto it = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == id; });
  return it == rules_.end() ? nullptr : &*it;
}

}  // namespace chancery::audit
