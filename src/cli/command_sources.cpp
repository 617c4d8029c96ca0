// SPDX-License-Identifier: Apache-2.0
#include "base/layout.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/session.h"
#include "exchange/json.h"

namespace chancery::cli {
namespace {

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto sources = (*inquiry)->sources();
  if (!sources) return tl::unexpected(sources.error());
  std::string format = arguments.value("format");
  if (format == "table") {
    base::TextTable table;
    for (const char* head : {"Document", "Title", "Published"}) table.column(head);
    table.column("Statements", base::TextTable::Align::right);
    table.column("Recorded");
    for (const ledger::Source& source : *sources)
      table.row(
          {source.path, source.title, source.published, std::to_string(source.statements), clock_text(source.recorded).substr(0, 10)});
    if (table.empty()) {
      say("the ledger holds no document yet; `chancery read --keep FILE…` puts one in");
    } else {
      session.out.write(table.render(columns()));
      if (auto ok = write_foot(session, {}); !ok) return tl::unexpected(ok.error());
    }
    return 0;
  }
  if (auto ok = write_header(arguments, session, {}); !ok) return tl::unexpected(ok.error());
  if (format == "jsonl") {
    write_lines(session, *sources, [](base::JsonWriter& json, const ledger::Source& source) { exchange::write_source(json, source); });
    return 0;
  }
  std::string out;
  write_csv_row(out, {"document", "title", "published", "form", "sha256", "statements", "retracted", "recorded"});
  for (const ledger::Source& source : *sources)
    write_csv_row(out, {source.path, source.title, source.published, source.form, source.hash, std::to_string(source.statements),
                        std::to_string(source.retracted), clock_text(source.recorded)});
  session.out.write(out);
  return 0;
}

}  // namespace

Command command_sources() {
  Command command;
  command.name = "sources";
  command.summary = "list the documents whose statements the ledger holds";
  command.description = {
      "Lists the documents in the order in which they were first read, with what each says of itself and how many statements were read "
      "from it."};
  command.options = with_window({format_option({"table", "jsonl", "csv"})});
  command.examples = {{"chancery sources", "What the ledger was filled from"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
