// SPDX-License-Identifier: Apache-2.0
// What a command works with while it runs: standard output and where the ledger is. One a run, used by one thread.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/terminal.h"

namespace chancery::cli {

class Session {
 public:
  explicit Session(const Arguments& arguments) : arguments_(&arguments) {}

  Output out;

  // --ledger FILE, else $CHANCERY_LEDGER, else the user's data folder.
  base::Result<std::string> ledger_path() const;

 private:
  const Arguments* arguments_;
};

}  // namespace chancery::cli
