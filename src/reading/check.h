// SPDX-License-Identifier: Apache-2.0
// Whether a statement that somebody else proposes (a language model, a colleague) holds of a document: by the model, the gazetteer,
// and the words it cites. docs/check.md tells what is asked. Not for keeping it. A Checker refers to its reader and document; one
// serves one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "model/statement.h"
#include "reading/passage.h"
#include "reading/quotes.h"
#include "reading/reader.h"

namespace chancery::reading {

// Of a problem: put right, or nothing against it; to be looked at; it does not hold. Of a statement, the worst of its problems.
enum class Verdict : std::uint8_t { holds, doubtful, fails };
std::string_view name_of(Verdict verdict);

struct Problem {
  Verdict verdict;
  std::string what;   // one sentence
  std::string where;  // the field: "roles.host", "time.on", "source.quote"; empty: the line
  std::string hint;   // what was meant, or what to do
};

struct Checked {
  model::Statement statement;  // as it may be kept: its citation and names put right; without a kind where the line is no statement
  std::vector<Problem> problems;
  Verdict verdict() const;
};

class Checker {
 public:
  Checker(const Reader& reader, const document::Document& document, const Options& options = {});

  // `line`: one statement in the interchange format.
  Checked check(std::string_view line) const;

 private:
  bool find_source(Checked& checked, Place& place) const;
  void check_names(Checked& checked, const Passage& passage) const;
  void check_name(Checked& checked, const model::RoleDefinition& role, std::string& value, const Passage& passage) const;
  void check_numbers(Checked& checked, const Passage& passage) const;
  void check_times(Checked& checked, const Passage& passage) const;
  void check_assertion(Checked& checked, const Passage& passage) const;
  bool reads_so(const model::Statement& statement) const;

  const Reader& reader_;
  const document::Document& document_;
  std::string published_;
  Reading own_;  // what the rules make of the document
};

}  // namespace chancery::reading
