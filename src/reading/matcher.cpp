// SPDX-License-Identifier: Apache-2.0
#include "reading/matcher.h"

#include <algorithm>

namespace chancery::reading {

using base::Token;

namespace {
constexpr std::uint32_t kLongestNp = 14, kLongestTitle = 30, kLongestRun = 8;
constexpr int kDeepest = 4000;
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
  const std::uint64_t* const types = sentence.types_at.data();
  const std::uint64_t* const first = rules_.maps.data() + program.first_map;
  const std::uint64_t first_types = program.first_types;
  const std::uint32_t count = stride_ - 1;
  for (std::uint32_t token = from; token < count; ++token) {
    auto may_start = [&] {
      return (first_types & types[token]) != 0 || (program.firsts != 0 && first[words[token] >> 6] >> (words[token] & 63) & 1);
    };
    if (!program.any_start)
      while (!may_start())
        if (++token == count) return false;
    captures_.clear();
    begin_ = token;
    if (run(program.entry, token, 0)) {
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
  if (furthest_ || split.words == ~0ull) return true;
  if (token + 1 >= stride_) return false;
  const std::uint32_t word = sentence_->words[token];
  return split.words >> (word & 63) & 1 || split.types & sentence_->types_at[token] || sentence_->skip_to[token] > token ||
         (word == the_ && the_ != 0);
}

bool Matcher::run(std::uint32_t at, std::uint32_t token, int depth) {
  if (depth > kDeepest) return false;
  const auto& code = rules_.code;
  const std::uint32_t count = stride_ - 1;
  while (true) {
    const Instruction& in = code[at];
    // Ways part and meet at splits and slots only: what was tried there need not be tried again.
    if (in.op == Instruction::split || in.op == Instruction::slot) {
      std::uint16_t& seen = seen_[static_cast<std::size_t>(at - program_->entry) * stride_ + token];
      if (seen == generation_) return false;
      seen = generation_;
    }
    bool consumed = false;
    switch (in.op) {
      case Instruction::word:
        consumed = token < count && sentence_->words[token] == in.a;
        break;
      case Instruction::words:
        consumed = token < count && rules_.has(in.a, sentence_->words[token]);
        break;
      case Instruction::not_words:
        if (token < count && rules_.has(in.a, sentence_->words[token])) return false;
        ++at;
        continue;
      case Instruction::not_after: {
        std::uint32_t before = token;
        if (before > 0 && the_ != 0 && sentence_->words[before - 1] == the_) --before;
        if (before > 0 && rules_.has(in.a, sentence_->words[before - 1])) return false;
        ++at;
        continue;
      }
      case Instruction::any: {
        if (token >= count) return false;
        if (sentence_->tokens[token].shape == Token::punctuation) {
          std::string_view mark = sentence_->tokens[token].in(sentence_->text);
          if (mark == ";" || mark == ":") return false;
        }
        ++at;
        ++token;
        continue;
      }
      case Instruction::slot:
        // Most find neither a mention here nor words to pass over.
        if (token < count && !furthest_ && !((kTried | sentence_->types_at[token]) >> in.a & 1) && sentence_->skip_to[token] == token &&
            sentence_->words[token] != the_)
          return false;
        return try_slot(in, at, token, depth);
      case Instruction::split: {
        const Split& split = rules_.splits[in.a];
        if (may_go_on(split, token) && run(split.first, token, depth + 1)) return true;
        at = split.second;
        continue;
      }
      case Instruction::jump:
        at = in.a;
        continue;
      case Instruction::open:
      case Instruction::close: {
        captures_.push_back({static_cast<std::uint16_t>(in.a), static_cast<std::uint16_t>(in.op == Instruction::open ? 0xfffe : 0xfffd),
                             Mention::kNone, token, token});
        if (run(at + 1, token, depth + 1)) return true;
        captures_.pop_back();
        return false;
      }
      case Instruction::start:
        if (token != 0 && !(token == 1 && sentence_->tokens[0].shape == Token::punctuation)) return false;
        ++at;
        continue;
      case Instruction::end:
        if (token != count && !(token + 1 == count && sentence_->tokens[token].shape == Token::punctuation)) return false;
        ++at;
        continue;
      case Instruction::match:
        end_ = token;
        return true;
    }
    if (consumed) {
      ++at;
      ++token;
      continue;
    }
    if (in.skip && token < count && token > begin_ && sentence_->skip_to[token] > token) {
      token = sentence_->skip_to[token];
      continue;
    }
    if (furthest_ && (!furthest_->any || token > furthest_->token)) *furthest_ = {begin_, token, at, true};
    return false;
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

bool Matcher::try_slot(const Instruction& in, std::uint32_t at, std::uint32_t token, int depth) {
  const std::uint32_t count = stride_ - 1;
  const auto type = static_cast<std::uint16_t>(in.a);
  const auto kind = static_cast<BuiltIn>(type);
  if (token < count) {
    auto take = [&](std::uint32_t mention, std::uint32_t end) {
      captures_.push_back({in.b, type, mention, token, end});
      if (run(at + 1, end, depth + 1)) return true;
      captures_.pop_back();
      return false;
    };
    const bool tried = kTried >> type & 1;
    std::uint16_t wanted = kind == BuiltIn::place ? static_cast<std::uint16_t>(BuiltIn::city) : type;
    bool named = false;
    for (std::uint32_t m = sentence_->first_at[token]; m != Mention::kNone; m = sentence_->mentions[m].next) {
      const Mention& mention = sentence_->mentions[m];
      if (mention.type == wanted) {
        named = true;
        if (take(m, mention.to)) return true;
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
        if (take(Mention::kNone, end)) return true;
        if (kind == BuiltIn::place && longest - end >= 3) break;
      }
    }
    std::uint32_t passed = token;
    if (token > begin_ || tried) {
      if (sentence_->skip_to[token] > token)
        passed = sentence_->skip_to[token];
      else if (the_ != 0 && sentence_->words[token] == the_)
        passed = token + 1;
    }
    if (passed > token) return run(at, passed, depth + 1);
  }
  if (furthest_ && (!furthest_->any || token > furthest_->token)) *furthest_ = {begin_, token, at, true};
  return false;
}

}  // namespace chancery::reading
