// SPDX-License-Identifier: Apache-2.0
// Letters as one types them when looking for a name: in lower case, without accents, runs of anything else one space. Unlike hashes of
// words (token.h) these can be begun. A pure function.
#pragma once

#include <string>
#include <string_view>

namespace chancery::base {

// "Türkiye (Republic)" → "turkiye republic"
std::string plain_letters(std::string_view text);

}  // namespace chancery::base
