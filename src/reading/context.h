// SPDX-License-Identifier: Apache-2.0
// What a sentence may refer to without naming it: whom the article and its section or row are about, who was spoken of last,
// which date was told last. One Context goes through a document from top to bottom; its
// views are of the document, of compiled tables and of the arena of who reads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reading/sentence.h"

namespace chancery::reading {

struct Context {
  std::string_view subject;            // code of the article's own state; empty where it has none
  bool other_here = false;             // whether that state is the section's or row's, or named in the sentence itself
  std::string_view other;              // the state of the section or row; in an article on two states, the second
  std::string_view topic;              // what the document is about where that is no state: its title
  std::string_view topic_org;          // the same, where it is a known organisation by its code
  std::vector<Item> it;                // the state or organisation that "it" stands for
  std::vector<Item> it_state, it_org;  // of these the state, the organisation
  std::vector<Item> he;                // the person spoken of last
  std::map<std::string, std::vector<Item>, std::less<>> last;   // "visit.to" -> its values in the last such fact of the paragraph
  std::string previous_date;                                    // EDTF, told last in the narrative
  std::string document_date;                                    // EDTF of the document itself
  std::map<std::uint64_t, std::string_view> people;             // folded hash of a surname -> the full name told in this document
  std::map<std::string, std::string_view, std::less<>> homes;   // full name -> the state or organisation whose office the person holds
  std::map<std::string, std::string_view, std::less<>> titles;  // full name -> the office that the document told of last

  // Whether there are two states in context.
  bool has_pair() const { return !subject.empty() && !other.empty() && subject != other; }
  // The one of the pair that is not `code`; empty where there is no pair or `code` is none of it.
  std::string_view other_than(std::string_view code) const {
    if (code == subject && other != code) return other;
    if (code == other) return subject;
    return {};
  }
  // Whose a visitor of the state `code` is likeliest: of a pair the other one, without a pair the article's own state.
  std::string_view guest_of(std::string_view code) const {
    if (!other.empty() && other_here) return other_than(code);
    return subject == code ? std::string_view() : subject;
  }
  bool names(std::string_view code) const { return !code.empty() && (code == subject || code == other); }
};

}  // namespace chancery::reading
