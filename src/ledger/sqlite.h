// SPDX-License-Identifier: Apache-2.0
// SQLite with errors as values: a connection that keeps its prepared queries, and a query that binds, steps and reads.
// Knows nothing of statements. Both own their handles; a Query must not outlive its Database. Not to be shared between
// threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace chancery::ledger {

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// A prepared query on loan from its database; it goes back, reset, when it is destroyed.
class Query {
 public:
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  // Binds the parameters ?1, ?2, … in order. Text is copied.
  template <class... Values>
  Query& bind(const Values&... values) {
    int at = 0;
    (bind_one(++at, values), ...);
    return *this;
  }
  // Binds one, counted from 1.
  template <class Value>
  void bind_at(int at, const Value& value) {
    bind_one(at, value);
  }
  base::Result<bool> step();  // whether there is a row
  base::Result<> run();       // to its end, rows ignored
  // Binds and runs, and copies no text.
  template <class... Values>
  base::Result<> run_with(const Values&... values) {
    copies_ = false;
    bind(values...);
    copies_ = true;
    return run();
  }
  // Calls `row` at every row, to the end or to the first error that it returns, where it returns something.
  template <class Row>
  base::Result<> each(Row row) {
    for (;;) {
      auto there = step();
      if (!there) return tl::unexpected(there.error());
      if (!*there) return {};
      if constexpr (std::is_void_v<decltype(row())>)
        row();
      else if (base::Result<> ok = row(); !ok)
        return ok;
    }
  }
  void reset();  // to be stepped again, bindings gone

  // Of the current row, columns from 0. Text, or bytes, are valid until the next step.
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  bool is_null(int column) const;
  enum class Type : std::uint8_t { nothing, integer, real, text, blob };
  Type type(int column) const;
  int columns() const;
  std::string_view name(int column) const;

 private:
  friend class Database;
  struct Cache;
  Query(std::shared_ptr<Cache> cache, std::string sql, sqlite3_stmt* statement);
  void bind_one(int at, std::int64_t value);
  void bind_one(int at, int value) { bind_one(at, std::int64_t{value}); }
  void bind_one(int at, bool value) { bind_one(at, std::int64_t{value}); }
  void bind_one(int at, std::uint64_t value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, double value);
  void bind_one(int at, std::string_view value);
  void bind_one(int at, const std::string& value) { bind_one(at, std::string_view(value)); }
  void bind_one(int at, const char* value) { bind_one(at, std::string_view(value)); }
  void bind_one(int at, Blob value);
  void bind_one(int at, std::nullptr_t);
  template <class Value>
  void bind_one(int at, const std::optional<Value>& value) {
    value ? bind_one(at, *value) : bind_one(at, nullptr);
  }

  std::shared_ptr<Cache> cache_;
  std::string sql_;
  sqlite3_stmt* statement_;
  bool copies_ = true;  // what is bound
};

class Database {
 public:
  // `flags` as for sqlite3_open_v2. Errors name `path`.
  static base::Result<Database> open(const std::string& path, int flags, int wait_milliseconds);

  base::Result<> execute(const std::string& sql);  // one or more statements without parameters
  base::Result<Query> prepare(std::string_view sql);
  // Prepares and binds.
  template <class... Values>
  base::Result<Query> query(std::string_view sql, const Values&... values) {
    auto query = prepare(sql);
    if (query) query->bind(values...);
    return query;
  }
  // The first column of the first row; 0 without a row.
  template <class... Values>
  base::Result<std::int64_t> number(std::string_view sql, const Values&... values) {
    auto query = this->query(sql, values...);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    return *row ? query->integer(0) : 0;
  }
  std::int64_t last_row() const;  // of the last insertion
  // From here on it may only select, from these views and tables (and what the views rest on), for so long, with no value of more than
  // a megabyte, and with 256 megabytes of memory more than all connections of the program have now.
  void confine(const std::vector<std::string>& tables, double seconds);
  // Copies all of it, page by page, to a file that is not there. Unlike a copy of the file, this keeps the locks on it.
  base::Result<> copy_to(const std::string& path) const;
  // Whether the file can only be read, whatever was asked for.
  bool is_read_only() const;
  // Whether a transaction is open.
  bool in_transaction() const;

 private:
  explicit Database(std::shared_ptr<Query::Cache> cache) : cache_(std::move(cache)) {}
  std::shared_ptr<Query::Cache> cache_;
};

// A write transaction: rolled back when it is destroyed uncommitted.
class Transaction {
 public:
  static base::Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  base::Result<> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

// Many queries that see one state of the file, locked once for all of them. Inside a transaction it adds nothing.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot();

 private:
  Database* database_ = nullptr;
};

}  // namespace chancery::ledger
