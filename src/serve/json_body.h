// SPDX-License-Identifier: Apache-2.0
// A JSON object that somebody sent, and its fields. Owns its text; plain values otherwise.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::serve {

class JsonBody {
 public:
  static base::Result<JsonBody> parse(std::string_view text);
  JsonBody(JsonBody&&) noexcept;
  JsonBody& operator=(JsonBody&&) noexcept;
  ~JsonBody();

  bool has(std::string_view field) const;                                      // and is not null
  base::Result<std::string> text(std::string_view field) const;                // that may not be missing or empty
  base::Result<std::string> text_or(std::string_view field) const;             // empty where it is missing
  base::Result<std::vector<std::string>> texts(std::string_view field) const;  // none where it is missing

 private:
  struct Parsed;
  explicit JsonBody(std::unique_ptr<Parsed> parsed);
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace chancery::serve
