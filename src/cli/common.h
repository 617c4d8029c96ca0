// SPDX-License-Identifier: Apache-2.0
// What several commands need: checks of what was typed, and statements and facts as data and as lines for people. Plain
// functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "brief/dossier.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/session.h"
#include "inquiry/asked.h"
#include "inquiry/inquiry.h"
#include "model/statement.h"
#include "time/bounds.h"
#include "time/calendar.h"

namespace chancery::cli {

// --format with these forms, the first the one that holds where none is named.
Option format_option(std::vector<std::string> choices);

// The options of a command that answers from the ledger: these, with --known, --pin and --suppose (which Session::inquiry takes) and, of
// one that writes JSON Lines, --header.
std::vector<Option> with_window(std::vector<Option> options);
// --licences and --licence-max, which Session::licences takes.
std::vector<Option> licence_options();
Option as_of_option();
// What --header asks for in front of JSON Lines: the program, the pin, as of when.
base::Result<> write_header(const Arguments& arguments, Session& session, std::string_view as_of);
// The foot of what is written for people, a blank line in front.
base::Result<> write_foot(Session& session, std::string_view as_of);

// --why and --by, of a command that records what somebody decides; both must be there.
struct Reason {
  std::string why, by;
};
std::vector<Option> reason_option_list();
base::Result<Reason> reason_options(const Arguments& arguments);

// The value of an option that is EDTF, or empty; else an error of usage.
base::Result<std::string> date_option(const Arguments& arguments, std::string_view option);
// Of an option that is a kind; the error suggests one.
base::Result<std::string> kind_option(const Arguments& arguments, Session& session);
// Of --subject: one state or organisation, or two with a space or a comma between them, as codes; each given as a code or a name.
base::Result<std::string> subject_option(const Arguments& arguments, Session& session);

using inquiry::entities_named;
using inquiry::values_of;

// Of --role, given any number of times: NAME=VALUE, or NAME=VALUE|VALUE of which one.
Option role_option();
base::Result<std::vector<model::Role>> roles_option(const Arguments& arguments, Session& session);
// What --as-of, --kind, --role and --all-modes ask for, whichever of them the command has.
base::Result<inquiry::Question> question_of(const Arguments& arguments, Session& session);
// From the first day that --from can mean to the last of --to; an end that is not given is open.
base::Result<time::Bounds> period_option(const Arguments& arguments);

// What --published and --subject say of a document to be read.
base::Result<reading::Options> reading_options(const Arguments& arguments, Session& session);

// Each of `all` as a line that write(json, one) makes an object of.
template <class All, class Write>
void write_lines(Session& session, const All& all, Write write) {
  for (const auto& one : all) {
    std::string line;
    base::JsonWriter json(line);
    write(json, one);
    session.out.write(line + "\n");
  }
}

// In the form "md" or "html", else as text for this terminal.
std::string write_dossier(const brief::Dossier& dossier, std::string_view format);

// A row of CSV, "\r\n" included.
void write_csv_row(std::string& out, const std::vector<std::string>& cells);

// "mission: sender LVA, host KAZ, type embassy, city Astana; at 2011"
std::string summary(const model::Statement& statement);
// One value as text; the members of a set with "; " between them.
std::string text_of(const model::Value& value);

using time::clock_text;
using time::day_text;

}  // namespace chancery::cli
