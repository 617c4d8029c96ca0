// SPDX-License-Identifier: Apache-2.0
#include "reading/document_dates.h"

#include <algorithm>

#include "base/token.h"
#include "reading/sentence.h"

namespace chancery::reading {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

// "by 1992" is ../1992 and "about 1992" is 1992~: the words in front are part of what is said.
bool says_more_with_lead(const DateMention& mention) {
  return mention.role == DateRole::by || mention.role == DateRole::after || mention.edtf.find('~') != std::string::npos;
}

class Run {
 public:
  explicit Run(const Document& document) : document_(document) {}

  std::vector<DateExpression> read(std::string_view published) {
    anchors_.document = published.empty() ? document_.published : published;
    for (const Block& block : document_.blocks) {
      // What interrupts the narrative does not move it.
      const DateAnchors before = anchors_;
      read(block);
      if (block.silent || block.kind == BlockKind::gloss) anchors_ = before;
    }
    // A cell's own blocks come after their row, a gloss after the block that it interrupts.
    std::stable_sort(dates_.begin(), dates_.end(), [](const DateExpression& a, const DateExpression& b) { return a.from < b.from; });
    return std::move(dates_);
  }

 private:
  void read(const Block& block) {
    tokens_.clear();
    spans_.clear();
    base::tokenize(block.text, tokens_);
    split_sentences(block.text, tokens_, spans_);
    for (const auto& [from, to] : spans_) {
      const auto tokens = std::span<const base::Token>(tokens_).subspan(from, to - from);
      mentions_.clear();
      reader_.read(block.text, tokens, anchors_, mentions_);
      for (DateMention& mention : mentions_) keep(block, tokens, mention);
    }
  }

  void keep(const Block& block, std::span<const base::Token> tokens, DateMention& mention) {
    const std::uint32_t first = says_more_with_lead(mention) ? mention.from_token_with_prep : mention.from_token;
    const std::uint32_t begin = block.place(tokens[first].from), end = block.place_end(tokens[mention.to_token - 1].to);
    if (end <= begin) return;
    dates_.push_back({document_.code_points(begin), document_.code_points(end), document_.text.substr(begin, end - begin),
                      std::move(mention.edtf), mention.anchor});
  }

  const Document& document_;
  DateReader reader_;
  DateAnchors anchors_;
  std::vector<base::Token> tokens_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans_;
  std::vector<DateMention> mentions_;
  std::vector<DateExpression> dates_;
};

}  // namespace

std::vector<DateExpression> dates_of(const Document& document, std::string_view published) { return Run(document).read(published); }

}  // namespace chancery::reading
