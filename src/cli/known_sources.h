// SPDX-License-Identifier: Apache-2.0
// The datasets and guides that a command may be told by name. Plain functions; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "model/kinds.h"
#include "sources/mapping.h"

namespace chancery::cli {

// Those of --map, of the folder of --data, or that the program knows.
base::Result<std::vector<sources::Mapping>> mappings_of(const Arguments& arguments, const model::Kinds& kinds);
// The one of that name; the error suggests another.
base::Result<const sources::Mapping*> mapping_named(const std::string& name, const std::vector<sources::Mapping>& mappings);

}  // namespace chancery::cli
