// SPDX-License-Identifier: Apache-2.0
// What contradicts what, and what people say of it.
#include <fmt/core.h>

#include <algorithm>

#include "audit/decisions.h"
#include "base/suggest.h"
#include "brief/findings.h"
#include "exchange/json.h"
#include "serve/json_body.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

using base::ErrorKind;
using base::fail;

base::Result<audit::Scope> scope_asked(const Asking& asking, const std::vector<inquiry::Entity>& entities) {
  audit::Scope scope;
  scope.entities = inquiry::values_of(entities);
  scope.rule = asking.value("rule");
  if (const audit::Rules& rules = *asking.tables().audit_rules; !scope.rule.empty() && !rules.find(scope.rule)) {
    std::vector<std::string> ids;
    for (const audit::Rule& rule : rules.all()) ids.emplace_back(rule.id);
    const std::string near = base::nearest(scope.rule, ids);
    return fail(ErrorKind::usage, fmt::format("there is no rule '{}'", scope.rule), "", near.empty() ? "" : "did you mean " + near + "?");
  }
  auto severity = asking.choice("severity", {"notice", "warning", "error"});
  if (!severity) return tl::unexpected(severity.error());
  scope.least = *audit::severity_of(*severity);
  auto possible = asking.flag("possible");
  if (!possible) return tl::unexpected(possible.error());
  scope.possible = *possible;
  return scope;
}

base::Result<Response> conflicts(Asking& asking) {
  auto all = asking.flag("all");
  if (!all) return tl::unexpected(all.error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto entities = asking.entities();
  if (!entities) return tl::unexpected(entities.error());
  auto scope = scope_asked(asking, *entities);
  if (!scope) return tl::unexpected(scope.error());
  const brief::Phrases phrases(**inquiry);
  auto findings = audit::audit(**inquiry, *asking.tables().audit_rules, *scope, brief::words_for(phrases));
  if (!findings) return tl::unexpected(findings.error());
  auto decisions = audit::decisions_in(**inquiry);
  if (!decisions) return tl::unexpected(decisions.error());
  if (!*all) std::erase_if(*findings, [&](const audit::Finding& finding) { return audit::settled(*decisions, finding); });
  return asking.list({}, *findings, [&](base::JsonWriter& json, Names& names, const audit::Finding& finding) {
    names.add(finding.first);
    if (finding.second) names.add(*finding.second);
    exchange::write_finding(json, finding, *decisions, &phrases);
  });
}

// {"key":…,"by":…,"words":…,"statement":…}
base::Result<Response> decide(Asking& asking, ledger::Decision::Action action) {
  auto body = JsonBody::parse(asking.request().body);
  if (!body) return tl::unexpected(body.error());
  auto key = body->text("key"), by = body->text("by"), words = body->text_or("words"), statement = body->text_or("statement");
  for (const auto* text : {&key, &by, &words, &statement})
    if (!*text) return tl::unexpected(text->error());
  auto inquiry = asking.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  const brief::Phrases phrases(**inquiry);
  auto finding = audit::finding_of(**inquiry, *asking.tables().audit_rules, brief::words_for(phrases), *key);
  if (!finding) return tl::unexpected(finding.error());
  std::unique_lock<std::mutex> lock;
  auto ledger = asking.desks().writer(lock);
  if (!ledger) return tl::unexpected(ledger.error());
  ledger::Decision decision;
  decision.action = action;
  decision.preferred = *statement;
  decision.words = *words;
  decision.by = *by;
  if (auto done = audit::decide(*ledger, *finding, decision); !done) return tl::unexpected(done.error());
  auto pin = ledger->pin();
  if (!pin) return tl::unexpected(pin.error());
  Response response;
  base::JsonWriter(response.body)
      .begin_object()
      .field("finding", finding->key)
      .field("action", name_of(action))
      .field("pin", *pin)
      .end_object();
  return response;
}

template <ledger::Decision::Action kAction>
base::Result<Response> decide(Asking& asking) {
  return decide(asking, kAction);
}

}  // namespace

std::span<const Route> audit_routes() {
  using Action = ledger::Decision::Action;
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/conflicts", "a b rule severity possible all" CHANCERY_LIST, Slow::always, conflicts},
      {"POST", "/api/v1/conflicts/accept", "", Slow::always, decide<Action::accept>, true},
      {"POST", "/api/v1/conflicts/prefer", "", Slow::always, decide<Action::prefer>, true},
      {"POST", "/api/v1/conflicts/note", "", Slow::always, decide<Action::note>, true},
  };
  return kRoutes;
}

}  // namespace chancery::serve
