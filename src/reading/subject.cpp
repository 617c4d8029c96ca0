// SPDX-License-Identifier: Apache-2.0
#include "reading/subject.h"

#include <algorithm>

namespace chancery::reading {

using base::Token;
using document::Block;
using document::BlockKind;
using gazetteer::EntityType;
using gazetteer::NameType;

namespace {

constexpr std::size_t kEnoughText = 300000;  // bytes that are counted to see whom a document without a title is about
constexpr std::size_t kFirstBlocks = 3;      // of a document without a title, that may name its subject
constexpr std::size_t kLongestLeadIn = 300;  // bytes of a sentence that leads a list in
constexpr std::size_t kFirstWords = 12;      // tokens of the first paragraph that may name its subject

std::uint16_t type_of(BuiltIn b) { return static_cast<std::uint16_t>(b); }

bool names_state(const Mention& m) { return m.type == type_of(BuiltIn::state); }

}  // namespace

std::vector<std::string_view> Subjects::states_in(std::string_view text) const {
  std::vector<Token> tokens;
  base::tokenize(text, tokens);
  std::vector<gazetteer::Match> matches;
  gazetteer_.match(text, tokens, matches);
  std::vector<std::string_view> codes;
  for (const gazetteer::Match& match : matches) {
    // "America" above a table of many states is the continent.
    auto is_continent = [&](const gazetteer::Name& name) {
      const gazetteer::Entity& entity = gazetteer_.entity(name.entity);
      return entity.type == EntityType::region && gazetteer_.text(entity.kind) == "continent";
    };
    if (std::any_of(match.readings.begin(), match.readings.end(), is_continent)) continue;
    for (const gazetteer::Name& name : match.readings) {
      if (gazetteer_.entity(name.entity).type != EntityType::state || name.common) continue;
      const std::string_view code = gazetteer_.code(name.entity);
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
      break;
    }
  }
  return codes;
}

void Subjects::settle(std::string_view told) {
  if (!told.empty()) {
    std::size_t space = told.find(' ');
    subject_ = told.substr(0, space);
    if (space != std::string_view::npos) other_ = told.substr(space + 1);
    return;
  }
  std::vector<std::string_view> codes = states_in(document_.title);
  if (codes.empty() && !document_.blocks.empty()) {
    // "ALBANIA—BRAZIL RELATIONS refer to …"
    for (const Block& block : document_.blocks) {
      if (block.silent || block.kind == BlockKind::heading || block.text.empty()) continue;
      std::vector<Token> tokens;
      base::tokenize(std::string_view(block.text).substr(0, 300), tokens);
      std::size_t end = std::min(tokens.size(), kFirstWords);
      for (std::size_t i = 0; i < end; ++i)
        if (tokens[i].folded == base::hash_folded("relations")) {
          codes = states_in(std::string_view(block.text).substr(0, i + 1 < tokens.size() && i < 6 ? tokens[i].to : tokens[end - 1].to));
          break;
        }
      break;
    }
  }
  if (!codes.empty() && codes.size() <= 2) {
    subject_ = codes[0];
    if (codes.size() == 2) other_ = codes[1];
    return;
  }
  // "List of countries with which Latvia maintains diplomatic relations:"
  if (codes.empty() && document_.title.empty())
    for (const Block& block : document_.blocks)
      if (block.kind == BlockKind::paragraph && block.text.size() < kLongestLeadIn && block.text.starts_with("List of ") &&
          block.text.ends_with(':'))
        if (std::vector<std::string_view> named = states_in(block.text); named.size() == 1) {
          subject_ = named[0];
          return;
        }
  // A title that names something else than states: the document is about that.
  topic_ = document_.title;
  // Without a title, the organisation that heads the page ("… | Economic Cooperation Organization | …", a caption of its box).
  std::size_t looked_at = 0;
  for (const Block& block : document_.blocks) {
    if (!topic_.empty() || looked_at == kFirstBlocks) break;
    if (block.silent || block.text.empty()) continue;
    ++looked_at;
    if (!gazetteer_.organization(block.text).empty()) topic_ = block.text;
  }
  topic_org_ = gazetteer_.organization(topic_);
  if (topic_org_.empty()) topic_org_ = topic_;
  if (!topic_.empty() && codes.empty()) return;
  std::map<std::string_view, std::size_t> counts;
  std::size_t total = 0, seen = 0;
  for (const Block& block : document_.blocks) {
    if (block.silent || block.kind == BlockKind::gloss || block.kind == BlockKind::table_row) continue;
    seen += block.text.size();
    if (seen > kEnoughText) break;
    std::vector<Token> tokens;
    base::tokenize(block.text, tokens);
    std::vector<gazetteer::Match> matches;
    gazetteer_.match(block.text, tokens, matches);
    for (const gazetteer::Match& match : matches)
      for (const gazetteer::Name& name : match.readings) {
        if (gazetteer_.entity(name.entity).type != EntityType::state || name.common) continue;
        ++counts[gazetteer_.code(name.entity)];
        ++total;
        break;
      }
  }
  auto best = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best == counts.end() || best->second < 3) return;
  std::size_t second = 0;
  for (const auto& [code, count] : counts)
    if (code != best->first) second = std::max(second, count);
  // Named often, or, among the many of a list, far oftener than any other.
  if (best->second * 3 >= total || best->second >= 3 * second) subject_ = best->first;
}

std::string_view Subjects::other_of_section(std::int32_t heading) {
  if (heading < 0) return other_;
  auto [it, added] = sections_.try_emplace(heading);
  if (!added) return it->second;
  const Block& block = document_.blocks[static_cast<std::size_t>(heading)];
  std::vector<std::string_view> codes = states_in(block.text);
  std::erase(codes, subject_);
  std::string_view other;
  if (codes.size() == 1)
    other = codes[0];
  else if (codes.empty() && !gazetteer_.organization(block.text).empty())
    other = gazetteer_.organization(block.text);
  else if (codes.empty())
    other = block.section < heading ? other_of_section(block.section) : other_;
  sections_[heading] = other;
  return other;
}

std::string_view Subjects::other_of_row(std::int32_t row) {
  auto [it, added] = rows_.try_emplace(row);
  if (!added) return it->second;
  const auto& blocks = document_.blocks;
  const Block& block = blocks[static_cast<std::size_t>(row)];
  auto first_other = [&](std::string_view text) -> std::string_view {
    for (std::string_view code : states_in(text))
      if (code != subject_) return code;
    return {};
  };
  bool empty = block.cells.empty();
  for (std::size_t c = 0; c < block.cells.size() && c < 2; ++c) {
    const std::string_view text = std::string_view(block.text).substr(block.cells[c].from, block.cells[c].to - block.cells[c].from);
    std::string_view other = first_other(text);
    // "{{SRB}}" shows its code where a reader sees a flag and a name.
    if (const std::uint32_t coded = other.empty() ? gazetteer_.by_code(text) : 0; coded != 0) other = gazetteer_.code(coded);
    if (!other.empty() && other != subject_) return rows_[row] = other;
    empty |= text.empty();
  }
  if (!empty) return {};
  // An empty cell: the state that the row's notes name most; where they name none, that of the cities. "Represented through its
  // embassy in Moscow" names a city of a third state.
  std::map<std::string_view, std::size_t> counts[2];
  std::string_view first[2];
  auto count = [&](std::string_view text) {
    std::vector<Token> tokens;
    base::tokenize(text, tokens);
    std::vector<gazetteer::Match> matches;
    gazetteer_.match(text, tokens, matches);
    for (const gazetteer::Match& match : matches)
      for (const gazetteer::Name& name : match.readings) {
        const gazetteer::Entity& entity = gazetteer_.entity(name.entity);
        if (name.common || (entity.type != EntityType::state && entity.type != EntityType::city)) continue;
        const bool city = entity.type == EntityType::city;
        const std::string_view code = gazetteer_.code(city ? entity.state : name.entity);
        if (code == subject_) break;
        if (first[city].empty()) first[city] = code;
        ++counts[city][code];
        break;
      }
  };
  count(block.text);
  for (std::size_t i = static_cast<std::size_t>(row) + 1; i < blocks.size() && i < static_cast<std::size_t>(row) + 60; ++i)
    if (blocks[i].row == row && blocks[i].kind != BlockKind::gloss) count(blocks[i].text);
  const bool cities = first[0].empty();
  std::string_view best = first[cities];
  for (const auto& [code, n] : counts[cities])
    if (n > counts[cities][best]) best = code;
  return rows_[row] = best;
}

void Subjects::enter(std::size_t index, Context& context) {
  const Block& block = document_.blocks[index];
  if (block.kind == BlockKind::gloss) {
    outside_ = context;
    enter_gloss(block, context);
    return;
  }
  context.subject = subject_;
  context.topic = topic_;
  context.topic_org = topic_org_;
  std::int32_t row = block.kind == BlockKind::table_row ? static_cast<std::int32_t>(index) : block.row;
  context.other = row >= 0 ? other_of_row(row) : other_of_section(block.section);
  if (row >= 0 && context.other.empty()) context.other = other_of_section(block.section);
  fixed_ = !context.other.empty();
  context.it.clear();
  if (!subject_.empty()) context.it.push_back(Item{subject_});
  context.it_state = context.it;
  if (subject_.empty() && !context.other.empty()) context.it_state = {Item{context.other}};
  if (block.kind == BlockKind::heading) {
    context.previous_date.clear();
  }
  context.last.clear();
}

void Subjects::enter_gloss(const Block& block, Context& context) {
  std::vector<std::string_view> codes = states_in(block.title);
  context.topic = block.title;
  context.topic_org = gazetteer_.organization(block.title);
  if (context.topic_org.empty()) context.topic_org = block.title;
  context.it.clear();
  context.he.clear();
  context.previous_date.clear();
  fixed_ = false;
  if (codes.size() == 2) {
    context.subject = codes[0];
    context.other = codes[1];
    fixed_ = true;
    return;
  }
  context.other = {};
  context.it_state.clear();
  if (codes.size() == 1) {
    context.subject = codes[0];
    context.it_state.push_back(Item{codes[0]});
  }
  for (const gazetteer::Name& name : gazetteer_.find(block.title)) {
    const gazetteer::Entity& entity = gazetteer_.entity(name.entity);
    Item item{entity.type == EntityType::city ? gazetteer_.name(name.entity) : gazetteer_.code(name.entity)};
    item.entity = name.entity;
    context.it.push_back(item);
    break;
  }
  if (context.it.empty()) {
    context.it.emplace_back(std::string_view(block.title));
    context.he.emplace_back(std::string_view(block.title));
  }
}

void Subjects::leave(std::size_t index, Context& context) {
  if (document_.blocks[index].kind != BlockKind::gloss) return;
  auto people = std::move(context.people);
  context = std::move(outside_);
  context.people = std::move(people);
}

void Subjects::before_sentence(const Sentence& sentence, Context& context) {
  context.other_here = fixed_;
  if (fixed_) return;
  // The one other state of the sentence; where it names none, the one before it stays.
  std::string_view other;
  for (const Mention& m : sentence.mentions) {
    if (m.type != type_of(BuiltIn::state) && m.type != type_of(BuiltIn::adjective)) continue;
    const std::string_view code = m.values[0].text;
    if (code == context.subject) continue;
    if (!other.empty() && other != code) {
      other = {};
      context.other = {};
      return;
    }
    other = code;
  }
  if (!other.empty()) {
    context.other = other;
    context.other_here = true;
  }
}

void Subjects::after_sentence(const Sentence& sentence, Context& context) {
  const Mention *thing = nullptr, *person = nullptr;
  for (const Mention& m : sentence.mentions) {
    if ((names_state(m) || m.type == type_of(BuiltIn::org)) && (!thing || m.from < thing->from)) thing = &m;
    if (m.type == type_of(BuiltIn::name) && (!person || m.from < person->from)) person = &m;
  }
  if (thing) context.it.assign(thing->values.begin(), thing->values.end());
  const Mention *state = nullptr, *organization = nullptr;
  for (const Mention& m : sentence.mentions) {
    if (names_state(m) && (!state || m.from < state->from)) state = &m;
    if (m.type == type_of(BuiltIn::org) && (!organization || m.from > organization->from)) organization = &m;
  }
  // In a table's row about a state "it" stays that state.
  if (state && !(fixed_ && context.subject.empty())) context.it_state.assign(state->values.begin(), state->values.end());
  if (organization) context.it_org.assign(organization->values.begin(), organization->values.end());
  if (person) context.he.assign(person->values.begin(), person->values.end());
}

}  // namespace chancery::reading
