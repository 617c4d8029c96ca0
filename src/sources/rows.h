// SPDX-License-Identifier: Apache-2.0
// A dataset's rows, whatever it is written in: CSV and its relatives, JSON Lines, XML that repeats an element. Streams, but for XML.
// Not for what the columns mean. Not to be shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::sources {

struct Form {
  enum class Kind : unsigned char { csv, jsonl, xml } kind = Kind::csv;
  char separator = 0;             // of csv; 0: told by the first line
  bool quotes = true;             // of csv
  std::vector<std::string> head;  // of csv without a row that names the columns: their names
  std::string item;               // of xml: the element that is a row; its columns are the elements in it, and name@attribute
};

class Rows {
 public:
  virtual ~Rows() = default;
  // Goes to the next row; false at the end. An error of kind `invalid` is that row's alone: the next may be asked for.
  virtual base::Result<bool> next() = 0;
  // What stands in a column, by its place among those asked for; empty where nothing does. Good until the next row.
  virtual std::string_view at(std::size_t column) const = 0;
  virtual std::uint64_t line() const = 0;
  virtual std::uint64_t recoded() const { return 0; }  // rows that were no UTF-8
};

// A dataset that names its columns must have all of `columns`. In `all`, where it is not null, every column that there is comes before
// them: of csv.
base::Result<std::unique_ptr<Rows>> open_rows(const std::string& path, const Form& form, const std::vector<std::string>& columns,
                                              std::vector<std::string>* all = nullptr);

}  // namespace chancery::sources
