// SPDX-License-Identifier: Apache-2.0
#include "reading/rules.h"

#include <algorithm>
#include <cassert>

namespace chancery::reading {
namespace {

constexpr std::string_view kBuiltIns[] = {"STATE", "ADJECTIVE", "PEOPLE", "ORG",   "CITY",  "PLACE", "REGION", "FEATURE", "OFFICE",
                                          "NAME",  "DATE",      "NUMBER", "MONEY", "QUOTE", "NP",    "TITLE",  "CAPITALS"};

}  // namespace

base::Result<Rules> Rules::open(std::string_view bytes) {
  auto table = base::Table::open(bytes);
  if (!table) return tl::unexpected(table.error());
  Rules rules;
  rules.table_ = *table;
  rules.code = table->array<Instruction>("code");
  rules.splits = table->array<Split>("splits");
  rules.lists = table->array<NamedList>("lists");
  rules.word_texts_ = table->array<base::Text>("word_texts");
  rules.sets = table->array<std::uint32_t>("sets");
  rules.programs = table->array<Program>("programs");
  rules.phrase_programs = table->array<Program>("phrase_programs");
  rules.untriggered = table->array<std::uint32_t>("untriggered");
  rules.program_words = table->array<std::uint32_t>("program_words");
  rules.rules = table->array<Rule>("rules");
  rules.phrases = table->array<Phrase>("phrases");
  rules.makes = table->array<Make>("makes");
  rules.roles = table->array<RoleExpression>("roles");
  rules.expressions = table->array<Expression>("expressions");
  rules.examples = table->array<Example>("examples");
  rules.guards = table->array<GuardWord>("guards");
  rules.maps = table->array<std::uint64_t>("maps");
  rules.set_maps_ = table->array<std::uint32_t>("set_maps");
  rules.words_ = table->array<WordEntry>("words");
  rules.trigger_from_ = table->array<std::uint32_t>("trigger_from");
  rules.triggered_ = table->array<std::uint32_t>("triggered");
  rules.fields_ = table->array<base::Text>("fields");
  auto counts = table->array<std::uint32_t>("counts");
  if (counts.size() != 1) return base::fail(base::ErrorKind::unreadable, "not a table of reading rules");
  rules.word_count_ = counts[0];
  return rules;
}

std::uint16_t Rules::type(std::string_view name) const {
  for (std::size_t i = 0; i < std::size(kBuiltIns); ++i)
    if (kBuiltIns[i] == name) return static_cast<std::uint16_t>(i);
  for (const Phrase& phrase : phrases)
    if (text(phrase.name) == name) return phrase.type;
  return kNoSlot;
}

std::string_view Rules::type_name(std::uint16_t type) const {
  if (type < std::size(kBuiltIns)) return kBuiltIns[type];
  for (const Phrase& phrase : phrases)
    if (phrase.type == type) return text(phrase.name);
  return "?";
}

std::span<const std::uint32_t> Rules::list(std::string_view name) const {
  assert(std::ranges::find(kEngineLists, name) != std::end(kEngineLists));
  for (const NamedList& list : lists)
    if (text(list.name) == name) return sets.subspan(list.first, list.count);
  return {};
}

std::uint64_t Rules::learned_phrases() const {
  std::uint64_t learned = 0;
  for (const Program& p : phrase_programs)
    for (const RoleExpression& field : roles.subspan(p.first_role, p.roles))
      if (text(field.role) == "from") learned |= 1ull << p.rule | p.needs;
  return learned;
}

std::uint16_t Rules::field(std::string_view name) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (text(fields_[i]) == name) return static_cast<std::uint16_t>(i);
  return kNoSlot;
}

}  // namespace chancery::reading
