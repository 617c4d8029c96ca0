// SPDX-License-Identifier: Apache-2.0
// Any text as a rule file: it compiles or is refused with a place; what compiles opens, and reads a sentence in which
// every type of mention stands.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "reading/reader.h"
#include "tables.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery;
  if (size > 4096) return 0;
  auto table = reading::compile_texts({{"fuzz.rules", std::string(reinterpret_cast<const char*>(data), size)}});
  if (!table) {
    if (table.error().place.empty() || table.error().message.empty()) std::abort();
    return 0;
  }
  auto reader = reading::Reader::open(*table, tables::model(), tables::gazetteer());
  if (!reader) std::abort();
  reading::Options options;
  options.subject = "KAZ LVA";
  for (const char* sentence : {"In May 2001, Kazakh president Nursultan Nazarbayev (born 1940) and the 25,000 Armenians of Riga, Kiev and Astana said, \"We "
                               "are members of the OSCE\", which cost $724 million; the two countries had an embassy there.",
                               "| Country : Latvia | Date : 1992-12-30 |"})
    (void)reader->explain(sentence, options);
  return 0;
}
