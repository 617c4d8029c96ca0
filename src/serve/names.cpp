// SPDX-License-Identifier: Apache-2.0
#include "serve/names.h"

namespace chancery::serve {

void Names::add(std::string_view value) {
  if (value.empty() || names_.contains(value)) return;
  names_.emplace(value, inquiry_.display_name(value));
}

void Names::add(std::string_view kind_name, const std::vector<model::Role>& roles) {
  auto kind = inquiry_.kinds().find(kind_name);
  if (!kind) return;
  for (const model::Role& role : roles) {
    const model::RoleDefinition* definition = kind->role(role.name);
    if (!definition || !definition->names_entity()) continue;
    if (const auto* text = std::get_if<std::string>(&role.value)) add(*text);
    if (const auto* set = std::get_if<std::vector<std::string>>(&role.value))
      for (const std::string& member : *set) add(member);
  }
}

void Names::write(base::JsonWriter& json) const {
  json.key("names").begin_object();
  for (const auto& [value, name] : names_) json.field(value, name);
  json.end_object();
}

}  // namespace chancery::serve
