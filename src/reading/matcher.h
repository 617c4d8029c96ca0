// SPDX-License-Identifier: Apache-2.0
// Runs a pattern over a sentence. Each way on from a split or slot is gone once a token, so the time is linear in the sentence.
// One Matcher serves one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reading/rules.h"
#include "reading/sentence.h"

namespace chancery::reading {

// What a match took, in order: mentions for slots, runs of tokens for text slots and tried types.
struct Capture {
  std::uint16_t slot;
  std::uint16_t type;
  std::uint32_t mention;   // Mention::kNone: the run of tokens
  std::uint32_t from, to;  // tokens
};

struct Match {
  std::uint32_t from = 0, to = 0;  // tokens
  std::vector<Capture> captures;
};

// How far a pattern came that did not match: for `explain`.
struct Furthest {
  std::uint32_t from = 0, token = 0, instruction = 0;
  bool any = false;
};

class Matcher {
 public:
  explicit Matcher(const Rules& rules);

  // The next match of `program` that starts at a token from `from` on. The sentence must not change between calls with the same
  // `fresh` false.
  bool find(const Program& program, const Sentence& sentence, std::uint32_t from, Match& out, Furthest* furthest = nullptr);

 private:
  // A way that is left open: where it goes on, and how much had been taken before. One that goes on after a slot takes what stands there,
  // from `from` on.
  struct Way {
    std::uint32_t at, token, captures, from, mention;
  };
  static constexpr std::uint32_t kTakesNothing = Mention::kNone - 1;

  bool run(std::uint32_t at, std::uint32_t token);
  bool may_go_on(const Split& split, std::uint32_t token) const;
  void open_slot(const Instruction& in, std::uint32_t at, std::uint32_t token);
  void came_to(std::uint32_t at, std::uint32_t token);
  std::uint32_t run_end(std::uint16_t type, std::uint32_t token) const;  // how far a tried type can reach
  bool names_place(std::uint32_t token) const;
  bool organization_ends(std::uint32_t end) const;  // whether a known one ends before that token
  bool contains(std::span<const std::uint32_t> set, std::uint32_t word) const;

  const Rules& rules_;
  std::span<const std::uint32_t> np_stops_, title_stops_, run_joiners_, no_places_;
  std::uint32_t the_ = 0, in_ = 0, and_ = 0;
  // The run at hand.
  const Program* program_ = nullptr;
  const Sentence* sentence_ = nullptr;
  std::vector<std::uint16_t> seen_;  // by instruction and token: the generation in which it was tried last
  std::uint16_t generation_ = 0;
  std::uint32_t stride_ = 0, end_ = 0, begin_ = 0;
  std::vector<Capture> captures_;
  std::vector<Way> ways_;  // the one to go next is last
  Furthest* furthest_ = nullptr;
};

}  // namespace chancery::reading
