// SPDX-License-Identifier: Apache-2.0
#include "brief/dossier.h"

#include <fmt/core.h>

#include <algorithm>

namespace chancery::brief {
namespace {

bool borne_out(const Dossier& dossier, const Claim& claim) {
  for (std::uint32_t note : claim.notes)
    if (note == 0 || note > dossier.notes.size()) return false;
  return !claim.notes.empty();
}

std::string first_bare(const Dossier& dossier, const std::vector<Claim>& claims) {
  for (const Claim& claim : claims)
    if (!borne_out(dossier, claim)) return claim.text.empty() ? "(an empty claim)" : claim.text;
  return {};
}

}  // namespace

std::uint32_t Dossier::note(Note note) {
  std::string key =
      note.kind == Note::Kind::quote ? model::place_of(note.source) + " " + note.source.document : "searched " + note.searched;
  auto [found, fresh] = numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(notes.size() + 1));
  if (fresh) {
    notes.push_back(std::move(note));
    return found->second;
  }
  std::vector<std::string>& known = notes[found->second - 1].statements;
  for (std::string& id : note.statements)
    if (std::find(known.begin(), known.end(), id) == known.end()) known.push_back(std::move(id));
  return found->second;
}

std::string unsupported(const Dossier& dossier) {
  if (std::string bare = first_bare(dossier, dossier.head); !bare.empty()) return bare;
  for (const Section& section : dossier.sections) {
    for (const Block& block : section.blocks) {
      if (std::string bare = first_bare(dossier, block.claims); !bare.empty()) return bare;
      for (const Row& row : block.table.rows)
        for (const Cell& cell : row.cells)
          if (std::string bare = first_bare(dossier, cell); !bare.empty()) return bare;
    }
  }
  return {};
}

}  // namespace chancery::brief
