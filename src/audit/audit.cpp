// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.h"

#include <algorithm>
#include <tuple>

#include "audit/checks/checks.h"
#include "audit/groups.h"
#include "audit/keys.h"
#include "audit/material.h"

namespace chancery::audit {
namespace {

std::string listed(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) out += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i];
  return out;
}

std::string documents_in_words(const inquiry::Fact& fact) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> documents = documents_of(fact);
  if (documents.size() > kNamed + 1) {
    const std::string more = std::to_string(documents.size() - kNamed) + " more";
    documents.resize(kNamed);
    documents.push_back(more);
  }
  return listed(documents);
}

// What stands in a template's slot.
std::string slot_text(const Finding& finding, std::string_view slot, const Words& words) {
  const bool first = slot.starts_with("first"), second = slot.starts_with("second");
  for (const auto& [name, text] : finding.slots)
    if (name == slot) return text;
  if ((!first && !second) || (second && !finding.second)) return {};
  const inquiry::Fact& fact = first ? finding.first : *finding.second;
  if (slot == "first" || slot == "second") return words.sentence(fact);
  slot.remove_prefix(first ? 6 : 7);
  if (slot == "when") return words.when(fact.time);
  if (slot == "documents") return documents_in_words(fact);
  const model::Value* value = fact.role(slot);
  if (!value) return {};
  if (const auto* number = std::get_if<double>(value)) return model::print_number(*number);
  std::vector<std::string> names;
  for (const std::string& one : texts_of(fact, slot)) names.push_back(words.name(one));
  return listed(names);
}

std::string filled(std::string_view text, const Finding& finding, const Words& words) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at), close = text.find('}', at);
    if (open == text.npos || close == text.npos) return out + std::string(text.substr(at));
    out += text.substr(at, open - at);
    const std::string value = slot_text(finding, text.substr(open + 1, close - open - 1), words);
    if (value.empty() && !out.empty() && out.back() == ' ') out.pop_back();
    out += value;
    at = close + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> documents_of(const inquiry::Fact& fact) {
  std::vector<std::string> out;
  for (const ledger::Entry& entry : fact.statements)
    if (std::find(out.begin(), out.end(), entry.statement.source.document) == out.end()) out.push_back(entry.statement.source.document);
  return out;
}

base::Result<std::vector<Finding>> audit(const inquiry::Inquiry& inquiry, const Rules& rules, const Scope& scope, const Words& words) {
  inquiry::Question question;
  question.entities = scope.entities;
  auto facts = inquiry.facts(question);
  if (!facts) return tl::unexpected(facts.error());
  return audit(inquiry, rules, scope, words, std::move(*facts));
}

base::Result<std::vector<Finding>> audit(const inquiry::Inquiry& inquiry, const Rules& rules, const Scope& scope, const Words& words,
                                         std::vector<inquiry::Fact> facts) {
  const Material material(inquiry, std::move(facts));
  std::vector<Finding> out;
  for (const Rule& rule : rules.all()) {
    if ((!scope.rule.empty() && rule.id != scope.rule) || rule.severity < scope.least) continue;
    find_check(rule.check)->run(material, rule, out);
  }
  if (!scope.possible) std::erase_if(out, [](const Finding& finding) { return finding.truth != time::Truth::certain; });
  if (!scope.as_of.empty()) {
    const auto as_of = time::parse_edtf(scope.as_of);
    if (!as_of) return tl::unexpected(as_of.error());
    auto held = [&](const inquiry::Fact& fact) { return time::holds(fact.interval, *as_of) != time::Truth::no; };
    std::erase_if(out, [&](const Finding& finding) { return !held(finding.first) && !(finding.second && held(*finding.second)); });
  }
  for (Finding& finding : out) {
    finding.explanation = filled(finding.rule->says, finding, words);
    finding.cause = filled(finding.rule->cause(finding.occasion), finding, words);
    finding.settle = filled(finding.rule->settle, finding, words);
    finding.key = key_of(finding, material.kinds());
  }
  std::sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) {
    return std::tie(b.rule->severity, a.rule->id, a.explanation, a.key) < std::tie(a.rule->severity, b.rule->id, b.explanation, b.key);
  });
  // Said of several statements in the same way, it is one finding.
  std::map<std::string, std::size_t> places;
  std::vector<Finding> kept;
  for (Finding& finding : out) {
    auto [it, is_new] = places.try_emplace(finding.key, kept.size());
    if (is_new) {
      kept.push_back(std::move(finding));
      continue;
    }
    for (ledger::Entry& entry : finding.first.statements) {
      auto& there = kept[it->second].first.statements;
      if (std::none_of(there.begin(), there.end(), [&](const ledger::Entry& one) { return one.id == entry.id; }))
        there.push_back(std::move(entry));
    }
  }
  group(kept, material.kinds(), words);
  return kept;
}

}  // namespace chancery::audit
