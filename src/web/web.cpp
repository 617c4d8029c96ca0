// SPDX-License-Identifier: Apache-2.0
#include "web/web.h"

#include <algorithm>
#include <cassert>

#include "web/bundle.h"

extern "C" {
extern const char chancery_web_bundle[], chancery_web_bundle_end[];
}

namespace chancery::web {

std::span<const File> files() {
  static const std::vector<File> kFiles = [] {
    auto files = files_of({chancery_web_bundle, static_cast<std::size_t>(chancery_web_bundle_end - chancery_web_bundle)});
    assert(files);  // the build wrote it
    return files ? std::move(*files) : std::vector<File>();
  }();
  return kFiles;
}

std::optional<File> file(std::string_view path) {
  std::span<const File> all = files();
  auto at = std::lower_bound(all.begin(), all.end(), path, [](const File& file, std::string_view name) { return file.path < name; });
  if (at == all.end() || at->path != path) return std::nullopt;
  return *at;
}

}  // namespace chancery::web
