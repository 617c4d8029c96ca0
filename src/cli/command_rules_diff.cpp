// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <set>

#include "base/json.h"
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/data.h"
#include "cli/documents.h"
#include "cli/session.h"
#include "model/jsonl.h"
#include "reading/compare.h"

namespace chancery::cli {
namespace {

using model::Statement;
using reading::Change;

constexpr std::string_view kBuiltIn = "built-in";

// A reader, with the tables that it looks into.
struct Side {
  Data data;
  reading::Reader reader;
};

base::Result<Side> side_of(const std::string& folder) {
  auto data = Data::load(folder == kBuiltIn ? std::string() : folder);
  if (!data) return tl::unexpected(data.error());
  Side side{std::move(*data), {}};
  auto reader = reading::Reader::open(side.data.rules(), side.data.model(), side.data.gazetteer());
  if (!reader) return tl::unexpected(reader.error());
  side.reader = std::move(*reader);
  return side;
}

enum What { won, lost, changed };
constexpr std::string_view kNames[] = {"won", "lost", "changed"};
What what_of(const Change& change) { return !change.before ? won : !change.after ? lost : changed; }

using Counts = std::size_t[3];

std::string json_of(const Change& change) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().field("what", kNames[what_of(change)]);
  for (auto [name, statement] : {std::pair{"old", &change.before}, {"new", &change.after}}) {
    if (!*statement) continue;
    std::string line;
    model::write_jsonl(line, **statement);
    line.pop_back();
    json.key(name).raw(line);
  }
  json.end_object();
  return out + "\n";
}

// A change of a document: what was said and what is said, each in a row of its own.
void add_rows(base::TextTable& table, const Change& change) {
  std::string what(kNames[what_of(change)]);
  for (const auto* statement : {&change.before, &change.after}) {
    if (!*statement) continue;
    const model::Citation& source = (*statement)->source;
    table.row({what, fmt::format("{}–{}", source.from, source.to), summary(**statement), (*statement)->rule,
               base::shorten(base::printable(source.quote), 200)});
    what = "to";
  }
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  if (arguments.has("data")) return base::fail(base::ErrorKind::usage, "--data has no meaning here", "", "OLD and NEW are the folders");
  auto settings = document_settings(arguments);
  if (!settings) return tl::unexpected(settings.error());
  settings->wanted.recursive = true;
  reading::Options options;
  options.published = settings->published;
  const std::vector<std::string>& typed = arguments.positional();
  auto before = side_of(typed[0]);
  if (!before) return tl::unexpected(before.error());
  auto after = side_of(typed[1]);
  if (!after) return tl::unexpected(after.error());

  const bool jsonl = arguments.value("format") == "jsonl";
  document::Corpus corpus({typed.begin() + 2, typed.end()}, settings->wanted);
  Counts total = {};
  std::map<std::string, Counts> rules;
  std::size_t documents = 0, differing = 0;
  const int code = each_document(
      corpus, *settings, "rules diff",
      [&](const document::Item&, const document::Document& document) {
        return reading::compare(before->reader.read(document, options).statements, after->reader.read(document, options).statements);
      },
      [&](const std::string& path, const std::vector<Change>& changes) {
        ++documents;
        if (changes.empty()) return true;
        ++differing;
        base::TextTable table;
        for (const char* head : {"", "Characters", "Says", "Rule", "Words"}) table.column(head);
        for (const Change& change : changes) {
          ++total[what_of(change)];
          std::set<std::string> names;
          for (const auto* statement : {&change.before, &change.after})
            if (*statement) names.insert((*statement)->rule);
          for (const std::string& name : names) ++rules[name][what_of(change)];
          if (jsonl)
            session.out.write(json_of(change));
          else
            add_rows(table, change);
        }
        if (!jsonl) session.out.write(base::printable(path) + "\n\n" + table.render(columns()) + "\n");
        return !session.out.closed();
      });

  base::TextTable table;
  table.column("Rule");
  for (const char* head : {"Won", "Lost", "Changed"}) table.column(head, base::TextTable::Align::right);
  for (const auto& [name, counts] : rules) {
    std::string line;
    base::JsonWriter json(line);
    json.begin_object().field("rule", name);
    for (What what : {won, lost, changed}) json.field(kNames[what], counts[what]);
    json.end_object();
    if (jsonl)
      session.out.write(line + "\n");
    else
      table.row({name, std::to_string(counts[won]), std::to_string(counts[lost]), std::to_string(counts[changed])});
  }
  if (!jsonl) {
    if (!table.empty()) session.out.write(table.render(columns()) + "\n");
    session.out.write(fmt::format("{} won, {} lost, {} changed, in {} of {} document{}\n", total[won], total[lost], total[changed],
                                  differing, documents, documents == 1 ? "" : "s"));
  }
  return differing > 0 ? 1 : code;
}

}  // namespace

Command command_rules_diff() {
  Command command;
  command.name = "rules diff";
  command.summary = "tell what one rule base reads of documents and another does not";
  command.description = {
      "Reads every document of the CORPUS (files or folders; - is standard input) by OLD and by NEW, and lists the statements that NEW "
      "wins, loses "
      "or changes, with their words and rules, then the counts by rule. Changed is what has another of the same kind in words that "
      "overlap: other roles, another "
      "time, or more or fewer words. A statement that another rule reads now is no difference.",
      "OLD and NEW are folders as --data takes them, or built-in. The exit code is 0 where nothing differs and 1 where something does, or "
      "a "
      "document could not be read."};
  command.arguments = {{.name = "OLD", .help = "a folder laid out like the source tree, or built-in", .complete = Complete::folder},
                       {.name = "NEW", .help = "the other", .complete = Complete::folder},
                       {.name = "CORPUS", .help = "documents, or folders of them", .many = true, .complete = Complete::file}};
  command.options = {format_option({"table", "jsonl"})};
  add_corpus_options(command.options);
  command.examples = {{"chancery rules diff built-in . documents", "What the rules of this source tree change"},
                      {"chancery rules diff old new documents --format jsonl | grep '\"what\":\"lost\"'", "What is read no longer"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
