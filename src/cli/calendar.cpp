// SPDX-License-Identifier: Apache-2.0
#include "cli/calendar.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/layout.h"
#include "brief/phrase.h"
#include "brief/words.h"
#include "cli/common.h"
#include "model/words.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestLine = 75;  // bytes, without the end of line

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : base::printable(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

// A content line, folded between code points.
void put(std::string& out, const std::string& line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at + 1;
    while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xc0) == 0x80) ++next;
    if (used + (next - at) > kLongestLine) {
      out += "\r\n ";
      used = 1;
    }
    out.append(line, at, next - at);
    used += next - at;
    at = next;
  }
  out += "\r\n";
}

std::string compact(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

}  // namespace

std::string write_calendar(const inquiry::Inquiry& inquiry, const std::vector<inquiry::Fact>& facts,
                           const std::vector<inquiry::Moment>& moments, const std::vector<inquiry::Anniversary>& found) {
  const brief::Phrases phrases(inquiry);
  std::string out;
  for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Chancery//" CHANCERY_VERSION "//EN", "CALSCALE:GREGORIAN"})
    put(out, line);
  for (const inquiry::Anniversary& one : found) {
    if (one.precision != inquiry::Anniversary::Precision::day) continue;
    const inquiry::Moment& moment = moments[one.moment];
    const inquiry::Fact& fact = facts[moment.fact];
    std::int64_t recorded = 0;
    std::string says;
    for (const ledger::Entry& entry : fact.statements) {
      recorded = std::max(recorded, entry.recorded);
      const model::Citation& source = entry.statement.source;
      if (!says.empty()) says += " ";
      if (!model::words_of(source).empty()) says += "“" + source.quote + "” ";
      says += fmt::format("({}, {}, {})", source.document, model::place_of(source), entry.id);
    }
    std::string stamp = clock_text(recorded);  // "2011-08-04 12:00:00 UTC"
    stamp = compact(stamp.substr(0, 10)) + "T" + compact(stamp.substr(11, 8)) + "Z";
    put(out, "BEGIN:VEVENT");
    put(out, fmt::format("UID:{}-{}@chancery", event_id(moment, fact, inquiry.kinds()), one.years));
    put(out, "DTSTAMP:" + stamp);
    put(out, "DTSTART;VALUE=DATE:" + compact(day_text(one.when.earliest)));
    put(out, "DTEND;VALUE=DATE:" + compact(day_text(one.when.earliest + 1)));
    put(out, "SUMMARY:" + escaped(fmt::format("{} years: {} ({})", one.years, phrases.undated(fact), brief::date_in_words(moment.date))));
    put(out, "DESCRIPTION:" + escaped(says));
    put(out, "CATEGORIES:" + escaped(fact.kind));
    put(out, "TRANSP:TRANSPARENT");
    put(out, "END:VEVENT");
  }
  put(out, "END:VCALENDAR");
  return out;
}

}  // namespace chancery::cli
