// SPDX-License-Identifier: Apache-2.0
// What a source says of itself: how far it looked, so that its silence says something, and on which terms it may be handed on. Plain
// values. Not for what silence then means (src/inquiry). An article declares nothing: what it does not say, it just does not say.
#pragma once

#include <string>
#include <vector>

#include "model/statement.h"

namespace chancery::model {

struct Terms {
  std::string title;        // "Direct Contiguity 3.2"
  std::string publisher;    // who made it
  std::string attribution;  // the words by which it asks to be named
  std::string licence;      // SPDX ("CC0-1.0", "CC-BY-4.0"), or "public-domain", or "none-stated"
  bool empty() const { return title.empty() && publisher.empty() && attribution.empty() && licence.empty(); }
  bool operator==(const Terms&) const = default;
};

// Within it a source has a statement of whatever there was: without one, there was nothing. A source may declare several, as where it
// looked at other states in each year.
struct Coverage {
  std::vector<std::string> kinds;
  std::vector<std::string> states;  // that it looked at; empty: every one there was
  std::vector<std::string> roles;   // in which these stand ("host"); empty: each in which a state may stand
  std::vector<Role> only;           // what else all that it tells of has ({"sender", "USA"}); of a set, one of its values
  std::string from, until;          // EDTF, its first and its last day; empty: without one
  bool operator==(const Coverage&) const = default;
};

struct Declaration {
  Terms terms;
  std::vector<Coverage> coverage;
};

}  // namespace chancery::model
