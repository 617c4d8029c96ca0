// SPDX-License-Identifier: Apache-2.0
// Another program's answer: run without a shell, fed with bytes, bounded in time and size. Not for programs that talk back and forth.
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace chancery::base {

// Begins a program (looked for in $PATH) with these as its standard input, output and error, and gives its number, to be waited for. One
// that is not there is an error of kind not_found.
Result<int> start_program(const std::vector<std::string>& words, const Descriptor& in, const Descriptor& out, const Descriptor& talk);

// A file in memory that holds the bytes, at its beginning; no file (-1) where there is no room.
Descriptor memory_file(std::string_view bytes);

struct ProcessLimits {
  std::chrono::seconds time{60};
  std::uint64_t size = 256ull << 20;  // of what it writes
};

// What `words` (a program, looked for in $PATH, and its arguments) writes to standard output when it gets `input` on standard input. A
// program that is not there is an error of kind not_found; one that fails, or goes past a limit and is ended, of kind unreadable.
Result<std::string> run_program(const std::vector<std::string>& words, std::string_view input, const ProcessLimits& limits = {});

}  // namespace chancery::base
