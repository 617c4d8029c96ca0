// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"

#include <gtest/gtest.h>


namespace chancery::cli {
namespace {

using Words = std::vector<std::string>;

TEST(Arguments, ValuesAttachedOrApart) {
  for (const Words& words : {Words{"completions", "bash", "--ledger", "x"}, Words{"completions", "--ledger=x", "bash"}}) {
    auto got = parse(words);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->arguments.value("ledger"), "x");
    EXPECT_EQ(got->arguments.positional(), Words{"bash"});
  }
}

TEST(Arguments, DoubleDashEndsOptions) {
  auto got = parse(Words{"generate", "--", "--help"});
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->what, Invocation::What::run);
  EXPECT_EQ(got->arguments.positional(), Words{"--help"});
}

TEST(Arguments, WrongUsageIsToldWithASuggestion) {
  struct Case {
    Words words;
    std::string message, hint;
  };
  for (const Case& c : std::vector<Case>{
           {{"completion", "bash"}, "there is no command 'completion'", "did you mean chancery completions?; see chancery --help"},
           {{"zzzzzz"}, "there is no command 'zzzzzz'", "see chancery --help"},
           {{"completions", "bsh"}, "SHELL is bash, zsh or fish, not 'bsh'", "did you mean bash?; see chancery completions --help"},
           {{"completions"}, "SHELL is missing", "see chancery completions --help"},
           {{"completions", "bash", "zsh"}, "unexpected argument 'zsh'", "see chancery completions --help"},
           {{"completions", "bash", "--leger", "x"}, "unknown option --leger", "did you mean --ledger?; see chancery completions --help"},
           {{"completions", "bash", "--ledger"}, "--ledger needs a value (FILE)", "see chancery completions --help"},
           {{"completions", "bash", "--ledger=a", "--ledger=b"}, "--ledger is given twice", "see chancery completions --help"},
           {{"completions", "bash", "-x"}, "unknown option -x", "see chancery completions --help"},
           {{"--ledger", "x"}, "the command comes first; '--ledger' is an option", "see chancery --help"},
       }) {
    auto got = parse(c.words);
    ASSERT_FALSE(got) << c.message;
    EXPECT_EQ(got.error().message, c.message);
    EXPECT_EQ(got.error().hint, c.hint);
    EXPECT_EQ(got.error().kind, base::ErrorKind::usage);
  }
}

TEST(Arguments, HelpWinsOverMistakes) {
  auto got = parse(Words{"completions", "--nonsense", "--help"});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->what, Invocation::What::help);
  EXPECT_EQ(got->command, find_command("completions"));
}

TEST(Arguments, SwitchesTakeNoValue) {
  auto got = parse(Words{"completions", "bash", "--help=yes"});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().message, "--help takes no value");
}

}  // namespace
}  // namespace chancery::cli
