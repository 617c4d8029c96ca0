// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <gtest/gtest.h>

#include <set>

#include "base/layout.h"
#include "cli/completions.h"

namespace chancery::cli {
namespace {

// Whatever a command is described by must be found in all that is made from it.
TEST(Help, NothingIsMissing) {
  std::string bash = completions("bash"), zsh = completions("zsh"), fish = completions("fish"), page = reference();
  for (const Command& command : commands()) {
    EXPECT_FALSE(command.summary.empty() || command.summary.ends_with(".")) << command.name;
    EXPECT_TRUE(command.run) << command.name;
    std::string text = help(command, 100), man = man_page(command);
    for (const Option& option : command.options) {
      EXPECT_FALSE(option.help.empty() || option.help.ends_with(".")) << command.name << " --" << option.name;
      EXPECT_NE(text.find("--" + option.name), std::string::npos);
      if (command.hidden) continue;
      EXPECT_NE(bash.find("--" + option.name), std::string::npos);
      EXPECT_NE(zsh.find("--" + option.name), std::string::npos);
      EXPECT_NE(fish.find("-l " + option.name), std::string::npos);
      EXPECT_NE(page.find("--" + option.name), std::string::npos);
    }
    if (command.hidden) continue;
    EXPECT_FALSE(command.examples.empty()) << command.name << " has no example";
    for (const Example& example : command.examples) EXPECT_NE(man.find("chancery"), std::string::npos) << example.line;
    EXPECT_NE(page.find("## chancery " + command.name), std::string::npos);
  }
}

TEST(Help, OptionsOfACommandAreDistinct) {
  for (const Command& command : commands()) {
    std::multiset<std::string> names;
    std::multiset<char> letters;
    for (const auto* table : {&command.options, &common_options()}) {
      for (const Option& option : *table) {
        names.insert(option.name);
        if (option.letter != 0) letters.insert(option.letter);
      }
    }
    for (const std::string& name : names) EXPECT_EQ(names.count(name), 1u) << command.name << " --" << name;
    for (char letter : letters) EXPECT_EQ(letters.count(letter), 1u) << command.name << " -" << letter;
  }
}

TEST(Help, FitsItsColumns) {
  for (const Command& command : commands()) {
    std::string text = help(command, 80);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = text.find('\n', at);
      std::string line = text.substr(at, end - at);
      bool example = line.starts_with("    ");  // typed lines are not cut
      if (!example) {
        EXPECT_LE(base::display_width(line), 80u) << line;
      }
      at = end + 1;
    }
  }
}

TEST(Help, ManPagesEscapeHyphensAndStops) {
  Command command;
  command.name = "odd";
  command.summary = "a \\ and a-b";
  command.description = {".begins with a stop", "'begins with an apostrophe"};
  std::string page = man_page(command);
  EXPECT_NE(page.find("a \\e and a\\-b"), std::string::npos);
  EXPECT_NE(page.find("\n\\&.begins"), std::string::npos);
  EXPECT_NE(page.find("\n\\&'begins"), std::string::npos);
}

}  // namespace
}  // namespace chancery::cli
