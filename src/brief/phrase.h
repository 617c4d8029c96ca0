// SPDX-License-Identifier: Apache-2.0
// A fact in words, short enough for a cell or a line of a list. Not for which facts a brief shows, nor in which order.
// A Phrases refers to its inquiry; for one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inquiry/inquiry.h"

namespace chancery::brief {

// The values of a role: none, one, or those of a set.
std::vector<std::string> values_of(const inquiry::Fact& fact, std::string_view role);
// Its one value; a number in words; empty where it has none.
std::string value_of(const inquiry::Fact& fact, std::string_view role);

class Phrases {
 public:
  explicit Phrases(const inquiry::Inquiry& inquiry) : inquiry_(inquiry) {}
  const inquiry::Inquiry& inquiry() const { return inquiry_; }

  // "Kazakhstan" for "KAZ", with the article where a sentence needs one: "the United States".
  std::string name(std::string_view value) const;

  // A sentence that says the whole fact, whoever reads it: "Latvia has an embassy in Astana (Kazakhstan)".
  std::string sentence(const inquiry::Fact& fact) const;
  // The same without its date, for where that stands beside it.
  std::string undated(const inquiry::Fact& fact) const;
  // "since 1994", "not certain then", each after ", "; empty where there is nothing to add.
  std::string when(const inquiry::Fact& fact) const;

  // "embassy in Astana, since 1994", "no embassy"
  std::string mission(const inquiry::Fact& fact) const;
  // "member, since 2001"
  std::string membership(const inquiry::Fact& fact) const;
  // "1,700 km", "agreed, 2005"
  std::string border(const inquiry::Fact& fact) const;
  // "military: arms production, since 2008"
  std::string cooperation(const inquiry::Fact& fact) const;
  // "724 million USD, 2005", "petroleum"
  std::string trade(const inquiry::Fact& fact) const;
  // "Nursultan Nazarbayev to Pakistan, official visit"; without its date
  std::string visit(const inquiry::Fact& fact) const;
  std::string meeting(const inquiry::Fact& fact) const;
  // "signed, April 1994"
  std::string agreement(const inquiry::Fact& fact) const;
  // "narcotics seized: 18 tonnes, 2001, according to UNODC"; without its subject
  std::string statistic(const inquiry::Fact& fact) const;
  // "established, 27 August 1992"
  std::string relations(const inquiry::Fact& fact) const;

 private:
  const inquiry::Inquiry& inquiry_;
};

}  // namespace chancery::brief
