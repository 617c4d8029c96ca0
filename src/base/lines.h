// SPDX-License-Identifier: Apache-2.0
// A file's lines, unpacked where it is compressed, as a stream: the memory of some blocks and of the longest line. What follows a line can
// be read by simdjson without a copy. Not to be shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/read_ahead.h"
#include "base/result.h"

namespace chancery::base {

class Lines {
 public:
  // `longest`: of a line, in bytes; a longer one is an error.
  static Result<Lines> open(const std::string& path, std::size_t longest = 512 << 20);

  Result<bool> next();
  std::string_view line() const { return {buffer_.data() + from_, size_}; }  // without its line end; good until the next
  std::uint64_t number() const { return number_; }                           // from 1

 private:
  Lines(ByteStream stream, std::size_t longest) : ahead_(std::make_unique<ReadAhead>(std::move(stream))), longest_(longest) {}

  std::unique_ptr<ReadAhead> ahead_;
  std::size_t longest_;
  std::string path_, buffer_;  // always with room for simdjson's padding behind what is read
  std::size_t from_ = 0, size_ = 0, at_ = 0, end_ = 0;
  std::uint64_t number_ = 0;
  bool ended_ = false;
};

}  // namespace chancery::base
