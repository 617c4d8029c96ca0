// SPDX-License-Identifier: Apache-2.0
#include "inquiry/revisions.h"

#include <fmt/core.h>

#include <algorithm>

#include "time/bounds.h"

namespace chancery::inquiry {
namespace {

using base::ErrorKind;
using ledger::Revision;

constexpr std::int64_t kSecondsInDay = 86400;
constexpr std::size_t kLeastPin = 8;  // digits

bool is_pin(std::string_view text) {
  return text.size() >= kLeastPin &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

base::Result<std::vector<Revision>> revisions_of(const ledger::Ledger& ledger) {
  auto revisions = ledger.revisions();
  if (revisions && revisions->empty()) return base::fail(ErrorKind::not_found, "the ledger holds nothing yet", ledger.path());
  return revisions;
}

std::string day_of(std::int64_t seconds) {
  const time::CivilDate date = time::civil_of(seconds / kSecondsInDay);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace

base::Result<Revision> known_at(const ledger::Ledger& ledger, std::string_view date) {
  auto bounds = time::bounds(date);
  if (!bounds) return base::fail(ErrorKind::usage, bounds.error().message, {}, "dates are EDTF, such as 1992, 1992-08 or 1992-08-27");
  auto revisions = revisions_of(ledger);
  if (!revisions) return tl::unexpected(revisions.error());
  auto after = std::find_if(revisions->begin(), revisions->end(),
                            [&](const Revision& one) { return one.recorded / kSecondsInDay > bounds->latest; });
  if (after == revisions->begin())
    return base::fail(ErrorKind::not_found, fmt::format("the ledger knew nothing yet in {}", date), ledger.path(),
                      fmt::format("it begins on {}", day_of(revisions->front().recorded)));
  return *(after - 1);
}

base::Result<Revision> of_pin(const ledger::Ledger& ledger, std::string_view pin) {
  if (!is_pin(pin))
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" is no pin", pin), {},
                      fmt::format("a pin is at least {} hexadecimal digits", kLeastPin));
  auto revisions = revisions_of(ledger);
  if (!revisions) return tl::unexpected(revisions.error());
  auto found = std::find_if(revisions->rbegin(), revisions->rend(), [&](const Revision& one) { return one.pin.starts_with(pin); });
  if (found == revisions->rend())
    return base::fail(ErrorKind::not_found, fmt::format("the ledger never had the pin {}", pin), ledger.path(),
                      fmt::format("now it has {}", revisions->back().pin.substr(0, 16)));
  return *found;
}

base::Result<Revision> revision(const ledger::Ledger& ledger, std::string_view date_or_pin) {
  // Eight digits without a hyphen are no EDTF.
  return is_pin(date_or_pin) ? of_pin(ledger, date_or_pin) : known_at(ledger, date_or_pin);
}

}  // namespace chancery::inquiry
