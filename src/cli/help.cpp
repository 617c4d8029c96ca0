// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <algorithm>

#include "base/layout.h"

namespace chancery::cli {
namespace {

std::string argument_name(const Argument& argument) {
  std::string name = argument.name + (argument.many ? "…" : "");
  return argument.required ? name : "[" + name + "]";
}

std::string choices(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// "… (table, jsonl; default table)"
std::string sentence(const Option& option) {
  std::string facts = choices(option.choices);
  if (!option.fallback.empty()) facts += (facts.empty() ? "" : "; ") + ("default " + option.fallback);
  return option.help + (facts.empty() ? "" : " (" + facts + ")");
}

std::string sentence(const Argument& argument) {
  std::string words = choices(argument.choices);
  return argument.help + (words.empty() ? "" : " (" + words + ")");
}

void paragraph(std::string& out, std::string_view text, std::size_t width, std::size_t indent) {
  for (const std::string& line : base::wrap(text, width - indent)) out += std::string(indent, ' ') + line + '\n';
}

// A term and beside it, or below where it is long, what it means.
void entry(std::string& out, const std::string& term, const std::string& meaning, std::size_t width, std::size_t column) {
  std::vector<std::string> lines = base::wrap(meaning, width - column);
  std::string head = "  " + term;
  if (base::display_width(head) + 2 > column) {
    out += head + '\n';
    head.clear();
  }
  for (const std::string& line : lines) {
    out += head + std::string(column - base::display_width(head), ' ') + line + '\n';
    head.clear();
  }
}

std::size_t term_column(const std::vector<std::string>& terms) {
  std::size_t widest = 0;
  for (const std::string& term : terms) widest = std::max(widest, base::display_width(term));
  return std::min<std::size_t>(widest + 4, 28);
}

std::vector<const Option*> all_options(const Command& command) {
  std::vector<const Option*> out;
  for (const Option& option : command.options) out.push_back(&option);
  for (const Option& option : common_options()) out.push_back(&option);
  return out;
}

const char* const kTitle = "Chancery: who stands in what relation to whom, when, and who says so";

// Roff: backslashes and hyphens that are typed are escaped; a line may not begin with a stop or an apostrophe.
std::string roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
      out += c;
    }
  }
  return out;
}

std::string page_name(std::string_view command) {
  std::string out = "chancery";
  if (!command.empty()) out += "-" + std::string(command);
  std::replace(out.begin(), out.end(), ' ', '-');
  return out;
}

std::string page_head(const std::string& name, std::string_view summary) {
  return ".\\\" SPDX-License-Identifier: Apache-2.0\n.TH \"" + roff(name) + "\" 1 \"\" \"Chancery " + kVersion +
         "\" \"Chancery\"\n.SH NAME\n" + roff(name) + " \\- " + roff(summary) + "\n";
}

std::string page_exit_codes() {
  std::string out = ".SH EXIT STATUS\n";
  for (const ExitCode& code : exit_codes()) out += ".TP\n.B " + std::to_string(code.code) + "\n" + roff(code.meaning) + ".\n";
  return out;
}

std::string page_option(const Option& option) {
  std::string out = ".TP\n";
  if (option.letter != 0) out += "\\fB\\-" + std::string(1, option.letter) + "\\fR, ";
  out += "\\fB\\-\\-" + roff(option.name) + "\\fR";
  if (!option.value.empty()) out += " \\fI" + roff(option.value) + "\\fR";
  return out + "\n" + roff(sentence(option)) + ".\n";
}

const char* const kEnvironment[][2] = {
    {"CHANCERY_LEDGER", "the ledger, where --ledger is not given"},
    {"XDG_DATA_HOME", "where the ledger lies (chancery/chancery.ledger below it) when neither is given"},
    {"NO_COLOR", "no colour, also on a terminal"},
    {"SOURCE_DATE_EPOCH", "the clock of what is recorded, in seconds since 1970, for reproducible ledgers"},
};

std::string markdown(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_' || c == '[') out += '\\';
    out += c;
  }
  return out;
}

std::string anchor(std::string name) {
  std::string out = "chancery " + std::move(name);
  std::replace(out.begin(), out.end(), ' ', '-');
  return out;
}

}  // namespace

std::string spelling(const Option& option) {
  std::string out;
  if (option.letter != 0) out = std::string("-") + option.letter + ", ";
  out += "--" + option.name;
  return option.value.empty() ? out : out + " " + option.value;
}

std::string usage(const Command& command) {
  std::string out = "chancery " + command.name + " [OPTIONS]";
  for (const Argument& argument : command.arguments) out += " " + argument_name(argument);
  return out;
}

std::string help(const Command& command, std::size_t columns) {
  std::string out;
  paragraph(out, "chancery " + command.name + ": " + command.summary, columns, 0);
  out += '\n';
  paragraph(out, "Usage: " + usage(command), columns, 0);
  for (const std::string& text : command.description) {
    out += '\n';
    paragraph(out, text, columns, 0);
  }
  std::vector<const Option*> options = all_options(command);
  std::vector<std::string> terms;
  for (const Argument& argument : command.arguments) terms.push_back(argument_name(argument));
  for (const Option* option : options) terms.push_back(spelling(*option));
  std::size_t column = term_column(terms);
  if (!command.arguments.empty()) {
    out += "\nArguments:\n";
    for (const Argument& argument : command.arguments) entry(out, argument_name(argument), sentence(argument), columns, column);
  }
  out += "\nOptions:\n";
  for (const Option* option : options) entry(out, spelling(*option), sentence(*option), columns, column);
  if (!command.examples.empty()) {
    out += "\nExamples:\n";
    for (const Example& example : command.examples) {
      paragraph(out, example.what + ":", columns, 2);
      out += "    " + example.line + '\n';
    }
  }
  return out;
}

std::string help(std::size_t columns) {
  std::string out = std::string(kTitle) + "\n\nUsage: chancery COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n";
  std::vector<std::string> names;
  for (const Command& command : commands())
    if (!command.hidden) names.push_back(command.name);
  std::size_t column = term_column(names);
  for (const Command& command : commands())
    if (!command.hidden) entry(out, command.name, command.summary, columns, column);
  out += "\nExit codes:\n";
  for (const ExitCode& code : exit_codes()) entry(out, std::to_string(code.code), std::string(code.meaning), columns, column);
  out += "\n`chancery COMMAND --help` tells more about a command, with examples.\n";
  return out;
}

std::string man_page(const Command& command) {
  std::string out = page_head(page_name(command.name), command.summary);
  out += ".SH SYNOPSIS\n.B chancery " + roff(command.name) + "\n[\\fIOPTIONS\\fR]";
  for (const Argument& argument : command.arguments) {
    std::string name = "\\fI" + roff(argument.name) + "\\fR" + (argument.many ? "\\|.\\|.\\|." : "");
    out += argument.required ? " " + name : " [" + name + "]";
  }
  out += "\n.SH DESCRIPTION\n";
  for (std::size_t i = 0; i < command.description.size(); ++i) out += (i > 0 ? ".PP\n" : "") + roff(command.description[i]) + "\n";
  if (!command.arguments.empty()) {
    out += ".SH ARGUMENTS\n";
    for (const Argument& argument : command.arguments) out += ".TP\n.I " + roff(argument.name) + "\n" + roff(sentence(argument)) + ".\n";
  }
  out += ".SH OPTIONS\n";
  for (const Option* option : all_options(command)) out += page_option(*option);
  if (!command.examples.empty()) {
    out += ".SH EXAMPLES\n";
    for (const Example& example : command.examples)
      out += ".PP\n" + roff(example.what) + ":\n.PP\n.RS 4\n.nf\n" + roff(example.line) + "\n.fi\n.RE\n";
  }
  return out + page_exit_codes() + ".SH SEE ALSO\n.BR chancery (1)\n";
}

std::string man_page() {
  std::string out = page_head("chancery", "a time-aware, source-cited system of foreign relations");
  out += ".SH SYNOPSIS\n.B chancery\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n";
  out += roff(
      "Chancery turns prose and open data about foreign relations into a ledger of statements: who stands in what relation to whom, when, "
      "and who says so, to the sentence. From the ledger it answers questions and writes briefs with footnotes.");
  out += "\n.SH COMMANDS\n";
  for (const Command& command : commands())
    if (!command.hidden) out += ".TP\n.BR " + roff(page_name(command.name)) + " (1)\n" + roff(command.summary) + ".\n";
  out += page_exit_codes() + ".SH ENVIRONMENT\n";
  for (const auto& line : kEnvironment) out += std::string(".TP\n.B ") + line[0] + "\n" + roff(line[1]) + ".\n";
  return out;
}

std::string reference() {
  std::string out =
      "# The command line\n\nMade by the program from its own table of commands; not to be edited by hand.\n\n| command | what it does "
      "|\n| --- | --- |\n";
  for (const Command& command : commands())
    if (!command.hidden)
      out += "| [`chancery " + command.name + "`](#" + anchor(command.name) + ") | " + markdown(command.summary) + " |\n";
  out += "\n| exit code | meaning |\n| --- | --- |\n";
  for (const ExitCode& code : exit_codes()) out += "| " + std::to_string(code.code) + " | " + markdown(code.meaning) + " |\n";
  out += "\nEvery command takes these options:\n\n| option | what it does |\n| --- | --- |\n";
  for (const Option& option : common_options()) out += "| `" + spelling(option) + "` | " + markdown(sentence(option)) + " |\n";
  out += "\n| environment | what it does |\n| --- | --- |\n";
  for (const auto& line : kEnvironment) out += std::string("| `") + line[0] + "` | " + markdown(line[1]) + " |\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    out += "\n## chancery " + command.name + "\n\n    " + usage(command) + "\n";
    for (const std::string& text : command.description) out += "\n" + markdown(text) + "\n";
    if (!command.arguments.empty() || !command.options.empty()) out += "\n| argument or option | what it is |\n| --- | --- |\n";
    for (const Argument& argument : command.arguments)
      out += "| `" + argument_name(argument) + "` | " + markdown(sentence(argument)) + " |\n";
    for (const Option& option : command.options) out += "| `" + spelling(option) + "` | " + markdown(sentence(option)) + " |\n";
    for (const Example& example : command.examples) out += "\n" + markdown(example.what) + ":\n\n    " + example.line + "\n";
  }
  return out;
}

}  // namespace chancery::cli
