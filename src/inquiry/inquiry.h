// SPDX-License-Identifier: Apache-2.0
// What held, who says so, what is not known: facts put together from the statements of a ledger. Not for what contradicts
// what and why beyond two dates or two figures for one thing (src/audit), nor for layout (src/brief, src/cli). An Inquiry
// refers to its ledger and gazetteer, which must outlive it; like the ledger, it is for one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gazetteer/gazetteer.h"
#include "ledger/ledger.h"
#include "model/statement.h"
#include "time/interval.h"

namespace chancery::inquiry {

inline constexpr std::size_t kShownPin = 16;  // digits of a pin that are shown; enough to ask by

// Through what a ledger is looked at.
struct Window {
  ledger::Known known;                  // a revision: what was recorded later is not seen
  std::vector<ledger::Entry> supposed;  // statements that the ledger does not hold, laid over it (see suppose.h)
  // Only what sources under one of these say; empty: under whatever. A source without any is of licence "none-stated".
  std::vector<std::string> licences = {};
};

// Somebody or something that statements speak of.
struct Entity {
  std::string value;        // as statements have it: "KAZ", "OSCE", "Nursultan Nazarbayev"
  std::string name;         // for people: "Kazakhstan"
  std::uint32_t index = 0;  // in the gazetteer; 0 where only the ledger knows it
};

// Statements that say the same: same kind, polarity, mode and identifying roles, and nothing else that differs (one may
// give a city or a day where another does not).
struct Fact {
  std::string kind;
  std::vector<model::Role> roles;  // the most detailed that is said, in the kind's order
  model::Time time;                // likewise
  bool polarity = true;
  model::Mode mode = model::Mode::fact;
  time::Interval interval;                   // when it held or happened; of what lasts until something else is said, open
  time::Truth truth = time::Truth::certain;  // whether at the date asked; certain where none was asked
  std::vector<ledger::Entry> statements;     // all that say it, the most detailed first

  const model::Value* role(std::string_view name) const;
};

// Two facts that cannot both be: one thing with two dates or two figures, or said and denied of the same time.
struct Conflict {
  enum class Kind : std::uint8_t { dates, values, denial };
  Kind kind = Kind::dates;
  std::string role;                          // of values, the role that differs; of dates, "on", "since" or "until"
  std::size_t first = 0, second = 0;         // places in the facts that were asked about
  time::Truth truth = time::Truth::certain;  // possible: they may speak of different times
};

enum class Verdict : std::uint8_t { yes, no, unknown, contested };
std::string_view name_of(Verdict verdict);

// In the order of how much they say.
enum class Unknown : std::uint8_t {
  none,              // it is known
  not_said,          // no statement speaks of it, and no source says that it would
  outside_coverage,  // there are sources that would say so, but of others, or of other dates
  not_then,          // statements speak of it, but of other dates
  too_vague,         // statements speak of it that can neither be said to hold then nor not to: they give no date
  withheld,          // statements speak of it that are not among those of the licences asked for
  not_a_state,       // one asked about did not exist then
};
std::string_view name_of(Unknown why);  // "not-said"

struct Answer {
  Verdict verdict = Verdict::unknown;
  Unknown why = Unknown::not_said;
  time::Truth truth = time::Truth::no;  // of a yes or no: certain or possible
  std::vector<Fact> facts;              // what it rests on
  // Of a no that nobody says: the sources that would have said yes. Of what is outside coverage: those whose it is outside of.
  std::vector<ledger::Declared> coverage;
};

struct Question {
  std::vector<std::string> entities;  // values (see resolve); facts speak of all of them
  std::vector<std::string> any = {};  // and of one of these
  std::string kind;                   // empty: of any kind
  std::string as_of;                  // EDTF; empty: at any time
  bool other_modes = false;           // plans, allegations and requests too
  // Facts have each of these values, of a set one of them, whichever side of a symmetric kind they stand on; what leaves a role out has
  // its default, and a city is known by all its names.
  std::vector<model::Role> roles;
  // Where more than `at_once` statements speak of it (whenever they hold), of each kind `most`, those that began last and may hold then,
  // with others that tell when these ended. 0: all, however many.
  std::size_t most = 0, at_once = 10000;
};

// What was put together of a question, whenever it held.
struct Gathered {
  std::vector<Fact> facts;
  std::map<std::string, std::size_t> more;  // statements that were left out, by kind; of a date where one was asked for
};

// A statement with what surrounds it.
struct Explanation {
  ledger::Entry entry;
  ledger::Source source;
  std::string before, after;            // the words around the quote, cut at words; empty where the text is not kept
  std::vector<ledger::Entry> agreeing;  // other statements that say the same
  std::vector<ledger::Entry> rivals;    // of the same thing, with another date or figure, or denying it
};

class Inquiry {
 public:
  Inquiry(const ledger::Ledger& ledger, const gazetteer::Gazetteer& gazetteer, Window window = {})
      : ledger_(ledger), gazetteer_(gazetteer), window_(std::move(window)) {}

  // Who is meant: a code, a name the gazetteer knows (at `as_of`, EDTF, where given), else a value of the ledger in any case,
  // or the last name of one person in it. Several: an error with the candidates. None: an error with the nearest.
  base::Result<Entity> resolve(std::string_view name, std::string_view as_of = {}) const;
  // A value for people: "Kazakhstan" for "KAZ", else the value itself.
  std::string display_name(std::string_view value) const;

  // By kind in the alphabet's order, then by time, then by roles. With `as_of`, only those that hold then, certainly or
  // possibly.
  base::Result<std::vector<Fact>> facts(const Question& question) const;
  // The same of all times, whatever date is asked for (see hold_at), with what the question left out.
  base::Result<Gathered> gather(const Question& question) const;
  // Whether there is such a thing: facts that say so against facts that deny it, and against the silence of sources that would say so.
  base::Result<Answer> answer(const Question& question) const;
  // The last of these: a no, or an unknown that says why. `facts`: what was found, if anything.
  base::Result<Answer> silence(const Question& question, const std::vector<Fact>& facts) const;
  // Among facts that were asked for together.
  std::vector<Conflict> conflicts(const std::vector<Fact>& facts) const;
  // Of a statement's id or the beginning of one.
  base::Result<Explanation> why(std::string_view id) const;

  // What the ledger holds, seen through the window; of what is supposed, its source is number 0.
  base::Result<std::vector<ledger::Entry>> entries(ledger::Filter filter) const;
  base::Result<std::vector<ledger::Count>> counts(ledger::Filter filter) const;
  base::Result<ledger::Extent> extent(std::size_t paths) const;                                          // without what is supposed
  base::Result<std::vector<ledger::Entry>> search(std::string_view words, ledger::Filter filter) const;  // likewise
  base::Result<ledger::Entry> entry(std::string_view id) const;
  base::Result<ledger::Source> source(std::int64_t number) const;
  base::Result<ledger::Spoken> spoken(std::int64_t source) const;
  base::Result<std::vector<ledger::Source>> sources() const;
  base::Result<std::vector<ledger::Declared>> coverages() const;
  // A line that tells by which pin, as of when and under which suppositions something was answered.
  base::Result<std::string> foot(std::string_view as_of = {}) const;
  base::Result<std::string> pin() const { return ledger_.pin(window_.known); }

  const Window& window() const { return window_; }
  const model::Kinds& kinds() const { return ledger_.kinds(); }
  const ledger::Ledger& ledger() const { return ledger_; }
  const gazetteer::Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  base::Result<std::vector<std::string>> values() const;       // that name an entity
  base::Result<time::Bounds> said(std::int64_t source) const;  // the days on which a source may speak
  base::Result<std::vector<Fact>> put_together(std::vector<ledger::Entry> entries) const;
  base::Result<std::vector<ledger::Entry>> latest(const ledger::Filter& filter, const Question& question,
                                                  const std::vector<ledger::Count>& counts, std::map<std::string, std::size_t>& more) const;
  void look_through(ledger::Filter& filter) const;
  base::Result<bool> allowed(std::int64_t source) const;  // by its licence
  base::Result<Unknown> why_unknown(const Question& question) const;

  const ledger::Ledger& ledger_;
  const gazetteer::Gazetteer& gazetteer_;
  Window window_;
  mutable std::map<std::int64_t, ledger::Spoken> spoken_;
  mutable std::map<std::int64_t, time::Bounds> said_;
  mutable std::map<std::int64_t, bool> allowed_;
};

// Keeps those that hold at the date (EDTF), certainly or possibly; all where it is empty.
base::Result<> hold_at(std::string_view as_of, std::vector<Fact>& facts);

}  // namespace chancery::inquiry
