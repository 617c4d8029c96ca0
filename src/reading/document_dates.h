// SPDX-License-Identifier: Apache-2.0
// The dates that a document tells, each with its place and what it was counted from. Not for what happened then: that is the
// Reader's work (reading/reader.h), which needs no list of them. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "reading/dates.h"

namespace chancery::reading {

// One calendar date: each end of "from 1914 to 1918" is one.
struct DateExpression {
  std::uint64_t from = 0, to = 0;  // code points of the document's text, half-open
  std::string text;                // what stands there: the date's own words
  std::string edtf;                // never an interval or qualified; empty where there is nothing to count from
  Anchor anchor = Anchor::absolute;
  std::string_view role;     // "from" and "to" of the ends of an interval, "since", "until", "by", "after", "as-of"; empty for "on", "in"
  bool approximate = false;  // "about", "c.", "1992?"
};

// In order of place. `published` is the document's date where it is known better than the document says itself.
std::vector<DateExpression> dates_of(const document::Document& document, std::string_view published = {});

}  // namespace chancery::reading
