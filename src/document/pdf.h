// SPDX-License-Identifier: Apache-2.0
// PDF files, as far as text goes: another program (pdftotext, of poppler-utils) takes the text out. Inside this folder only. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery::document {

bool is_pdf(std::string_view bytes);
// Its text in UTF-8 and in the order of reading, a form feed after each page. `path` is for errors.
base::Result<std::string> text_of_pdf(std::string_view bytes, const std::string& path, std::uint64_t max_size);

}  // namespace chancery::document
