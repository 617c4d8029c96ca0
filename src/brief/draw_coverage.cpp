// SPDX-License-Identifier: Apache-2.0
// How far a brief's sources looked: where their silence is a no, and where it says nothing.
#include <fmt/core.h>

#include <algorithm>

#include "brief/drawing.h"
#include "brief/silence.h"
#include "brief/words.h"
#include "inquiry/covers.h"

namespace chancery::brief {
namespace {

constexpr std::size_t kShown = 12;  // coverages that are told one by one

}  // namespace

base::Result<> Drawing::coverage(const std::string& of, const std::set<std::string>& told) {
  auto coverages = inquiry_.coverages();
  if (!coverages) return tl::unexpected(coverages.error());
  if (coverages->empty()) return {};  // documents declare none: gaps are told as such
  std::erase_if(*coverages, [&](const ledger::Declared& one) {
    const auto& states = one.coverage.states;
    return !states.empty() && std::find(states.begin(), states.end(), of) == states.end();
  });
  std::vector<std::string> beyond;
  for (const std::string& kind : told) {
    const auto covering =
        inquiry::covers(*coverages, {.entities = {of}, .kind = kind, .as_of = as_of_}, inquiry_.kinds(), inquiry_.gazetteer());
    if (covering.reach != inquiry::Reach::inside) beyond.push_back(spaced(kind));
  }
  Section section{"coverage", "Not covered", {}};
  Block block;
  if (!beyond.empty())
    block.claims.push_back({fmt::format("Of {} no source here looked at all that there is{}: what is not told of them may be all the same.",
                                        list_in_words(beyond), as_of_.empty() ? "" : " then"),
                            {},
                            ""});
  std::vector<std::string> whole;  // the files of a dataset declare the same
  for (const ledger::Declared& one : *coverages)
    if (std::string words = coverage_in_words(one, inquiry_); std::find(whole.begin(), whole.end(), words) == whole.end())
      whole.push_back(std::move(words));
  for (std::size_t i = 0; i < std::min(whole.size(), kShown); ++i) block.claims.push_back({"Looked at whole: " + whole[i], {}, ""});
  if (whole.size() > kShown) block.claims.push_back({fmt::format("Looked at whole: {} more", whole.size() - kShown), {}, ""});
  section.blocks.push_back(std::move(block));
  finish(std::move(section));
  return {};
}

}  // namespace chancery::brief
