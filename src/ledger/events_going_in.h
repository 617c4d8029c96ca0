// SPDX-License-Identifier: Apache-2.0
// A file's events on their way into a ledger: gathered, sorted on another thread, written in the order in which they are kept. For
// src/ledger alone; lives no longer than its database, inside a transaction.
#pragma once

#include <future>
#include <map>
#include <memory>

#include "ledger/events.h"
#include "ledger/sorted.h"
#include "ledger/sqlite.h"
#include "model/events.h"

namespace chancery::ledger {

class EventsGoingIn {
 public:
  // Room for sorting is beside this file.
  static base::Result<EventsGoingIn> begin(Database& database, const std::string& beside);

  model::EventWords& words() { return words_; }
  base::Result<> put(std::span<const model::EventRow> rows);
  std::size_t count() const { return count_; }
  std::string sum() const { return sum_.hex(); }
  base::Result<> write(std::int64_t reading);  // all of them, as this reading's

 private:
  static constexpr std::size_t kAtOnce = 1000000;

  EventsGoingIn(Database& database, model::EventWords words, const std::string& beside)
      : database_(&database),
        words_(std::move(words)),
        pairs_(words_.pairs.size()),
        acts_(words_.acts.size()),
        actors_(words_.actors.size()),
        sorted_(std::make_unique<Sorted<model::EventRow>>(beside, kAtOnce)) {}
  base::Result<> put_words();

  Database* database_;
  model::EventWords words_;
  std::size_t pairs_, acts_, actors_;  // words that are there already
  std::size_t count_ = 0;
  model::EventSum sum_;
  std::vector<model::EventRow> coming_;
  std::unique_ptr<Sorted<model::EventRow>> sorted_;
  std::future<base::Result<>> sorting_;  // the last, so that it ends first
};

// What the events of each reading come to, reckoned anew from the rows.
struct EventReading {
  std::int64_t events = 0;
  model::EventSum sum;
};
base::Result<std::map<std::int64_t, EventReading>> event_readings(Database& database);

}  // namespace chancery::ledger
