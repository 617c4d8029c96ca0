// SPDX-License-Identifier: Apache-2.0
#include "serve/routes.h"

namespace chancery::serve {

std::vector<const Route*> all_routes() {
  std::vector<const Route*> out;
  for (auto group : {about_routes, fact_routes, time_routes, brief_routes, audit_routes, name_routes, document_routes})
    for (const Route& route : group()) out.push_back(&route);
  return out;
}

Taken takes(const Route& route, std::string_view parameter) {
  std::string_view names = route.parameters;
  while (!names.empty()) {
    std::string_view name = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(name.size() + 1, names.size()));
    const bool many = name.ends_with('*');
    if (many) name.remove_suffix(1);
    if (name == parameter) return many ? Taken::many : Taken::once;
  }
  return Taken::no;
}

}  // namespace chancery::serve
