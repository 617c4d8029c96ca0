// SPDX-License-Identifier: Apache-2.0
#include "exchange/json.h"

#include "brief/silence.h"
#include "model/jsonl.h"

namespace chancery::exchange {
namespace {

using base::JsonWriter;
using brief::Phrases;
using inquiry::Fact;

void write_citation(JsonWriter& json, const model::Citation& source) {
  json.begin_object();
  model::write_place(json, source);
  json.end_object();
}

}  // namespace

void write_fact(JsonWriter& json, const Fact& fact, const Phrases* phrases) {
  json.begin_object().field("kind", fact.kind);
  model::write_roles_and_time(json, fact.roles, fact.time);
  json.field("polarity", fact.polarity).field("mode", model::name_of(fact.mode)).field("certainty", time::name_of(fact.truth));
  if (phrases) json.field("text", phrases->sentence(fact));
  json.key("source");
  write_citation(json, fact.statements[0].statement.source);
  json.key("statements").begin_array();
  for (const ledger::Entry& entry : fact.statements) {
    json.begin_object().field("id", entry.id).key("source");
    write_citation(json, entry.statement.source);
    if (!entry.by.empty()) write_texts(json, "by", entry.by);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_moment(JsonWriter& json, const inquiry::Moment& moment, const Fact& fact, const Phrases* phrases) {
  json.begin_object().field("date", moment.date);
  for (auto [name, day] : {std::pair{"earliest", moment.bounds.earliest}, {"latest", moment.bounds.latest}})
    if (std::string text = time::day_text(day); !text.empty()) json.field(name, text);
  json.field("point", name_of(moment.point)).key("fact");
  write_fact(json, fact, phrases);
  json.end_object();
}

void write_anniversary(JsonWriter& json, const inquiry::Anniversary& anniversary, const inquiry::Moment& moment, const Fact& fact,
                       const Phrases* phrases) {
  using Precision = inquiry::Anniversary::Precision;
  const std::size_t letters = anniversary.precision == Precision::day ? 10 : anniversary.precision == Precision::month ? 7 : 4;
  json.begin_object()
      .field("on", time::day_text(anniversary.when.earliest).substr(0, letters))
      .field("precision", name_of(anniversary.precision))
      .field("years", anniversary.years)
      .field("date", moment.date)
      .field("point", name_of(moment.point))
      .key("fact");
  write_fact(json, fact, phrases);
  json.end_object();
}

void write_chain(JsonWriter& json, const inquiry::Chain& chain, const std::vector<Fact>& facts, const Phrases* phrases) {
  json.begin_object().field("title", chain.title);
  write_texts(json, "parties", chain.parties);
  json.key("steps").begin_array();
  for (const inquiry::Chain::Step& step : chain.steps) {
    json.begin_object().field("action", step.action).field("said", !step.facts.empty()).key("facts").begin_array();
    for (std::size_t place : step.facts) write_fact(json, facts[place], phrases);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void write_change(JsonWriter& json, const inquiry::Change& change, const Phrases* phrases) {
  using Kind = inquiry::Change::Kind;
  json.begin_object().field("change", name_of(change.kind));
  write_texts(json, "what", change.what);
  write_texts(json, "why", change.why);
  if (change.kind != Kind::came) write_fact(json.key("before"), change.before, phrases);
  if (change.kind != Kind::went) write_fact(json.key("after"), change.after, phrases);
  json.end_object();
}

void write_finding(JsonWriter& json, const audit::Finding& finding, const audit::Decisions& decisions, const Phrases* phrases) {
  json.begin_object()
      .field("key", finding.key)
      .field("rule", finding.rule->id)
      .field("severity", name_of(finding.rule->severity))
      .field("certainty", time::name_of(finding.truth))
      .field("explanation", finding.explanation)
      .field("cause", finding.cause)
      .field("settle", finding.settle)
      .field("group", finding.group)
      .field("about", finding.group_about);
  auto side = [&](const Fact& fact) {
    json.begin_object().field("kind", fact.kind);
    model::write_roles_and_time(json, fact.roles, fact.time);
    json.field("polarity", fact.polarity);
    if (phrases) json.field("text", phrases->sentence(fact));
    json.key("statements").begin_array();
    for (const ledger::Entry& entry : fact.statements) {
      json.begin_object().field("id", entry.id);
      model::write_place(json, entry.statement.source);
      json.end_object();
    }
    json.end_array().end_object();
  };
  json.key("sides").begin_array();
  side(finding.first);
  if (finding.second) side(*finding.second);
  json.end_array();
  if (const auto& said = audit::decisions_on(decisions, finding); !said.empty()) {
    json.key("decisions").begin_array();
    for (const ledger::Decision& decision : said) {
      json.begin_object().field("action", ledger::name_of(decision.action)).field("by", decision.by);
      if (!decision.preferred.empty()) json.field("preferred", decision.preferred);
      if (!decision.words.empty()) json.field("words", decision.words);
      json.field("recorded", time::clock_text(decision.recorded)).end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void write_declared(JsonWriter& json, std::string_view field, const std::vector<ledger::Declared>& declared,
                    const inquiry::Inquiry& inquiry) {
  if (declared.empty()) return;
  json.key(field).begin_array();
  for (const ledger::Declared& one : declared) {
    const auto source = inquiry.source(one.source);
    json.begin_object().field("source", source ? source->path : "");
    model::write_coverage(json.key("covers"), one.coverage);
    json.end_object();
  }
  json.end_array();
}

void write_silence(JsonWriter& json, const inquiry::Answer& silence, std::string_view kind, const inquiry::Inquiry& inquiry) {
  json.begin_object().field("verdict", name_of(silence.verdict)).field("why", name_of(silence.why));
  json.field("text", brief::silence_in_words(silence, kind, inquiry));
  write_declared(json, "coverage", silence.coverage, inquiry);
  json.end_object();
}

void write_covering(JsonWriter& json, const ledger::Declared& declared, const ledger::Source& source) {
  json.begin_object().field("source", source.path).field("sha256", source.hash).field("statements", source.statements);
  model::write_terms(json.key("terms"), source.terms);
  model::write_coverage(json.key("covers"), declared.coverage);
  json.end_object();
}

void write_source(JsonWriter& json, const ledger::Source& source) {
  json.begin_object()
      .field("document", source.path)
      .field("title", source.title)
      .field("published", source.published)
      .field("form", source.form)
      .field("sha256", source.hash)
      .field("statements", source.statements)
      .field("retracted", source.retracted)
      .field("recorded", source.recorded)
      .end_object();
}

void write_entry(JsonWriter& json, const ledger::Entry& entry) {
  std::string line;
  model::write_jsonl(line, entry.statement, entry.id);
  line.pop_back();
  json.raw(line);
}

void write_explanation(JsonWriter& json, const inquiry::Explanation& why) {
  json.begin_object().key("statement");
  write_entry(json, why.entry);
  json.field("retracted", why.entry.retracted).field("recorded", why.entry.recorded);
  if (!why.entry.by.empty()) write_texts(json, "by", why.entry.by);
  if (!why.entry.corrects.empty()) write_texts(json, "corrects", why.entry.corrects);
  if (!why.entry.retracted_by.empty()) json.field("retracted_by", why.entry.retracted_by).field("why", why.entry.why);
  if (!why.entry.replaced_by.empty()) json.field("replaced_by", why.entry.replaced_by);
  json.key("document").begin_object().field("path", why.source.path).field("sha256", why.source.hash).field("form", why.source.form);
  json.field("title", why.source.title).field("published", why.source.published);
  if (!why.source.terms.empty()) model::write_terms(json.key("terms"), why.source.terms);
  json.end_object();
  json.field("before", why.before).field("after", why.after);
  for (auto [name, entries] : {std::pair{"agreeing", &why.agreeing}, {"rivals", &why.rivals}}) {
    json.key(name).begin_array();
    for (const ledger::Entry& entry : *entries) write_entry(json, entry);
    json.end_array();
  }
  json.end_object();
}

void write_balance_year(JsonWriter& json, const panel::Balance& balance, const panel::BalanceYear& year) {
  auto range = [&](std::string_view key, const std::optional<panel::Range>& range) {
    json.key(key);
    if (range)
      json.begin_array().value(range->from).value(range->to).end_array();
    else
      json.null();
  };
  json.begin_object().field("state", balance.state.value).field("year", year.year);
  range("evenness", year.evenness);
  json.key("components").begin_array();
  for (const panel::Component& component : year.components) {
    json.begin_object().field("kind", component.kind);
    range("evenness", component.evenness);
    json.key("poles").begin_array();
    for (std::size_t pole = 0; pole < balance.poles.size(); ++pole) {
      json.begin_object().field("pole", balance.poles[pole].value);
      range("amount", component.poles[pole].amount);
      json.key("statements").begin_array();
      for (std::size_t place : component.poles[pole].facts)
        for (const ledger::Entry& entry : balance.facts[place].statements) json.value(entry.id);
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace chancery::exchange
