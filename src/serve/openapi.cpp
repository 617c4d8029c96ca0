// SPDX-License-Identifier: Apache-2.0
#include "serve/openapi.h"

extern "C" {
extern const char chancery_openapi[], chancery_openapi_end[];
}

namespace chancery::serve {

std::string_view openapi() { return {chancery_openapi, static_cast<std::size_t>(chancery_openapi_end - chancery_openapi)}; }

}  // namespace chancery::serve
