// SPDX-License-Identifier: Apache-2.0
// What the templates of wikitext show: rules/document/templates.txt, compiled. Not for how it is shown (wikitext_inline.cpp).
// Inside this folder only, and for the build. Templates does not own its table; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/table.h"

namespace chancery::document {

enum class Shows : std::uint8_t { nothing, first, last, date, quantity, lines };

class Templates {
 public:
  static base::Result<Templates> open(std::string_view table);
  // The table that is linked in.
  static const Templates& built_in();

  // Of a template by its name, in any case.
  Shows shows(std::string_view name) const;

  struct Record {
    base::Text name;  // in small letters
    Shows shows;
    bool prefix;  // of all whose name begins so
  };

 private:
  base::Table table_;
  std::span<const Record> records_;  // in order of their names
};

// Compiles the file's text to the table that Templates::open takes. Errors name line; `file` is their place.
base::Result<std::string> compile_templates(std::string_view text, const std::string& file);

}  // namespace chancery::document
