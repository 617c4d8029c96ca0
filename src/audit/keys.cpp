// SPDX-License-Identifier: Apache-2.0
#include "audit/keys.h"

#include "base/sha256.h"
#include "inquiry/same.h"

namespace chancery::audit {

std::string claim_of(const inquiry::Fact& fact, const model::Kinds& kinds) {
  model::Statement statement;
  statement.kind = fact.kind;
  statement.roles = fact.roles;
  statement.polarity = fact.polarity;
  const model::Kind kind = *kinds.find(fact.kind);
  std::string out = inquiry::key_of(kind, statement) + inquiry::words_of(kind, statement);
  for (std::string_view measure : kind.measures())
    if (const model::Value* value = fact.role(measure))
      if (const auto* number = std::get_if<double>(value)) out += '\x1e' + model::print_number(*number);
  for (const std::string* time : {&fact.time.on, &fact.time.since, &fact.time.until}) out += '\x1f' + *time;
  return out;
}

std::string hashed(std::string_view text) {
  constexpr std::size_t kDigits = 12;
  return "f:" + base::sha256_hex(text).substr(0, kDigits);
}

std::string key_of(const Finding& finding, const model::Kinds& kinds) {
  std::string first = claim_of(finding.first, kinds), second = finding.second ? claim_of(*finding.second, kinds) : "";
  if (second < first) std::swap(first, second);
  std::string all = std::string(finding.rule->id) + '\0' + first + '\0' + second;
  for (const std::string& suspect : finding.suspects) all += '\0' + suspect;
  return hashed(all);
}

}  // namespace chancery::audit
