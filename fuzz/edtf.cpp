// SPDX-License-Identifier: Apache-2.0
// Any bytes as EDTF: what is read prints to what means the same, has ordered bounds, and makes an interval whose answers
// agree with them.
#include <cstdlib>

#include "time/interval.h"

using namespace chancery::time;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = parse_edtf(text);
  if (!parsed) {
    require(!parsed.error().message.empty());
    return 0;
  }
  const auto again = parse_edtf(print(*parsed));
  require(again && *again == *parsed);
  const Bounds found = bounds(*parsed);
  require(found.earliest <= found.latest);
  const auto made = interval(*parsed);
  if (!made) return 0;
  require(made->begin.earliest <= made->begin.latest && made->end.earliest <= made->end.latest);
  require(holds(*made, *parsed) != Truth::no);
  require(possible_relations(*made, *made) != 0);
  for (const Words& words : {Words{.on = text}, Words{.since = text}, Words{.until = text}, Words{.at = text}})
    if (const auto state = interval(words)) require(holds(*state, *parsed) != Truth::no);
  return 0;
}
