// SPDX-License-Identifier: Apache-2.0
#include "brief/findings.h"

#include "brief/words.h"

namespace chancery::brief {

audit::Words words_for(const Phrases& phrases) {
  audit::Words out;
  out.name = [&phrases](std::string_view value) { return phrases.name(value); };
  out.when = [](const model::Time& time) { return time.on.empty() ? time_in_words(time) : date_in_sentence(time.on); };
  out.sentence = [&phrases](const inquiry::Fact& fact) { return capitalized(phrases.sentence(fact)); };
  return out;
}

}  // namespace chancery::brief
