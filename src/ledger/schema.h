// SPDX-License-Identifier: Apache-2.0
// The tables of a ledger, and how another program's file is told from one. For src/ledger alone.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ledger/sqlite.h"

namespace chancery::ledger {

inline constexpr std::int64_t kApplicationId = 0x43684C31;  // "ChL1", in the file's head
inline constexpr std::int64_t kSchemaVersion = 1;

// Makes the tables in a file without any, in one transaction.
base::Result<> make_schema(Database& database);

// Adds the tables that ledgers of this version may lack, because they came later; where the file is only read, those that are asked for
// beside it, empty.
base::Result<> complete_schema(Database& database, bool writable);

enum class FileIs { ledger, empty };
// Whether the open file is a ledger of this version, or holds nothing at all. Anything else is an error.
base::Result<FileIs> look_at(Database& database, const std::string& path);

}  // namespace chancery::ledger
