// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/layout.h"
#include "brief/draw.h"
#include "brief/phrase.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/answer.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

using inquiry::Verdict;

std::string shapes(const reading::Rules& rules) {
  base::TextTable table;
  table.column("Shape");
  table.column("Such as");
  for (const reading::Example& example : rules.examples)
    if (example.yes) table.row({std::string(rules.text(rules.rules[example.rule].name)), std::string(rules.text(example.sentence))});
  return table.render(columns());
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto as_of = date_option(arguments, "as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  auto asker = session.asker();
  if (!asker) return tl::unexpected(asker.error());
  if (arguments.has("shapes")) {
    session.out.write(shapes((*asker)->rules()));
    return 0;
  }
  std::string asked;
  for (const std::string& word : arguments.positional()) asked += (asked.empty() ? "" : " ") + word;
  if (asked.empty())
    return base::fail(base::ErrorKind::usage, "a question is missing", "", "`chancery ask --shapes` lists those that are understood");
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto understood = (*asker)->understand(asked, **inquiry, *as_of);
  if (!understood) return tl::unexpected(understood.error());
  auto reply = (*asker)->answer(*understood, **inquiry);
  if (!reply) return tl::unexpected(reply.error());
  if (const std::string format = arguments.value("format"); format == "jsonl") {
    if (auto ok = write_header(arguments, session, understood->as_of); !ok) return tl::unexpected(ok.error());
    std::string line;
    base::JsonWriter json(line);
    exchange::write_reply(json, asked, *understood, *reply, **inquiry);
    session.out.write(line + "\n");
  } else {
    auto dossier = brief::draw_answer(
        **inquiry, asked, fmt::format("Understood as: {}. The same facts: {}.", in_words(*understood, **inquiry), command_of(*understood)),
        exchange::answer_in_words(*understood, *reply, brief::Phrases(**inquiry)), exchange::in_order(*reply), understood->as_of);
    if (!dossier) return tl::unexpected(dossier.error());
    session.out.write(write_dossier(*dossier, format));
  }
  return reply->verdict == Verdict::unknown ? 1 : 0;
}

}  // namespace

Command command_ask() {
  Command command;
  command.name = "ask";
  command.summary = "answer a question in plain English";
  command.description = {
      "Tells first how the question was understood, and which command shows the same facts; then the answer (yes, no, unknown with the "
      "reason, or "
      "contested; certain or possible) and what it rests on, with a note under each fact.",
      "What is not understood to its last word is not answered: the error says from which word on, and which questions begin like it. Exit "
      "code 1 "
      "says that, or that the answer is not known."};
  command.arguments = {{.name = "QUESTION", .help = "in quotation marks, or as words", .required = false, .many = true}};
  command.options = with_window({{.name = "as-of", .value = "DATE", .help = "for a question that names no time: as of this date (EDTF)"},
                                 {.name = "shapes", .help = "list the questions that are understood"},
                                 format_option({"text", "jsonl", "md", "html"})});
  command.examples = {{"chancery ask \"Who had embassies in Almaty in 1995?\"", "A list, as of a year"},
                      {"chancery ask When did Latvia recognise Kazakhstan", "A date"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
