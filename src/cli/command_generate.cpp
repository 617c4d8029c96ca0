// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/files.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/completions.h"
#include "cli/help.h"
#include "cli/session.h"

namespace chancery::cli {

Command command_generate() {
  Command command;
  command.name = "generate";
  command.hidden = true;
  command.summary = "write man pages, completion scripts and the reference page into a folder";
  command.description = {"For the build: what `cmake --install` installs and docs/cli.md are made so."};
  command.arguments = {{.name = "DIR", .help = "a folder that is there", .complete = Complete::folder}};
  command.run = [](const Arguments& arguments, Session&) -> base::Result<int> {
    std::vector<std::pair<std::string, std::string>> files = {
        {"chancery.1", man_page()},        {"chancery.bash", completions("bash")},
        {"_chancery", completions("zsh")}, {"chancery.fish", completions("fish")},
        {"cli.md", reference()},
    };
    for (const Command& each : commands()) {
      if (each.hidden) continue;
      std::string name = "chancery-" + each.name + ".1";
      std::replace(name.begin(), name.end(), ' ', '-');
      files.emplace_back(std::move(name), man_page(each));
    }
    for (const auto& [name, text] : files)
      if (auto done = base::write_file(arguments.positional()[0] + "/" + name, text); !done) return tl::unexpected(done.error());
    return 0;
  };
  return command;
}

}  // namespace chancery::cli
