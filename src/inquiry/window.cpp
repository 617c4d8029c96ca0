// SPDX-License-Identifier: Apache-2.0
// What the ledger holds, with what is supposed laid over it.
#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

#include "inquiry/inquiry.h"

namespace chancery::inquiry {
namespace {

// Whether some role that names an entity has the value.
bool names(const model::Kinds& kinds, const model::Statement& statement, const std::string& entity) {
  auto kind = kinds.find(statement.kind);
  return kind && std::any_of(statement.roles.begin(), statement.roles.end(), [&](const model::Role& role) {
           const model::RoleDefinition* definition = kind->role(role.name);
           if (!definition || !definition->names_entity()) return false;
           if (const auto* set = std::get_if<std::vector<std::string>>(&role.value))
             return std::find(set->begin(), set->end(), entity) != set->end();
           const auto* text = std::get_if<std::string>(&role.value);
           return text && *text == entity;
         });
}

bool fits(const model::Kinds& kinds, const ledger::Filter& filter, const ledger::Entry& entry) {
  if (!filter.kind.empty() && entry.statement.kind != filter.kind) return false;
  if (filter.facts && entry.statement.mode != model::Mode::fact) return false;
  if (filter.source != 0 && entry.source != filter.source) return false;
  if (!filter.any.empty() &&
      std::none_of(filter.any.begin(), filter.any.end(), [&](const std::string& entity) { return names(kinds, entry.statement, entity); }))
    return false;
  return std::all_of(filter.entities.begin(), filter.entities.end(),
                     [&](const std::string& entity) { return names(kinds, entry.statement, entity); });
}

}  // namespace

void Inquiry::look_through(ledger::Filter& filter) const {
  filter.known = window_.known;
  filter.licences = window_.licences;
}

base::Result<std::vector<ledger::Entry>> Inquiry::entries(ledger::Filter filter) const {
  look_through(filter);
  auto entries = ledger_.entries(filter);
  if (!entries) return entries;
  for (const ledger::Entry& entry : window_.supposed)
    if (fits(kinds(), filter, entry)) entries->push_back(entry);
  return entries;
}

base::Result<std::vector<ledger::Count>> Inquiry::counts(ledger::Filter filter) const {
  look_through(filter);
  auto out = ledger_.counts(filter);
  if (!out) return out;
  for (const ledger::Entry& entry : window_.supposed) {
    const std::string& kind = entry.statement.kind;
    if (!fits(kinds(), filter, entry)) continue;
    auto it = std::lower_bound(out->begin(), out->end(), kind, [](const ledger::Count& a, const std::string& b) { return a.kind < b; });
    if (it == out->end() || it->kind != kind) it = out->insert(it, {kind, 0});
    ++it->statements;
  }
  return out;
}

base::Result<std::vector<ledger::Entry>> Inquiry::search(std::string_view words, ledger::Filter filter) const {
  look_through(filter);
  return ledger_.search(words, filter);
}

base::Result<ledger::Extent> Inquiry::extent(std::size_t paths) const {
  if (window_.licences.empty()) return ledger_.extent(paths, window_.known);
  auto sources = this->sources();
  if (!sources) return tl::unexpected(sources.error());
  ledger::Extent out;
  out.sources = sources->size();
  for (const ledger::Source& source : *sources) {
    out.statements += source.statements;
    if (out.paths.size() < paths) out.paths.push_back(source.path);
  }
  return out;
}

base::Result<bool> Inquiry::allowed(std::int64_t source) const {
  if (window_.licences.empty() || source == 0) return true;
  if (auto it = allowed_.find(source); it != allowed_.end()) return it->second;
  auto about = this->source(source);
  if (!about) return tl::unexpected(about.error());
  const std::string licence = about->terms.licence.empty() ? std::string(ledger::kNoLicence) : about->terms.licence;
  const bool may = std::find(window_.licences.begin(), window_.licences.end(), licence) != window_.licences.end();
  allowed_.emplace(source, may);
  return may;
}

base::Result<std::vector<ledger::Source>> Inquiry::sources() const {
  auto out = ledger_.sources(window_.known);
  if (out && !window_.licences.empty())
    std::erase_if(*out, [&](const ledger::Source& one) { return !allowed(one.number).value_or(false); });
  return out;
}

base::Result<std::vector<ledger::Declared>> Inquiry::coverages() const {
  auto out = ledger_.coverages(window_.known);
  if (out && !window_.licences.empty())
    std::erase_if(*out, [&](const ledger::Declared& one) { return !allowed(one.source).value_or(false); });
  return out;
}

base::Result<std::string> Inquiry::foot(std::string_view as_of) const {
  auto pin = this->pin();
  if (!pin) return pin;
  std::string out = "Pin " + pin->substr(0, kShownPin);
  if (!as_of.empty()) out += fmt::format(" · as of {}", as_of);
  if (!window_.licences.empty()) out += fmt::format(" · under {}", fmt::join(window_.licences, ", "));
  if (!window_.supposed.empty()) out += fmt::format(" · supposing {}", window_.supposed.front().statement.source.document);
  return out;
}

base::Result<ledger::Entry> Inquiry::entry(std::string_view id) const {
  const std::string whole = (id.starts_with("st:") ? "" : "st:") + std::string(id);
  for (const ledger::Entry& entry : window_.supposed)
    if (entry.id.starts_with(whole)) return entry;
  return ledger_.entry(id, window_.known);
}

base::Result<ledger::Source> Inquiry::source(std::int64_t number) const {
  if (number != 0) return ledger_.source(number, window_.known);
  ledger::Source out;
  out.form = "supposed";
  if (!window_.supposed.empty()) {
    out.path = window_.supposed.front().statement.source.document;
    out.hash = window_.supposed.front().statement.source.document_hash;
  }
  out.statements = window_.supposed.size();
  return out;
}

base::Result<ledger::Spoken> Inquiry::spoken(std::int64_t source) const {
  if (source == 0) return ledger::Spoken{};
  if (auto it = spoken_.find(source); it != spoken_.end()) return it->second;
  auto out = ledger_.spoken(source, window_.known);
  if (out) spoken_.emplace(source, *out);
  return out;
}

base::Result<std::vector<std::string>> Inquiry::values() const {
  auto values = ledger_.entities(window_.known);
  if (!values || window_.supposed.empty()) return values;
  for (const ledger::Entry& entry : window_.supposed)
    for (const model::Role& role : entry.statement.roles) {
      std::vector<std::string> some;
      if (const auto* text = std::get_if<std::string>(&role.value)) some = {*text};
      if (const auto* set = std::get_if<std::vector<std::string>>(&role.value)) some = *set;
      for (std::string& value : some)
        if (names(kinds(), entry.statement, value)) values->push_back(std::move(value));
    }
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
  return values;
}

}  // namespace chancery::inquiry
