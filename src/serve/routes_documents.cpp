// SPDX-License-Identifier: Apache-2.0
// Documents: those of the ledger with what was read from them, and those that are read on the spot.
#include <algorithm>
#include <map>

#include "document/document.h"
#include "exchange/json.h"
#include "inquiry/same.h"
#include "model/jsonl.h"
#include "serve/json_body.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

using base::ErrorKind;
using base::fail;

base::Result<Response> sources(Asking& asking) {
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  return asking.list({}, *sources,
                     [](base::JsonWriter& json, Names&, const ledger::Source& source) { exchange::write_source(json, source); });
}

// What sources say that they cover, and how many say nothing of the kind.
base::Result<Response> coverage(Asking& asking) {
  auto kind = inquiry::kind_asked(asking.value("kind"), *asking.tables().kinds);
  if (!kind) return tl::unexpected(kind.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  auto coverages = (*inquiry)->coverages();
  if (!coverages) return tl::unexpected(coverages.error());
  std::map<std::int64_t, const ledger::Source*> silent;
  for (const ledger::Source& source : *sources) silent.emplace(source.number, &source);
  const auto all = silent;
  for (const ledger::Declared& one : *coverages) silent.erase(one.source);
  std::erase_if(*coverages, [&](const ledger::Declared& one) {
    const auto& kinds = one.coverage.kinds;
    return !kind->empty() && std::find(kinds.begin(), kinds.end(), *kind) == kinds.end();
  });
  return asking.list(
      {}, *coverages,
      [&](base::JsonWriter& json, Names&, const ledger::Declared& one) { exchange::write_covering(json, one, *all.at(one.source)); },
      [&](base::JsonWriter& json) { json.field("sources", all.size()).field("silent", silent.size()); });
}

// By the hash of its bytes or the beginning of one, or by its path.
base::Result<ledger::Source> source_named(const inquiry::Inquiry& inquiry, const std::string& name) {
  auto sources = inquiry.sources();
  if (!sources) return tl::unexpected(sources.error());
  const ledger::Source* found = nullptr;
  for (const ledger::Source& source : *sources) {
    if (source.path != name && (name.size() < 8 || !source.hash.starts_with(name))) continue;
    if (found && found->hash != source.hash)
      return fail(ErrorKind::usage, "several documents are meant by " + name, "", "name it by its sha256");
    found = &source;
  }
  if (!found) return fail(ErrorKind::not_found, "the ledger has no document " + name, "", "/api/v1/sources lists them");
  return *found;
}

void write_unread(base::JsonWriter& json, const std::vector<reading::Unread>& unread) {
  json.key("unread").begin_array();
  for (const reading::Unread& one : unread) json.begin_object().field("from", one.from).field("to", one.to).end_object();
  json.end_array();
}

// Its text, the statements that the ledger has of it, and the sentences that nothing is read from.
base::Result<Response> source(Asking& asking) {
  auto id = asking.needed("id");
  if (!id) return tl::unexpected(id.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto source = source_named(**inquiry, *id);
  if (!source) return tl::unexpected(source.error());
  auto text = (*inquiry)->ledger().text(source->number);
  if (!text) return tl::unexpected(text.error());
  ledger::Filter filter;
  filter.source = source->number;
  auto entries = (*inquiry)->entries(filter);
  if (!entries) return tl::unexpected(entries.error());
  std::stable_sort(entries->begin(), entries->end(),
                   [](const ledger::Entry& a, const ledger::Entry& b) { return a.statement.source.from < b.statement.source.from; });
  std::vector<reading::Unread> unread;
  if (*text)
    if (auto document = document::parse(source->path, **text, {.form = source->form}))
      unread = asking.tables().reader->read(*document, {.published = source->published}).unread;
  const brief::Phrases phrases(**inquiry);
  return asking.answer({}, [&](base::JsonWriter& json, Names& names) {
    json.key("source");
    exchange::write_source(json, *source);
    json.key("text");
    *text ? json.value(**text) : json.null();
    json.key("statements").begin_array();
    for (const ledger::Entry& entry : *entries) {
      names.add(entry.statement);
      json.begin_object().field("id", entry.id).field("kind", entry.statement.kind).field("from", entry.statement.source.from);
      json.field("to", entry.statement.source.to).field("text", phrases.sentence(inquiry::as_fact(entry))).end_object();
    }
    json.end_array();
    write_unread(json, unread);
  });
}

struct ReadDocument {
  document::Document document;
  reading::Options options;
  reading::Reading reading;
};

base::Result<ReadDocument> read_document(const Asking& asking, const std::string& name, const std::string& text, const std::string& subject,
                                         const std::string& published, const std::string& form) {
  ReadDocument out;
  if (!subject.empty()) {
    auto code = inquiry::subject_asked(subject, *asking.tables().gazetteer, "subject");
    if (!code) return tl::unexpected(code.error());
    out.options.subject = *code;
  }
  if (!published.empty()) {
    auto date = inquiry::date_asked(published, "published");
    if (!date) return tl::unexpected(date.error());
    out.options.published = *date;
  }
  if (!form.empty() && !document::form_named(form)) return fail(ErrorKind::usage, "there is no form '" + form + "'");
  auto document = document::parse(name.empty() ? "document" : name, text, {.form = form});
  if (!document) return tl::unexpected(document.error());
  out.document = std::move(*document);
  out.reading = asking.tables().reader->read(out.document, out.options);
  return out;
}

// What the body, a document, says; nothing is kept.
base::Result<Response> read(Asking& asking) {
  auto read = read_document(asking, asking.value("name"), asking.request().body, asking.value("subject"), asking.value("published"),
                            asking.value("form"));
  if (!read) return tl::unexpected(read.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const brief::Phrases phrases(**inquiry);
  return asking.answer({}, [&](base::JsonWriter& json, Names& names) {
    const document::Document& document = read->document;
    json.field("document", document.path).field("sha256", document.hash).field("form", name_of(document.form));
    json.field("title", document.title).field("published", read->options.published.empty() ? document.published : read->options.published);
    json.field("subject", read->reading.subject).field("text", document.text).key("statements").begin_array();
    for (const model::Statement& statement : read->reading.statements) {
      names.add(statement);
      const ledger::Entry entry{.id = model::id_of(statement), .statement = statement};
      json.begin_object().field("text", phrases.sentence(inquiry::as_fact(entry))).key("statement");
      exchange::write_entry(json, entry);
      json.end_object();
    }
    json.end_array();
    write_unread(json, read->reading.unread);
    std::vector<std::string> warnings = document.warnings;
    warnings.insert(warnings.end(), read->reading.warnings.begin(), read->reading.warnings.end());
    exchange::write_texts(json, "warnings", warnings);
  });
}

// {"text":…,"name":…} and what read takes; with "statements", only those ids are kept, as proposed by "by".
base::Result<Response> keep(Asking& asking) {
  auto body = JsonBody::parse(asking.request().body);
  if (!body) return tl::unexpected(body.error());
  auto text = body->text("text"), name = body->text("name"), subject = body->text_or("subject"), published = body->text_or("published"),
       form = body->text_or("form"), by = body->text_or("by");
  for (const auto* one : {&text, &name, &subject, &published, &form, &by})
    if (!*one) return tl::unexpected(one->error());
  auto chosen = body->texts("statements");
  if (!chosen) return tl::unexpected(chosen.error());
  const bool some = body->has("statements");
  if (some && by->empty()) return fail(ErrorKind::usage, "by is missing", "", "what is chosen is marked as proposed by them");
  auto read = read_document(asking, *name, *text, *subject, *published, *form);
  if (!read) return tl::unexpected(read.error());
  std::vector<model::Statement>& statements = read->reading.statements;
  if (some) {
    for (const std::string& id : *chosen)
      if (std::none_of(statements.begin(), statements.end(), [&](const model::Statement& one) { return model::id_of(one) == id; }))
        return fail(ErrorKind::usage, "the document makes no statement " + id);
    std::erase_if(statements, [&](const model::Statement& one) {
      return std::find(chosen->begin(), chosen->end(), model::id_of(one)) == chosen->end();
    });
  }
  const document::Document& document = read->document;
  const ledger::SourceDocument source{document.path,
                                      document.hash,
                                      std::string(name_of(document.form)),
                                      document.title,
                                      read->options.published.empty() ? document.published : read->options.published,
                                      document.text,
                                      some ? std::string() : asking.tables().reader_name};
  std::unique_lock<std::mutex> lock;
  auto ledger = asking.desks().writer(lock);
  if (!ledger) return tl::unexpected(ledger.error());
  auto recorded = some ? ledger->propose(source, statements, *by) : ledger->record(source, statements);
  if (!recorded) return tl::unexpected(recorded.error());
  auto pin = ledger->pin();
  if (!pin) return tl::unexpected(pin.error());
  Response response;
  base::JsonWriter json(response.body);
  json.begin_object().field("sha256", document.hash).field("added", recorded->added).field("kept", recorded->kept);
  json.field("retracted", recorded->retracted).field("restated", recorded->restated).field("pin", *pin).end_object();
  return response;
}

}  // namespace

std::span<const Route> document_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/sources", CHANCERY_LIST + 1, Slow::when_much, sources},
      {"GET", "/api/v1/coverage", "kind" CHANCERY_LIST, Slow::when_much, coverage},
      {"GET", "/api/v1/source", "id" CHANCERY_WINDOW, Slow::always, source},
      {"POST", "/api/v1/read", "name subject published form", Slow::always, read},
      {"POST", "/api/v1/keep", "", Slow::always, keep, true},
  };
  return kRoutes;
}

}  // namespace chancery::serve
