// SPDX-License-Identifier: Apache-2.0
#include "cli/completions.h"

#include <algorithm>
#include <vector>

#include "cli/command.h"

namespace chancery::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<const Command*> listed() {
  std::vector<const Command*> out;
  for (const Command& command : commands())
    if (!command.hidden) out.push_back(&command);
  return out;
}

template <class Do>
void each_option(const Command& command, Do&& act) {
  for (const Option& option : command.options) act(option);
  for (const Option& option : common_options()) act(option);
}

// The first words of the commands, each once, and the second words of one.
std::vector<std::string> first_words() {
  std::vector<std::string> out;
  for (const Command* command : listed()) {
    std::string word = command->name.substr(0, command->name.find(' '));
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
  }
  out.insert(out.end(), {"help", "version"});
  return out;
}

std::string bash() {
  std::string out =
      "# bash completion of chancery, made by `chancery completions bash`\n"
      "_chancery() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n"
      "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
      "    COMPREPLY=($(compgen -W '" +
      joined(first_words()) +
      " --help --version' -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  if [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
      "  if [[ $word == '=' ]]; then word=; fi\n"
      "  case \"$command ${COMP_WORDS[2]}\" in\n";
  // Two-word names first: the rest match by their first word.
  for (bool two : {true, false}) {
    for (const Command* command : listed()) {
      if ((command->name.find(' ') != std::string::npos) != two) continue;
      std::string pattern = two ? "'" + command->name + "'" : command->name + "' '*";
      std::vector<std::string> names, words;
      std::string cases;
      bool files = false;
      each_option(*command, [&](const Option& option) {
        names.push_back("--" + option.name);
        if (option.value.empty()) return;
        std::string typed = "--" + option.name + (option.letter != 0 ? std::string("|-") + option.letter : "");
        if (!option.choices.empty()) {
          cases += "        " + typed + ") COMPREPLY=($(compgen -W '" + joined(option.choices) + "' -- \"$word\")); return ;;\n";
        } else if (option.complete == Complete::file) {
          cases += "        " + typed + ") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
        } else if (option.complete == Complete::folder) {
          cases += "        " + typed + ") COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n";
        } else {
          cases += "        " + typed + ") return ;;\n";
        }
      });
      for (const Argument& argument : command->arguments) {
        words.insert(words.end(), argument.choices.begin(), argument.choices.end());
        files = files || argument.complete == Complete::file;
      }
      out += "    " + pattern + ")\n      case $before in\n" + cases + "      esac\n";
      out += "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '" + joined(names) + "' -- \"$word\"))\n";
      if (!words.empty()) {
        out += "      else COMPREPLY=($(compgen -W '" + joined(words) + "' -- \"$word\"))\n";
      } else if (files) {
        out += "      else COMPREPLY=($(compgen -f -- \"$word\"))\n";
      }
      out += "      fi ;;\n";
    }
  }
  return out + "  esac\n}\ncomplete -o filenames -F _chancery chancery\n";
}

// Inside '…' of zsh's _arguments and fish.
std::string quoted(std::string_view text, std::string_view also) {
  std::string out;
  for (char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (also.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string zsh_action(const std::vector<std::string>& choices, Complete complete) {
  if (!choices.empty()) return "(" + joined(choices) + ")";
  if (complete == Complete::file) return "_files";
  if (complete == Complete::folder) return "_files -/";
  return " ";
}

bool has_two_words(const Command& command) { return command.name.find(' ') != std::string::npos; }

// What zsh is told of a command's options and arguments.
std::string zsh_arguments(const Command& command) {
  std::string out = "_arguments -s";
  each_option(command, [&](const Option& option) {
    std::string meaning = "[" + quoted(option.help, "[]:") + "]";
    std::string action = option.value.empty() ? "" : ":" + option.value + ":" + zsh_action(option.choices, option.complete);
    out += " \\\n        '--" + option.name + (option.value.empty() ? "" : "=") + meaning + action + "'";
    if (option.letter != 0)
      out += std::string(" \\\n        '-") + option.letter + (option.value.empty() ? "" : "+") + meaning + action + "'";
  });
  for (const Argument& argument : command.arguments)
    out += " \\\n        '" + std::string(argument.many ? "*" : "") + ":" + argument.name + ":" +
           zsh_action(argument.choices, argument.complete) + "'";
  return out;
}

std::string zsh() {
  std::string names, one, two, second;
  std::vector<std::string> groups;  // first words that are no command alone
  for (const Command* command : listed()) {
    const std::string first = command->name.substr(0, command->name.find(' '));
    if (!has_two_words(*command)) {
      names += "    '" + quoted(command->name + ":" + command->summary, "") + "'\n";
      one += "    " + command->name + ")\n      " + zsh_arguments(*command) + " ;;\n";
      continue;
    }
    two +=
        "    '" + command->name + "')\n      shift 2 words; (( CURRENT -= 2 ))\n      " + zsh_arguments(*command) + "\n      return ;;\n";
    second += "      " + first + ") compadd " + command->name.substr(first.size() + 1) + " ;|\n";
    const auto& all = listed();
    const bool alone = std::any_of(all.begin(), all.end(), [&](const Command* other) { return other->name == first; });
    if (!alone && std::find(groups.begin(), groups.end(), first) == groups.end()) {
      groups.push_back(first);
      names += "    '" + first + "'\n";
    }
  }
  return "#compdef chancery\n# zsh completion of chancery, made by `chancery completions zsh`\n_chancery() {\n"
         "  local -a names\n  names=(\n" +
         names +
         "  )\n  if (( CURRENT == 2 )); then _describe command names; return; fi\n  local name=${words[2]}\n"
         "  if (( CURRENT == 3 )); then\n    case $name in\n" +
         second + "    esac\n  fi\n  case \"$name ${words[3]}\" in\n" + two + "  esac\n  shift words; (( CURRENT-- ))\n  case $name in\n" +
         one + "  esac\n}\nif [[ $funcstack[1] == _chancery ]]; then _chancery; else compdef _chancery chancery; fi\n";
}

std::string fish() {
  std::string out = "# fish completion of chancery, made by `chancery completions fish`\ncomplete -c chancery -f\n";
  for (const Command* command : listed()) {
    const std::string first = command->name.substr(0, command->name.find(' '));
    std::string seen = "__fish_seen_subcommand_from " + first;
    if (has_two_words(*command)) {
      const std::string rest = command->name.substr(first.size() + 1);
      out += "complete -c chancery -n __fish_use_subcommand -a " + first + "\n";
      out += "complete -c chancery -n '" + seen + "' -a " + rest + " -d '" + quoted(command->summary, "") + "'\n";
      seen += "; and __fish_seen_subcommand_from " + rest;
    } else {
      out += "complete -c chancery -n __fish_use_subcommand -a " + command->name + " -d '" + quoted(command->summary, "") + "'\n";
    }
    std::string when = "complete -c chancery -n '" + seen + "'";
    each_option(*command, [&](const Option& option) {
      out += when + " -l " + option.name;
      if (option.letter != 0) out += std::string(" -s ") + option.letter;
      if (!option.value.empty())
        out +=
            option.choices.empty() ? (option.complete == Complete::nothing ? " -x" : " -r -F") : " -x -a '" + joined(option.choices) + "'";
      out += " -d '" + quoted(option.help, "") + "'\n";
    });
    for (const Argument& argument : command->arguments) {
      if (!argument.choices.empty()) out += when + " -a '" + joined(argument.choices) + "'\n";
      if (argument.complete == Complete::file) out += when + " -F\n";
    }
  }
  return out;
}

}  // namespace

std::string completions(std::string_view shell) { return shell == "bash" ? bash() : shell == "zsh" ? zsh() : fish(); }

}  // namespace chancery::cli
