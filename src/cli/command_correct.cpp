// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <charconv>

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;

// "NAME=VALUE" put into the statement; without a value the role goes. Members of a set stand with ";" between them.
base::Result<> set_role(model::Statement& statement, const model::Kind& kind, std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string name(text.substr(0, equals)), value(equals == text.npos ? "" : text.substr(equals + 1));
  const model::RoleDefinition* definition = kind.role(name);
  if (equals == text.npos || !definition) {
    std::string names;
    for (const model::RoleDefinition& role : kind.roles()) names += (names.empty() ? "" : ", ") + std::string(role.name);
    return base::fail(ErrorKind::usage,
                      fmt::format("--role {}: {}", text, equals == text.npos ? "it has no \"=\"" : "there is no such role"), "",
                      fmt::format("the roles of {} are {}; give NAME=VALUE", kind.name(), names));
  }
  std::erase_if(statement.roles, [&](const model::Role& role) { return role.name == name; });
  if (value.empty()) return {};
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if ((definition->types & model::number) && error == std::errc() && end == value.data() + value.size()) {
    statement.roles.push_back({name, number});
  } else if (definition->set) {
    std::vector<std::string> members;
    for (std::size_t from = 0; from <= value.size();) {
      const std::size_t to = std::min(value.find(';', from), value.size());
      if (to > from) members.push_back(value.substr(from, to - from));
      from = to + 1;
    }
    statement.roles.push_back({name, std::move(members)});
  } else {
    statement.roles.push_back({name, value});
  }
  return {};
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto reason = reason_options(arguments);
  if (!reason) return tl::unexpected(reason.error());
  auto ledger = session.ledger(ledger::Access::write);
  if (!ledger) return tl::unexpected(ledger.error());
  auto entry = (*ledger)->entry(arguments.positional()[0]);
  if (!entry) return tl::unexpected(entry.error());

  model::Statement with = entry->statement;
  auto kind = (*ledger)->kinds().find(with.kind);
  if (!kind) return base::fail(ErrorKind::invalid, "the ledger has a statement of an unknown kind, " + with.kind, (*ledger)->path());
  for (const std::string& role : arguments.values("role"))
    if (auto set = set_role(with, *kind, role); !set) return tl::unexpected(set.error());
  for (auto [name, into] :
       {std::pair{"on", &with.time.on}, {"since", &with.time.since}, {"until", &with.time.until}, {"at", &with.time.at}})
    if (arguments.has(name)) *into = arguments.value(name);
  if (arguments.has("not")) with.polarity = !with.polarity;
  (*ledger)->kinds().put_in_order(with);
  if (auto ok = (*ledger)->kinds().validate(with); !ok) {
    base::Error error = ok.error();
    error.kind = ErrorKind::usage;
    return tl::unexpected(std::move(error));
  }
  if (model::id_of(with) == entry->id)
    return base::fail(ErrorKind::usage, "nothing is corrected: it says the same", "",
                      "say what is right with --role, --on, --since, --until, --at or --not");
  const std::string says = summary(with);
  auto id = (*ledger)->correct(entry->id, std::move(with), reason->why, reason->by);
  if (!id) return tl::unexpected(id.error());
  session.out.write("taken back:   " + entry->id + "  " + summary(entry->statement) + "\nin its stead: " + *id + "  " + says + "\n");
  return 0;
}

}  // namespace

Command command_correct() {
  Command command;
  command.name = "correct";
  command.summary = "put another statement in a statement's stead, saying why";
  command.description = {
      "Takes a statement back and records in its stead one that differs in what is given here and cites the same words, marked as proposed "
      "by WHOM. "
      "Nothing is overwritten: `chancery why` shows either with the other, and reading the document again changes neither."};
  command.arguments = {{.name = "ID", .help = "the statement's id, or the beginning of one that no other has"}};
  command.options = {{.name = "role",
                      .value = "NAME=VALUE",
                      .help = "what a role is; of a set, its members with ; between them; without a value, not said",
                      .many = true},
                     {.name = "on", .value = "DATE", .help = "when it happened (EDTF; empty: not said)"},
                     {.name = "since", .value = "DATE", .help = "when it began"},
                     {.name = "until", .value = "DATE", .help = "when it ended"},
                     {.name = "at", .value = "DATE", .help = "when it is known to hold"},
                     {.name = "not", .help = "what it says is denied, or no longer denied"}};
  for (Option& option : reason_option_list()) command.options.push_back(std::move(option));
  command.examples = {
      {"chancery correct st:5f0c2a --on 1992-08-27 --why \"a slip: the table has 27\" --by \"A. Editor\"", "Put a date right"},
      {"chancery correct st:5f0c2a --role city=Astana --why \"moved\" --by me", "Put a place right"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
