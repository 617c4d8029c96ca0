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

struct Place {
  std::uint32_t begin = 0, end = 0;  // bytes of the document's text
};

// Templates turn words around: "14 September 1994" stands there as {{dts|1994|9|14}}.
Place place_of(const Block& block, std::span<const base::Token> tokens) {
  Place place{block.place(tokens[0].from), 0};
  for (const base::Token& token : tokens) {
    place.begin = std::min(place.begin, block.place(token.from));
    place.end = std::max(place.end, block.place_end(token.to));
  }
  return place;
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
      for (const DateMention& mention : mentions_) keep(block, tokens, mention);
    }
  }

  void keep(const Block& block, std::span<const base::Token> tokens, const DateMention& mention) {
    const std::string_view edtf = mention.edtf;
    const std::size_t slash = std::min(edtf.find('/'), edtf.size());
    const std::string_view left = edtf.substr(0, slash), right = edtf.substr(std::min(slash + 1, edtf.size()));
    const auto add = [&](std::uint32_t from, std::uint32_t to, std::string_view value, std::string_view role) {
      const Place place = place_of(block, tokens.subspan(from, to - from));
      if (place.end <= place.begin) return;
      const std::string_view plain = value.substr(0, value.find_last_not_of("?~%") + 1);
      dates_.push_back({document_.code_points(place.begin), document_.code_points(place.end),
                        document_.text.substr(place.begin, place.end - place.begin), std::string(plain), mention.anchor, role,
                        plain.size() < value.size()});
    };
    const bool by = mention.role == DateRole::by, plain = mention.role == DateRole::on || mention.role == DateRole::during;
    if (mention.second_token != 0 && !by && mention.role != DateRole::after) {
      add(mention.from_token, mention.first_to_token, left, "from");
      add(mention.second_token, mention.to_token, right, "to");
    } else {
      add(mention.from_token, mention.to_token, by ? right : left, plain ? "" : name_of(mention.role));
    }
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
