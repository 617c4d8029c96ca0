// SPDX-License-Identifier: Apache-2.0
// Completes what a date leaves out from the date told before or from the document's own, and writes dates as EDTF. Plain
// functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reading/date_point.h"

namespace chancery::reading {

// The date that an expression tells, for counting from; of an interval its end, without qualifiers.
std::optional<Point> told(std::string_view edtf);

// Gives a date without a year the year of the date told before, or of the document's; false (and the anchor none) where there is
// nothing to count from. A day that its month has not becomes its month (30 February).
bool anchor(Point& p, const DateAnchors& anchors);

// `count` units from a date; false (and the anchor none) where that date is less exact than the unit.
bool shifted(Point& p, const std::optional<Point>& from, Anchor kind, DateUnit unit, int count);

void settle(Point& p);  // a day that its month has not is its month
std::string edtf_of(const Point& p);

}  // namespace chancery::reading
