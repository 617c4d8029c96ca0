// SPDX-License-Identifier: Apache-2.0
// What a document cites for what it says: the notes of wikitext and of rendered pages that lead to a source. They are no part of the
// article's text; which of them stand behind a statement is told by its place. Refers to the text without owning it; reading one from
// several threads is safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "document/document.h"

namespace chancery::document {

struct Reference {
  std::string words;    // "Smith, Anna: A Treaty, The Daily News, 2 May 2001"; what the note says, where it is no template
  std::string address;  // of a page; may be empty
  bool operator==(const Reference&) const = default;
};

// An array of {"words":…,"address":…}.
void write(base::JsonWriter& json, const std::vector<Reference>& references);

class References {
 public:
  // Of a text of a form that has none, none are found.
  References(std::string_view text, Form form);

  bool empty() const { return marks_.empty(); }
  // What [from, to), bytes, is said after: the notes in it and those at the end of its sentence, list item or row. In order, each once.
  std::vector<Reference> of(std::uint32_t from, std::uint32_t to) const;

 private:
  struct Mark {
    std::uint32_t from, to;          // the mark, as it stands in the article
    std::uint32_t words, words_end;  // what is in the note; nothing of one that only names another
    std::string_view name;           // may be empty
  };
  void find_in_wikitext();
  void find_in_html();
  Reference read(std::uint32_t from, std::uint32_t to) const;
  bool ends_at(std::uint32_t& at) const;

  std::string_view text_;
  Form form_;
  std::vector<Mark> marks_;                                                              // in order of place
  std::unordered_map<std::string_view, std::pair<std::uint32_t, std::uint32_t>> notes_;  // of a name, where its words stand
};

}  // namespace chancery::document
