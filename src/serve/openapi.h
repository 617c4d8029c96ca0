// SPDX-License-Identifier: Apache-2.0
// openapi.json, as it lies in the program.
#pragma once

#include <string_view>

namespace chancery::serve {

std::string_view openapi();

}  // namespace chancery::serve
