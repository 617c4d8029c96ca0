// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "brief/draw.h"
#include "brief/words.h"
#include "cli/calendar.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;
using inquiry::Anniversary;
using inquiry::Fact;
using inquiry::Moment;

// What --on, --year, --from and --to ask for, and its words.
struct Period {
  time::Bounds bounds;
  std::string words;
};

base::Result<Period> period_of(const Arguments& arguments) {
  const bool on = arguments.has("on"), year = arguments.has("year"), span = arguments.has("from") || arguments.has("to");
  if (on + year + span != 1)
    return fail(ErrorKind::usage, "the days to look at are named once", "", "give --on DATE, or --year YEAR, or --from DATE and --to DATE");
  if (span) {
    auto bounds = period_option(arguments);
    if (!bounds) return tl::unexpected(bounds.error());
    if (!bounds->closed()) return fail(ErrorKind::usage, "--from and --to go together");
    return Period{*bounds, brief::date_in_words(day_text(bounds->earliest)) + " to " + brief::date_in_words(day_text(bounds->latest))};
  }
  const char* option = on ? "on" : "year";
  auto date = date_option(arguments, option);
  if (!date) return tl::unexpected(date.error());
  auto bounds = time::bounds(*date);
  if (!bounds || !bounds->closed()) return fail(ErrorKind::usage, fmt::format("--{}: not a date: {}", option, *date));
  return Period{*bounds, brief::date_in_words(*date)};
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto period = period_of(arguments);
  if (!period) return tl::unexpected(period.error());
  auto every = arguments.number("every", 5, 1);
  if (!every) return tl::unexpected(every.error());
  auto question = question_of(arguments, session);
  if (!question) return tl::unexpected(question.error());
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = entities_named(arguments.positional(), **inquiry);
  if (!entities) return tl::unexpected(entities.error());
  question->entities = values_of(*entities);
  auto facts = (*inquiry)->facts(*question);
  if (!facts) return tl::unexpected(facts.error());
  const std::vector<Moment> moments = inquiry::moments(*facts);
  const std::vector<Anniversary> found =
      inquiry::anniversaries(moments, *facts, (*inquiry)->kinds(), period->bounds, static_cast<std::int64_t>(*every));
  const std::string format = arguments.value("format");
  if (format == "ics") {
    session.out.write(write_calendar(**inquiry, *facts, moments, found));
    const auto vague =
        std::count_if(found.begin(), found.end(), [](const Anniversary& one) { return one.precision != Anniversary::Precision::day; });
    if (vague > 0) say(fmt::format("{} of which the day is not said {} left out of the calendar", vague, vague == 1 ? "is" : "are"));
    return 0;
  }
  if (found.empty()) return say("no anniversary falls on these days, as far as the ledger tells"), 1;
  if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    write_lines(session, found, [&](base::JsonWriter& json, const Anniversary& one) {
      const Moment& moment = moments[one.moment];
      exchange::write_anniversary(json, one, moment, (*facts)[moment.fact]);
    });
    return 0;
  }
  auto dossier = brief::draw_anniversaries(**inquiry, period->words, *facts, moments, found);
  if (!dossier) return tl::unexpected(dossier.error());
  session.out.write(write_dossier(*dossier, format));
  return 0;
}

}  // namespace

Command command_anniversaries() {
  Command command;
  command.name = "anniversaries";
  command.summary = "print which events have a round anniversary on a day or in a year";
  command.description = {
      "Lists what happened, began or ended a round number of years before the days asked about: of everybody, of A, or of what names both "
      "A and B. "
      "Where only the month or the year of an event is said, it is listed as such and never given a day; a calendar (--format ics) leaves "
      "it out.",
      "Figures and denials have no anniversaries. An event of 29 February is kept on the 28th in years without one."};
  command.arguments = {{.name = "A", .help = "a code or a name", .required = false, .complete = Complete::state},
                       {.name = "B", .help = "another", .required = false, .complete = Complete::state}};
  command.options =
      with_window({{.name = "on", .value = "DATE", .help = "on this day (or in this month)"},
                   {.name = "year", .value = "YEAR", .help = "in this year"},
                   {.name = "from", .value = "DATE", .help = "from this day on, with --to"},
                   {.name = "to", .value = "DATE", .help = "up to this day, with --from"},
                   {.name = "every", .value = "YEARS", .help = "what is round: every so many years", .fallback = "5"},
                   {.name = "kind", .value = "KIND", .help = "only facts of this kind, such as diplomatic-relations", .letter = 'k'},
                   format_option({"text", "ics", "jsonl", "md", "html"})});
  command.examples = {{"chancery anniversaries KAZ --year 2027", "What to remember in a year"},
                      {"chancery anniversaries --from 2027-01 --to 2027-03 --format ics > spring.ics", "The same as a calendar"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
