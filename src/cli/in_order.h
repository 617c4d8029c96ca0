// SPDX-License-Identifier: Apache-2.0
// Work on many things at once whose results are taken in their order: what comes out is the same for any number of
// threads, and no more than a few results wait at a time. Not for work that can fail as a whole (results carry errors).
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace chancery::cli {

// Calls produce(i) for i of [0, count) on `threads` threads, and take(i, result) for each in order on this one. It ends early
// when take returns false.
template <class Produce, class Take>
void in_order(std::size_t count, std::size_t threads, Produce&& produce, Take&& take) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i)
      if (!take(i, produce(i))) return;
    return;
  }
  using Result = decltype(produce(std::size_t{0}));
  threads = std::min(threads, count);
  const std::size_t window = 2 * threads;
  std::vector<std::optional<Result>> results(window);
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0, taken = 0;
  bool stop = false;
  auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stop || next >= count || next < taken + window; });
      if (stop || next >= count) return;
      std::size_t i = next++;
      lock.unlock();
      Result result = produce(i);
      lock.lock();
      results[i % window] = std::move(result);
      changed.notify_all();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 0; t < threads; ++t) workers.emplace_back(work);
    for (std::size_t i = 0; i < count && !stop; ++i) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return results[i % window].has_value(); });
      Result result = std::move(*results[i % window]);
      results[i % window].reset();
      taken = i + 1;
      changed.notify_all();
      lock.unlock();
      bool go_on = take(i, std::move(result));
      lock.lock();
      stop = !go_on;
      if (stop) changed.notify_all();
    }
  }
}

}  // namespace chancery::cli
