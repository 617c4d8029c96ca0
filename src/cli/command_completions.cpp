// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/completions.h"
#include "cli/session.h"

namespace chancery::cli {

Command command_completions() {
  Command command;
  command.name = "completions";
  command.summary = "print a completion script for a shell";
  command.description = {
      "Prints a script that makes the shell complete commands, options and their values. `cmake --install` puts the scripts in place."};
  command.arguments = {{.name = "SHELL", .help = "the shell", .choices = {"bash", "zsh", "fish"}}};
  command.examples = {{"source <(chancery completions bash)", "Complete in this bash"},
                      {"chancery completions fish > ~/.config/fish/completions/chancery.fish", "Complete in every fish to come"}};
  command.run = [](const Arguments& arguments, Session& session) -> base::Result<int> {
    session.out.write(completions(arguments.positional()[0]));
    return 0;
  };
  return command;
}

}  // namespace chancery::cli
