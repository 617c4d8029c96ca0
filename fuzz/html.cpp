// SPDX-License-Identifier: Apache-2.0
// Any bytes as a document in the form of HTML: every block leads back to its place, and references lead to blocks.
#include "document_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chancery::document::read_and_check(data, size, "html");
  return 0;
}
