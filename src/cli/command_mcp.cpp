// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "cli/commands.h"
#include "cli/serve_tables.h"
#include "cli/session.h"
#include "serve/api.h"

namespace chancery::cli {
namespace {

base::Result<int> run(const Arguments&, Session& session) {
  auto tables = serve_tables(session);
  if (!tables) return tl::unexpected(tables.error());
  if (auto opened = session.ledger(ledger::Access::read); !opened) return tl::unexpected(opened.error());
  serve::Desks desks(std::move(*tables), *session.ledger_path(), false);
  const serve::Api api(desks, {});
  // A message a line, until there are no more.
  char* line = nullptr;
  std::size_t room = 0;
  const std::unique_ptr<char*, void (*)(char**)> owner(&line, [](char** its) { std::free(*its); });
  for (ssize_t size; !session.out.closed() && (size = getline(&line, &room, stdin)) > 0;) {
    const std::string_view message = std::string_view(line, static_cast<std::size_t>(size));
    if (message.find_first_not_of(" \t\r\n") == message.npos) continue;
    const serve::Mcp::Reply reply = api.mcp().answer(message);
    if (reply.body.empty()) continue;
    session.out.write(reply.body + "\n");
    if (auto written = session.out.finish(); !written) return tl::unexpected(written.error());
  }
  return 0;
}

}  // namespace

Command command_mcp() {
  Command command;
  command.name = "mcp";
  command.summary = "answer a language model's tools over standard input and output";
  command.description = {
      "Speaks the Model Context Protocol (revisions 2025-06-18, 2025-11-25 and 2026-07-28), a message a line: programs that work with "
      "language models start it and have its tools: resolve, facts, brief, why, conflicts, timeline, changes, coverage, balance, search, "
      "ask and read. Nothing is recorded. `chancery serve` has the same tools at /mcp.",
      "Each answer names the pin, both clocks, statement ids and quotes. docs/mcp.md shows how to set it up, and a dialogue."};
  command.examples = {{"chancery mcp --ledger kazakhstan.ledger", "What to have a model's program start"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
