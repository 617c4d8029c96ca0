// SPDX-License-Identifier: Apache-2.0
// Which state of a ledger is meant by a date on which it was known, or by a pin. Plain functions.
#pragma once

#include <string_view>

#include "base/result.h"
#include "ledger/ledger.h"

namespace chancery::inquiry {

// As it was known at the end of the date (EDTF). An error where it knew nothing yet.
base::Result<ledger::Revision> known_at(const ledger::Ledger& ledger, std::string_view date);

// That has this pin, or one that begins so (at least 8 digits); of several with the same, the last.
base::Result<ledger::Revision> of_pin(const ledger::Ledger& ledger, std::string_view pin);

// Either: a date is one by its form.
base::Result<ledger::Revision> revision(const ledger::Ledger& ledger, std::string_view date_or_pin);

}  // namespace chancery::inquiry
