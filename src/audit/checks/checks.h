// SPDX-License-Identifier: Apache-2.0
// The checks that rules can name. A check looks at the facts of a material and adds what it finds; what exactly it looks for
// its rule's parameters say. Plain functions.
#pragma once

#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/material.h"

namespace chancery::audit {

using Findings = std::vector<Finding>;

struct Check {
  std::string_view name;
  void (*run)(const Material&, const Rule&, Findings&);
  std::vector<std::string_view> needs;    // parameters that a rule must give
  std::vector<std::string_view> options;  // that it may; "earlier.*": any that begin so
  std::vector<std::string_view> cases;    // for a rule's causes
  std::vector<std::string_view> slots;    // for a rule's words, besides {first.…} and {second.…}

  bool takes(std::string_view parameter) const;
  bool has_case(std::string_view name) const;
  bool fills(std::string_view slot) const;
};

const std::vector<Check>& checks();
const Check* find_check(std::string_view name);  // nullptr where there is none

void precedes(const Material& material, const Rule& rule, Findings& out);
void unlike_dates(const Material& material, const Rule& rule, Findings& out);
void unlike_figures(const Material& material, const Rule& rule, Findings& out);
void said_and_denied(const Material& material, const Rule& rule, Findings& out);
void two_at_once(const Material& material, const Rule& rule, Findings& out);
void exists(const Material& material, const Rule& rule, Findings& out);
void rank(const Material& material, const Rule& rule, Findings& out);
void seat(const Material& material, const Rule& rule, Findings& out);
void ends_first(const Material& material, const Rule& rule, Findings& out);
void belongs(const Material& material, const Rule& rule, Findings& out);
void both_ways(const Material& material, const Rule& rule, Findings& out);
void calendar(const Material& material, const Rule& rule, Findings& out);
void foreseen(const Material& material, const Rule& rule, Findings& out);

// For the checks: a finding about one fact or two.
Finding& add(Findings& out, const Rule& rule, Truth truth, const Fact& first, const Fact* second = nullptr);
// The fact as this one of its statements says it.
Fact alone(const Fact& fact, const ledger::Entry& entry);
// Whether both hold on one day, at some time: certainly, possibly, or not.
Truth together(const time::Interval& a, const time::Interval& b);

}  // namespace chancery::audit
