// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/layout.h"
#include "brief/write.h"
#include "model/words.h"

namespace chancery::brief {
namespace {

// Text that says itself and nothing else in Markdown, inside a line or a table's cell.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : base::printable(text)) {
    if (c == '<') {
      out += "&lt;";
      continue;
    }
    if (std::string_view("\\`*_{}[]>#|~&$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  // At the start of a line these would begin a list or a heading.
  if (!out.empty() && std::string_view("-+=").find(out[0]) != std::string_view::npos) out.insert(0, "\\");
  std::size_t digits = out.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string::npos && (out[digits] == '.' || out[digits] == ')')) out.insert(digits, "\\");
  return out;
}

std::string sentence(const Claim& claim) {
  std::string out = escaped(claim.text);
  if (!claim.quoted.empty()) out += (out.empty() ? "“" : " “") + escaped(claim.quoted) + "”";
  for (std::uint32_t note : claim.notes) out += fmt::format(" [[{0}]](#note-{0})", note);
  return out;
}

void write_table(std::string& out, const Table& table) {
  for (const std::string& head : table.heads) out += "| " + escaped(head) + " ";
  out += "|\n";
  for (std::size_t i = 0; i < table.heads.size(); ++i) out += "| --- ";
  out += "|\n";
  for (const Row& row : table.rows) {
    out += "| " + escaped(row.label) + " ";
    for (const Cell& cell : row.cells) {
      out += "| ";
      for (std::size_t i = 0; i < cell.size(); ++i) out += (i > 0 ? "<br>" : "") + sentence(cell[i]);
      out += cell.empty() ? "" : " ";
    }
    out += "|\n";
  }
}

}  // namespace

std::string write_markdown(const Dossier& dossier) {
  std::string out = "# " + escaped(dossier.title) + "\n";
  if (!dossier.subtitle.empty()) out += "\n" + escaped(dossier.subtitle) + "\n";
  if (!dossier.head.empty()) out += '\n';
  for (const Claim& claim : dossier.head) out += "- " + sentence(claim) + "\n";
  for (const Section& section : dossier.sections) {
    out += "\n## " + escaped(section.title) + "\n";
    for (const Block& block : section.blocks) {
      out += '\n';
      if (!block.title.empty()) out += "**" + escaped(block.title) + "**\n\n";
      for (const Claim& claim : block.claims) out += "- " + sentence(claim) + "\n";
      if (!block.table.rows.empty()) write_table(out, block.table);
    }
  }
  if (!dossier.notes.empty()) out += "\n## Notes\n";
  for (std::size_t i = 0; i < dossier.notes.size(); ++i) {
    const Note& note = dossier.notes[i];
    out += fmt::format("\n<a id=\"note-{0}\"></a>\\[{0}\\] ", i + 1);
    if (note.kind == Note::Kind::searched) {
      out += escaped(note.searched) + "\n";
    } else {
      out += (model::words_of(note.source).empty() ? "" : "“" + escaped(note.source.quote) + "” — ") + escaped(place_of(note)) + " · " +
             escaped(ids_of(note)) + "\n";
    }
  }
  if (!dossier.foot.empty()) out += "\n" + escaped(dossier.foot) + "\n";
  return out;
}

}  // namespace chancery::brief
