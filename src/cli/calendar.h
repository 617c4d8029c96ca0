// SPDX-License-Identifier: Apache-2.0
// Anniversaries as an iCalendar file (RFC 5545) of all-day events. Only those with a day can be in it. Plain functions; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "inquiry/timeline.h"

namespace chancery::cli {

// An event has the same UID however often, and from whatever documents, it is made; its time stamp is when the last of its statements was
// recorded.
std::string write_calendar(const inquiry::Inquiry& inquiry, const std::vector<inquiry::Fact>& facts,
                           const std::vector<inquiry::Moment>& moments, const std::vector<inquiry::Anniversary>& found);

}  // namespace chancery::cli
