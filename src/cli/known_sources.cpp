// SPDX-License-Identifier: Apache-2.0
#include "cli/known_sources.h"

#include <fmt/core.h>

#include <filesystem>

#include "base/files.h"
#include "base/suggest.h"
#include "sources/importer.h"

namespace chancery::cli {

using base::ErrorKind;
using base::fail;
using sources::Mapping;

base::Result<std::vector<Mapping>> mappings_of(const Arguments& arguments, const model::Kinds& kinds) {
  const std::string map = arguments.value("map"), folder = arguments.value("data");
  if (map.empty()) {
    std::error_code error;
    const bool own = !folder.empty() && std::filesystem::is_directory(folder + "/sources", error);
    return own ? sources::mappings_in(folder + "/sources", kinds) : sources::shipped(kinds);
  }
  auto text = base::read_file(map);
  if (!text) return tl::unexpected(text.error());
  auto read = sources::read_mappings(*text, map, kinds);
  if (read && read->size() != 1) return fail(ErrorKind::invalid, "does not hold one mapping", map);
  return read;
}

base::Result<const Mapping*> mapping_named(const std::string& name, const std::vector<Mapping>& mappings) {
  std::vector<std::string> names;
  for (const Mapping& mapping : mappings) {
    if (mapping.name == name) return &mapping;
    names.push_back(mapping.name);
  }
  const std::string near = base::nearest(name, names);
  return fail(ErrorKind::usage, fmt::format("no dataset is called {}", name), "",
              near.empty() ? "import --list tells which there are" : "did you mean " + near + "?");
}

}  // namespace chancery::cli
