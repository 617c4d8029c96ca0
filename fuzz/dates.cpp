// SPDX-License-Identifier: Apache-2.0
// Any bytes as a document's sentences, one a line: the dates found lie in order within their sentence, and are EDTF or none.
#include "reading/dates.h"

#include <algorithm>
#include <cstdlib>

#include "time/edtf.h"

using namespace chancery;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  reading::DateReader reader;
  reading::DateAnchors anchors;
  anchors.document = "2010-08-01";
  while (!text.empty()) {
    const std::string_view sentence = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(sentence.size() + 1, text.size()));
    std::vector<base::Token> tokens;
    base::tokenize(sentence, tokens);
    std::vector<reading::DateMention> found;
    reader.read(sentence, tokens, anchors, found);
    std::uint32_t at = 0;
    for (const reading::DateMention& mention : found) {
      require(at <= mention.from_token_with_prep && mention.from_token_with_prep <= mention.from_token);
      require(mention.from_token < mention.to_token && mention.to_token <= tokens.size() && mention.second_token < mention.to_token &&
              mention.first_to_token <= mention.second_token);
      require(mention.edtf.empty() == (mention.anchor == reading::Anchor::none));
      require(mention.edtf.empty() || time::parse_edtf(mention.edtf));
      at = mention.to_token;
    }
    require(anchors.previous.empty() || time::parse_edtf(anchors.previous));
  }
  return 0;
}
