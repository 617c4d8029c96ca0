// SPDX-License-Identifier: Apache-2.0
// Any bytes as statements' JSON Lines: a line is a statement or refused with a reason; a statement that was written down reads back as the
// same, with the same id.
#include "model/jsonl.h"

#include <algorithm>
#include <cstdlib>

#include "model/kinds.h"
#include "tables.h"

using namespace chancery;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const model::Kinds kinds = model::Kinds::open(tables::model()).value();
  std::string_view text(reinterpret_cast<const char*>(data), size);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    auto read = model::read_statement(line);
    if (!read) {
      require(!read.error().message.empty());
      continue;
    }
    (void)kinds.validate(*read);
    kinds.put_in_order(*read);
    const std::string id = model::id_of(*read);
    std::string once, again;
    model::write_jsonl(once, *read, id);
    require(once.find('\n') == once.size() - 1);
    auto back = model::read_statement(std::string_view(once).substr(0, once.size() - 1));
    require(back.has_value());
    require(back->kind == read->kind && back->roles.size() == read->roles.size() && back->time == read->time);
    require(back->source.quote == read->source.quote && back->rule == read->rule && back->as == read->as);
    model::write_jsonl(again, *back, id);
    require(again == once);
    if (read->source.document_hash.empty()) require(model::id_of(*back) == id);  // the hash is not written
  }
  return 0;
}
