// SPDX-License-Identifier: Apache-2.0
// What text and structure a file has, and at which positions. A Document owns its text; blocks are plain values that
// refer to each other by index. Reading one from several threads is safe, changing it is not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace chancery::document {

enum class Form : std::uint8_t { text, markdown, mirror, wikitext, tei, factbook, html };

// The name of a form, as --form takes it, and all of them.
std::string_view name_of(Form form);
std::vector<std::string> form_names();
std::optional<Form> form_named(std::string_view name);

// A run of a block's text that stands in one piece in the document's text.
struct Piece {
  std::uint32_t at;    // first byte in Block::text
  std::uint32_t from;  // its place in Document::text, bytes
  std::uint32_t size;  // bytes; 0 only in a row whose cells all stand in blocks of their own
};

enum class BlockKind : std::uint8_t { heading, paragraph, list_item, table_row, caption, gloss };

struct Cell {
  std::uint32_t from, to;  // bytes of the row's Block::text
  std::string head;        // the words over its column ("Formal Relations Began"); empty where the table has none
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;     // of a heading 1…6, of a list item its depth from 1
  bool silent = false;        // references, navigation, "See also", external links, categories: makes no statements
  bool cut = false;           // ends in a cut-off sentence: nothing may be read past its last whole clause
  std::int32_t section = -1;  // index of the heading above it, -1 before the first; of a heading, its parent heading
  std::int32_t row = -1;      // index of the table row that it stands in (list or paragraph of a notes cell), else -1
  std::int32_t cell = -1;     // with `row`, the index in its cells of the cell that holds this block
  std::int32_t within = -1;   // of a gloss, the block whose sentence it interrupts; of a nested item, the item above; of a list item,
                              // a paragraph ending in ":" that introduces its list; else -1
  std::uint32_t offset = 0;   // of a gloss, the byte of that block's text where it was taken out
  std::string text;           // clean text: white space runs (no-break spaces too) are one space, markup and footnote marks gone
  std::string title;          // of a gloss, the title of the linked article; of a row, its table's caption
  std::vector<Piece> pieces;  // leads each byte of text back to the document, in order of `at`
  std::vector<Cell> cells;    // of a table row, in order; the text between cells is " | "

  // The place in Document::text of a byte of `text` (of text.size(): the end of the last piece). Bytes that stand in no
  // piece (a space put for a line end) lead to the end of the piece before them.
  std::uint32_t place(std::uint32_t byte) const;
  // The same for the end of a range: the place after the byte before `byte`, so that a footnote mark that was taken out
  // there stays outside the range. A range [a, b) of `text` is [place(a), place_end(b)) of the document.
  std::uint32_t place_end(std::uint32_t byte) const;
};

struct Document {
  std::string path;  // as given; of a page of a dump FILE#TITLE
  std::string hash;  // SHA-256 of its bytes, hexadecimal: of the file, unpacked; of the page's own text
  Form form = Form::text;
  std::string text;                   // decoded, UTF-8
  std::string title;                  // what it says of itself; empty where it does not
  std::string published;              // EDTF, where it says so
  std::vector<Block> blocks;          // in order of their first place; a gloss comes right after the block it interrupts
  std::vector<std::string> warnings;  // what was skipped or converted, one sentence each

  // Turns byte positions of `text` into code point positions, fast for positions asked in order.
  std::uint64_t code_points(std::uint32_t byte) const;
  // The byte at which the code point of this number starts, counted from 0.
  std::uint32_t byte(std::uint64_t code_point) const;
  static constexpr std::uint32_t kCheckpoint = 128;  // bytes
  std::vector<std::uint32_t> checkpoints;            // code points before each multiple of so many bytes, made by open
};

struct Options {
  std::uint64_t max_size = base::kDefaultMaxSize;
  std::string form;              // a form's name; empty: told by its shape, never by its name or subject
  std::string title, published;  // where they are known from elsewhere, as of a page of a dump; else what the text says
  bool ignore_headings = false;  // headings say nothing, and give no context either; the title stays
};

// Reads, decodes and takes apart a file ("-": standard input), or one page of a dump (FILE#TITLE). Of many at once: corpus.h.
base::Result<Document> open(const std::string& path, const Options& options = {});
// The same for bytes at hand.
base::Result<Document> parse(std::string path, std::string bytes, const Options& options = {});

}  // namespace chancery::document
