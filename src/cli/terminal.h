// SPDX-License-Identifier: Apache-2.0
// The program's two streams: data goes out through Output (standard output), talk through say (standard error).
// Output is used by one thread at a time; say by any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::cli {

// Columns to lay text out in: 100 by default, fewer on a narrower terminal.
std::size_t columns();

bool is_terminal(int stream);
// Whether standard output takes colour: it is a terminal, $NO_COLOR is not set and $TERM is not "dumb".
bool colour();

// One line of talk on standard error.
void say(std::string_view line);
// "chancery read: FILE:3: no such file" and below it the hint.
void say(const base::Error& error, std::string_view command);

// Standard output, buffered. A reader that goes away (a broken pipe) is no error: what follows is dropped, closed() tells
// so. Any other failure to write, such as a full disk, is kept for finish().
class Output {
 public:
  ~Output();
  void write(std::string_view text);
  bool closed() const { return closed_; }
  base::Result<> finish();

 private:
  void flush();
  std::string buffer_;
  bool closed_ = false;
  int error_ = 0;
};

}  // namespace chancery::cli
