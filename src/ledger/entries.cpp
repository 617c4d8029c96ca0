// SPDX-License-Identifier: Apache-2.0
// Looking statements up.
#include <fmt/format.h>

#include <algorithm>

#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/stored.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

// Of the statements chosen as `c`; what {} stands for tells which are chosen and whether one is withdrawn. ?1 is the last session that
// counts. The joins are crossed to be made in this order.
constexpr std::string_view kEntries =
    "SELECT s.number, s.id, s.kind, s.form, s.role_values, s.polarity, s.scope, s.time_on, s.time_since, s.time_until, s.time_at, s.place,"
    " s.length, quote.text, s.rule, s.anchor, s.named, s.source, s.session, {1},"
    " (SELECT group_concat(proposer, char(10)) FROM proposal WHERE proposal.statement = s.number AND proposal.session <= ?1),"
    " s.line, s.key, (SELECT names FROM columns WHERE columns.number = s.columns)"
    " FROM ({0}) AS c CROSS JOIN statement AS s ON s.number = c.statement CROSS JOIN quote ON quote.number = s.quote {2}";

constexpr std::size_t kMostMeanings = 100000;  // that are kept, of a table

// Those that began last, as many as ?3 says.
constexpr std::string_view kLast = " ORDER BY earliest DESC, statement DESC LIMIT ?3";

constexpr std::int64_t kFew = 50, kMany = 20000;  // rows of an index
constexpr std::size_t kCandidates = 5;            // named when the beginning of an id is several statements'
constexpr std::size_t kIdDigits = 20;

std::string entries_query(Known known, std::string_view chosen, std::string_view order) {
  return fmt::format(kEntries, chosen, withdrawn("s.number", known ? "?1" : ""), order);
}

}  // namespace

// Rows of these tables never change, so what was read once is not read again.
base::Result<const Ledger::Meaning*> Ledger::meaning(Table table, std::int64_t number) const {
  static constexpr std::string_view kQueries[] = {
      "SELECT name, mode, 0 FROM kind WHERE number = ?1", "SELECT roles, '', 0 FROM form WHERE number = ?1",
      "SELECT name, '', 0 FROM rule WHERE number = ?1", "SELECT path, hash, 0 FROM source WHERE number = ?1",
      "SELECT '', '', recorded FROM session WHERE number = ?1"};
  auto& meanings = meanings_[static_cast<std::size_t>(table)];
  if (auto it = meanings.find(number); it != meanings.end()) return &it->second;
  auto query = database_.query(kQueries[static_cast<std::size_t>(table)], number);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(ErrorKind::unreadable, "the ledger is damaged", path_);
  if (meanings.size() == kMostMeanings) meanings.clear();
  return &meanings.emplace(number, Meaning{std::string(query->text(0)), std::string(query->text(1)), query->integer(2)}).first->second;
}

base::Result<std::vector<Entry>> Ledger::read_entries(Query query, Known known) const {
  std::vector<Entry> out;
  // A writing may be rolled back, and its numbers then stand for something else.
  if (!database_.is_read_only())
    for (auto& meanings : meanings_) meanings.clear();
  for (;;) {
    auto row = query.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return out;
    const Meaning* meanings[5];
    for (auto [table, column] :
         {std::pair{Table::kind, 2}, {Table::form, 3}, {Table::rule, 14}, {Table::source, 17}, {Table::session, 18}}) {
      auto found = meaning(table, query.integer(column));
      if (!found) return tl::unexpected(found.error());
      meanings[static_cast<std::size_t>(table)] = *found;
    }
    const auto& [kind, form, rule, source, session] = meanings;
    Entry& entry = out.emplace_back();
    entry.number = query.integer(0);
    entry.id = id_of(query.text(1));
    model::Statement& statement = entry.statement;
    statement.kind = kind->text;
    statement.mode = model::mode_of(kind->more).value_or(model::Mode::fact);
    if (!read_roles(form->text, query.text(4), statement.roles)) return base::fail(ErrorKind::unreadable, "the ledger is damaged", path_);
    statement.polarity = query.integer(5) != 0;
    statement.scope = static_cast<model::Scope>(query.integer(6));
    statement.time = {std::string(query.text(7)), std::string(query.text(8)), std::string(query.text(9)), std::string(query.text(10))};
    statement.source.from = static_cast<std::uint64_t>(query.integer(11));
    statement.source.to = statement.source.from + static_cast<std::uint64_t>(query.integer(12));
    statement.source.quote = query.text(13);
    statement.rule = rule->text;
    statement.anchor = query.text(15);
    statement.as = unpack(query.text(16));
    entry.source = query.integer(17);
    statement.source.document = source->text;
    statement.source.document_hash = source->more;
    statement.source.line = static_cast<std::uint64_t>(query.integer(21));
    statement.source.key = query.text(22);
    statement.source.column = query.text(23);
    entry.recorded = session->number;
    entry.retracted = query.integer(19) != 0;
    for (std::string_view by = query.text(20); !by.empty();) {
      entry.by.emplace_back(by.substr(0, by.find('\n')));
      by.remove_prefix(std::min(entry.by.back().size() + 1, by.size()));
    }
    if (entry.retracted || !entry.by.empty())
      if (auto ok = read_correction(entry, known); !ok) return tl::unexpected(ok.error());
  }
}

// Who took it back and for what, and what it was put in the place of.
base::Result<> Ledger::read_correction(Entry& entry, Known known) const {
  if (entry.retracted) {
    auto query = database_.query(
        "SELECT why, person, (SELECT id FROM statement WHERE number = replacement) FROM retraction WHERE number ="
        " (SELECT max(number) FROM retraction WHERE statement = ?2 AND session <= ?1)",
        known.value_or(kNow), entry.number);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row) {
      entry.why = query->text(0);
      entry.retracted_by = query->text(1);
      if (!query->is_null(2)) entry.replaced_by = id_of(query->text(2));
    }
  }
  if (entry.by.empty()) return {};
  auto query = database_.query(
      "SELECT DISTINCT id FROM retraction JOIN statement ON statement.number = retraction.statement WHERE replacement = ?2"
      " AND retraction.session <= ?1 ORDER BY id",
      known.value_or(kNow), entry.number);
  if (!query) return tl::unexpected(query.error());
  return query->each([&] { entry.corrects.emplace_back(id_of(query->text(0))); });
}

// What a filter comes down to: a table or a query with the columns statement, kind, earliest and days, and conditions on them. ?1 is
// the last session that counts, ?2 the last statement.
struct Ledger::Choice {
  std::string from, where = "1";
  bool none = false;  // there can be none
  std::vector<std::int64_t> entities;
  std::vector<std::variant<std::int64_t, std::string>> values;  // of the parameters from ?4; ?3 is for a limit

  std::string parameter(std::variant<std::int64_t, std::string> value) {
    values.push_back(std::move(value));
    return fmt::format("?{}", values.size() + 3);
  }
  void bind_to(Query& query) const {
    for (std::size_t i = 0; i < values.size(); ++i)
      std::visit([&](const auto& value) { query.bind_at(static_cast<int>(i) + 4, value); }, values[i]);
  }
};

// The entity from which to look for statements that speak of all of them; none where dyads lead there faster.
base::Result<std::optional<std::size_t>> Ledger::rarest(const std::vector<std::int64_t>& entities, const std::string& kinds) const {
  bool aside = false;
  std::size_t out = 0;
  std::int64_t least = kNow;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    auto asides = database_.number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM aside WHERE entity = ?1{} LIMIT ?2)", kinds),
                                   entities[i], kFew + 1);
    if (!asides) return tl::unexpected(asides.error());
    aside = aside || (i < 2 && *asides > kFew);
    auto mentions = database_.number(fmt::format("SELECT sum(statements) FROM tally WHERE entity = ?1{}", kinds), entities[i]);
    if (!mentions) return tl::unexpected(mentions.error());
    if (*mentions < least) least = *mentions, out = i;
  }
  // Of very many, those that began last are found before all are looked through.
  return aside && least < kMany ? std::optional(out) : std::nullopt;
}

base::Result<Ledger::Choice> Ledger::choose(const Filter& filter) const {
  Choice choice;
  for (const std::string& value : filter.entities) {
    auto number = database_.number("SELECT number FROM entity WHERE value = ?1", value);
    if (!number) return tl::unexpected(number.error());
    if (!*number) choice.none = true;
    if (std::find(choice.entities.begin(), choice.entities.end(), *number) == choice.entities.end()) choice.entities.push_back(*number);
  }
  std::string any;
  for (const std::string& value : filter.any) {
    auto number = database_.number("SELECT number FROM entity WHERE value = ?1", value);
    if (!number) return tl::unexpected(number.error());
    if (*number) any += fmt::format("{}{}", any.empty() ? "[" : ",", *number);
  }
  if (any.empty() && !filter.any.empty()) choice.none = true;
  if (!any.empty()) any = fmt::format("(SELECT value FROM json_each({}))", choice.parameter(any + "]"));
  std::string conditions = filter.known ? " AND statement <= ?2" : "";
  std::string kinds;
  if (!filter.kind.empty() || filter.facts) {
    std::string numbers;
    auto query =
        database_.query("SELECT number FROM kind WHERE (name = ?1 OR ?1 = '') AND (mode = 'fact' OR NOT ?2)", filter.kind, filter.facts);
    if (!query) return tl::unexpected(query.error());
    auto all = query->each([&] { numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ", query->integer(0)); });
    if (!all) return tl::unexpected(all.error());
    if (numbers.empty()) choice.none = true;
    kinds = fmt::format(" AND kind IN ({})", numbers);
    conditions += kinds;
  }
  if (filter.period)
    conditions += " AND " + shares_a_day(choice.parameter(filter.period->earliest), choice.parameter(filter.period->latest));
  if (!filter.with_retracted) conditions += " AND NOT " + withdrawn("chosen.statement", filter.known ? "?1" : "");
  if (!filter.licences.empty())
    conditions += fmt::format(" AND (SELECT source FROM statement WHERE number = chosen.statement) IN ({})",
                              sources_under(choice.parameter(json_list(filter.licences)), "?1"));

  const std::string source = filter.source ? choice.parameter(filter.source) : "";
  std::vector<std::string> entities;
  for (std::int64_t number : choice.entities) entities.push_back(choice.parameter(number));
  auto speaks_of = [&](std::string_view entity, std::string_view table = "mention") {
    return fmt::format(
        "EXISTS (SELECT 1 FROM {1} AS m WHERE m.entity {0} AND m.kind = chosen.kind AND m.earliest = chosen.earliest AND m.statement = "
        "chosen.statement)",
        entity, table);
  };
  if (entities.empty() && !any.empty()) {
    choice.from = fmt::format("(SELECT DISTINCT statement, kind, earliest, days FROM mention WHERE entity IN {})", any);
  } else if (entities.empty()) {
    choice.from =
        filter.source
            ? fmt::format(
                  "(SELECT number AS statement, kind, earliest, days FROM span CROSS JOIN statement ON number BETWEEN first AND last"
                  " WHERE span.source = {})",
                  source)
            : "(SELECT number AS statement, kind, earliest, days FROM statement)";
  } else {
    std::optional<std::size_t> rarest = 0;
    if (entities.size() > 1) {
      auto found = this->rarest(choice.entities, kinds);
      if (!found) return tl::unexpected(found.error());
      rarest = *found;
    }
    if (rarest) {
      choice.from = "mention";
      choice.where = fmt::format("entity = {}", entities[*rarest]);
      for (std::size_t i = 0; i < entities.size(); ++i)
        if (i != *rarest) choice.where += " AND " + speaks_of("= " + entities[i]);
    } else {
      // Of two, where both are in roles of states and organisations there is a row for them; else one of them is aside, or both.
      if (choice.entities[0] > choice.entities[1]) std::swap(entities[0], entities[1]);
      // Each part in the order of its index, and no more of it than is asked for.
      const bool whole = entities.size() == 2 && any.empty() && source.empty();
      auto part = [&](std::string_view table, std::string_view which) {
        return fmt::format("SELECT * FROM (SELECT statement, kind, earliest, days FROM {} AS chosen WHERE {}{}{})", table, which,
                           conditions, whole && filter.limit > 0 ? kLast : "");
      };
      const std::string of_one = "= " + entities[0], of_other = "= " + entities[1];
      choice.from =
          fmt::format("({} UNION ALL {} UNION ALL {})", part("dyad", fmt::format("one {} AND other {}", of_one, of_other)),
                      part("aside", fmt::format("entity {} AND {}", of_one, speaks_of(of_other))),
                      part("aside", fmt::format("entity {} AND {} AND NOT {}", of_other, speaks_of(of_one), speaks_of(of_one, "aside"))));
      conditions.clear();
      for (std::size_t i = 2; i < entities.size(); ++i) choice.where += " AND " + speaks_of("= " + entities[i]);
    }
    if (!any.empty()) choice.where += " AND " + speaks_of("IN " + any);
  }
  if (filter.source && !(entities.empty() && any.empty()))
    choice.where += fmt::format(" AND EXISTS (SELECT 1 FROM span WHERE source = {} AND chosen.statement BETWEEN first AND last)", source);
  choice.from += " AS chosen";
  choice.where += conditions;
  return choice;
}

base::Result<std::vector<Entry>> Ledger::entries(const Filter& filter) const {
  Snapshot snapshot(database_);
  auto last = last_statement(filter.known);
  if (!last) return tl::unexpected(last.error());
  auto choice = choose(filter);
  if (!choice) return tl::unexpected(choice.error());
  if (choice->none) return std::vector<Entry>();
  std::string chosen = fmt::format("SELECT statement FROM {} WHERE {}", choice->from, choice->where);
  if (filter.limit > 0) chosen += kLast;
  auto query = database_.prepare(entries_query(filter.known, chosen, filter.limit > 0 ? "ORDER BY s.earliest DESC, s.number DESC" : ""));
  if (!query) return tl::unexpected(query.error());
  query->bind(filter.known.value_or(kNow), *last, filter.limit);
  choice->bind_to(*query);
  auto out = read_entries(std::move(*query), filter.known);
  // Quicker here than rows of so many columns are there.
  if (out && filter.limit == 0) std::sort(out->begin(), out->end(), [](const Entry& a, const Entry& b) { return a.number < b.number; });
  return out;
}

base::Result<std::vector<Count>> Ledger::counts(const Filter& filter) const {
  Snapshot snapshot(database_);
  auto last = last_statement(filter.known);
  if (!last) return tl::unexpected(last.error());
  Filter whole = filter;
  whole.limit = 0;
  auto choice = choose(whole);
  if (!choice) return tl::unexpected(choice.error());
  std::vector<Count> out;
  if (choice->none) return out;
  const bool tallied = choice->entities.size() == 1 && !filter.period && !filter.known && !filter.source && !filter.with_retracted &&
                       filter.any.empty() && filter.licences.empty();
  auto query =
      tallied ? database_.query(
                    "SELECT name, sum(statements) FROM tally JOIN kind ON number = kind WHERE entity = ?1 AND (mode = 'fact' OR NOT ?3)"
                    " AND statements > 0 AND (name = ?2 OR ?2 = '') GROUP BY name ORDER BY name",
                    choice->entities[0], filter.kind, filter.facts)
              : database_.query(fmt::format("SELECT name, sum(counted) FROM (SELECT kind, count(*) AS counted FROM {} WHERE {} GROUP BY"
                                            " kind) JOIN kind ON number = kind GROUP BY name ORDER BY name",
                                            choice->from, choice->where),
                                filter.known.value_or(kNow), *last);
  if (!query) return tl::unexpected(query.error());
  if (!tallied) choice->bind_to(*query);
  auto all = query->each([&] { out.push_back({std::string(query->text(0)), static_cast<std::size_t>(query->integer(1))}); });
  if (!all) return tl::unexpected(all.error());
  return out;
}

base::Result<std::vector<Entry>> Ledger::between(std::int64_t first, std::int64_t last) const {
  auto query =
      database_.query(entries_query({}, "SELECT number AS statement FROM statement WHERE number BETWEEN ?2 AND ?3", "ORDER BY s.number"),
                      kNow, first, last);
  if (!query) return tl::unexpected(query.error());
  return read_entries(std::move(*query), {});
}

base::Result<Entry> Ledger::entry_of(std::int64_t number, Known known) const {
  auto query = database_.query(entries_query(known, "SELECT ?2 AS statement", ""), known.value_or(kNow), number);
  if (!query) return tl::unexpected(query.error());
  auto found = read_entries(std::move(*query), known);
  if (!found) return tl::unexpected(found.error());
  if (found->size() != 1) return base::fail(ErrorKind::unreadable, "the ledger is damaged", path_);
  return std::move(found->front());
}

base::Result<Entry> Ledger::entry(std::string_view id, Known known) const {
  std::string digits(id.starts_with("st:") ? id.substr(3) : id);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isxdigit(c) != 0; }))
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" is no statement's id", id), {},
                      "an id is st: and hexadecimal digits, or the first of them");
  std::transform(digits.begin(), digits.end(), digits.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  Snapshot snapshot(database_);
  auto last = last_statement(known);
  if (!last) return tl::unexpected(last.error());
  // All that begin so.
  const std::size_t more = kIdDigits - std::min(kIdDigits, digits.size());
  const std::string from = digits_of(digits + std::string(more, '0')), to = digits_of(digits + std::string(more, 'f'));
  auto query = database_.query(
      entries_query(known, "SELECT statement FROM identity WHERE id BETWEEN ?3 AND ?4 AND statement <= ?2 ORDER BY id LIMIT ?5",
                    "ORDER BY s.id"),
      known.value_or(kNow), *last, Blob{from}, Blob{to}, kCandidates + 1);
  if (!query) return tl::unexpected(query.error());
  auto found = read_entries(std::move(*query), known);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return base::fail(ErrorKind::not_found, fmt::format("the ledger has no statement st:{}", digits), path_);
  if (found->size() == 1) return std::move(found->front());
  std::string candidates;
  for (std::size_t i = 0; i < std::min(found->size(), kCandidates); ++i) candidates += (i ? ", " : "") + (*found)[i].id;
  if (found->size() > kCandidates) candidates += " …";
  return base::fail(ErrorKind::usage, fmt::format("st:{} begins the ids of several statements", digits), path_, "one of " + candidates);
}

}  // namespace chancery::ledger
