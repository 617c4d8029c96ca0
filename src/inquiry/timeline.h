// SPDX-License-Identifier: Apache-2.0
// What happened when: the dates of facts as moments in order, and which of them have an anniversary. A date is kept as precisely as it
// was said: a month or a year never becomes a day. Plain functions and values; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inquiry/inquiry.h"

namespace chancery::inquiry {

// What a date says of its fact.
enum class Point : std::uint8_t { happened, began, ended, held };
std::string_view name_of(Point point);

struct Moment {
  std::size_t fact = 0;  // place in the facts
  Point point = Point::happened;
  std::string date;     // EDTF, as said
  time::Bounds bounds;  // the days that it may mean

  // What it is put in order by: its first day, or its last where it has no first ("by 2005").
  time::Day day() const { return bounds.earliest != time::kPast ? bounds.earliest : bounds.latest; }
};

// Those that may lie within the period, by day, the vaguer first. What is only known to have held at a date counts where its fact has no
// other; what has no date has no moment.
std::vector<Moment> moments(const std::vector<Fact>& facts, const time::Bounds& period = {});

// The event, in hexadecimal digits: the same whoever tells of it, in whatever words and with whichever details.
std::string event_id(const Moment& moment, const Fact& fact, const model::Kinds& kinds);

struct Anniversary {
  enum class Precision : std::uint8_t { day, month, year };
  std::size_t moment = 0;  // place in the moments
  std::int64_t years = 0;
  Precision precision = Precision::day;
  time::Bounds when;  // the day, or the whole month or year that is all that is known
};
std::string_view name_of(Anniversary::Precision precision);

// Anniversaries of every `every`th year that fall, or may fall, within the period (closed), in order. Figures of a period, what was only
// known to hold, what is denied, and dates vaguer than a year or uncertain by a year have none. 29 February is kept on the 28th in other
// years.
std::vector<Anniversary> anniversaries(const std::vector<Moment>& moments, const std::vector<Fact>& facts, const model::Kinds& kinds,
                                       const time::Bounds& period, std::int64_t every);

}  // namespace chancery::inquiry
