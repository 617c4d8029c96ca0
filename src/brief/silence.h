// SPDX-License-Identifier: Apache-2.0
// What nobody says, in words: why an answer is no or unknown, and what would settle it. Plain functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inquiry/inquiry.h"

namespace chancery::brief {

// "US missions (missions; sender the United States; 1990 to 2010)"
std::string coverage_in_words(const ledger::Declared& declared, const inquiry::Inquiry& inquiry);

// Why it is not known, or (`none`) why silence is a no; without a full stop.
std::string reason(inquiry::Unknown why, const std::vector<ledger::Declared>& coverage, const inquiry::Inquiry& inquiry);

// Both in a line: whether it is a no, why, and else what would settle it.
std::string silence_in_words(const inquiry::Answer& silence, std::string_view kind, const inquiry::Inquiry& inquiry);

// A sentence on what would settle what is not known of things of this kind.
std::string settling(inquiry::Unknown why, std::string_view kind);

}  // namespace chancery::brief
