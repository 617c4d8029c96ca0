// SPDX-License-Identifier: Apache-2.0
// Whom a document, a section, a table row and a gloss are about, and who was spoken of last: what "both countries", "it" and
// an empty cell stand for. One Subjects goes through one document with one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "gazetteer/gazetteer.h"
#include "reading/context.h"

namespace chancery::reading {

class Subjects {
 public:
  Subjects(const gazetteer::Gazetteer& gazetteer, const document::Document& document) : gazetteer_(gazetteer), document_(document) {}

  // Decides whom the document is about: `told` ("KAZ" or "KAZ AZE") where given, else its title, its first words, or the state
  // that it names far more often than any other.
  void settle(std::string_view told);
  std::string_view subject() const { return subject_; }
  std::string_view other() const { return other_; }

  // Around each block, in order, and around each of its sentences.
  void enter(std::size_t block, Context& context);
  void before_sentence(const Sentence& sentence, Context& context);
  void after_sentence(const Sentence& sentence, Context& context);
  void leave(std::size_t block, Context& context);

 private:
  // Codes of the states that a text names, in order of place, each once.
  std::vector<std::string_view> states_in(std::string_view text) const;
  std::string_view other_of_section(std::int32_t heading);
  std::string_view other_of_row(std::int32_t row);
  void enter_gloss(const document::Block& block, Context& context);

  const gazetteer::Gazetteer& gazetteer_;
  const document::Document& document_;
  std::string_view subject_, other_, topic_, topic_org_;
  bool fixed_ = false;  // the block at hand has its other state from its row, section or article
  Context outside_;     // what held before a gloss
  std::map<std::int32_t, std::string_view> sections_, rows_;
};

}  // namespace chancery::reading
