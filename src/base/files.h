// SPDX-License-Identifier: Apache-2.0
// Whole files in and out. Not for streaming datasets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/byte_stream.h"
#include "base/result.h"

namespace chancery::base {

inline constexpr std::uint64_t kDefaultMaxSize = 256ull << 20;  // bytes of one document

// Reads `path` ("-": standard input) whole, unpacked where it is compressed. Refuses folders, missing files and files that hold
// more than `max_size` bytes, each with its own error; a file that changes while it is read is an error too.
Result<std::string> read_file(const std::string& path, std::uint64_t max_size = kDefaultMaxSize);
// The same of what a stream still has; `path` is for errors.
Result<std::string> read_all(ByteStream& stream, const std::string& path, std::uint64_t max_size = kDefaultMaxSize);

// Writes `bytes` beside `path` and renames, so that `path` holds either what it held or all of `bytes`.
Result<> write_file(const std::string& path, std::string_view bytes);

}  // namespace chancery::base
