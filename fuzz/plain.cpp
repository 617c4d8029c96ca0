// SPDX-License-Identifier: Apache-2.0
// Any bytes as a document whose form is told by its shape, and as plain text: decoding too.
#include "document_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chancery::document::read_and_check(data, size, "");
  chancery::document::read_and_check(data, size, "text");
  return 0;
}
