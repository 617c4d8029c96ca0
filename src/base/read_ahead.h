// SPDX-License-Identifier: Apache-2.0
// A file's bytes in blocks that another thread reads and unpacks ahead, so that the one who takes them need not wait. The memory of a few
// blocks. Owns its thread, which ends with it; used by one thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/byte_stream.h"
#include "base/result.h"

namespace chancery::base {

class ReadAhead {
 public:
  explicit ReadAhead(ByteStream stream);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // The next bytes, good until the call after; empty at the end.
  Result<std::string_view> next();

 private:
  static constexpr std::size_t kBlocks = 4, kBlock = 1 << 20;
  struct Block {
    std::string bytes;
    std::size_t size = 0;
  };

  void run();

  ByteStream stream_;
  Block blocks_[kBlocks];
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t read_ = 0, taken_ = 0;  // blocks so far; what was taken last is still looked at
  bool ended_ = false, stop_ = false;
  Result<> state_;
  std::thread thread_;
};

}  // namespace chancery::base
