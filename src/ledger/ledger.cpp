// SPDX-License-Identifier: Apache-2.0
// Opening a ledger, and its documents.
#include "ledger/ledger.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <filesystem>

#include "ledger/known.h"
#include "ledger/migration.h"
#include "ledger/schema.h"
#include "ledger/stored.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

tl::unexpected<base::Error> no_ledger(const std::string& path) {
  return base::fail(ErrorKind::not_found, "there is no ledger", path,
                    "make one from documents: chancery read --keep --ledger " + path + " FILE…");
}

// ?1 is the last session that counts, ?2 the last statement; then what tells how many are retracted, and which sources.
constexpr const char* kSources =
    "SELECT source.number, source.path, source.hash, reading.form, reading.title, reading.published, session.recorded,"
    " (SELECT ifnull(sum(min(last, ?2) - first + 1), 0) FROM span WHERE span.source = source.number AND first <= ?2), {},"
    " EXISTS (SELECT 1 FROM source_text WHERE source_text.source = source.number AND source_text.session <= ?1),"
    " declaration.title, publisher, attribution, licence FROM source JOIN session ON session.number = source.session"
    " JOIN reading ON reading.number = (SELECT max(number) FROM reading WHERE reading.source = source.number AND session <= ?1)"
    " LEFT JOIN declaration ON declaration.number = (SELECT max(number) FROM declaration WHERE declaration.source = source.number AND "
    "session <= "
    "?1)"
    " WHERE source.session <= ?1 AND {}";

std::string sources_query(Known known, std::string_view which) {
  // Far fewer are withdrawn than there are.
  const std::string retracted =
      known ? fmt::format(
                  "(SELECT count(DISTINCT statement) FROM span CROSS JOIN retraction AS r ON statement BETWEEN first AND last"
                  " WHERE span.source = source.number AND r.session <= ?1 AND {})",
                  withdrawn("r.statement", "?1"))
            : "(SELECT count(*) FROM span CROSS JOIN withdrawn ON statement BETWEEN first AND last WHERE span.source = source.number)";
  return fmt::format(kSources, retracted, which);
}

Source read_source(const Query& row) {
  Source source;
  source.number = row.integer(0);
  source.path = row.text(1);
  source.hash = row.text(2);
  source.form = row.text(3);
  source.title = row.text(4);
  source.published = row.text(5);
  source.recorded = row.integer(6);
  source.retracted = static_cast<std::size_t>(row.integer(8));
  source.statements = static_cast<std::size_t>(row.integer(7)) - source.retracted;
  source.has_text = row.integer(9) != 0;
  source.terms = {std::string(row.text(10)), std::string(row.text(11)), std::string(row.text(12)), std::string(row.text(13))};
  return source;
}

}  // namespace

Ledger::Ledger(std::string path, Database database, const model::Kinds& kinds, const Options& options)
    : path_(std::move(path)), database_(std::move(database)), kinds_(kinds), options_(options) {}

base::Result<Ledger> Ledger::open(const std::string& path, Access access, const model::Kinds& kinds, const Options& options) {
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::directory) return base::fail(ErrorKind::conflict, "this is a folder, not a ledger", path);
  if (error && status.type() != fs::file_type::not_found) return base::fail(ErrorKind::system, error.message(), path);
  const bool there = status.type() != fs::file_type::not_found;
  if (!there && access != Access::create) return no_ledger(path);
  if (there && status.type() != fs::file_type::regular)
    return base::fail(ErrorKind::conflict, "this is no regular file, so not a ledger", path);
  if (!there && fs::path(path).has_parent_path()) {
    fs::create_directories(fs::path(path).parent_path(), error);
    if (error) return base::fail(ErrorKind::system, "cannot make the folder of the ledger: " + error.message(), path);
  }

  // Reading needs no right to write, unless a killed writer left something to undo.
  int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  if (access == Access::read && fs::exists(path + "-journal", error)) flags = SQLITE_OPEN_READWRITE;
  auto database = Database::open(path, flags, options.wait_milliseconds);
  if (!database) return tl::unexpected(database.error());

  bool is_older = false;
  auto prepare = [&]() -> base::Result<> {
    auto is = look_at(*database, path);
    if (!is) return tl::unexpected(is.error());
    if (*is == FileIs::empty) {
      if (access != Access::create) return no_ledger(path);
      if (auto ok = make_schema(*database); !ok) return ok;
      if (is = look_at(*database, path); !is) return tl::unexpected(is.error());
    }
    // A rollback journal, whole to the disk at each commit: one file, and what is committed stays.
    if (auto ok = database->execute(
            "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000; PRAGMA mmap_size = 17179869184;");
        !ok)
      return ok;
    is_older = *is == FileIs::older;
    return {};
  };
  if (auto ok = prepare(); !ok) {
    // Nothing of ours is left where nothing was.
    if (!there && fs::file_size(path, error) == 0 && !error) fs::remove(path, error);
    return tl::unexpected(ok.error());
  }
  if (!is_older) return Ledger(path, std::move(*database), kinds, options);
  // It is brought up to date by whoever opens it first, which takes the right to write.
  if (flags & SQLITE_OPEN_READONLY) {
    database = Database::open(path, SQLITE_OPEN_READWRITE, options.wait_milliseconds);
    if (!database) return tl::unexpected(database.error());
  }
  if (database->is_read_only()) {
    auto version = database->number("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    return base::fail(
        ErrorKind::system,
        fmt::format("this ledger is of version {}, and cannot be brought up to date where it is: it cannot be written to", *version), path,
        "copy it to where it can be, and name the copy");
  }
  Ledger ledger(path, std::move(*database), kinds, options);
  if (auto ok = Migration::run(ledger); !ok) return tl::unexpected(ok.error());
  return open(path, access, kinds, options);
}

base::Result<std::vector<std::string>> Ledger::read_by(std::string_view reader) const {
  auto query = database_.query("SELECT hash FROM source JOIN reader ON reader.source = source.number WHERE reader.name = ?1", reader);
  if (!query) return tl::unexpected(query.error());
  std::vector<std::string> out;
  auto all = query->each([&] { out.emplace_back(query->text(0)); });
  if (!all) return tl::unexpected(all.error());
  return out;
}

base::Result<std::int64_t> Ledger::last_statement(Known known) const {
  if (!known) return kNow;
  return database_.number("SELECT last_statement FROM session WHERE number <= ?1 ORDER BY number DESC LIMIT 1", *known);
}

base::Result<std::vector<Source>> Ledger::sources(Known known) const {
  Snapshot snapshot(database_);
  auto last = last_statement(known);
  if (!last) return tl::unexpected(last.error());
  auto query = database_.query(sources_query(known, "1 ORDER BY source.number"), known.value_or(kNow), *last);
  if (!query) return tl::unexpected(query.error());
  std::vector<Source> out;
  auto all = query->each([&] { out.push_back(read_source(*query)); });
  if (!all) return tl::unexpected(all.error());
  return out;
}

base::Result<Source> Ledger::source(std::int64_t number, Known known) const {
  Snapshot snapshot(database_);
  auto last = last_statement(known);
  if (!last) return tl::unexpected(last.error());
  auto query = database_.query(sources_query(known, "source.number = ?3"), known.value_or(kNow), *last, number);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(ErrorKind::not_found, "the ledger has no source of this number", path_);
  return read_source(*query);
}

base::Result<std::optional<std::string>> Ledger::text(std::int64_t source) const {
  auto query = database_.query("SELECT text FROM source_text WHERE source = ?1", source);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<std::string>();
  return std::optional<std::string>(query->text(0));
}

base::Result<std::optional<time::Day>> Ledger::last_told(std::int64_t source, Known known) const {
  Snapshot snapshot(database_);
  auto last = last_statement(known);
  if (!last) return tl::unexpected(last.error());
  auto query = database_.query(
      fmt::format("SELECT max(earliest) FROM span CROSS JOIN statement ON number BETWEEN first AND min(last, ?3) WHERE span.source = ?1"
                  " AND kind IN (SELECT number FROM kind WHERE mode = 'fact') AND (time_on IS NOT NULL OR time_since IS NOT NULL)"
                  " AND earliest > ?2 AND ?4 AND NOT {}",
                  withdrawn("statement.number", known ? "?4" : "")),
      source, kFirstDay, *last, known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || query->is_null(0)) return std::optional<time::Day>();
  return std::optional<time::Day>(query->integer(0));
}

base::Result<Spoken> Ledger::spoken(std::int64_t source, Known known) const {
  auto query = database_.query(
      "SELECT recorded, (SELECT published FROM reading WHERE source = ?1 AND session <= ?2 ORDER BY number DESC LIMIT 1),"
      " (SELECT day FROM told WHERE source = ?1 AND session <= ?2 ORDER BY session DESC LIMIT 1)"
      " FROM source JOIN session ON session.number = session WHERE source.number = ?1 AND session <= ?2",
      source, known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(ErrorKind::not_found, "the ledger has no source of this number", path_);
  return Spoken{query->integer(0), std::string(query->text(1)),
                query->is_null(2) ? std::nullopt : std::optional<time::Day>(query->integer(2))};
}

// Numbers of sources and statements have no gaps.
base::Result<Extent> Ledger::extent(std::size_t paths, Known known) const {
  Snapshot snapshot(database_);
  const std::int64_t session = known.value_or(kNow);
  auto last = database_.number("SELECT number FROM source WHERE session <= ?1 ORDER BY number DESC LIMIT 1", session);
  if (!last) return tl::unexpected(last.error());
  auto statements = known ? last_statement(known) : database_.number("SELECT max(number) FROM statement");
  if (!statements) return tl::unexpected(statements.error());
  auto gone = known ? database_.number(fmt::format("SELECT count(DISTINCT statement) FROM retraction AS r WHERE session <= ?1 AND {}",
                                                   withdrawn("r.statement", "?1")),
                                       session)
                    : database_.number("SELECT count(*) FROM withdrawn");
  if (!gone) return tl::unexpected(gone.error());
  Extent out{static_cast<std::size_t>(*last), static_cast<std::size_t>(*statements - *gone), {}};
  auto query = database_.query("SELECT path FROM source WHERE number <= ?1 ORDER BY number LIMIT ?2", *last, paths);
  if (!query) return tl::unexpected(query.error());
  auto all = query->each([&] { out.paths.emplace_back(query->text(0)); });
  if (!all) return tl::unexpected(all.error());
  return out;
}

base::Result<std::vector<std::string>> Ledger::entities(Known known) const {
  Snapshot snapshot(database_);
  auto last = last_statement(known);
  if (!last) return tl::unexpected(last.error());
  auto query = database_.query("SELECT value FROM entity WHERE statement <= ?1 ORDER BY value", *last);
  if (!query) return tl::unexpected(query.error());
  std::vector<std::string> out;
  auto all = query->each([&] { out.emplace_back(query->text(0)); });
  if (!all) return tl::unexpected(all.error());
  return out;
}

}  // namespace chancery::ledger
