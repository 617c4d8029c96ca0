// SPDX-License-Identifier: Apache-2.0
// Makes a table's rows blocks: which cells are heads, which reach over several columns and rows, which stand in blocks of their own.
// For forms whose cells are read to blocks before their row is known (HTML). Pure; inside this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document/document.h"

namespace chancery::document {

// A cell as written: what stands in it, and over how many columns and rows it reaches. `within` of its blocks counts in `blocks`.
struct TableCell {
  std::vector<Block> blocks;
  std::uint32_t columns = 1, rows = 1;
  std::uint32_t place = 0;  // where it begins in the document
  bool head = false;        // by its element
  bool bold = false;        // all that it says is bold
};

struct TableRow {
  std::vector<TableCell> cells;
  bool head = false;  // stands in the table's head
};

struct Table {
  std::vector<TableRow> rows;
  std::vector<Block> captions;
  bool facts = false;   // keys and values, as fact boxes have them
  bool data = false;    // is called a table of data
  bool layout = false;  // only puts blocks side by side
};

// Whether its cells are the columns of nothing: then their blocks are just text.
bool only_layout(const Table& table);

// Appends blocks whose `within` and `row` count from the first of them.
void append(std::vector<Block>& to, std::vector<Block> blocks);

// The blocks of all cells, one after the other.
std::vector<Block> as_text(Table table);

// Captions, rows, and after each row the blocks of its longer cells. `most` bytes are repeated at most, of cells that reach over rows.
std::vector<Block> as_rows(Table table, std::size_t most);

}  // namespace chancery::document
