// SPDX-License-Identifier: Apache-2.0
// The table of commands.
#include "cli/commands.h"

namespace chancery::cli {

const std::vector<Command>& commands() {
  // One a line.
  // clang-format off
  static const std::vector<Command> table = {
      command_read(),
      command_import(),
      command_facts(),
      command_events(),
      command_ask(),
      command_why(),
      command_brief(),
      command_audit(),
      command_audit_rules(),
      command_audit_accept(),
      command_audit_prefer(),
      command_audit_note(),
      command_timeline(),
      command_anniversaries(),
      command_treaty(),
      command_balance(),
      command_diff(),
      command_sources(),
      command_search(),
      command_sql(),
      command_ledger_create(),
      command_ledger_export(),
      command_ledger_load(),
      command_ledger_info(),
      command_ledger_verify(),
      command_serve(),
      command_mcp(),
      command_coverage(),
      command_coverage_declare(),
      command_dates(),
      command_check(),
      command_code(),
      command_reconcile(),
      command_retract(),
      command_correct(),
      command_explain(),
      command_rules_lint(),
      command_rules_diff(),
      command_completions(),
      command_generate(),
  };
  // clang-format on
  return table;
}

const std::vector<Option>& common_options() {
  static const std::vector<Option> table = {
      {.name = "ledger",
       .value = "FILE",
       .help = "the ledger to use; else $CHANCERY_LEDGER, else chancery/chancery.ledger in the user's data folder",
       .complete = Complete::file},
      {.name = "data",
       .value = "DIR",
       .help = "take model/, gazetteer/ and rules/ from this folder instead of those built in",
       .complete = Complete::folder},
      {.name = "help", .help = "tell what the command does, and end", .letter = 'h'},
  };
  return table;
}

const std::vector<ExitCode>& exit_codes() {
  static const std::vector<ExitCode> table = {
      {0, "done, also when parts of a readable input were skipped (a warning counts them)"},
      {1, "ran and failed, an input could not be read (the others still are), or nothing was found where that is the question"},
      {2, "the command was typed wrongly"},
  };
  return table;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands())
    if (command.name == name) return &command;
  return nullptr;
}

const Option* find_option(const Command& command, std::string_view name) {
  for (const auto* table : {&command.options, &common_options()})
    for (const Option& option : *table)
      if (option.name == name) return &option;
  return nullptr;
}

const Option* find_option(const Command& command, char letter) {
  for (const auto* table : {&command.options, &common_options()})
    for (const Option& option : *table)
      if (option.letter == letter) return &option;
  return nullptr;
}

}  // namespace chancery::cli
