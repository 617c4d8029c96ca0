// SPDX-License-Identifier: Apache-2.0
// Reads expressions from standard input, one a line, and prints for each its earliest and latest day and its canonical
// form, or that it is refused. For compare.mjs beside it; not a command of the program.
#include "time/bounds.h"

#include <fmt/core.h>

#include <iostream>
#include <string>

using namespace chancery::time;

namespace {

std::string text(Day day) { return day == kPast ? "past" : day == kOpen ? "open" : std::to_string(day); }

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto parsed = parse_edtf(line);
    if (!parsed) {
      fmt::print("refused\t{}\n", parsed.error().message);
      continue;
    }
    const Bounds found = bounds(*parsed);
    fmt::print("{}\t{}\t{}\n", text(found.earliest), text(found.latest), print(*parsed));
  }
}
