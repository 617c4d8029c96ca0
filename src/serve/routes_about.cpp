// SPDX-License-Identifier: Apache-2.0
// What this is that answers, what it has, and how to ask it.
#include "serve/openapi.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

base::Result<Response> status(Asking& asking) {
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  auto revisions = (*inquiry)->ledger().revisions();
  if (!revisions) return tl::unexpected(revisions.error());
  const model::Kinds& kinds = (*inquiry)->kinds();
  return asking.answer({}, [&](base::JsonWriter& json, Names&) {
    std::size_t statements = 0;
    for (const ledger::Source& source : *sources) statements += source.statements;
    json.field("statements", statements).field("sources", sources->size()).field("write", asking.desks().may_write());
    for (auto [name, first] : {std::pair{"first_recorded", true}, {"last_recorded", false}}) {
      json.key(name);
      if (revisions->empty())
        json.null();
      else
        json.value(time::clock_text((first ? revisions->front() : revisions->back()).recorded));
    }
    json.key("kinds").begin_array();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      json.begin_object().field("name", kinds.kind(i).name()).key("roles").begin_array();
      for (const model::RoleDefinition& role : kinds.kind(i).roles()) json.value(role.name);
      json.end_array().end_object();
    }
    json.end_array();
  });
}

base::Result<Response> description(Asking&) {
  Response response;
  response.fixed = openapi();
  return response;
}

}  // namespace

std::span<const Route> about_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/status", "", Slow::when_much, status},
      {"GET", "/api/v1/openapi.json", "", Slow::never, description},
  };
  return kRoutes;
}

}  // namespace chancery::serve
