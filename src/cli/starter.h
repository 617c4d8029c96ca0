// SPDX-License-Identifier: Apache-2.0
// The facts that a new ledger begins with: data/starter.jsonl.zst, linked in. Plain function; not thread-safe.
#pragma once

#include "base/result.h"
#include "ledger/ledger.h"

namespace chancery::cli {

enum class Starter { with, without };

// Records them, in one writing.
base::Result<ledger::Recorded> load_starter(ledger::Ledger& ledger);

}  // namespace chancery::cli
