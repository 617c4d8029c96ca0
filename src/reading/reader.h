// SPDX-License-Identifier: Apache-2.0
// Reads a document: which statements does it make, with the words that say each. A Reader holds views of compiled tables,
// which must outlive it; it is cheap to copy and reading with one from several threads is safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "gazetteer/gazetteer.h"
#include "model/kinds.h"
#include "model/statement.h"
#include "reading/rules.h"

namespace chancery::reading {

struct Options {
  std::string subject;    // code of the state (or "KAZ AZE": the two states) that it is about; empty: what it says of itself
  std::string published;  // EDTF; empty: what it says of itself
};

// A sentence that nothing was read from: code points of the document, half-open, and its words.
struct Unread {
  std::uint64_t from, to;
  std::string text;
};

struct Reading {
  std::vector<model::Statement> statements;  // in order of place
  std::vector<Unread> unread;
  std::vector<std::string> warnings;
  std::string subject, other;                // codes of whom it took the document to be about; empty where it could not tell
};

// What became of one sentence, for people who write rules.
struct Explanation {
  struct Attempt {
    std::string rule, place;        // "mission/has", "missions.rules:12"
    bool matched = false;
    std::string words;              // what it matched, or how far it came
    std::string stopped_at;         // the word that stopped it; empty where the sentence ended
    std::string wanted;             // what the rule wanted there
    std::string note;               // why a match made no statement
  };
  std::vector<std::string> mentions;  // "STATE Kazakhstan = KAZ"
  std::vector<std::string> phrases;   // the same of the phrases of the rule files, asked for or not
  std::vector<Attempt> attempts;
  std::vector<model::Statement> statements;
};

class Reader {
 public:
  // `rules`, `kinds`, `gazetteer`: compiled tables.
  static base::Result<Reader> open(std::string_view rules, std::string_view kinds, std::string_view gazetteer);

  Reading read(const document::Document& document, const Options& options = {}) const;
  // Reads `sentence` as the one paragraph of an article about `options.subject`.
  Explanation explain(std::string_view sentence, const Options& options = {}) const;

  const Rules& rules() const { return rules_; }
  const model::Kinds& kinds() const { return kinds_; }
  const gazetteer::Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  Rules rules_;
  model::Kinds kinds_;
  gazetteer::Gazetteer gazetteer_;
};

}  // namespace chancery::reading
