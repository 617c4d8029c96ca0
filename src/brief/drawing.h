// SPDX-License-Identifier: Apache-2.0
// What the drawing of a brief of one and of two share: facts with their claims and notes, tables by partner, what was looked
// through. Internal to src/brief. A Drawing refers to its inquiry; for one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/rules.h"
#include "base/result.h"
#include "brief/dossier.h"
#include "brief/phrase.h"
#include "inquiry/inquiry.h"

namespace chancery::brief {

using Facts = std::vector<inquiry::Fact>;
// Numbers by kind.
using Numbers = std::map<std::string, std::size_t>;
// Words for a fact as a cell has them.
using Say = std::function<std::string(const inquiry::Fact&)>;

// Rows of a table that is still being filled: no claim, and so no note, is made before write() goes through it in the
// order in which it is read.
class Rows {
 public:
  explicit Rows(std::size_t columns) : columns_(columns) {}
  // Puts a fact into the row of that label. Rows come in order of `order` (the label itself where it is empty).
  void add(const std::string& label, std::size_t column, const inquiry::Fact& fact, Say say, const std::string& order = {});
  bool empty() const { return rows_.empty(); }

 private:
  friend class Drawing;
  struct Entry {
    const inquiry::Fact* fact;
    Say say;
  };
  struct Pending {
    std::string order, label;
    std::vector<std::vector<Entry>> cells;
  };
  std::size_t columns_;
  std::vector<Pending> rows_;
};

// What is not said, in words and as a question, where it is one that silence may answer.
struct Gap {
  std::string text;
  inquiry::Question question = {};
};

class Drawing {
 public:
  Drawing(const inquiry::Inquiry& inquiry, std::string as_of);

  base::Result<> look_up_sources();
  // Facts of all times; of much that was told, what began last.
  base::Result<inquiry::Gathered> gather(inquiry::Question question) const;
  // Those of them that hold at the date asked for, without vaguer ones.
  base::Result<Facts> then(Facts facts) const;
  // Of all of the ledger where it is small, else of what names one of these.
  base::Result<inquiry::Gathered> of_all(std::string kind, const std::set<std::string>& names) const;
  std::string name(std::string_view value) const { return inquiry_.display_name(value); }

  Claim claim(const std::string& text, const inquiry::Fact& fact);
  // A claim that nothing was found, with a note of where it was looked for; of a question, with what those say by their silence who would
  // have told.
  Claim gap(const std::string& text, inquiry::Question question = {});
  // "Capital: Astana, since 1997", "Former capital: Almaty"; `what` is "Capital" or the like.
  std::string seat(const inquiry::Fact& fact, std::string what) const;
  Claim quotation(const inquiry::Fact& fact);

  // A section is added when it has something to show.
  // `more`: statements that were left out, which is said below.
  void table(Section& section, const std::string& title, std::vector<std::string> heads, Rows& rows, std::size_t more = 0);
  void list(Section& section, const std::string& title, const std::vector<std::pair<const inquiry::Fact*, std::string>>& lines,
            std::size_t more = 0);
  Claim and_more(std::size_t more);
  void finish(Section section);

  // Sections that look the same for one and for two. `facts` must outlive the drawing.
  void agreements(const std::vector<const inquiry::Fact*>& facts, const std::set<std::string>& own, std::size_t more);
  void visits(const std::vector<const inquiry::Fact*>& facts, std::size_t more);
  void quotations(const std::vector<const inquiry::Fact*>& facts, std::size_t more);
  // `all`: the facts that the brief is drawn from, of all times.
  base::Result<> findings_and_gaps(const audit::Rules* rules, const std::vector<std::string>& of, Facts all, const std::vector<Gap>& gaps);

  // How far what sources say of a state reaches, where some declare it. `told`: kinds of which there are facts.
  base::Result<> coverage(const std::string& of, const std::set<std::string>& told);

  // People who speak or act for a state, by what the facts say of offices, appointments and visits.
  std::set<std::string> people_of(const Facts& facts, const std::string& state) const;
  bool mentions(std::string_view text, std::uint32_t entity) const;
  // Whether the value is a state, or a territory with a code of its own.
  bool is_state(std::string_view value) const;

  // Tells what it was drawn from, and as the ledger stood when.
  base::Result<> sign();

  const inquiry::Inquiry& inquiry() const { return inquiry_; }
  const Phrases& phrases() const { return phrases_; }
  const std::string& as_of() const { return as_of_; }
  Dossier dossier;

 private:
  const inquiry::Inquiry& inquiry_;
  Phrases phrases_;
  std::string as_of_;
  ledger::Extent extent_;
};

// Adds a claim; where it reads like one that is there (the facts differ in what is not shown), only its notes.
void add_claim(std::vector<Claim>& claims, Claim next);
// Of these kinds together.
std::size_t sum_of(const Numbers& numbers, std::initializer_list<std::string_view> kinds);
// Those of a kind.
std::vector<const inquiry::Fact*> of_kind(const Facts& facts, std::string_view kind);
// By the earliest day on which each can have been, those without a date last.
void sort_by_date(std::vector<const inquiry::Fact*>& facts);
// Leaves out what says no more than another of them, and no date: "capital Astana" beside "capital Astana, since 1997".
void leave_out_vaguer(Facts& facts);
// By the order of the words of a role's vocabulary, as model/ has them: embassies before consulates.
void sort_by_word(std::vector<const inquiry::Fact*>& facts, const model::Kinds& kinds, std::string_view role);
// The others among the values of these roles.
std::vector<std::string> others(const inquiry::Fact& fact, std::initializer_list<std::string_view> roles, const std::string& own);

}  // namespace chancery::brief
