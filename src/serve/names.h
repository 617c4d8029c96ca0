// SPDX-License-Identifier: Apache-2.0
// The names of those an answer speaks of, so that who shows it need not ask again. Refers to its inquiry; for one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "inquiry/inquiry.h"
#include "model/statement.h"

namespace chancery::serve {

class Names {
 public:
  explicit Names(const inquiry::Inquiry& inquiry) : inquiry_(inquiry) {}

  void add(std::string_view value);
  // Those that a statement's or a fact's roles name.
  void add(std::string_view kind, const std::vector<model::Role>& roles);
  void add(const inquiry::Fact& fact) { add(fact.kind, fact.roles); }
  void add(const model::Statement& statement) { add(statement.kind, statement.roles); }

  template <class Each>
  void each(Each each) const {
    for (const auto& one : names_) each(one.first);
  }
  // "names":{"KAZ":"Kazakhstan",…}
  void write(base::JsonWriter& json) const;

 private:
  const inquiry::Inquiry& inquiry_;
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace chancery::serve
