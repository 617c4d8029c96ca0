// SPDX-License-Identifier: Apache-2.0
// Rows of CSV (RFC 4180) and of its relatives as files have them: commas, semicolons or tabs between fields, quoted fields over
// several lines, line ends of any system, a byte-order mark, Windows-1252. Streams: a file of any size takes the memory of a block
// and of its longest row. Not for writing, nor for what a field means. Not to be shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::base {

class Csv {
 public:
  struct Form {
    char separator = 0;  // 0: of comma, semicolon and tab the one that the first line has most of
    bool quotes = true;  // "…" holds a field together
    bool head = true;    // the first row names the columns
  };
  // As ByteStream::read: puts at most so many bytes there, 0 at the end.
  using Input = std::function<Result<std::size_t>(char*, std::size_t)>;

  // Of a file, unpacked where it is compressed ("-": standard input). A file without a first row is an error.
  static Result<Csv> open(const std::string& path, Form form);
  static Result<Csv> open(const std::string& path) { return open(path, Form()); }
  static Result<Csv> open(Input input, const std::string& path, Form form);

  // Goes to the next row that is not empty; false at the end. Its fields are good UTF-8 and last until the next call.
  Result<bool> next();
  std::span<const std::string_view> row() const { return fields_; }
  std::string_view at(std::size_t column) const { return column < fields_.size() ? fields_[column] : std::string_view(); }
  std::string_view raw() const { return raw_; }     // the row as it stands in the file, without its line end
  std::uint64_t line() const { return row_line_; }  // where it begins, from 1
  std::string place() const;                        // FILE:LINE

  const std::vector<std::string>& head() const { return head_; }  // trimmed; empty where there is none
  std::string_view raw_head() const { return raw_head_; }
  std::optional<std::size_t> column(std::string_view name) const;
  // Of each name its column; one that is not there is an error that names it.
  Result<std::vector<std::size_t>> columns(std::span<const std::string_view> names) const;

  char separator() const { return separator_; }
  std::uint64_t recoded() const { return recoded_; }  // rows so far that were no UTF-8 and taken for Windows-1252

 private:
  Csv() = default;
  Result<bool> take();  // the next row, empty or not
  Result<bool> fill();  // more bytes behind those that are there; false where none are left

  Input input_;
  std::string path_, buffer_, recoded_row_, raw_head_;
  std::vector<std::string> unescaped_;  // fields in which quotes are doubled
  std::vector<std::string_view> fields_;
  std::vector<std::string> head_;
  std::string_view raw_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t line_ = 1, row_line_ = 1, recoded_ = 0;
  char separator_ = 0;
  bool quotes_ = true, ended_ = false;
};

// `field` as it stands in a row: in quotes where it must be.
void append_csv_field(std::string& out, std::string_view field, char separator = ',');

}  // namespace chancery::base
