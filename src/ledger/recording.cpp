// SPDX-License-Identifier: Apache-2.0
// Putting documents' and datasets' statements in.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "ledger/events_going_in.h"
#include "ledger/writing.h"

namespace chancery::ledger {

using base::ErrorKind;

namespace {

constexpr std::size_t kDocumentsOfAThread = 8;  // at least: a thread has its cost

}  // namespace

Recorded& Recorded::operator+=(const Recorded& other) {
  added += other.added;
  kept += other.kept;
  retracted += other.retracted;
  restated += other.restated;
  withheld += other.withheld;
  new_source = new_source || other.new_source;
  declared = declared || other.declared;
  return *this;
}

// A document's statements, found to be in order, in the form in which they are kept. All that can be refused is refused here,
// before the file is touched.
struct Ledger::Prepared {
  SourceDocument document;
  std::vector<model::Statement> statements;
  std::vector<Stored> stored;  // of each

  static base::Result<Prepared> make(const Ledger& ledger, Reading reading);
};

base::Result<Stored> Ledger::prepare(const SourceDocument& document, model::Statement& statement) const {
  if (auto ok = kinds_.validate(statement); !ok) return tl::unexpected(ok.error());
  if (statement.source.document_hash.empty()) statement.source.document_hash = document.hash;
  if (statement.source.document_hash != document.hash) return base::fail(ErrorKind::invalid, "it is of another document");
  kinds_.put_in_order(statement);
  return store(kinds_, statement);
}

base::Result<Ledger::Prepared> Ledger::Prepared::make(const Ledger& ledger, Reading reading) {
  if (auto ok = ledger.check(reading.document); !ok) return tl::unexpected(ok.error());
  Prepared out{std::move(reading.document), std::move(reading.statements), {}};
  out.stored.reserve(out.statements.size());
  for (std::size_t i = 0; i < out.statements.size(); ++i) {
    auto stored = ledger.prepare(out.document, out.statements[i]);
    if (!stored) {
      const base::Error& error = stored.error();
      return base::fail(error.kind, fmt::format("statement {} of {}: {}", i + 1, out.statements.size(), error.message), out.document.path,
                        error.hint);
    }
    out.stored.push_back(std::move(*stored));
  }
  return out;
}

// Of many documents, on all processors.
base::Result<std::vector<Ledger::Prepared>> Ledger::prepare(std::vector<Reading> readings) const {
  std::vector<base::Result<Prepared>> made(readings.size());
  std::atomic<std::size_t> next = 0;
  auto work = [&] {
    for (std::size_t i = next++; i < readings.size(); i = next++) made[i] = Prepared::make(*this, std::move(readings[i]));
  };
  std::vector<std::jthread> others;
  const std::size_t threads = std::min<std::size_t>(std::thread::hardware_concurrency(), readings.size() / kDocumentsOfAThread);
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  std::vector<Prepared> out;
  for (auto& one : made) {
    if (!one) return tl::unexpected(one.error());
    out.push_back(std::move(*one));
  }
  return out;
}

// What a document states, going in.
class Ledger::Recording {
 public:
  // Where `by` is told, they propose it.
  Recording(Database& database, Writing& writing, const SourceDocument& document, std::string by = {})
      : database_(database), writing_(writing), document_(document), by_(std::move(by)) {}

  // First the source, then each statement, then what follows when there are no more.
  base::Result<> begin();
  base::Result<> put(const Stored& stored, const model::Statement& statement);
  base::Result<> put(EventsGoingIn& events);
  base::Result<Recorded> end();

 private:
  struct Known {
    std::int64_t number = 0;
    bool withdrawn = false;   // its last word is a retraction
    bool taken_back = false;  // by somebody
    bool proposed = false;
    bool made = false;  // by the document now
  };

  base::Result<> put_source(const SourceDocument& document);
  base::Result<> put_reader(const std::string& reader);
  base::Result<> load_known();
  base::Result<> retract_others();

  Database& database_;
  Writing& writing_;
  const SourceDocument& document_;
  std::string by_;
  std::int64_t source_ = 0;
  Recorded recorded_;
  std::unordered_map<std::string, Known> known_;  // statements of this document, by their ids' bytes
};

base::Result<> Ledger::Recording::put_source(const SourceDocument& document) {
  auto query = database_.query(
      "SELECT source.number, form, title, published, EXISTS (SELECT 1 FROM source_text WHERE source = source.number)"
      " FROM source JOIN reading ON reading.source = source.number WHERE hash = ?1 ORDER BY reading.number DESC LIMIT 1",
      document.hash);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  bool has_text = false, same_reading = false;
  if (*row) {
    source_ = query->integer(0);
    same_reading = query->text(1) == document.form && query->text(2) == document.title && query->text(3) == document.published;
    has_text = query->integer(4) != 0;
  } else {
    auto number =
        writing_.insert("INSERT INTO source (hash, path, session) VALUES (?1, ?2, ?3)", document.hash, document.path, writing_.session());
    if (!number) return tl::unexpected(number.error());
    source_ = *number;
    writing_.sum().add_source(document.hash);
    recorded_.new_source = true;
  }
  if (!same_reading) {
    auto ok = writing_.change("INSERT INTO reading (source, form, title, published, session) VALUES (?1, ?2, ?3, ?4, ?5)", source_,
                              document.form, document.title, document.published, writing_.session());
    if (!ok) return ok;
    writing_.sum().add_reading(document.hash, document.form, document.title, document.published);
  }
  if (!has_text && !document.text.empty()) {
    auto ok =
        writing_.change("INSERT INTO source_text (source, text, session) VALUES (?1, ?2, ?3)", source_, document.text, writing_.session());
    if (!ok) return ok;
    writing_.sum().add_text(document.hash);
  }
  return recorded_.new_source ? base::Result<>() : load_known();
}

// No statement of the ledger's, so that it makes no session and is no part of the pin.
base::Result<> Ledger::Recording::put_reader(const std::string& reader) {
  if (reader.empty()) return {};
  auto there = database_.number("SELECT 1 FROM reader WHERE source = ?1 AND name = ?2", source_, reader);
  if (!there) return tl::unexpected(there.error());
  if (*there) return {};
  writing_.keep();
  return writing_.change("INSERT INTO reader (source, name) VALUES (?1, ?2) ON CONFLICT (source) DO UPDATE SET name = excluded.name",
                         source_, reader);
}

base::Result<> Ledger::Recording::load_known() {
  auto query = database_.query(
      "SELECT id, number, EXISTS (SELECT 1 FROM withdrawn WHERE statement = number),"
      " (SELECT person FROM retraction WHERE statement = s.number ORDER BY number DESC LIMIT 1) IS NOT NULL,"
      " EXISTS (SELECT 1 FROM proposal WHERE statement = s.number)"
      " FROM span JOIN statement AS s ON s.number BETWEEN first AND last WHERE span.source = ?1",
      source_);
  if (!query) return tl::unexpected(query.error());
  return query->each([&] {
    known_.emplace(query->text(0), Known{query->integer(1), query->integer(2) != 0, query->integer(3) != 0, query->integer(4) != 0});
  });
}

base::Result<> Ledger::Recording::put(const Stored& stored, const model::Statement& statement) {
  auto [it, is_new] = known_.try_emplace(stored.digits);
  Known& known = it->second;
  if (std::exchange(known.made, true)) return {};
  if (is_new) {
    auto number = writing_.put_statement(source_, stored, statement);
    if (!number) return tl::unexpected(number.error());
    known.number = *number;
    ++recorded_.added;
  } else if (!known.withdrawn) {
    ++recorded_.kept;
  } else if (known.taken_back && by_.empty()) {
    ++recorded_.withheld;
  } else {
    if (auto ok = writing_.restate(known.number, stored.id); !ok) return ok;
    ++recorded_.restated;
  }
  return by_.empty() ? base::Result<>() : writing_.propose(known.number, stored.id, by_);
}

// What is there already, to the last row, stays.
base::Result<> Ledger::Recording::put(EventsGoingIn& events) {
  auto last = database_.query("SELECT events, sum FROM event_reading WHERE source = ?1 ORDER BY number DESC LIMIT 1", source_);
  if (!last) return tl::unexpected(last.error());
  auto row = last->step();
  if (!row) return tl::unexpected(row.error());
  const std::size_t before = *row ? static_cast<std::size_t>(last->integer(0)) : 0;
  if (*row ? before == events.count() && last->text(1) == events.sum() : events.count() == 0) {
    recorded_.kept += before;
    return {};
  }
  auto number = writing_.insert("INSERT INTO event_reading (source, events, sum, session) VALUES (?1, ?2, ?3, ?4)", source_,
                                std::uint64_t{events.count()}, events.sum(), writing_.session());
  if (!number) return tl::unexpected(number.error());
  writing_.sum().add_events(document_.hash, events.count(), events.sum());
  recorded_.added += events.count();
  recorded_.retracted += before;
  return events.write(*number);
}

base::Result<> Ledger::Recording::retract_others() {
  std::vector<std::pair<std::int64_t, std::string>> gone;
  for (const auto& [digits, known] : known_)
    if (!known.made && !known.withdrawn && !known.proposed) gone.emplace_back(known.number, id_of(digits));
  std::sort(gone.begin(), gone.end());
  for (const auto& [number, id] : gone)
    if (auto ok = writing_.retract(number, id); !ok) return ok;
  recorded_.retracted += gone.size();
  return {};
}

base::Result<> Ledger::Recording::begin() {
  auto ok = put_source(document_);
  return ok ? put_reader(document_.reader) : ok;
}

base::Result<Recorded> Ledger::Recording::end() {
  auto ok = by_.empty() ? retract_others() : base::Result<>();
  if (ok && (!document_.terms.empty() || !document_.coverage.empty())) {
    auto changed = writing_.declare(source_, document_.hash, document_.coverage, document_.terms);
    if (changed)
      recorded_.declared = *changed;
    else
      ok = tl::unexpected(changed.error());
  }
  if (!ok) return tl::unexpected(ok.error());
  return recorded_;
}

base::Result<std::vector<Recorded>> Ledger::put(Writing& writing, std::span<const Prepared> documents, const std::string& by) {
  std::vector<Recorded> out;
  for (const Prepared& prepared : documents) {
    Recording recording(database_, writing, prepared.document, by);
    auto ok = recording.begin();
    for (std::size_t i = 0; ok && i < prepared.stored.size(); ++i) ok = recording.put(prepared.stored[i], prepared.statements[i]);
    auto recorded = ok ? recording.end() : tl::unexpected(ok.error());
    if (!recorded) return tl::unexpected(recorded.error());
    out.push_back(*recorded);
  }
  return out;
}

base::Result<std::vector<Recorded>> Ledger::put(std::span<const Prepared> documents, const std::string& by) {
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  auto out = put(*writing, documents, by);
  if (out)
    if (auto ok = writing->finish(); !ok) return tl::unexpected(ok.error());
  return out;
}

base::Result<Recorded> Ledger::record(const SourceDocument& document, std::span<const model::Statement> statements) {
  auto prepared = Prepared::make(*this, {document, {statements.begin(), statements.end()}});
  if (!prepared) return tl::unexpected(prepared.error());
  auto recorded = put({&*prepared, 1}, {});
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->front();
}

namespace {

base::Result<> once_each(std::span<const Reading> readings, std::unordered_set<std::string>& hashes) {
  for (const Reading& reading : readings)
    if (!hashes.insert(reading.document.hash).second)
      return base::fail(ErrorKind::usage, "a document is given twice", reading.document.path);
  return {};
}

}  // namespace

base::Result<std::vector<Recorded>> Ledger::record(std::span<const Reading> readings) {
  std::unordered_set<std::string> hashes;
  if (auto ok = once_each(readings, hashes); !ok) return tl::unexpected(ok.error());
  auto prepared = prepare({readings.begin(), readings.end()});
  if (!prepared) return tl::unexpected(prepared.error());
  return put(*prepared, {});
}

base::Result<Recorded> Ledger::record(const std::function<base::Result<std::vector<Reading>>()>& next) {
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  Recorded total;
  std::unordered_set<std::string> hashes;
  std::vector<Prepared> prepared;
  for (;;) {
    auto coming = next();
    if (!coming) return tl::unexpected(coming.error());
    if (auto ok = once_each(*coming, hashes); !ok) return tl::unexpected(ok.error());
    auto preparing = std::async(std::launch::async, [&] { return prepare(std::move(*coming)); });
    auto recorded = put(*writing, prepared, {});
    auto made = preparing.get();
    if (!recorded) return tl::unexpected(recorded.error());
    if (!made) return tl::unexpected(made.error());
    for (const Recorded& one : *recorded) total += one;
    if (made->empty()) break;
    prepared = std::move(*made);
  }
  if (auto ok = writing->finish(); !ok) return tl::unexpected(ok.error());
  return total;
}

base::Result<Recorded> Ledger::import(const SourceDocument& document, const HandOn& hand_on) {
  if (auto ok = check(document); !ok) return tl::unexpected(ok.error());
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  Recording recording(database_, *writing, document);
  // Once something could not be written, nothing more is taken.
  auto ok = recording.begin();
  auto handed_on = hand_on([&](model::Statement statement) -> base::Result<> {
    if (!ok) return ok;
    auto stored = prepare(document, statement);
    if (!stored) return tl::unexpected(stored.error());
    return ok = recording.put(*stored, statement);
  });
  if (ok) ok = handed_on;
  if (ok) ok = check(document);
  auto recorded = ok ? recording.end() : tl::unexpected(ok.error());
  if (!recorded) return tl::unexpected(recorded.error());
  if (auto done = writing->finish(); !done) return tl::unexpected(done.error());
  return recorded;
}

base::Result<Recorded> Ledger::import_events(const SourceDocument& document, const HandOnEvents& hand_on) {
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  auto events = EventsGoingIn::begin(database_, path_);
  if (!events) return tl::unexpected(events.error());
  auto ok = hand_on(events->words(), [&](std::span<const model::EventRow> rows) { return events->put(rows); });
  if (ok) ok = check(document);
  if (!ok) return tl::unexpected(ok.error());
  Recording recording(database_, *writing, document);
  ok = recording.begin();
  if (ok) ok = recording.put(*events);
  auto recorded = ok ? recording.end() : tl::unexpected(ok.error());
  if (!recorded) return tl::unexpected(recorded.error());
  if (auto done = writing->finish(); !done) return tl::unexpected(done.error());
  return recorded;
}

base::Result<Recorded> Ledger::propose(const SourceDocument& document, std::span<const model::Statement> statements, std::string_view by) {
  std::string name(by);
  std::replace(name.begin(), name.end(), '\n', ' ');
  if (name.empty()) return base::fail(ErrorKind::usage, "who proposes is not told", document.path);
  auto prepared = Prepared::make(*this, {document, {statements.begin(), statements.end()}});
  if (!prepared) return tl::unexpected(prepared.error());
  auto recorded = put({&*prepared, 1}, name);
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->front();
}

}  // namespace chancery::ledger
