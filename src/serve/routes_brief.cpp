// SPDX-License-Identifier: Apache-2.0
// What is drawn up in words: the dossier, and the answer to a question.
#include "brief/draw.h"
#include "brief/write.h"
#include "exchange/json.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

// By format, else by Accept.
base::Result<std::string> form_asked(const Asking& asking) {
  auto form = asking.choice("format", {"json", "html", "markdown", "text"});
  if (!form || asking.has("format")) return form;
  const std::string_view accept = asking.request().header("accept");
  for (auto [type, name] :
       {std::pair{"application/json", "json"}, {"text/html", "html"}, {"text/markdown", "markdown"}, {"text/plain", "text"}})
    if (accept.starts_with(type)) return std::string(name);
  return form;
}

base::Result<Response> brief(Asking& asking) {
  auto form = form_asked(asking);
  if (!form) return tl::unexpected(form.error());
  auto as_of = asking.date("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  if (auto first = asking.needed("a"); !first) return tl::unexpected(first.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = asking.entities(*as_of);
  if (!entities) return tl::unexpected(entities.error());
  const bool two = entities->size() == 2;
  if (two && (*entities)[0].value == (*entities)[1].value)
    return base::fail(base::ErrorKind::usage, "a and b are the same: " + (*entities)[0].name, "", "leave b out for the brief of one");
  const audit::Rules* rules = asking.tables().audit_rules;
  auto dossier =
      two ? brief::draw(**inquiry, (*entities)[0], (*entities)[1], *as_of, rules) : brief::draw(**inquiry, (*entities)[0], *as_of, rules);
  if (!dossier) return tl::unexpected(dossier.error());
  if (*form == "json") {
    return asking.answer(*as_of, [&](base::JsonWriter& json, Names& names) {
      for (const inquiry::Entity& entity : *entities) names.add(entity.value);
      for (const std::string& value : dossier->spoken_of) names.add(value);
      std::string text = brief::write_json(*dossier);
      if (text.ends_with('\n')) text.pop_back();
      json.key("brief").raw(text);
    });
  }
  Response response;
  response.type = *form == "html"       ? "text/html; charset=utf-8"
                  : *form == "markdown" ? "text/markdown; charset=utf-8"
                                        : "text/plain; charset=utf-8";
  response.body = *form == "html"       ? brief::write_html(*dossier)
                  : *form == "markdown" ? brief::write_markdown(*dossier)
                                        : brief::write_text(*dossier);
  // The page brings its own style, and nothing else.
  if (*form == "html")
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
  return response;
}

base::Result<Response> ask(Asking& asking) {
  auto asked = asking.needed("q");
  if (!asked) return tl::unexpected(asked.error());
  auto as_of = asking.date("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const question::Asker& asker = asking.desk().asker;
  auto understood = asker.understand(*asked, **inquiry, *as_of);
  if (!understood) return tl::unexpected(understood.error());
  auto reply = asker.answer(*understood, **inquiry);
  if (!reply) return tl::unexpected(reply.error());
  const brief::Phrases phrases(**inquiry);
  return asking.answer(understood->as_of, [&](base::JsonWriter& json, Names& names) {
    for (const inquiry::Fact& fact : reply->facts) names.add(fact);
    json.key("reply");
    exchange::write_reply(json, *asked, *understood, *reply, **inquiry, &phrases);
  });
}

base::Result<Response> shapes(Asking& asking) {
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const reading::Rules& rules = asking.desk().asker.rules();
  return asking.answer({}, [&](base::JsonWriter& json, Names&) {
    json.key("items").begin_array();
    for (const reading::Example& example : rules.examples)
      if (example.yes)
        json.begin_object()
            .field("shape", rules.text(rules.rules[example.rule].name))
            .field("question", rules.text(example.sentence))
            .end_object();
    json.end_array();
  });
}

}  // namespace

std::span<const Route> brief_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/brief", "a b as-of format" CHANCERY_WINDOW, Slow::when_much, brief},
      {"GET", "/api/v1/ask", "q as-of" CHANCERY_WINDOW, Slow::when_much, ask},
      {"GET", "/api/v1/ask/shapes", "", Slow::never, shapes},
  };
  return kRoutes;
}

}  // namespace chancery::serve
