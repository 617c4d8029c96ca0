// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/gazetteer.h"

#include <algorithm>

#include "gazetteer/layout.h"

namespace chancery::gazetteer {
namespace {

using base::Token;

constexpr std::uint32_t kFetchedAhead = 6;  // tokens

unsigned char lower_ascii(char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

// Whether two words with one folded hash are one word. Accents are the hash's business: where a word has letters
// beyond ASCII its hash is trusted.
bool same_folded(std::string_view a, std::string_view b) {
  auto ascii = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  if (!ascii(a) || !ascii(b)) return true;  // also "'s" and "’s"
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

bool holds(std::int32_t from, std::int32_t to, std::int32_t day) { return from <= day && day <= to; }

// The best of a state's or city's capitals: the one at `day`; without a day the one that lasts, else the last.
const Capital* pick(std::span<const Capital> capitals, std::optional<std::int32_t> day) {
  const Capital* best = nullptr;
  for (const Capital& c : capitals) {
    if (day) {
      if (holds(c.from, c.to, *day)) return &c;
    } else if (!best || c.to > best->to) {
      best = &c;
    }
  }
  return best;
}

}  // namespace

base::Result<Gazetteer> Gazetteer::open(std::string_view table) {
  auto opened = base::Table::open(table);
  if (!opened) return tl::unexpected(opened.error());
  Gazetteer g;
  g.table_ = *opened;
  g.entities_ = g.table_.array<Entity>("entities");
  g.edges_ = g.table_.array<layout::Edge>("edges");
  g.nodes_ = g.table_.array<layout::Node>("nodes");
  g.first_ = g.table_.array<std::uint64_t>("first");
  g.folded_first_ = g.table_.array<std::uint64_t>("folded-first");
  g.names_ = g.table_.array<Name>("names");
  g.capitals_by_state_ = g.table_.array<Capital>("capitals-by-state");
  g.capitals_by_city_ = g.table_.array<Capital>("capitals-by-city");
  g.codes_ = g.table_.array<Code>("codes");
  g.code_lists_ = g.table_.array<CodeList>("code-lists");
  g.abbreviations_ = g.table_.array<layout::Abbreviation>("abbreviations");
  g.code_index_ = g.table_.array<layout::CodeEntry>("code-index");
  if (g.entities_.empty() || g.nodes_.size() < 2 || g.edges_.empty() || (g.edges_.size() & (g.edges_.size() - 1)) != 0 ||
      g.first_.size() != layout::kFilterWords || g.folded_first_.size() != layout::kFilterWords)
    return base::fail(base::ErrorKind::unreadable, "compiled gazetteer is damaged");
  return g;
}

const layout::Edge* Gazetteer::edge(std::uint32_t node, std::uint64_t word) const {
  const std::uint64_t mask = edges_.size() - 1;
  for (std::uint64_t at = layout::place(node, word) & mask;; at = (at + 1) & mask) {
    const layout::Edge& e = edges_[at];
    if (e.child == 0) return nullptr;
    if (e.word == word && e.node == node) return &e;
  }
}

void Gazetteer::fetch(const Token& token) const {
  if (layout::filter_has(first_.data(), token.word))
    __builtin_prefetch(&edges_[layout::place(layout::kExact, token.word) & (edges_.size() - 1)]);
}

std::span<const Name> Gazetteer::readings(std::uint32_t node) const { return names_.subspan(nodes_[node].from, nodes_[node].count); }

Gazetteer::Found Gazetteer::walk_exact(std::string_view text, std::span<const Token> tokens, std::uint32_t from) const {
  Found found;
  std::uint32_t node = layout::kExact;
  for (std::uint32_t i = from; i < tokens.size(); ++i) {
    const layout::Edge* e = edge(node, tokens[i].word);
    if (!e || !layout::same_word(this->text(e->text), tokens[i].in(text))) break;
    node = e->child;
    if (nodes_[node].count) found = {node, i + 1};
  }
  return found;
}

// Names in all capitals. A single word of three letters or less is too short to be told from an acronym.
Gazetteer::Found Gazetteer::walk_capitals(std::string_view text, std::span<const Token> tokens, std::uint32_t from) const {
  Found found;
  std::uint32_t node = layout::kFolded;
  for (std::uint32_t i = from; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    bool capitals = t.shape == Token::upper || t.shape == Token::number || t.shape == Token::punctuation ||
                    (t.shape == Token::capital && t.to - t.from == 1);
    const layout::Edge* e = capitals ? edge(node, t.folded) : nullptr;
    if (!e || !same_folded(this->text(e->text), t.in(text))) break;
    node = e->child;
    if (nodes_[node].count && (i > from || t.to - t.from > 3)) found = {node, i + 1};
  }
  return found;
}

void Gazetteer::match(std::string_view text, std::span<const Token> tokens, std::vector<Match>& out) const {
  const auto size = static_cast<std::uint32_t>(tokens.size());
  // The table is larger than caches are: what the next names begin with is fetched before it is asked for.
  for (const Token& t : tokens.first(std::min(size, kFetchedAhead))) fetch(t);
  for (std::uint32_t i = 0; i < size;) {
    const Token& t = tokens[i];
    if (i + kFetchedAhead < size) fetch(tokens[i + kFetchedAhead]);
    Found found;
    if (layout::filter_has(first_.data(), t.word)) found = walk_exact(text, tokens, i);
    if (t.shape == Token::upper && layout::filter_has(folded_first_.data(), t.folded)) {
      Found capitals = walk_capitals(text, tokens, i);
      if (capitals.to > found.to) found = capitals;
    }
    if (found.to == 0) {
      ++i;
      continue;
    }
    out.push_back({i, found.to, readings(found.node)});
    i = found.to;
  }
}

std::vector<Name> Gazetteer::find(std::string_view name) const {
  std::vector<Token> tokens;
  base::tokenize(name, tokens);
  std::size_t i = tokens.size() > 1 && tokens[0].folded == base::hash_folded("the") && same_folded(tokens[0].in(name), "the") ? 1 : 0;
  if (i >= tokens.size()) return {};
  std::uint32_t node = layout::kFolded;
  for (; i < tokens.size(); ++i) {
    const layout::Edge* e = edge(node, tokens[i].folded);
    if (!e || !same_folded(this->text(e->text), tokens[i].in(name))) return {};
    node = e->child;
  }
  std::span<const Name> found = readings(node);
  return {found.begin(), found.end()};
}

std::string_view Gazetteer::organization(std::string_view name) const {
  for (const Name& reading : find(name))
    if (entity(reading.entity).type == EntityType::organization) return code(reading.entity);
  return {};
}

std::uint32_t Gazetteer::by_code(std::string_view code) const {
  auto at = std::lower_bound(code_index_.begin(), code_index_.end(), code,
                             [&](const layout::CodeEntry& e, std::string_view c) { return text(e.code) < c; });
  return at != code_index_.end() && text(at->code) == code ? at->entity : 0;
}

std::uint32_t Gazetteer::state_of_capital(std::uint32_t city, std::optional<std::int32_t> day) const {
  auto range = std::ranges::equal_range(capitals_by_city_, city, {}, &Capital::city);
  const Capital* c = pick({range.begin(), range.end()}, day);
  return c ? c->state : 0;
}

std::uint32_t Gazetteer::capital_of(std::uint32_t state, std::optional<std::int32_t> day) const {
  auto range = std::ranges::equal_range(capitals_by_state_, state, {}, &Capital::state);
  const Capital* c = pick({range.begin(), range.end()}, day);
  return c ? c->city : 0;
}

std::string_view Gazetteer::abbreviated(std::string_view abbreviation) const {
  auto at = std::ranges::lower_bound(abbreviations_, abbreviation, {}, [&](const layout::Abbreviation& a) { return text(a.said); });
  return at != abbreviations_.end() && text(at->said) == abbreviation ? text(at->value) : std::string_view();
}

std::string_view Gazetteer::home_of(std::string_view person) const {
  for (const Name& name : find(person))
    if (const Entity& entity = entities_[name.entity]; entity.type == EntityType::person) return code(entity.state);
  return {};
}

}  // namespace chancery::gazetteer
