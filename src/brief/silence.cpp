// SPDX-License-Identifier: Apache-2.0
#include "brief/silence.h"

#include <fmt/core.h>

#include "brief/phrase.h"
#include "brief/words.h"

namespace chancery::brief {
namespace {

using inquiry::Unknown;

constexpr std::size_t kNamed = 4;  // of states, and of sources

std::string some_in_words(std::vector<std::string> words, std::string_view what) {
  if (words.size() <= kNamed) return list_in_words(words);
  return fmt::format("{} {}", words.size(), what);
}

// Sources that declare several coverages are named once.
std::string sources_in_words(const std::vector<ledger::Declared>& coverage, const inquiry::Inquiry& inquiry) {
  std::vector<std::string> words;
  std::int64_t last = 0;
  std::size_t more = 0;
  for (const ledger::Declared& one : coverage) {
    if (one.source == last) continue;
    last = one.source;
    if (words.size() < kNamed)
      words.push_back(coverage_in_words(one, inquiry));
    else
      ++more;
  }
  if (more > 0) words.push_back(fmt::format("{} more", more));
  return list_in_words(words);
}

std::string period_in_words(const model::Coverage& coverage) {
  if (coverage.from.empty() && coverage.until.empty()) return {};
  if (coverage.from == coverage.until) return date_in_words(coverage.from);
  if (coverage.from.empty()) return "until " + date_in_words(coverage.until);
  if (coverage.until.empty()) return "from " + date_in_words(coverage.from);
  return date_in_words(coverage.from) + " to " + date_in_words(coverage.until);
}

}  // namespace

std::string coverage_in_words(const ledger::Declared& declared, const inquiry::Inquiry& inquiry) {
  const Phrases phrases(inquiry);
  const model::Coverage& coverage = declared.coverage;
  std::vector<std::string> kinds;
  for (const std::string& kind : coverage.kinds) kinds.push_back(spaced(kind));
  std::string out = list_in_words(kinds);
  auto names = [&](const std::vector<std::string>& values) {
    std::vector<std::string> words;
    for (const std::string& value : values) words.push_back(phrases.name(value));
    return words;
  };
  for (const model::Role& role : coverage.only) {
    const auto* set = std::get_if<std::vector<std::string>>(&role.value);
    const auto* text = std::get_if<std::string>(&role.value);
    out += fmt::format("; {} {}", spaced(role.name), some_in_words(names(set ? *set : std::vector{text ? *text : ""}), "of them"));
  }
  if (!coverage.states.empty()) {
    std::vector<std::string> roles;
    for (const std::string& role : coverage.roles) roles.push_back(spaced(role));
    out += fmt::format("; {}{}", roles.empty() ? "" : list_in_words(roles) + " ", some_in_words(names(coverage.states), "states"));
  }
  if (const std::string period = period_in_words(coverage); !period.empty()) out += "; " + period;
  const auto source = inquiry.source(declared.source);
  const std::string title = !source                       ? "a source"
                            : source->terms.title.empty() ? source->title.empty() ? source->path : source->title
                                                          : source->terms.title;
  return fmt::format("{} ({})", title, out);
}

std::string reason(Unknown why, const std::vector<ledger::Declared>& coverage, const inquiry::Inquiry& inquiry) {
  switch (why) {
    case Unknown::none:
      return "it would be told in " + sources_in_words(coverage, inquiry) + ", and is not";
    case Unknown::outside_coverage:
      return "it lies outside what is covered by " + sources_in_words(coverage, inquiry);
    case Unknown::not_then:
      return "what is said of it is of other times";
    case Unknown::too_vague:
      return "what is said of it gives no date";
    case Unknown::withheld:
      return "what is said of it is under other licences than those asked for";
    case Unknown::not_a_state:
      return "one asked about was no state then";
    case Unknown::not_said:
      break;
  }
  return "nothing that was read says so";
}

std::string silence_in_words(const inquiry::Answer& silence, std::string_view kind, const inquiry::Inquiry& inquiry) {
  const std::string why = reason(silence.why, silence.coverage, inquiry);
  return silence.verdict == inquiry::Verdict::no ? "no: " + why : why + ". " + settling(silence.why, kind);
}

std::string settling(Unknown why, std::string_view kind) {
  const std::string what = kind.empty() ? "it" : "the " + spaced(std::string(kind));
  switch (why) {
    case Unknown::none:
      return {};
    case Unknown::not_then:
    case Unknown::too_vague:
      return fmt::format("A source that dates {} would settle it.", what);
    case Unknown::withheld:
      return "Ask without a limit of licences.";
    case Unknown::not_a_state:
      return "Ask about a time at which it was one, or about its predecessor.";
    case Unknown::outside_coverage:
    case Unknown::not_said:
      break;
  }
  return fmt::format("A document that tells of {}, or a dataset that covers those and then, would settle it.", what);
}

}  // namespace chancery::brief
