// SPDX-License-Identifier: Apache-2.0
#include "model/times.h"

#include <utility>

#include "time/edtf.h"

namespace chancery::model {

base::Result<> check_time(TimeKey key, std::string_view value) {
  auto edtf = time::parse_edtf(value);
  if (!edtf) return tl::unexpected(edtf.error());
  if (edtf->form == time::Edtf::Form::unsaid && key != time_until)
    return base::fail(base::ErrorKind::invalid, "\"..\" alone says that it ended", {}, "only \"until\" takes it");
  return {};
}

time::Words holding(const Kind& kind, const Statement& statement) {
  const Time& time = statement.time;
  time::Words words{time.on, time.since, time.until, time.at};
  if (!kind.lasting() || words.on.empty() || !words.since.empty()) return words;
  auto on = time::parse_edtf(words.on);
  const bool span = on && !on->is_date() && on->from_end == time::End::date && on->to_end == time::End::date;
  if (!span) std::swap(words.on, words.since);
  return words;
}

}  // namespace chancery::model
