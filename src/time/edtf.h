// SPDX-License-Identifier: Apache-2.0
// Date expressions as sources give them: EDTF (ISO 8601-2) levels 0 and 1, the bare ".." of our own model, and of level 2
// what falls out: X anywhere in a date, qualifiers of single components, divisions of the year 25–41. The rest of level 2
// (sets, exponents, significant digits) is refused by name. Not for prose (reading/dates.h) and not for reckoning
// (time/bounds.h). Plain values without allocation; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::time {

enum class Precision : std::uint8_t { year, season, month, day, second };

// Components a qualifier or mask speaks of, as bits.
enum Component : std::uint8_t { kYear = 1, kMonth = 2, kDay = 4 };

struct Date {
  std::int64_t year = 0;                        // astronomical; digits written X count as 0 here
  std::uint8_t month = 0;                       // 1…12, a season or other division 21…41, 0 where not said
  std::uint8_t day = 0;                         // 0 where not said
  std::uint8_t uncertain = 0, approximate = 0;  // bits of Component: "?", "~" ("%" is both)
  std::uint8_t unspecified = 0;                 // bits of digits written X, in the order YYYYMMDD from the highest bit
  bool negative = false;                        // written with "-": tells "-01XX" from "01XX" where no digit can
  bool has_time = false;
  bool has_zone = false;
  std::int16_t zone_minutes = 0;  // east of Greenwich
  std::uint32_t second = 0;       // of the day

  Precision precision() const {
    if (has_time) return Precision::second;
    if (day != 0 || (unspecified & 0x03) != 0) return Precision::day;
    if (month > 12) return Precision::season;
    return month != 0 || (unspecified & 0x0c) != 0 ? Precision::month : Precision::year;
  }
  bool qualified() const { return (uncertain | approximate) != 0; }
  bool operator==(const Date&) const = default;
};

enum class End : std::uint8_t {
  date,     // a date is given
  open,     // "..": there is none
  unknown,  // nothing is written: there is one, it is not known
};

struct Edtf {
  enum class Form : std::uint8_t { date, interval, unsaid };  // unsaid: the bare ".."
  Form form = Form::date;
  End from_end = End::date, to_end = End::date;
  Date from, to;  // of a date, both are it

  bool is_date() const { return form == Form::date; }
  bool qualified() const { return (from_end == End::date && from.qualified()) || (to_end == End::date && to.qualified()); }
  bool operator==(const Edtf&) const = default;
};

// The error says what in `text` is wrong, and names what of level 2 is not read. Dates that no calendar has
// (1995-02-30), masks that no date fits (1995-02-3X) and intervals that end before they begin are errors.
base::Result<Edtf> parse_edtf(std::string_view text);

// In canonical form: parse_edtf(print(e)) == e for every e that parse_edtf gave.
std::string print(const Date& date);
std::string print(const Edtf& edtf);

}  // namespace chancery::time
