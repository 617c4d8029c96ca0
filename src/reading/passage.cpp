// SPDX-License-Identifier: Apache-2.0
#include "reading/passage.h"

#include <algorithm>

#include "base/token.h"
#include "reading/dates.h"
#include "reading/numbers.h"
#include "reading/sentence.h"

namespace chancery::reading {

using base::Token;
using document::Block;
using document::BlockKind;
using document::Document;

namespace {

using Span = std::pair<std::uint32_t, std::uint32_t>;  // tokens

class Collector {
 public:
  Collector(const Reader& reader, const Document& document, const Place& place, const std::string& published)
      : reader_(reader), document_(document), place_(place) {
    anchors_.document = published;
  }

  Passage collect() {
    add(document_.title);
    for (const Block& block : document_.blocks) {
      if (block.pieces.empty() || block.pieces.front().from >= place_.to || block.place_end(static_cast<std::uint32_t>(block.text.size())) <= place_.from) continue;
      leads(block);
      out_.read |= !block.silent;
      if (block.kind == BlockKind::gloss) out_.scope = model::Scope::gloss;
      else if (block.kind == BlockKind::table_row || block.row >= 0) out_.scope = model::Scope::table;
      if (block.kind == BlockKind::table_row) {
        for (const document::Cell& cell : block.cells) add(cell.head);
        add(block.text);
      } else {
        sentences(block);
      }
    }
    return std::move(out_);
  }

 private:
  // What stands over a block, and what it hangs on, the outermost first.
  void leads(const Block& block) {
    auto at = [&](std::int32_t index) -> const Block& { return document_.blocks[static_cast<std::size_t>(index)]; };
    std::vector<const Block*> headings;
    for (std::int32_t heading = block.section; heading >= 0; heading = at(heading).section) headings.push_back(&at(heading));
    for (auto it = headings.rbegin(); it != headings.rend(); ++it) add((*it)->text);
    add(block.title);
    if (block.row >= 0) {
      add(at(block.row).title);
      add(at(block.row).text);
    }
    if (block.within >= 0) add(at(block.within).text);
  }

  void sentences(const Block& block) {
    std::vector<Token> tokens;
    base::tokenize(block.text, tokens);
    std::vector<Span> spans;
    split_sentences(block.text, tokens, spans);
    std::erase_if(spans, [](const Span& span) { return span.first == span.second; });
    auto overlaps = [&](const Span& span) {
      return block.place(tokens[span.first].from) < place_.to && block.place_end(tokens[span.second - 1].to) > place_.from;
    };
    auto first = std::find_if(spans.begin(), spans.end(), overlaps);
    if (first == spans.end()) return;
    auto end = std::find_if_not(first, spans.end(), overlaps);
    guards(block, tokens, *first, (end - 1)->second);
    if (first != spans.begin()) --first;
    if (end != spans.end()) ++end;
    for (; first != end; ++first) {
      const std::uint32_t from = tokens[first->first].from;
      add(std::string_view(block.text).substr(from, tokens[first->second - 1].to - from));
    }
  }

  void guards(const Block& block, const std::vector<Token>& tokens, const Span& first, std::uint32_t end) {
    const Rules& rules = reader_.rules();
    auto bits_of = [&](std::uint32_t word, std::uint32_t distance) {
      std::uint8_t bits = 0;
      for (const GuardWord& guard : rules.guards)
        if (guard.word == word && distance <= guard.reach) bits |= guard.guard;
      return bits;
    };
    auto word_at = [&](std::uint32_t t) { return rules.word(tokens[t].folded); };
    const auto clause_ends = rules.list("clause_ends");
    const std::uint32_t not_ = rules.word(base::hash_folded("not")), until = rules.word(base::hash_folded("until")), only = rules.word(base::hash_folded("only"));
    auto look = [&](std::uint32_t t, std::uint32_t distance) {
      const std::uint32_t word = word_at(t);
      // "May 2001", and "not until 2001"
      if (word == 0 || (t > first.first && tokens[t].shape == Token::capital)) return;
      if (word == not_ && t + 1 < end && (word_at(t + 1) == until || word_at(t + 1) == only)) return;
      if (std::uint8_t bits = bits_of(word, distance)) out_.guards.push_back({std::string(tokens[t].in(block.text)), bits});
    };
    std::uint32_t start = first.first;
    while (start < end && block.place(tokens[start].from) < place_.from) ++start;
    for (std::uint32_t t = start; t-- > first.first;) {
      if (std::binary_search(clause_ends.begin(), clause_ends.end(), word_at(t))) break;
      look(t, start - t);
    }
    for (std::uint32_t t = start; t < end && block.place(tokens[t].from) < place_.to; ++t) look(t, 0);
  }

  void add(std::string_view text) {
    if (text.empty()) return;
    std::vector<Token> tokens;
    base::tokenize(text, tokens);
    const gazetteer::Gazetteer& names = reader_.gazetteer();
    std::vector<gazetteer::Match> matches;
    names.match(text, tokens, matches);
    for (const gazetteer::Match& match : matches)
      for (const gazetteer::Name& name : match.readings) {
        out_.entities.insert(name.entity);
        const gazetteer::Entity& entity = names.entity(name.entity);
        if (entity.type != gazetteer::EntityType::city) continue;
        out_.entities.insert(entity.state);
        out_.entities.insert(names.state_of_capital(name.entity));
      }
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
      out_.words.insert(tokens[t].folded);
      if (!may_begin_number(text, tokens[t])) continue;
      if (auto number = find_number(text, tokens, t)) out_.numbers.push_back(number->value);
    }
    std::vector<DateMention> dates;
    date_reader_.read(text, tokens, anchors_, dates);
    for (DateMention& date : dates)
      if (!date.edtf.empty()) out_.dates.push_back(std::move(date.edtf));
  }

  const Reader& reader_;
  const Document& document_;
  const Place place_;
  Passage out_;
  DateReader date_reader_;
  DateAnchors anchors_;
};

}  // namespace

bool Passage::has_words(std::string_view text, bool last_only) const {
  std::vector<Token> tokens;
  base::tokenize(text, tokens);
  std::erase_if(tokens, [](const Token& t) { return t.shape == Token::punctuation; });
  if (last_only && tokens.size() > 1) tokens.erase(tokens.begin(), tokens.end() - 1);
  return std::all_of(tokens.begin(), tokens.end(), [&](const Token& t) { return words.contains(t.folded); });
}

Passage passage(const Reader& reader, const Document& document, const Place& place, const std::string& published) {
  return Collector(reader, document, place, published).collect();
}

}  // namespace chancery::reading
