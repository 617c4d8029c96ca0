// SPDX-License-Identifier: Apache-2.0
// A rule file as written: blocks of words, phrases and rules, their patterns taken apart but not yet compiled.
// Plain values; the syntax is told in docs/rules.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::reading {

// A node of a pattern.
struct Node {
  enum Kind { word, inflected, list, not_list, not_after, gap, slot, text, sequence, choice, optional, repeat, start, end } kind = sequence;
  std::string name;             // the word, the list's name, the slot's name
  std::string type;             // of a slot
  bool many = false;            // of a slot: "A, B and C"
  int from = 0, to = 0;         // of a gap: how many tokens
  std::vector<Node> children;
};

struct RoleSource {
  std::string role, expression;
};

struct MakeSource {
  std::string kind;
  std::vector<RoleSource> roles;
  bool negative = false;
  std::string mode;
};

struct PatternSource {
  Node pattern;
  int line = 0;
  std::vector<RoleSource> fields;  // of a phrase alternative
};

struct ExampleSource {
  bool yes = true;
  std::string sentence, expected, context;
  int line = 0;
};

struct BlockSource {
  enum Kind { words, phrase, rule, guard, inflection } kind = rule;
  std::string name, file;
  int line = 0;
  std::vector<std::string> entries;        // of words, guard and inflection blocks
  int reach = 255;                         // of a guard
  std::vector<PatternSource> patterns;
  std::vector<MakeSource> makes;
  std::string time = "none";
  std::vector<std::string> allow;
  std::vector<ExampleSource> examples;
};

// The blocks of one file. `file` is used in places of errors.
base::Result<std::vector<BlockSource>> parse_rules(std::string_view text, const std::string& file);

// One pattern ("{a:PARTY} @have an? embassy"); for parse_rules and for fuzzing.
base::Result<Node> parse_pattern(std::string_view text, const std::string& place);

}  // namespace chancery::reading
