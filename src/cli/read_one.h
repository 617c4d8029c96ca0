// SPDX-License-Identifier: Apache-2.0
// What `chancery read` does with one document, on any thread. Plain functions and values.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/documents.h"
#include "ledger/ledger.h"
#include "reading/reader.h"
#include "sources/mapping.h"

namespace chancery::cli {

struct ReadSettings {
  DocumentSettings documents;
  reading::Options reading;
  bool table = false;                      // counts are wanted
  bool lines = false;                      // statements as JSON are wanted
  bool unread = false;                     // sentences that nothing was read from are wanted
  bool keep = false;                       // the document and its statements are wanted, for the ledger
  std::string reader;                      // what the statements depend on besides the document, in one word
  std::optional<sources::Mapping> source;  // whose terms and coverage the documents have
};

// Hashes of documents, of which there may be millions.
class Hashes {
 public:
  explicit Hashes(const std::vector<std::string>& hexadecimal = {});
  bool empty() const { return hashes_.empty(); }
  bool contains(std::string_view hexadecimal) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> hashes_;  // half of each tells them apart
};

// What became of one document.
struct Outcome {
  std::string path;
  std::uint64_t bytes = 0;
  std::optional<base::Error> error;  // why it could not be read
  bool breaks_off = false;           // with `error`: what comes after it in its file is lost
  std::string skipped;               // why it was passed over
  bool known = false;                // it was passed over because the ledger has it
  std::vector<std::string> warnings;
  std::map<std::string, std::size_t> kinds;  // how many statements of each
  std::string lines;
  std::vector<reading::Unread> unread;
  ledger::SourceDocument source;
  std::vector<model::Statement> statements;
};

Outcome read_one(document::Item item, const reading::Reader& reader, const ReadSettings& settings, const Hashes& known);

}  // namespace chancery::cli
