// SPDX-License-Identifier: Apache-2.0
// What was typed after a command, taken apart by the command's own description. Not for what the values mean: that is
// the command's. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command.h"

namespace chancery::cli {

class Arguments {
 public:
  bool has(std::string_view option) const { return options_.find(option) != options_.end(); }
  // The value given, else the option's fallback, else empty.
  std::string value(std::string_view option) const;
  // All values given, of an option that may be given several times.
  std::vector<std::string> values(std::string_view option) const;
  // The same as whole numbers.
  base::Result<std::vector<std::uint64_t>> numbers(std::string_view option) const;
  const std::vector<std::string>& positional() const { return positional_; }
  // A whole number of at least `least`; `fallback` where the option is not given.
  base::Result<std::uint64_t> number(std::string_view option, std::uint64_t fallback, std::uint64_t least = 0) const;
  // A size in bytes: 4096, 64K, 256M, 1G.
  base::Result<std::uint64_t> size(std::string_view option, std::uint64_t fallback) const;

 private:
  base::Result<std::uint64_t> number_of(std::string_view option, const std::string& text, std::uint64_t least) const;
  friend struct Parser;
  const Command* command_ = nullptr;
  std::multimap<std::string, std::string, std::less<>> options_;
  std::vector<std::string> positional_;
};

// What a command line asks for.
struct Invocation {
  enum class What : unsigned char { run, help, version } what = What::run;
  const Command* command = nullptr;  // of help, nullptr: of the program
  Arguments arguments;
};

// Takes `words` (without the program's name) apart. Options may stand anywhere, `--` ends them, `-` is an argument.
// Errors are of the kind usage, with a suggestion as their hint and the command's name as their place.
base::Result<Invocation> parse(std::span<const std::string> words);

}  // namespace chancery::cli
