// SPDX-License-Identifier: Apache-2.0
// Findings that one wrong claim may be behind, put together. Plain functions; thread-safe.
#pragma once

#include <vector>

#include "audit/audit.h"

namespace chancery::audit {

// Gives each finding its group: of all that may be wrong in it (a side of it, a name, a seat), what most findings share.
void group(std::vector<Finding>& findings, const model::Kinds& kinds, const Words& words);

}  // namespace chancery::audit
