// SPDX-License-Identifier: Apache-2.0
// The tables of a ledger, and how another program's file is told from one. For src/ledger alone.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ledger/sqlite.h"

namespace chancery::ledger {

inline constexpr std::int64_t kApplicationId = 0x43684C31;  // "ChL1", in the file's head
inline constexpr std::int64_t kSchemaVersion = 4;

// Makes the tables in a file without any, in one transaction.
base::Result<> make_schema(Database& database);
// The same as SQL, to be run in a transaction.
std::string schema();
// What turns version 2 or a later one into this one, but for the rows of `told`.
std::string schema_since(std::int64_t version);

enum class FileIs { ledger, older, empty };
// Whether the open file is a ledger of this version, or of one that migrate() takes, or holds nothing at all. Anything else is an error.
base::Result<FileIs> look_at(Database& database, const std::string& path);

}  // namespace chancery::ledger
