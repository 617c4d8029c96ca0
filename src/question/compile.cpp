// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "question/question.h"

namespace chancery::question {

base::Result<std::string> compile(const std::string& root) {
  // What the shapes share with reading comes first, so that words of their own take the place of reading's.
  std::vector<std::string> paths = {"rules/reading/inflections.rules", "rules/reading/words.rules", "rules/reading/phrases.rules"};
  std::vector<std::string> own;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/rules/question", error))
    if (entry.path().extension() == ".rules") own.push_back("rules/question/" + entry.path().filename().string());
  if (error) return base::fail(base::ErrorKind::not_found, "no folder of rules here: " + error.message(), root + "/rules/question");
  std::sort(own.begin(), own.end());
  paths.insert(paths.end(), own.begin(), own.end());
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& path : paths) {
    auto text = base::read_file(root + "/" + path);
    if (!text) return tl::unexpected(text.error());
    files.emplace_back(path, std::move(*text));
  }
  return reading::compile_texts(files, true);
}

}  // namespace chancery::question
