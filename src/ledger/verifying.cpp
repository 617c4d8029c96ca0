// SPDX-License-Identifier: Apache-2.0
// Whether a ledger is what it should be.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <unordered_map>

#include "ledger/events_going_in.h"
#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/stored.h"

namespace chancery::ledger {
namespace {

// Each counts what there should be none of.
struct Check {
  const char *wrong, *sql;
};
constexpr Check kChecks[] = {
    {"statements not to be found by their ids",
     "SELECT count(*) FROM statement AS s WHERE NOT EXISTS (SELECT 1 FROM identity WHERE identity.id = s.id AND identity.statement = "
     "s.number)"},
    {"ids of no statement", "SELECT (SELECT count(*) FROM identity) - (SELECT count(*) FROM statement)"},
    {"statements outside the spans of their documents",
     "SELECT (SELECT count(*) FROM statement) - (SELECT count(*) FROM span CROSS JOIN statement AS s ON s.number BETWEEN first AND last "
     "AND s.source = span.source)"},
    {"mentions that their statements do not bear out",
     "SELECT count(*) FROM mention AS m LEFT JOIN statement AS s ON s.number = m.statement"
     " WHERE s.number IS NULL OR s.kind <> m.kind OR s.earliest <> m.earliest OR s.days IS NOT m.days"},
    {"dyads that their statements do not bear out",
     "SELECT count(*) FROM dyad AS d LEFT JOIN mention AS a ON (a.entity, a.kind, a.earliest, a.statement) = (one, d.kind, d.earliest, "
     "d.statement)"
     " LEFT JOIN mention AS b ON (b.entity, b.kind, b.earliest, b.statement) = (other, d.kind, d.earliest, d.statement)"
     " WHERE a.entity IS NULL OR b.entity IS NULL OR d.days IS NOT a.days"},
    {"mentions aside that are none",
     "SELECT count(*) FROM aside AS d LEFT JOIN mention AS a USING (entity, kind, earliest, statement) WHERE a.entity IS NULL OR d.days IS "
     "NOT a.days"},
    {"tallies that do not add up",
     "SELECT count(*) FROM (SELECT entity, kind, sum(n) AS n FROM (SELECT entity, kind, 1 AS n FROM mention WHERE statement NOT IN"
     " (SELECT statement FROM withdrawn) UNION ALL SELECT entity, kind, -statements FROM tally) GROUP BY entity, kind) WHERE n <> 0"},
    {"quotes that are not searched",
     "SELECT (SELECT count(*) FROM quote) - (SELECT count(*) FROM quote JOIN quote_words_docsize ON id = number)"},
    {"names that are not searched",
     "SELECT (SELECT count(*) FROM entity) - (SELECT count(*) FROM entity JOIN entity_words_docsize ON id = number)"},
    {"rows that name others which are not there", "SELECT count(*) FROM pragma_foreign_key_check"},
};

// Each word's rows and places, as the searched words have them and as they are when made anew.
constexpr const char* kWords = R"sql(
CREATE VIRTUAL TABLE temp.fresh USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 2");
INSERT INTO temp.fresh (rowid, text) SELECT number, {1} FROM {0};
CREATE VIRTUAL TABLE temp.fresh_terms USING fts5vocab (temp, fresh, row);
CREATE VIRTUAL TABLE temp.kept_terms USING fts5vocab (main, {0}_words, row);
)sql";
constexpr const char* kOtherWords =
    "SELECT count(*) FROM (SELECT * FROM (SELECT * FROM temp.fresh_terms EXCEPT SELECT * FROM temp.kept_terms)"
    " UNION ALL SELECT * FROM (SELECT * FROM temp.kept_terms EXCEPT SELECT * FROM temp.fresh_terms))";
constexpr const char* kNoWords = "DROP TABLE temp.kept_terms; DROP TABLE temp.fresh_terms; DROP TABLE temp.fresh;";

constexpr std::int64_t kAtOnce = 10000;  // statements

}  // namespace

base::Result<std::int64_t> Ledger::other_words(std::string_view table, std::string_view column) const {
  if (auto ok = database_.execute(fmt::format(kWords, table, column)); !ok) return tl::unexpected(ok.error());
  auto count = database_.number(kOtherWords);
  if (auto ok = database_.execute(kNoWords); !ok) return tl::unexpected(ok.error());
  return count;
}

base::Result<std::vector<std::string>> Ledger::verify() const {
  std::vector<std::string> wrong;
  auto check = database_.query("PRAGMA integrity_check");
  if (!check) return tl::unexpected(check.error());
  for (;;) {
    auto row = check->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (check->text(0) != "ok") wrong.emplace_back(check->text(0));
  }
  check->reset();
  if (!wrong.empty()) return wrong;

  Snapshot snapshot(database_);
  auto add = [&](std::string_view what, std::int64_t count) {
    if (count != 0) wrong.push_back(fmt::format("{} {}", count, what));
  };
  for (const auto& [what, sql] : kChecks) {
    auto count = database_.number(sql);
    if (!count) return tl::unexpected(count.error());
    add(what, *count);
  }
  auto count = database_.number(fmt::format("SELECT count(*) FROM statement WHERE {} <> {}", withdrawn("statement.number", ""),
                                            withdrawn("statement.number", std::to_string(kNow))));
  if (!count) return tl::unexpected(count.error());
  add("statements whose last word is not what is kept of it", *count);

  for (auto [table, column] : {std::pair{"quote", "text"}, {"entity", "value"}}) {
    count = other_words(table, column);
    if (!count) return tl::unexpected(count.error());
    add(fmt::format("words that are searched elsewhere than where a {} has them", table), *count);
  }

  // What the ids and the pins say, and of whom each statement speaks.
  auto last = database_.number("SELECT max(number) FROM statement");
  if (!last) return tl::unexpected(last.error());
  std::int64_t others = 0, dyads = 0, asides = 0;
  std::unordered_map<std::string, std::int64_t> mentions;
  for (std::int64_t from = 1; from <= *last; from += kAtOnce) {
    auto entries = between(from, from + kAtOnce - 1);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries) {
      const Stored stored = store(kinds_, entry.statement);
      others += stored.id != entry.id;
      const std::int64_t sides = std::count_if(stored.mentions.begin(), stored.mentions.end(), [](const Mention& one) { return one.side; });
      const bool paired = sides <= static_cast<std::int64_t>(kMostSides);
      if (paired) dyads += sides * (sides - 1) / 2;
      for (const Mention& mention : stored.mentions) {
        ++mentions[mention.value];
        asides += !(paired && mention.side);
      }
    }
  }
  add("statements that are not what their ids say", others);
  for (auto [what, table, expected] : {std::tuple{"dyads more or fewer than statements have", "dyad", dyads},
                                       {"mentions aside more or fewer than statements have", "aside", asides}}) {
    count = database_.number(fmt::format("SELECT count(*) FROM {}", table));
    if (!count) return tl::unexpected(count.error());
    add(what, std::abs(*count - expected));
  }
  auto mentioned = database_.query("SELECT value, (SELECT count(*) FROM mention WHERE mention.entity = entity.number) FROM entity");
  if (!mentioned) return tl::unexpected(mentioned.error());
  if (auto all = mentioned->each([&] { mentions[std::string(mentioned->text(0))] -= mentioned->integer(1); }); !all)
    return tl::unexpected(all.error());
  add("names that are not mentioned as often as statements have them",
      std::count_if(mentions.begin(), mentions.end(), [](const auto& mention) { return mention.second != 0; }));
  auto events = event_readings(database_);
  auto readings = database_.query("SELECT number, events, sum FROM event_reading");
  if (!events || !readings) return tl::unexpected(events ? readings.error() : events.error());
  std::int64_t other_events = 0;
  auto all_events = readings->each([&] {
    const EventReading is = std::exchange((*events)[readings->integer(0)], {});
    other_events += is.events != readings->integer(1) || is.sum.hex() != readings->text(2);
  });
  if (!all_events) return tl::unexpected(all_events.error());
  for (const auto& [number, left] : *events) other_events += left.events > 0;
  add("files whose events are not those that were recorded", other_events);
  std::int64_t untold = 0;
  auto told = database_.query(
      "SELECT number, (SELECT day FROM told WHERE told.source = number ORDER BY session DESC LIMIT 1) FROM source ORDER BY number");
  if (!told) return tl::unexpected(told.error());
  auto all_told = told->each([&]() -> base::Result<> {
    auto day = last_told(told->integer(0), {});
    if (!day) return tl::unexpected(day.error());
    untold += *day != (told->is_null(1) ? std::nullopt : std::optional<time::Day>(told->integer(1)));
    return {};
  });
  if (!all_told) return tl::unexpected(all_told.error());
  add("documents that are kept to tell of other days than they do", untold);
  auto sums = recomputed_sums();
  if (!sums) return tl::unexpected(sums.error());
  auto revisions = this->revisions();
  if (!revisions) return tl::unexpected(revisions.error());
  PinSum sum;
  std::int64_t differ = 0;
  for (const Revision& revision : *revisions) {
    sum.add((*sums)[revision.number]);
    differ += sum.pin() != revision.pin;
  }
  add("pins that differ from what the ledger holds", differ);
  auto kept = pin();
  if (!kept) return tl::unexpected(kept.error());
  if (*kept != sum.pin()) wrong.emplace_back("the pin differs from what the ledger holds");
  return wrong;
}

}  // namespace chancery::ledger
