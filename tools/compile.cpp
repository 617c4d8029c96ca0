// SPDX-License-Identifier: Apache-2.0
// chancery_compile model|gazetteer|reading|audit|question ROOT OUT: compiles what ROOT has of it to a table, at build time.
#include <cstdio>
#include <string>

#include "audit/rules.h"
#include "base/files.h"
#include "gazetteer/gazetteer.h"
#include "model/kinds.h"
#include "question/question.h"
#include "reading/rules.h"

namespace chancery {
namespace {

base::Result<std::string> compile(const std::string& what, const std::string& root) {
  if (what == "model") return model::compile(root + "/model");
  if (what == "gazetteer") return gazetteer::compile(root + "/gazetteer");
  if (what == "audit") return audit::compile(root + "/rules/audit");
  if (what == "question") return question::compile(root);
  return reading::compile(root + "/rules/reading");
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  using namespace chancery;
  if (argc != 4) return std::fputs("usage: chancery_compile model|gazetteer|reading|audit|question ROOT OUT\n", stderr), 2;
  auto done = compile(argv[1], argv[2]).and_then([&](const std::string& table) { return base::write_file(argv[3], table); });
  if (done) return 0;
  const base::Error& e = done.error();
  std::fprintf(stderr, "%s: %s%s%s\n", e.place.c_str(), e.message.c_str(), e.hint.empty() ? "" : "\n", e.hint.c_str());
  return 1;
}
