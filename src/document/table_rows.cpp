// SPDX-License-Identifier: Apache-2.0
#include "document/table_rows.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::size_t kMostColumns = 60;
constexpr std::size_t kLongestHead = 300;  // bytes; what is longer heads no column

bool says_something(const Block& block) { return ends_sentence(block.text) && word_count(block.text) > 5; }
bool stands_apart(const TableCell& cell) {
  if (cell.blocks.size() != 1) return cell.blocks.size() > 1;
  const BlockKind kind = cell.blocks[0].kind;
  return (kind != BlockKind::paragraph && kind != BlockKind::caption) || says_something(cell.blocks[0]);
}

std::string words_of(const TableCell& cell) {
  std::string out;
  for (const Block& block : cell.blocks) (out += out.empty() ? "" : " ") += block.text;
  return out.size() <= kLongestHead ? out : std::string();
}

bool is_mark(std::string_view words) { return words == "-" || words == "\xE2\x80\xA2" || words == "\xE2\x80\x93"; }

// Rows of tables and headings inside a cell of data are its text.
void flatten(TableCell& cell) {
  const auto inner = [](const Block& block) { return block.kind == BlockKind::table_row || block.kind == BlockKind::heading; };
  if (std::ranges::none_of(cell.blocks, inner)) return;
  std::erase_if(cell.blocks, [](const Block& block) { return block.text.empty(); });
  for (Block& block : cell.blocks) {
    if (inner(block)) block.kind = BlockKind::paragraph, block.level = 0;
    block.row = block.cell = block.within = -1;
    block.cells.clear();
  }
}

// A row in the making.
class Row {
 public:
  void begin() {
    before_ = size();
    if (before_ > 0) block_.text += " | ";
    from_ = size();
  }
  // Text of a block, without its first bytes.
  void add(const Block& block, std::uint32_t skip = 0) {
    if (size() > from_) block_.text += ' ';
    for (const Piece& piece : block.pieces) {
      const std::uint32_t cut = piece.at < skip ? std::min(skip - piece.at, piece.size) : 0;
      if (cut < piece.size) block_.pieces.push_back({size() + piece.at + cut - skip, piece.from + cut, piece.size - cut});
    }
    block_.text += std::string_view(block.text).substr(skip);
    block_.silent = block_.silent && block.silent;
  }
  void end(std::string head) {
    if (size() == from_) {
      block_.text.resize(before_);
      from_ = before_;
    }
    block_.cells.push_back({from_, size(), std::move(head)});
  }
  std::size_t cells() const { return block_.cells.size(); }
  Block take(std::uint32_t place) {
    block_.kind = BlockKind::table_row;
    if (block_.pieces.empty()) block_.pieces = {{0, place, 0}}, block_.silent = false;
    return std::move(block_);
  }
  Row() { block_.silent = true; }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(block_.text.size()); }
  Block block_;
  std::uint32_t before_ = 0, from_ = 0;
};

class RowWriter {
 public:
  explicit RowWriter(std::size_t most) : most_(most) {}

  std::vector<Block> write(Table& table) {
    facts_ = table.facts;
    for (Block& caption : table.captions) {
      if (title_.empty() && caption.text.size() <= kLongestHead) title_ = caption.text;
      out_.push_back(std::move(caption));
    }
    const auto any_head = [](const TableRow& row) { return row.head || std::ranges::any_of(row.cells, &TableCell::head); };
    // Where no cell is called a head, a first row all in bold is one.
    if (!facts_ && table.rows.size() > 1 && table.rows[0].cells.size() > 1 && std::ranges::none_of(table.rows, any_head))
      table.rows[0].head = std::ranges::all_of(table.rows[0].cells, &TableCell::bold);
    for (TableRow& row : table.rows) add(row);
    return std::move(out_);
  }

 private:
  void add(TableRow& row) {
    auto& cells = row.cells;
    std::ranges::for_each(cells, flatten);
    const std::vector<TableCell*> columns = place(cells);
    // A bullet in a cell of its own.
    const bool marked = facts_ && cells.size() > 2 && !cells[0].head && is_mark(words_of(cells[0]));
    if (marked) cells.erase(cells.begin());
    if (std::ranges::all_of(cells, [](const TableCell& cell) { return cell.blocks.empty(); })) return;
    const bool heads = row.head || std::ranges::all_of(cells, &TableCell::head);
    if (cells.size() == 1 && (facts_ || (heads && cells[0].columns > 1))) {
      across(cells[0]);
    } else if (heads) {
      head_row(columns);
    } else if ((facts_ || heads_.empty()) && (cells[0].head || (facts_ && cells[0].bold)) && !cells[0].blocks.empty() &&
               std::none_of(cells.begin() + 1, cells.end(), [](const TableCell& cell) { return cell.head; })) {
      key_row(cells, marked);
    } else {
      data_row(columns);
    }
  }

  // The cells by column, with those that reach down from rows above.
  std::vector<TableCell*> place(std::vector<TableCell>& written) {
    std::vector<TableCell*> columns;
    std::map<std::size_t, Reaching> next;
    const auto take_above = [&] {
      for (auto above = reaching_.find(columns.size()); above != reaching_.end(); above = reaching_.find(columns.size())) {
        TableCell* cell = above->second.cell;
        if (above->second.rows > 1) next[columns.size()] = {cell, above->second.rows - 1};
        reaching_.erase(above);
        // What says something is said once.
        if (cell && (stands_apart(*cell) || (repeated_ += cell->blocks.empty() ? 0 : cell->blocks[0].text.size()) > most_)) cell = nullptr;
        columns.push_back(cell);
      }
    };
    for (TableCell& cell : written) {
      take_above();
      for (std::uint32_t c = 0; c < cell.columns && columns.size() < kMostColumns; ++c) {
        TableCell* here = c == 0 ? &cell : nullptr;
        if (cell.rows > 1) next[columns.size()] = {here, cell.rows - 1};
        columns.push_back(here);
      }
    }
    take_above();
    for (auto& [column, reaching] : reaching_) next.emplace(column, reaching);
    reaching_ = std::move(next);
    return columns;
  }

  // A row of one cell: the title of what follows, or words under a picture.
  void across(TableCell& cell) {
    if (cell.head || cell.bold) group_ = words_of(cell);
    for (Block& block : cell.blocks)
      if (block.kind == BlockKind::paragraph) block.kind = BlockKind::caption;
    append(out_, std::move(cell.blocks));
  }

  void head_row(const std::vector<TableCell*>& columns) {
    heads_.assign(columns.size(), {});
    Row row;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      row.begin();
      if (columns[c]) {
        heads_[c] = words_of(*columns[c]);
        for (const Block& block : columns[c]->blocks) row.add(block);
      } else if (c > 0) {
        heads_[c] = heads_[c - 1];
      }
      row.end({});
    }
    Block block = row.take(0);
    block.silent = true;
    if (!block.text.empty()) out_.push_back(std::move(block));
  }

  // A key and its values: each value a cell whose head is the key.
  void key_row(std::vector<TableCell>& cells, bool marked) {
    std::string key = words_of(cells[0]);
    const bool bullet = key.starts_with("\xE2\x80\xA2 ") && cells[0].blocks[0].text.size() > 4;
    const std::uint32_t skip = bullet ? 4 : 0;
    if (!bullet && !marked) group_.clear();
    key.erase(0, skip);
    Row row;
    row.begin();
    for (const Block& block : cells[0].blocks) row.add(block, &block == &cells[0].blocks[0] ? skip : 0);
    row.end({});
    std::vector<std::pair<std::size_t, Block>> apart;
    for (std::size_t c = 1; c < cells.size(); ++c) {
      for (Block& block : cells[c].blocks) {
        row.begin();
        if (says_something(block)) {
          block.within = -1;
          apart.emplace_back(row.cells(), std::move(block));
        } else {
          row.add(block);
        }
        row.end(key);
      }
    }
    Block block = row.take(cells[0].place);
    block.title = facts_ ? group_ : title_;
    put(std::move(block), std::move(apart));
  }

  void data_row(const std::vector<TableCell*>& columns) {
    Row row;
    std::vector<std::pair<std::size_t, Block>> apart;
    std::uint32_t place = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      row.begin();
      if (columns[c]) {
        place = place > 0 ? place : columns[c]->place;
        if (stands_apart(*columns[c])) {
          // `within` is made to count from where the cell's first block will stand.
          for (Block& block : columns[c]->blocks) {
            if (block.within >= 0)
              block.within += static_cast<std::int32_t>(apart.size() - static_cast<std::size_t>(&block - columns[c]->blocks.data()));
            apart.emplace_back(c, std::move(block));
          }
        } else if (!columns[c]->blocks.empty()) {
          row.add(columns[c]->blocks[0]);
        }
      }
      row.end(c < heads_.size() ? heads_[c] : std::string());
    }
    Block block = row.take(place);
    block.title = title_;
    put(std::move(block), std::move(apart));
  }

  void put(Block row, std::vector<std::pair<std::size_t, Block>> apart) {
    const auto index = static_cast<std::int32_t>(out_.size());
    out_.push_back(std::move(row));
    for (auto& [cell, block] : apart) {
      if (block.within >= 0) block.within += index + 1;
      block.row = index;
      block.cell = static_cast<std::int32_t>(cell);
      out_.push_back(std::move(block));
    }
  }

  struct Reaching {
    TableCell* cell;
    std::uint32_t rows;
  };

  std::vector<Block> out_;
  std::vector<std::string> heads_;
  std::string title_, group_;                 // of the table; of the keys with bullets that follow
  std::map<std::size_t, Reaching> reaching_;  // by column: cells that reach into the next row
  std::size_t most_, repeated_ = 0;
  bool facts_ = false;
};

}  // namespace

bool only_layout(const Table& table) {
  if (table.facts || table.data) return false;
  if (table.layout) return true;
  std::size_t most = 0;
  for (const TableRow& row : table.rows) {
    if (row.head || std::ranges::any_of(row.cells, &TableCell::head)) return false;
    most = std::max(most, row.cells.size());
  }
  return most <= 1 || table.rows.size() <= 1;
}

void append(std::vector<Block>& to, std::vector<Block> blocks) {
  const auto base = static_cast<std::int32_t>(to.size());
  for (Block& block : blocks) {
    if (block.within >= 0) block.within += base;
    if (block.row >= 0) block.row += base;
    to.push_back(std::move(block));
  }
}

std::vector<Block> as_text(Table table) {
  std::vector<Block> out = std::move(table.captions);
  for (TableRow& row : table.rows)
    for (TableCell& cell : row.cells) append(out, std::move(cell.blocks));
  return out;
}

std::vector<Block> as_rows(Table table, std::size_t most) { return RowWriter(most).write(table); }

}  // namespace chancery::document
