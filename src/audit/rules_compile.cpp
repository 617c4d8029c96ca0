// SPDX-License-Identifier: Apache-2.0
// Compiles rules/audit/*.yaml. Every mistake in them is named with file and line: a check that is not there, a parameter
// that it does not take, a template's slot that nothing fills, an example that is no statement.
#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "audit/checks/checks.h"
#include "audit/rules.h"
#include "audit/rules_records.h"
#include "base/files.h"
#include "base/json.h"
#include "base/yaml.h"
#include "model/jsonl.h"

namespace chancery::audit {
namespace {

using base::ErrorKind;
using base::mistake;

std::string text_of(const YAML::Node& map, const char* key) {
  const YAML::Node node = map[key];
  if (!node || !node.IsScalar() || node.Scalar().empty()) mistake(map, fmt::format("\"{}\" must be there and be text", key));
  return node.Scalar();
}

void known_keys(const YAML::Node& map, std::initializer_list<std::string_view> keys) {
  if (!map.IsMap()) mistake(map, "must be a map");
  for (const auto& entry : map)
    if (std::find(keys.begin(), keys.end(), entry.first.Scalar()) == keys.end())
      mistake(entry.first, fmt::format("there is no key \"{}\" here", entry.first.Scalar()));
}

// YAML as JSON: what is quoted is text, what looks like a number or true or false is that.
void write_json(base::JsonWriter& json, const YAML::Node& node) {
  if (node.IsMap()) {
    json.begin_object();
    for (const auto& entry : node) {
      json.key(entry.first.Scalar());
      write_json(json, entry.second);
    }
    json.end_object();
  } else if (node.IsSequence()) {
    json.begin_array();
    for (const YAML::Node& one : node) write_json(json, one);
    json.end_array();
  } else {
    const std::string& text = node.Scalar();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (node.Tag() != "!" && (text == "true" || text == "false"))
      json.value(text == "true");
    else if (node.Tag() != "!" && error == std::errc() && end == text.data() + text.size())
      json.value(number);
    else
      json.value(text);
  }
}

// "earlier: {kind: mission}" is the parameter "earlier.kind".
void flatten(const YAML::Node& node, const std::string& prefix, std::vector<std::pair<std::string, std::vector<std::string>>>& out) {
  for (const auto& entry : node) {
    const std::string name = prefix + entry.first.Scalar();
    if (entry.second.IsMap()) {
      flatten(entry.second, name + ".", out);
      continue;
    }
    std::vector<std::string> values;
    if (entry.second.IsScalar()) values.push_back(entry.second.Scalar());
    for (std::size_t i = 0; entry.second.IsSequence() && i < entry.second.size(); ++i) values.push_back(entry.second[i].Scalar());
    if (values.empty()) mistake(entry.second, fmt::format("\"{}\" is empty", name));
    out.emplace_back(name, std::move(values));
  }
}

class Compiler {
 public:
  void add(const std::string& stem, const YAML::Node& root) {
    known_keys(root, {"id", "severity", "question", "check", "with", "says", "causes", "settle", "examples"});
    RuleRecord rule;
    const std::string id = text_of(root, "id");
    if (id != stem) mistake(root, fmt::format("the rule \"{}\" stands in a file of another name", id));
    rule.id = writer_.text(id);
    const auto severity = severity_of(text_of(root, "severity"));
    if (!severity) mistake(root["severity"], "severity is error, warning or notice");
    rule.severity = static_cast<std::uint32_t>(*severity);
    rule.question = writer_.text(text_of(root, "question"));
    const Check* check = find_check(text_of(root, "check"));
    if (!check) mistake(root["check"], fmt::format("there is no check \"{}\"", root["check"].Scalar()));
    rule.check = writer_.text(check->name);
    rule.parameters = parameters(root, *check);
    rule.says = words(root, "says", *check);
    rule.settle = words(root, "settle", *check);

    rule.causes.first = static_cast<std::uint32_t>(causes_.size());
    const YAML::Node causes = root["causes"];
    if (!causes || !causes.IsMap() || !causes["otherwise"]) mistake(root, "\"causes\" must be a map with the key \"otherwise\"");
    for (const auto& entry : causes) {
      const std::string when = entry.first.Scalar();
      if (when != "otherwise" && !check->has_case(when))
        mistake(entry.first, fmt::format("the check \"{}\" knows no case \"{}\"", check->name, when));
      causes_.push_back({writer_.text(when), writer_.text(text_of(causes, when.c_str()))});
    }
    rule.causes.count = static_cast<std::uint32_t>(causes_.size()) - rule.causes.first;
    rule.examples = examples(root);
    rules_.push_back(rule);
  }

  std::string finish() {
    writer_.add(kRulesArray, rules_);
    writer_.add(kParametersArray, parameters_);
    writer_.add(kValuesArray, values_);
    writer_.add(kCausesArray, causes_);
    writer_.add(kExamplesArray, examples_);
    return writer_.finish();
  }

 private:
  Range parameters(const YAML::Node& root, const Check& check) {
    std::vector<std::pair<std::string, std::vector<std::string>>> given;
    if (root["with"]) flatten(root["with"], "", given);
    const Range out{static_cast<std::uint32_t>(parameters_.size()), static_cast<std::uint32_t>(given.size())};
    for (const auto& [name, values] : given) {
      if (!check.takes(name)) mistake(root["with"], fmt::format("the check \"{}\" takes no \"{}\"", check.name, name));
      parameters_.push_back({writer_.text(name), {static_cast<std::uint32_t>(values_.size()), static_cast<std::uint32_t>(values.size())}});
      for (const std::string& value : values) values_.push_back(writer_.text(value));
    }
    for (std::string_view needed : check.needs)
      if (std::none_of(given.begin(), given.end(), [&](const auto& one) { return one.first == needed; }))
        mistake(root, fmt::format("the check \"{}\" needs \"{}\"", check.name, needed));
    return out;
  }

  base::Text words(const YAML::Node& root, const char* key, const Check& check) {
    const std::string text = text_of(root, key);
    for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
      const std::size_t end = text.find('}', at);
      if (end == text.npos) mistake(root[key], "a slot is not closed");
      const std::string slot = text.substr(at + 1, end - at - 1);
      const bool of_a_side = slot == "first" || slot == "second" || slot.starts_with("first.") || slot.starts_with("second.");
      if (!of_a_side && !check.fills(slot)) mistake(root[key], fmt::format("the check \"{}\" fills no {{{}}}", check.name, slot));
    }
    return writer_.text(text);
  }

  Range examples(const YAML::Node& root) {
    Range out{static_cast<std::uint32_t>(examples_.size()), 0};
    std::set<std::string> expectations;
    const YAML::Node examples = root["examples"];
    if (!examples || !examples.IsSequence()) mistake(root, "a rule needs examples");
    for (const YAML::Node& example : examples) {
      known_keys(example, {"finding", "possible", "no finding"});
      const std::string said = example.begin()->first.Scalar();
      const Example::Expected expected = said == "finding"    ? Example::Expected::finding
                                         : said == "possible" ? Example::Expected::possible
                                                              : Example::Expected::none;
      expectations.insert(said);
      std::string lines;
      const YAML::Node statements = example.begin()->second;  // the iterator's own goes with it
      for (const YAML::Node& statement : statements) {
        std::string line;
        base::JsonWriter json(line);
        write_json(json, statement);
        if (auto read = model::read_statement(line); !read) mistake(statement, read.error().message);
        lines += line + "\n";
      }
      examples_.push_back({writer_.text(lines), static_cast<std::uint32_t>(expected)});
    }
    if (!expectations.contains("finding") || !expectations.contains("no finding"))
      mistake(examples, "a rule needs an example of a finding and one of none");
    out.count = static_cast<std::uint32_t>(examples_.size()) - out.first;
    return out;
  }

  base::TableWriter writer_;
  std::vector<RuleRecord> rules_;
  std::vector<ParameterRecord> parameters_;
  std::vector<base::Text> values_;
  std::vector<CauseRecord> causes_;
  std::vector<ExampleRecord> examples_;
};

}  // namespace

base::Result<std::string> compile(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  if (error || files.empty()) return base::fail(ErrorKind::not_found, "no audit rules (*.yaml) here", folder);
  std::sort(files.begin(), files.end());
  Compiler compiler;
  for (const std::filesystem::path& path : files) {
    auto text = base::read_file(path.string());
    if (!text) return tl::unexpected(text.error());
    auto added = base::without_mistakes(path.string(), [&] { compiler.add(path.stem().string(), YAML::Load(*text)); });
    if (!added) return tl::unexpected(added.error());
  }
  return compiler.finish();
}

}  // namespace chancery::audit
