// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"

namespace chancery::cli {
namespace {

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto reason = reason_options(arguments);
  if (!reason) return tl::unexpected(reason.error());
  auto ledger = session.ledger(ledger::Access::write);
  if (!ledger) return tl::unexpected(ledger.error());
  auto entry = (*ledger)->entry(arguments.positional()[0]);
  if (!entry) return tl::unexpected(entry.error());
  if (auto done = (*ledger)->retract(entry->id, reason->why, reason->by); !done) return tl::unexpected(done.error());
  session.out.write("taken back: " + entry->id + "  " + summary(entry->statement) + "\n");
  return 0;
}

}  // namespace

Command command_retract() {
  Command command;
  command.name = "retract";
  command.summary = "take a statement back, saying why";
  command.description = {
      "Records that a statement is taken back: no answer rests on it any more, also when its document is read again. Nothing is removed: "
      "`chancery why` "
      "still shows it, `chancery diff` tells of it, and --known and --pin still answer as before."};
  command.arguments = {{.name = "ID", .help = "the statement's id, or the beginning of one that no other has"}};
  command.options = reason_option_list();
  command.examples = {
      {"chancery retract st:5f0c2a --why \"the page is of another Georgia\" --by \"A. Editor\"", "Take a misread statement back"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
