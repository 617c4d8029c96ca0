// SPDX-License-Identifier: Apache-2.0
// Putting documents' statements in.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "ledger/writing.h"

namespace chancery::ledger {

using base::ErrorKind;

// A document's statements, found to be in order, in the form in which they are kept. All that can be refused is refused here,
// before the file is touched.
struct Ledger::Prepared {
  const SourceDocument* document;
  std::vector<model::Statement> statements;  // each once
  std::vector<Stored> stored;                // of each

  static base::Result<Prepared> make(const model::Kinds& kinds, const SourceDocument& document,
                                     std::span<const model::Statement> statements);
};

base::Result<Ledger::Prepared> Ledger::Prepared::make(const model::Kinds& kinds, const SourceDocument& document,
                                                      std::span<const model::Statement> statements) {
  if (document.hash.empty()) return base::fail(ErrorKind::usage, "a document needs the hash of its bytes", document.path);
  Prepared out{&document, {}, {}};
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    auto wrong = [&](const base::Error& error) {
      return base::fail(error.kind, fmt::format("statement {} of {}: {}", i + 1, statements.size(), error.message), document.path,
                        error.hint);
    };
    if (auto ok = kinds.validate(statements[i]); !ok) return wrong(ok.error());
    model::Statement statement = statements[i];
    if (statement.source.document_hash.empty()) statement.source.document_hash = document.hash;
    if (statement.source.document_hash != document.hash) return wrong({ErrorKind::invalid, "it is of another document", {}, {}});
    kinds.put_in_order(statement);
    Stored stored = store(kinds, statement);
    if (!ids.insert(stored.digits).second) continue;
    out.statements.push_back(std::move(statement));
    out.stored.push_back(std::move(stored));
  }
  return out;
}

// What a document states, going in.
class Ledger::Recording {
 public:
  Recording(Database& database, Writing& writing) : database_(database), writing_(writing) {}

  base::Result<Recorded> run(const Prepared& prepared, const std::string& by);
  bool other_reader() const { return other_reader_; }

 private:
  struct Known {
    std::int64_t number;
    bool withdrawn;   // its last word is a retraction
    bool taken_back;  // by somebody
    bool proposed;
  };

  base::Result<> put_source(const SourceDocument& document);
  base::Result<> put_reader(const std::string& reader);
  base::Result<> load_known();
  base::Result<> put_statements(const Prepared& prepared, const std::string& by);
  base::Result<> retract_others(const Prepared& prepared);

  Database& database_;
  Writing& writing_;
  std::int64_t source_ = 0;
  bool other_reader_ = false;
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
  other_reader_ = true;
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

base::Result<> Ledger::Recording::put_statements(const Prepared& prepared, const std::string& by) {
  for (std::size_t i = 0; i < prepared.stored.size(); ++i) {
    const Stored& stored = prepared.stored[i];
    std::int64_t number = 0;
    if (auto it = known_.find(stored.digits); it == known_.end()) {
      auto put = writing_.put_statement(source_, stored, prepared.statements[i]);
      if (!put) return tl::unexpected(put.error());
      number = *put;
      ++recorded_.added;
    } else {
      const Known& known = it->second;
      number = known.number;
      if (!known.withdrawn) {
        ++recorded_.kept;
      } else if (known.taken_back && by.empty()) {
        ++recorded_.withheld;
      } else {
        if (auto ok = writing_.restate(number, stored.id); !ok) return ok;
        ++recorded_.restated;
      }
    }
    if (by.empty()) continue;
    if (auto ok = writing_.propose(number, stored.id, by); !ok) return ok;
  }
  return {};
}

base::Result<> Ledger::Recording::retract_others(const Prepared& prepared) {
  for (const Stored& stored : prepared.stored) known_.erase(stored.digits);
  std::vector<std::pair<std::int64_t, std::string>> gone;
  for (const auto& [digits, known] : known_)
    if (!known.withdrawn && !known.proposed) gone.emplace_back(known.number, id_of(digits));
  std::sort(gone.begin(), gone.end());
  for (const auto& [number, id] : gone)
    if (auto ok = writing_.retract(number, id); !ok) return ok;
  recorded_.retracted = gone.size();
  return {};
}

base::Result<Recorded> Ledger::Recording::run(const Prepared& prepared, const std::string& by) {
  auto ok = put_source(*prepared.document);
  if (ok) ok = put_reader(prepared.document->reader);
  if (ok) ok = put_statements(prepared, by);
  if (ok && by.empty()) ok = retract_others(prepared);
  if (!ok) return tl::unexpected(ok.error());
  return recorded_;
}

base::Result<std::vector<Recorded>> Ledger::put(std::span<const Prepared> documents, const std::string& by) {
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  std::vector<Recorded> out;
  bool other_reader = false;
  for (const Prepared& prepared : documents) {
    Recording recording(database_, *writing);
    auto recorded = recording.run(prepared, by);
    if (!recorded) return tl::unexpected(recorded.error());
    out.push_back(*recorded);
    other_reader = other_reader || recording.other_reader();
  }
  // Where nothing is new, it goes back, having written nothing.
  if (writing->has_changed() || other_reader)
    if (auto ok = writing->finish(); !ok) return tl::unexpected(ok.error());
  return out;
}

base::Result<Recorded> Ledger::record(const SourceDocument& document, std::span<const model::Statement> statements) {
  auto prepared = Prepared::make(kinds_, document, statements);
  if (!prepared) return tl::unexpected(prepared.error());
  auto recorded = put({&*prepared, 1}, {});
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->front();
}

base::Result<std::vector<Recorded>> Ledger::record(std::span<const Reading> readings) {
  std::vector<Prepared> documents;
  std::unordered_set<std::string_view> hashes;
  for (const Reading& reading : readings) {
    if (!hashes.insert(reading.document.hash).second)
      return base::fail(ErrorKind::usage, "a document is given twice", reading.document.path);
    auto prepared = Prepared::make(kinds_, reading.document, reading.statements);
    if (!prepared) return tl::unexpected(prepared.error());
    documents.push_back(std::move(*prepared));
  }
  return put(documents, {});
}

base::Result<Recorded> Ledger::propose(const SourceDocument& document, std::span<const model::Statement> statements, std::string_view by) {
  std::string name(by);
  std::replace(name.begin(), name.end(), '\n', ' ');
  if (name.empty()) return base::fail(ErrorKind::usage, "who proposes is not told", document.path);
  auto prepared = Prepared::make(kinds_, document, statements);
  if (!prepared) return tl::unexpected(prepared.error());
  auto recorded = put({&*prepared, 1}, name);
  if (!recorded) return tl::unexpected(recorded.error());
  return recorded->front();
}

}  // namespace chancery::ledger
