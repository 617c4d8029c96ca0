// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"

#include <algorithm>
#include <charconv>

#include "base/suggest.h"

namespace chancery::cli {

using base::ErrorKind;
using base::fail;

namespace {

tl::unexpected<base::Error> wrong(const Command* command, std::string message, std::string hint = {}) {
  std::string see = command != nullptr ? "chancery " + command->name + " --help" : "chancery --help";
  return fail(ErrorKind::usage, std::move(message), command != nullptr ? command->name : "",
              (hint.empty() ? "" : hint + "; ") + "see " + see);
}

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return out;
}

std::string meant(std::string_view typed, const std::vector<std::string>& words, std::string_view before = "") {
  std::string near = base::nearest(typed, words);
  return near.empty() ? "" : "did you mean " + std::string(before) + near + "?";
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : command.options) names.push_back(option.name);
  for (const Option& option : common_options()) names.push_back(option.name);
  return names;
}

}  // namespace

std::string Arguments::value(std::string_view option) const {
  auto found = options_.find(option);
  if (found != options_.end()) return found->second;
  const Option* described = command_ != nullptr ? find_option(*command_, option) : nullptr;
  return described != nullptr ? described->fallback : "";
}

base::Result<std::uint64_t> Arguments::number_of(std::string_view option, const std::string& text, std::uint64_t least) const {
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least)
    return wrong(command_,
                 "--" + std::string(option) + " takes a whole number of at least " + std::to_string(least) + ", not '" + text + "'");
  return value;
}

base::Result<std::uint64_t> Arguments::number(std::string_view option, std::uint64_t fallback, std::uint64_t least) const {
  auto found = options_.find(option);
  if (found == options_.end()) return fallback;
  return number_of(option, found->second, least);
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  std::vector<std::string> out;
  for (auto [at, end] = options_.equal_range(option); at != end; ++at) out.push_back(at->second);
  return out;
}

base::Result<std::vector<std::uint64_t>> Arguments::numbers(std::string_view option) const {
  std::vector<std::uint64_t> out;
  for (const std::string& text : values(option)) {
    auto value = number_of(option, text, 0);
    if (!value) return tl::unexpected(value.error());
    out.push_back(*value);
  }
  return out;
}

base::Result<std::uint64_t> Arguments::size(std::string_view option, std::uint64_t fallback) const {
  auto found = options_.find(option);
  if (found == options_.end()) return fallback;
  const std::string& text = found->second;
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  unsigned shift = 0;
  bool known = true;
  if (unit == "K" || unit == "k") {
    shift = 10;
  } else if (unit == "M") {
    shift = 20;
  } else if (unit == "G") {
    shift = 30;
  } else {
    known = unit.empty();
  }
  if (error != std::errc() || !known || value == 0 || value > (UINT64_MAX >> shift))
    return wrong(command_, "--" + std::string(option) + " takes a size in bytes such as 4096, 64K, 256M or 1G, not '" + text + "'");
  return value << shift;
}

// Goes through the words once; what it has found so far is its state.
struct Parser {
  std::span<const std::string> words;
  std::size_t at = 0;
  Invocation out;

  base::Result<> give(const Option& option, const std::string* attached, std::string_view typed) {
    const Command* command = out.command;
    std::string value;
    if (option.value.empty()) {
      if (attached != nullptr) return wrong(command, std::string(typed) + " takes no value");
    } else if (attached != nullptr) {
      value = *attached;
    } else if (at < words.size()) {
      value = words[at++];
    } else {
      return wrong(command, std::string(typed) + " needs a value (" + option.value + ")");
    }
    if (!option.choices.empty() && std::find(option.choices.begin(), option.choices.end(), value) == option.choices.end())
      return wrong(command, std::string(typed) + " takes " + list(option.choices) + ", not '" + value + "'", meant(value, option.choices));
    if (!option.many && out.arguments.has(option.name)) return wrong(command, std::string(typed) + " is given twice");
    out.arguments.options_.emplace(option.name, value);
    return {};
  }

  base::Result<> long_option(const std::string& word) {
    std::size_t equals = word.find('=');
    std::string name = word.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
    std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
    const Option* option = find_option(*out.command, name);
    if (option == nullptr) return wrong(out.command, "unknown option --" + name, meant(name, option_names(*out.command), "--"));
    return give(*option, equals == std::string::npos ? nullptr : &value, "--" + name);
  }

  base::Result<> short_options(const std::string& word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const Option* option = find_option(*out.command, word[i]);
      std::string typed = std::string("-") + word[i];
      if (option == nullptr) return wrong(out.command, "unknown option " + typed);
      std::string rest = word.substr(i + 1);
      if (option->value.empty() || rest.empty()) {
        if (auto done = give(*option, nullptr, typed); !done) return done;
      } else {
        return give(*option, &rest, typed);
      }
    }
    return {};
  }

  base::Result<> find_name() {
    std::string first = words[at];
    if (at + 1 < words.size() && (out.command = find_command(first + " " + words[at + 1])) != nullptr) {
      at += 2;
      return {};
    }
    out.command = find_command(first);
    ++at;
    if (out.command != nullptr) return {};
    std::vector<std::string> names, parts;
    for (const Command& command : commands()) {
      if (command.hidden) continue;
      names.push_back(command.name);
      if (command.name.starts_with(first + " ")) parts.push_back(command.name);
    }
    if (!parts.empty()) return wrong(nullptr, "'" + first + "' needs one word more: " + list(parts));
    return wrong(nullptr, "there is no command '" + first + "'", meant(first, names, "chancery "));
  }

  base::Result<> check() {
    const Command& command = *out.command;
    std::size_t given = out.arguments.positional_.size(), i = 0;
    for (const Argument& argument : command.arguments) {
      if (i >= given) {
        if (argument.required) return wrong(&command, argument.name + " is missing");
        continue;
      }
      std::size_t last = argument.many ? given : i + 1;
      for (; i < last; ++i) {
        const std::string& value = out.arguments.positional_[i];
        if (!argument.choices.empty() && std::find(argument.choices.begin(), argument.choices.end(), value) == argument.choices.end())
          return wrong(&command, argument.name + " is " + list(argument.choices) + ", not '" + value + "'", meant(value, argument.choices));
      }
    }
    if (i < given) return wrong(&command, "unexpected argument '" + out.arguments.positional_[i] + "'");
    return {};
  }

  base::Result<Invocation> run() {
    if (words.empty()) return wrong(nullptr, "a command is missing");
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
      out.what = Invocation::What::help;
      if (words.size() == 1) return out;
      at = 1;
      if (auto found = find_name(); !found) return tl::unexpected(found.error());
      if (at < words.size()) return wrong(nullptr, "unexpected argument '" + words[at] + "'");
      return out;
    }
    if (words[0] == "--version" || words[0] == "-V" || words[0] == "version") {
      out.what = Invocation::What::version;
      return out;
    }
    if (words[0].starts_with("-")) return wrong(nullptr, "the command comes first; '" + words[0] + "' is an option");
    if (auto found = find_name(); !found) return tl::unexpected(found.error());
    out.arguments.command_ = out.command;
    // Help is given whatever else was typed.
    for (std::size_t i = at; i < words.size() && words[i] != "--"; ++i) {
      if (words[i] == "--help" || words[i] == "-h") {
        out.what = Invocation::What::help;
        return out;
      }
    }
    bool options = true;
    while (at < words.size()) {
      const std::string& word = words[at++];
      base::Result<> done;
      if (options && word == "--") {
        options = false;
      } else if (options && word.starts_with("--")) {
        done = long_option(word);
      } else if (options && word.size() > 1 && word[0] == '-') {
        done = short_options(word);
      } else {
        out.arguments.positional_.push_back(word);
      }
      if (!done) return tl::unexpected(done.error());
    }
    if (auto done = check(); !done) return tl::unexpected(done.error());
    return out;
  }
};

base::Result<Invocation> parse(std::span<const std::string> words) { return Parser{words, 0, {}}.run(); }

}  // namespace chancery::cli
