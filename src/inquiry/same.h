// SPDX-License-Identifier: Apache-2.0
// When two statements speak of the same thing. Mostly for src/inquiry and src/audit. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inquiry/inquiry.h"
#include "model/kinds.h"
#include "model/statement.h"

namespace chancery::inquiry {

// What a fact says, for the functions that compare statements.
model::Statement as_statement(const Fact& fact);

// A single statement as a fact, for functions that put facts into words.
Fact as_fact(const ledger::Entry& entry);

// For comparison: case, accents, punctuation and a leading "the" make no difference.
std::string folded(std::string_view text);

// What identifies the thing: kind, polarity, mode and identifying roles, sides that may be swapped in one order. Statements
// with equal keys may say the same.
std::string key_of(const model::Kind& kind, const model::Statement& statement);
// The entities that its identifying roles name one each, but for one role.
std::vector<std::string> identifying(const model::Kind& kind, const model::Statement& statement, std::string_view but = {});
// The words that make facts of their own ("opened", "observer"), with what stands for those left out.
std::string words_of(const model::Kind& kind, const model::Statement& statement);

// Whether no role that is not part of those keys differs where both have it; a set may hold a part of the other. With
// `figures` false, the kind's measures are left aside.
bool agree(const model::Kind& kind, const std::vector<model::Role>& a, const std::vector<model::Role>& b, bool figures = true);
bool same_value(const model::Value& a, const model::Value& b);

}  // namespace chancery::inquiry
