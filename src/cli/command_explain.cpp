// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "model/jsonl.h"

namespace chancery::cli {
namespace {

using Attempt = reading::Explanation::Attempt;

constexpr std::size_t kNearest = 6;  // rules that did not fit, where not all are asked for

// How many words it came: the measure of how near it was.
std::size_t reach(const Attempt& attempt) {
  return attempt.words.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(attempt.words.begin(), attempt.words.end(), ' '));
}

// Of each rule what fits, else what came farthest; those that fit first, then the nearest.
std::vector<Attempt> nearest_of(const std::vector<Attempt>& attempts) {
  std::map<std::string, Attempt> best;
  for (const Attempt& attempt : attempts) {
    auto [it, added] = best.try_emplace(attempt.rule, attempt);
    if (!added && std::pair(attempt.matched, reach(attempt)) > std::pair(it->second.matched, reach(it->second))) it->second = attempt;
  }
  std::vector<Attempt> out;
  for (auto& [rule, attempt] : best) out.push_back(std::move(attempt));
  std::stable_sort(out.begin(), out.end(),
                   [](const Attempt& a, const Attempt& b) { return std::pair(a.matched, reach(a)) > std::pair(b.matched, reach(b)); });
  return out;
}

std::string outcome(const Attempt& attempt) {
  if (attempt.matched) return attempt.note.empty() ? "matched" : "matched, but " + attempt.note;
  std::string out = attempt.stopped_at.empty() ? "the sentence ended" : "stopped at “" + attempt.stopped_at + "”";
  if (!attempt.wanted.empty()) out += ", wanted " + attempt.wanted;
  if (!attempt.note.empty()) out += "; " + attempt.note;
  return out;
}

void write_text(Output& out, const reading::Explanation& explanation, bool all) {
  out.write("Statements\n");
  if (explanation.statements.empty()) out.write("  none\n");
  for (const model::Statement& statement : explanation.statements) {
    std::string text = summary(statement);
    if (!statement.rule.empty()) text += " (" + statement.rule + ")";
    std::string before = "  ";
    for (const std::string& line : base::wrap(base::printable(text), columns() - 4)) {
      out.write(before + line + "\n");
      before = "    ";
    }
  }
  if (!explanation.mentions.empty()) {
    out.write("\nWho and what it names\n");
    for (const std::string& mention : explanation.mentions) out.write("  " + base::printable(mention) + "\n");
  }
  if (all && !explanation.phrases.empty()) {
    out.write("\nPhrases\n");
    for (const std::string& phrase : explanation.phrases) out.write("  " + base::printable(phrase) + "\n");
  }
  if (explanation.attempts.empty()) return;
  std::vector<Attempt> attempts = all ? explanation.attempts : nearest_of(explanation.attempts);
  std::size_t left_out = 0;
  if (!all) {
    const auto fitting =
        static_cast<std::size_t>(std::count_if(attempts.begin(), attempts.end(), [](const Attempt& a) { return a.matched; }));
    left_out = attempts.size() - std::min(attempts.size(), fitting + kNearest);
    attempts.resize(attempts.size() - left_out);
  }
  out.write("\nRules\n");
  base::TextTable table;
  for (const char* head : {"Rule", "At", "Words", "Outcome"}) table.column(head);
  for (const Attempt& attempt : attempts) table.row({attempt.rule, attempt.place, attempt.words, outcome(attempt)});
  out.write(table.render(columns(), 2));
  if (left_out > 0) out.write(fmt::format("\n  {} more began to fit; --all lists them, every form of each\n", left_out));
}

void write_json(Output& out, const reading::Explanation& explanation) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("statements").begin_array();
  for (const model::Statement& statement : explanation.statements) {
    std::string line;
    model::write_jsonl(line, statement);
    line.pop_back();
    json.raw(line);
  }
  json.end_array().key("mentions").begin_array();
  for (const std::string& mention : explanation.mentions) json.value(mention);
  json.end_array().key("phrases").begin_array();
  for (const std::string& phrase : explanation.phrases) json.value(phrase);
  json.end_array().key("attempts").begin_array();
  for (const Attempt& attempt : explanation.attempts) {
    json.begin_object()
        .field("rule", attempt.rule)
        .field("place", attempt.place)
        .field("matched", attempt.matched)
        .field("words", attempt.words);
    json.field("stopped_at", attempt.stopped_at).field("wanted", attempt.wanted).field("note", attempt.note).end_object();
  }
  json.end_array().end_object();
  out.write(text + "\n");
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto options = reading_options(arguments, session);
  if (!options) return tl::unexpected(options.error());
  auto reader = session.reader();
  if (!reader) return tl::unexpected(reader.error());
  reading::Explanation explanation = (*reader)->explain(arguments.positional()[0], *options);
  if (arguments.value("format") == "jsonl") {
    write_json(session.out, explanation);
  } else {
    write_text(session.out, explanation, arguments.has("all"));
  }
  return 0;
}

}  // namespace

Command command_explain() {
  Command command;
  command.name = "explain";
  command.summary = "tell how a sentence is read, and what stopped the rules that did not fit";
  command.description = {
      "Reads one sentence as the only paragraph of an article and shows the statements that it makes, who and what it was taken to name, "
      "and for each "
      "rule that began to fit how far it came and what stopped it: those that fit and the nearest, each in its best form, or --all. For "
      "those who write rules, and for all who ask why a sentence yielded "
      "nothing."};
  command.arguments = {{.name = "SENTENCE", .help = "the sentence, as one argument"}};
  command.options = {{.name = "subject", .value = "CODE", .help = "the state (or two) that the article is about"},
                     {.name = "published", .value = "EDTF", .help = "when the article was written"},
                     {.name = "all", .help = "every form of every rule that began to fit, and all phrases", .letter = 'a'},
                     format_option({"text", "jsonl"})};
  command.examples = {
      {"chancery explain \"Latvia has an embassy in Astana.\"", "What a sentence says"},
      {"chancery explain --subject KAZ \"The country has an embassy in Riga.\"", "With the article's subject for who is not named"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
