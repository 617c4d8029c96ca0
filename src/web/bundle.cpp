// SPDX-License-Identifier: Apache-2.0
#include "web/bundle.h"

#include <array>
#include <charconv>

namespace chancery::web {
namespace {

bool number(std::string_view text, std::size_t& out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

base::Result<std::vector<File>> files_of(std::string_view bundle) {
  auto broken = [](std::size_t line) {
    return base::fail(base::ErrorKind::invalid, "this is no line of a bundle of pages", "bundle:" + std::to_string(line));
  };
  std::size_t head = bundle.find("\n\n");
  if (head == std::string_view::npos) return broken(1);
  std::string_view bytes = bundle.substr(head + 2);
  std::vector<File> files;
  for (std::size_t at = 0; at < head;) {
    std::size_t end = bundle.find('\n', at);
    std::string_view line = bundle.substr(at, end - at);
    at = end + 1;
    std::array<std::string_view, 7> field;
    std::size_t count = 0;
    for (std::size_t tab = 0; count < field.size() && tab != std::string_view::npos; ++count) {
      tab = line.find('\t');
      field[count] = line.substr(0, tab);
      line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    std::size_t offset = 0, length = 0;
    if (count != field.size() || !line.empty() || !number(field[5], offset) || !number(field[6], length) || offset > bytes.size() ||
        length > bytes.size() - offset || (!files.empty() && files.back().path >= field[0]))
      return broken(files.size() + 1);
    files.push_back({.path = field[0],
                     .bytes = bytes.substr(offset, length),
                     .type = field[1],
                     .etag = field[2],
                     .encoding = field[3] == "-" ? std::string_view() : field[3],
                     .immutable = field[4] == "immutable"});
  }
  return files;
}

}  // namespace chancery::web
