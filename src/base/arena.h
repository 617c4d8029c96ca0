// SPDX-License-Identifier: Apache-2.0
// Memory for many small plain values that end together: texts and arrays are copied in and stay where they are until all are let go.
// The memory itself is kept for the next round. One thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chancery::base {

class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = take(text.size(), 1);
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }
  template <typename T>
  std::span<const T> keep(std::span<const T> values) {
    static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
    if (values.empty()) return {};
    auto* copies = reinterpret_cast<T*>(take(values.size_bytes(), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), copies);
    return {copies, values.size()};
  }
  template <typename T>
  std::span<const T> keep(const std::vector<T>& values) {
    return keep(std::span<const T>(values));
  }
  template <typename T>
  requires(!std::is_convertible_v<T, std::string_view>) std::span<const T> keep(const T& value) {
    return keep(std::span<const T>(&value, 1));
  }

  void clear() { at_ = end_ = nullptr, used_ = 0; }

 private:
  static constexpr std::size_t kChunk = 1 << 16;
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };

  char* take(std::size_t size, std::size_t alignment) {
    auto aligned = [&] { return (alignment - reinterpret_cast<std::uintptr_t>(at_) % alignment) % alignment; };
    while (static_cast<std::size_t>(end_ - at_) < size + aligned()) {
      if (used_ == chunks_.size()) {
        const std::size_t bytes = std::max(kChunk, size + alignment);
        chunks_.push_back({std::make_unique_for_overwrite<char[]>(bytes), bytes});
      }
      at_ = chunks_[used_].bytes.get();
      end_ = at_ + chunks_[used_++].size;
    }
    char* taken = at_ + aligned();
    at_ = taken + size;
    return taken;
  }

  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;  // chunks in use, the last of them from at_ to end_ free
  char *at_ = nullptr, *end_ = nullptr;
};

}  // namespace chancery::base
