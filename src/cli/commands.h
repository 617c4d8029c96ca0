// SPDX-License-Identifier: Apache-2.0
// One function a command, each in a file of its own (command_<name>.cpp), which describes it.
#pragma once

#include "cli/command.h"

namespace chancery::cli {

Command command_completions();
Command command_generate();

}  // namespace chancery::cli
