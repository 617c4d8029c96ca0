// SPDX-License-Identifier: Apache-2.0
#include "ledger/stored.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "model/jsonl.h"
#include "model/times.h"
#include "time/interval.h"

namespace chancery::ledger {
namespace {

constexpr char kUnit = '\x1f', kRecord = '\x1e';
constexpr std::size_t kLongestName = 200;  // bytes

std::string without_separators(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == kUnit || c == kRecord; });
  return out;
}

// The widest stretch in which it may hold or happen; all of time where its words contradict each other.
Period period_of(const model::Kind& kind, const model::Statement& statement) {
  auto interval = time::interval(model::holding(kind, statement));
  if (!interval) return {kFirstDay, std::nullopt};
  const std::int64_t earliest = std::clamp<std::int64_t>(interval->begin.earliest, kFirstDay, kLastDay), latest = interval->end.latest;
  if (latest > kLastDay) return {earliest, std::nullopt};
  return {earliest, std::max(latest, kFirstDay) - earliest};
}

std::vector<Mention> mentions_of(const model::Kind& kind, const model::Statement& statement) {
  std::vector<Mention> out;
  for (const model::Role& role : statement.roles) {
    auto definition = kind.role(role.name);
    if (!definition || !definition->names_entity()) continue;
    const bool side = definition->types & (model::state | model::organization);
    auto add = [&](const std::string& value) {
      if (value.size() > kLongestName) return;
      auto it = std::find_if(out.begin(), out.end(), [&](const Mention& one) { return one.value == value; });
      if (it == out.end())
        out.push_back({value, side});
      else
        it->side = it->side || side;
    };
    if (const auto* text = std::get_if<std::string>(&role.value)) add(*text);
    if (const auto* set = std::get_if<std::vector<std::string>>(&role.value)) std::for_each(set->begin(), set->end(), add);
  }
  return out;
}

// Reads the JSON that we wrote, and refuses what we did not.
class Reader {
 public:
  explicit Reader(std::string_view json) : rest_(json) {}
  bool take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool next_is(char c) const { return !rest_.empty() && rest_[0] == c; }
  bool at_end() const { return rest_.empty(); }

  bool text(std::string& out) {
    if (!take('"')) return false;
    for (;;) {
      const std::size_t plain = rest_.find_first_of("\"\\");
      if (plain == std::string_view::npos) return false;
      out += rest_.substr(0, plain);
      rest_.remove_prefix(plain);
      if (take('"')) return true;
      if (!escape(out)) return false;
    }
  }
  bool number(double& out) {
    auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (error != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }
  bool texts(std::vector<std::string>& out) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!text(out.emplace_back())) return false;
    } while (take(','));
    return take(']');
  }

 private:
  bool escape(std::string& out) {
    constexpr std::string_view kNames = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    if (rest_.size() < 2) return false;
    if (const std::size_t at = kNames.find(rest_[1]); at != std::string_view::npos) {
      out += kMeant[at];
      rest_.remove_prefix(2);
      return true;
    }
    unsigned code = 0;  // we escape control characters alone
    if (rest_.size() < 6 || rest_[1] != 'u' || std::from_chars(rest_.data() + 2, rest_.data() + 6, code, 16).ptr != rest_.data() + 6 ||
        code > 0x7f)
      return false;
    out += static_cast<char>(code);
    rest_.remove_prefix(6);
    return true;
  }
  std::string_view rest_;
};

}  // namespace

std::string shares_a_day(std::string_view from, std::string_view to) {
  return fmt::format("earliest <= {} AND (days IS NULL OR earliest + days >= {})", to, from);
}

Stored store(const model::Kinds& kinds, const model::Statement& statement) {
  Stored out;
  out.id = model::id_of(statement);
  out.digits = digits_of(out.id);
  out.roles = roles_of(statement);
  out.values = values_of(statement);
  out.period = {kFirstDay, std::nullopt};
  if (auto kind = kinds.find(statement.kind)) {
    out.period = period_of(*kind, statement);
    out.mentions = mentions_of(*kind, statement);
  }
  out.named = pack(statement.as);
  out.pin.add_statement(out.id, name_of(statement.scope), statement.source.quote, statement.rule, statement.anchor, out.named);
  return out;
}

std::string digits_of(std::string_view id) {
  if (id.starts_with("st:")) id.remove_prefix(3);
  std::string out(id.size() / 2, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) {
    unsigned char byte = 0;
    std::from_chars(id.data() + 2 * i, id.data() + 2 * i + 2, byte, 16);
    out[i] = static_cast<char>(byte);
  }
  return out;
}

std::string id_of(std::string_view digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "st:";
  for (unsigned char byte : digits) (out += kDigits[byte >> 4]) += kDigits[byte & 15];
  return out;
}

std::string roles_of(const model::Statement& statement) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const model::Role& role : statement.roles) json.value(role.name);
  json.end_array();
  return out;
}

std::string values_of(const model::Statement& statement) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const model::Role& role : statement.roles) model::write_value(json, role.value);
  json.end_array();
  return out;
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
  return out;
}

bool read_roles(std::string_view roles, std::string_view values, std::vector<model::Role>& out) {
  std::vector<std::string> names;
  Reader of_names(roles), of_values(values);
  if (!of_names.texts(names) || !of_names.at_end() || !of_values.take('[')) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0 && !of_values.take(',')) return false;
    model::Role& role = out.emplace_back(model::Role{std::move(names[i]), {}});
    if (of_values.next_is('"')) {
      if (!of_values.text(std::get<std::string>(role.value))) return false;
    } else if (of_values.next_is('[')) {
      if (!of_values.texts(role.value.emplace<std::vector<std::string>>())) return false;
    } else if (!of_values.number(role.value.emplace<double>())) {
      return false;
    }
  }
  return of_values.take(']') && of_values.at_end();
}

std::string pack(const std::vector<std::pair<std::string, std::string>>& named) {
  std::string out;
  for (const auto& [role, words] : named) out += without_separators(role) + kUnit + without_separators(words) + kRecord;
  return out;
}

std::vector<std::pair<std::string, std::string>> unpack(std::string_view packed) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!packed.empty()) {
    std::size_t end = std::min(packed.find(kRecord), packed.size()), unit = std::min(packed.find(kUnit), end);
    out.emplace_back(packed.substr(0, unit), packed.substr(std::min(unit + 1, end), end - std::min(unit + 1, end)));
    packed.remove_prefix(std::min(end + 1, packed.size()));
  }
  return out;
}

}  // namespace chancery::ledger
