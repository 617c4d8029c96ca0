// SPDX-License-Identifier: Apache-2.0
// Puts what `chancery read` has read where it belongs, in the order of the documents: statements to standard output, a file, the ledger; talk to
// standard error; counts at the end. Used by one thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/progress.h"
#include "cli/read_one.h"
#include "cli/session.h"
#include "cli/statement_file.h"

namespace chancery::cli {

class Collector {
 public:
  // `file`, where statements go to one, must outlive it.
  Collector(Session& session, const ReadSettings& settings, StatementFile* file, Progress& progress)
      : session_(session), settings_(settings), file_(file), progress_(progress) {}

  // A ledger that is there is opened at once, so that one that cannot be used is told before anything is read.
  base::Result<> prepare();
  // Documents that the ledger has from this very reader; none where there is no ledger yet.
  base::Result<Hashes> known() const;

  // False where it makes no sense to go on.
  bool take(Outcome outcome);
  void complain(const base::Error& error);
  // Prints the counts; the exit code.
  base::Result<int> finish();

 private:
  base::Result<> open_ledger();
  base::Result<> keep(const Outcome& outcome);
  base::Result<> put(const Outcome& outcome);
  void warn(const std::string& path, const std::string& what);
  std::string counts() const;

  Session& session_;
  const ReadSettings& settings_;
  StatementFile* file_;
  Progress& progress_;
  ledger::Ledger* ledger_ = nullptr;
  ledger::Recorded total_;
  std::map<std::string, std::size_t> kinds_;
  std::size_t statements_ = 0, read_ = 0, taken_ = 0, known_ = 0, complaints_ = 0, unread_count_ = 0;
  std::string unread_;
  std::optional<base::Error> failure_;
};

}  // namespace chancery::cli
