// SPDX-License-Identifier: Apache-2.0
// Findings of the audit in a brief's words. Not for what is found (src/audit). Plain functions.
#pragma once

#include "audit/audit.h"
#include "brief/phrase.h"

namespace chancery::brief {

// How the audit is to put facts, names and times; refers to `phrases`, which must outlive it.
audit::Words words_for(const Phrases& phrases);

}  // namespace chancery::brief
