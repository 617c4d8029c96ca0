// SPDX-License-Identifier: Apache-2.0
// Answers kept by their tags, the least asked for let go first. A tag names the ledger's pin and the question, so what is kept never grows
// old. Thread-safe.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "serve/http_message.h"

namespace chancery::serve {

class Cache {
 public:
  explicit Cache(std::size_t most_bytes) : most_bytes_(most_bytes) {}
  ResponsePtr find(const std::string& tag);  // nullptr where there is none
  void keep(const std::string& tag, ResponsePtr response);

 private:
  struct Kept {
    std::string tag;
    ResponsePtr response;
  };
  static std::size_t size_of(const Kept& kept) { return kept.tag.size() + kept.response->body.size() + 512; }

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::list<Kept> order_;  // the last asked for first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> places_;
  std::size_t bytes_ = 0;
};

}  // namespace chancery::serve
