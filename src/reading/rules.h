// SPDX-License-Identifier: Apache-2.0
// The reading rules: patterns written by example in rules/reading/, compiled.
#pragma once

#include <string>

#include "base/result.h"

namespace chancery::reading {

// Compiles a folder of rule files to one table. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);

}  // namespace chancery::reading
