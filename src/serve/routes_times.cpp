// SPDX-License-Identifier: Apache-2.0
// What happened when.
#include "exchange/json.h"
#include "inquiry/timeline.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

using inquiry::Anniversary;
using inquiry::Fact;
using inquiry::Moment;

base::Result<std::vector<Fact>> facts_asked(Asking& asking) {
  auto question = asking.question();
  if (!question) return tl::unexpected(question.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = asking.entities();
  if (!entities) return tl::unexpected(entities.error());
  question->entities = inquiry::values_of(*entities);
  return (*inquiry)->facts(*question);
}

base::Result<Response> timeline(Asking& asking) {
  auto period = asking.period();
  if (!period) return tl::unexpected(period.error());
  auto facts = facts_asked(asking);
  if (!facts) return tl::unexpected(facts.error());
  const brief::Phrases phrases(**asking.inquiry());
  return asking.list({}, inquiry::moments(*facts, *period), [&](base::JsonWriter& json, Names& names, const Moment& moment) {
    names.add((*facts)[moment.fact]);
    exchange::write_moment(json, moment, (*facts)[moment.fact], &phrases);
  });
}

// The days that on, year, or from and to ask for.
base::Result<time::Bounds> days_asked(const Asking& asking) {
  const bool on = asking.has("on"), year = asking.has("year"), span = asking.has("from") || asking.has("to");
  if (on + year + span != 1)
    return base::fail(base::ErrorKind::usage, "the days to look at are named once", "", "give on, or year, or from and to");
  const std::string date = asking.value(on ? "on" : "year");
  auto bounds = span ? asking.period() : inquiry::period_asked(date, date, on ? "on" : "year", on ? "on" : "year");
  if (bounds && !bounds->closed()) return base::fail(base::ErrorKind::usage, "from and to go together");
  return bounds;
}

base::Result<Response> anniversaries(Asking& asking) {
  auto days = days_asked(asking);
  if (!days) return tl::unexpected(days.error());
  auto every = asking.number("every", 5, 1, 10000);
  if (!every) return tl::unexpected(every.error());
  auto facts = facts_asked(asking);
  if (!facts) return tl::unexpected(facts.error());
  const inquiry::Inquiry& inquiry = **asking.inquiry();
  const std::vector<Moment> moments = inquiry::moments(*facts);
  const brief::Phrases phrases(inquiry);
  return asking.list({}, inquiry::anniversaries(moments, *facts, inquiry.kinds(), *days, static_cast<std::int64_t>(*every)),
                     [&](base::JsonWriter& json, Names& names, const Anniversary& one) {
                       const Moment& moment = moments[one.moment];
                       names.add((*facts)[moment.fact]);
                       exchange::write_anniversary(json, one, moment, (*facts)[moment.fact], &phrases);
                     });
}

}  // namespace

std::span<const Route> time_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/timeline", "a b from to kind role*" CHANCERY_LIST, Slow::when_much, timeline},
      {"GET", "/api/v1/anniversaries", "a b on year from to every kind role*" CHANCERY_LIST, Slow::when_much, anniversaries},
  };
  return kRoutes;
}

}  // namespace chancery::serve
