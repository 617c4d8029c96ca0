// SPDX-License-Identifier: Apache-2.0
// Threads that take work in the order in which it came, with only so much of it waiting. Owned and stopped by one thread; work may be added
// by any.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chancery::serve {

class Workers {
 public:
  // As nice(2) to the threads of others, where the system lets it be.
  Workers(std::size_t threads, std::size_t most_waiting, int niceness = 0);
  ~Workers();  // what was added is still done
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Whether there was room for it.
  bool add(std::function<void()> work);

 private:
  void run();

  const std::size_t most_waiting_;
  const int niceness_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace chancery::serve
