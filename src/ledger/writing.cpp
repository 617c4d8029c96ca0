// SPDX-License-Identifier: Apache-2.0
#include "ledger/writing.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <tuple>

namespace chancery::ledger {
namespace {

constexpr std::size_t kMostQuotes = 100000;

std::int64_t clock_of(const Options& options) {
  if (options.now) return *options.now;
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    long long seconds = std::strtoll(epoch, &end, 10);
    if (end != epoch && *end == '\0') return seconds;
  }
  return static_cast<std::int64_t>(std::time(nullptr));
}

std::uint64_t tally_of(std::int64_t entity, std::int64_t kind) {
  return static_cast<std::uint64_t>(entity) << 32 | static_cast<std::uint64_t>(kind);
}

// Whether it says, as a fact, when something happened or began.
bool tells(const model::Statement& statement) {
  return statement.mode == model::Mode::fact && !(statement.time.on.empty() && statement.time.since.empty());
}

std::optional<std::string_view> or_nothing(std::string_view text) { return text.empty() ? std::nullopt : std::optional(text); }

}  // namespace

base::Result<Ledger::Writing> Ledger::Writing::begin(Ledger& ledger) {
  auto transaction = Transaction::begin(ledger.database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto sum = ledger.sum();
  if (!sum) return tl::unexpected(sum.error());
  Writing writing(ledger, std::move(*transaction), *sum);
  auto last = ledger.database_.number("SELECT max(number) FROM session");
  if (last) writing.session_ = *last + 1;
  if (last) last = ledger.database_.number("SELECT max(number) FROM statement");
  if (!last) return tl::unexpected(last.error());
  writing.last_ = *last;
  return writing;
}

std::int64_t Ledger::Writing::session() {
  changed_ = true;
  return session_;
}

base::Result<> Ledger::Writing::ready(std::optional<Query>& query, std::string_view sql) {
  if (query) return {};
  auto prepared = database_->prepare(sql);
  if (!prepared) return tl::unexpected(prepared.error());
  query.emplace(std::move(*prepared));
  return {};
}

// The row of something that is kept once, made where it is not there.
base::Result<std::int64_t> Ledger::Writing::row_of(Numbers& seen, const std::string& key, std::string_view select,
                                                   std::string_view insert_it, const auto&... values) {
  if (auto it = seen.find(key); it != seen.end()) return it->second;
  auto number = database_->number(select, values...);
  if (number && !*number) number = insert(insert_it, values...);
  if (number) seen.emplace(key, *number);
  return number;
}

// Statements near each other share their quotes; what is the same elsewhere is not sought.
base::Result<std::int64_t> Ledger::Writing::quote_of(const std::string& text) {
  if (last_quote_ < 0) {
    auto last = database_->number("SELECT max(number) FROM quote");
    if (!last) return last;
    last_quote_ = *last;
  }
  auto [it, is_new] = quotes_.try_emplace(text, Quote{last_quote_ + 1, last_, last_});
  if (is_new) ++last_quote_;
  it->second.last = last_;
  return it->second.number;
}

base::Result<> Ledger::Writing::put_mentions(const Stored& stored, std::int64_t kind) {
  const Row row{0,
                0,
                static_cast<std::int32_t>(kind),
                static_cast<std::int32_t>(stored.period.earliest),
                last_,
                static_cast<std::int32_t>(stored.period.days.value_or(-1))};
  const auto sides =
      static_cast<std::size_t>(std::count_if(stored.mentions.begin(), stored.mentions.end(), [](const Mention& one) { return one.side; }));
  sides_.clear();
  for (const Mention& mention : stored.mentions) {
    auto it = entities_.find(mention.value);
    if (it == entities_.end()) {
      auto number = database_->number("SELECT number FROM entity WHERE value = ?1", mention.value);
      if (number && !*number) {
        number = insert("INSERT INTO entity (value, statement) VALUES (?1, ?2)", mention.value, last_);
        if (number)
          if (auto ok = change("INSERT INTO entity_words (rowid, value) VALUES (?1, ?2)", *number, mention.value); !ok) return ok;
      }
      if (!number) return tl::unexpected(number.error());
      it = entities_.emplace(mention.value, *number).first;
    }
    Row mine = row;
    mine.one = static_cast<std::int32_t>(it->second);
    ++tallies_[tally_of(it->second, kind)];
    if (auto ok = mentions_.put(mine); !ok) return ok;
    if (!mention.side || sides > kMostSides) {
      if (auto ok = asides_.put(mine); !ok) return ok;
      continue;
    }
    for (const Row& before : sides_) {
      Row dyad = row;
      std::tie(dyad.one, dyad.other) = std::minmax(before.one, mine.one);
      if (auto ok = dyads_.put(dyad); !ok) return ok;
    }
    sides_.push_back(mine);
  }
  return {};
}

base::Result<std::int64_t> Ledger::Writing::put_statement(std::int64_t source, const Stored& stored, const model::Statement& statement) {
  if (source != span_.source)
    if (auto ok = put_span(); !ok) return tl::unexpected(ok.error());
  ++last_;
  if (span_.source == 0) span_ = {source, last_, last_};
  span_.last = last_;
  const std::string_view mode = name_of(statement.mode);
  key_.assign(statement.kind).append(1, ' ').append(mode);
  auto kind = row_of(kinds_, key_, "SELECT number FROM kind WHERE name = ?1 AND mode = ?2", "INSERT INTO kind (name, mode) VALUES (?1, ?2)",
                     statement.kind, mode);
  if (!kind) return kind;
  auto form =
      row_of(forms_, stored.roles, "SELECT number FROM form WHERE roles = ?1", "INSERT INTO form (roles) VALUES (?1)", stored.roles);
  if (!form) return form;
  auto rule =
      row_of(rules_, statement.rule, "SELECT number FROM rule WHERE name = ?1", "INSERT INTO rule (name) VALUES (?1)", statement.rule);
  if (!rule) return rule;
  std::optional<std::int64_t> columns;
  if (const std::string& names = statement.source.column; !names.empty()) {
    auto number = row_of(columns_, names, "SELECT number FROM columns WHERE names = ?1", "INSERT INTO columns (names) VALUES (?1)", names);
    if (!number) return number;
    columns = *number;
  }
  auto quote = quote_of(statement.source.quote);
  if (!quote) return quote;
  auto ok =
      ready(put_statement_,
            "INSERT INTO statement (number, id, kind, form, role_values, polarity, scope, time_on, time_since, time_until, time_at,"
            " earliest, days, source, place, length, quote, rule, anchor, named, session, line, key, columns)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)");
  const model::Time& time = statement.time;
  if (ok)
    ok = put_statement_->run_with(
        last_, Blob{stored.digits}, *kind, *form, stored.values, statement.polarity, static_cast<int>(statement.scope), or_nothing(time.on),
        or_nothing(time.since), or_nothing(time.until), or_nothing(time.at), stored.period.earliest, stored.period.days, source,
        statement.source.from, statement.source.to - statement.source.from, *quote, *rule, or_nothing(statement.anchor),
        or_nothing(stored.named), session(), statement.source.line > 0 ? std::optional(statement.source.line) : std::nullopt,
        or_nothing(statement.source.key), columns);
  if (ok) ok = put_mentions(stored, *kind);
  if (tells(statement) && stored.period.earliest > kFirstDay) {
    std::optional<time::Day>& told = told_[source].last;
    told = std::max(told, std::optional<time::Day>(stored.period.earliest));
  }
  Identity identity{{}, last_};
  std::copy_n(stored.digits.begin(), identity.id.size(), identity.id.begin());
  if (ok) ok = identities_.put(identity);
  if (ok && quotes_.size() > kMostQuotes) ok = put_quotes();
  if (!ok) return tl::unexpected(ok.error());
  sum_.add(stored.pin);
  return last_;
}

base::Result<> Ledger::Writing::put_quotes() {
  std::vector<std::pair<Quote, const std::string*>> quotes;
  for (const auto& [text, quote] : quotes_) quotes.emplace_back(quote, &text);
  std::sort(quotes.begin(), quotes.end(), [](const auto& a, const auto& b) { return a.first.number < b.first.number; });
  auto ok = ready(put_quote_, "INSERT INTO quote (number, first, last, text) VALUES (?1, ?2, ?3, ?4)");
  if (ok) ok = ready(put_words_, "INSERT INTO quote_words (rowid, text) VALUES (?1, ?2)");
  for (const auto& [quote, text] : quotes) {
    if (ok) ok = put_quote_->run_with(quote.number, quote.first, quote.last, *text);
    if (ok) ok = put_words_->run_with(quote.number, *text);
    if (!ok) return ok;
  }
  quotes_.clear();
  return {};
}

// What is known of a source's statements only after the last of them.
base::Result<> Ledger::Writing::put_span() {
  if (span_.source == 0) return {};
  if (auto ok = put_quotes(); !ok) return ok;
  auto ok = change("INSERT INTO span (source, first, last) VALUES (?1, ?2, ?3)", span_.source, span_.first, span_.last);
  span_ = {};
  return ok;
}

base::Result<> Ledger::Writing::put_rows(std::string_view sql, Sorted<Row>& rows) {
  auto query = database_->prepare(sql);
  if (!query) return tl::unexpected(query.error());
  return rows.drain([&](const Row& row) {
    return query->run_with(row.one, row.kind, row.earliest, row.statement, row.days < 0 ? std::nullopt : std::optional(row.days),
                           row.other);
  });
}

base::Result<> Ledger::Writing::put_gathered() {
  auto identify = database_->prepare("INSERT INTO identity (id, statement) VALUES (?1, ?2)");
  if (!identify) return tl::unexpected(identify.error());
  auto ok = identities_.drain([&](const Identity& one) { return identify->run_with(Blob{{one.id.data(), one.id.size()}}, one.statement); });
  if (ok) ok = put_rows("INSERT INTO mention (entity, kind, earliest, statement, days) VALUES (?1, ?2, ?3, ?4, ?5)", mentions_);
  if (ok) ok = put_rows("INSERT INTO aside (entity, kind, earliest, statement, days) VALUES (?1, ?2, ?3, ?4, ?5)", asides_);
  if (ok) ok = put_rows("INSERT INTO dyad (one, kind, earliest, statement, days, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", dyads_);
  if (!ok) return ok;
  auto count = database_->prepare(
      "INSERT INTO tally (entity, kind, statements) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET statements = statements + "
      "excluded.statements");
  if (!count) return tl::unexpected(count.error());
  std::vector<std::pair<std::uint64_t, std::int64_t>> tallies(tallies_.begin(), tallies_.end());
  std::sort(tallies.begin(), tallies.end());
  for (const auto& [key, more] : tallies)
    if (ok = count->run_with(key >> 32, key & 0xffffffff, more); !ok) return ok;
  tallies_.clear();
  return {};
}

// Takes a statement that comes or goes into the tallies of those whom it speaks of.
base::Result<> Ledger::Writing::tally(std::int64_t statement, int more) {
  auto kind = database_->number("SELECT kind FROM statement WHERE number = ?1", statement);
  if (!kind) return tl::unexpected(kind.error());
  auto entry = ledger_->entry_of(statement, {});
  if (!entry) return tl::unexpected(entry.error());
  for (const Mention& mention : store(ledger_->kinds_, entry->statement).mentions) {
    auto entity = database_->number("SELECT number FROM entity WHERE value = ?1", mention.value);
    if (!entity) return tl::unexpected(entity.error());
    tallies_[tally_of(*entity, *kind)] += more;
  }
  told_[entry->source].anew = true;
  return {};
}

base::Result<> Ledger::Writing::put_told() {
  for (const auto& [source, told] : told_) {
    auto before = ledger_->spoken(source, session_ - 1);
    const std::optional<time::Day> kept = before ? before->last_told : std::nullopt;
    base::Result<std::optional<time::Day>> now = std::max(kept, told.last);
    if (told.anew) now = ledger_->last_told(source, {});
    if (!now) return tl::unexpected(now.error());
    if (*now == kept) continue;
    auto ok = change("INSERT INTO told (source, session, day) VALUES (?1, ?2, ?3)", source, session_, *now);
    if (!ok) return ok;
  }
  told_.clear();
  return {};
}

base::Result<> Ledger::Writing::retract(std::int64_t statement, std::string_view id, const std::optional<Person>& by) {
  base::Result<> ok;
  if (by) {
    ok = change("INSERT INTO retraction (statement, why, person, replacement, session) VALUES (?1, ?2, ?3, nullif(?4, 0), ?5)", statement,
                by->why, by->name, by->replacement, session());
    sum_.add_retraction(id, by->why, by->name, by->replacement_id);
  } else {
    ok = change("INSERT INTO retraction (statement, session) VALUES (?1, ?2)", statement, session());
    sum_.add_retraction(id);
  }
  if (ok) ok = change("INSERT INTO withdrawn (statement) VALUES (?1)", statement);
  return ok ? tally(statement, -1) : ok;
}

base::Result<> Ledger::Writing::restate(std::int64_t statement, std::string_view id) {
  auto ok = change("INSERT INTO restatement (statement, session) VALUES (?1, ?2)", statement, session());
  sum_.add_restatement(id);
  if (ok) ok = change("DELETE FROM withdrawn WHERE statement = ?1", statement);
  return ok ? tally(statement, 1) : ok;
}

base::Result<> Ledger::Writing::propose(std::int64_t statement, std::string_view id, std::string_view by) {
  auto there = database_->number("SELECT 1 FROM proposal WHERE statement = ?1 AND proposer = ?2", statement, by);
  if (!there) return tl::unexpected(there.error());
  if (*there) return {};
  sum_.add_proposal(id, by);
  return change("INSERT INTO proposal (statement, proposer, session) VALUES (?1, ?2, ?3)", statement, by, session());
}

base::Result<> Ledger::Writing::finish() {
  if (!changed_ && !kept_) return {};
  auto ok = put_span();
  if (ok) ok = put_gathered();
  if (ok) ok = put_told();
  if (ok && changed_) {
    ok = change("UPDATE derived SET value = ?1 WHERE name = 'pin sum'", sum_.hex());
    if (ok)
      ok = change("INSERT INTO session (number, recorded, last_statement, pin) VALUES (?1, ?2, ?3, ?4)", session_,
                  clock_of(ledger_->options_), last_, sum_.pin());
  }
  return ok ? transaction_.commit() : ok;
}

}  // namespace chancery::ledger
