// SPDX-License-Identifier: Apache-2.0
// Lines for a file or a pipe, written behind the back of those who have something to tell: a reader that does not read stops nobody, it
// only misses lines. Not for what may not be lost. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

namespace chancery::serve {

class LineLog {
 public:
  // The file must outlive it.
  explicit LineLog(int file, std::size_t most_waiting = 4 << 20);
  LineLog(LineLog&&) = delete;
  ~LineLog();  // what waits is still written, if somebody reads it

  // A line, without "\n"; left out and counted where too much waits.
  void add(std::string_view line);

 private:
  void run();
  void write(std::string_view lines);

  const int file_;
  const std::size_t most_waiting_;  // bytes
  std::mutex mutex_;                // of all below
  std::condition_variable changed_;
  std::string waiting_;
  std::size_t lost_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace chancery::serve
