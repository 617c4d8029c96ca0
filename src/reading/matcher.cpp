// SPDX-License-Identifier: Apache-2.0
#include "reading/matcher.h"

#include <algorithm>
#include <utility>

namespace chancery::reading {

using base::Token;

namespace {
constexpr std::uint32_t kLongestNp = 14, kLongestTitle = 30, kLongestRun = 8;
// The types that no mention tells the extent of: it is tried.
constexpr std::uint64_t kTried = [] {
  std::uint64_t bits = 0;
  for (BuiltIn b : {BuiltIn::np, BuiltIn::title, BuiltIn::capital_run, BuiltIn::place}) bits |= 1ull << static_cast<unsigned>(b);
  return bits;
}();
}  // namespace

Matcher::Matcher(const Rules& rules)
    : rules_(rules),
      np_stops_(rules.list("np_stops")),
      title_stops_(rules.list("title_stops")),
      run_joiners_(rules.list("run_joiners")),
      no_places_(rules.list("no_places")),
      the_(rules.word(base::hash_folded("the"))),
      in_(rules.word(base::hash_folded("in"))),
      and_(rules.word(base::hash_folded("and"))) {}

bool Matcher::contains(std::span<const std::uint32_t> set, std::uint32_t word) const {
  return word != 0 && std::binary_search(set.begin(), set.end(), word);
}

bool Matcher::find(const Program& program, const Sentence& sentence, std::uint32_t from, Match& out, Furthest* furthest) {
  program_ = &program;
  sentence_ = &sentence;
  furthest_ = furthest;
  stride_ = static_cast<std::uint32_t>(sentence.tokens.size()) + 1;
  std::size_t size = static_cast<std::size_t>(program.size) * stride_;
  if (seen_.size() < size) seen_.resize(size * 2, 0);
  if (++generation_ == 0) {
    std::fill(seen_.begin(), seen_.end(), 0);
    generation_ = 1;
  }
  const std::uint32_t* const words = sentence.words.data();
  const std::uint64_t *const types = sentence.types_at.data(), *const glance = sentence.glance.data();
  const std::uint64_t first_types = program.first_types, first_words = program.firsts == 0 ? 0 : program.first_words.folded();
  const std::uint32_t count = stride_ - 1;
  for (std::uint32_t token = from; token < count; ++token) {
    auto may_start = [&] {
      if (!((first_types & types[token]) | (first_words & glance[token]))) return false;
      return (first_types & types[token]) != 0 || rules_.in_map(program.first_map, words[token]);
    };
    if (!program.any_start)
      while (!may_start())
        if (++token == count) return false;
    captures_.clear();
    begin_ = token;
    if (run(program.entry, token)) {
      out.from = token;
      out.to = end_;
      out.captures = captures_;
      return true;
    }
  }
  return false;
}

// Whether the word or mention at `token` lets the first way of a split begin: a glance that saves most ways from being gone.
inline bool Matcher::may_go_on(const Split& split, std::uint32_t token) const {
  const std::uint64_t glance = sentence_->glance[token];
  return (split.words & glance) | (split.types & sentence_->types_at[token]) || glance == ~0ull || split.words == ~0ull || furthest_;
}

inline void Matcher::came_to(std::uint32_t at, std::uint32_t token) {
  if (furthest_ && (!furthest_->any || token > furthest_->token)) *furthest_ = {begin_, token, at, true};
}

bool Matcher::run(std::uint32_t at, std::uint32_t token) {
  const Instruction* const code = rules_.code.data();
  const std::uint32_t* const words = sentence_->words.data();
  const std::uint32_t* const skip_to = sentence_->skip_to.data();
  const std::uint32_t count = stride_ - 1;
  // Ways part and meet at splits and slots only: what was tried there need not be tried again.
  auto seen = [&] {
    std::uint16_t& last = seen_[static_cast<std::size_t>(at - program_->entry) * stride_ + token];
    return std::exchange(last, generation_) == generation_;
  };
  ways_.clear();
  while (true) {
    const Instruction& in = code[at];
    bool goes_on = true, consumed = false;  // to the next instruction, where nothing else is said
    switch (in.op) {
      case Instruction::word:
        goes_on = consumed = token < count && words[token] == in.a;
        break;
      case Instruction::words:
        goes_on = consumed = token < count && rules_.has(in.a, words[token]);
        break;
      case Instruction::not_words:
        goes_on = token >= count || !rules_.has(in.a, words[token]);
        break;
      case Instruction::not_after: {
        std::uint32_t before = token;
        if (before > 0 && the_ != 0 && words[before - 1] == the_) --before;
        goes_on = before == 0 || !rules_.has(in.a, words[before - 1]);
        break;
      }
      case Instruction::any: {
        const std::string_view mark = token < count && sentence_->tokens[token].shape == Token::punctuation
                                          ? sentence_->tokens[token].in(sentence_->text)
                                          : std::string_view();
        goes_on = consumed = token < count && mark != ";" && mark != ":";
        break;
      }
      case Instruction::slot:
        if (!seen()) open_slot(in, at, token);
        goes_on = false;
        break;
      case Instruction::split: {
        const Split& split = rules_.splits[in.a];
        if (!may_go_on(split, token)) {
          at = split.second;
          continue;
        }
        if (!seen()) {
          ways_.push_back({split.second, token, static_cast<std::uint32_t>(captures_.size()), token, kTakesNothing});
          at = split.first;
          continue;
        }
        goes_on = false;
        break;
      }
      case Instruction::jump:
        at = in.a;
        continue;
      case Instruction::open:
      case Instruction::close:
        captures_.push_back({static_cast<std::uint16_t>(in.a), static_cast<std::uint16_t>(in.op == Instruction::open ? 0xfffe : 0xfffd),
                             Mention::kNone, token, token});
        break;
      case Instruction::start:
        goes_on = token == 0 || (token == 1 && sentence_->tokens[0].shape == Token::punctuation);
        break;
      case Instruction::end:
        goes_on = token == count || (token + 1 == count && sentence_->tokens[token].shape == Token::punctuation);
        break;
      case Instruction::match:
        end_ = token;
        return true;
    }
    if (goes_on) {
      ++at;
      token += consumed;
      continue;
    }
    if (in.op == Instruction::word || in.op == Instruction::words) {
      if (in.skip && token < count && token > begin_ && skip_to[token] > token) {
        token = skip_to[token];
        continue;
      }
      came_to(at, token);
    }
    if (ways_.empty()) return false;
    const Way way = ways_.back();
    ways_.pop_back();
    at = way.at;
    token = way.token;
    captures_.resize(way.captures);
    if (way.mention != kTakesNothing) {
      const Instruction& slot = code[at - 1];
      captures_.push_back({slot.b, static_cast<std::uint16_t>(slot.a), way.mention, way.from, token});
    }
  }
}

bool Matcher::names_place(std::uint32_t token) const {
  if (token + 1 < stride_ && sentence_->words[token] == the_ && the_ != 0) ++token;
  if (token + 1 >= stride_) return false;
  for (std::uint32_t m = sentence_->first_at[token]; m != Mention::kNone; m = sentence_->mentions[m].next)
    if (sentence_->mentions[m].type == static_cast<std::uint16_t>(BuiltIn::city) ||
        sentence_->mentions[m].type == static_cast<std::uint16_t>(BuiltIn::state))
      return true;
  return false;
}

bool Matcher::organization_ends(std::uint32_t end) const {
  return std::any_of(sentence_->mentions.begin(), sentence_->mentions.end(),
                     [&](const Mention& m) { return m.type == static_cast<std::uint16_t>(BuiltIn::org) && m.to == end; });
}

std::uint32_t Matcher::run_end(std::uint16_t type, std::uint32_t token) const {
  const std::uint32_t count = stride_ - 1;
  auto kind = static_cast<BuiltIn>(type);
  std::uint32_t end = token;
  if (kind == BuiltIn::np || kind == BuiltIn::title) {
    // A date alone is no thing: "the agreement in 1995".
    for (const DateUse& d : sentence_->dates)
      if (d.from == token && (d.to == count || sentence_->tokens[d.to].shape == Token::punctuation)) return token;
    auto stops = kind == BuiltIn::np ? np_stops_ : title_stops_;
    std::uint32_t longest = kind == BuiltIn::np ? kLongestNp : kLongestTitle;
    bool in_quotes = false;
    while (end < count && end - token < longest) {
      const Token& t = sentence_->tokens[end];
      if (contains(stops, sentence_->words[end]) && !in_quotes) break;
      // "an agreement on transport in Bern": where it happened is no part of its name.
      if (in_ != 0 && sentence_->words[end] == in_ && end > token && names_place(end + 1)) break;
      if (t.shape == Token::punctuation) {
        std::string_view mark = t.in(sentence_->text);
        if (mark == "\"" || mark == "\xe2\x80\x9c" || mark == "\xe2\x80\x9d")
          in_quotes = !in_quotes;
        else if (mark == "." || mark == ";" || mark == ":" || mark == "!" || mark == "?" || mark == ")")
          break;
        else if (mark == "(")
          break;
        else if (mark == "," && kind == BuiltIn::np)
          break;
      }
      bool date_here = false;
      for (const DateUse& d : sentence_->dates) date_here |= d.from_with_preposition == end && end > token;
      if (date_here) break;
      ++end;
    }
    return end;
  }
  // Capitalised words, with "of", "the", "for", "and" between two of them; a date that is more than a number is none of them.
  auto is_date = [&](std::uint32_t i) {
    return std::any_of(sentence_->dates.begin(), sentence_->dates.end(),
                       [&](const DateUse& d) { return d.from_with_preposition <= i && i < d.to && (i == token || d.to - d.from > 1); });
  };
  while (end < count && end - token < kLongestRun && !is_date(end)) {
    const Token& t = sentence_->tokens[end];
    // "the National Council in November 2012": a date is no part of a name.
    if (end > token &&
        std::any_of(sentence_->dates.begin(), sentence_->dates.end(), [&](const DateUse& d) { return d.from_with_preposition == end; }))
      break;
    if (t.shape == Token::capital || t.shape == Token::upper || (t.shape == Token::number && end > token)) {
      ++end;
      continue;
    }
    if (end > token && end + 1 < count && kind == BuiltIn::capital_run && contains(run_joiners_, sentence_->words[end])) {
      // "the African Union and the Arab League": two names, told by the first being known.
      if ((sentence_->words[end] == and_ || t.in(sentence_->text) == "&") && organization_ends(end)) break;
      std::uint32_t next = end + 1;
      while (next < count && next - end < 3 && contains(run_joiners_, sentence_->words[next])) ++next;
      if (next < count && (sentence_->tokens[next].shape == Token::capital || sentence_->tokens[next].shape == Token::upper)) {
        end = next;
        continue;
      }
    }
    if (end > token && end + 1 < count && (t.in(sentence_->text) == "-" || t.in(sentence_->text) == "\xe2\x80\x93") && !t.space_before &&
        (sentence_->tokens[end + 1].shape == Token::capital || kind == BuiltIn::capital_run)) {
      end += 2;
      continue;
    }
    break;
  }
  return end;
}

// Leaves open the ways on from a slot.
void Matcher::open_slot(const Instruction& in, std::uint32_t at, std::uint32_t token) {
  const std::uint32_t count = stride_ - 1;
  const auto type = static_cast<std::uint16_t>(in.a);
  const bool tried = kTried >> type & 1;
  if (token == count) return came_to(at, token);
  const auto captures = static_cast<std::uint32_t>(captures_.size());
  const std::size_t first = ways_.size();
  auto take = [&](std::uint32_t mention, std::uint32_t end) { ways_.push_back({at + 1, end, captures, token, mention}); };
  if ((kTried | sentence_->types_at[token]) >> type & 1) {
    const auto kind = static_cast<BuiltIn>(type);
    const std::uint16_t wanted = kind == BuiltIn::place ? static_cast<std::uint16_t>(BuiltIn::city) : type;
    bool named = false;
    for (std::uint32_t m = sentence_->first_at[token]; m != Mention::kNone; m = sentence_->mentions[m].next) {
      const Mention& mention = sentence_->mentions[m];
      if (mention.type == wanted) {
        named = true;
        take(m, mention.to);
      } else if (kind == BuiltIn::place &&
                 (mention.type == static_cast<std::uint16_t>(BuiltIn::state) || mention.type == static_cast<std::uint16_t>(BuiltIn::org) ||
                  mention.type == static_cast<std::uint16_t>(BuiltIn::date) ||
                  mention.type == static_cast<std::uint16_t>(BuiltIn::adjective))) {
        named = true;
      }
    }
    // "signed in Bern": the words after "in" that name a place name no subject matter.
    if (tried && kind != BuiltIn::place && in_ != 0 && token > 0 && sentence_->words[token - 1] == in_ && names_place(token)) named = true;
    if (tried && !named) {
      std::uint32_t longest = run_end(type, token);
      // "the Royal Thai Consulate-General" is no place.
      if (kind == BuiltIn::place && std::any_of(sentence_->words.begin() + token, sentence_->words.begin() + longest,
                                                [&](auto w) { return contains(no_places_, w); }))
        longest = token;
      for (std::uint32_t end = longest; end > token; --end) {
        // A run of capitals does not end in "of" or "and".
        if (kind == BuiltIn::capital_run && sentence_->tokens[end - 1].shape != Token::capital &&
            sentence_->tokens[end - 1].shape != Token::upper && contains(run_joiners_, sentence_->words[end - 1]))
          continue;
        take(Mention::kNone, end);
        if (kind == BuiltIn::place && longest - end >= 3) break;
      }
    }
  }
  std::uint32_t passed = token;
  if (token > begin_ || tried) {
    if (sentence_->skip_to[token] > token)
      passed = sentence_->skip_to[token];
    else if (the_ != 0 && sentence_->words[token] == the_)
      passed = token + 1;
  }
  if (passed > token)
    ways_.push_back({at, passed, captures, token, kTakesNothing});
  else
    came_to(at, token);
  std::reverse(ways_.begin() + static_cast<std::ptrdiff_t>(first), ways_.end());
}

}  // namespace chancery::reading
