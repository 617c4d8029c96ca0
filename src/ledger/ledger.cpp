// SPDX-License-Identifier: Apache-2.0
// Opening a ledger, and its documents.
#include "ledger/ledger.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <filesystem>

#include "ledger/known.h"
#include "ledger/schema.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

tl::unexpected<base::Error> no_ledger(const std::string& path) {
  return base::fail(ErrorKind::not_found, "there is no ledger", path,
                    "make one from documents: chancery read --keep --ledger " + path + " FILE…");
}

// ?1 is the last session that counts.
constexpr const char* kSources =
    "SELECT source.number, source.path, source.hash, reading.form, reading.title, reading.published, session.recorded,"
    " (SELECT count(*) FROM statement WHERE statement.source = source.number AND statement.session <= ?1), {},"
    " EXISTS (SELECT 1 FROM source_text WHERE source_text.source = source.number)"
    " FROM source JOIN session ON session.number = source.session"
    " JOIN reading ON reading.number = (SELECT max(number) FROM reading WHERE reading.source = source.number AND session <= ?1)"
    " WHERE source.session <= ?1 AND {}";

std::string sources_query(Known known, std::string_view which) {
  // Far fewer are withdrawn than there are.
  const std::string retracted =
      known ? fmt::format("(SELECT count(*) FROM statement WHERE statement.source = source.number AND session <= ?1 AND {})",
                          withdrawn("statement.number", "?1"))
            : "(SELECT count(*) FROM withdrawn JOIN statement ON statement.number = withdrawn.statement WHERE statement.source = "
              "source.number)";
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
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000;");
        !ok)
      return ok;
    return complete_schema(*database, access != Access::read);
  };
  if (auto ok = prepare(); !ok) {
    // Nothing of ours is left where nothing was.
    if (!there && fs::file_size(path, error) == 0 && !error) fs::remove(path, error);
    return tl::unexpected(ok.error());
  }
  return Ledger(path, std::move(*database), kinds, options);
}

base::Result<std::vector<std::string>> Ledger::read_by(std::string_view reader) const {
  auto query = database_.query("SELECT hash FROM source JOIN reader ON reader.source = source.number WHERE reader.name = ?1", reader);
  if (!query) return tl::unexpected(query.error());
  std::vector<std::string> out;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return out;
    out.emplace_back(query->text(0));
  }
}

base::Result<std::vector<Source>> Ledger::sources(Known known) const {
  auto query = database_.query(sources_query(known, "1 ORDER BY source.number"), known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  std::vector<Source> out;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return out;
    out.push_back(read_source(*query));
  }
}

base::Result<Source> Ledger::source(std::int64_t number, Known known) const {
  auto query = database_.query(sources_query(known, "source.number = ?2"), known.value_or(kNow), number);
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
  auto query = database_.query(
      fmt::format("SELECT max(earliest) FROM statement WHERE source = ?1 AND mode = 'fact' AND (time_on <> '' OR time_since <> '')"
                  " AND earliest > ?2 AND session <= ?3 AND NOT {}",
                  withdrawn("statement.number", known ? "?3" : "")),
      source, time::kPast, known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || query->is_null(0)) return std::optional<time::Day>();
  return std::optional<time::Day>(query->integer(0));
}

base::Result<std::vector<std::string>> Ledger::entities(Known known) const {
  auto query = known ? database_.query(
                           "SELECT value FROM entity WHERE (SELECT session FROM statement WHERE statement.number ="
                           " (SELECT min(statement) FROM mention WHERE entity = entity.number)) <= ?1 ORDER BY value",
                           *known)
                     : database_.query("SELECT value FROM entity ORDER BY value");
  if (!query) return tl::unexpected(query.error());
  std::vector<std::string> out;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return out;
    out.emplace_back(query->text(0));
  }
}

}  // namespace chancery::ledger
