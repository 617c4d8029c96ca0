// SPDX-License-Identifier: Apache-2.0
// A dossier as text for a terminal, Markdown, JSON, or one HTML page that needs nothing else. What documents say is quoted as it
// stands but can do no harm: control characters are made visible, markup is escaped. Plain functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "brief/dossier.h"

namespace chancery::brief {

struct TextOptions {
  std::size_t columns = 100;
  bool colour = false;  // headings in bold, places dimmed
};

std::string write_text(const Dossier& dossier, const TextOptions& options = {});
std::string write_markdown(const Dossier& dossier);
std::string write_html(const Dossier& dossier);
std::string write_json(const Dossier& dossier);  // one object on a line

// "foreign-relations.txt, characters 120–180"
std::string place_of(const Note& note);
// "st:0a1b… st:2c3d…"
std::string ids_of(const Note& note);
// " [1] [4]"
std::string marks_of(const Claim& claim);

}  // namespace chancery::brief
