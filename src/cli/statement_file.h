// SPDX-License-Identifier: Apache-2.0
// Statements on their way into a file, a line each, so that a run that was stopped can go on. Beside FILE, FILE.progress tells how far it came:
// the last document that is whole in FILE, and the size of FILE then. It is replaced in one step, after FILE's bytes are on the disk, and
// goes away with the end of the run. Owns the open file; used by one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace chancery::cli {

class StatementFile {
 public:
  // How far a run came.
  struct Point {
    std::uint64_t documents = 0;
    std::string last;         // path of the last of them, as printable() shows it
    std::uint64_t bytes = 0;  // of the file
  };

  // `run` is one line that tells what the statements depend on: two runs with the same write the same. Refuses a file whose run
  // was stopped, which resume() is for.
  static base::Result<StatementFile> create(const std::string& path, const std::string& run);
  // Goes on where the run stopped, behind the last whole document; begins where nothing is there. Nothing where the run came to its end.
  static base::Result<std::optional<StatementFile>> resume(const std::string& path, const std::string& run);

  const Point& start() const { return start_; }
  base::Result<> write(std::string_view lines);
  // A document is whole.
  base::Result<> done(std::string_view document);
  // Something is missing here that a later run may find: that one begins with it.
  base::Result<> missing();
  base::Result<> finish();

 private:
  StatementFile(std::string path, std::string run) : path_(std::move(path)), run_(std::move(run)) {}
  std::string progress_path() const { return path_ + ".progress"; }
  base::Result<> open(int flags);
  base::Result<> flush();
  base::Result<> save();

  std::string path_, run_;
  base::Descriptor file_;
  std::string buffer_;
  Point start_, now_;
  bool missing_ = false;
  std::uint64_t saved_bytes_ = 0;
  std::chrono::steady_clock::time_point saved_;
};

}  // namespace chancery::cli
