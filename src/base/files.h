// SPDX-License-Identifier: Apache-2.0
// Whole files in and out. Not for streaming datasets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::base {

inline constexpr std::uint64_t kDefaultMaxSize = 256ull << 20;  // bytes of one document

// Reads `path` ("-": standard input) whole. Refuses folders, missing files and files above `max_size` bytes, each
// with its own error; a file that changes size while it is read is an error too.
Result<std::string> read_file(const std::string& path, std::uint64_t max_size = kDefaultMaxSize);

// Writes `bytes` beside `path` and renames, so that `path` holds either what it held or all of `bytes`.
Result<> write_file(const std::string& path, std::string_view bytes);

}  // namespace chancery::base
