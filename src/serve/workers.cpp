// SPDX-License-Identifier: Apache-2.0
#include "serve/workers.h"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace chancery::serve {

Workers::Workers(std::size_t threads, std::size_t most_waiting, int niceness) : most_waiting_(most_waiting), niceness_(niceness) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::add(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void Workers::run() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness_);  // of this thread alone
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds is let go before waiting
    lock.lock();
  }
}

}  // namespace chancery::serve
