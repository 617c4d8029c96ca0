// SPDX-License-Identifier: Apache-2.0
#include "ledger/events.h"

#include <fmt/core.h>

#include "ledger/events_going_in.h"
#include "ledger/known.h"
#include "ledger/ledger.h"
#include "model/statement.h"

namespace chancery::ledger {
namespace {

// What is recorded, beside the tables of schema.cpp:
//   event_pair, event_act, event_actor   words that events share: two states, what was done, who they were
//   event_reading   what a file was found to say of events; the last one of a source counts
//   event           an event, by the numbers of these; where it stands is its reading's file and its line
constexpr const char* kTables = R"sql(
CREATE TABLE event_pair (
  number INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  UNIQUE (source, target)
) STRICT;
CREATE INDEX event_pair_of_target ON event_pair (target);
CREATE TABLE event_act (
  number INTEGER PRIMARY KEY,
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  intensity REAL
) STRICT;
CREATE TABLE event_actor (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
CREATE TABLE event_reading (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  events INTEGER NOT NULL,
  sum TEXT NOT NULL,
  session INTEGER NOT NULL REFERENCES session
) STRICT;
CREATE INDEX event_reading_of_source ON event_reading (source, number);
CREATE TABLE event (
  pair INTEGER NOT NULL,
  day INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  line INTEGER NOT NULL,
  act INTEGER NOT NULL,
  actor INTEGER,
  recipient INTEGER,
  PRIMARY KEY (pair, day, reading, line)
) STRICT, WITHOUT ROWID;
)sql";

// ?1 is the last session that counts, ?2 and ?3 the states.
constexpr std::string_view kOfTwo = "((source = ?2 AND target = ?3) OR (source = ?3 AND target = ?2))",
                           kOfOne = "(source = ?2 OR target = ?2)";
// Whether the reading `r` is the last of its file.
constexpr std::string_view kCounts =
    "r.session <= ?1 AND NOT EXISTS (SELECT 1 FROM event_reading AS later WHERE later.source = r.source AND later.number > r.number"
    " AND later.session <= ?1)";
// ?4 and ?5 are the first and the last day, ?6 what the code begins with, ?7 the limit.
constexpr std::string_view kEvents =
    "SELECT r.source, source.path, source.hash, e.line, e.day, p.source, p.target, a.scheme, a.code, a.intensity, x.name, y.name"
    " FROM event AS e CROSS JOIN event_reading AS r ON r.number = e.reading CROSS JOIN source ON source.number = r.source"
    " CROSS JOIN event_pair AS p ON p.number = e.pair CROSS JOIN event_act AS a ON a.number = e.act"
    " LEFT JOIN event_actor AS x ON x.number = e.actor LEFT JOIN event_actor AS y ON y.number = e.recipient"
    " WHERE e.pair IN (SELECT number FROM event_pair WHERE {}) AND e.day BETWEEN ?4 AND ?5 AND {}"
    " AND substr(a.code, 1, length(?6)) = ?6{} ORDER BY e.day, e.reading, e.line LIMIT ?7";

const std::string kInsert = "INSERT INTO event (pair, day, reading, line, act, actor, recipient) VALUES ", kRow = "(?, ?, ?, ?, ?, ?, ?)";
constexpr std::size_t kColumns = 7, kTogether = 32;

std::string_view part(std::string_view text, int which) {
  for (; which > 0; --which) text.remove_prefix(text.find(model::kBetweenWords) + 1);
  return text.substr(0, text.find(model::kBetweenWords));
}

}  // namespace

std::string event_tables() { return kTables; }

std::string Event::id() const { return fmt::format("ev:{}:{}", document_hash.substr(0, 16), line); }

base::Result<> Ledger::events(const EventFilter& filter, const std::function<base::Result<>(const Event&)>& take) const {
  const std::string_view pairs = !filter.other.empty() ? kOfTwo : !filter.one.empty() ? kOfOne : "1";
  std::string sources;
  for (std::int64_t source : filter.sources) sources += fmt::format("{}{}", sources.empty() ? " AND r.source IN (" : ", ", source);
  if (!sources.empty()) sources += ')';
  auto query = database_.query(fmt::format(kEvents, pairs, kCounts, sources), filter.known.value_or(kNow), filter.one, filter.other,
                               filter.period.earliest, filter.period.latest, filter.code,
                               filter.limit == 0 ? -1 : static_cast<std::int64_t>(filter.limit));
  if (!query) return tl::unexpected(query.error());
  return query->each([&] {
    Event event;
    event.source = query->integer(0);
    event.document = query->text(1);
    event.document_hash = query->text(2);
    event.line = static_cast<std::uint64_t>(query->integer(3));
    event.day = query->integer(4);
    event.from = query->text(5);
    event.to = query->text(6);
    event.scheme = query->text(7);
    event.code = query->text(8);
    if (!query->is_null(9)) event.intensity = query->real(9);
    event.actor = query->text(10);
    event.recipient = query->text(11);
    return take(event);
  });
}

base::Result<bool> Ledger::has_events(std::string_view one, std::string_view other, Known known) const {
  auto has = database_.number(
      fmt::format("SELECT EXISTS (SELECT 1 FROM event_pair AS p WHERE {} AND EXISTS (SELECT 1 FROM event AS e CROSS JOIN event_reading AS r"
                  " ON r.number = e.reading WHERE e.pair = p.number AND {})) AND ?3 = ?3",
                  other.empty() ? kOfOne : kOfTwo, kCounts),
      known.value_or(kNow), one, other);
  if (!has) return tl::unexpected(has.error());
  return *has != 0;
}

base::Result<model::EventWords> event_words(Database& database) {
  model::EventWords words;
  for (auto [into, sql] : {std::pair{&words.pairs, "SELECT source || char(9) || target FROM event_pair ORDER BY number"},
                           {&words.acts, "SELECT scheme || char(9) || code || char(9), intensity FROM event_act ORDER BY number"},
                           {&words.actors, "SELECT name FROM event_actor ORDER BY number"}}) {
    auto query = database.query(sql);
    if (!query) return tl::unexpected(query.error());
    auto all = query->each([&] {
      std::string text(query->text(0));
      if (into == &words.acts && !query->is_null(1)) text += model::print_number(query->real(1));
      into->number_of(text);
    });
    if (!all) return tl::unexpected(all.error());
  }
  return words;
}

base::Result<std::map<std::int64_t, EventReading>> event_readings(Database& database) {
  auto words = event_words(database);
  if (!words) return tl::unexpected(words.error());
  std::map<std::int64_t, EventReading> out;
  auto query = database.query("SELECT reading, pair, day, line, act, ifnull(actor, 0), ifnull(recipient, 0) FROM event");
  if (!query) return tl::unexpected(query.error());
  auto all = query->each([&] {
    const auto number = [&](int column) { return static_cast<std::uint32_t>(query->integer(column)); };
    EventReading& reading = out[query->integer(0)];
    const model::EventRow row{number(1), static_cast<std::int32_t>(query->integer(2)), number(3), number(4), number(5), number(6)};
    ++reading.events;
    if (row.pair <= words->pairs.size() && row.act <= words->acts.size() && std::max(row.actor, row.recipient) <= words->actors.size())
      reading.sum.add(row, *words);
  });
  if (!all) return tl::unexpected(all.error());
  return out;
}

base::Result<EventsGoingIn> EventsGoingIn::begin(Database& database, const std::string& beside) {
  auto words = event_words(database);
  if (!words) return tl::unexpected(words.error());
  return EventsGoingIn(database, *std::move(words), beside);
}

base::Result<> EventsGoingIn::put(std::span<const model::EventRow> rows) {
  for (const model::EventRow& row : rows) sum_.add(row, words_);
  count_ += rows.size();
  coming_.insert(coming_.end(), rows.begin(), rows.end());
  if (coming_.size() < kAtOnce) return {};
  if (sorting_.valid())
    if (auto ok = sorting_.get(); !ok) return ok;
  sorting_ = std::async(std::launch::async, [sorted = sorted_.get(), full = std::move(coming_)] {
    for (const model::EventRow& row : full)
      if (auto ok = sorted->put(row); !ok) return ok;
    return base::Result<>();
  });
  coming_ = {};
  coming_.reserve(kAtOnce);
  return {};
}

base::Result<> EventsGoingIn::put_words() {
  auto put = [&](std::size_t there, const model::Words& words, std::string_view sql, auto run) -> base::Result<> {
    auto query = database_->prepare(sql);
    if (!query) return tl::unexpected(query.error());
    for (std::size_t i = there; i < words.size(); ++i)
      if (base::Result<> ok = run(*query, static_cast<std::int64_t>(i + 1), words.text(static_cast<std::uint32_t>(i + 1))); !ok) return ok;
    return {};
  };
  auto ok =
      put(pairs_, words_.pairs, "INSERT INTO event_pair (number, source, target) VALUES (?1, ?2, ?3)",
          [](Query& query, std::int64_t number, std::string_view text) { return query.run_with(number, part(text, 0), part(text, 1)); });
  if (ok)
    ok = put(acts_, words_.acts, "INSERT INTO event_act (number, scheme, code, intensity) VALUES (?1, ?2, ?3, ?4)",
             [](Query& query, std::int64_t number, std::string_view text) {
               const std::string intensity(part(text, 2));
               return query.run_with(number, part(text, 0), part(text, 1),
                                     intensity.empty() ? std::nullopt : std::optional(std::strtod(intensity.c_str(), nullptr)));
             });
  if (ok)
    ok = put(actors_, words_.actors, "INSERT INTO event_actor (number, name) VALUES (?1, ?2)",
             [](Query& query, std::int64_t number, std::string_view text) { return query.run_with(number, text); });
  return ok;
}

base::Result<> EventsGoingIn::write(std::int64_t reading) {
  if (auto ok = put_words(); !ok) return ok;
  if (sorting_.valid())
    if (auto ok = sorting_.get(); !ok) return ok;
  for (const model::EventRow& row : coming_)
    if (auto ok = sorted_->put(row); !ok) return ok;
  // Many rows a query: to begin and end one takes as long as a row.
  std::string many = kInsert, one = kInsert + kRow;
  for (std::size_t i = 0; i < kTogether; ++i) many += (i > 0 ? "," : "") + kRow;
  auto query = database_->prepare(many), single = database_->prepare(one);
  if (!query || !single) return tl::unexpected(query ? single.error() : query.error());
  const auto bind = [&](Query& into, int at, const model::EventRow& row) {
    for (std::int64_t value : {std::int64_t{row.pair}, std::int64_t{row.day}, reading, std::int64_t{row.line}, std::int64_t{row.act}})
      into.bind_at(++at, value);
    for (std::uint32_t name : {row.actor, row.recipient}) into.bind_at(++at, name == 0 ? std::nullopt : std::optional(std::int64_t{name}));
  };
  std::vector<model::EventRow> rows;
  auto ok = sorted_->drain([&](const model::EventRow& row) -> base::Result<> {
    rows.push_back(row);
    if (rows.size() < kTogether) return {};
    for (std::size_t i = 0; i < kTogether; ++i) bind(*query, static_cast<int>(i * kColumns), rows[i]);
    rows.clear();
    return query->run();
  });
  for (std::size_t i = 0; ok && i < rows.size(); ++i) {
    bind(*single, 0, rows[i]);
    ok = single->run();
  }
  return ok;
}

}  // namespace chancery::ledger
