// SPDX-License-Identifier: Apache-2.0
#include "brief/drawing.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "audit/decisions.h"
#include "brief/findings.h"
#include "brief/silence.h"
#include "brief/words.h"
#include "model/words.h"

namespace chancery::brief {

using inquiry::Fact;

namespace {

// A claim shows so many of the statements that say the same, of different documents first.
constexpr std::size_t kNotes = 3;
constexpr std::size_t kNamedSources = 8;
constexpr std::size_t kFindings = 12;                          // shown; chancery audit tells all
constexpr std::size_t kMost = 25;                              // statements of a kind that is cut
constexpr std::size_t kSmallLedger = 500000, kAtOnce = 10000;  // statements: of a ledger, and in it of a question of which none is left out

std::vector<const ledger::Entry*> witnesses(const Fact& fact) {
  std::vector<const ledger::Entry*> out;
  std::set<std::int64_t> sources;
  std::set<std::pair<std::int64_t, std::string_view>> words;  // a document that repeats itself is heard once
  for (bool same_source : {false, true}) {
    for (const ledger::Entry& entry : fact.statements) {
      if (out.size() == kNotes) return out;
      if (!same_source && sources.find(entry.source) != sources.end()) continue;
      if (!words.emplace(entry.source, entry.statement.source.quote).second) continue;  // rows of a dataset have none: one is enough
      sources.insert(entry.source);
      out.push_back(&entry);
    }
  }
  return out;
}

std::string more_in_words(std::size_t more) { return fmt::format("and {} more statement{}", more, more == 1 ? "" : "s"); }

}  // namespace

void add_claim(std::vector<Claim>& claims, Claim next) {
  auto same = std::find_if(claims.begin(), claims.end(),
                           [&](const Claim& other) { return other.text == next.text && other.quoted == next.quoted; });
  if (same == claims.end()) {
    claims.push_back(std::move(next));
    return;
  }
  for (std::uint32_t note : next.notes)
    if (std::find(same->notes.begin(), same->notes.end(), note) == same->notes.end()) same->notes.push_back(note);
  std::sort(same->notes.begin(), same->notes.end());
}

void Rows::add(const std::string& label, std::size_t column, const Fact& fact, Say say, const std::string& order) {
  const std::string& key = order.empty() ? label : order;
  auto found = std::find_if(rows_.begin(), rows_.end(), [&](const Pending& row) { return row.order == key && row.label == label; });
  if (found == rows_.end()) found = rows_.insert(rows_.end(), Pending{key, label, std::vector<std::vector<Entry>>(columns_)});
  found->cells[column].push_back({&fact, std::move(say)});
}

Drawing::Drawing(const inquiry::Inquiry& inquiry, std::string as_of) : inquiry_(inquiry), phrases_(inquiry), as_of_(std::move(as_of)) {}

base::Result<> Drawing::look_up_sources() {
  auto extent = inquiry_.extent(kNamedSources);
  if (!extent) return tl::unexpected(extent.error());
  extent_ = std::move(*extent);
  return {};
}

base::Result<inquiry::Gathered> Drawing::gather(inquiry::Question question) const {
  question.as_of = as_of_;
  question.most = kMost;
  if (extent_.statements <= kSmallLedger) question.at_once = kAtOnce;
  return inquiry_.gather(question);
}

base::Result<Facts> Drawing::then(Facts facts) const {
  if (auto ok = inquiry::hold_at(as_of_, facts); !ok) return tl::unexpected(ok.error());
  leave_out_vaguer(facts);
  return facts;
}

base::Result<inquiry::Gathered> Drawing::of_all(std::string kind, const std::set<std::string>& names) const {
  inquiry::Question question{.kind = std::move(kind)};
  if (extent_.statements <= kSmallLedger) return inquiry_.gather(question);
  question.any = {names.begin(), names.end()};
  question.at_once = kMost;
  return gather(std::move(question));
}

Claim Drawing::claim(const std::string& text, const Fact& fact) {
  Claim out;
  out.text = text;
  const auto kind = inquiry_.kinds().find(fact.kind);
  for (const model::Role& role : fact.roles) {
    const model::RoleDefinition* definition = kind ? kind->role(role.name) : nullptr;
    if (!definition || !definition->names_entity()) continue;
    for (std::string& value : values_of(fact, role.name)) dossier.spoken_of.insert(std::move(value));
  }
  for (const ledger::Entry* entry : witnesses(fact)) {
    Note note;
    note.statements = {entry->id};
    note.source = entry->statement.source;
    out.notes.push_back(dossier.note(std::move(note)));
  }
  std::sort(out.notes.begin(), out.notes.end());
  out.notes.erase(std::unique(out.notes.begin(), out.notes.end()), out.notes.end());
  return out;
}

Claim Drawing::gap(const std::string& text, inquiry::Question question) {
  std::string out = text;
  Note note;
  note.kind = Note::Kind::searched;
  note.searched = fmt::format("Looked for in {} of the ledger: ",
                              extent_.sources == 1 ? "the one document" : fmt::format("all {} documents", extent_.sources));
  for (std::size_t i = 0; i < extent_.paths.size(); ++i) note.searched += (i > 0 ? ", " : "") + extent_.paths[i];
  if (extent_.sources > kNamedSources) note.searched += fmt::format(" and {} more", extent_.sources - kNamedSources);
  if (!question.kind.empty()) {
    question.as_of = as_of_;
    question.most = kMost;
    // Where it cannot be told, the gap stays one.
    if (const auto silence = inquiry_.silence(question, {}); silence && !silence->coverage.empty())
      out += (silence->verdict == inquiry::Verdict::no ? ": no; " : ": ") + reason(silence->why, silence->coverage, inquiry_);
  }
  return {std::move(out), {dossier.note(std::move(note))}, ""};
}

std::string Drawing::seat(const Fact& fact, std::string what) const {
  std::string city = name(value_of(fact, "city")), when = phrases_.when(fact);
  if (fact.time.until == ".." && fact.time.since.empty() && fact.time.on.empty()) {
    what[0] = static_cast<char>(what[0] - 'A' + 'a');
    what = "Former " + what;
    when.clear();
  }
  return what + ": " + (fact.polarity ? "" : "not ") + city + when;
}

Claim Drawing::quotation(const Fact& fact) {
  std::string about = value_of(fact, "about");
  Claim out =
      claim(name(value_of(fact, "speaker")) + (about.empty() ? "" : " on " + phrases_.name(about)) + phrases_.when(fact) + ":", fact);
  out.quoted = value_of(fact, "text");
  if (out.quoted.empty()) out.quoted = model::words_of(fact.statements[0].statement.source);
  return out;
}

void Drawing::table(Section& section, const std::string& title, std::vector<std::string> heads, Rows& rows, std::size_t more) {
  if (rows.empty() && more == 0) return;
  std::stable_sort(rows.rows_.begin(), rows.rows_.end(), [](const Rows::Pending& a, const Rows::Pending& b) { return a.order < b.order; });
  Block block;
  block.title = title;
  // A column that nothing stands in is left out.
  std::vector<bool> used(rows.columns_);
  for (const Rows::Pending& row : rows.rows_)
    for (std::size_t i = 0; i < rows.columns_; ++i) used[i] = used[i] || !row.cells[i].empty();
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (i == 0 || used[i - 1]) block.table.heads.push_back(std::move(heads[i]));
  for (const Rows::Pending& pending : rows.rows_) {
    Row row;
    row.label = pending.label;
    for (std::size_t i = 0; i < rows.columns_; ++i) {
      if (!used[i]) continue;
      Cell cell;
      for (const Rows::Entry& entry : pending.cells[i]) {
        add_claim(cell, claim(entry.say(*entry.fact), *entry.fact));
      }
      row.cells.push_back(std::move(cell));
    }
    block.table.rows.push_back(std::move(row));
  }
  if (more > 0) block.table.rows.push_back({more_in_words(more), std::vector<Cell>(block.table.heads.size() - 1)});
  section.blocks.push_back(std::move(block));
}

Claim Drawing::and_more(std::size_t more) {
  Note note;
  note.kind = Note::Kind::searched;
  note.searched = "Counted in the ledger; the facts command lists them.";
  return {more_in_words(more), {dossier.note(std::move(note))}, ""};
}

void Drawing::list(Section& section, const std::string& title, const std::vector<std::pair<const Fact*, std::string>>& lines,
                   std::size_t more) {
  if (lines.empty() && more == 0) return;
  Block block;
  block.title = title;
  for (const auto& [fact, text] : lines) add_claim(block.claims, claim(capitalized(text), *fact));
  if (more > 0) block.claims.push_back(and_more(more));
  section.blocks.push_back(std::move(block));
}

void Drawing::finish(Section section) {
  if (!section.blocks.empty()) dossier.sections.push_back(std::move(section));
}

void Drawing::agreements(const std::vector<const Fact*>& facts, const std::set<std::string>& own, std::size_t more) {
  Rows rows(2);
  std::vector<const Fact*> sorted = facts;
  sort_by_date(sorted);
  std::size_t place = 0;
  std::map<std::string, std::string> first;  // title -> order of its first fact, so that its facts share a row
  for (const Fact* fact : sorted) {
    std::string title = value_of(*fact, "title");
    std::string order = first.try_emplace(title, fmt::format("{:08}", place++)).first->second;
    std::vector<std::string> with;
    for (const std::string& party : values_of(*fact, "parties"))
      if (own.find(party) == own.end()) with.push_back(name(party));
    if (!with.empty())
      rows.add(
          title, 0, *fact, [with](const Fact&) { return list_in_words(with); }, order);
    rows.add(
        title, 1, *fact, [this](const Fact& f) { return phrases_.agreement(f); }, order);
  }
  Section section{"agreements", "Agreements", {}};
  table(section, "", {"Agreement", own.size() > 1 ? "Also with" : "With", "State of it"}, rows, more);
  finish(std::move(section));
}

void Drawing::visits(const std::vector<const Fact*>& facts, std::size_t more) {
  std::vector<const Fact*> sorted = facts;
  sort_by_date(sorted);
  Rows rows(1);
  std::size_t place = 0;
  for (const Fact* fact : sorted) {
    std::string when = time_in_words(fact->time);
    if (fact->truth == time::Truth::possible) when += " (possibly)";
    rows.add(
        when.empty() ? "(not dated)" : when, 0, *fact,
        [this](const Fact& f) { return capitalized(f.kind == "visit" ? phrases_.visit(f) : phrases_.meeting(f)); },
        when.empty() ? "~" : fmt::format("{:08}", place++));
  }
  Section section{"visits", "Visits and meetings", {}};
  table(section, "", {"When", "What"}, rows, more);
  finish(std::move(section));
}

void Drawing::quotations(const std::vector<const Fact*>& facts, std::size_t more) {
  if (facts.empty()) return;
  std::vector<const Fact*> sorted = facts;
  sort_by_date(sorted);
  Section section{"words", "In their words", {}};
  Block block;
  for (const Fact* fact : sorted) block.claims.push_back(quotation(*fact));
  if (more > 0) block.claims.push_back(and_more(more));
  section.blocks.push_back(std::move(block));
  finish(std::move(section));
}

base::Result<> Drawing::findings_and_gaps(const audit::Rules* rules, const std::vector<std::string>& of, Facts all,
                                          const std::vector<Gap>& gaps) {
  Section section{"conflicts", "Contradictions and gaps", {}};
  std::vector<audit::Finding> findings;
  if (rules != nullptr) {
    auto decisions = audit::decisions_in(inquiry_);
    if (!decisions) return tl::unexpected(decisions.error());
    auto found = audit::audit(inquiry_, *rules, {.entities = of, .possible = false, .as_of = as_of_}, words_for(phrases_), std::move(all));
    if (!found) return tl::unexpected(found.error());
    std::erase_if(*found, [&](const audit::Finding& finding) { return audit::settled(*decisions, finding); });
    findings = std::move(*found);
  }
  Block block;
  block.title = "What does not fit together";
  block.table.heads = {"Rule", "Finding", "Likely, and what would settle it"};
  for (std::size_t i = 0; i < std::min(findings.size(), kFindings); ++i) {
    const audit::Finding& finding = findings[i];
    Claim what = claim(finding.explanation, finding.first);
    if (finding.second)
      for (std::uint32_t note : claim({}, *finding.second).notes) what.notes.push_back(note);
    std::sort(what.notes.begin(), what.notes.end());
    what.notes.erase(std::unique(what.notes.begin(), what.notes.end()), what.notes.end());
    const Claim behind{finding.cause + " To settle it: " + finding.settle, what.notes, ""};
    block.table.rows.push_back(
        {fmt::format("{}: {}", audit::name_of(finding.rule->severity), finding.rule->id), {{std::move(what)}, {behind}}});
  }
  if (findings.size() > kFindings) block.table.rows.push_back({fmt::format("and {} more", findings.size() - kFindings), {{}, {}}});
  if (!findings.empty()) section.blocks.push_back(std::move(block));
  if (!gaps.empty()) {
    Block unsaid;
    unsaid.title = "What is not said";
    for (const Gap& one : gaps) unsaid.claims.push_back(gap(one.text, one.question));
    section.blocks.push_back(std::move(unsaid));
  }
  finish(std::move(section));
  return {};
}

std::set<std::string> Drawing::people_of(const Facts& facts, const std::string& state) const {
  std::set<std::string> out;
  for (const Fact& fact : facts) {
    if ((fact.kind == "office" || fact.kind == "appointment") && value_of(fact, "of") == state) out.insert(value_of(fact, "person"));
    if (fact.kind == "visit" && value_of(fact, "from") == state && !is_state(value_of(fact, "visitor")))
      out.insert(value_of(fact, "visitor"));
  }
  out.erase("");
  return out;
}

bool Drawing::mentions(std::string_view text, std::uint32_t entity) const {
  if (entity == 0) return false;
  std::vector<base::Token> tokens;
  base::tokenize(text, tokens);
  std::vector<gazetteer::Match> matches;
  inquiry_.gazetteer().match(text, tokens, matches);
  for (const gazetteer::Match& match : matches)
    if (!match.readings.empty() && match.readings[0].entity == entity) return true;
  return false;
}

bool Drawing::is_state(std::string_view value) const {
  std::uint32_t index = inquiry_.gazetteer().by_code(value);
  return index != 0 && inquiry_.gazetteer().entity(index).type == gazetteer::EntityType::state;
}

base::Result<> Drawing::sign() {
  auto foot = inquiry_.foot(as_of_);
  if (!foot) return tl::unexpected(foot.error());
  const auto& [sources, statements, paths] = extent_;
  dossier.subtitle =
      (as_of_.empty() ? "At all times" : "As of " + date_in_words(as_of_)) +
      fmt::format("; drawn from {} statement{} of {} document{}", statements, statements == 1 ? "" : "s", sources, sources == 1 ? "" : "s");
  dossier.foot = std::move(*foot);
  return {};
}

std::size_t sum_of(const Numbers& numbers, std::initializer_list<std::string_view> kinds) {
  std::size_t sum = 0;
  for (std::string_view kind : kinds)
    if (auto it = numbers.find(std::string(kind)); it != numbers.end()) sum += it->second;
  return sum;
}

std::vector<const Fact*> of_kind(const Facts& facts, std::string_view kind) {
  std::vector<const Fact*> out;
  for (const Fact& fact : facts)
    if (fact.kind == kind) out.push_back(&fact);
  return out;
}

void sort_by_date(std::vector<const Fact*>& facts) {
  auto day = [](const Fact* fact) {
    if (fact->time.empty()) return time::kOpen;
    time::Day earliest = fact->interval.begin.earliest;
    return earliest == time::kPast ? fact->interval.begin.latest : earliest;
  };
  std::stable_sort(facts.begin(), facts.end(), [&](const Fact* a, const Fact* b) { return day(a) < day(b); });
}

void leave_out_vaguer(Facts& facts) {
  auto says_less = [](const Fact& a, const Fact& b) {
    if (a.kind != b.kind || a.polarity != b.polarity || a.mode != b.mode || !a.time.empty() || b.time.empty()) return false;
    return std::all_of(a.roles.begin(), a.roles.end(), [&](const model::Role& role) {
      const model::Value* other = b.role(role.name);
      return other != nullptr && *other == role.value;
    });
  };
  std::vector<bool> vaguer(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i)
    vaguer[i] =
        facts[i].time.empty() && std::any_of(facts.begin(), facts.end(), [&](const Fact& other) { return says_less(facts[i], other); });
  std::size_t i = 0;
  std::erase_if(facts, [&](const Fact&) { return vaguer[i++]; });
}

void sort_by_word(std::vector<const Fact*>& facts, const model::Kinds& kinds, std::string_view role) {
  auto place = [&](const Fact* fact) {
    auto kind = kinds.find(fact->kind);
    const model::RoleDefinition* definition = kind ? kind->role(role) : nullptr;
    if (definition == nullptr) return std::size_t{0};
    return static_cast<std::size_t>(std::find(definition->words.begin(), definition->words.end(), value_of(*fact, role)) -
                                    definition->words.begin());
  };
  std::stable_sort(facts.begin(), facts.end(), [&](const Fact* a, const Fact* b) { return place(a) < place(b); });
}

std::vector<std::string> others(const Fact& fact, std::initializer_list<std::string_view> roles, const std::string& own) {
  std::vector<std::string> out;
  for (std::string_view role : roles)
    for (std::string& value : values_of(fact, role))
      if (value != own && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(std::move(value));
  return out;
}

}  // namespace chancery::brief
