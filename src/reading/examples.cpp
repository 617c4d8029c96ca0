// SPDX-License-Identifier: Apache-2.0
#include "reading/examples.h"

#include <algorithm>
#include <sstream>

#include "reading/numbers.h"

namespace chancery::reading {
namespace {

std::string as_text(const model::Value& value) {
  if (auto* text = std::get_if<std::string>(&value)) return *text;
  if (auto* number = std::get_if<double>(&value)) return format_number(*number);
  std::string out;
  for (const std::string& s : std::get<std::vector<std::string>>(value)) out += (out.empty() ? "" : "+") + s;
  return out;
}

// The words of a line, the values of a set in order.
std::vector<std::string> parts_of(std::string_view line) {
  std::istringstream in{std::string(line)};
  std::vector<std::string> parts;
  for (std::string part; in >> part;) {
    std::size_t equals = part.find('=');
    if (equals != std::string::npos && part.find('+') != std::string::npos) {
      std::vector<std::string> values;
      std::istringstream set(part.substr(equals + 1));
      for (std::string v; std::getline(set, v, '+');) values.push_back(v);
      std::sort(values.begin(), values.end());
      part.resize(equals + 1);
      for (const auto& v : values) part += v + "+";
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::string as_line(const model::Statement& s) {
  std::string out = (s.polarity ? "" : "deny ") + s.kind;
  for (const model::Role& role : s.roles) {
    std::string text = as_text(role.value);
    std::replace(text.begin(), text.end(), ' ', '_');
    out += " " + role.name + "=" + text;
  }
  for (auto [name, value] : {std::pair{"on", s.time.on}, {"since", s.time.since}, {"until", s.time.until}, {"at", s.time.at}})
    if (!value.empty()) out += std::string(" ") + name + "=" + value;
  if (s.mode != model::Mode::fact) out += " mode=" + std::string(model::name_of(s.mode));
  return out;
}

bool fits(const model::Statement& statement, std::string_view expected) {
  const auto wanted = parts_of(expected), there = parts_of(as_line(statement));
  auto denied = [](const std::vector<std::string>& parts) { return !parts.empty() && parts[0] == "deny"; };
  auto has_mode = [](const std::vector<std::string>& parts) {
    return std::any_of(parts.begin(), parts.end(), [](const std::string& p) { return p.starts_with("mode="); });
  };
  if (denied(there) != denied(wanted) || has_mode(there) != has_mode(wanted)) return false;
  auto has_all = [&](bool swapped) {
    return std::all_of(wanted.begin(), wanted.end(), [&](std::string part) {
      if (swapped && (part.starts_with("a=") || part.starts_with("b="))) part[0] = part[0] == 'a' ? 'b' : 'a';
      return std::find(there.begin(), there.end(), part) != there.end();
    });
  };
  return has_all(false) || has_all(true);
}

ExampleRun run_example(const Reader& reader, const Example& example) {
  const Rules& rules = reader.rules();
  Options options;
  options.subject = rules.text(example.context);
  ExampleRun run;
  run.told = reader.explain(rules.text(example.sentence), options);
  const auto& made = run.told.statements;
  if (!example.yes) {
    for (const auto& s : made)
      if (s.rule == rules.text(rules.rules[example.rule].name) && s.mode == model::Mode::fact && s.polarity)
        run.unwanted.push_back(as_line(s));
    return run;
  }
  std::istringstream lines{std::string(rules.text(example.expected))};
  run.empty = true;
  for (std::string line; std::getline(lines, line); run.empty = false)
    if (std::none_of(made.begin(), made.end(), [&](const auto& s) { return fits(s, line); })) run.missing.push_back(line);
  return run;
}

}  // namespace chancery::reading
