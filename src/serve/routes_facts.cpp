// SPDX-License-Identifier: Apache-2.0
// What is said: facts, where they come from, what changed, what stands on a map.
#include <algorithm>
#include <optional>

#include "exchange/json.h"
#include "gazetteer/codes.h"
#include "inquiry/changes.h"
#include "inquiry/revisions.h"
#include "inquiry/same.h"
#include "panel/balance.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

using inquiry::Change;
using inquiry::Fact;

// Those that a and b name become part of the question.
base::Result<std::vector<Fact>> facts_asked(Asking& asking, inquiry::Question& question) {
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = asking.entities(question.as_of);
  if (!entities) return tl::unexpected(entities.error());
  question.entities = inquiry::values_of(*entities);
  return (*inquiry)->facts(question);
}

base::Result<Response> facts(Asking& asking) {
  auto question = asking.question();
  if (!question) return tl::unexpected(question.error());
  auto facts = facts_asked(asking, *question);
  if (!facts) return tl::unexpected(facts.error());
  const inquiry::Inquiry& inquiry = **asking.inquiry();
  std::optional<inquiry::Answer> silence;
  if (facts->empty()) {
    auto answer = inquiry.silence(*question, *facts);
    if (!answer) return tl::unexpected(answer.error());
    silence = std::move(*answer);
  }
  const brief::Phrases phrases(inquiry);
  return asking.list(
      question->as_of, *facts,
      [&](base::JsonWriter& json, Names& names, const Fact& fact) {
        names.add(fact);
        exchange::write_fact(json, fact, &phrases);
      },
      [&](base::JsonWriter& json) {
        json.key("silence");
        if (silence)
          exchange::write_silence(json, *silence, question->kind, inquiry);
        else
          json.null();
      });
}

base::Result<Response> why(Asking& asking) {
  auto id = asking.needed("id");
  if (!id) return tl::unexpected(id.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto why = (*inquiry)->why(*id);
  if (!why) return tl::unexpected(why.error());
  const brief::Phrases phrases(**inquiry);
  return asking.answer({}, [&](base::JsonWriter& json, Names& names) {
    for (const auto* entries : {&why->agreeing, &why->rivals})
      for (const ledger::Entry& entry : *entries) names.add(entry.statement);
    names.add(why->entry.statement);
    json.field("text", phrases.sentence(inquiry::as_fact(why->entry))).key("why");
    exchange::write_explanation(json, *why);
  });
}

base::Result<Response> changes(Asking& asking) {
  auto question = asking.question();
  if (!question) return tl::unexpected(question.error());
  auto from = asking.needed("from");
  if (!from) return tl::unexpected(from.error());
  auto now = asking.inquiry();
  if (!now) return tl::unexpected(now.error());
  const ledger::Ledger& ledger = (*now)->ledger();
  inquiry::Window before, after;
  for (auto [state, window] : {std::pair{*from, &before}, {asking.value("to"), &after}}) {
    if (state.empty()) continue;
    auto revision = inquiry::revision(ledger, state);
    if (!revision) return tl::unexpected(revision.error());
    window->known = revision->number;
  }
  const inquiry::Inquiry earlier(ledger, (*now)->gazetteer(), before), later(ledger, (*now)->gazetteer(), after);
  auto entities = inquiry::entities_named(asking.values("of"), later, question->as_of);
  if (!entities) return tl::unexpected(entities.error());
  question->entities = inquiry::values_of(*entities);
  auto changes = inquiry::changes(earlier, later, *question);
  if (!changes) return tl::unexpected(changes.error());
  const brief::Phrases phrases(later);
  return asking.list(question->as_of, *changes, [&](base::JsonWriter& json, Names& names, const Change& change) {
    if (change.kind != Change::Kind::came) names.add(change.before);
    if (change.kind != Change::Kind::went) names.add(change.after);
    exchange::write_change(json, change, &phrases);
  });
}

base::Result<Response> balance(Asking& asking) {
  std::optional<int> years[2];
  for (auto [name, year] : {std::pair{"from", &years[0]}, {"to", &years[1]}}) {
    if (!asking.has(name)) continue;
    auto number = asking.number(name, 0, 1, 9999);
    if (!number) return tl::unexpected(number.error());
    *year = static_cast<int>(*number);
  }
  auto state = asking.needed("a");
  if (!state) return tl::unexpected(state.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  std::vector<std::string> named = {*state};
  for (std::string& partner : asking.values("partner")) named.push_back(std::move(partner));
  auto entities = inquiry::entities_named(named, **inquiry);
  if (!entities) return tl::unexpected(entities.error());
  auto balance = panel::balance(**inquiry, entities->front(), std::span(*entities).subspan(1), years[0], years[1]);
  if (!balance) return tl::unexpected(balance.error());
  return asking.answer({}, [&](base::JsonWriter& json, Names& names) {
    for (const inquiry::Entity& entity : *entities) names.add(entity.value);
    json.field("currency", balance->currency).key("items").begin_array();
    for (const panel::BalanceYear& year : balance->years) exchange::write_balance_year(json, *balance, year);
    json.end_array().field("total", balance->years.size()).key("next").null();
  });
}

// A state with what a map needs to find it: its numeric code of ISO 3166-1, where it has one.
void write_place(base::JsonWriter& json, const gazetteer::Gazetteer& gazetteer, const std::string& value, std::uint32_t state) {
  json.begin_object().field("value", value).field("name", gazetteer.name(state)).key("numeric");
  const auto numeric = gazetteer::code_of(gazetteer, state, "iso-numeric");
  !numeric || numeric->empty() ? json.null() : json.value(*numeric);
  json.end_object();
}

// What stands of somebody at a date, with the states that it is about.
base::Result<Response> map(Asking& asking) {
  auto question = asking.question();
  if (!question) return tl::unexpected(question.error());
  auto facts = facts_asked(asking, *question);
  if (!facts) return tl::unexpected(facts.error());
  const inquiry::Inquiry& inquiry = **asking.inquiry();
  const brief::Phrases phrases(inquiry);
  const gazetteer::Gazetteer& gazetteer = inquiry.gazetteer();
  return asking.answer(question->as_of, [&](base::JsonWriter& json, Names& names) {
    json.key("items").begin_array();
    for (const Fact& fact : *facts) {
      names.add(fact);
      exchange::write_fact(json, fact, &phrases);
    }
    json.end_array().field("total", facts->size()).key("next").null().key("states").begin_array();
    names.each([&](const std::string& value) {
      const std::uint32_t index = gazetteer.by_code(value);
      if (index && gazetteer.entity(index).type == gazetteer::EntityType::state) write_place(json, gazetteer, value, index);
    });
    json.end_array();
  });
}

}  // namespace

std::span<const Route> fact_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/facts", "a b kind role* as-of all-modes" CHANCERY_LIST, Slow::when_much, facts},
      {"GET", "/api/v1/why", "id" CHANCERY_WINDOW, Slow::never, why},
      {"GET", "/api/v1/changes", "from to of* kind role* as-of all-modes limit cursor", Slow::always, changes},
      {"GET", "/api/v1/balance", "a partner* from to" CHANCERY_WINDOW, Slow::always, balance},
      {"GET", "/api/v1/map", "a b kind role* as-of all-modes" CHANCERY_WINDOW, Slow::when_much, map},
  };
  return kRoutes;
}

}  // namespace chancery::serve
