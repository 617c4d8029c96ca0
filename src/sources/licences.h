// SPDX-License-Identifier: Apache-2.0
// Which licences ask no more than another (sources/licences.tsv). Plain function; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::sources {

// The licence and all that ask no more of who hands something on. The error names those that are known.
base::Result<std::vector<std::string>> licences_up_to(std::string_view licence);

}  // namespace chancery::sources
