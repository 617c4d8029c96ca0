// SPDX-License-Identifier: Apache-2.0
// Where an importer's statements go, and what it could not use. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "model/statement.h"

namespace chancery::sources {

struct Sink {
  // The statement is cited by document, hash and place. An error says what is wrong with it: it was not taken.
  std::function<base::Result<>(model::Statement)> take;
  std::function<void(std::uint64_t line, std::string reason)> reject;  // a row, or what of it made no statement
};

// What was in a file.
struct Tally {
  std::uint64_t rows = 0, statements = 0, rejected = 0;
  std::uint64_t recoded = 0;  // rows that were no UTF-8 and taken for Windows-1252
};

}  // namespace chancery::sources
