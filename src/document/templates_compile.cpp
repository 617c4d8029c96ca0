// SPDX-License-Identifier: Apache-2.0
// rules/document/templates.txt to a table, at build time.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <vector>

#include "document/templates.h"

namespace chancery::document {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::pair<std::string_view, Shows> kShows[] = {
    {"first", Shows::first}, {"last", Shows::last}, {"date", Shows::date}, {"quantity", Shows::quantity}, {"lines", Shows::lines}};

// What stands before `mark`, without blanks around it; `text` goes on after it.
std::string_view take(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  std::string_view out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  const std::size_t from = out.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return out.substr(from, out.find_last_not_of(" \t\r") - from + 1);
}

}  // namespace

base::Result<std::string> compile_templates(std::string_view text, const std::string& file) {
  base::TableWriter table;
  std::map<std::string, Templates::Record, std::less<>> records;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = take(text, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string place = fmt::format("{}:{}", file, number);
    const std::string_view word = take(line, ':');
    const auto* shows = std::find_if(std::begin(kShows), std::end(kShows), [&](const auto& known) { return known.first == word; });
    if (shows == std::end(kShows))
      return fail(ErrorKind::invalid, fmt::format("templates do not show '{}'", word), place, "a line is first, last, date, quantity or lines, a colon and names");
    while (!line.empty()) {
      std::string_view name = take(line, ',');
      const bool prefix = name.ends_with('*');
      if (prefix) name.remove_suffix(1);
      if (name.empty() || std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return fail(ErrorKind::invalid, fmt::format("'{}' is no name of a template", name), place, "names are in small letters, with commas between them");
      if (!records.emplace(name, Templates::Record{table.text(name), shows->second, prefix}).second)
        return fail(ErrorKind::invalid, fmt::format("template '{}' is there twice", name), place);
    }
  }
  std::vector<Templates::Record> sorted;
  for (const auto& [name, record] : records) sorted.push_back(record);
  table.add("templates", sorted);
  return table.finish();
}

}  // namespace chancery::document
