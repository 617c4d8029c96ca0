// SPDX-License-Identifier: Apache-2.0
// Adds blocks to a document in order, knowing under which heading each one stands and whether that section is silent.
// Refers to the document without owning it; not shared between threads.
#pragma once

#include <cstdint>
#include <vector>

#include "document/document.h"

namespace chancery::document {

class Outline {
 public:
  explicit Outline(Document& document) : document_(document) {}

  // Adds a heading of block.level (1 the highest) and makes it the section of what follows. Its index.
  std::int32_t heading(Block block);
  // Adds any other block. Its index.
  std::int32_t add(Block block);

  bool silent() const;
  std::int32_t section() const { return open_.empty() ? -1 : open_.back(); }
  std::int32_t next() const { return static_cast<std::int32_t>(document_.blocks.size()); }
  Block& operator[](std::int32_t index) { return document_.blocks[static_cast<std::size_t>(index)]; }

 private:
  Document& document_;
  std::vector<std::int32_t> open_;  // the headings above, from the highest
};

}  // namespace chancery::document
