// SPDX-License-Identifier: Apache-2.0
// The ledger: one SQLite file that keeps statements, the documents they were read from and what was later retracted, with
// the time of each entry. It only grows: a correction is a new statement, a retraction a record. What it holds of a
// document comes in whole or not at all, also when the program is killed or the disk is full. Not for what the statements
// mean together (src/inquiry). A Ledger owns its connection and is for one thread at a time; several programs may read the
// file while one writes.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/result.h"
#include "ledger/events.h"
#include "ledger/sqlite.h"
#include "model/kinds.h"
#include "model/source.h"
#include "model/statement.h"
#include "time/bounds.h"

namespace chancery::ledger {

class PinSum;
struct Stored;

// A document, or a dataset, whose statements are recorded.
struct SourceDocument {
  std::string path;       // as given
  std::string hash;       // SHA-256 of its bytes, hexadecimal
  std::string form;       // "text", "markdown", …
  std::string title;      // what it says of itself; may be empty
  std::string published;  // EDTF; may be empty
  std::string text;       // decoded; empty where it may not be kept
  std::string reader;     // what read it (program, rules, options), in one word; empty where that is not told
  // What it declares; where it declares neither, what it declared before goes on.
  model::Terms terms = {};
  std::vector<model::Coverage> coverage = {};
};

// Takes one statement of a dataset. An error says what is wrong with it: it was not taken, and the next may be handed on all the same.
using Sink = std::function<base::Result<>(model::Statement)>;
// Hands a dataset's statements on, one after the other. Its error undoes the import.
using HandOn = std::function<base::Result<>(const Sink&)>;

// The licence of a source that states none, where licences are asked for.
inline constexpr std::string_view kNoLicence = "none-stated";

// A state of the ledger by its number (Revision::number): what was recorded later does not count. Without one, as it is now.
using Known = std::optional<std::int64_t>;

// What the ledger held after a writing.
struct Revision {
  std::int64_t number = 0;    // from 1; differs from ledger to ledger
  std::int64_t recorded = 0;  // seconds since 1970, UTC
  std::string pin;
};

// A value of a row that SQL gives.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;  // bytes as hexadecimal digits

struct SqlLimits {
  std::size_t rows = 100000;
  double seconds = 30;
};

// The views that SQL may ask; of another version where a column went or means another thing.
inline constexpr int kViewsVersion = 1;

// A document and what it was read to state.
struct Reading {
  SourceDocument document;
  std::vector<model::Statement> statements;
};

// What record() found new.
struct Recorded {
  std::size_t added = 0;      // statements that were not there
  std::size_t kept = 0;       // that were there already
  std::size_t retracted = 0;  // that this document was thought to make and does not
  std::size_t restated = 0;   // retracted ones that it makes after all
  std::size_t withheld = 0;   // that it makes and somebody took back; they stay so
  bool new_source = false;
  bool declared = false;  // it declares what it did not
  Recorded& operator+=(const Recorded& other);
  bool changed() const { return added || retracted || restated || new_source || declared; }
};

// A document as the ledger knows it.
struct Source {
  std::int64_t number = 0;  // in order of arrival, from 1; differs from ledger to ledger
  std::string path;         // from where it was first read
  std::string hash, form, title, published;
  std::int64_t recorded = 0;  // seconds since 1970, UTC
  std::size_t statements = 0, retracted = 0;
  bool has_text = false;
  model::Terms terms = {};
};

// When a source may have spoken.
struct Spoken {
  std::int64_t recorded = 0;           // seconds since 1970, UTC
  std::string published;               // EDTF; may be empty
  std::optional<time::Day> last_told;  // the latest day on which something that it tells of as a fact may first have happened or begun
};

// How much the ledger holds.
struct Extent {
  std::size_t sources = 0, statements = 0;  // without those retracted
  std::vector<std::string> paths;           // of the first sources
};

// What a source says that it covers.
struct Declared {
  std::int64_t source = 0;  // Source::number
  model::Coverage coverage;
};

// A statement as the ledger keeps it.
struct Entry {
  std::string id;
  model::Statement statement;
  std::int64_t number = 0;    // in order of arrival; differs from ledger to ledger
  std::int64_t source = 0;    // Source::number
  std::int64_t recorded = 0;  // seconds since 1970, UTC
  bool retracted = false;
  std::vector<std::string> by;  // who proposed it, from outside; none where it was only read
  // Of one that somebody took back; all empty where it went by a reading.
  std::string why, retracted_by;
  std::string replaced_by;            // id of the statement that corrects it; may be empty
  std::vector<std::string> corrects;  // ids of those that it stands for
};

// What somebody says of a finding.
struct Decision {
  enum class Action { accept, prefer, note };
  std::string finding;  // its key
  Action action = Action::note;
  std::string preferred;  // a statement's id; only for `prefer`, where it may not be missing
  std::string words;      // may be empty but for `note`
  std::string by;
  std::int64_t recorded = 0;  // seconds since 1970, UTC; the ledger tells
};
std::string_view name_of(Decision::Action action);
std::optional<Decision::Action> action_of(std::string_view name);

// Which statements: all conditions together, empty ones left out. Those retracted are left out unless asked for.
struct Filter {
  std::vector<std::string> entities;  // each is the value of some role that names an entity
  std::vector<std::string> any = {};  // and so is one of these
  std::string kind;
  std::int64_t source = 0;
  std::optional<time::Bounds> period;  // may hold or happen within it
  bool with_retracted = false;
  Known known = {};
  std::vector<std::string> licences = {};  // of sources under one of these; kNoLicence: without one
  bool facts = false;                      // what is said as a fact alone, no plans, allegations, requests
  std::size_t limit = 0;                   // at most so many, those that began last, the last first; 0: all, in order of arrival
};

// How many statements of a kind there are.
struct Count {
  std::string kind;
  std::size_t statements = 0;
};

enum class Access {
  read,    // it must be there
  write,   // it must be there
  create,  // made where it is not there, with the folders above it
};

struct Options {
  int wait_milliseconds = 5000;     // for another program that is writing
  std::optional<std::int64_t> now;  // the recorded clock; else $SOURCE_DATE_EPOCH, else the machine's
};

class Ledger {
 public:
  // `kinds`' table must outlive the ledger.
  static base::Result<Ledger> open(const std::string& path, Access access, const model::Kinds& kinds, const Options& options = {});

  // Makes what the ledger holds of this document what the statements say: adds those that are new, retracts those that are
  // not among them; what somebody proposed stays, what somebody took back stays away. All or nothing; where there is nothing new,
  // not a byte of the file changes. A statement that is not of a known kind or of another document (hash) is an error.
  base::Result<Recorded> record(const SourceDocument& document, std::span<const model::Statement> statements);

  // The same of several documents in one writing: much faster, and all or nothing of all of them. In their order.
  base::Result<std::vector<Recorded>> record(std::span<const Reading> readings);

  // The same of all documents that `next` gives, some at a time until it gives none, in one writing: for millions of statements. While
  // some go in, the next ones are made ready on other threads; `next` is called on this one. Gives the sum.
  base::Result<Recorded> record(const std::function<base::Result<std::vector<Reading>>()>& next);

  // The same of a dataset that need not stand in memory whole; how much of it is there is known when `hand_on` returns, and only then is it
  // asked what the document declares.
  base::Result<Recorded> import(const SourceDocument& document, const HandOn& hand_on);

  // The same of a file of coded events. The document's hash, too, may be told only when `hand_on` returns.
  base::Result<Recorded> import_events(const SourceDocument& document, const HandOnEvents& hand_on);
  // Of a state, or between two.
  base::Result<bool> has_events(std::string_view one, std::string_view other, Known known = {}) const;
  // In order of day, source and line.
  base::Result<> events(const EventFilter& filter, const std::function<base::Result<>(const Event&)>& take) const;

  // Adds statements of this document that somebody proposes, by name; takes nothing back, and brings back what was taken back.
  // All or nothing, as there; proposed twice, nothing changes.
  base::Result<Recorded> propose(const SourceDocument& document, std::span<const model::Statement> statements, std::string_view by);

  // Takes a statement back for good: only propose() or correct() bring it back. Retracted already, it is an error.
  base::Result<> retract(std::string_view id, std::string_view why, std::string_view by);

  // Takes a statement back for another in its stead, which counts as proposed by whoever corrects and is cited as the old one is
  // unless it brings a place (a quote) or a document (a hash that the ledger knows) of its own. Gives the new one's id.
  base::Result<std::string> correct(std::string_view id, model::Statement with, std::string_view why, std::string_view by);

  // What a source that is there declares from now on, in place of what it did.
  base::Result<> declare(std::int64_t source, std::span<const model::Coverage> coverage, const model::Terms& terms);
  base::Result<std::vector<Declared>> coverages(Known known = {}) const;  // in order of arrival of their sources

  // Keeps what somebody says of a finding; said twice, it is kept twice.
  base::Result<> decide(const Decision& decision);
  base::Result<std::vector<Decision>> decisions(Known known = {}) const;  // in order of arrival

  // Hashes of the documents that this reader was the last to read.
  base::Result<std::vector<std::string>> read_by(std::string_view reader) const;

  base::Result<std::vector<Source>> sources(Known known = {}) const;  // in order of arrival
  base::Result<Source> source(std::int64_t number, Known known = {}) const;
  // The document's text; nothing where it was not kept.
  base::Result<std::optional<std::string>> text(std::int64_t source) const;

  base::Result<std::vector<Entry>> entries(const Filter& filter) const;  // in order of arrival
  // How many entries() would give of each kind without a limit. At once where all is asked of one entity, by
  // kind or not; else by counting them, at ten million a second.
  base::Result<std::vector<Count>> counts(const Filter& filter) const;
  // By id or the beginning of one ("st:" may be left out), retracted or not. Not found, or several: an error that says so.
  base::Result<Entry> entry(std::string_view id, Known known = {}) const;
  base::Result<Spoken> spoken(std::int64_t source, Known known = {}) const;
  // At once, however much that is; with so many paths.
  base::Result<Extent> extent(std::size_t paths, Known known = {}) const;
  // All values that name an entity in some statement, in order of the alphabet.
  base::Result<std::vector<std::string>> entities(Known known = {}) const;

  // Statements whose cited words, or else the names in them, have all of the words; the best first. Of the filter: kind, source,
  // period, known, licences, with_retracted and limit.
  base::Result<std::vector<Entry>> search(std::string_view words, const Filter& filter) const;

  // Answers one SELECT over the views of docs/formats/sql.md: the names of the columns, then row by row as long as they are taken.
  // Nothing is written, and no other file read. Gives whether these were all the rows.
  base::Result<bool> sql(const std::string& question, const SqlLimits& limits,
                         const std::function<bool(const std::vector<std::string>&)>& head,
                         const std::function<bool(const std::vector<Cell>&)>& row) const;

  // What is wrong with it, a sentence each: nothing where it is sound. Goes through all of it.
  base::Result<std::vector<std::string>> verify() const;

  // All states that the ledger went through, a writing each, in order of time.
  base::Result<std::vector<Revision>> revisions() const;
  // 64 hexadecimal digits that depend on what the ledger holds (documents, statements, retractions, decisions), and not on the order
  // in which it came, the clock, or the paths of files.
  base::Result<std::string> pin(Known known = {}) const;
  // The same, reckoned anew from every row instead of kept along: differs only where the file was tampered with.
  base::Result<std::string> recomputed_pin(Known known = {}) const;

  // While it lives, all that is read is of one state of the file, and each reading costs less.
  Snapshot snapshot() const { return Snapshot(database_); }

  const std::string& path() const { return path_; }
  const model::Kinds& kinds() const { return kinds_; }

 private:
  class Writing;
  class Recording;
  class Migration;
  struct Prepared;
  base::Result<> check(const SourceDocument& document) const;
  base::Result<Stored> prepare(const SourceDocument& document, model::Statement& statement) const;
  base::Result<std::vector<Prepared>> prepare(std::vector<Reading> readings) const;
  base::Result<std::vector<Recorded>> put(Writing& writing, std::span<const Prepared> documents, const std::string& by);
  base::Result<std::vector<Recorded>> put(std::span<const Prepared> documents, const std::string& by);
  Ledger(std::string path, Database database, const model::Kinds& kinds, const Options& options);
  base::Result<PinSum> sum() const;
  base::Result<std::map<std::int64_t, PinSum>> recomputed_sums() const;                      // what each session added
  base::Result<std::int64_t> last_statement(Known known) const;                              // that counts
  base::Result<std::optional<time::Day>> last_told(std::int64_t source, Known known) const;  // reckoned anew
  // What a number in a statement's row stands for.
  struct Meaning {
    std::string text, more;
    std::int64_t number = 0;
  };
  enum class Table : std::uint8_t { kind, form, rule, source, session };
  base::Result<const Meaning*> meaning(Table table, std::int64_t number) const;
  struct Choice;
  base::Result<Choice> choose(const Filter& filter) const;
  base::Result<std::optional<std::size_t>> rarest(const std::vector<std::int64_t>& entities, const std::string& kinds) const;
  base::Result<std::vector<Entry>> read_entries(Query query, Known known) const;
  base::Result<> read_correction(Entry& entry, Known known) const;
  base::Result<std::vector<Entry>> between(std::int64_t first, std::int64_t last) const;  // by number, retracted or not
  base::Result<Entry> entry_of(std::int64_t number, Known known) const;
  base::Result<Entry> standing(std::string_view id) const;                                        // one that is not retracted
  base::Result<std::int64_t> other_words(std::string_view table, std::string_view column) const;  // found wrong by verify()

  std::string path_;
  mutable Database database_;
  mutable std::array<std::unordered_map<std::int64_t, Meaning>, 5> meanings_ = {};  // by table
  model::Kinds kinds_;
  Options options_;
};

}  // namespace chancery::ledger
