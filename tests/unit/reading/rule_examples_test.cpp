// SPDX-License-Identifier: Apache-2.0
// Runs every `yes` and `no` sentence of the rule files: a `yes` must make what its `=>` lines say (the roles and times they
// name), by whichever rule; a `no` must make no fact by its own rule.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

#include "reading/numbers.h"
#include "reading/reader.h"
#include "tables.h"

namespace chancery::reading {
namespace {

std::string as_text(const model::Value& value) {
  if (auto* text = std::get_if<std::string>(&value)) return *text;
  if (auto* number = std::get_if<double>(&value)) return format_number(*number);
  std::string out;
  for (const std::string& s : std::get<std::vector<std::string>>(value)) out += (out.empty() ? "" : "+") + s;
  return out;
}

std::string as_line(const model::Statement& s) {
  std::string out = (s.polarity ? "" : "deny ") + s.kind;
  for (const model::Role& role : s.roles) {
    std::string text = as_text(role.value);
    for (char& c : text)
      if (c == ' ') c = '_';
    out += " " + role.name + "=" + text;
  }
  for (auto [name, value] : {std::pair{"on", s.time.on}, {"since", s.time.since}, {"until", s.time.until}, {"at", s.time.at}})
    if (!value.empty()) out += std::string(" ") + name + "=" + value;
  if (s.mode != model::Mode::fact) out += " mode=" + std::string(model::name_of(s.mode));
  return out;
}

// Whether a statement has all that an expected line names; sets in any order, the sides of a pair too.
bool fits(const model::Statement& statement, const std::string& expected) {
  auto parts_of = [](const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> parts;
    for (std::string word; in >> word;) parts.push_back(word);
    return parts;
  };
  auto wanted = parts_of(expected), there = parts_of(as_line(statement));
  auto normal = [](std::string part) {
    std::size_t equals = part.find('=');
    if (equals == std::string::npos || part.find('+') == std::string::npos) return part;
    std::vector<std::string> values;
    std::istringstream in(part.substr(equals + 1));
    for (std::string v; std::getline(in, v, '+');) values.push_back(v);
    std::sort(values.begin(), values.end());
    part.resize(equals + 1);
    for (const auto& v : values) part += v + "+";
    return part;
  };
  for (auto& part : there) part = normal(part);
  auto has_all = [&](bool swapped) {
    for (std::string part : wanted) {
      part = normal(part);
      if (swapped && part.starts_with("a=")) part[0] = 'b';
      else if (swapped && part.starts_with("b=")) part[0] = 'a';
      if (std::find(there.begin(), there.end(), part) == there.end()) return false;
    }
    bool denied = !there.empty() && there[0] == "deny", want_denied = !wanted.empty() && wanted[0] == "deny";
    bool plan = std::find_if(there.begin(), there.end(), [](auto& p) { return p.starts_with("mode="); }) != there.end();
    bool want_plan = std::find_if(wanted.begin(), wanted.end(), [](auto& p) { return p.starts_with("mode="); }) != wanted.end();
    return denied == want_denied && plan == want_plan;
  };
  return has_all(false) || has_all(true);
}

TEST(RuleExamples, All) {
  std::string table(tables::rules());
  if (const char* folder = std::getenv("CHANCERY_RULES")) {  // rules under work, without building
    auto compiled = compile(folder);
    ASSERT_TRUE(compiled) << compiled.error().place << ": " << compiled.error().message;
    table = std::move(*compiled);
  }
  auto reader = Reader::open(table, tables::model(), tables::gazetteer());
  ASSERT_TRUE(reader) << reader.error().message;
  const Rules& rules = reader->rules();
  const char* only = std::getenv("CHANCERY_RULE");  // to look at one rule
  std::size_t checked = 0;
  for (const Example& example : rules.examples) {
    const Rule& rule = rules.rules[example.rule];
    std::string name(rules.text(rule.name));
    if (only && name.find(only) == std::string::npos) continue;
    Options options;
    options.subject = rules.text(example.context);
    Explanation told = reader->explain(rules.text(example.sentence), options);
    std::string place = std::string(rules.text(rule.file)) + ":" + std::to_string(example.line) + " (" + name + ")";
    std::string made;
    for (const auto& s : told.statements) made += "\n    " + as_line(s) + "  [" + s.rule + "]";
    std::string tried;
    for (const auto& a : told.attempts)
      if (a.rule == name) tried += "\n    " + std::string(a.matched ? "matched" : "came to") + " \"" + a.words + "\", stopped at \"" + a.stopped_at + "\", wanted " + a.wanted + " " + a.note;
    ++checked;
    if (example.yes) {
      std::istringstream lines{std::string(rules.text(example.expected))};
      std::size_t expected = 0;
      for (std::string line; std::getline(lines, line);) {
        ++expected;
        bool found = std::any_of(told.statements.begin(), told.statements.end(), [&](const auto& s) { return fits(s, line); });
        EXPECT_TRUE(found) << place << ": " << rules.text(example.sentence) << "\n  wanted: " << line << "\n  made:" << made << "\n  tried:" << tried;
      }
      EXPECT_GT(expected, 0u) << place << ": a yes without =>";
    } else {
      for (const auto& s : told.statements)
        EXPECT_FALSE(s.rule == name && s.mode == model::Mode::fact && s.polarity)
            << place << ": " << rules.text(example.sentence) << "\n  made:" << made;
    }
  }
  EXPECT_GT(checked, 0u);
}

}  // namespace
}  // namespace chancery::reading
