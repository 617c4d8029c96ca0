// SPDX-License-Identifier: Apache-2.0
// The matcher against one that knows no short cut: it goes every way there is, from every token.
#include "reading/matcher.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace chancery::reading {
namespace {

struct Simple {
  const Rules& rules;
  const Sentence& sentence;
  std::uint32_t the, begin = 0, end = 0;
  std::vector<Capture> captures;
  std::set<std::pair<std::uint32_t, std::uint32_t>> under_way;  // so that a loop that takes nothing ends

  bool run(std::uint32_t at, std::uint32_t token) {
    if (!under_way.emplace(at, token).second) return false;
    const bool matched = step(at, token);
    under_way.erase({at, token});
    return matched;
  }
  bool step(std::uint32_t at, std::uint32_t token) {
    const Instruction& in = rules.code[at];
    const std::uint32_t count = sentence.words.size();
    const std::uint32_t word = token < count ? sentence.words[token] : 0;
    auto pass = [&](bool allowed) {
      if (token == count || !allowed || sentence.skip_to[token] == token) return false;
      return run(at, sentence.skip_to[token]);
    };
    switch (in.op) {
      case Instruction::word:
        return token < count && word == in.a ? run(at + 1, token + 1) : pass(in.skip && token > begin);
      case Instruction::any:
        return token < count && run(at + 1, token + 1);
      case Instruction::jump:
        return run(in.a, token);
      case Instruction::split:
        return run(rules.splits[in.a].first, token) || run(rules.splits[in.a].second, token);
      case Instruction::slot:
        if (token == count) return false;
        for (std::uint32_t m = sentence.first_at[token]; m != Mention::kNone; m = sentence.mentions[m].next) {
          if (sentence.mentions[m].type != in.a) continue;
          captures.push_back({in.b, static_cast<std::uint16_t>(in.a), m, token, sentence.mentions[m].to});
          if (run(at + 1, sentence.mentions[m].to)) return true;
          captures.pop_back();
        }
        if (token > begin && sentence.skip_to[token] == token && word == the) return run(at, token + 1);
        return pass(token > begin);
      case Instruction::match:
        end = token;
        return true;
      default:
        ADD_FAILURE() << "no pattern of this test has operation " << in.op;
        return false;
    }
  }
};

std::string random_pattern(std::mt19937& random, int depth) {
  auto part = [&] { return random_pattern(random, depth - 1); };
  switch (depth == 0 ? random() % 5 : random() % 9) {
    case 0:
      return "a";
    case 1:
      return "b";
    case 2:
      return "c";
    case 3:
      return "the";
    case 4:
      return "{m:NUMBER}";
    case 5:
      return "(" + part() + "|" + part() + "|" + part() + ")";
    case 6:
      return "(" + part() + " " + part() + ")" + (random() % 2 ? "?" : "+");
    case 7:
      return "(" + part() + ")*";
    default:
      return part() + " ..2 " + part();
  }
}

TEST(Matcher, FindsWhatGoingEveryWayFinds) {
  std::mt19937 random(7);
  int matched = 0, tried = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string pattern = random_pattern(random, 3) + " {n:NUMBER} " + random_pattern(random, 2);
    // The words are all made known to the rules, whether the pattern has them or not.
    auto table = compile_texts({{"a.rules", "rule visit/x\n  match " + pattern + "\n  match a b c the {n:NUMBER}\n  make visit to=$n\n"}});
    if (!table) continue;  // some repeat what may be nothing
    auto rules = Rules::open(*table);
    ASSERT_TRUE(rules);
    const std::uint32_t the = rules->word(base::hash_folded("the"));
    Matcher matcher(*rules);
    Sentence sentence;
    for (int text = 0; text < 40; ++text) {
      std::string words;
      for (std::uint32_t i = 0, size = 1 + random() % 9; i < size; ++i)
        words += std::string{"abc78-"[random() % 6]} + (random() % 6 ? " " : " the ");
      std::vector<base::Token> tokens;
      base::tokenize(words, tokens);
      sentence.clear(words, tokens);
      for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        sentence.words.push_back(rules->word(tokens[i].folded));
        sentence.skip_to.push_back(words[tokens[i].from] == '-' ? i + 1 : i);
        if (tokens[i].shape == base::Token::number) sentence.add(i, i + 1, BuiltIn::number, Item{std::string_view("1")});
        if (tokens[i].shape == base::Token::number && random() % 3 == 0 && i + 1 < tokens.size())
          sentence.add(i, i + 2, BuiltIn::number, Item{std::string_view("2")});
      }
      sentence.look_over(the);
      for (const Program& program : rules->programs) {
        Match match;
        const bool found = matcher.find(program, sentence, 0, match);
        Simple simple{*rules, sentence, the, 0, 0, {}, {}};
        bool expected = false;
        for (simple.begin = 0; simple.begin < tokens.size() && !expected; ++simple.begin)
          expected = simple.run(program.entry, simple.begin);
        ++tried;
        ASSERT_EQ(found, expected) << pattern << " in " << words;
        if (!found) continue;
        ++matched;
        EXPECT_EQ(match.from, simple.begin - 1) << pattern << " in " << words;
        EXPECT_EQ(match.to, simple.end) << pattern << " in " << words;
        ASSERT_EQ(match.captures.size(), simple.captures.size()) << pattern << " in " << words;
        for (std::size_t i = 0; i < match.captures.size(); ++i) {
          EXPECT_EQ(match.captures[i].mention, simple.captures[i].mention) << pattern << " in " << words;
          EXPECT_EQ(match.captures[i].slot, simple.captures[i].slot) << pattern << " in " << words;
        }
      }
    }
  }
  EXPECT_GT(matched, 500);
  EXPECT_GT(tried - matched, 500);
}

}  // namespace
}  // namespace chancery::reading
