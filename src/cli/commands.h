// SPDX-License-Identifier: Apache-2.0
// One function a command, each in a file of its own (command_<name>.cpp), which describes it.
#pragma once

#include "cli/command.h"

namespace chancery::cli {

Command command_anniversaries();
Command command_ask();
Command command_audit();
Command command_audit_accept();
Command command_audit_note();
Command command_audit_prefer();
Command command_audit_rules();
Command command_balance();
Command command_brief();
Command command_check();
Command command_code();
Command command_completions();
Command command_correct();
Command command_dates();
Command command_diff();
Command command_explain();
Command command_events();
Command command_facts();
Command command_generate();
Command command_import();
Command command_mcp();
Command command_read();
Command command_reconcile();
Command command_retract();
Command command_rules_diff();
Command command_rules_lint();
Command command_serve();
Command command_sources();
Command command_search();
Command command_sql();
Command command_ledger_create();
Command command_ledger_export();
Command command_ledger_load();
Command command_ledger_info();
Command command_ledger_verify();
Command command_coverage();
Command command_coverage_declare();
Command command_timeline();
Command command_treaty();
Command command_why();

}  // namespace chancery::cli
