// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include <cstdlib>

namespace chancery::cli {

base::Result<std::string> Session::ledger_path() const {
  auto environment = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  if (arguments_->has("ledger")) return arguments_->value("ledger");
  if (std::string path = environment("CHANCERY_LEDGER"); !path.empty()) return path;
  std::string folder = environment("XDG_DATA_HOME");
  // The XDG rules: a path that is not absolute is as good as none.
  if (folder.empty() || folder[0] != '/') {
    std::string home = environment("HOME");
    if (home.empty()) return base::fail(base::ErrorKind::usage, "no ledger is named and there is no $HOME to look in", "", "give --ledger FILE");
    folder = home + "/.local/share";
  }
  return folder + "/chancery/chancery.ledger";
}

}  // namespace chancery::cli
