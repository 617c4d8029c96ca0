// SPDX-License-Identifier: Apache-2.0
#include "serve/line_log.h"

#include <fmt/core.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace chancery::serve {
namespace {
constexpr int kPatienceMilliseconds = 200;  // with a reader, before it is looked whether there is an end
}

LineLog::LineLog(int file, std::size_t most_waiting) : file_(file), most_waiting_(most_waiting), thread_([this] { run(); }) {}

LineLog::~LineLog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void LineLog::add(std::string_view line) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() + line.size() >= most_waiting_) {
    ++lost_;
    return;
  }
  if (waiting_.empty()) changed_.notify_all();
  waiting_.append(line) += '\n';
}

void LineLog::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::string lines = std::exchange(waiting_, {});
    if (const std::size_t lost = std::exchange(lost_, 0)) lines += fmt::format("{{\"lost\":{}}}\n", lost);
    lock.unlock();
    write(lines);
    lock.lock();
  }
}

void LineLog::write(std::string_view lines) {
  while (!lines.empty()) {
    pollfd file{file_, POLLOUT, 0};
    if (poll(&file, 1, kPatienceMilliseconds) == 0) {
      const std::lock_guard lock(mutex_);
      if (ending_) return;
      continue;
    }
    // A pipe that takes something takes so much.
    const ssize_t written = ::write(file_, lines.data(), std::min<std::size_t>(lines.size(), PIPE_BUF));
    if (written >= 0)
      lines.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR && errno != EAGAIN)
      return;  // nobody reads any more, or the disk is full
  }
}

}  // namespace chancery::serve
