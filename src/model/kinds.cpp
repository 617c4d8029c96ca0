// SPDX-License-Identifier: Apache-2.0
#include "model/kinds.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "model/kinds_records.h"
#include "model/times.h"

namespace chancery::model {
namespace {

using base::ErrorKind;

// "a, b or c"
std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

std::string expected(const RoleDefinition& role) {
  std::vector<std::string_view> names;
  constexpr std::pair<ValueType, std::string_view> kNames[] = {{state, "a state"},    {organization, "an organisation"},
                                                               {place, "a place"},    {person, "a person"},
                                                               {office, "an office"}, {text, "text"},
                                                               {number, "a number"},  {word, "a word"}};
  for (auto [type, name] : kNames)
    if (role.types & type) names.push_back(name);
  return (role.set ? "a set: each " : "") + listed(names);
}

tl::unexpected<base::Error> no_kind(const Kinds& kinds, std::string_view name) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kinds.size(); ++i) names.push_back(kinds.kind(i).name());
  return base::fail(ErrorKind::invalid, fmt::format("there is no kind \"{}\"", name), {}, "the kinds are " + listed(names));
}

tl::unexpected<base::Error> no_role(const Kind& kind, std::string_view name) {
  std::vector<std::string_view> names;
  for (const RoleDefinition& known : kind.roles()) names.push_back(known.name);
  return base::fail(ErrorKind::invalid, fmt::format("{}: has no role \"{}\"", kind.name(), name), {}, "its roles are " + listed(names));
}

bool is_word(std::string_view value) {
  if (value.empty() || value.front() < 'a' || value.front() > 'z') return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// One text of a role. Words are held to the vocabulary where nothing but a word may stand there.
base::Result<> check_text(const RoleDefinition& role, std::string_view value) {
  auto wrong = [&](std::string_view what) {
    return base::fail(ErrorKind::invalid, fmt::format("role {}: {}", role.name, what), {}, fmt::format("expected {}", expected(role)));
  };
  if (value.empty()) return wrong("is empty");
  if (value.front() == ' ' || value.back() == ' ') return wrong(fmt::format("\"{}\" has a space at its edge", value));
  if (!(role.types & ~number)) return wrong(fmt::format("\"{}\" is not a number", value));
  if (role.types & ~(word | number)) return {};
  if (std::find(role.words.begin(), role.words.end(), value) != role.words.end()) return {};
  if (role.open && is_word(value)) return {};
  return base::fail(ErrorKind::invalid, fmt::format("role {}: \"{}\" is not one of its words", role.name, value), {},
                    fmt::format("expected {}{}", listed(role.words), role.open ? ", or another word in lower case" : ""));
}

base::Result<> check_value(const RoleDefinition& role, const Value& value) {
  auto wrong = [&](std::string_view what) {
    return base::fail(ErrorKind::invalid, fmt::format("role {}: {}", role.name, what), {}, fmt::format("expected {}", expected(role)));
  };
  if (const auto* set = std::get_if<std::vector<std::string>>(&value)) {
    if (!role.set) return wrong("takes one value, not a set");
    if (set->empty()) return wrong("is an empty set");
    for (const std::string& one : *set)
      if (auto ok = check_text(role, one); !ok) return ok;
    return {};
  }
  if (role.set) return wrong("takes a set, not one value");
  if (const double* figure = std::get_if<double>(&value)) {
    if (!(role.types & number)) return wrong("is a number");
    if (!std::isfinite(*figure)) return wrong("is not a finite number");
    return {};
  }
  return check_text(role, std::get<std::string>(value));
}

}  // namespace

base::Result<Kinds> Kinds::open(std::string_view bytes) {
  auto table = base::Table::open(bytes);
  if (!table) return tl::unexpected(table.error());
  Kinds kinds;
  kinds.table_ = *table;
  kinds.kinds_ = table->array<KindRecord>(kKindsArray);
  kinds.roles_ = table->array<RoleRecord>(kRolesArray);
  kinds.words_ = table->array<base::Text>(kWordsArray);
  if (kinds.kinds_.empty()) return base::fail(ErrorKind::unreadable, "the table of kinds is empty");
  for (const KindRecord& kind : kinds.kinds_)
    if (kind.first_role > kinds.roles_.size() || kind.roles > kinds.roles_.size() - kind.first_role)
      return base::fail(ErrorKind::unreadable, "the table of kinds is damaged");
  for (const KindRecord& kind : kinds.kinds_)
    for (const RoleWords& some : {kind.ends, kind.ties})
      if (some.first > kinds.words_.size() || some.words > kinds.words_.size() - some.first)
        return base::fail(ErrorKind::unreadable, "the table of kinds is damaged");
  for (const RoleRecord& role : kinds.roles_)
    if (role.first_word > kinds.words_.size() || role.words > kinds.words_.size() - role.first_word)
      return base::fail(ErrorKind::unreadable, "the table of kinds is damaged");
  for (const RoleRecord& record : kinds.roles_) {
    RoleDefinition& role = kinds.definitions_.emplace_back();
    role.name = table->text(record.name);
    role.says = table->text(record.says);
    role.fallback = table->text(record.fallback);
    role.like = table->text(record.like);
    role.instead = table->text(record.instead);
    for (const base::Text& one : kinds.words_.subspan(record.first_word, record.words)) role.words.push_back(table->text(one));
    role.types = record.types;
    role.identifying = record.identifying;
    role.optional = record.optional;
    role.set = record.set;
    role.apart = record.apart;
    role.open = record.open;
  }
  for (const KindRecord& kind : kinds.kinds_) kinds.by_name_.emplace(table->text(kind.name), kinds.by_name_.size());
  return kinds;
}

std::optional<Kind> Kinds::find(std::string_view name) const {
  auto it = by_name_.find(name);
  if (it == by_name_.end()) return std::nullopt;
  return kind(it->second);
}

std::string_view Kind::name() const { return kinds_->table_.text(kinds_->kinds_[index_].name); }
std::string_view Kind::says() const { return kinds_->table_.text(kinds_->kinds_[index_].says); }
std::string_view Kind::example_text() const { return kinds_->table_.text(kinds_->kinds_[index_].example_text); }
std::string_view Kind::example() const { return kinds_->table_.text(kinds_->kinds_[index_].example); }
std::uint8_t Kind::times() const { return static_cast<std::uint8_t>(kinds_->kinds_[index_].times); }
std::string_view Kind::symmetric_a() const { return kinds_->table_.text(kinds_->kinds_[index_].symmetric_a); }
std::string_view Kind::symmetric_b() const { return kinds_->table_.text(kinds_->kinds_[index_].symmetric_b); }
bool Kind::lasting() const { return kinds_->kinds_[index_].lasting; }
std::string_view Kind::single() const { return kinds_->table_.text(kinds_->kinds_[index_].single); }
std::string_view Kind::successive() const { return kinds_->table_.text(kinds_->kinds_[index_].successive); }
Tie Kind::tie() const { return static_cast<Tie>(kinds_->kinds_[index_].tie); }
bool Kind::once() const { return kinds_->kinds_[index_].once; }

bool Kind::says_one_of(const RoleWords& some, const Statement& statement) const {
  const std::string_view name = kinds_->table_.text(some.role);
  const Value* value = statement.role(name);
  const auto* said = value ? std::get_if<std::string>(value) : nullptr;
  const RoleDefinition* definition = role(name);
  const std::string_view word = said ? std::string_view(*said) : definition ? definition->like : std::string_view();
  const auto words = kinds_->words_.subspan(some.first, some.words);
  return std::any_of(words.begin(), words.end(), [&](const base::Text& one) { return kinds_->table_.text(one) == word; });
}

bool Kind::ends(const Statement& statement) const { return says_one_of(kinds_->kinds_[index_].ends, statement); }

bool Kind::ties(const Statement& statement) const {
  const Kinds::KindRecord& record = kinds_->kinds_[index_];
  return tie() != Tie::none && statement.polarity && !ends(statement) && (record.ties.words == 0 || says_one_of(record.ties, statement));
}

std::vector<std::string_view> Kind::measures() const {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < role_count(); ++i)
    if (kinds_->kinds_[index_].measures >> i & 1) out.push_back(role(i).name);
  return out;
}

std::span<const RoleDefinition> Kind::roles() const {
  const Kinds::KindRecord& record = kinds_->kinds_[index_];
  return std::span(kinds_->definitions_).subspan(record.first_role, record.roles);
}

const RoleDefinition* Kind::role(std::string_view name) const {
  for (const RoleDefinition& role : roles())
    if (role.name == name) return &role;
  return nullptr;
}

base::Result<> Kinds::validate(const Coverage& coverage) const {
  if (coverage.kinds.empty()) return base::fail(ErrorKind::invalid, "it names no kind");
  std::vector<std::string> roles = coverage.roles;
  for (const Role& role : coverage.only) roles.push_back(role.name);
  for (const std::string& name : coverage.kinds) {
    auto kind = find(name);
    if (!kind) return no_kind(*this, name);
    for (const std::string& role : roles)
      if (!kind->role(role)) return no_role(*kind, role);
  }
  for (const std::string* date : {&coverage.from, &coverage.until})
    if (!date->empty())
      if (auto edtf = time::parse_edtf(*date); !edtf) return tl::unexpected(edtf.error());
  return {};
}

base::Result<> Kinds::validate(const Statement& statement) const {
  auto wrong = [&](std::string what, std::string hint = {}) {
    return base::fail(ErrorKind::invalid, fmt::format("{}: {}", statement.kind, what), {}, std::move(hint));
  };
  auto kind = find(statement.kind);
  if (!kind) return no_kind(*this, statement.kind);
  const std::span<const RoleDefinition> roles = kind->roles();
  std::vector<bool> present(roles.size());
  for (const Role& role : statement.roles) {
    auto it = std::find_if(roles.begin(), roles.end(), [&](const RoleDefinition& known) { return known.name == role.name; });
    if (it == roles.end()) return no_role(*kind, role.name);
    auto index = static_cast<std::size_t>(it - roles.begin());
    if (present[index]) return wrong(fmt::format("role {} is given twice", role.name));
    present[index] = true;
    if (auto ok = check_value(*it, role.value); !ok) return wrong(ok.error().message, ok.error().hint);
  }
  const KindRecord& record = kinds_[kind->index_];
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const Value* other = roles[i].instead.empty() ? nullptr : statement.role(roles[i].instead);
    if (present[i] && other) return wrong(fmt::format("role {} stands beside {}, which takes its place", roles[i].name, roles[i].instead));
    if (roles[i].identifying && !roles[i].optional && !present[i] && !other)
      return wrong(fmt::format("role {} is missing", roles[i].name), fmt::format("{}: {}", roles[i].name, roles[i].says));
  }
  if (record.needs) {
    std::vector<std::string_view> names;
    bool found = false;
    for (std::size_t i = 0; i < roles.size(); ++i) {
      if (!(record.needs >> i & 1)) continue;
      names.push_back(roles[i].name);
      found = found || present[i];
    }
    if (!found) return wrong(fmt::format("has neither of {}", listed(names)));
  }
  for (const auto& [key, name, value] : time_fields(statement.time)) {
    if (value->empty()) continue;
    if (!(kind->times() & key)) return wrong(fmt::format("takes no time \"{}\"", name));
    if (auto ok = check_time(key, *value); !ok) return wrong(fmt::format("time {}: {}", name, ok.error().message), ok.error().hint);
  }
  return {};
}

void Kinds::put_in_order(Statement& statement) const {
  for (Role& role : statement.roles) {
    if (auto* set = std::get_if<std::vector<std::string>>(&role.value)) {
      std::sort(set->begin(), set->end());
      set->erase(std::unique(set->begin(), set->end()), set->end());
    }
  }
  auto kind = find(statement.kind);
  if (!kind) return;
  const auto known = kind->roles();
  auto place_of = [&](const Role& role) { return std::ranges::find(known, role.name, &RoleDefinition::name) - known.begin(); };
  auto in_order = [&](const Role& a, const Role& b) { return place_of(a) < place_of(b); };
  // Most are made in that order.
  if (!std::is_sorted(statement.roles.begin(), statement.roles.end(), in_order))
    std::stable_sort(statement.roles.begin(), statement.roles.end(), in_order);
}

}  // namespace chancery::model
