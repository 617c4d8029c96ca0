// SPDX-License-Identifier: Apache-2.0
// The tables compiled from model/, gazetteer/ and rules/ and linked into the program.
#pragma once

#include <string_view>

namespace chancery::tables {

std::string_view model();
std::string_view gazetteer();
std::string_view rules();  // of reading
std::string_view audit();
std::string_view questions();

}  // namespace chancery::tables
