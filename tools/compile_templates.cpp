// SPDX-License-Identifier: Apache-2.0
// chancery_compile_templates FILE OUT: compiles what wikitext's templates show to a table, at build time. By itself, as
// documents, on which chancery_compile rests, need the table.
#include <cstdio>

#include "base/files.h"
#include "document/templates.h"

int main(int argc, char** argv) {
  using namespace chancery;
  if (argc != 3) return std::fputs("usage: chancery_compile_templates FILE OUT\n", stderr), 2;
  auto done = base::read_file(argv[1])
                  .and_then([&](const std::string& text) { return document::compile_templates(text, argv[1]); })
                  .and_then([&](const std::string& table) { return base::write_file(argv[2], table); });
  if (done) return 0;
  const base::Error& e = done.error();
  std::fprintf(stderr, "%s: %s%s%s\n", e.place.c_str(), e.message.c_str(), e.hint.empty() ? "" : "\n", e.hint.c_str());
  return 1;
}
