// SPDX-License-Identifier: Apache-2.0
// What the commands that read documents share: which options say how, and what was typed for them. Plain functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "document/document.h"

namespace chancery::cli {

struct DocumentSettings {
  document::Options options;
  std::string published;  // EDTF; empty: what each says of itself
  std::size_t threads = 1;
};

// FILE…, and --published, --form, --ignore, --max-size and --threads.
Argument document_argument();
void add_document_options(std::vector<Option>& options);

// Their values; an error of usage where one is wrong, or standard input is asked for twice.
base::Result<DocumentSettings> document_settings(const Arguments& arguments);

// A document, or an error that names its file.
base::Result<document::Document> open_document(const std::string& path, const DocumentSettings& settings);

}  // namespace chancery::cli
