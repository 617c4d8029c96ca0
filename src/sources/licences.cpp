// SPDX-License-Identifier: Apache-2.0
#include "sources/licences.h"

#include <fmt/core.h>

#include <utility>

extern "C" const char chancery_text_licences[], chancery_text_licences_end[];  // tools/sources.S

namespace chancery::sources {

base::Result<std::vector<std::string>> licences_up_to(std::string_view licence) {
  std::vector<std::pair<char, std::string_view>> all;
  char most = 0;
  std::string known;
  for (std::string_view rest(chancery_text_licences, static_cast<std::size_t>(chancery_text_licences_end - chancery_text_licences));
       !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.size() < 3 || line[0] == '#') continue;
    all.emplace_back(line[0], line.substr(2));
    known += fmt::format("{}{}", known.empty() ? "" : ", ", line.substr(2));
    if (line.substr(2) == licence) most = line[0];
  }
  if (most == 0) return base::fail(base::ErrorKind::usage, fmt::format("no licence is known as \"{}\"", licence), "", "known are " + known);
  std::vector<std::string> out;
  for (const auto& [step, name] : all)
    if (step <= most) out.emplace_back(name);
  return out;
}

}  // namespace chancery::sources
