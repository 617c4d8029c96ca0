// SPDX-License-Identifier: Apache-2.0
// Full text: the words that are cited, and the names.
#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/stored.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

// Ranking looks at all that match; of words as common as these it takes those that came first.
constexpr std::size_t kMostRanked = 20000;

// What FTS5 asks for: all of the words, in any order; those in quotation marks one after the other. Nothing of its own syntax gets through.
std::string fts_query(std::string_view words) {
  std::string out;
  bool in_phrase = false;
  auto put = [&](std::string_view phrase) {
    if (std::all_of(phrase.begin(), phrase.end(), [](unsigned char c) { return c < 0x80 && !std::isalnum(c); })) return;
    (out += out.empty() ? "\"" : " \"").append(phrase) += '"';
  };
  while (!words.empty()) {
    const std::size_t end = std::min(words.find_first_of(in_phrase ? "\"" : "\" \t\r\n"), words.size());
    put(words.substr(0, end));
    if (end == words.size()) break;
    if (words[end] == '"') in_phrase = !in_phrase;
    words.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

base::Result<std::vector<Entry>> Ledger::search(std::string_view words, const Filter& filter) const {
  const std::string asked = fts_query(words);
  if (asked.empty()) return base::fail(ErrorKind::usage, fmt::format("\"{}\" has no word to search for", words));
  Snapshot snapshot(database_);
  auto last = last_statement(filter.known);
  if (!last) return tl::unexpected(last.error());
  std::unordered_set<std::int64_t> sources;  // under one of the licences
  if (!filter.licences.empty()) {
    auto under = database_.query(sources_under("?2", "?1"), filter.known.value_or(kNow), json_list(filter.licences));
    if (!under) return tl::unexpected(under.error());
    if (auto all = under->each([&] { sources.insert(under->integer(0)); }); !all) return tl::unexpected(all.error());
  }
  const std::size_t limit = filter.limit > 0 ? filter.limit : std::numeric_limits<std::size_t>::max();
  std::vector<Entry> out;
  std::unordered_set<std::int64_t> seen;
  auto take = [&](std::int64_t number) -> base::Result<> {
    if (number > *last || !seen.insert(number).second) return {};
    auto entry = entry_of(number, filter.known);
    if (!entry) return tl::unexpected(entry.error());
    if (entry->retracted && !filter.with_retracted) return {};
    if (!filter.kind.empty() && entry->statement.kind != filter.kind) return {};
    if (filter.source && entry->source != filter.source) return {};
    if (!filter.licences.empty() && !sources.contains(entry->source)) return {};
    out.push_back(std::move(*entry));
    return {};
  };
  auto all = [&](base::Result<Query> query) -> base::Result<> {
    if (!query) return tl::unexpected(query.error());
    while (out.size() < limit) {
      auto row = query->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      if (auto ok = take(query->integer(0)); !ok) return ok;
    }
    return {};
  };

  auto common =
      database_.number("SELECT count(*) FROM (SELECT 1 FROM quote_words WHERE quote_words MATCH ?1 LIMIT ?2)", asked, kMostRanked + 1);
  if (!common) return tl::unexpected(common.error());
  const time::Bounds period = filter.period.value_or(time::Bounds{});
  const std::string when = filter.period ? " AND " + shares_a_day("?2", "?3") : "";
  // Statements lie near the first that cites the words.
  auto ok = all(database_.query(
      fmt::format("SELECT s.number FROM quote_words CROSS JOIN quote ON quote.number = quote_words.rowid CROSS JOIN statement AS s"
                  " ON s.number BETWEEN quote.first AND quote.last AND s.quote = quote.number WHERE quote_words MATCH ?1{} ORDER BY {}",
                  when, *common > static_cast<std::int64_t>(kMostRanked) ? "quote_words.rowid" : "rank"),
      asked, period.earliest, period.latest));
  if (ok)
    ok = all(
        database_.query(fmt::format("SELECT mention.statement FROM entity_words CROSS JOIN mention ON mention.entity = entity_words.rowid"
                                    " WHERE entity_words MATCH ?1{}",
                                    when),
                        asked, period.earliest, period.latest));
  if (!ok) return tl::unexpected(ok.error());
  return out;
}

}  // namespace chancery::ledger
