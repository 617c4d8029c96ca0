// SPDX-License-Identifier: Apache-2.0
// What describes the API to other programs, as it lies in this one: openapi.json, and of it what language models have as tools, tools.json.
#pragma once

#include <string_view>

namespace chancery::serve {

std::string_view openapi();
std::string_view tools();

}  // namespace chancery::serve
