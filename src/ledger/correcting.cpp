// SPDX-License-Identifier: Apache-2.0
// What people say of statements and findings.
#include <fmt/core.h>

#include <array>

#include "ledger/known.h"
#include "ledger/writing.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

constexpr std::array<std::string_view, 3> kActions = {"accept", "prefer", "note"};  // as Decision::Action

base::Result<> told(std::string_view what, std::string_view value) {
  if (!value.empty()) return {};
  return base::fail(ErrorKind::usage, fmt::format("{} is not told", what));
}

// One line: names are kept joined by line ends.
std::string one_line(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

std::string_view name_of(Decision::Action action) { return kActions[static_cast<std::size_t>(action)]; }

std::optional<Decision::Action> action_of(std::string_view name) {
  for (std::size_t i = 0; i < kActions.size(); ++i)
    if (kActions[i] == name) return static_cast<Decision::Action>(i);
  return std::nullopt;
}

base::Result<Entry> Ledger::standing(std::string_view id) const {
  auto old = entry(id);
  if (old && old->retracted)
    return base::fail(ErrorKind::conflict,
                      fmt::format("{} is retracted already{}", old->id, old->retracted_by.empty() ? "" : ", by " + old->retracted_by),
                      path_);
  return old;
}

base::Result<> Ledger::retract(std::string_view id, std::string_view why, std::string_view by) {
  if (auto ok = told("why it is retracted", why); !ok) return ok;
  if (auto ok = told("who retracts", by); !ok) return ok;
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  auto old = standing(id);
  if (!old) return tl::unexpected(old.error());
  const std::string name = one_line(by);
  if (auto ok = writing->retract(old->number, old->id, Writing::Person{.why = why, .name = name}); !ok) return ok;
  return writing->finish();
}

base::Result<std::string> Ledger::correct(std::string_view id, model::Statement with, std::string_view why, std::string_view by) {
  if (auto ok = told("why it is corrected", why); !ok) return tl::unexpected(ok.error());
  if (auto ok = told("who corrects", by); !ok) return tl::unexpected(ok.error());
  const std::string name = one_line(by);
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  auto old = standing(id);
  if (!old) return tl::unexpected(old.error());

  const model::Citation& cited = old->statement.source;
  const bool same_document = with.source.document_hash.empty() || with.source.document_hash == cited.document_hash;
  if (same_document && with.source.quote.empty()) {
    with.source = cited;
    with.scope = old->statement.scope;
  }
  if (same_document) with.source.document_hash = cited.document_hash;
  if (auto ok = kinds_.validate(with); !ok) return tl::unexpected(ok.error());
  kinds_.put_in_order(with);
  const Stored stored = store(kinds_, with);
  if (stored.id == old->id) return base::fail(ErrorKind::usage, fmt::format("the correction says what {} says", old->id));

  auto source = database_.number("SELECT number FROM source WHERE hash = ?1", with.source.document_hash);
  if (!source) return tl::unexpected(source.error());
  if (!*source) return base::fail(ErrorKind::not_found, fmt::format("the ledger has no document {}", with.source.document_hash), path_);
  auto number = database_.number("SELECT statement FROM identity WHERE id = ?1", Blob{stored.digits});
  if (number && !*number) {
    number = writing->put_statement(*source, stored, with);
  } else if (number) {
    auto withdrawn = database_.number("SELECT 1 FROM withdrawn WHERE statement = ?1", *number);
    if (!withdrawn) return tl::unexpected(withdrawn.error());
    if (*withdrawn)
      if (auto ok = writing->restate(*number, stored.id); !ok) return tl::unexpected(ok.error());
  }
  if (!number) return tl::unexpected(number.error());
  auto ok = writing->propose(*number, stored.id, name);
  if (ok)
    ok = writing->retract(old->number, old->id,
                          Writing::Person{.why = why, .name = name, .replacement = *number, .replacement_id = stored.id});
  if (ok) ok = writing->finish();
  if (!ok) return tl::unexpected(ok.error());
  return stored.id;
}

base::Result<> Ledger::decide(const Decision& decision) {
  using Action = Decision::Action;
  if (auto ok = told("which finding is decided on", decision.finding); !ok) return ok;
  if (auto ok = told("who decides", decision.by); !ok) return ok;
  if (decision.action == Action::note)
    if (auto ok = told("what is to be noted", decision.words); !ok) return ok;
  if (decision.action == Action::prefer)
    if (auto ok = told("which statement is preferred", decision.preferred); !ok) return ok;
  if (decision.action != Action::prefer && !decision.preferred.empty())
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" prefers no statement", name_of(decision.action)));
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  std::string preferred;
  if (!decision.preferred.empty()) {
    auto is = entry(decision.preferred);
    if (!is) return tl::unexpected(is.error());
    preferred = is->id;
  }
  const std::string_view action = name_of(decision.action);
  auto ok = writing->change("INSERT INTO decision (finding, action, preferred, words, person, session) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            decision.finding, action, preferred, decision.words, decision.by, writing->session());
  if (!ok) return ok;
  writing->sum().add_decision(decision.finding, action, preferred, decision.words, decision.by);
  return writing->finish();
}

base::Result<std::vector<Decision>> Ledger::decisions(Known known) const {
  auto query = database_.query(
      "SELECT finding, action, preferred, words, person, recorded FROM decision JOIN session ON session.number = session"
      " WHERE session <= ?1 ORDER BY decision.number",
      known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  std::vector<Decision> out;
  auto all = query->each([&] {
    out.push_back({std::string(query->text(0)), action_of(query->text(1)).value_or(Decision::Action::note), std::string(query->text(2)),
                   std::string(query->text(3)), std::string(query->text(4)), query->integer(5)});
  });
  if (!all) return tl::unexpected(all.error());
  return out;
}

}  // namespace chancery::ledger
