// SPDX-License-Identifier: Apache-2.0
// The other spellings of a name that no data file should have to list: organisation and organization, "and" and "&",
// Saint and "St.", straight and curly apostrophes, hyphens and spaces, letters without their accents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::gazetteer {

// All spellings of `name`, itself first, each once; with a hyphen for the space of a name of two words, if `hyphens`. Not for offices'
// lower case or acronyms' stops: see compile.
std::vector<std::string> variants(std::string_view name, bool hyphens = false);

// Latin letters without accents ("São Tomé" -> "Sao Tome"); case is kept.
std::string without_accents(std::string_view name);

}  // namespace chancery::gazetteer
