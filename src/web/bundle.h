// SPDX-License-Identifier: Apache-2.0
// Takes a bundle apart: lines of path, type, etag, encoding ("-": none), "immutable" or "-", offset and length, parted by tabs and in order
// of path; an empty line; then the bytes, in which offsets count. Files refer to the bundle. Thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "web/web.h"

namespace chancery::web {

base::Result<std::vector<File>> files_of(std::string_view bundle);

}  // namespace chancery::web
