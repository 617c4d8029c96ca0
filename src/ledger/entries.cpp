// SPDX-License-Identifier: Apache-2.0
// Looking statements up.
#include <fmt/core.h>

#include <algorithm>

#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/recording.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

// Without a statement's roles; what {} stands for tells whether it is withdrawn, and ?1 is the last session that counts.
constexpr std::string_view kColumns =
    "SELECT s.number, s.id, s.kind, s.polarity, s.mode, s.scope, s.time_on, s.time_since, s.time_until, s.time_at, s.place_from, "
    "s.place_to,"
    " s.quote, s.rule, s.anchor, s.named, s.source, source.path, source.hash, session.recorded, {},"
    " (SELECT group_concat(proposer, char(10)) FROM proposal WHERE proposal.statement = s.number AND proposal.session <= ?1)"
    " FROM statement AS s JOIN source ON source.number = s.source JOIN session ON session.number = s.session WHERE s.session <= ?1";

std::string columns(Known known) { return fmt::format(kColumns, withdrawn("s.number", known ? "?1" : "")); }

constexpr std::size_t kCandidates = 5;  // named when the beginning of an id is several statements'

// A query in the making: conditions with their values.
struct Conditions {
  std::string sql;
  struct Parameter {
    bool is_text;
    std::int64_t number;
    std::string text;
  };
  std::vector<Parameter> values;

  std::string parameter(std::int64_t number) { return put({false, number, {}}); }
  std::string parameter(const std::string& text) { return put({true, 0, text}); }
  std::string put(Parameter value) {
    values.push_back(std::move(value));
    return fmt::format("?{}", values.size());
  }
  void add(const std::string& condition) { sql += " AND " + condition; }
  void bind_to(Query& query) const {
    int at = 0;
    for (const Parameter& value : values) value.is_text ? query.bind_at(++at, value.text) : query.bind_at(++at, value.number);
  }
};

}  // namespace

base::Result<std::vector<Entry>> Ledger::read_entries(Query query, Known known) const {
  std::vector<Entry> out;
  std::vector<std::int64_t> numbers;
  for (;;) {
    auto row = query.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    numbers.push_back(query.integer(0));
    Entry& entry = out.emplace_back();
    entry.id = query.text(1);
    model::Statement& statement = entry.statement;
    statement.kind = query.text(2);
    statement.polarity = query.integer(3) != 0;
    statement.mode = model::mode_of(query.text(4)).value_or(model::Mode::fact);
    statement.scope = model::scope_of(query.text(5)).value_or(model::Scope::body);
    statement.time.on = query.text(6);
    statement.time.since = query.text(7);
    statement.time.until = query.text(8);
    statement.time.at = query.text(9);
    statement.source.from = static_cast<std::uint64_t>(query.integer(10));
    statement.source.to = static_cast<std::uint64_t>(query.integer(11));
    statement.source.quote = query.text(12);
    statement.rule = query.text(13);
    statement.anchor = query.text(14);
    statement.as = unpack(query.text(15));
    entry.source = query.integer(16);
    statement.source.document = query.text(17);
    statement.source.document_hash = query.text(18);
    entry.recorded = query.integer(19);
    entry.retracted = query.integer(20) != 0;
    for (std::string_view by = query.text(21); !by.empty();) {
      entry.by.emplace_back(by.substr(0, by.find('\n')));
      by.remove_prefix(std::min(entry.by.back().size() + 1, by.size()));
    }
  }
  auto roles = database_.prepare("SELECT place, part, name, text, number FROM role WHERE statement = ?1 ORDER BY place, part");
  if (!roles) return tl::unexpected(roles.error());
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].retracted || !out[i].by.empty())
      if (auto ok = read_correction(out[i], numbers[i], known); !ok) return tl::unexpected(ok.error());
    roles->reset();
    roles->bind(numbers[i]);
    std::vector<model::Role>& into = out[i].statement.roles;
    for (;;) {
      auto row = roles->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      const std::int64_t part = roles->integer(1);
      if (part == 0) {
        if (roles->is_null(3))
          into.push_back({std::string(roles->text(2)), roles->real(4)});
        else
          into.push_back({std::string(roles->text(2)), std::string(roles->text(3))});
        continue;
      }
      if (part == 1) into.push_back({std::string(roles->text(2)), std::vector<std::string>()});
      auto* set = into.empty() ? nullptr : std::get_if<std::vector<std::string>>(&into.back().value);
      if (!set) return base::fail(ErrorKind::unreadable, "the ledger is damaged", path_);
      set->emplace_back(roles->text(3));
    }
  }
  return out;
}

// Who took it back and for what, and what it was put in the place of.
base::Result<> Ledger::read_correction(Entry& entry, std::int64_t number, Known known) const {
  if (entry.retracted) {
    auto query = database_.query(
        "SELECT why, person, (SELECT id FROM statement WHERE number = replacement) FROM taken_back WHERE retraction ="
        " (SELECT max(number) FROM retraction WHERE statement = ?2 AND session <= ?1)",
        known.value_or(kNow), number);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row) {
      entry.why = query->text(0);
      entry.retracted_by = query->text(1);
      entry.replaced_by = query->text(2);
    }
  }
  if (entry.by.empty()) return {};
  auto query = database_.query(
      "SELECT DISTINCT id FROM taken_back JOIN retraction ON retraction.number = retraction"
      " JOIN statement ON statement.number = retraction.statement WHERE replacement = ?2 AND retraction.session <= ?1 ORDER BY id",
      known.value_or(kNow), number);
  if (!query) return tl::unexpected(query.error());
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    entry.corrects.emplace_back(query->text(0));
  }
}

base::Result<std::vector<Entry>> Ledger::entries(const Filter& filter) const {
  Snapshot snapshot(database_);
  Conditions where;
  const std::string known = where.parameter(filter.known.value_or(kNow));
  std::string period;
  if (filter.period)
    period =
        fmt::format("earliest <= {} AND latest >= {}", where.parameter(filter.period->latest), where.parameter(filter.period->earliest));
  const std::string kind = filter.kind.empty() ? "" : fmt::format("kind = {}", where.parameter(filter.kind));
  for (std::size_t i = 0; i < filter.entities.size(); ++i) {
    const std::string entity = fmt::format("(SELECT number FROM entity WHERE value = {})", where.parameter(filter.entities[i]));
    // The first is looked up with all that its index covers, the others by the statement.
    if (i == 0)
      where.add(fmt::format("s.number IN (SELECT statement FROM mention WHERE entity = {}{}{})", entity, kind.empty() ? "" : " AND " + kind,
                            period.empty() ? "" : " AND " + period));
    else
      where.add(fmt::format("EXISTS (SELECT 1 FROM mention WHERE entity = {} AND statement = s.number)", entity));
  }
  if (filter.entities.empty()) {
    if (!kind.empty()) where.add("s." + kind);
    if (!period.empty()) where.add(period);
  }
  if (filter.source) where.add(fmt::format("s.source = {}", where.parameter(filter.source)));
  if (!filter.with_retracted) where.add(fmt::format("NOT {}", withdrawn("s.number", filter.known ? known : "")));
  auto query = database_.prepare(columns(filter.known) + where.sql + " ORDER BY s.number");
  if (!query) return tl::unexpected(query.error());
  where.bind_to(*query);
  return read_entries(std::move(*query), filter.known);
}

base::Result<Entry> Ledger::entry(std::string_view id, Known known) const {
  std::string from(id);
  if (from.rfind("st:", 0) != 0) from = "st:" + from;
  const bool digits = from.size() > 3 && std::all_of(from.begin() + 3, from.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (!digits)
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" is no statement's id", id), {},
                      "an id is st: and hexadecimal digits, or the first of them");
  std::transform(from.begin() + 3, from.end(), from.begin() + 3, [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  Snapshot snapshot(database_);
  // All that begin so: after the digits comes a letter behind them all.
  auto query = database_.query(columns(known) + " AND s.id >= ?2 AND s.id < ?3 ORDER BY s.id LIMIT ?4", known.value_or(kNow), from,
                               from + "g", kCandidates + 1);
  if (!query) return tl::unexpected(query.error());
  auto found = read_entries(std::move(*query), known);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return base::fail(ErrorKind::not_found, fmt::format("the ledger has no statement {}", from), path_);
  if (found->size() == 1) return std::move(found->front());
  std::string candidates;
  for (std::size_t i = 0; i < std::min(found->size(), kCandidates); ++i) candidates += (i ? ", " : "") + (*found)[i].id;
  if (found->size() > kCandidates) candidates += " …";
  return base::fail(ErrorKind::usage, fmt::format("{} begins the ids of several statements", from), path_, "one of " + candidates);
}

}  // namespace chancery::ledger
