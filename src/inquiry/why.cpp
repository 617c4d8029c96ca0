// SPDX-License-Identifier: Apache-2.0
// One statement, with what surrounds it.
#include <algorithm>

#include "base/encoding.h"
#include "base/layout.h"
#include "inquiry/inquiry.h"
#include "inquiry/same.h"
#include "model/kinds.h"

namespace chancery::inquiry {
namespace {

constexpr std::size_t kAround = 240;              // code points on each side
constexpr std::size_t kAtOnce = 100, kMost = 20;  // statements that are compared

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t retreat(std::string_view text, std::size_t byte, std::uint64_t count) {
  while (byte > 0 && count > 0) {
    --byte;
    while (byte > 0 && !starts_code_point(text[byte])) --byte;
    --count;
  }
  return byte;
}

// What stands before and after [from, to) in its paragraph, cut at words.
std::pair<std::string, std::string> around(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t start = retreat(text, from, kAround), end = base::advance(text, to, kAround);
  const std::string_view before = text.substr(start, from - start), after = text.substr(to, end - to);
  if (std::size_t paragraph = before.rfind("\n\n"); paragraph != before.npos) {
    start += paragraph + 2;
  } else if (start > 0) {
    const std::size_t space = before.find_first_of(" \n");
    start += space == before.npos ? 0 : space + 1;
  }
  if (std::size_t paragraph = after.find("\n\n"); paragraph != after.npos) {
    end = to + paragraph;
  } else if (end < text.size()) {
    const std::size_t space = after.find_last_of(" \n");
    end = space == after.npos ? end : to + space;
  }
  return {base::in_a_line(text.substr(start, from - start)), base::in_a_line(text.substr(to, end - to))};
}

}  // namespace

base::Result<Explanation> Inquiry::why(std::string_view id) const {
  const ledger::Snapshot snapshot = ledger_.snapshot();
  auto entry = this->entry(id);
  if (!entry) return tl::unexpected(entry.error());
  Explanation out;
  out.entry = std::move(*entry);
  auto source = this->source(out.entry.source);
  if (!source) return tl::unexpected(source.error());
  out.source = std::move(*source);
  auto text = out.entry.source == 0 ? base::Result<std::optional<std::string>>(std::nullopt) : ledger_.text(out.entry.source);
  if (!text) return tl::unexpected(text.error());
  const model::Citation& citation = out.entry.statement.source;
  if (*text && citation.to > 0) {
    const std::size_t from = base::advance(**text, 0, citation.from), to = base::advance(**text, from, citation.to - citation.from);
    std::tie(out.before, out.after) = around(**text, from, to);
  }

  // Those that it shares a first entity with: whatever says the same, or of the same thing something else, does. Where these are many,
  // those that it shares all with, but of what there can be one of.
  const model::Statement& statement = out.entry.statement;
  const auto kind = kinds().find(statement.kind);
  Question question{.kind = statement.kind, .other_modes = true, .most = kMost, .at_once = kAtOnce};
  if (kind) {
    for (const model::Role& role : statement.roles) {
      auto definition = kind->role(role.name);
      if (!definition || !definition->identifying || !definition->names_entity()) continue;
      if (const auto* value = std::get_if<std::string>(&role.value)) question.entities = {*value};
      if (const auto* set = std::get_if<std::vector<std::string>>(&role.value); set && !set->empty()) question.entities = {set->front()};
      break;
    }
    auto counts = this->counts({.entities = question.entities, .kind = question.kind});
    if (!counts) return tl::unexpected(counts.error());
    if (!counts->empty() && counts->front().statements > kAtOnce)
      if (auto all = identifying(*kind, statement, kind->single()); !all.empty()) question.entities = std::move(all);
  }
  auto facts = this->facts(question);
  if (!facts) return tl::unexpected(facts.error());
  auto has_it = [&](const Fact& fact) {
    return std::any_of(fact.statements.begin(), fact.statements.end(), [&](const ledger::Entry& one) { return one.id == out.entry.id; });
  };
  auto its = std::find_if(facts->begin(), facts->end(), has_it);
  if (its == facts->end()) return out;  // retracted, or one of very many
  const auto place = static_cast<std::size_t>(its - facts->begin());
  for (const ledger::Entry& one : its->statements)
    if (one.id != out.entry.id) out.agreeing.push_back(one);
  for (const Conflict& conflict : conflicts(*facts)) {
    if (conflict.first != place && conflict.second != place) continue;
    const Fact& rival = (*facts)[conflict.first == place ? conflict.second : conflict.first];
    out.rivals.insert(out.rivals.end(), rival.statements.begin(), rival.statements.end());
  }
  return out;
}

}  // namespace chancery::inquiry
