// SPDX-License-Identifier: Apache-2.0
// Rows that come in any order and are taken out sorted, however many: what is more than fits goes to a file without a name
// beside the ledger, in sorted runs. For src/ledger alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace chancery::ledger {

// A file that vanishes with the program. Owns its descriptor.
class Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch(Scratch&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch();
  base::Result<> append(const std::string& beside, const void* bytes, std::size_t size);
  base::Result<> read(void* bytes, std::size_t size, std::size_t from) const;

 private:
  int file_ = -1;
};

template <class Row>
class Sorted {
  static_assert(std::is_trivially_copyable_v<Row>);

 public:
  // `beside`: a file in whose folder there is room. So many rows are kept in memory.
  explicit Sorted(std::string beside, std::size_t at_once = 2000000) : beside_(std::move(beside)), at_once_(at_once) {}

  base::Result<> put(const Row& row) {
    rows_.push_back(row);
    return rows_.size() < at_once_ ? base::Result<>() : put_run();
  }
  // Gives each to `take` (which returns a Result<>), the least first, and keeps none.
  template <class Take>
  base::Result<> drain(Take take);

 private:
  static constexpr std::size_t kBuffered = 1 << 16;  // rows

  struct Run {
    std::size_t from, to;   // rows of the file that are not read yet
    std::vector<Row> rows;  // read, the next one last
  };

  base::Result<> put_run() {
    std::sort(rows_.begin(), rows_.end());
    auto ok = scratch_.append(beside_, rows_.data(), rows_.size() * sizeof(Row));
    runs_.push_back({in_file_, in_file_ + rows_.size(), {}});
    in_file_ += rows_.size();
    rows_.clear();
    return ok;
  }
  base::Result<> fill(Run& run) const {
    const std::size_t count = std::min(kBuffered, run.to - run.from);
    run.rows.resize(count);
    auto ok = scratch_.read(run.rows.data(), count * sizeof(Row), run.from * sizeof(Row));
    run.from += count;
    std::reverse(run.rows.begin(), run.rows.end());
    return ok;
  }

  std::string beside_;
  std::size_t at_once_;
  std::vector<Row> rows_;
  std::vector<Run> runs_;
  Scratch scratch_;
  std::size_t in_file_ = 0;
};

template <class Row>
template <class Take>
base::Result<> Sorted<Row>::drain(Take take) {
  std::sort(rows_.begin(), rows_.end());
  std::reverse(rows_.begin(), rows_.end());
  // What is in memory is one more run.
  runs_.push_back({0, 0, std::move(rows_)});
  rows_ = {};
  for (Run& run : runs_)
    if (run.rows.empty())
      if (auto ok = fill(run); !ok) return ok;
  auto later = [&](std::size_t a, std::size_t b) { return runs_[b].rows.back() < runs_[a].rows.back(); };
  std::vector<std::size_t> heap;
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (!runs_[i].rows.empty()) heap.push_back(i);
  std::make_heap(heap.begin(), heap.end(), later);
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    Run& run = runs_[heap.back()];
    if (auto ok = take(run.rows.back()); !ok) return ok;
    run.rows.pop_back();
    if (run.rows.empty() && run.from < run.to)
      if (auto ok = fill(run); !ok) return ok;
    if (run.rows.empty())
      heap.pop_back();
    else
      std::push_heap(heap.begin(), heap.end(), later);
  }
  runs_.clear();
  return {};
}

}  // namespace chancery::ledger
