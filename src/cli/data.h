// SPDX-License-Identifier: Apache-2.0
// The compiled tables that a command works with: those linked in, or in the place of each what a folder has for it. Owns what it
// compiled, which its views need; reading is thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "tables.h"

namespace chancery::cli {

class Data {
 public:
  // `folder`: laid out like the source tree; empty: all is as it is linked in.
  static base::Result<Data> load(const std::string& folder);

  std::string_view model() const { return model_.empty() ? tables::model() : model_; }
  std::string_view gazetteer() const { return gazetteer_.empty() ? tables::gazetteer() : gazetteer_; }
  std::string_view rules() const { return rules_.empty() ? tables::rules() : rules_; }
  std::string_view audit() const { return audit_.empty() ? tables::audit() : audit_; }
  std::string_view questions() const { return questions_.empty() ? tables::questions() : questions_; }

 private:
  std::string model_, gazetteer_, rules_, audit_, questions_;  // empty: the one linked in
};

}  // namespace chancery::cli
