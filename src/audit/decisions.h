// SPDX-License-Identifier: Apache-2.0
// What people said of findings, and saying it. Plain functions; like an Inquiry, for one thread at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "ledger/ledger.h"

namespace chancery::audit {

// What was said of findings, by their keys, in order.
using Decisions = std::map<std::string, std::vector<ledger::Decision>, std::less<>>;

// Seen through the inquiry's window.
base::Result<Decisions> decisions_in(const inquiry::Inquiry& inquiry);
// Of one finding; none where nothing was said.
const std::vector<ledger::Decision>& decisions_on(const Decisions& decisions, const Finding& finding);
// Whether the last word on it is that it is settled: accepted as it is, or one side preferred.
bool settled(const Decisions& decisions, const Finding& finding);

// The finding by its key or the beginning of one ("f:" may be left out).
base::Result<Finding> finding_of(const inquiry::Inquiry& inquiry, const Rules& rules, const Words& words, std::string_view key);
// Keeps what somebody says of it. What is preferred may be the beginning of an id; it must be on one of the finding's sides.
base::Result<> decide(ledger::Ledger& ledger, const Finding& finding, ledger::Decision decision);

}  // namespace chancery::audit
