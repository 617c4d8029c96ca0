// SPDX-License-Identifier: Apache-2.0
// One writing to a ledger: a transaction, its row in `session`, and the sum of the pin as it grows. Undone where it is not
// finished. For src/ledger alone; lives no longer than its ledger.
#pragma once

#include <unordered_map>

#include "ledger/ledger.h"
#include "ledger/pin.h"

namespace chancery::ledger {

class Ledger::Writing {
 public:
  static base::Result<Writing> begin(Ledger& ledger);

  base::Result<> change(std::string_view sql, const auto&... values) {
    auto query = database_->query(sql, values...);
    if (!query) return tl::unexpected(query.error());
    return query->run();
  }
  base::Result<std::int64_t> insert(std::string_view sql, const auto&... values) {
    if (auto ok = change(sql, values...); !ok) return tl::unexpected(ok.error());
    return database_->last_row();
  }
  // Its row, made when something is first put in.
  base::Result<std::int64_t> session();
  bool has_changed() const { return session_ != 0; }
  PinSum& sum() { return sum_; }

  // A statement that is not there, of a source that is; its number.
  base::Result<std::int64_t> put_statement(std::int64_t source, const std::string& id, const model::Statement& statement);
  // Of statements that are there, by number and id. A retraction by somebody is for good, and may name what stands instead (else 0).
  base::Result<> retract(std::int64_t statement, std::string_view id);
  base::Result<> retract(std::int64_t statement, std::string_view id, std::string_view why, std::string_view by, std::int64_t replacement,
                         std::string_view replacement_id);
  base::Result<> restate(std::int64_t statement, std::string_view id);
  base::Result<> propose(std::int64_t statement, std::string_view id, std::string_view by);

  // Keeps the pin, and commits.
  base::Result<> finish();

 private:
  Writing(Ledger& ledger, Transaction transaction, PinSum sum)
      : database_(&ledger.database_), kinds_(&ledger.kinds_), options_(&ledger.options_), transaction_(std::move(transaction)), sum_(sum) {}

  base::Result<> put_roles(std::int64_t number, const model::Statement& statement);
  base::Result<> put_mentions(std::int64_t number, const model::Statement& statement, const time::Bounds& period);
  base::Result<std::int64_t> entity_row(const std::string& value);

  Database* database_;
  const model::Kinds* kinds_;
  const Options* options_;
  Transaction transaction_;
  PinSum sum_;
  std::int64_t session_ = 0;
  std::unordered_map<std::string, std::int64_t> entities_;  // seen in this writing
};

}  // namespace chancery::ledger
