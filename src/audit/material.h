// SPDX-License-Identifier: Apache-2.0
// What the checks of the audit look at: facts put together by an inquiry, looked up by kind, by pair, by thing, and where
// they come from. Refers to its inquiry, which must outlive it; for one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/rules.h"
#include "base/result.h"
#include "inquiry/inquiry.h"

namespace chancery::audit {

using inquiry::Fact;
using time::Bounds;
using time::Day;
using time::Truth;

// Which facts a rule speaks of: "earlier: {kind: mission, type: [embassy, legation], between: [sender, host]}". A role that
// is left out counts as its kind's default.
class Selector {
 public:
  Selector(const Rule& rule, std::string_view prefix, const model::Kinds& kinds);
  bool takes(const Fact& fact) const;
  const std::vector<std::string_view>& kinds() const { return kinds_; }
  // The two that the fact is between, in the alphabet's order; nothing where they are not two.
  std::optional<std::pair<std::string, std::string>> pair(const Fact& fact) const;

 private:
  std::vector<std::string_view> kinds_, between_;
  std::vector<const Parameter*> roles_;
  std::vector<std::string_view> names_;  // of those roles
  const model::Kinds& model_;
};

class Material {
 public:
  Material(const inquiry::Inquiry& inquiry, std::vector<Fact> facts) : inquiry_(&inquiry), facts_(std::move(facts)) {}

  const inquiry::Inquiry& inquiry() const { return *inquiry_; }
  const gazetteer::Gazetteer& gazetteer() const { return inquiry_->gazetteer(); }
  const model::Kinds& kinds() const { return inquiry_->kinds(); }
  const std::vector<Fact>& facts() const { return facts_; }
  const std::vector<inquiry::Conflict>& conflicts() const;  // among those facts; reckoned when first asked for

  std::vector<const Fact*> selected(const Selector& selector) const;
  using Pairs = std::map<std::pair<std::string, std::string>, std::vector<const Fact*>>;
  Pairs pairs(const Selector& selector) const;

  // The day a source gives as its own; unbounded where it gives none.
  Bounds published(std::int64_t source) const;
  // The one state that a source is about by its title, else by its file's name: whose side it tells. Empty where that is
  // none or several.
  const std::string& side(std::int64_t source) const;

 private:
  const ledger::Source* source(std::int64_t number) const;

  const inquiry::Inquiry* inquiry_;
  std::vector<Fact> facts_;
  mutable std::optional<std::vector<inquiry::Conflict>> conflicts_;
  mutable std::map<std::int64_t, std::optional<ledger::Source>> sources_;
  mutable std::map<std::int64_t, std::string> sides_;
};

// A role's values as texts; none of a number.
std::vector<std::string> texts_of(const Fact& fact, std::string_view role);
std::string text_of(const Fact& fact, std::string_view role);  // the only one; else empty
bool is_state(const gazetteer::Gazetteer& gazetteer, std::string_view value);
// The documents that say it, each once.
std::vector<std::int64_t> sources_of(const Fact& fact);

}  // namespace chancery::audit
