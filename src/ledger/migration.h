// SPDX-License-Identifier: Apache-2.0
// Brings a ledger of an older version up to this one: a copy is put beside it first (FILE.v1.backup and so on), then all or nothing.
// For src/ledger alone.
#pragma once

#include "ledger/ledger.h"

namespace chancery::ledger {

class Ledger::Migration {
 public:
  // Of an open ledger of an older version, which may be written to. Where another program has done it meanwhile, does nothing.
  static base::Result<> run(Ledger& ledger);

 private:
  explicit Migration(Ledger& ledger) : ledger_(ledger), database_(ledger.database_) {}
  base::Result<> back_up(std::int64_t version) const;
  base::Result<> from_1(Transaction transaction);
  base::Result<> move_away();
  base::Result<> copy_statements(Writing& writing);
  base::Result<model::Statement> read_statement(const Query& row) const;
  base::Result<> put_sessions(const PinSum& sum);
  base::Result<> put_told();

  Ledger& ledger_;
  Database& database_;
};

}  // namespace chancery::ledger
