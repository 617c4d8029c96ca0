// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/citation.h"
#include "exchange/json.h"
#include "model/words.h"

namespace chancery::cli {
namespace {

void lines(Output& out, std::string_view head, std::string_view text) {
  std::string before(head);
  before.resize(std::max<std::size_t>(before.size() + 2, 12), ' ');
  std::string rest(base::display_width(before), ' ');
  for (const std::string& line : base::wrap(base::printable(text), columns() - rest.size())) {
    out.write(before + line + "\n");
    before = rest;
  }
}

std::string place(const model::Citation& source) { return source.document + ", " + model::place_of(source); }

void write_text(Output& out, const inquiry::Explanation& why) {
  const model::Statement& statement = why.entry.statement;
  lines(out, "statement", why.entry.id + (why.entry.retracted ? " (retracted)" : ""));
  lines(out, "says", summary(statement));
  if (!model::words_of(statement.source).empty()) lines(out, "words", "“" + statement.source.quote + "”");
  if (!why.before.empty() || !why.after.empty())
    lines(out, "context", "… " + why.before + " [" + statement.source.quote + "] " + why.after + " …");
  lines(out, "document", place(statement.source) + " (" + std::string(model::name_of(statement.scope)) + ")");
  const model::Terms& terms = why.source.terms;
  for (auto [what, words] : {std::pair{"title", terms.title.empty() ? &why.source.title : &terms.title},
                             {"publisher", &terms.publisher},
                             {"attribution", &terms.attribution},
                             {"licence", &terms.licence}})
    if (!words->empty()) lines(out, what, *words);
  if (!why.source.published.empty()) lines(out, "published", why.source.published);
  lines(out, "sha-256", why.source.hash);
  if (!statement.rule.empty()) lines(out, "rule", statement.rule);
  for (const std::string& by : why.entry.by) lines(out, "by", by);
  for (const std::string& id : why.entry.corrects) lines(out, "corrects", id);
  if (!why.entry.retracted_by.empty()) lines(out, "taken back", "by " + why.entry.retracted_by + ": " + why.entry.why);
  if (!why.entry.replaced_by.empty()) lines(out, "in its stead", why.entry.replaced_by);
  if (!statement.anchor.empty()) lines(out, "date from", statement.anchor);
  for (const auto& [role, words] : statement.as) lines(out, "called", role + ": “" + words + "”");
  lines(out, "recorded", clock_text(why.entry.recorded));
  auto entries = [&](const char* title, const std::vector<ledger::Entry>& entries) {
    if (entries.empty()) return;
    out.write(std::string("\n") + title + "\n");
    for (const ledger::Entry& entry : entries) {
      lines(out, "  " + entry.id.substr(0, 13), summary(entry.statement));
      const std::string_view quote = model::words_of(entry.statement.source);
      lines(out, "", (quote.empty() ? "" : fmt::format("“{}” ", quote)) + place(entry.statement.source));
    }
  };
  entries("Others that say the same:", why.agreeing);
  entries("Others that say otherwise:", why.rivals);
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto why = (*inquiry)->why(arguments.positional()[0]);
  if (!why) return tl::unexpected(why.error());
  const std::string format = arguments.value("format");
  if (format == "jsonl") {
    if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
    std::string line;
    base::JsonWriter json(line);
    exchange::write_explanation(json, *why);
    session.out.write(line + "\n");
  } else if (format == "text") {
    write_text(session.out, *why);
    if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
  } else {
    auto pin = (*inquiry)->pin();
    if (!pin) return tl::unexpected(pin.error());
    session.out.write(format == "bibtex" ? exchange::bibtex(*why, *pin)
                      : format == "csl"  ? exchange::csl_json(*why, *pin)
                                         : exchange::footnote(*why, *pin));
  }
  return 0;
}

}  // namespace

Command command_why() {
  Command command;
  command.name = "why";
  command.summary = "tell where a statement comes from";
  command.description = {
      "Shows the words that say it with what surrounds them, the document, the rule that read it, when it was recorded, and the statements "
      "that say "
      "the same or otherwise."};
  command.arguments = {{.name = "ID", .help = "a statement's id, or the beginning of one that no other has"}};
  command.options = with_window({format_option({"text", "jsonl", "footnote", "bibtex", "csl"})});
  command.examples = {{"chancery why st:5f0c2a", "What stands behind a footnote of a brief"},
                      {"chancery why st:5f0c2a --format bibtex >> sources.bib", "To cite it"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
