// SPDX-License-Identifier: Apache-2.0
#include "model/statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/sha256.h"
#include "model/words.h"

namespace chancery::model {
namespace {

constexpr std::size_t kIdDigits = 20;  // 80 bits: ten million statements collide with a chance below 1 in 10^10

// Length before bytes, so that no two lists of fields give the same bytes.
void put(std::string& out, std::string_view field) {
  const fmt::format_int size(field.size());
  const std::size_t at = out.size();
  out.resize(at + size.size() + 1 + field.size());
  std::memcpy(out.data() + at, size.data(), size.size());
  out[at + size.size()] = ':';
  std::memcpy(out.data() + at + size.size() + 1, field.data(), field.size());
}

}  // namespace

std::string_view name_of(Mode mode) {
  switch (mode) {
    case Mode::fact:
      return "fact";
    case Mode::plan:
      return "plan";
    case Mode::allegation:
      return "allegation";
    case Mode::request:
      return "request";
  }
  return "fact";
}

std::string_view name_of(Scope scope) {
  switch (scope) {
    case Scope::body:
      return "body";
    case Scope::table:
      return "table";
    case Scope::gloss:
      return "gloss";
  }
  return "body";
}

std::optional<Mode> mode_of(std::string_view name) {
  for (Mode mode : {Mode::fact, Mode::plan, Mode::allegation, Mode::request})
    if (name_of(mode) == name) return mode;
  return std::nullopt;
}

std::optional<Scope> scope_of(std::string_view name) {
  for (Scope scope : {Scope::body, Scope::table, Scope::gloss})
    if (name_of(scope) == name) return scope;
  return std::nullopt;
}

std::string place_of(const Citation& citation) {
  std::string out;
  auto add = [&](std::string_view what, const auto& value) { out += fmt::format("{}{} {}", out.empty() ? "" : ", ", what, value); };
  if (citation.line > 0) add("line", citation.line);
  if (!citation.key.empty()) add("key", citation.key);
  if (!citation.column.empty()) add(citation.column.find(", ") == citation.column.npos ? "column" : "columns", citation.column);
  if (out.empty() || citation.to > 0) add("characters", fmt::format("{}–{}", citation.from, citation.to));
  if (is_withheld(citation.quote)) out += " (the words are not kept here)";
  return out;
}

std::string print_number(double number) {
  // Integers up to 2^53 are exact; beyond, the shortest digits that give the same number back.
  if (std::trunc(number) == number && std::fabs(number) <= 9007199254740992.0) return fmt::format("{}", static_cast<long long>(number));
  return fmt::format("{}", number);
}

std::string id_of(const Statement& statement) {
  std::string bytes;
  bytes.reserve(512);
  put(bytes, "chancery statement 1");
  put(bytes, statement.kind);

  std::vector<const Role*> roles;
  for (const Role& role : statement.roles) roles.push_back(&role);
  std::sort(roles.begin(), roles.end(), [](const Role* a, const Role* b) { return a->name < b->name; });
  put(bytes, fmt::format_int(roles.size()).str());
  for (const Role* role : roles) {
    put(bytes, role->name);
    if (const auto* text = std::get_if<std::string>(&role->value)) {
      put(bytes, "t");
      put(bytes, *text);
    } else if (const auto* number = std::get_if<double>(&role->value)) {
      put(bytes, "n");
      put(bytes, print_number(*number));
    } else {
      const auto& values = std::get<std::vector<std::string>>(role->value);
      std::vector<std::string_view> set(values.begin(), values.end());
      std::sort(set.begin(), set.end());
      set.erase(std::unique(set.begin(), set.end()), set.end());
      put(bytes, fmt::format("s{}", set.size()));
      for (std::string_view one : set) put(bytes, one);
    }
  }
  put(bytes, statement.time.on);
  put(bytes, statement.time.since);
  put(bytes, statement.time.until);
  put(bytes, statement.time.at);
  put(bytes, statement.polarity ? "+" : "-");
  put(bytes, name_of(statement.mode));
  // Without a hash the document's name must do, or statements of different documents would fall together.
  put(bytes, statement.source.document_hash.empty() ? "name" : "sha256");
  put(bytes, statement.source.document_hash.empty() ? statement.source.document : statement.source.document_hash);
  put(bytes, fmt::format_int(statement.source.from).str() + "-" + fmt::format_int(statement.source.to).str());
  if (statement.source.in_dataset()) {
    put(bytes, fmt::format_int(statement.source.line).str());
    put(bytes, statement.source.key);
    put(bytes, statement.source.column);
  }
  return "st:" + base::sha256_hex(bytes).substr(0, kIdDigits);
}

}  // namespace chancery::model
