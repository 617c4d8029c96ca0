// SPDX-License-Identifier: Apache-2.0
// The records of the compiled table of kinds, shared by its writer and its reader. For nobody else.
#pragma once

#include "model/kinds.h"

namespace chancery::model {

// Some words of a role; none where `words` is 0.
struct RoleWords {
  base::Text role;
  std::uint32_t first = 0, words = 0;
};

struct Kinds::KindRecord {
  base::Text name, says, example_text, example, symmetric_a, symmetric_b;
  std::uint32_t first_role = 0, roles = 0;
  std::uint32_t needs = 0;  // bits of roles of which one must be there; 0: no such rule
  std::uint32_t times = 0;
  base::Text single;           // the role with one value at a time
  base::Text successive;       // the role whose value gives way to the next
  RoleWords ends;              // that end it
  RoleWords ties;              // that alone tie, where some do not
  std::uint32_t measures = 0;  // bits of roles
  std::uint8_t lasting = 0, once = 0;
  std::uint8_t tie = 0, padding = 0;  // tie: a Tie
};

struct Kinds::RoleRecord {
  base::Text name, says, fallback, like, instead;
  std::uint32_t first_word = 0, words = 0;
  std::uint16_t types = 0;
  std::uint8_t identifying = 0, optional = 0, set = 0, open = 0;
  std::uint8_t apart = 0, padding = 0;
};

inline constexpr std::string_view kKindsArray = "kinds", kRolesArray = "roles", kWordsArray = "words";

}  // namespace chancery::model
