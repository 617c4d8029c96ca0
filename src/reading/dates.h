// SPDX-License-Identifier: Apache-2.0
// Dates in English prose as EDTF, each with how it was anchored: what a sentence leaves out ("in September", "the following
// year") is counted from the last date that the narrative told, or from the document's own date, and says so. Numbers that are
// no dates ("Resolution 1992", "$1992", "1992 tons") are left alone. Not for what happened then: that is the patterns' work.
// A DateReader keeps buffers between sentences: one a thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/token.h"
#include "reading/date_words.h"

namespace chancery::reading {

// How the words before a date place what is said.
enum class DateRole : std::uint8_t {
  on,      // "on", "in", "at", or nothing
  since,   // "since", "from" (without an end), "as from", "1991–present"
  until,   // "until", "till", "up to"
  by,      // "by", "before", "prior to", "on or before": the expression is ../X
  after,   // "after": the expression is X/..
  as_of,   // "as of"
  during,  // "during", "throughout", "from X to Y", "between X and Y", "X–Y" of months, years and more
};

enum class Anchor : std::uint8_t {
  absolute,       // said in full
  previous_date,  // counted from the date told before
  document_date,  // counted from the document's date
  none,           // nothing to count from: the mention has no expression
};

// Which part of it is meant: "early 1992", "the mid-1990s", "the end of 2010".
enum class DatePart : std::uint8_t { whole, early, middle, late };

struct DateMention {
  std::uint32_t from_token = 0, to_token = 0;  // the date's own words, half-open: "August 27, 1992"
  std::uint32_t from_token_with_prep = 0;      // with what leads to them: "in early", "since about", "between", "as of"
  // Of an interval said with two dates, where the first ends and the second begins; else 0.
  std::uint32_t first_to_token = 0, second_token = 0;
  std::string edtf;  // empty where the anchor is none
  DateRole role = DateRole::on;
  Anchor anchor = Anchor::absolute;
  DatePart part = DatePart::whole;
  bool approximate = false;  // "about", "circa" (the expression has its ~), or "mid-" (it has not)
  bool operator==(const DateMention&) const = default;
};

std::string_view name_of(DateRole role);
std::string_view name_of(Anchor anchor);

// What relative dates are counted from; EDTF, empty where there is nothing. Reading a sentence moves `previous` on to the
// last date it told; headings are read as sentences too, so that a section "1994" dates what follows.
struct DateAnchors {
  std::string previous, document;
  std::string exact;  // the last day told, for "the next day" where `previous` is only its month or year
};

class DateReader {
 public:
  // Appends the dates of one sentence in order. `tokens` cut `text`; token indices in the mentions are those of the span.
  void read(std::string_view text, std::span<const base::Token> tokens, DateAnchors& anchors, std::vector<DateMention>& out);

 private:
  std::vector<DateWord> words_;
};

}  // namespace chancery::reading
