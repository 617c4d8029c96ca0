// SPDX-License-Identifier: Apache-2.0
#include "ledger/writing.h"

#include <cstdlib>
#include <ctime>

#include "ledger/recording.h"

namespace chancery::ledger {
namespace {

std::int64_t clock_of(const Options& options) {
  if (options.now) return *options.now;
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    long long seconds = std::strtoll(epoch, &end, 10);
    if (end != epoch && *end == '\0') return seconds;
  }
  return static_cast<std::int64_t>(std::time(nullptr));
}

}  // namespace

base::Result<Ledger::Writing> Ledger::Writing::begin(Ledger& ledger) {
  auto transaction = Transaction::begin(ledger.database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto sum = ledger.sum();
  if (!sum) return tl::unexpected(sum.error());
  return Writing(ledger, std::move(*transaction), *sum);
}

base::Result<std::int64_t> Ledger::Writing::session() {
  if (session_) return session_;
  auto number = insert("INSERT INTO session (recorded) VALUES (?1)", clock_of(*options_));
  if (number) session_ = *number;
  return number;
}

base::Result<> Ledger::Writing::put_roles(std::int64_t number, const model::Statement& statement) {
  constexpr std::string_view kInsert = "INSERT INTO role (statement, place, part, name, text, number) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  // Part 0 is a value that stands alone, 1 and on are those of a set.
  for (std::size_t place = 0; place < statement.roles.size(); ++place) {
    const model::Role& role = statement.roles[place];
    base::Result<> ok;
    if (const auto* text = std::get_if<std::string>(&role.value)) {
      ok = change(kInsert, number, place, 0, role.name, *text, nullptr);
    } else if (const auto* figure = std::get_if<double>(&role.value)) {
      ok = change(kInsert, number, place, 0, role.name, nullptr, *figure);
    } else {
      int part = 0;
      for (const std::string& one : std::get<std::vector<std::string>>(role.value))
        if (ok = change(kInsert, number, place, ++part, role.name, one, nullptr); !ok) break;
    }
    if (!ok) return ok;
  }
  return {};
}

base::Result<std::int64_t> Ledger::Writing::entity_row(const std::string& value) {
  if (auto it = entities_.find(value); it != entities_.end()) return it->second;
  auto number = database_->number("SELECT number FROM entity WHERE value = ?1", value);
  if (number && !*number) number = insert("INSERT INTO entity (value) VALUES (?1)", value);
  if (number) entities_.emplace(value, *number);
  return number;
}

base::Result<> Ledger::Writing::put_mentions(std::int64_t number, const model::Statement& statement, const time::Bounds& period) {
  for (const std::string& value : mentions(*kinds_, statement)) {
    auto entity = entity_row(value);
    if (!entity) return tl::unexpected(entity.error());
    auto ok = change("INSERT INTO mention (entity, kind, earliest, latest, statement) VALUES (?1, ?2, ?3, ?4, ?5)", *entity, statement.kind,
                     period.earliest, period.latest, number);
    if (!ok) return ok;
  }
  return {};
}

base::Result<std::int64_t> Ledger::Writing::put_statement(std::int64_t source, const std::string& id, const model::Statement& statement) {
  auto in = session();
  if (!in) return in;
  const time::Bounds period = widest(*kinds_, statement);
  const std::string named = pack(statement.as);
  auto number = insert(
      "INSERT INTO statement (id, kind, polarity, mode, scope, time_on, time_since, time_until, time_at, earliest, latest, source, "
      "place_from,"
      " place_to, quote, rule, anchor, named, session)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
      id, statement.kind, statement.polarity, name_of(statement.mode), name_of(statement.scope), statement.time.on, statement.time.since,
      statement.time.until, statement.time.at, period.earliest, period.latest, source, statement.source.from, statement.source.to,
      statement.source.quote, statement.rule, statement.anchor, named, *in);
  if (!number) return number;
  if (auto ok = put_roles(*number, statement); !ok) return tl::unexpected(ok.error());
  if (auto ok = put_mentions(*number, statement, period); !ok) return tl::unexpected(ok.error());
  sum_.add_statement(id, name_of(statement.scope), statement.source.quote, statement.rule, statement.anchor, named);
  return number;
}

base::Result<> Ledger::Writing::retract(std::int64_t statement, std::string_view id) {
  auto in = session();
  if (!in) return tl::unexpected(in.error());
  if (auto ok = change("INSERT INTO retraction (statement, session) VALUES (?1, ?2)", statement, *in); !ok) return ok;
  sum_.add_retraction(id);
  return change("INSERT INTO withdrawn (statement) VALUES (?1)", statement);
}

base::Result<> Ledger::Writing::retract(std::int64_t statement, std::string_view id, std::string_view why, std::string_view by,
                                        std::int64_t replacement, std::string_view replacement_id) {
  auto in = session();
  if (!in) return tl::unexpected(in.error());
  auto retraction = insert("INSERT INTO retraction (statement, session) VALUES (?1, ?2)", statement, *in);
  if (!retraction) return tl::unexpected(retraction.error());
  auto ok = change("INSERT INTO taken_back (retraction, why, person, replacement) VALUES (?1, ?2, ?3, nullif(?4, 0))", *retraction, why, by,
                   replacement);
  if (!ok) return ok;
  sum_.add_retraction(id, why, by, replacement_id);
  return change("INSERT INTO withdrawn (statement) VALUES (?1)", statement);
}

base::Result<> Ledger::Writing::restate(std::int64_t statement, std::string_view id) {
  auto in = session();
  if (!in) return tl::unexpected(in.error());
  if (auto ok = change("INSERT INTO restatement (statement, session) VALUES (?1, ?2)", statement, *in); !ok) return ok;
  sum_.add_restatement(id);
  return change("DELETE FROM withdrawn WHERE statement = ?1", statement);
}

base::Result<> Ledger::Writing::propose(std::int64_t statement, std::string_view id, std::string_view by) {
  auto there = database_->number("SELECT 1 FROM proposal WHERE statement = ?1 AND proposer = ?2", statement, by);
  if (!there) return tl::unexpected(there.error());
  if (*there) return {};
  auto in = session();
  if (!in) return tl::unexpected(in.error());
  sum_.add_proposal(id, by);
  return change("INSERT INTO proposal (statement, proposer, session) VALUES (?1, ?2, ?3)", statement, by, *in);
}

base::Result<> Ledger::Writing::finish() {
  if (session_) {
    if (auto ok = change("UPDATE derived SET value = ?1 WHERE name = 'pin sum'", sum_.hex()); !ok) return ok;
    if (auto ok = change("INSERT INTO revision (session, pin) VALUES (?1, ?2)", session_, sum_.pin()); !ok) return ok;
  }
  return transaction_.commit();
}

}  // namespace chancery::ledger
