// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "base/layout.h"
#include "brief/write.h"
#include "model/words.h"

namespace chancery::brief {
namespace {

constexpr const char *kBold = "\x1b[1m", *kDim = "\x1b[2m", *kPlain = "\x1b[0m";

class Writer {
 public:
  Writer(const Dossier& dossier, const TextOptions& options) : dossier_(dossier), options_(options) {}

  std::string write() {
    heading(dossier_.title, "═");
    if (!dossier_.subtitle.empty()) lines(dossier_.subtitle, "", "");
    if (!dossier_.head.empty()) out_ += '\n';
    for (const Claim& claim : dossier_.head) lines(sentence(claim), "", "  ");
    for (const Section& section : dossier_.sections) {
      out_ += '\n';
      heading(section.title, "─");
      for (std::size_t i = 0; i < section.blocks.size(); ++i) {
        if (i > 0) out_ += '\n';
        block(section.blocks[i]);
      }
    }
    if (!dossier_.notes.empty()) {
      out_ += '\n';
      heading("Notes", "─");
      for (std::size_t i = 0; i < dossier_.notes.size(); ++i) note(i + 1, dossier_.notes[i]);
    }
    if (!dossier_.foot.empty()) out_ += '\n', lines(dossier_.foot, "", "");
    return std::move(out_);
  }

 private:
  void heading(std::string_view title, std::string_view under) {
    std::string text = base::printable(title);
    if (options_.colour) out_ += kBold;
    out_ += text;
    if (options_.colour) out_ += kPlain;
    out_ += '\n';
    for (std::size_t i = 0; i < std::min(options_.columns, base::display_width(text)); ++i) out_ += under;
    out_ += '\n';
  }

  // `text` wrapped, its first line after `first` and the others after `rest`.
  void lines(std::string_view text, std::string_view first, std::string_view rest) {
    std::size_t indent = std::max(base::display_width(first), base::display_width(rest));
    std::string_view before = first;
    for (const std::string& line : base::wrap(base::printable(text), options_.columns - indent)) {
      out_.append(before).append(line) += '\n';
      before = rest;
    }
  }

  static std::string sentence(const Claim& claim) {
    std::string text = claim.text;
    if (!claim.quoted.empty()) text += (text.empty() ? "“" : " “") + claim.quoted + "”";
    return text + marks_of(claim);
  }

  void block(const Block& block) {
    if (!block.title.empty()) lines(block.title + ":", "", "");
    for (const Claim& claim : block.claims) lines(sentence(claim), "• ", "  ");
    if (block.table.rows.empty()) return;
    base::TextTable table;
    for (const std::string& head : block.table.heads) table.column(head);
    for (const Row& row : block.table.rows) {
      // Claims of a cell stand one below the other: as many lines of the table as the fullest cell has claims.
      std::size_t height = 1;
      for (const Cell& cell : row.cells) height = std::max(height, cell.size());
      for (std::size_t i = 0; i < height; ++i) {
        std::vector<std::string> cells = {i == 0 ? row.label : ""};
        for (const Cell& cell : row.cells) cells.push_back(i < cell.size() ? sentence(cell[i]) : "");
        table.row(std::move(cells));
      }
    }
    out_ += table.render(options_.columns);
  }

  void note(std::size_t number, const Note& note) {
    std::string mark = fmt::format("[{}] ", number);
    std::string indent(base::display_width(mark), ' ');
    if (note.kind == Note::Kind::searched) {
      lines(note.searched, mark, indent);
      return;
    }
    if (!model::words_of(note.source).empty()) lines("“" + note.source.quote + "”", mark, indent);
    if (options_.colour) out_ += kDim;
    lines(place_of(note) + " · " + ids_of(note), model::words_of(note.source).empty() ? mark : indent, indent);
    if (options_.colour) out_ += kPlain;
  }

  const Dossier& dossier_;
  const TextOptions& options_;
  std::string out_;
};

}  // namespace

std::string place_of(const Note& note) { return note.source.document + ", " + model::place_of(note.source); }

std::string ids_of(const Note& note) {
  std::string out;
  for (const std::string& id : note.statements) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::string marks_of(const Claim& claim) {
  std::string out;
  for (std::uint32_t note : claim.notes) out += fmt::format(" [{}]", note);
  return out;
}

std::string write_text(const Dossier& dossier, const TextOptions& options) { return Writer(dossier, options).write(); }

}  // namespace chancery::brief
