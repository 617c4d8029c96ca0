// SPDX-License-Identifier: Apache-2.0
// The time of a statement, field by field. Not for what dates mean (src/time). Plain functions; thread-safe.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/kinds.h"
#include "time/interval.h"

namespace chancery::model {

struct TimeField {
  TimeKey key;
  std::string_view name;
  const std::string* value;
};

// The four fields in the order in which they are written. Refers to `time`.
inline std::array<TimeField, 4> time_fields(const Time& time) {
  return {{{time_on, "on", &time.on}, {time_since, "since", &time.since}, {time_until, "until", &time.until}, {time_at, "at", &time.at}}};
}

// Whether `value` is EDTF as the model takes it; the bare ".." for time_until alone.
base::Result<> check_time(TimeKey key, std::string_view value);

// The time over which it holds, for time::interval: what lasts and is said to have happened `on` a day holds since then.
// (On a span of days, from the first to the last.) Refers to `statement`.
time::Words holding(const Kind& kind, const Statement& statement);

}  // namespace chancery::model
