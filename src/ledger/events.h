// SPDX-License-Identifier: Apache-2.0
// Coded events in a ledger: in tables of their own, lean and sorted by pair and day, known by their file and line. What a file says of them
// goes in whole, and a later reading of it that says something else takes its place. Plain values.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "time/bounds.h"

namespace chancery::model {
struct EventRow;
struct EventWords;
}  // namespace chancery::model

namespace chancery::ledger {

// Takes rows, some at a time; a row has the numbers that the words got which were handed out with this.
using EventSink = std::function<base::Result<>(std::span<const model::EventRow>)>;
// Hands on a file's rows and adds to the words. Its error undoes the import.
using HandOnEvents = std::function<base::Result<>(model::EventWords&, const EventSink&)>;

// An event as the ledger keeps it.
struct Event {
  std::int64_t source = 0;  // Source::number
  std::string document, document_hash;
  std::uint64_t line = 0;
  time::Day day = 0;
  std::string from, to;      // states: who acted, towards whom
  std::string scheme, code;  // "cameo" "040"
  std::optional<double> intensity;
  std::string actor, recipient;  // names; may be empty

  std::string id() const;  // "ev:", 16 digits of the document's hash, its line
};

// Which events: all conditions together.
struct EventFilter {
  std::string one, other;  // states, either of which may have acted; without `other`, one towards whomever; without both, all
  time::Bounds period;
  std::string code;                                  // what the code of the act begins with
  std::optional<std::int64_t> known = std::nullopt;  // as ledger::Known
  std::vector<std::int64_t> sources = {};            // Source::number; empty: of all
  std::size_t limit = 0;                             // at most so many; 0: all
};

// The tables, as SQL.
std::string event_tables();

}  // namespace chancery::ledger
