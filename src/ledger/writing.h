// SPDX-License-Identifier: Apache-2.0
// One writing to a ledger: a transaction, its row in `session`, and the sum of the pin as it grows. Undone where it is not
// finished. What is looked up by keys in no order of arrival is gathered and goes in sorted, which is what makes it fast.
// For src/ledger alone; lives no longer than its ledger.
#pragma once

#include <array>
#include <optional>
#include <unordered_map>

#include "ledger/ledger.h"
#include "ledger/sorted.h"
#include "ledger/stored.h"

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

  // The number of its row, which comes at the end where there is one; to be asked for when something is put in.
  std::int64_t session();
  // Something is put in that is no part of what the ledger holds.
  void keep() { kept_ = true; }
  PinSum& sum() { return sum_; }

  // A statement that is not there, of a source that is; its number. Those of one source one after the other.
  base::Result<std::int64_t> put_statement(std::int64_t source, const Stored& stored, const model::Statement& statement);
  // Of statements that are there, by number and id. A retraction by somebody is for good, and may name what stands instead (else 0).
  struct Person {
    std::string_view why, name;
    std::int64_t replacement = 0;
    std::string_view replacement_id;
  };
  base::Result<> retract(std::int64_t statement, std::string_view id, const std::optional<Person>& by = {});
  base::Result<> restate(std::int64_t statement, std::string_view id);
  base::Result<> propose(std::int64_t statement, std::string_view id, std::string_view by);

  // Of a source that is there; whether it declared something else before.
  base::Result<bool> declare(std::int64_t source, std::string_view hash, std::span<const model::Coverage> coverage,
                             const model::Terms& terms);

  // Keeps the pin, and commits; where nothing was put in, it goes back, having written nothing.
  base::Result<> finish();

 private:
  struct Row {
    std::int32_t one, other, kind, earliest;  // other 0: a mention
    std::int64_t statement;
    std::int32_t days;  // -1: no last
    auto operator<=>(const Row&) const = default;
  };
  struct Identity {
    std::array<char, 10> id;
    std::int64_t statement;
    bool operator<(const Identity& other) const { return id < other.id; }
  };
  struct Span {
    std::int64_t source = 0, first = 0, last = 0;
  };
  using Numbers = std::unordered_map<std::string, std::int64_t>;

  friend class Ledger::Migration;
  Writing(Ledger& ledger, Transaction transaction, PinSum sum)
      : ledger_(&ledger),
        database_(&ledger.database_),
        transaction_(std::move(transaction)),
        sum_(sum),
        identities_(ledger.path_),
        mentions_(ledger.path_),
        dyads_(ledger.path_),
        asides_(ledger.path_) {}

  base::Result<std::int64_t> row_of(Numbers& seen, const std::string& key, std::string_view select, std::string_view insert,
                                    const auto&... values);
  base::Result<> ready(std::optional<Query>& query, std::string_view sql);
  base::Result<std::int64_t> quote_of(const std::string& text);
  base::Result<> put_mentions(const Stored& stored, std::int64_t kind);
  base::Result<> put_span();
  base::Result<> put_quotes();
  base::Result<> put_rows(std::string_view sql, Sorted<Row>& rows);
  base::Result<> put_gathered();
  base::Result<> tally(std::int64_t statement, int more);
  base::Result<> put_told();

  Ledger* ledger_;
  Database* database_;
  Transaction transaction_;
  PinSum sum_;
  std::int64_t session_ = 0, last_ = 0;  // of the statements
  bool changed_ = false, kept_ = false;
  Span span_;
  std::int64_t last_quote_ = -1;  // its number; not looked up yet
  struct Quote {
    std::int64_t number, first, last;
  };
  std::unordered_map<std::string, Quote> quotes_;       // of the source at hand
  Numbers kinds_, forms_, rules_, columns_, entities_;  // seen in this writing
  std::string key_;                                     // to look in them by
  std::vector<Row> sides_;                              // of the statement at hand
  Sorted<Identity> identities_;
  Sorted<Row> mentions_, dyads_, asides_;
  struct Told {
    std::optional<time::Day> last;  // that its new statements tell of
    bool anew = false;              // is to be reckoned: statements went, or came back
  };
  std::map<std::int64_t, Told> told_;                        // by source
  std::unordered_map<std::uint64_t, std::int64_t> tallies_;  // by entity and, in the lower half, kind
  std::optional<Query> put_statement_, put_quote_, put_words_;
};

}  // namespace chancery::ledger
