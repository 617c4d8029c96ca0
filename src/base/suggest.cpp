// SPDX-License-Identifier: Apache-2.0
#include "base/suggest.h"

#include <algorithm>
#include <vector>

namespace chancery::base {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

std::string nearest(std::string_view typed, std::span<const std::string> words) {
  std::string best;
  std::size_t least = 1 + typed.size() / 3;  // a third of the letters may be wrong
  for (const std::string& word : words) {
    // A word begun but not ended counts as near.
    bool begun = typed.size() >= 3 && word.starts_with(typed);
    std::size_t distance = begun ? 1 : edit_distance(typed, word);
    if (distance < least || (distance == least && best.empty())) {
      best = word;
      least = distance;
    }
  }
  return best;
}

}  // namespace chancery::base
