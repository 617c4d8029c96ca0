// SPDX-License-Identifier: Apache-2.0
// The words give a day that no calendar has: 31 June. `never` lists such days as "June 31"; they are found with the day
// before or after the month, and 29 February only in years without it.
#include "time/calendar.h"

#include <charconv>
#include <map>
#include <set>

#include "audit/checks/checks.h"
#include "base/token.h"
#include "model/words.h"

namespace chancery::audit {
namespace {

int number_in(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

void calendar(const Material& material, const Rule& rule, Findings& out) {
  std::map<std::uint64_t, std::set<int>> never;  // by the month's name
  for (std::string_view day : rule.parameter("never")->values) {
    const std::size_t space = day.find(' ');
    if (space != day.npos) never[base::hash_folded(day.substr(0, space))].insert(number_in(day.substr(space + 1)));
  }
  std::vector<base::Token> tokens;
  for (const Fact& fact : material.facts()) {
    for (const ledger::Entry& entry : fact.statements) {
      const std::string_view quote = model::words_of(entry.statement.source);
      if (entry.statement.time.empty() || (quote.find("29") == quote.npos && quote.find('3') == quote.npos)) continue;
      tokens.clear();
      base::tokenize(quote, tokens);
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto month = never.find(tokens[i].folded);
        if (month == never.end()) continue;
        auto number_at = [&](std::size_t at) {
          return at < tokens.size() && tokens[at].shape == base::Token::number ? number_in(tokens[at].in(quote)) : 0;
        };
        const bool after = number_at(i + 1) > 0 && number_at(i + 1) <= 31;
        const int day = after ? number_at(i + 1) : i > 0 ? number_at(i - 1) : 0;
        if (!month->second.contains(day)) continue;
        if (day == 29) {
          std::size_t at = i + (after ? 2 : 1);
          if (at < tokens.size() && tokens[at].in(quote) == ",") ++at;
          if (number_at(at) < 1000 || time::is_leap(number_at(at))) continue;
        }
        const std::size_t from = after ? i : i - 1, to = after ? i + 1 : i;
        add(out, rule, Truth::certain, alone(fact, entry)).slots = {
            {"date", std::string(quote.substr(tokens[from].from, tokens[to].to - tokens[from].from))}};
        break;
      }
    }
  }
}

}  // namespace chancery::audit
