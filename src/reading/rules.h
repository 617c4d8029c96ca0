// SPDX-License-Identifier: Apache-2.0
// The reading rules: patterns written by example in rules/reading/, compiled. Rules does not own its table; reading it is
// thread-safe. How to write a rule is told in docs/rules.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/program.h"

namespace chancery::reading {

// Compiles a folder of rule files (*.rules) to one table. The order of files and rules does not matter. Errors name file and line.
base::Result<std::string> compile(const std::string& folder);
// The same for texts at hand, (name, text) each.
base::Result<std::string> compile_texts(const std::vector<std::pair<std::string, std::string>>& files);
// The same for a folder that shares the words, inflections and phrases of another, but for words that it has itself.
base::Result<std::string> compile_sharing(const std::string& folder, const std::string& shared);

class Rules {
 public:
  static base::Result<Rules> open(std::string_view table);

  // The id of a word that some rule names; 0 for all others. `folded`: base::hash_folded.
  std::uint32_t word(std::uint64_t folded) const {
    if (words_.empty()) return 0;
    for (std::size_t i = folded & (words_.size() - 1);; i = (i + 1) & (words_.size() - 1)) {
      if (words_[i].id == 0) return 0;
      if (words_[i].folded == folded) return words_[i].id;
    }
  }
  // Fetches into the cache what word(folded) asks for.
  void fetch(std::uint64_t folded) const {
    if (!words_.empty()) __builtin_prefetch(&words_[folded & (words_.size() - 1)]);
  }
  std::uint32_t word_count() const { return word_count_; }

  // Whether the set of words that begins at `set` of `sets` has a word.
  bool has(std::uint32_t set, std::uint32_t word) const { return in_map(set_maps_[set], word); }
  // The same of a map of words that begins at `map` of `maps`.
  bool in_map(std::uint32_t map, std::uint32_t word) const { return maps[map + (word >> 6)] >> (word & 63) & 1; }

  // Programs that a word triggers, as indices of `programs`.
  std::span<const std::uint32_t> triggered(std::uint32_t word) const {
    return triggered_.subspan(trigger_from_[word], trigger_from_[word + 1] - trigger_from_[word]);
  }

  std::string_view text(base::Text t) const { return table_.text(t); }
  // The type of a name as rules write it ("STATE", "PARTY"), kNoSlot where there is none.
  std::uint16_t type(std::string_view name) const;
  std::string_view type_name(std::uint16_t type) const;
  std::uint16_t field(std::string_view name) const;
  // The phrases that are looked for whether a rule asks or not, as they tell whose a person is (bit per type); with those that they rest
  // on.
  std::uint64_t learned_phrases() const;
  // The sorted word ids of `words NAME`, which is one of kEngineLists; empty where there are none.
  std::span<const std::uint32_t> list(std::string_view name) const;
  std::string_view word_text(std::uint32_t id) const { return text(word_texts_[id]); }

  std::span<const Instruction> code;
  std::span<const Split> splits;
  std::span<const std::uint32_t> sets;           // word ids, sorted within a set
  std::span<const Program> programs;             // of statement rules
  std::span<const Program> phrase_programs;      // in the order in which they are run
  std::span<const std::uint64_t> maps;           // sets of words, a bit per word id: see Program and has
  std::span<const std::uint32_t> untriggered;    // programs without a trigger word
  std::span<const std::uint32_t> program_words;  // triggers and first words of programs
  std::span<const Rule> rules;
  std::span<const Phrase> phrases;
  std::span<const NamedList> lists;
  std::span<const Make> makes;
  std::span<const RoleExpression> roles;
  std::span<const Expression> expressions;
  std::span<const Example> examples;
  std::span<const GuardWord> guards;  // by word id

 private:
  struct WordEntry {
    std::uint64_t folded;
    std::uint32_t id;
    std::uint32_t pad;
  };
  friend class RuleCompiler;
  base::Table table_;
  std::span<const WordEntry> words_;
  std::span<const std::uint32_t> trigger_from_, triggered_, set_maps_;
  std::span<const base::Text> fields_, word_texts_;
  std::uint32_t word_count_ = 0;
};

}  // namespace chancery::reading
