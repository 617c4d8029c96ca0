// SPDX-License-Identifier: Apache-2.0
// The files of the web pages, as they are linked into the program. Not for answering requests (src/serve). What is returned lies in the
// program itself and lasts as long. Thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace chancery::web {

struct File {
  std::string_view path;      // as it is asked for: "/", "/assets/main-5XQ2.js"
  std::string_view bytes;     // as they are sent
  std::string_view type;      // "text/html; charset=utf-8"
  std::string_view etag;      // in quotes, of the content
  std::string_view encoding;  // "gzip", or nothing
  bool immutable = false;     // its name changes with its content: may be kept for ever
};

std::optional<File> file(std::string_view path);
std::span<const File> files();  // in order of path

}  // namespace chancery::web
