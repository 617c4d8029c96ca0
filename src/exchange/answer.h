// SPDX-License-Identifier: Apache-2.0
// The answer to a question in plain English, in words. Plain functions; thread-safe as far as the phrases are.
#pragma once

#include <string>
#include <vector>

#include "brief/phrase.h"
#include "question/question.h"

namespace chancery::exchange {

// "Yes, possibly", "At least 2: Latvia and Turkey", "Unknown: nothing that was read says so".
std::string answer_in_words(const question::Understood& understood, const question::Reply& reply, const brief::Phrases& phrases);
// The facts in the order of the answers that they give, then what else was looked at.
std::vector<inquiry::Fact> in_order(const question::Reply& reply);

}  // namespace chancery::exchange
