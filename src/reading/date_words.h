// SPDX-License-Identifier: Apache-2.0
// The words that dates are made of and that lead to them, told token by token. Not for what they mean together
// (reading/dates.h). Thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/token.h"

namespace chancery::reading {

struct DateWord {
  enum Kind : std::uint8_t {
    other,
    number,    // of one to four digits; value, `digits`
    dotted,    // "27.08.1992", digits and two stops
    ordinal,   // "27th" (digits set) or "nineteenth"
    cardinal,  // "two" … "twenty"
    month,     // value 1…12
    weekday,
    season,    // value 21…24
    unit,      // value of Unit; `plural`
    decade,    // "twenties"; value 20 … 90
    feast,     // "Christmas", "New" (of "New Year"), "Boxing" ("Day"); value month * 100 + day
    decade_s,  // the "s" of "1990s"
    era,       // value -1 for BC, BCE; 1 for AD, CE
    comma,
    dash,
    stop,
    slash,
    colon,
    question,
    apostrophe,
    open,
    close,
    currency,
    mark,
    the,
    a,
    of,
    and_,
    or_,
    to,
    from,
    in,
    on,
    at,
    since,
    until,
    by,
    before,
    prior,
    after,
    as,
    between,
    during,
    through,
    about,
    over,
    within,
    up,
    early,
    middle,
    late,
    half,
    same,
    next,
    previous,
    last,
    this_,
    that,
    later,
    earlier,
    ago,
    then,
    for_,
    not_,
    least,  // "least", "most" of "at least"
    than,
    very,
    back,
    owner,  // "its", "their"
    present,
    onward,
    saw,             // what is said of a year: "1914 saw"
    goes_on,         // how a sentence goes on after a date, where a noun would make a number of it: "on the 4th they"
    year_of_number,  // words that a year's number may follow: "year", "born", "summer" has its own kind
    counted,         // what a number before it counts: "tons", "people", "km"
    numbered,        // what a number after it numbers: "Resolution", "article", "page", "No"
  };
  Kind kind = other;
  bool plural = false;
  std::uint8_t digits = 0;
  std::int16_t value = 0;
};

enum DateUnit : std::uint8_t { kDayUnit, kWeekUnit, kMonthUnit, kYearUnit, kDecadeUnit, kCenturyUnit };

// The words of a sentence, one for each token, in place of what `out` held. False where none of them can begin a date.
bool date_words(std::string_view text, std::span<const base::Token> tokens, std::vector<DateWord>& out);

}  // namespace chancery::reading
