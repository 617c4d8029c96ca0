// SPDX-License-Identifier: Apache-2.0
// What is told of one agreement, put together: signed, ratified, in force, joined, ended. Plain functions and values; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"

namespace chancery::inquiry {

struct Chain {
  std::string title;                 // the longest that it goes by
  std::vector<std::string> parties;  // all that are told, in order
  struct Step {
    std::string action;              // a word of the model: "signed"
    std::vector<std::size_t> facts;  // places in the facts, by time; none: it is not said
  };
  std::vector<Step> steps;  // in the order of the model's words; what every agreement has and nobody tells is among them
};

// The words of a title by which it is known again, folded, sorted: without small words and without what it calls itself ("treaty").
std::vector<std::uint64_t> title_words(std::string_view title, const model::Kinds& kinds);

// The facts on agreements with these words in their titles, and on who is a party to a treaty known by them, or by its acronym.
base::Result<std::vector<Fact>> facts_on_agreement(const Inquiry& inquiry, std::string_view title);

// Facts with the same words in their titles are of one agreement where their parties are the same, or those of one are among those of the
// other; what a single party did (ratified, acceded) goes with the agreement that it is a party of, where there is one, and else with what
// others did about the same title. Membership of a treaty is a step "party".
std::vector<Chain> chains(const std::vector<Fact>& facts, const Inquiry& inquiry);

}  // namespace chancery::inquiry
