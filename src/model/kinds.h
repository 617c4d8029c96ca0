// SPDX-License-Identifier: Apache-2.0
// Which kinds of statement there are, with their roles and vocabularies: the data of model/*.yaml, compiled. Kinds does
// not own its table; reading is thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/table.h"
#include "model/statement.h"

namespace chancery::model {

// Compiles a folder of kinds (one YAML file each) to the table that Kinds::open takes. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);

class Kinds {
 public:
  static base::Result<Kinds> open(std::string_view table);

  // Whether the statement has a known kind, its identifying roles, no unknown role, values of the right type and
  // vocabulary, and EDTF times that its kind allows. The error says which role and what was expected.
  base::Result<> validate(const Statement& statement) const;

 private:
  base::Table table_;
};

}  // namespace chancery::model
