// SPDX-License-Identifier: Apache-2.0
// A brief before any layout: sections of claims, each with the notes that bear it out. Whoever makes one (brief/draw.h)
// adds notes through note(), which numbers them in the order of their first use. Not for what the claims mean. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/statement.h"

namespace chancery::brief {

// What a footnote shows: the words of a document, or where nothing was found.
struct Note {
  enum class Kind : std::uint8_t { quote, searched } kind = Kind::quote;
  // quote
  std::vector<std::string> statements;  // ids of those that these words say
  model::Citation source;
  // searched: what was looked through
  std::string searched;
};

struct Claim {
  std::string text;
  std::vector<std::uint32_t> notes;  // numbers of notes, from 1, ascending
  std::string quoted;                // somebody's words, which follow the text and are not ours
};

// What stands in a cell: nothing, or claims one below the other. The label of a row names what the row is about.
using Cell = std::vector<Claim>;

struct Row {
  std::string label;
  std::vector<Cell> cells;
};

struct Table {
  std::vector<std::string> heads;  // of the label, then of the cells
  std::vector<Row> rows;
};

struct Block {
  std::string title;          // may be empty
  std::vector<Claim> claims;  // a list; empty where the block is a table
  Table table;
};

struct Section {
  std::string name;  // a word for anchors: "representation"
  std::string title;
  std::vector<Block> blocks;
};

struct Dossier {
  std::string title;     // "Kazakhstan", "Kazakhstan and Turkey"
  std::string subtitle;  // what it was drawn from, as of when
  std::vector<Claim> head;
  std::vector<Section> sections;
  std::vector<Note> notes;                       // note n is notes[n - 1]
  std::set<std::string, std::less<>> spoken_of;  // values that the facts behind its claims name
  std::string foot;                              // by which the same can be drawn again: the ledger's pin

  // The number of this note: that of the same words in the same place (or of the same search), to which its statements are
  // added, where there is one already; else the next.
  std::uint32_t note(Note note);

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

// The first claim that has no note or one that is not there; empty where every claim is borne out.
std::string unsupported(const Dossier& dossier);

}  // namespace chancery::brief
