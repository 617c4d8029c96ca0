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

namespace chancery::sources {

class Lines {
 public:
  static base::Result<Lines> open(const std::string& path);

  base::Result<bool> next();
  std::string_view line() const { return {buffer_.data() + from_, size_}; }  // without its line end; good until the next
  std::uint64_t number() const { return number_; }                           // from 1

 private:
  explicit Lines(base::ByteStream stream) : ahead_(std::make_unique<base::ReadAhead>(std::move(stream))) {}

  std::unique_ptr<base::ReadAhead> ahead_;
  std::string path_, buffer_;  // always with room for simdjson's padding behind what is read
  std::size_t from_ = 0, size_ = 0, at_ = 0, end_ = 0;
  std::uint64_t number_ = 0;
  bool ended_ = false;
};

}  // namespace chancery::sources
