// SPDX-License-Identifier: Apache-2.0
#include "ledger/sqlite.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <unordered_map>
#include <vector>

namespace chancery::ledger {

using base::ErrorKind;

struct Query::Cache {
  std::string path;
  sqlite3* handle = nullptr;
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>> idle;

  Cache() = default;
  Cache(const Cache&) = delete;
  ~Cache() {
    for (auto& [sql, statements] : idle)
      for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    sqlite3_close(handle);
  }

  // What SQLite last refused, in terms of the ledger.
  tl::unexpected<base::Error> error(int code) const {
    switch (code & 0xff) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return base::fail(ErrorKind::conflict, "the ledger is locked by another program", path,
                          "wait until it has finished, and try again");
      case SQLITE_FULL:
        return base::fail(ErrorKind::system, "the disk is full", path, "the ledger is as it was before");
      case SQLITE_IOERR:
        return base::fail(ErrorKind::system, fmt::format("cannot read or write ({})", sqlite3_errmsg(handle)), path,
                          "the ledger is as it was before; see whether the disk is full or a size limit is reached");
      case SQLITE_CORRUPT:
        return base::fail(ErrorKind::unreadable, "the ledger is damaged or cut short", path,
                          "restore it from a copy, or make it anew from its documents");
      case SQLITE_NOTADB:
        return base::fail(ErrorKind::conflict, "this file is not a ledger", path, "name another file with --ledger");
      case SQLITE_READONLY:
        return base::fail(ErrorKind::system, "the ledger cannot be written to", path, "see the permissions of the file and its folder");
      case SQLITE_CANTOPEN:
      case SQLITE_PERM:
      case SQLITE_AUTH:
        return base::fail(ErrorKind::system, "the ledger cannot be opened", path, "see the permissions of the file and its folder");
      case SQLITE_NOMEM:
        return base::fail(ErrorKind::system, "not enough memory", path);
      default:
        return base::fail(ErrorKind::system, sqlite3_errmsg(handle), path);
    }
  }
};

Query::Query(std::shared_ptr<Cache> cache, std::string sql, sqlite3_stmt* statement)
    : cache_(std::move(cache)), sql_(std::move(sql)), statement_(statement) {}

Query::Query(Query&& other) noexcept : cache_(std::move(other.cache_)), sql_(std::move(other.sql_)), statement_(other.statement_) {
  other.statement_ = nullptr;
}

Query::~Query() {
  if (!statement_) return;
  reset();
  cache_->idle[sql_].push_back(statement_);
}

void Query::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

base::Result<bool> Query::step() {
  int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return cache_->error(code);
}

base::Result<> Query::run() {
  for (;;) {
    auto row = step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
  }
  sqlite3_reset(statement_);
  return {};
}

// Binding fails only for a parameter that is not there, or without memory: the step then fails or reads NULL.
void Query::bind_one(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
void Query::bind_one(int at, double value) { sqlite3_bind_double(statement_, at, value); }
void Query::bind_one(int at, std::string_view value) {
  sqlite3_bind_text64(statement_, at, value.empty() ? "" : value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Query::bind_one(int at, Blob value) { sqlite3_bind_blob64(statement_, at, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT); }
void Query::bind_one(int at, std::nullptr_t) { sqlite3_bind_null(statement_, at); }

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string_view Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (!bytes) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

base::Result<Database> Database::open(const std::string& path, int flags, int wait_milliseconds) {
  auto cache = std::make_shared<Query::Cache>();
  cache->path = path;
  int code = sqlite3_open_v2(path.c_str(), &cache->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) return cache->error(code);
  sqlite3_busy_timeout(cache->handle, wait_milliseconds);
  return Database(std::move(cache));
}

base::Result<> Database::execute(const std::string& sql) {
  int code = sqlite3_exec(cache_->handle, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return cache_->error(code);
  return {};
}

base::Result<Query> Database::prepare(std::string_view sql) {
  std::string key(sql);
  auto& idle = cache_->idle[key];
  if (!idle.empty()) {
    sqlite3_stmt* statement = idle.back();
    idle.pop_back();
    return Query(cache_, std::move(key), statement);
  }
  sqlite3_stmt* statement = nullptr;
  int code =
      sqlite3_prepare_v3(cache_->handle, key.c_str(), static_cast<int>(key.size() + 1), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return cache_->error(code);
  return Query(cache_, std::move(key), statement);
}

base::Result<> Database::copy_to(const std::string& path) const {
  auto other = open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0);
  if (!other) return tl::unexpected(other.error());
  sqlite3_backup* backup = sqlite3_backup_init(other->cache_->handle, "main", cache_->handle, "main");
  if (backup == nullptr) return other->cache_->error(sqlite3_errcode(other->cache_->handle));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) return other->cache_->error(code);
  return {};
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(cache_->handle); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(cache_->handle) == 0; }

base::Result<Transaction> Transaction::begin(Database& database) {
  // At once for writing: a reader that turns writer later could wait for a lock that never comes.
  if (auto ok = database.execute("BEGIN IMMEDIATE"); !ok) return tl::unexpected(ok.error());
  return Transaction(database);
}

Transaction::~Transaction() {
  // After some errors (disk full) SQLite has rolled back by itself.
  if (database_ && database_->in_transaction()) (void)database_->execute("ROLLBACK");
}

base::Result<> Transaction::commit() {
  auto ok = database_->execute("COMMIT");
  if (ok) database_ = nullptr;
  return ok;
}

Snapshot::Snapshot(Database& database) {
  if (!database.in_transaction() && database.execute("BEGIN")) database_ = &database;
}

Snapshot::~Snapshot() {
  if (database_) (void)database_->execute("COMMIT");
}

}  // namespace chancery::ledger
