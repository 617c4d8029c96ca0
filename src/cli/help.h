// SPDX-License-Identifier: Apache-2.0
// What people read about a command, made from its description: --help, man pages (roff), docs/cli.md.
#pragma once

#include <string>

#include "cli/command.h"

namespace chancery::cli {

inline constexpr const char* kVersion = CHANCERY_VERSION;

// "chancery read [OPTIONS] FILE…"
std::string usage(const Command& command);
// "-k, --keep", "--format FORMAT"
std::string spelling(const Option& option);

std::string help(const Command& command, std::size_t columns);
std::string help(std::size_t columns);  // of the program: the commands

std::string man_page(const Command& command);
std::string man_page();  // of the program

std::string reference();  // all commands, as Markdown

}  // namespace chancery::cli
