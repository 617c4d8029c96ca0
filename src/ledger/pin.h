// SPDX-License-Identifier: Apache-2.0
// The sum behind a ledger's pin: a hash of a multiset, to which each thing held adds a hash of its own, modulo 2^256, so
// that neither order nor batches matter. Guards against mix-ups, not against somebody who seeks collisions. A plain value.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::ledger {

class PinSum {
 public:
  PinSum() = default;
  // From hex(); an error where it is none ("" is the empty sum).
  static base::Result<PinSum> from_hex(std::string_view hex);
  std::string hex() const;  // 64 digits
  std::string pin() const;  // of the sum, as it is shown

  // Adds one thing: what it is and what it says, field by field.
  void add(std::initializer_list<std::string_view> fields);
  void add(const PinSum& sum);  // all that is in another
  void add_source(std::string_view hash) { add({"source", hash}); }
  void add_reading(std::string_view hash, std::string_view form, std::string_view title, std::string_view published) {
    add({"reading", hash, form, title, published});
  }
  void add_text(std::string_view hash) { add({"text", hash}); }
  // The id stands for kind, roles, time, polarity, mode and citation.
  void add_statement(std::string_view id, std::string_view scope, std::string_view quote, std::string_view rule, std::string_view anchor,
                     std::string_view named) {
    add({"statement", id, scope, quote, rule, anchor, named});
  }
  void add_proposal(std::string_view id, std::string_view by) { add({"proposal", id, by}); }
  void add_retraction(std::string_view id) { add({"retraction", id}); }
  // By somebody.
  void add_retraction(std::string_view id, std::string_view why, std::string_view by, std::string_view replacement) {
    add({"retraction", id, why, by, replacement});
  }
  void add_decision(std::string_view finding, std::string_view action, std::string_view preferred, std::string_view words,
                    std::string_view by) {
    add({"decision", finding, action, preferred, words, by});
  }
  void add_declaration(std::string_view hash, std::string_view title, std::string_view publisher, std::string_view attribution,
                       std::string_view licence, std::string_view coverage) {
    add({"declaration", hash, title, publisher, attribution, licence, coverage});
  }
  void add_events(std::string_view hash, std::uint64_t count, std::string_view sum) { add({"events", hash, std::to_string(count), sum}); }
  void add_restatement(std::string_view id) { add({"restatement", id}); }

 private:
  std::array<std::uint32_t, 8> limbs_{};  // least first
};

}  // namespace chancery::ledger
