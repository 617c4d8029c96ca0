// SPDX-License-Identifier: Apache-2.0
// What a command is: its name, arguments, options and examples as data, from which parsing, --help, man pages, completions
// and docs/cli.md all come, and the function that does the work. Plain values; the table of commands is built once, when
// it is first asked for, and never changes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chancery::cli {

class Arguments;
class Session;

// What a shell offers to complete a value with.
enum class Complete : unsigned char { nothing, file, folder, state };

struct Option {
  std::string name;                  // "format", typed --format
  std::string value;                 // what stands for its value in help: "FORMAT"; empty: a switch without one
  std::string help;                  // one sentence, no full stop
  std::vector<std::string> choices;  // the values that there are; empty: any
  std::string fallback;              // what holds where it is not given, for help; empty: nothing
  char letter = 0;                   // "-k"
  Complete complete = Complete::nothing;
  bool many = false;  // may be given several times
};

struct Argument {
  std::string name;  // "FILE"
  std::string help;
  bool required = true;
  bool many = false;  // takes all that are left
  std::vector<std::string> choices;
  Complete complete = Complete::nothing;
};

struct Example {
  std::string line;  // as typed, with `chancery` in front
  std::string what;  // one sentence, no full stop
};

struct Command {
  std::string name;                      // one word or two ("ledger create")
  std::string summary;                   // one line, no full stop
  std::vector<std::string> description;  // paragraphs
  std::vector<Argument> arguments;
  std::vector<Option> options;
  std::vector<Example> examples;
  // Does the work and returns the exit code 0 or 1; an Error becomes sentence, hint and code. Checks what was typed before
  // it opens anything.
  std::function<base::Result<int>(const Arguments&, Session&)> run;
  bool hidden = false;  // not listed: for packagers
};

// All commands, in the order in which help lists them; and the options that every one of them takes.
const std::vector<Command>& commands();
const std::vector<Option>& common_options();

// What a program outside may rely on, for help and man pages.
struct ExitCode {
  int code;
  std::string_view meaning;
};
const std::vector<ExitCode>& exit_codes();

// The command of that name; nullptr where there is none.
const Command* find_command(std::string_view name);
// An option of the command, or a common one.
const Option* find_option(const Command& command, std::string_view name);
const Option* find_option(const Command& command, char letter);

}  // namespace chancery::cli
