// SPDX-License-Identifier: Apache-2.0
// Prints what text and structure the document readers found in each file: for looking at, not an interface.
#include <fmt/core.h>

#include <cstdio>

#include "document/document.h"

using namespace chancery::document;

int main(int argc, char** argv) {
  static constexpr const char* kKinds[] = {"heading", "paragraph", "item", "row", "caption", "gloss"};
  int failed = 0;
  for (int i = 1; i < argc; ++i) {
    auto document = chancery::document::open(argv[i]);
    if (!document) {
      fmt::print(stderr, "{}: {}\n", document.error().place, document.error().message);
      failed = 1;
      continue;
    }
    fmt::print("== {} form={} title=\"{}\" published=\"{}\" blocks={} sha256={}\n", document->path,
               name_of(document->form), document->title, document->published, document->blocks.size(), document->hash);
    for (const auto& warning : document->warnings) fmt::print("   warning: {}\n", warning);
    int number = 0;
    for (const Block& block : document->blocks) {
      std::string marks;
      if (block.level) marks += fmt::format(" level={}", block.level);
      if (block.section >= 0) marks += fmt::format(" section={}", block.section);
      if (block.row >= 0) marks += fmt::format(" row={}.{}", block.row, block.cell);
      if (block.within >= 0) marks += fmt::format(" within={}", block.within);
      if (block.kind == BlockKind::gloss) marks += fmt::format(" offset={}", block.offset);
      if (!block.title.empty()) marks += fmt::format(" title=\"{}\"", block.title);
      if (block.silent) marks += " SILENT";
      if (block.cut) marks += " CUT";
      fmt::print("{} {}{} @{}: {}\n", number++, kKinds[static_cast<int>(block.kind)], marks, document->code_points(block.place(0)),
                 block.text);
      for (const Cell& cell : block.cells)
        fmt::print("      [{}] {}\n", cell.head, std::string_view(block.text).substr(cell.from, cell.to - cell.from));
    }
  }
  return failed;
}
