// SPDX-License-Identifier: Apache-2.0
#include "serve/openapi.h"

extern "C" {
extern const char chancery_openapi[], chancery_openapi_end[];
extern const char chancery_tools[], chancery_tools_end[];
}

namespace chancery::serve {
namespace {
std::string_view between(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }
}  // namespace

std::string_view openapi() { return between(chancery_openapi, chancery_openapi_end); }
std::string_view tools() { return between(chancery_tools, chancery_tools_end); }

}  // namespace chancery::serve
