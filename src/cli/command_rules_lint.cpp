// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/documents.h"
#include "cli/session.h"
#include "reading/lint.h"

namespace chancery::cli {
namespace {

using reading::Finding;
using reading::Level;
using reading::Lint;

constexpr std::size_t kLongestMessage = 400;

void write_json(Output& out, const Lint& lint, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().field("level", name_of(finding.level)).field("what", finding.what).field("name", finding.name);
    json.field("place", finding.place).field("message", finding.message).end_object();
    out.write(text + "\n");
  }
  if (lint.documents() == 0) return;
  for (const auto& [rule, count] : lint.counts()) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object()
        .field("rule", rule)
        .field("place", count.place)
        .field("statements", count.statements)
        .field("documents", count.documents)
        .end_object();
    out.write(text + "\n");
  }
}

void write_text(Output& out, const Lint& lint, const std::vector<Finding>& findings, std::size_t examples) {
  base::TextTable table;
  for (const char* head : {"Level", "What", "Of", "At", "Why"}) table.column(head);
  std::size_t levels[3] = {};
  for (const Finding& finding : findings) {
    ++levels[static_cast<std::size_t>(finding.level)];
    table.row({std::string(name_of(finding.level)), std::string(finding.what), finding.name, finding.place,
               base::shorten(finding.message, kLongestMessage)});
  }
  if (!table.empty()) out.write(table.render(columns()) + "\n");
  const auto counts = lint.counts();
  if (lint.documents() > 0) {
    base::TextTable fired;
    fired.column("Rule");
    for (const char* head : {"Statements", "Documents"}) fired.column(head, base::TextTable::Align::right);
    for (const auto& [rule, count] : counts) fired.row({rule, std::to_string(count.statements), std::to_string(count.documents)});
    out.write(fired.render(columns()) + "\n");
  }
  auto some = [](std::size_t number, const char* what) { return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"); };
  out.write(fmt::format("{}, {}, {}; {} with {}", some(levels[0], "error"), some(levels[1], "warning"), some(levels[2], "note"),
                        some(counts.size(), "rule"), some(examples, "example")));
  out.write(lint.documents() > 0 ? fmt::format(", {}\n", some(lint.documents(), "document")) : "\n");
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto settings = document_settings(arguments);
  if (!settings) return tl::unexpected(settings.error());
  settings->wanted.recursive = true;
  reading::Options options;
  options.published = settings->published;
  auto opened = session.reader();
  if (!opened) return tl::unexpected(opened.error());
  const reading::Reader& reader = **opened;

  Lint lint(reader.rules());
  struct Task {
    const reading::Example* example;
    std::uint64_t bytes = 0;
  };
  const auto examples = reader.rules().examples;
  auto at = examples.begin();
  in_order(
      settings->threads, [&] { return at == examples.end() ? std::optional<Task>() : Task{&*at++}; },
      [&](Task task) { return std::pair(task.example, run_example(reader, *task.example)); },
      [&](const auto& run) { return lint.add_example(*run.first, run.second), true; });
  document::Corpus corpus(arguments.positional(), settings->wanted);
  int code = each_document(
      corpus, *settings, "rules lint",
      [&](const document::Item&, const document::Document& document) { return reading::use_of(reader.read(document, options).statements); },
      [&](const std::string& path, const reading::RuleUse& use) { return lint.add_document(path, use), true; });

  const std::vector<Finding> findings = lint.findings();
  if (arguments.value("format") == "jsonl")
    write_json(session.out, lint, findings);
  else
    write_text(session.out, lint, findings, examples.size());
  return !findings.empty() && findings.front().level == Level::error ? 1 : code;
}

}  // namespace

Command command_rules_lint() {
  Command command;
  command.name = "rules lint";
  command.summary = "check the reading rules by their examples and over documents";
  command.description = {
      "Looks through the reading rules, those built in or of --data DIR. An error: a yes or no sentence that does not hold. Warnings: a "
      "rule "
      "without a yes sentence; words and phrases that nothing uses; two rules that make different statements, of one kind, of the same "
      "words "
      "of an example or document. Notes: a form of a rule that no rare word calls up, so that it is tried on every sentence.",
      "With a CORPUS of files or folders (- is standard input), how many statements each rule made and in how many documents follows; of "
      "two "
      "documents or more, rules that made statements in fewer than two are noted: a rule states a form of words, which others use, too. "
      "The "
      "exit code is 1 where there is an error, or a document could not be read."};
  command.arguments = {
      {.name = "CORPUS", .help = "documents, or folders of them", .required = false, .many = true, .complete = Complete::file}};
  command.options = {format_option({"table", "jsonl"})};
  add_corpus_options(command.options);
  command.examples = {{"chancery rules lint", "Whether all examples hold, and what is not used"},
                      {"chancery rules lint documents --data .", "The rules of a source tree, over a folder of documents"},
                      {"chancery rules lint documents --format jsonl | grep '\"overlap\"'", "Where two rules do not agree"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
