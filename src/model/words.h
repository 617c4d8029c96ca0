// SPDX-License-Identifier: Apache-2.0
// The words that a citation quotes, where they may be handed on; else only their hash stands in their place ("sha256:…"), so that whoever
// has the document can still see that they are the ones. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "model/statement.h"

namespace chancery::model {

// "sha256:" and 64 hexadecimal digits; nothing of nothing, and of what is such a hash already.
std::string withheld(std::string_view words);
bool is_withheld(std::string_view quote);
// The words; empty where they are withheld.
std::string_view words_of(const Citation& citation);

}  // namespace chancery::model
