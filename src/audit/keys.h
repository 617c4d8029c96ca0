// SPDX-License-Identifier: Apache-2.0
// Keys of findings: what a finding is about, and not where a document says it, so that a reading by better rules leaves the key as it is.
// Plain functions; thread-safe.
#pragma once

#include <string>

#include "audit/audit.h"

namespace chancery::audit {

// What a fact claims: its kind, identifying roles, words and time. Equal for equal claims; not for people.
std::string claim_of(const inquiry::Fact& fact, const model::Kinds& kinds);
// "f:" and 12 hexadecimal digits of the rule and the claims of both sides, in either order.
std::string key_of(const Finding& finding, const model::Kinds& kinds);
std::string hashed(std::string_view text);  // as such a key

}  // namespace chancery::audit
