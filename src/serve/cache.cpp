// SPDX-License-Identifier: Apache-2.0
#include "serve/cache.h"

namespace chancery::serve {

ResponsePtr Cache::find(const std::string& tag) {
  const std::lock_guard lock(mutex_);
  auto place = places_.find(tag);
  if (place == places_.end()) return nullptr;
  order_.splice(order_.begin(), order_, place->second);
  return place->second->response;
}

void Cache::keep(const std::string& tag, ResponsePtr response) {
  const std::lock_guard lock(mutex_);
  if (places_.contains(tag)) return;
  order_.push_front({tag, std::move(response)});
  const std::size_t size = size_of(order_.front());
  if (size > most_bytes_ / 8) return order_.pop_front();
  places_.emplace(order_.front().tag, order_.begin());
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    bytes_ -= size_of(order_.back());
    places_.erase(order_.back().tag);
    order_.pop_back();
  }
}

}  // namespace chancery::serve
