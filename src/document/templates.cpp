// SPDX-License-Identifier: Apache-2.0
#include "document/templates.h"

#include <algorithm>

extern "C" {
extern const char chancery_table_templates[], chancery_table_templates_end[];
}

namespace chancery::document {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// As std::string_view::compare, `name` in small letters.
int compare(std::string_view known, std::string_view name) {
  for (std::size_t i = 0; i < std::min(known.size(), name.size()); ++i)
    if (known[i] != lower(name[i])) return static_cast<unsigned char>(known[i]) < static_cast<unsigned char>(lower(name[i])) ? -1 : 1;
  return known.size() < name.size() ? -1 : known.size() > name.size();
}

}  // namespace

base::Result<Templates> Templates::open(std::string_view bytes) {
  auto table = base::Table::open(bytes);
  if (!table) return tl::unexpected(table.error());
  Templates templates;
  templates.table_ = *table;
  templates.records_ = table->array<Record>("templates");
  return templates;
}

const Templates& Templates::built_in() {
  static const Templates templates =
      open({chancery_table_templates, static_cast<std::size_t>(chancery_table_templates_end - chancery_table_templates)}).value();
  return templates;
}

Shows Templates::shows(std::string_view name) const {
  auto after = std::partition_point(records_.begin(), records_.end(), [&](const Record& r) { return compare(table_.text(r.name), name) <= 0; });
  // What begins a name stands before it, with what begins so too between them.
  for (auto it = after; it != records_.begin();) {
    const std::string_view known = table_.text((--it)->name);
    if (known.empty() || lower(name.empty() ? '\0' : name[0]) != known[0]) break;
    if (compare(known, name.substr(0, known.size())) == 0 && (it->prefix || known.size() == name.size())) return it->shows;
  }
  return Shows::nothing;
}

}  // namespace chancery::document
