// SPDX-License-Identifier: Apache-2.0
#include "base/lines.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

namespace chancery::base {
namespace {

constexpr std::size_t kPadding = 64;

}  // namespace

Result<Lines> Lines::open(const std::string& path, std::size_t longest) {
  auto stream = ByteStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  Lines lines(*std::move(stream), longest);
  lines.path_ = path;
  return lines;
}

Result<bool> Lines::next() {
  std::size_t searched = at_;
  for (;;) {
    const char* found = searched < end_ ? static_cast<const char*>(std::memchr(buffer_.data() + searched, '\n', end_ - searched)) : nullptr;
    if (found != nullptr || ended_) {
      if (at_ == end_) return false;
      const std::size_t to = found != nullptr ? static_cast<std::size_t>(found - buffer_.data()) : end_;
      from_ = at_;
      size_ = to - at_;
      at_ = found != nullptr ? to + 1 : end_;
      ++number_;
      return true;
    }
    searched = end_ - at_;
    std::memmove(buffer_.data(), buffer_.data() + at_, searched);
    at_ = 0;
    end_ = searched;
    if (end_ > longest_) return fail(ErrorKind::unreadable, "a line has no end", fmt::format("{}:{}", path_, number_ + 1));
    auto block = ahead_->next();
    if (!block) return tl::unexpected(block.error());
    if (buffer_.size() < end_ + block->size() + kPadding) buffer_.resize(std::max(end_ * 2, end_ + block->size()) + kPadding);
    if (!block->empty()) std::memcpy(buffer_.data() + end_, block->data(), block->size());
    ended_ = block->empty();
    end_ += block->size();
  }
}

}  // namespace chancery::base
