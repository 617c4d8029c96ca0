// SPDX-License-Identifier: Apache-2.0
// The bytes of a file from first to last, unpacked on the way where it is compressed (gzip, bzip2, xz, Zstandard: told by its
// first bytes, never by its name). Not for archives of several files. Owns the open file; used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::base {

class ByteStream {
 public:
  // "-": standard input. Refuses folders and what cannot be opened.
  static Result<ByteStream> open(const std::string& path);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // Puts at most `most` bytes at `into` and tells how many; 0 is the end. What is damaged or cut short, and a file that changed while
  // it was read, is an error.
  Result<std::size_t> read(char* into, std::size_t most);
  // The first bytes, some thousands where there are so many, without taking them. To be asked before anything is read.
  Result<std::string_view> head();

  bool packed() const;
  std::uint64_t size() const;   // of the file as it lies; 0 where nobody knows
  std::uint64_t taken() const;  // of those, how many were read so far

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chancery::base
