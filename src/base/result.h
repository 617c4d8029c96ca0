// SPDX-License-Identifier: Apache-2.0
// Errors as values: what went wrong, where, and what to do about it.
// Not for programming mistakes (those assert). Values are owned by the caller; nothing here is shared between threads.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace chancery::base {

enum class ErrorKind {
  usage,       // the call was wrong: exit code 2
  not_found,   // a file, folder or entity that is not there
  unreadable,  // bytes that are there but cannot be used: binary, truncated, wrong encoding, too large
  invalid,     // text that breaks the rules of its format
  conflict,    // the ledger is locked, or belongs to another program
  system,      // the operating system refused: disk full, permission
};

struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string message;  // one sentence, no full stop needed, no place in it
  std::string place;    // FILE, FILE:LINE or FILE:LINE:COLUMN; empty where there is none
  std::string hint;     // what to do; may be empty
};

template <class T = void>
using Result = tl::expected<T, Error>;

// `return fail(ErrorKind::invalid, "…", "file:3");`
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string place = {}, std::string hint = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::move(place), std::move(hint)});
}

}  // namespace chancery::base
