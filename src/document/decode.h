// SPDX-License-Identifier: Apache-2.0
// Bytes of a file to text in UTF-8. Refuses what is no text. A byte-order mark stays in the text as its first code point,
// so that positions count it. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace chancery::document {

// What was converted or left out is told in `warnings`, one sentence each. `path` is for errors only.
base::Result<std::string> decode(std::string bytes, const std::string& path, std::vector<std::string>& warnings);

}  // namespace chancery::document
