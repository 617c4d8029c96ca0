// SPDX-License-Identifier: Apache-2.0
#include "reading/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/layout.h"
#include "model/jsonl.h"
#include "model/times.h"
#include "time/bounds.h"
#include "time/interval.h"

namespace chancery::reading {

using document::Document;
using gazetteer::EntityType;
using model::Statement;

namespace {

constexpr std::size_t kLongestLine = 1 << 18;     // bytes: no statement with a citation comes near
constexpr std::uint64_t kLongestCitation = 2500;  // code points
constexpr std::uint32_t kTellingStart = 12;       // bytes of a quote that stand somewhere, from which on it is worth saying so
constexpr std::size_t kShown = 60;                // columns of a document's words in a hint

bool is_type(const gazetteer::Entity& entity, std::uint16_t types) {
  return (entity.type == EntityType::state && (types & model::state)) || (entity.type == EntityType::organization && (types & model::organization));
}

// "1994-05/1995": its dates that say something.
std::vector<time::Bounds> dates_in(std::string_view edtf) {
  std::vector<time::Bounds> out;
  while (!edtf.empty()) {
    const std::string_view part = edtf.substr(0, edtf.find('/'));
    edtf.remove_prefix(std::min(part.size() + 1, edtf.size()));
    if (part == "..") continue;
    if (auto bounds = time::bounds(part)) out.push_back(*bounds);
  }
  return out;
}

std::string points(const Document& document, const Place& place) {
  return fmt::format("{}–{}", document.code_points(place.from), document.code_points(place.to));
}

// Calls `each` with every text of a role's value.
void each_text(model::Value& value, auto&& each) {
  if (auto* text = std::get_if<std::string>(&value)) each(*text);
  if (auto* set = std::get_if<std::vector<std::string>>(&value))
    for (std::string& text : *set) each(text);
}

}  // namespace

std::string_view name_of(Verdict verdict) { return verdict == Verdict::holds ? "holds" : verdict == Verdict::doubtful ? "doubtful" : "fails"; }

Verdict Checked::verdict() const {
  Verdict worst = Verdict::holds;
  for (const Problem& problem : problems) worst = std::max(worst, problem.verdict);
  return worst;
}

Checker::Checker(const Reader& reader, const Document& document, const Options& options)
    : reader_(reader), document_(document), published_(options.published.empty() ? document.published : options.published),
      own_(reader.read(document, options)) {}

Checked Checker::check(std::string_view line) const {
  Checked checked;
  auto fails = [&](const base::Error& error, std::string where) { checked.problems.push_back({Verdict::fails, error.message, std::move(where), error.hint}); };
  if (line.size() > kLongestLine) {
    fails({base::ErrorKind::invalid, fmt::format("a line of {} bytes is no statement", line.size()), {}, fmt::format("a quote has at most {} characters", kLongestCitation)}, "");
    return checked;
  }
  auto read = model::read_statement(line);
  if (!read) {
    fails(read.error(), "");
    return checked;
  }
  Statement& statement = checked.statement = std::move(*read);
  // What another reader noted is not ours to vouch for.
  statement.rule.clear();
  statement.anchor.clear();
  statement.as.clear();
  if (auto valid = reader_.kinds().validate(statement); !valid) fails(valid.error(), "");
  Place place{};
  if (!find_source(checked, place) || checked.verdict() == Verdict::fails) return checked;

  const Passage around = passage(reader_, document_, place, published_);
  statement.scope = around.scope;
  check_names(checked, around);
  if (checked.verdict() == Verdict::fails) return checked;
  reader_.kinds().put_in_order(statement);
  if (auto possible = time::interval(model::holding(*reader_.kinds().find(statement.kind), statement)); !possible) fails(possible.error(), "time");
  // What the rules read in the same words needs no second look.
  if (reads_so(statement)) {
    std::erase_if(checked.problems, [](const Problem& problem) { return problem.verdict == Verdict::doubtful; });
    return checked;
  }
  if (!around.read)
    checked.problems.push_back({Verdict::doubtful, "the quote stands in a part that makes no statements", "source.quote", "references, navigation and the like tell nothing themselves"});
  check_numbers(checked, around);
  check_times(checked, around);
  check_assertion(checked, around);
  return checked;
}

// Where the quote stands: the citation says so from now on.
bool Checker::find_source(Checked& checked, Place& place) const {
  model::Citation& source = checked.statement.source;
  auto problem = [&](Verdict verdict, std::string what, std::string where, std::string hint = {}) {
    checked.problems.push_back({verdict, std::move(what), std::move(where), std::move(hint)});
    return false;
  };
  auto file_name = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  if (!source.document_hash.empty() && source.document_hash != document_.hash)
    return problem(Verdict::fails, "it cites another document", "source.hash", "this one has the hash " + document_.hash);
  if (!source.document.empty() && file_name(source.document) != file_name(document_.path))
    problem(Verdict::doubtful, fmt::format("it cites another document, {}", source.document), "source.document", "its words are looked for in " + document_.path);
  const std::string quote = in_one_line(source.quote);
  if (quote.empty()) return problem(Verdict::fails, "it has no quote", "source.quote", "the words of the document that say it, as they stand there");
  const bool has_range = source.to > source.from;
  bool found = has_range && byte_of(document_, source.from, place.from) && byte_of(document_, source.to, place.to) &&
               in_one_line(std::string_view(document_.text).substr(place.from, place.to - place.from)) == quote;
  if (!found) {
    const QuotePlaces at = find_quote(document_, quote);
    if (at.places.size() > 1) {
      std::string all;
      for (const Place& one : at.places) all += (all.empty() ? "" : ", ") + points(document_, one);
      return problem(Verdict::fails, has_range ? "the quote does not stand at its range, and several times elsewhere" : "the quote stands there several times",
                     "source.from", "characters " + all);
    }
    if (at.places.empty()) {
      Place start = at.longest;  // up to a whole word
      while (start.to > start.from && document_.text[start.to - 1] != ' ') --start.to;
      const std::uint32_t size = start.to - start.from;
      std::string hint = "quote the document's own words";
      if (size >= kTellingStart)
        hint = fmt::format("its first {} characters stand at {}; there the document goes on “{}”",
                           document_.code_points(start.to) - document_.code_points(start.from), document_.code_points(start.from),
                           base::shorten(in_one_line(std::string_view(document_.text).substr(start.to, 4 * kShown)), kShown));
      return problem(Verdict::fails, "the document does not have the quote", "source.quote", std::move(hint));
    }
    place = at.places[0];
    problem(Verdict::holds, has_range ? "the quote stands elsewhere" : "no range was given", "source.from", "characters " + points(document_, place));
  }
  source.document = document_.path;
  source.document_hash = document_.hash;
  source.from = document_.code_points(place.from);
  source.to = document_.code_points(place.to);
  source.quote = document_.text.substr(place.from, place.to - place.from);
  if (source.to - source.from > kLongestCitation)
    return problem(Verdict::fails, fmt::format("the quote has {} characters", source.to - source.from), "source.quote", fmt::format("{} are the most", kLongestCitation));
  return true;
}

void Checker::check_names(Checked& checked, const Passage& passage) const {
  const model::Kind kind = *reader_.kinds().find(checked.statement.kind);
  for (model::Role& role : checked.statement.roles) {
    const model::RoleDefinition& definition = *kind.role(role.name);
    if (definition.names_entity()) each_text(role.value, [&](std::string& value) { check_name(checked, definition, value, passage); });
  }
  // "Kazakhstan, KAZ" is one.
  std::vector<std::pair<std::string_view, std::string_view>> sides;
  for (const model::Role& role : checked.statement.roles) {
    const auto* value = std::get_if<std::string>(&role.value);
    if (!value || !kind.role(role.name)->identifying || !kind.role(role.name)->names_entity() || reader_.gazetteer().by_code(*value) == 0) continue;
    for (const auto& [name, other] : sides)
      if (other == *value) checked.problems.push_back({Verdict::fails, fmt::format("{} and {} are both {}", name, role.name, *value), "roles." + role.name, ""});
    sides.emplace_back(role.name, *value);
  }
}

void Checker::check_name(Checked& checked, const model::RoleDefinition& role, std::string& value, const Passage& passage) const {
  const gazetteer::Gazetteer& names = reader_.gazetteer();
  auto problem = [&](Verdict verdict, std::string what, std::string hint = {}) {
    checked.problems.push_back({verdict, std::move(what), fmt::format("roles.{}", role.name), std::move(hint)});
  };
  auto meant = [&](std::uint32_t entity) { return fmt::format("{} ({})", names.name(entity), names.code(entity)); };
  auto named = [&](std::uint32_t entity) {
    return passage.entities.contains(entity) || names.code(entity) == own_.subject || names.code(entity) == own_.other || passage.has_words(names.name(entity));
  };
  const bool is_name = role.types & (model::state | model::organization);
  std::vector<std::uint32_t> candidates;
  if (const std::uint32_t entity = names.by_code(value)) candidates.push_back(entity);
  else if (is_name)
    for (const gazetteer::Name& name : names.find(value))
      if (is_type(names.entity(name.entity), role.types) && std::find(candidates.begin(), candidates.end(), name.entity) == candidates.end())
        candidates.push_back(name.entity);
  // Of several, the one that the passage names.
  if (candidates.size() > 1)
    if (std::vector<std::uint32_t> there = candidates; std::erase_if(there, [&](auto e) { return !named(e); }), there.size() == 1) candidates = there;
  if (candidates.size() > 1) {
    std::string all;
    for (std::uint32_t entity : candidates) all += (all.empty() ? "" : " or ") + meant(entity);
    return problem(Verdict::doubtful, fmt::format("“{}” has several meanings", value), all);
  }
  const bool only_names = is_name && !(role.types & ~(model::state | model::organization));
  if (candidates.size() == 1 && (only_names || is_type(names.entity(candidates[0]), role.types))) {
    const std::uint32_t entity = candidates[0];
    if (!is_type(names.entity(entity), role.types)) return problem(Verdict::fails, fmt::format("{} does not fit the role", meant(entity)), std::string(role.says));
    if (value != names.code(entity)) {
      problem(Verdict::holds, fmt::format("“{}” is written {}", value, names.code(entity)), meant(entity));
      checked.statement.as.emplace_back(role.name, value);
      value = names.code(entity);
    }
    if (!named(entity)) problem(Verdict::doubtful, fmt::format("the words around the quote do not name {}", meant(entity)), "cite the words that do");
    return;
  }
  // Persons, places, offices, and whom the gazetteer does not know.
  bool there = passage.has_words(value, role.types & model::person);
  for (const gazetteer::Name& name : names.find(value)) there |= passage.entities.contains(name.entity);
  if (only_names) {
    if (there) return problem(role.types & model::organization ? Verdict::holds : Verdict::doubtful, fmt::format("the gazetteer does not know “{}”", value), "it is taken as the document writes it");
    return problem(Verdict::fails, fmt::format("the gazetteer does not know “{}”, and the words around the quote do not have it", value),
                   role.types & model::state ? "a state is its ISO 3166-1 alpha-3 code" : "an organisation is its acronym, else its English name");
  }
  if (!there && !(role.types & model::office)) problem(Verdict::doubtful, fmt::format("the words around the quote do not have “{}”", value), "cite the words that do");
}

void Checker::check_numbers(Checked& checked, const Passage& passage) const {
  for (const model::Role& role : checked.statement.roles) {
    const auto* number = std::get_if<double>(&role.value);
    if (!number) continue;
    const bool there = std::any_of(passage.numbers.begin(), passage.numbers.end(), [&](double n) { return std::fabs(n - *number) <= 1e-9 * std::fabs(n); });
    if (!there)
      checked.problems.push_back({Verdict::doubtful, fmt::format("the words around the quote do not have the figure {}", model::print_number(*number)), "roles." + role.name, ""});
  }
}

void Checker::check_times(Checked& checked, const Passage& passage) const {
  std::vector<time::Bounds> said;
  for (const std::string& date : passage.dates)
    for (const time::Bounds& bounds : dates_in(date)) said.push_back(bounds);
  const std::vector<time::Bounds> published = dates_in(published_);
  for (const model::TimeField& field : model::time_fields(checked.statement.time)) {
    for (const time::Bounds& claimed : dates_in(*field.value)) {
      auto problem = [&](std::string what, std::string hint) {
        checked.problems.push_back({Verdict::doubtful, std::move(what), fmt::format("time.{}", field.name), std::move(hint)});
      };
      if (checked.statement.mode == model::Mode::fact && !published.empty() && claimed.earliest > published[0].latest)
        problem(fmt::format("{} comes after the document, which is of {}", *field.value, published_), "what is to come is a plan");
      auto within = [&](const time::Bounds& a, const time::Bounds& b) { return b.earliest <= a.earliest && a.latest <= b.latest; };
      auto matches = [&](const time::Bounds& date) { return within(date, claimed); };
      if (std::any_of(said.begin(), said.end(), matches) || (field.key == model::time_at && std::any_of(published.begin(), published.end(), matches))) continue;
      std::string dates;
      for (const std::string& date : passage.dates) dates += (dates.empty() ? "" : ", ") + date;
      problem(fmt::format("the words around the quote do not date it {}", *field.value), dates.empty() ? "they have no date" : "they have " + base::shorten(dates, kShown));
    }
  }
}

// Words that deny, plan or only report what the statement asserts.
void Checker::check_assertion(Checked& checked, const Passage& passage) const {
  const Statement& statement = checked.statement;
  auto word = [&](std::uint8_t guard) {
    auto found = std::find_if(passage.guards.begin(), passage.guards.end(), [&](const Passage::Word& one) { return one.guard & guard; });
    return found == passage.guards.end() ? std::string() : found->text;
  };
  auto problem = [&](std::string what, std::string where, std::string hint) {
    checked.problems.push_back({Verdict::doubtful, std::move(what), std::move(where), std::move(hint)});
  };
  const std::string denies = word(kNegation);
  if (statement.polarity && !denies.empty()) problem(fmt::format("“{}” may deny it", denies), "polarity", "what is denied has \"polarity\": false");
  if (!statement.polarity && denies.empty()) problem("nothing in the quote denies it", "polarity", "");
  if (statement.mode != model::Mode::fact) return;
  if (const std::string plans = word(kPlan | kCondition); !plans.empty()) problem(fmt::format("“{}” may only plan it", plans), "mode", "what is not done yet has the mode plan");
  if (const std::string alleges = word(kHearsay); !alleges.empty()) problem(fmt::format("“{}” may only report it", alleges), "mode", "what others say has the mode allegation");
}

bool Checker::reads_so(const Statement& statement) const {
  return std::any_of(own_.statements.begin(), own_.statements.end(), [&](const Statement& own) {
    if (own.kind != statement.kind || own.polarity != statement.polarity || own.mode != statement.mode || own.time != statement.time) return false;
    if (own.source.from >= statement.source.to || own.source.to <= statement.source.from) return false;
    Statement ordered = own;
    reader_.kinds().put_in_order(ordered);
    return std::all_of(statement.roles.begin(), statement.roles.end(), [&](const model::Role& role) {
      const model::Value* value = ordered.role(role.name);
      return value && *value == role.value;
    });
  });
}

}  // namespace chancery::reading
