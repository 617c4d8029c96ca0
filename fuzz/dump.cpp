// SPDX-License-Identifier: Apache-2.0
// Any bytes as a wiki's dump: it ends, pages are no larger than they may be, and in whatever pieces the bytes come in, the pages are the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "document/dump.h"

namespace {

using namespace chancery;

constexpr std::uint64_t kMost = 1000;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string pages(std::string_view bytes, std::size_t step) {
  document::Dump dump(
      "fuzz",
      [&, at = std::size_t{0}](char* into, std::size_t most) mutable -> base::Result<std::size_t> {
        const std::size_t count = std::min({step, most, bytes.size() - at});
        std::memcpy(into, bytes.data() + at, count);
        at += count;
        return count;
      },
      {}, kMost);
  std::string out;
  for (;;) {
    const auto page = dump.next();
    if (!page) return out + page.error().place + page.error().message;
    if (!*page) return out;
    require((*page)->text.size() <= kMost && ((*page)->skipped.empty() ? !(*page)->text.empty() : (*page)->text.empty()));
    out += (*page)->title + "\n" + (*page)->text + "\n" + (*page)->published + "\n" + (*page)->skipped + "\n";
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  document::is_dump(bytes);
  require(pages(bytes, std::max<std::size_t>(size, 1)) == pages(bytes, size % 7 + 1));
  return 0;
}
