// SPDX-License-Identifier: Apache-2.0
// Coded events: who acted towards whom on which day, as machines read it out of news, by the million. Rows of numbers; the words that
// they share are told once. Not statements, which have an id and roles each. Not to be shared between threads while words are added.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::model {

// By the numbers of its words. In order of pair and day.
struct EventRow {
  std::uint32_t pair = 0;
  std::int32_t day = 0;  // since 1970
  std::uint32_t line = 0;
  std::uint32_t act = 0, actor = 0, recipient = 0;  // the last two 0 where they are not told
  auto operator<=>(const EventRow&) const = default;
};

// Texts, numbered from 1 in the order in which they came.
class Words {
 public:
  std::uint32_t number_of(std::string_view text);  // made where it is not there
  std::size_t size() const { return words_.size(); }
  std::string_view text(std::uint32_t number) const {
    const Word& word = words_[number - 1];
    return std::string_view(texts_).substr(word.from, word.size);
  }
  std::uint64_t hash(std::uint32_t number) const { return number == 0 ? 0 : words_[number - 1].hash; }  // of the text alone

 private:
  struct Word {
    std::size_t from;
    std::uint32_t size;
    std::uint64_t hash;
  };
  // Where a text is looked for, from its hash on: what else its hash says, and its number; 0: none.
  struct Place {
    std::uint32_t rest = 0, number = 0;
  };
  static void put(std::vector<Place>& places, std::size_t hash, std::size_t number);

  std::string texts_;  // one behind the other
  std::vector<Word> words_;
  std::vector<Place> places_;  // a power of two, at most half of them taken
};

struct EventWords {
  Words pairs;   // "KAZ\tRUS": the state that acted, the one towards which
  Words acts;    // "cameo\t040\t1": scheme, code, intensity (may be empty)
  Words actors;  // names
};

inline constexpr char kBetweenWords = '\t';

// What rows say, whatever their order and their numbers: a sum modulo 2^128.
class EventSum {
 public:
  void add(const EventRow& row, const EventWords& words);
  std::string hex() const;  // 32 digits

 private:
  std::uint64_t sums_[2] = {};
};

}  // namespace chancery::model
