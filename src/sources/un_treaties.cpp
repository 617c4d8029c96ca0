// SPDX-License-Identifier: Apache-2.0
// The United Nations Treaty Collection as a file a treaty: a row a participant, columns that say which acts their dates are of
// ("Ratification, Accession(a), Succession(d)"), dates with the act's letter ("6 Oct 1965 a"). Which treaty it is stands in index.csv,
// beside the files or above them.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "base/csv.h"
#include "base/trim.h"
#include "sources/dates.h"
#include "sources/importer.h"

namespace chancery::sources {
namespace {

using base::ErrorKind;
using base::fail;
using base::trimmed;
namespace fs = std::filesystem;

// An act that a column's dates may be of.
struct Act {
  std::string letter, action;
};

// "Ratification, Accession(a)"; an act without a letter is what a date without one is of.
std::vector<Act> acts_of(std::string_view head, const std::vector<std::pair<std::string, std::string>>& words) {
  std::vector<Act> out;
  for (; !head.empty();
       head.remove_prefix(std::min(head.size(), head.find(',') == std::string_view::npos ? head.size() : head.find(',') + 1))) {
    std::string_view name = trimmed(head.substr(0, head.find(',')));
    Act act;
    if (name.ends_with(")"))
      if (const std::size_t open = name.rfind('('); open != std::string_view::npos && name.size() - open <= 4) {
        act.letter = name.substr(open + 1, name.size() - open - 2);
        name = trimmed(name.substr(0, open));
      }
    for (const auto& [word, action] : words)
      if (name.starts_with(word)) {
        act.action = action;
        break;
      }
    if (!act.action.empty()) out.push_back(std::move(act));
  }
  return out;
}

// The treaty's name by the index; an error where there is none.
base::Result<std::string> title_of(const fs::path& path) {
  for (const fs::path& folder : {path.parent_path(), path.parent_path() / ".."}) {
    const fs::path index = folder / "index.csv";
    if (!fs::exists(index)) continue;
    auto csv = base::Csv::open(index.string());
    if (!csv) return tl::unexpected(csv.error());
    const std::string_view wanted[] = {"chapter_no", "treaty_no", "treaty_name"};
    auto at = csv->columns(wanted);
    if (!at) return tl::unexpected(at.error());
    for (;;) {
      auto more = csv->next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      std::string number = fmt::format("{}-{}", csv->at((*at)[0]), csv->at((*at)[1]));
      std::replace(number.begin(), number.end(), '.', '-');  // 5.a, of which the file is called 5-a
      if (number == path.stem().string()) return std::string(csv->at((*at)[2]));
    }
    return fail(ErrorKind::not_found, fmt::format("index.csv has no treaty {}", path.stem().string()), path.string());
  }
  return fail(ErrorKind::not_found, "there is no index.csv beside it or above it, which names the treaty", path.string());
}

}  // namespace

base::Result<Tally> read_un_treaties(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink) {
  auto title = title_of(path);
  if (!title) return tl::unexpected(title.error());
  auto csv = base::Csv::open(path);
  if (!csv) return tl::unexpected(csv.error());
  const auto who = csv->column("Participant");
  if (!who) return fail(ErrorKind::invalid, "there is no column \"Participant\"", path);
  std::vector<std::vector<Act>> acts;
  for (const std::string& head : csv->head()) acts.push_back(acts_of(head, mapping.words));
  Tally tally;
  for (;;) {
    auto more = csv->next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    ++tally.rows;
    const auto reject = [&](std::string reason) {
      ++tally.rejected;
      sink.reject(csv->line(), std::move(reason));
    };
    const std::string_view participant = mapping.name_of(trimmed(csv->at(*who), " \t\r\n0123456789,"));  // without the numbers of footnotes
    for (std::size_t column = 0; column < acts.size(); ++column) {
      const std::string_view cell = trimmed(csv->at(column), " []\t\r\n");
      if (column == *who || cell.empty() || acts[column].empty()) continue;
      // The letter follows the year.
      const std::size_t year = cell.find_last_of("0123456789");
      const std::string date = year == std::string_view::npos ? std::string() : edtf_of(cell.substr(0, year + 1), Order::day_first);
      if (date.empty()) {
        reject(fmt::format("\"{}\" is no date ({})", cell, csv->head()[column]));
        continue;
      }
      const std::string_view letter = trimmed(cell.substr(year + 1), " ],()");
      const auto& here = acts[column];
      auto act = std::find_if(here.begin(), here.end(), [&](const Act& one) { return one.letter == letter; });
      if (act == here.end() && letter.empty() && here.size() == 1) act = here.begin();
      if (act == here.end()) {
        reject(letter.empty() ? fmt::format("it is not said what was done on {} ({})", date, csv->head()[column])
                              : fmt::format("\"{}\" is no letter of \"{}\"", letter, csv->head()[column]));
        continue;
      }
      auto state = codes.state(participant, gazetteer::kNames);  // as it is called today, whatever its name was then
      if (!state) state = codes.state(participant, gazetteer::kNames, time::bounds(date).value_or(time::Bounds()));
      model::Statement out;
      if (state) {
        out.roles.push_back({"parties", std::vector{std::string(codes.gazetteer().code(*state))}});
      } else {
        const std::string_view body = codes.gazetteer().organization(participant);
        if (body.empty()) {
          reject(state.error().message);
          continue;
        }
        out.roles.push_back({"parties", std::vector{std::string(body)}});
      }
      out.kind = "agreement";
      out.roles.push_back({"title", *title});
      out.roles.push_back({"action", act->action});
      out.time.on = date;
      out.scope = model::Scope::table;
      out.source.line = csv->line();
      out.source.key = path.substr(path.rfind('/') + 1);
      out.source.column = csv->head()[column];
      if (auto ok = sink.take(std::move(out)); !ok)
        reject(ok.error().message);
      else
        ++tally.statements;
    }
  }
  tally.recoded = csv->recoded();
  return tally;
}

}  // namespace chancery::sources
