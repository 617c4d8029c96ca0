// SPDX-License-Identifier: Apache-2.0
// The forms of document, a file a form. Each takes a document whose text is decoded and fills in its blocks, its title
// and its date. Inside this folder only.
#pragma once

#include <span>
#include <string_view>

#include "document/block_text.h"
#include "document/document.h"

namespace chancery::document {

struct FormReader {
  Form form;
  std::string_view name;
  void (*read)(Document& document);
};

// All forms, in the order of the enumeration.
std::span<const FormReader> forms();

// Which form the text has, told by its shape.
Form form_of(std::string_view text);

void read_text(Document& document);
void read_markdown(Document& document);
void read_mirror(Document& document);
void read_wikitext(Document& document);
void read_tei(Document& document);
void read_html(Document& document);

// Whether a text is a page of HTML, or a part of one.
bool is_html(std::string_view text);
void read_factbook(Document& document);

// Appends a range of plain text, footnote marks left out.
void add_unmarked(BlockText& out, std::string_view source, std::uint32_t from, std::uint32_t to);
// The same for Markdown: emphasis, links, tags, escapes and entities brought to what they show.
void add_markdown(BlockText& out, std::string_view source, std::uint32_t from, std::uint32_t to);

// Puts what the entity at `at` ("&nbsp;", "&#8211;") shows. Its bytes, 0 where there is none.
std::uint32_t add_entity(BlockText& out, std::string_view source, std::uint32_t at, std::uint32_t to);

// How many sentences the text has that a linked article's summary interrupts, as the mirror form has them. Stops counting at `enough`.
std::size_t count_glosses(std::string_view text, std::size_t enough);

}  // namespace chancery::document
