// SPDX-License-Identifier: Apache-2.0
#include "base/read_ahead.h"

namespace chancery::base {

ReadAhead::ReadAhead(ByteStream stream) : stream_(std::move(stream)), thread_([this] { run(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void ReadAhead::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stop_ || read_ - taken_ < kBlocks - 1; });
    if (stop_) return;
    Block& block = blocks_[read_ % kBlocks];
    lock.unlock();
    block.bytes.resize(kBlock);
    auto got = stream_.read(block.bytes.data(), kBlock);
    block.size = got ? *got : 0;
    lock.lock();
    if (!got) state_ = tl::unexpected(got.error());
    ended_ = block.size == 0;
    if (!ended_) ++read_;
    changed_.notify_all();
    if (ended_) return;
  }
}

Result<std::string_view> ReadAhead::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || taken_ < read_; });
  if (taken_ == read_) {
    if (!state_) return tl::unexpected(state_.error());
    return std::string_view();
  }
  const Block& block = blocks_[taken_++ % kBlocks];
  changed_.notify_all();
  return std::string_view(block.bytes.data(), block.size);
}

}  // namespace chancery::base
