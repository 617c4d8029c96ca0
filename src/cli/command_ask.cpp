// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "base/layout.h"
#include "brief/draw.h"
#include "brief/phrase.h"
#include "brief/words.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"

namespace chancery::cli {
namespace {

using inquiry::Unknown;
using inquiry::Verdict;
using question::Form;
using question::Line;
using question::Reply;
using question::Understood;

std::string why_in_words(const Reply& reply) {
  switch (reply.why) {
    case Unknown::not_then:
      return "what is said of it is of other times";
    case Unknown::not_a_state:
      return "one asked about was no state then";
    default:
      break;
  }
  if (reply.without > 0) return "it is told of, but not this about it";
  return "nothing that was read says so";
}

// A value with what a figure counts.
std::string value_in_words(const Line& line, const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  if (understood.form == Form::when || understood.form == Form::until) return brief::date_in_words(line.value);
  if (understood.form != Form::value) return phrases.name(line.value);
  const inquiry::Fact& fact = reply.facts[line.facts.front()];
  std::string out = brief::value_of(fact, understood.asked[0].role), unit = brief::value_of(fact, "currency");
  if (understood.asked[0].role.ends_with("_km")) unit = "km";
  return out + (unit.empty() ? "" : " " + unit);
}

std::string list_of(const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  std::vector<std::string> words;
  for (const Line& line : reply.lines) {
    std::string one = value_in_words(line, understood, reply, phrases);
    if (line.denied) one += " (also denied)";
    if (line.truth == time::Truth::possible) one += " (possibly)";
    words.push_back(std::move(one));
  }
  return brief::list_in_words(words);
}

// What is told and lacks what was asked.
std::string more(const Reply& reply) {
  if (reply.without == 0) return {};
  return fmt::format("; {} more {} told of without it", reply.without, reply.without == 1 ? "is" : "are");
}

std::string answer_in_words(const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  if (reply.verdict == Verdict::unknown) return "Unknown: " + why_in_words(reply);
  const bool contested = reply.verdict == Verdict::contested;
  switch (understood.form) {
    case Form::verdict:
      if (contested) return "Contested: some say so, and some deny it";
      return std::string(reply.verdict == Verdict::yes ? "Yes" : "No") + (reply.truth == time::Truth::possible ? ", possibly" : "");
    case Form::times:
      return fmt::format("{} times, as far as told", reply.facts.size());
    case Form::count:
      return fmt::format("At least {}: {}", reply.lines.size(), list_of(understood, reply, phrases)) + more(reply);
    case Form::changes:
      return fmt::format("{} changes and events, as far as told", reply.lines.size());
    default:
      return (contested ? "Contested: " : "") + list_of(understood, reply, phrases) + more(reply);
  }
}

std::string jsonl(const std::string& asked, const Understood& understood, const Reply& reply, const inquiry::Inquiry& inquiry) {
  static constexpr std::string_view kWhy[] = {"", "not-said", "not-then", "not-a-state"};
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().field("question", asked).field("shape", understood.shape).field("form", name_of(understood.form));
  json.field("understood", in_words(understood, inquiry)).field("command", command_of(understood));
  json.field("verdict", name_of(reply.verdict));
  if (reply.verdict == Verdict::unknown)
    json.field("why", kWhy[std::min<std::size_t>(static_cast<std::size_t>(reply.why), 3)]);
  else
    json.field("certainty", time::name_of(reply.truth));
  json.key("answers").begin_array();
  for (const Line& line : reply.lines) {
    json.begin_object().field("value", line.value).field("certainty", time::name_of(line.truth));
    if (line.denied) json.field("denied", true);
    json.key("statements").begin_array();
    for (std::size_t place : line.facts)
      for (const ledger::Entry& entry : reply.facts[place].statements) json.value(entry.id);
    json.end_array().end_object();
  }
  json.end_array().key("facts").begin_array();
  for (const inquiry::Fact& fact : reply.facts) write_fact(json, fact);
  json.end_array().end_object();
  out += '\n';
  return out;
}

std::string shapes(const reading::Rules& rules) {
  base::TextTable table;
  table.column("Shape");
  table.column("Such as");
  for (const reading::Example& example : rules.examples)
    if (example.yes) table.row({std::string(rules.text(rules.rules[example.rule].name)), std::string(rules.text(example.sentence))});
  return table.render(columns());
}

// The facts in the order of the answers that they give, then what else was looked at.
std::vector<inquiry::Fact> in_order(const Reply& reply) {
  std::vector<std::size_t> places;
  for (const Line& line : reply.lines) places.insert(places.end(), line.facts.begin(), line.facts.end());
  for (std::size_t place = 0; place < reply.facts.size(); ++place) places.push_back(place);
  std::vector<bool> there(reply.facts.size());
  std::vector<inquiry::Fact> out;
  for (std::size_t place : places) {
    if (!there[place]) out.push_back(reply.facts[place]);
    there[place] = true;
  }
  return out;
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
    session.out.write(jsonl(asked, *understood, *reply, **inquiry));
  } else {
    auto dossier = brief::draw_answer(
        **inquiry, asked, fmt::format("Understood as: {}. The same facts: {}.", in_words(*understood, **inquiry), command_of(*understood)),
        answer_in_words(*understood, *reply, brief::Phrases(**inquiry)), in_order(*reply), understood->as_of);
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
