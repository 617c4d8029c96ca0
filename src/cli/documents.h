// SPDX-License-Identifier: Apache-2.0
// What the commands that read documents share: which options say how, and what was typed for them. Plain functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "document/corpus.h"

namespace chancery::cli {

struct DocumentSettings {
  document::Options options;
  document::Corpus::Wanted wanted;
  std::string published;  // EDTF; empty: what each says of itself
  std::size_t threads = 1;
};

// FILE…, and --recursive, --page, --namespace, --published, --form, --ignore, --max-size and --threads.
Argument document_argument();
void add_document_options(std::vector<Option>& options);

// Their values; an error of usage where one is wrong, or standard input is asked for twice.
base::Result<DocumentSettings> document_settings(const Arguments& arguments);

// Reads a document of a corpus, or tells why not; an error names its file.
base::Result<document::Document> read_document(document::Item& item, std::string bytes, const DocumentSettings& settings);
// The same of a document that stands for itself.
base::Result<document::Document> open_document(document::Item& item, const DocumentSettings& settings);
// Why there is no page of a title that was asked for.
base::Error no_such_page(const std::string& title);

}  // namespace chancery::cli
