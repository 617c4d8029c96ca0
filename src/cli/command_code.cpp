// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/json.h"
#include "base/layout.h"
#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "gazetteer/codes.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;
using gazetteer::Codes;
using When = std::optional<time::Bounds>;

// What one value became: the state, or why there is none; and its codes, a list asked for each.
struct Answer {
  std::uint32_t state = 0;
  std::string reason;
  std::vector<std::string> codes;
  std::vector<std::string> doubts;  // why a code is missing
};

struct Request {
  const Codes* codes;
  std::string from;
  std::vector<std::string> to;

  Answer answer(std::string_view value, const When& when) const {
    Answer out;
    auto state = codes->state(value, from, when);
    out.codes.resize(to.size());
    if (!state) {
      out.reason = state.error().message;
      return out;
    }
    out.state = *state;
    for (std::size_t i = 0; i < to.size(); ++i) {
      auto code = gazetteer::code_of(codes->gazetteer(), *state, to[i], when);
      if (!code)
        out.doubts.push_back(code.error().message);
      else
        out.codes[i] = *code;
    }
    return out;
  }
};

base::Result<> known(const Codes& codes, std::string_view list) {
  if (codes.has(list)) return {};
  std::vector<std::string> lists{std::string(gazetteer::kNames)};
  for (std::string_view one : codes.lists()) lists.emplace_back(one);
  return fail(ErrorKind::usage, fmt::format("no list of codes is called {}", list), "", [&] {
    const std::string meant = base::nearest(list, lists);
    return meant.empty() ? "" : "did you mean " + meant + "?";
  }());
}

base::Result<Request> request_of(const Arguments& arguments, const Codes& codes) {
  Request request{&codes, arguments.value("from"), {}};
  if (!request.from.empty())
    if (auto ok = known(codes, request.from); !ok) return tl::unexpected(ok.error());
  if (!arguments.has("to")) {
    for (std::string_view list : codes.lists()) request.to.emplace_back(list);
    return request;
  }
  const std::string to = arguments.value("to");
  for (std::string_view rest = to; !rest.empty();) {
    const std::string_view list = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), list.size() + 1));
    if (auto ok = known(codes, list); !ok) return tl::unexpected(ok.error());
    request.to.emplace_back(list);
  }
  return request;
}

base::Result<When> when_of(const std::string& date) {
  if (date.empty()) return When();
  auto bounds = time::bounds(date);
  if (!bounds) return tl::unexpected(bounds.error());
  return When(*bounds);
}

// The values typed, each with its codes.
int values(const Request& request, const std::vector<std::string>& given, const When& when, const std::string& format, Session& session) {
  base::TextTable table;
  std::string lines;
  std::vector<std::string> head{"value", "state", "name"};
  head.insert(head.end(), request.to.begin(), request.to.end());
  for (const std::string& name : head) table.column(name);
  if (format == "csv") write_csv_row(lines, head);
  bool all = true;
  for (const std::string& value : given) {
    const Answer answer = request.answer(value, when);
    for (const std::string& doubt : answer.doubts) say(doubt + " (--on DATE tells which)");
    if (answer.state == 0) {
      all = false;
      say(answer.reason);
    }
    const gazetteer::Gazetteer& names = request.codes->gazetteer();
    std::vector<std::string> row{value};
    if (answer.state != 0) {
      row.emplace_back(names.code(answer.state));
      row.emplace_back(names.name(answer.state));
    }
    row.resize(3);
    row.insert(row.end(), answer.codes.begin(), answer.codes.end());
    if (format == "jsonl") {
      base::JsonWriter json(lines);
      json.begin_object().field("value", value);
      if (answer.state == 0) {
        json.field("reason", answer.reason);
      } else {
        json.field("state", row[1]).field("name", row[2]);
        for (std::size_t i = 0; i < request.to.size(); ++i)
          if (!answer.codes[i].empty()) json.field(request.to[i], answer.codes[i]);
      }
      json.end_object();
      lines += '\n';
    } else if (format == "csv") {
      write_csv_row(lines, row);
    } else if (answer.state != 0) {
      table.row(std::move(row));
    }
  }
  if (format == "table" && !table.empty()) lines = table.render(columns());
  session.out.write(lines);
  return all ? 0 : 1;
}

// A file with columns added: the codes of what stands in one of its columns.
base::Result<int> column(const Request& request, const Arguments& arguments, const std::string& path, const When& on, Session& session) {
  const std::string name = arguments.value("column"), dates = arguments.value("on-column");
  auto csv = base::Csv::open(path);
  if (!csv) return tl::unexpected(csv.error());
  std::vector<std::string_view> wanted{name};
  if (!dates.empty()) wanted.push_back(dates);
  auto at = csv->columns(wanted);
  if (!at) return tl::unexpected(at.error());
  std::string lines(csv->raw_head());
  for (const std::string& list : request.to) {
    lines += csv->separator();
    base::append_csv_field(lines, fmt::format("{}_{}", name, list), csv->separator());
  }
  lines += '\n';
  std::map<std::pair<std::string, std::string>, Answer> answers;  // of a value and a date
  std::size_t rows = 0, unresolved = 0;
  for (;;) {
    auto more = csv->next();
    if (!more) return tl::unexpected(more.error());
    if (!*more || session.out.closed()) break;
    ++rows;
    std::pair<std::string, std::string> key(csv->at((*at)[0]), dates.empty() ? std::string_view() : csv->at((*at)[1]));
    auto found = answers.find(key);
    if (found == answers.end()) {
      auto when = key.second.empty() ? base::Result<When>(on) : when_of(key.second);
      Answer answer;
      if (when)
        answer = request.answer(key.first, *when);
      else
        answer.reason = fmt::format("\"{}\" is no date", key.second);
      answer.codes.resize(request.to.size());
      found = answers.emplace(std::move(key), std::move(answer)).first;
    }
    const Answer& answer = found->second;
    lines += csv->raw();
    for (const std::string& code : answer.codes) {
      lines += csv->separator();
      base::append_csv_field(lines, code, csv->separator());
    }
    lines += '\n';
    if (answer.state == 0 || !answer.doubts.empty()) ++unresolved;
    if (answer.state == 0) say(fmt::format("{}: {}", csv->place(), answer.reason));
    for (const std::string& doubt : answer.doubts) say(fmt::format("{}: {}", csv->place(), doubt));
    if (lines.size() > (1u << 16)) {
      session.out.write(lines);
      lines.clear();
    }
  }
  session.out.write(lines);
  if (csv->recoded() > 0) say(fmt::format("{}: {} rows were no UTF-8 and taken for Windows-1252", path, csv->recoded()));
  if (unresolved > 0) say(fmt::format("{}: {} of {} rows not resolved", path, unresolved, rows));
  return unresolved > 0 ? 1 : 0;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto date = date_option(arguments, "on");
  if (!date) return tl::unexpected(date.error());
  auto when = when_of(*date);
  if (!when) return tl::unexpected(when.error());
  const std::vector<std::string>& given = arguments.positional();
  if (arguments.has("on-column") && !arguments.has("column")) return fail(ErrorKind::usage, "--on-column goes with --column");
  if (arguments.has("column") && given.size() != 1) return fail(ErrorKind::usage, "--column takes one FILE");
  auto names = session.gazetteer();
  if (!names) return tl::unexpected(names.error());
  const Codes codes(**names);
  auto request = request_of(arguments, codes);
  if (!request) return tl::unexpected(request.error());
  if (arguments.has("column")) return column(*request, arguments, given.front(), *when, session);
  return values(*request, given, *when, arguments.value("format"), session);
}

}  // namespace

Command command_code() {
  Command command;
  command.name = "code";
  command.summary = "tell which state a code or a name stands for, and its codes in other lists";
  command.description = {
      "Takes each VALUE for a code of --from (without it, of every list, or for a name) and prints the state with its codes in the "
      "lists of --to. Lists are iso3, iso2, cow and gw (numbers of Correlates of War, of Gleditsch and Ward), cowc and gwc (their "
      "abbreviations), un (M49), iso-numeric, fips, wikidata, and name. Codes have dates: 365 is Russia, then the Soviet Union, then "
      "Russia. With --on only what held then counts; without it, all that the code ever meant, and of the state's own codes today's. What "
      "can be several states is never guessed: it is named on standard error with all that it can be, and the exit code is 1.",
      "With --column, the values are those of a column of a CSV file (commas, semicolons or tabs), which is printed with a column for "
      "each list of --to added (NAME_iso3 and so on). Rows that cannot be resolved are printed with these empty and named on "
      "standard error with line and reason; then the exit code is 1."};
  command.arguments = {{.name = "VALUE", .help = "a code or a name; with --column, a CSV file", .many = true, .complete = Complete::file}};
  command.options = {
      {.name = "from", .value = "LIST", .help = "the list that the values are of"},
      {.name = "to", .value = "LISTS", .help = "the lists to tell, with commas between them", .fallback = "all"},
      {.name = "on", .value = "DATE", .help = "what held at this date (a day, a month, a year)"},
      {.name = "column", .value = "NAME", .help = "take the values from this column of a CSV file"},
      {.name = "on-column", .value = "NAME", .help = "take the date of each row from this column"},
      format_option({"table", "csv", "jsonl"}),
  };
  command.examples = {{"chancery code 345 --from cow --on 1985", "Who had this number of Correlates of War then"},
                      {"chancery code Zaire \"East Germany\" --to iso3,cow", "Names of former days"},
                      {"chancery code --column ccode --from cow --on-column year --to iso3 panel.csv", "A state-year file with ISO codes"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
