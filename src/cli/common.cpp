// SPDX-License-Identifier: Apache-2.0
#include "cli/common.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/csv.h"
#include "brief/write.h"

namespace chancery::cli {

using base::ErrorKind;
using base::fail;

Option format_option(std::vector<std::string> choices) {
  std::string first = choices.front();
  return {.name = "format",
          .value = "FORMAT",
          .help = "the form of the output",
          .choices = std::move(choices),
          .fallback = std::move(first),
          .letter = 'f'};
}

base::Result<std::string> date_option(const Arguments& arguments, std::string_view option) {
  if (!arguments.has(option)) return arguments.value(option);
  return inquiry::date_asked(arguments.value(option), "--" + std::string(option));
}

base::Result<std::string> kind_option(const Arguments& arguments, Session& session) {
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  return inquiry::kind_asked(arguments.value("kind"), **kinds);
}

base::Result<std::string> subject_option(const Arguments& arguments, Session& session) {
  const std::string text = arguments.value("subject");
  if (text.empty()) return text;
  auto gazetteer = session.gazetteer();
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  return inquiry::subject_asked(text, **gazetteer, "--subject");
}

Option role_option() {
  return {.name = "role",
          .value = "NAME=VALUE",
          .help = "only facts with this value (or one of A|B) in that role, such as city=Almaty",
          .many = true};
}

base::Result<std::vector<model::Role>> roles_option(const Arguments& arguments, Session& session) {
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  return inquiry::roles_asked(arguments.values("role"), arguments.value("kind"), **kinds, "--role");
}

base::Result<inquiry::Question> question_of(const Arguments& arguments, Session& session) {
  inquiry::Question out;
  auto as_of = date_option(arguments, "as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  out.as_of = std::move(*as_of);
  auto kind = kind_option(arguments, session);
  if (!kind) return tl::unexpected(kind.error());
  out.kind = std::move(*kind);
  auto roles = roles_option(arguments, session);
  if (!roles) return tl::unexpected(roles.error());
  out.roles = std::move(*roles);
  out.other_modes = arguments.has("all-modes");
  return out;
}

base::Result<time::Bounds> period_option(const Arguments& arguments) {
  for (const char* option : {"from", "to"})
    if (auto date = date_option(arguments, option); !date) return tl::unexpected(date.error());
  return inquiry::period_asked(arguments.value("from"), arguments.value("to"), "--from", "--to");
}

base::Result<reading::Options> reading_options(const Arguments& arguments, Session& session) {
  reading::Options options;
  auto published = date_option(arguments, "published");
  if (!published) return tl::unexpected(published.error());
  options.published = *published;
  auto subject = subject_option(arguments, session);
  if (!subject) return tl::unexpected(subject.error());
  options.subject = *subject;
  return options;
}

Option as_of_option() {
  return {.name = "as-of", .value = "DATE", .help = "only what held at this date (EDTF: 1992, 1992-08, 1992-08-27)"};
}

std::vector<Option> licence_options() {
  return {{.name = "licences", .value = "LIST", .help = "only what sources under one of these licences say, such as CC0-1.0,public-domain"},
          {.name = "licence-max",
           .value = "LICENCE",
           .help = "only what sources say under this licence or one that asks less, such as CC-BY-4.0"}};
}

std::vector<Option> with_window(std::vector<Option> options) {
  const bool lines = std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.name == "format" && std::find(option.choices.begin(), option.choices.end(), "jsonl") != option.choices.end();
  });
  options.push_back({.name = "known", .value = "DATE", .help = "as the ledger was known at this date (EDTF); else now"});
  options.push_back(
      {.name = "pin", .value = "PIN", .help = "as it was when it had this pin, which every answer names: the same answer again"});
  for (Option& option : licence_options()) options.push_back(std::move(option));
  options.push_back({.name = "suppose",
                     .value = "FILE",
                     .help = "lay these statements (JSON Lines) over the ledger, for this answer only",
                     .complete = Complete::file});
  if (lines) options.push_back({.name = "header", .help = "with jsonl: begin with a line that names the program, the pin and the dates"});
  return options;
}

std::vector<Option> reason_option_list() {
  return {{.name = "why", .value = "WORDS", .help = "the reason, which is kept"},
          {.name = "by", .value = "WHOM", .help = "who says so, which is kept"}};
}

base::Result<Reason> reason_options(const Arguments& arguments) {
  Reason out{arguments.value("why"), arguments.value("by")};
  for (auto [name, value] : {std::pair{"--why", &out.why}, {"--by", &out.by}})
    if (value->find_first_not_of(" \t") == std::string::npos)
      return fail(ErrorKind::usage, fmt::format("{} is missing", name), "", "what is recorded says who decided it and why");
  return out;
}

base::Result<> write_header(const Arguments& arguments, Session& session, std::string_view as_of) {
  if (!arguments.has("header") || arguments.value("format") != "jsonl") return {};
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto pin = (*inquiry)->pin();
  if (!pin) return tl::unexpected(pin.error());
  std::string line;
  base::JsonWriter json(line);
  json.begin_object().field("program", "chancery " CHANCERY_VERSION).field("pin", *pin);
  if (!as_of.empty()) json.field("as_of", as_of);
  if (arguments.has("suppose")) json.field("supposing", arguments.value("suppose"));
  json.end_object();
  session.out.write(line + "\n");
  return {};
}

base::Result<> write_foot(Session& session, std::string_view as_of) {
  auto inquiry = session.inquiry();
  if (!inquiry) return tl::unexpected(inquiry.error());
  auto foot = (*inquiry)->foot(as_of);
  if (!foot) return tl::unexpected(foot.error());
  session.out.write("\n" + *foot + "\n");
  return {};
}

std::string write_dossier(const brief::Dossier& dossier, std::string_view format) {
  return format == "md"     ? brief::write_markdown(dossier)
         : format == "html" ? brief::write_html(dossier)
         : format == "json" ? brief::write_json(dossier)
                            : brief::write_text(dossier, {columns(), colour()});
}

void write_csv_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    base::append_csv_field(out, cells[i]);
  }
  out += "\r\n";
}

std::string text_of(const model::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return model::print_number(*number);
  std::string out;
  for (const std::string& member : std::get<std::vector<std::string>>(value)) out += (out.empty() ? "" : "; ") + member;
  return out;
}

std::string summary(const model::Statement& statement) {
  std::string out = (statement.polarity ? "" : "not ") + statement.kind;
  const char* before = ": ";
  for (const model::Role& role : statement.roles) {
    out += before + role.name + " " + text_of(role.value);
    before = ", ";
  }
  before = "; ";
  for (auto [name, value] : {std::pair{"on", &statement.time.on},
                             {"since", &statement.time.since},
                             {"until", &statement.time.until},
                             {"at", &statement.time.at}}) {
    if (value->empty()) continue;
    out += std::string(before) + name + " " + *value;
    before = ", ";
  }
  if (statement.mode != model::Mode::fact) out += "; " + std::string(model::name_of(statement.mode));
  return out;
}

}  // namespace chancery::cli
