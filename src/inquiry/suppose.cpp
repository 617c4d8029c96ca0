// SPDX-License-Identifier: Apache-2.0
#include "inquiry/suppose.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/sha256.h"
#include "model/jsonl.h"

namespace chancery::inquiry {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::uint64_t code_points(std::string_view text) {
  return static_cast<std::uint64_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The code of a state or an organisation that is named in another way, where one is meant for sure.
void settle(std::string& value, const gazetteer::Gazetteer& gazetteer) {
  if (gazetteer.by_code(value)) return;
  std::uint32_t found = 0;
  for (const gazetteer::Name& name : gazetteer.find(value)) {
    const gazetteer::EntityType type = gazetteer.entity(name.entity).type;
    if (type != gazetteer::EntityType::state && type != gazetteer::EntityType::organization) continue;
    if (found && found != name.entity) return;
    found = name.entity;
  }
  if (found) value = gazetteer.code(found);
}

void settle(model::Statement& statement, const model::Kinds& kinds, const gazetteer::Gazetteer& gazetteer) {
  auto kind = kinds.find(statement.kind);
  for (model::Role& role : statement.roles) {
    const model::RoleDefinition* definition = kind ? kind->role(role.name) : nullptr;
    if (!definition || !(definition->types & (model::state | model::organization))) continue;
    if (auto* text = std::get_if<std::string>(&role.value)) settle(*text, gazetteer);
    if (auto* set = std::get_if<std::vector<std::string>>(&role.value))
      for (std::string& one : *set) settle(one, gazetteer);
  }
}

}  // namespace

base::Result<std::vector<ledger::Entry>> suppose(std::string_view text, const std::string& path, const model::Kinds& kinds,
                                                 const gazetteer::Gazetteer& gazetteer) {
  const std::string hash = base::sha256_hex(text);
  std::vector<ledger::Entry> out;
  std::uint64_t place = 0;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size()), ++place;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::uint64_t length = code_points(line);
    const std::uint64_t from = place;
    place += length + 1;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    auto wrong = [&](base::Error error) {
      error.place = fmt::format("{}:{}", path, number);
      return tl::unexpected(std::move(error));
    };
    auto statement = model::read_statement(line);
    if (!statement) return wrong(statement.error());
    settle(*statement, kinds, gazetteer);
    kinds.put_in_order(*statement);
    if (auto ok = kinds.validate(*statement); !ok) return wrong(ok.error());
    statement->source = {path, hash, from, from + length, std::string(line)};
    ledger::Entry entry;
    entry.id = model::id_of(*statement);
    entry.statement = std::move(*statement);
    entry.by = {std::string(kSupposed)};
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace chancery::inquiry
