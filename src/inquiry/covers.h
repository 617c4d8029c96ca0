// SPDX-License-Identifier: Apache-2.0
// Whether what is asked lies within what sources say that they cover. For src/inquiry alone. Plain functions; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inquiry/inquiry.h"

namespace chancery::inquiry {

enum class Reach : std::uint8_t {
  none,    // nobody covers things of this kind
  others,  // but of others than those asked about
  then,    // of those asked about, but at other times
  inside,
};

struct Covering {
  Reach reach = Reach::none;
  std::vector<ledger::Declared> coverage;  // that reaches so far, in order
  std::vector<std::string> details;        // roles asked for that tell no such thing from another: a source may leave them out
};

// Inside is a question of which each way in which those asked about may stand in the kind's roles is covered by one of them.
Covering covers(const std::vector<ledger::Declared>& coverages, const Question& question, const model::Kinds& kinds,
                const gazetteer::Gazetteer& names);

}  // namespace chancery::inquiry
