// SPDX-License-Identifier: Apache-2.0
// Work on many things at once whose results are taken in their order: what comes out is the same for any number of threads, and no more
// than some results, and some bytes of what they are made of, wait at a time. Not for work that can fail as a whole (results carry errors).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace chancery::cli {

inline constexpr std::uint64_t kBytesAtATime = 32 << 20;
inline constexpr std::size_t kTasksAtATime = 32;  // a thread

// Gets tasks of next() (an optional one, with its size in `bytes`) until there is none, makes a result of each with produce(task) on `threads`
// threads, and gives them in order to take(result) on this one. next() is called by one thread at a time. It ends early when take returns false.
template <class Next, class Produce, class Take>
void in_order(std::size_t threads, Next&& next, Produce&& produce, Take&& take) {
  if (threads <= 1) {
    while (auto task = next())
      if (!take(produce(std::move(*task)))) return;
    return;
  }
  using Task = typename std::invoke_result_t<Next>::value_type;
  struct Slot {
    std::uint64_t bytes = 0;
    std::optional<std::invoke_result_t<Produce, Task>> result;
  };
  std::mutex mutex, at_next;
  std::condition_variable changed;
  std::deque<Slot> slots;     // begun and not yet taken, in order; a slot stays where it is while others come and go
  std::uint64_t bytes = 0;    // of all of them
  bool stop = false, end = false;
  auto work = [&] {
    for (;;) {
      std::unique_lock order(at_next);
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || end || slots.empty() || (slots.size() < kTasksAtATime * threads && bytes < kBytesAtATime); });
        if (stop || end) return;
      }
      auto task = next();
      std::unique_lock lock(mutex);
      if (!task) {
        end = true;
        changed.notify_all();
        return;
      }
      bytes += task->bytes;
      Slot& slot = slots.emplace_back(Slot{task->bytes, std::nullopt});
      lock.unlock();
      order.unlock();
      auto result = produce(std::move(*task));
      lock.lock();
      slot.result = std::move(result);
      changed.notify_all();
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t t = 0; t < threads; ++t) workers.emplace_back(work);
  for (;;) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return slots.empty() ? end : slots.front().result.has_value(); });
    if (slots.empty()) return;
    auto result = std::move(*slots.front().result);
    bytes -= slots.front().bytes;
    slots.pop_front();
    changed.notify_all();
    lock.unlock();
    if (take(std::move(result))) continue;
    lock.lock();
    stop = true;
    changed.notify_all();
    return;
  }
}

}  // namespace chancery::cli
