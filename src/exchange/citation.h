// SPDX-License-Identifier: Apache-2.0
// A statement as others cite it: which words of which document say it, and by which pin it was found. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "inquiry/inquiry.h"

namespace chancery::exchange {

// One paragraph of plain text, "\n" included.
std::string footnote(const inquiry::Explanation& why, std::string_view pin);
// A @misc entry; its key is the statement's id.
std::string bibtex(const inquiry::Explanation& why, std::string_view pin);
// An array of one item of type "document", as citation managers take it.
std::string csl_json(const inquiry::Explanation& why, std::string_view pin);

}  // namespace chancery::exchange
