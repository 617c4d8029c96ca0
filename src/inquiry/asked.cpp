// SPDX-License-Identifier: Apache-2.0
#include "inquiry/asked.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/suggest.h"
#include "time/edtf.h"

namespace chancery::inquiry {

using base::ErrorKind;
using base::fail;

base::Result<std::string> date_asked(std::string text, std::string_view called) {
  auto parsed = time::parse_edtf(text);
  if (!parsed)
    return fail(ErrorKind::usage, fmt::format("{}: {}", called, parsed.error().message), "",
                "dates are EDTF, such as 1992, 1992-08 or 1992-08-27");
  return text;
}

base::Result<std::string> kind_asked(std::string name, const model::Kinds& kinds) {
  if (name.empty() || kinds.find(name)) return name;
  std::vector<std::string> names;
  std::string all;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    names.emplace_back(kinds.kind(i).name());
    all += (i > 0 ? ", " : "") + names.back();
  }
  const std::string near = base::nearest(name, names);
  return fail(ErrorKind::usage, fmt::format("there is no kind '{}'", name), "",
              near.empty() ? "the kinds are " + all : "did you mean " + near + "?");
}

base::Result<std::vector<model::Role>> roles_asked(const std::vector<std::string>& texts, std::string_view kind, const model::Kinds& kinds,
                                                   std::string_view called) {
  std::vector<model::Role> out;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    for (const model::RoleDefinition& role : kinds.kind(i).roles())
      if (kind.empty() || kind == kinds.kind(i).name()) names.emplace_back(role.name);
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return fail(ErrorKind::usage, fmt::format("{} takes NAME=VALUE, not '{}'", called, text));
    const std::string name = text.substr(0, equals);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string near = base::nearest(name, names);
      return fail(ErrorKind::usage, fmt::format("there is no role '{}'", name), "", near.empty() ? "" : "did you mean " + near + "?");
    }
    std::vector<std::string> values;
    for (std::size_t at = equals + 1; at <= text.size();) {
      const std::size_t bar = std::min(text.find('|', at), text.size());
      values.push_back(text.substr(at, bar - at));
      at = bar + 1;
    }
    out.push_back({name, values.size() == 1 ? model::Value(values[0]) : model::Value(values)});
  }
  return out;
}

base::Result<time::Bounds> period_asked(const std::string& from, const std::string& to, std::string_view called_from,
                                        std::string_view called_to) {
  time::Bounds out;
  for (auto [text, called, first] : {std::tuple{&from, called_from, true}, {&to, called_to, false}}) {
    if (text->empty()) continue;
    auto date = date_asked(*text, called);
    if (!date) return tl::unexpected(date.error());
    auto bounds = time::bounds(*date);
    if (!bounds) return tl::unexpected(bounds.error());
    (first ? out.earliest : out.latest) = first ? bounds->earliest : bounds->latest;
  }
  if (out.earliest > out.latest) return fail(ErrorKind::usage, fmt::format("{} is later than {}", called_from, called_to));
  return out;
}

base::Result<std::string> subject_asked(const std::string& text, const gazetteer::Gazetteer& names, std::string_view called) {
  if (text.empty()) return text;
  // As a whole first: names have spaces and commas of their own.
  auto code_of = [&](std::string_view name) -> std::string {
    auto fits = [&](std::uint32_t entity) {
      gazetteer::EntityType type = names.entity(entity).type;
      return type == gazetteer::EntityType::state || type == gazetteer::EntityType::organization;
    };
    std::uint32_t index = names.by_code(name);
    if (index != 0 && !fits(index)) index = 0;
    for (const gazetteer::Name& reading : names.find(name)) {
      if (index != 0) break;
      if (fits(reading.entity)) index = reading.entity;
    }
    return std::string(index != 0 ? names.code(index) : std::string_view());
  };
  if (std::string code = code_of(text); !code.empty()) return code;
  for (std::size_t at = text.find_first_of(" ,"); at != std::string::npos; at = text.find_first_of(" ,", at + 1)) {
    std::string a = code_of(std::string_view(text).substr(0, at)), b = code_of(std::string_view(text).substr(at + 1));
    if (!a.empty() && !b.empty()) return a + " " + b;
  }
  return fail(ErrorKind::usage, fmt::format("{} takes the code or name of a state or an organisation (or two), not '{}'", called, text));
}

base::Result<std::vector<Entity>> entities_named(const std::vector<std::string>& names, const Inquiry& inquiry, std::string_view as_of) {
  std::vector<Entity> out;
  for (const std::string& name : names) {
    auto entity = inquiry.resolve(name, as_of);
    if (!entity) return tl::unexpected(entity.error());
    out.push_back(std::move(*entity));
  }
  return out;
}

std::vector<std::string> values_of(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const Entity& entity : entities) out.push_back(entity.value);
  return out;
}

}  // namespace chancery::inquiry
