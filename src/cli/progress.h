// SPDX-License-Identifier: Apache-2.0
// How far long work has come, on standard error: on a terminal a line that is written over, elsewhere a line now and then. For one thread, but
// taken() may be called by any.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace chancery::cli {

class Progress {
 public:
  enum class Show : unsigned char { never, over, lines };
  // `size`: bytes of all input as it lies; 0 where nobody knows.
  Progress(Show show, std::uint64_t size) : show_(show), size_(size) {}

  void taken(std::uint64_t bytes) { taken_ = bytes; }  // of `size`
  // One more document of so many bytes (unpacked) is done.
  void done(std::uint64_t bytes);
  // Makes room for another line of talk.
  void clear();
  // Wipes the line; where lines are written, the last one.
  void finish();

 private:
  std::string line(double seconds) const;

  const Show show_;
  const std::uint64_t size_;
  std::atomic<std::uint64_t> taken_ = 0;
  std::uint64_t documents_ = 0, bytes_ = 0;
  bool shown_ = false;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point told_ = began_;
};

}  // namespace chancery::cli
