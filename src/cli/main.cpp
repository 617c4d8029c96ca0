// SPDX-License-Identifier: Apache-2.0
// The program: takes the command line apart, runs the command, and turns an error into a sentence, a hint and an exit code.
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/help.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

int fail(const base::Error& error, const Command* command) {
  say(error, command != nullptr ? command->name : "");
  return error.kind == base::ErrorKind::usage ? 2 : 1;
}

int run(const std::vector<std::string>& words) {
  base::Result<Invocation> invocation = parse(words);
  if (!invocation) {
    if (words.empty()) {
      say("chancery: a command is missing; `chancery --help` lists them");
      return 2;
    }
    const base::Error& error = invocation.error();
    return fail(error, find_command(error.place));
  }
  const Command* command = invocation->command;
  Session session(invocation->arguments);
  base::Result<int> code = 0;
  switch (invocation->what) {
    case Invocation::What::help:
      session.out.write(command != nullptr ? help(*command, columns()) : help(columns()));
      break;
    case Invocation::What::version:
      session.out.write(std::string("chancery ") + kVersion + "\n");
      break;
    case Invocation::What::run:
      code = command->run(invocation->arguments, session);
      break;
  }
  // What was written before an error is data all the same.
  base::Result<> written = session.out.finish();
  if (!code) return fail(code.error(), command);
  if (!written) return fail(written.error(), command);
  return *code;
}

}  // namespace
}  // namespace chancery::cli

int main(int argc, char** argv) {
  using namespace chancery;
  std::signal(SIGPIPE, SIG_IGN);  // writing to a closed pipe then fails, which Output takes for an end
  try {
    return cli::run({argv + (argc > 0 ? 1 : 0), argv + argc});
  } catch (const std::bad_alloc&) {
    cli::say("chancery: out of memory");
  } catch (const std::exception& bug) {
    cli::say(std::string("chancery: this should not happen, please report it: ") + bug.what());
  }
  return 1;
}
