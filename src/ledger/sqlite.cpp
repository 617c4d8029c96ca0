// SPDX-License-Identifier: Apache-2.0
#include "ledger/sqlite.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <vector>

namespace chancery::ledger {

using base::ErrorKind;

struct Query::Cache {
  std::string path;
  sqlite3* handle = nullptr;
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>> idle;
  std::vector<std::string> may_be_asked;  // once it is confined
  std::chrono::steady_clock::time_point until;

  Cache() = default;
  Cache(const Cache&) = delete;
  ~Cache() {
    if (!may_be_asked.empty()) sqlite3_hard_heap_limit64(0);
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
        return base::fail(ErrorKind::system, "the ledger cannot be opened", path, "see the permissions of the file and its folder");
      case SQLITE_AUTH:
        return base::fail(ErrorKind::usage, fmt::format("this may not be asked: {}", sqlite3_errmsg(handle)), {},
                          "a SELECT over the views of the ledger may");
      case SQLITE_INTERRUPT:
        return base::fail(ErrorKind::conflict, "the question took longer than it may", path, "ask for less, or allow more time");
      case SQLITE_NOMEM:
        return base::fail(ErrorKind::system, "not enough memory", path);
      default:
        return base::fail(ErrorKind::system, sqlite3_errmsg(handle), path);
    }
  }
};

Query::Query(std::shared_ptr<Cache> cache, std::string sql, sqlite3_stmt* statement)
    : cache_(std::move(cache)), sql_(std::move(sql)), statement_(statement) {}

Query::Query(Query&& other) noexcept
    : cache_(std::move(other.cache_)), sql_(std::move(other.sql_)), statement_(other.statement_), copies_(other.copies_) {
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
  sqlite3_bind_text64(statement_, at, value.empty() ? "" : value.data(), value.size(), copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC,
                      SQLITE_UTF8);
}
void Query::bind_one(int at, Blob value) {
  sqlite3_bind_blob64(statement_, at, value.bytes.data(), value.bytes.size(), copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC);
}
void Query::bind_one(int at, std::nullptr_t) { sqlite3_bind_null(statement_, at); }

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }
Query::Type Query::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Type::integer;
    case SQLITE_FLOAT:
      return Type::real;
    case SQLITE_TEXT:
      return Type::text;
    case SQLITE_BLOB:
      return Type::blob;
    default:
      return Type::nothing;
  }
}
int Query::columns() const { return sqlite3_column_count(statement_); }
std::string_view Query::name(int column) const { return sqlite3_column_name(statement_, column); }
bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string_view Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (!bytes) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

namespace {

// The views may read what they rest on: then `view` names them.
int authorize(void* may_be_asked, int action, const char* what, const char* detail, const char*, const char* view) {
  const auto& tables = *static_cast<const std::vector<std::string>*>(may_be_asked);
  auto may_be = [&](const char* name) { return name != nullptr && std::find(tables.begin(), tables.end(), name) != tables.end(); };
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return sqlite3_stricmp(detail, "load_extension") == 0 || sqlite3_stricmp(detail, "fts3_tokenizer") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ:
      // Without a column, rows are counted and none is read; a view's own tables and what WITH names come so, without a name of their own.
      return *detail == '\0' || may_be(what) || may_be(view) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

constexpr int kStepsBetweenLooks = 10000;                                                  // at the clock
constexpr int kLongestValue = 1000000, kLongestQuestion = 100000, kLongestPattern = 1000;  // bytes
constexpr std::int64_t kMostMemory = std::int64_t{1} << 28;

}  // namespace

void Database::confine(const std::vector<std::string>& tables, double seconds) {
  cache_->may_be_asked = tables;
  cache_->until = std::chrono::steady_clock::now() +
                  std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds));
  sqlite3* handle = cache_->handle;
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // What one step of the question does is not cut by the clock, so it has to be small.
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, kLongestQuestion);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, kLongestPattern);
  sqlite3_hard_heap_limit64(sqlite3_memory_used() + kMostMemory);
  const char* kept[] = {"json_each", "json_tree", nullptr};
  sqlite3_drop_modules(handle, kept);
  sqlite3_set_authorizer(handle, authorize, &cache_->may_be_asked);
  sqlite3_progress_handler(
      handle, kStepsBetweenLooks,
      [](void* cache) { return static_cast<int>(std::chrono::steady_clock::now() > static_cast<Query::Cache*>(cache)->until); },
      cache_.get());
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
  const char* rest = nullptr;
  int code =
      sqlite3_prepare_v3(cache_->handle, key.c_str(), static_cast<int>(key.size() + 1), SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) return cache_->error(code);
  if (statement == nullptr || std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    return base::fail(ErrorKind::usage, statement == nullptr ? "there is no SQL in this" : "one question at a time");
  }
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
bool Database::is_read_only() const { return sqlite3_db_readonly(cache_->handle, "main") == 1; }
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
