// SPDX-License-Identifier: Apache-2.0
// Who is meant, by names whole or begun, and who they are.
#include <algorithm>

#include "base/plain.h"
#include "base/token.h"
#include "brief/draw.h"
#include "document/document.h"
#include "exchange/json.h"
#include "inquiry/same.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

constexpr std::size_t kGlossLetters = 200;  // of a gloss, in which its name must stand

std::string_view type_of(const inquiry::Inquiry& inquiry, std::uint32_t index) {
  if (index == 0) return "other";
  static constexpr std::string_view kNames[] = {"state", "organization", "city", "office", "region", "feature", "person"};
  return kNames[static_cast<std::size_t>(inquiry.gazetteer().entity(index).type)];
}

void write_entity(base::JsonWriter& json, const inquiry::Inquiry& inquiry, const inquiry::Entity& entity) {
  json.field("value", entity.value).field("name", entity.name).field("type", type_of(inquiry, entity.index));
}

base::Result<Response> resolve(Asking& asking) {
  auto name = asking.needed("q");
  if (!name) return tl::unexpected(name.error());
  auto as_of = asking.date("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entity = (*inquiry)->resolve(*name, *as_of);
  if (!entity) return tl::unexpected(entity.error());
  return asking.answer(*as_of, [&](base::JsonWriter& json, Names&) { write_entity(json, **inquiry, *entity); });
}

// Of states, organisations and whom the ledger speaks of, those with a word that begins as the text does; whole names first.
std::vector<const inquiry::Entity*> beginning_with(std::string_view begun, const NameIndex& index, std::size_t most) {
  const std::string wanted = base::plain_letters(begun);
  std::vector<std::pair<int, const NameIndex::Entry*>> found;
  for (const NameIndex::Entry& entry : index.entries) {
    const std::size_t at = entry.folded.find(wanted);
    if (wanted.empty() || at == entry.folded.npos) continue;
    if (at == 0)
      found.emplace_back(entry.folded.size() == wanted.size() ? 0 : 1, &entry);
    else if (entry.folded.find(' ' + wanted) != entry.folded.npos)
      found.emplace_back(2, &entry);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const inquiry::Entity*> out;
  for (const auto& [rank, entry] : found) {
    const bool there = std::any_of(out.begin(), out.end(), [&](const auto* one) { return one->value == entry->entity.value; });
    if (!there) out.push_back(&entry->entity);
    if (out.size() == most) break;
  }
  return out;
}

void write_beginning(base::JsonWriter& json, std::string_view field, const inquiry::Inquiry& inquiry,
                     const std::vector<const inquiry::Entity*>& entities) {
  json.key(field).begin_array();
  for (const inquiry::Entity* entity : entities) {
    json.begin_object();
    write_entity(json, inquiry, *entity);
    json.end_object();
  }
  json.end_array();
}

base::Result<Response> suggest(Asking& asking) {
  auto begun = asking.needed("q");
  if (!begun) return tl::unexpected(begun.error());
  auto limit = asking.number("limit", 10, 1, 100);
  if (!limit) return tl::unexpected(limit.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto index = asking.desks().name_index(**inquiry);
  if (!index) return tl::unexpected(index.error());
  return asking.answer(
      {}, [&](base::JsonWriter& json, Names&) { write_beginning(json, "items", **inquiry, beginning_with(*begun, **index, *limit)); });
}

// Entities by their names, then statements by the words of their quotes.
base::Result<Response> search(Asking& asking) {
  auto words = asking.needed("q");
  if (!words) return tl::unexpected(words.error());
  auto limit = asking.number("limit", 20, 1, 200);
  if (!limit) return tl::unexpected(limit.error());
  auto question = asking.question();
  if (!question) return tl::unexpected(question.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  ledger::Filter filter{.kind = question->kind, .limit = *limit};
  if (!question->as_of.empty()) {
    auto period = time::bounds(question->as_of);
    if (!period) return tl::unexpected(period.error());
    filter.period = *period;
  }
  auto hits = (*inquiry)->search(*words, filter);
  if (!hits) return tl::unexpected(hits.error());
  auto index = asking.desks().name_index(**inquiry);
  if (!index) return tl::unexpected(index.error());
  const brief::Phrases phrases(**inquiry);
  return asking.answer(question->as_of, [&](base::JsonWriter& json, Names& names) {
    write_beginning(json, "entities", **inquiry, beginning_with(*words, **index, *limit));
    json.key("items").begin_array();
    for (const ledger::Entry& hit : *hits) {
      names.add(hit.statement);
      json.begin_object().field("text", phrases.sentence(inquiry::as_fact(hit))).key("statement");
      exchange::write_entry(json, hit);
      json.end_object();
    }
    json.end_array();
  });
}

// Of whom a document has a gloss whose first name is theirs.
Glosses read_glosses(const ledger::Source& source, std::string text, const gazetteer::Gazetteer& gazetteer) {
  Glosses out;
  auto document = document::parse(source.path, std::move(text), {.form = source.form});
  if (!document) return out;
  for (const document::Block& block : document->blocks) {
    if (block.kind != document::BlockKind::gloss || block.pieces.empty()) continue;
    const std::string_view begin = std::string_view(block.text).substr(0, kGlossLetters);
    std::vector<base::Token> tokens;
    base::tokenize(begin, tokens);
    std::vector<gazetteer::Match> matches;
    gazetteer.match(begin, tokens, matches);
    if (matches.empty() || matches.front().from > 1) continue;
    const gazetteer::Name& first = matches.front().readings.front();  // "Armenians are …" tells of no state
    if (first.type == gazetteer::NameType::adjective || first.type == gazetteer::NameType::people) continue;
    out.try_emplace(first.entity, Gloss{block.text, document->code_points(block.place(0)),
                                        document->code_points(block.place(static_cast<std::uint32_t>(block.text.size())))});
  }
  return out;
}

// The first gloss of the entity, with its document.
struct Found {
  Gloss gloss;
  ledger::Source source;
};
base::Result<std::optional<Found>> gloss_of(Asking& asking, const inquiry::Inquiry& inquiry, std::uint32_t index) {
  if (index == 0) return std::nullopt;
  auto sources = inquiry.sources();
  if (!sources) return tl::unexpected(sources.error());
  for (ledger::Source& source : *sources) {
    if (source.form != document::name_of(document::Form::mirror) || !source.has_text) continue;
    auto glosses = asking.desks().glosses(source.hash);
    if (glosses == nullptr) {
      auto text = inquiry.ledger().text(source.number);
      if (!text) return tl::unexpected(text.error());
      glosses = std::make_shared<Glosses>(read_glosses(source, text->value_or(""), inquiry.gazetteer()));
      asking.desks().keep_glosses(source.hash, glosses);
    }
    if (const auto it = glosses->find(index); it != glosses->end()) return Found{it->second, std::move(source)};
  }
  return std::nullopt;
}

base::Result<Response> entity(Asking& asking) {
  auto name = asking.needed("name");
  if (!name) return tl::unexpected(name.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entity = (*inquiry)->resolve(*name);
  if (!entity) return tl::unexpected(entity.error());
  auto gloss = gloss_of(asking, **inquiry, entity->index);
  if (!gloss) return tl::unexpected(gloss.error());
  auto counts = (*inquiry)->ledger().counts({.entities = {entity->value}, .known = (*inquiry)->window().known, .facts = true});
  if (!counts) return tl::unexpected(counts.error());
  auto dossier = brief::draw(**inquiry, *entity);
  if (!dossier) return tl::unexpected(dossier.error());
  return asking.answer({}, [&](base::JsonWriter& json, Names&) {
    write_entity(json, **inquiry, *entity);
    json.key("gloss");
    if (const std::optional<Found>& one = *gloss)
      json.begin_object()
          .field("text", one->gloss.text)
          .field("document", one->source.path)
          .field("sha256", one->source.hash)
          .field("from", one->gloss.from)
          .field("to", one->gloss.to)
          .end_object();
    else
      json.null();
    json.key("claims").begin_array();
    for (const brief::Claim& claim : dossier->head) {
      json.begin_object().field("text", claim.text).key("statements").begin_array();
      for (std::uint32_t number : claim.notes)
        for (const std::string& id : dossier->notes[number - 1].statements) json.value(id);
      json.end_array().end_object();
    }
    json.end_array().key("statements").begin_object();
    for (const ledger::Count& count : *counts) json.field(count.kind, count.statements);
    json.end_object();
  });
}

}  // namespace

std::span<const Route> name_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/resolve", "q as-of" CHANCERY_WINDOW, Slow::when_much, resolve},
      {"GET", "/api/v1/suggest", "q limit", Slow::never, suggest},
      {"GET", "/api/v1/search", "q kind as-of limit" CHANCERY_WINDOW, Slow::never, search},
      {"GET", "/api/v1/entity", "name" CHANCERY_WINDOW, Slow::when_much, entity},
  };
  return kRoutes;
}

}  // namespace chancery::serve
