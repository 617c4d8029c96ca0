// SPDX-License-Identifier: Apache-2.0
// Completion scripts for shells, made from the table of commands.
#pragma once

#include <string>
#include <string_view>

namespace chancery::cli {

// `shell` is bash, zsh or fish.
std::string completions(std::string_view shell);

}  // namespace chancery::cli
