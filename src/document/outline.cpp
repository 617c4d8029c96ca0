// SPDX-License-Identifier: Apache-2.0
#include "document/outline.h"

#include <utility>

#include "document/shape.h"

namespace chancery::document {

bool Outline::silent() const { return !open_.empty() && document_.blocks[static_cast<std::size_t>(open_.back())].silent; }

std::int32_t Outline::heading(Block block) {
  while (!open_.empty() && document_.blocks[static_cast<std::size_t>(open_.back())].level >= block.level) open_.pop_back();
  block.kind = BlockKind::heading;
  block.section = section();
  block.silent = block.silent || silent() || names_silent_section(block.text);
  const std::int32_t index = next();
  document_.blocks.push_back(std::move(block));
  open_.push_back(index);
  return index;
}

std::int32_t Outline::add(Block block) {
  block.section = section();
  block.silent = block.silent || silent();
  const std::int32_t index = next();
  document_.blocks.push_back(std::move(block));
  return index;
}

}  // namespace chancery::document
