// SPDX-License-Identifier: Apache-2.0
// A compiled table: named arrays of plain records in one block of bytes, used where it lies (linked in or mapped from a
// file), so that starting costs nothing. The bytes are of this machine's byte order and of one version of the program:
// they are no interchange format. A Table does not own its bytes; reading is thread-safe.
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace chancery::base {

// Text inside a table: a range of its string pool.
struct Text {
  std::uint32_t from = 0, size = 0;
};

class TableWriter {
 public:
  template <class T>
  void add(std::string_view name, const std::vector<T>& records) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 16);
    add_bytes(name, records.data(), records.size() * sizeof(T));
  }
  Text text(std::string_view value);  // interned
  std::string finish();               // the block; the writer is empty afterwards

 private:
  void add_bytes(std::string_view name, const void* data, std::size_t size);
  std::map<std::string, std::string, std::less<>> arrays_;
  std::map<std::string, Text, std::less<>> interned_;
  std::string pool_;
};

class Table {
 public:
  Table() = default;
  // Checks the block's head and ranges. `bytes` must outlive the table and be aligned to 16.
  static Result<Table> open(std::string_view bytes);

  template <class T>
  std::span<const T> array(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T>);
    std::string_view raw = bytes(name);
    return {reinterpret_cast<const T*>(raw.data()), raw.size() / sizeof(T)};
  }
  std::string_view text(Text t) const { return pool_.substr(t.from, t.size); }

 private:
  std::string_view bytes(std::string_view name) const;  // empty where there is none
  std::string_view block_, pool_;
};

}  // namespace chancery::base
