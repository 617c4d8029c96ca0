// SPDX-License-Identifier: Apache-2.0
// Questions in SQL, over views whose columns stay what they are (docs/formats/sql.md).
#include <fmt/core.h>
#include <sqlite3.h>

#include <vector>

#include "ledger/ledger.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

constexpr const char* kViews = R"sql(
CREATE TEMP VIEW statements AS SELECT
  s.number AS number, 'st:' || lower(hex(s.id)) AS id, kind.name AS kind, kind.mode AS mode, s.polarity AS polarity,
  CASE s.scope WHEN 0 THEN 'body' WHEN 1 THEN 'table' ELSE 'gloss' END AS scope,
  s.time_on AS time_on, s.time_since AS time_since, s.time_until AS time_until, s.time_at AS time_at,
  iif(s.earliest = -8388608, NULL, date(s.earliest * 86400, 'unixepoch')) AS earliest, date((s.earliest + s.days) * 86400, 'unixepoch') AS latest,
  source.path AS document, source.hash AS sha256, s.place AS place_from, s.place + s.length AS place_to, quote.text AS quote,
  nullif(rule.name, '') AS rule, s.anchor AS anchor, s.line AS line, s.key AS record, columns.names AS columns, datetime(session.recorded, 'unixepoch') AS recorded,
  EXISTS (SELECT 1 FROM main.withdrawn WHERE withdrawn.statement = s.number) AS retracted
  FROM main.statement AS s JOIN main.kind ON kind.number = s.kind JOIN main.source ON source.number = s.source JOIN main.quote ON quote.number = s.quote
  JOIN main.rule ON rule.number = s.rule JOIN main.session ON session.number = s.session
  LEFT JOIN main.columns ON columns.number = s.columns;
CREATE TEMP VIEW roles AS SELECT
  s.number AS number, 'st:' || lower(hex(s.id)) AS statement, name.value AS role, part.value AS value
  FROM main.statement AS s JOIN main.form ON form.number = s.form, json_each(form.roles) AS name, json_each(s.role_values) AS value ON value.key = name.key,
  json_each(iif(value.type = 'array', value.value, json_array(value.value))) AS part;
CREATE TEMP VIEW mentions AS SELECT
  entity.value AS entity, m.statement AS number, 'st:' || lower(hex(s.id)) AS statement, kind.name AS kind
  FROM main.entity JOIN main.mention AS m ON m.entity = entity.number JOIN main.statement AS s ON s.number = m.statement
  JOIN main.kind ON kind.number = m.kind;
CREATE TEMP VIEW sources AS SELECT
  source.hash AS sha256, source.path AS document, reading.form AS form, nullif(reading.title, '') AS title, nullif(reading.published, '') AS published,
  datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.source JOIN main.session ON session.number = source.session
  JOIN main.reading ON reading.number = (SELECT max(number) FROM main.reading WHERE reading.source = source.number);
CREATE TEMP VIEW retractions AS SELECT
  s.number AS number, 'st:' || lower(hex(s.id)) AS statement, r.why AS why, r.person AS person, 'st:' || lower(hex(other.id)) AS replacement,
  datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.retraction AS r JOIN main.statement AS s ON s.number = r.statement JOIN main.session ON session.number = r.session
  LEFT JOIN main.statement AS other ON other.number = r.replacement;
CREATE TEMP VIEW proposals AS SELECT
  s.number AS number, 'st:' || lower(hex(s.id)) AS statement, p.proposer AS person, datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.proposal AS p JOIN main.statement AS s ON s.number = p.statement JOIN main.session ON session.number = p.session;
CREATE TEMP VIEW declarations AS SELECT
  source.hash AS sha256, source.path AS document, nullif(d.title, '') AS title, nullif(d.publisher, '') AS publisher, nullif(d.attribution, '') AS attribution,
  nullif(d.licence, '') AS licence, d.coverage AS coverage, datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.declaration AS d JOIN main.source ON source.number = d.source JOIN main.session ON session.number = d.session;
CREATE TEMP VIEW decisions AS SELECT
  d.finding AS finding, d.action AS action, nullif(d.preferred, '') AS preferred, d.words AS words, d.person AS person,
  datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.decision AS d JOIN main.session ON session.number = d.session;
CREATE TEMP VIEW events AS SELECT
  source.hash AS sha256, source.path AS document, e.line AS line, date(e.day * 86400, 'unixepoch') AS day, p.source AS source, p.target AS target,
  a.scheme AS scheme, a.code AS code, a.intensity AS intensity, x.name AS actor, y.name AS recipient, datetime(session.recorded, 'unixepoch') AS recorded
  FROM main.event AS e JOIN main.event_reading AS r ON r.number = e.reading JOIN main.source ON source.number = r.source
  JOIN main.session ON session.number = r.session JOIN main.event_pair AS p ON p.number = e.pair JOIN main.event_act AS a ON a.number = e.act
  LEFT JOIN main.event_actor AS x ON x.number = e.actor LEFT JOIN main.event_actor AS y ON y.number = e.recipient
  WHERE NOT EXISTS (SELECT 1 FROM main.event_reading AS later WHERE later.source = r.source AND later.number > r.number);
CREATE TEMP VIEW revisions AS SELECT number, datetime(recorded, 'unixepoch') AS recorded, pin FROM main.session;
)sql";

const std::vector<std::string> kMayBeAsked = {"statements", "roles",  "mentions",  "sources",  "retractions", "proposals", "declarations",
                                              "decisions",  "events", "revisions", "versions", "json_each",   "json_tree"};

// What SQLite says of the question itself is the asker's mistake.
base::Error of_question(base::Error error) {
  if (error.kind != ErrorKind::system || error.message == "not enough memory") return error;
  return {ErrorKind::usage, error.message, {}, "the views and their columns are in docs/formats/sql.md"};
}

Cell cell_of(const Query& row, int column) {
  switch (row.type(column)) {
    case Query::Type::nothing:
      return {};
    case Query::Type::integer:
      return row.integer(column);
    case Query::Type::real:
      return row.real(column);
    case Query::Type::text:
      return std::string(row.text(column));
    case Query::Type::blob:
      break;
  }
  std::string digits;
  for (const char byte : row.text(column)) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return digits;
}

}  // namespace

base::Result<bool> Ledger::sql(const std::string& question, const SqlLimits& limits,
                               const std::function<bool(const std::vector<std::string>&)>& head,
                               const std::function<bool(const std::vector<Cell>&)>& row) const {
  // A connection of its own, so that nothing of what it may not do is left behind.
  auto database = Database::open(path_, SQLITE_OPEN_READONLY, options_.wait_milliseconds);
  if (!database) return tl::unexpected(database.error());
  if (auto ok = database->execute(kViews + fmt::format("CREATE TEMP VIEW versions AS SELECT {} AS views;", kViewsVersion)); !ok)
    return tl::unexpected(ok.error());
  database->confine(kMayBeAsked, limits.seconds);
  auto query = database->prepare(question);
  if (!query) return tl::unexpected(of_question(query.error()));
  std::vector<std::string> names;
  for (int i = 0; i < query->columns(); ++i) names.emplace_back(query->name(i));
  if (!head(names)) return true;
  for (std::size_t rows = 0;; ++rows) {
    auto is = query->step();
    if (!is) return tl::unexpected(of_question(is.error()));
    if (!*is) return true;
    if (rows == limits.rows) return false;
    std::vector<Cell> cells;
    for (int i = 0; i < query->columns(); ++i) cells.push_back(cell_of(*query, i));
    if (!row(cells)) return true;
  }
}

}  // namespace chancery::ledger
