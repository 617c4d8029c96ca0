// SPDX-License-Identifier: Apache-2.0
// A mistake in a YAML file of ours, thrown by what compiles one as yaml-cpp throws too, and made an error with file and line by what called
// it.
#pragma once

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <string>
#include <utility>

#include "base/result.h"

namespace chancery::base {

struct YamlMistake {
  std::string message;
  int line;
};

[[noreturn]] inline void mistake(const YAML::Node& node, std::string message) {
  throw YamlMistake{std::move(message), node.Mark().line + 1};
}

// Calls `work`; what it or yaml-cpp throws becomes the error.
template <class Work>
Result<> without_mistakes(const std::string& file, Work work) {
  auto wrong = [&](const std::string& message, int line) { return fail(ErrorKind::invalid, message, fmt::format("{}:{}", file, line)); };
  try {
    work();
    return {};
  } catch (const YamlMistake& found) {
    return wrong(found.message, found.line);
  } catch (const YAML::Exception& found) {
    return wrong(found.msg, found.mark.line + 1);
  }
}

}  // namespace chancery::base
