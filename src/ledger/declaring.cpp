// SPDX-License-Identifier: Apache-2.0
// What sources declare of themselves.
#include <fmt/core.h>

#include <algorithm>

#include "base/json.h"
#include "ledger/known.h"
#include "ledger/writing.h"
#include "model/jsonl.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;

void put_in_order(std::vector<std::string>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// The same text for the same coverage, in whatever order it is declared.
std::string text_of(std::span<const model::Coverage> coverage) {
  std::vector<std::string> texts;
  for (model::Coverage one : coverage) {
    for (auto* values : {&one.kinds, &one.states, &one.roles}) put_in_order(*values);
    for (model::Role& role : one.only)
      if (auto* values = std::get_if<std::vector<std::string>>(&role.value)) put_in_order(*values);
    std::sort(one.only.begin(), one.only.end(), [](const model::Role& a, const model::Role& b) { return a.name < b.name; });
    base::JsonWriter json(texts.emplace_back());
    model::write_coverage(json, one);
  }
  put_in_order(texts);
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const std::string& text : texts) json.raw(text);
  json.end_array();
  return out;
}

}  // namespace

base::Result<> Ledger::check(const SourceDocument& document) const {
  if (document.hash.empty()) return base::fail(ErrorKind::usage, "a document needs the hash of its bytes", document.path);
  for (const model::Coverage& one : document.coverage)
    if (auto ok = kinds_.validate(one); !ok)
      return base::fail(ok.error().kind, "what it covers: " + ok.error().message, document.path, ok.error().hint);
  return {};
}

base::Result<bool> Ledger::Writing::declare(std::int64_t source, std::string_view hash, std::span<const model::Coverage> coverage,
                                            const model::Terms& terms) {
  const std::string covers = text_of(coverage);
  auto same = database_->number(
      "SELECT title = ?2 AND publisher = ?3 AND attribution = ?4 AND licence = ?5 AND coverage = ?6 FROM declaration WHERE source = ?1"
      " ORDER BY number DESC LIMIT 1",
      source, terms.title, terms.publisher, terms.attribution, terms.licence, covers);
  if (!same) return tl::unexpected(same.error());
  if (*same) return false;
  auto ok = change(
      "INSERT INTO declaration (source, title, publisher, attribution, licence, coverage, session) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      source, terms.title, terms.publisher, terms.attribution, terms.licence, covers, session());
  if (!ok) return tl::unexpected(ok.error());
  sum_.add_declaration(hash, terms.title, terms.publisher, terms.attribution, terms.licence, covers);
  return true;
}

base::Result<> Ledger::declare(std::int64_t source, std::span<const model::Coverage> coverage, const model::Terms& terms) {
  auto writing = Writing::begin(*this);
  if (!writing) return tl::unexpected(writing.error());
  auto about = this->source(source);
  if (!about) return tl::unexpected(about.error());
  if (auto ok = check({.path = about->path, .hash = about->hash, .coverage = {coverage.begin(), coverage.end()}}); !ok) return ok;
  auto changed = writing->declare(source, about->hash, coverage, terms);
  if (!changed) return tl::unexpected(changed.error());
  return *changed ? writing->finish() : base::Result<>();
}

base::Result<std::vector<Declared>> Ledger::coverages(Known known) const {
  auto query = database_.query(
      "SELECT source, value FROM declaration AS d, json_each(coverage) WHERE number = (SELECT max(number) FROM declaration"
      " WHERE source = d.source AND session <= ?1) ORDER BY source, json_each.key",
      known.value_or(kNow));
  if (!query) return tl::unexpected(query.error());
  std::vector<Declared> out;
  auto all = query->each([&]() -> base::Result<> {
    auto coverage = model::read_coverage(query->text(1));
    if (!coverage) return base::fail(ErrorKind::unreadable, "the ledger is damaged", path_);
    out.push_back({query->integer(0), std::move(*coverage)});
    return {};
  });
  if (!all) return tl::unexpected(all.error());
  return out;
}

}  // namespace chancery::ledger
