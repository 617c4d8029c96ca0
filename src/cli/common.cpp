// SPDX-License-Identifier: Apache-2.0
#include "cli/common.h"

#include <fmt/core.h>

#include <algorithm>

#include "brief/write.h"
#include "cli/suggest.h"
#include "model/jsonl.h"
#include "time/calendar.h"
#include "time/edtf.h"

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
  std::string text = arguments.value(option);
  if (text.empty() && !arguments.has(option)) return text;
  auto parsed = time::parse_edtf(text);
  if (!parsed)
    return fail(ErrorKind::usage, fmt::format("--{}: {}", option, parsed.error().message), "",
                "dates are EDTF, such as 1992, 1992-08 or 1992-08-27");
  return text;
}

base::Result<std::string> kind_option(const Arguments& arguments, Session& session) {
  std::string name = arguments.value("kind");
  if (name.empty()) return name;
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  if ((*kinds)->find(name)) return name;
  std::vector<std::string> names;
  std::string all;
  for (std::size_t i = 0; i < (*kinds)->size(); ++i) {
    names.emplace_back((*kinds)->kind(i).name());
    all += (i > 0 ? ", " : "") + names.back();
  }
  std::string near = nearest(name, names);
  return fail(ErrorKind::usage, fmt::format("there is no kind '{}'", name), "",
              near.empty() ? "the kinds are " + all : "did you mean " + near + "?");
}

base::Result<std::string> subject_option(const Arguments& arguments, Session& session) {
  std::string text = arguments.value("subject");
  if (text.empty()) return text;
  auto gazetteer = session.gazetteer();
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  const gazetteer::Gazetteer& names = **gazetteer;
  // As a whole first: names have spaces and commas of their own.
  auto code_of = [&](std::string_view name) -> std::string {
    auto fits = [&](std::uint32_t entity) {
      gazetteer::EntityType type = names.entity(entity).type;
      return type == gazetteer::EntityType::state || type == gazetteer::EntityType::organization;
    };
    std::uint32_t index = names.by_code(name);
    if (index != 0 && !fits(index)) index = 0;
    for (const gazetteer::Name& reading : names.find(name)) {
      if (index != 0) break;
      if (fits(reading.entity)) index = reading.entity;
    }
    return std::string(index != 0 ? names.code(index) : std::string_view());
  };
  if (std::string code = code_of(text); !code.empty()) return code;
  for (std::size_t at = text.find_first_of(" ,"); at != std::string::npos; at = text.find_first_of(" ,", at + 1)) {
    std::string a = code_of(std::string_view(text).substr(0, at)), b = code_of(std::string_view(text).substr(at + 1));
    if (!a.empty() && !b.empty()) return a + " " + b;
  }
  return fail(ErrorKind::usage, fmt::format("--subject takes the code or name of a state or an organisation (or two), not '{}'", text));
}

base::Result<std::vector<inquiry::Entity>> entities_named(const std::vector<std::string>& names, const inquiry::Inquiry& inquiry,
                                                          std::string_view as_of) {
  std::vector<inquiry::Entity> out;
  for (const std::string& name : names) {
    auto entity = inquiry.resolve(name, as_of);
    if (!entity) return tl::unexpected(entity.error());
    out.push_back(std::move(*entity));
  }
  return out;
}

Option role_option() {
  return {.name = "role",
          .value = "NAME=VALUE",
          .help = "only facts with this value (or one of A|B) in that role, such as city=Almaty",
          .many = true};
}

base::Result<std::vector<model::Role>> roles_option(const Arguments& arguments, Session& session) {
  std::vector<model::Role> out;
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < (*kinds)->size(); ++i)
    for (const model::RoleDefinition& role : (*kinds)->kind(i).roles())
      if (arguments.value("kind").empty() || arguments.value("kind") == (*kinds)->kind(i).name()) names.emplace_back(role.name);
  for (const std::string& text : arguments.values("role")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return fail(ErrorKind::usage, fmt::format("--role takes NAME=VALUE, not '{}'", text));
    const std::string name = text.substr(0, equals);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string near = nearest(name, names);
      return fail(ErrorKind::usage, fmt::format("there is no role '{}'", name), "", near.empty() ? "" : "did you mean " + near + "?");
    }
    std::vector<std::string> values;
    for (std::size_t at = equals + 1; at <= text.size();) {
      const std::size_t bar = std::min(text.find('|', at), text.size());
      values.push_back(text.substr(at, bar - at));
      at = bar + 1;
    }
    out.push_back({name, values.size() == 1 ? model::Value(values[0]) : model::Value(values)});
  }
  return out;
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

std::vector<std::string> values_of(const std::vector<inquiry::Entity>& entities) {
  std::vector<std::string> out;
  for (const inquiry::Entity& entity : entities) out.push_back(entity.value);
  return out;
}

base::Result<time::Bounds> period_option(const Arguments& arguments) {
  time::Bounds out;
  for (auto [option, first] : {std::pair{"from", true}, {"to", false}}) {
    auto date = date_option(arguments, option);
    if (!date) return tl::unexpected(date.error());
    if (date->empty()) continue;
    auto bounds = time::bounds(*date);
    if (!bounds) return tl::unexpected(bounds.error());
    (first ? out.earliest : out.latest) = first ? bounds->earliest : bounds->latest;
  }
  if (out.earliest > out.latest) return fail(ErrorKind::usage, "--from is later than --to");
  return out;
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

void write_fact(base::JsonWriter& json, const inquiry::Fact& fact) {
  auto source = [&](const model::Citation& citation) {
    json.begin_object();
    model::write_place(json, citation);
    json.end_object();
  };
  json.begin_object().field("kind", fact.kind);
  model::write_roles_and_time(json, fact.roles, fact.time);
  json.field("polarity", fact.polarity).field("mode", model::name_of(fact.mode)).field("certainty", time::name_of(fact.truth));
  json.key("source");
  source(fact.statements[0].statement.source);
  json.key("statements").begin_array();
  for (const ledger::Entry& entry : fact.statements) {
    json.begin_object().field("id", entry.id).key("source");
    source(entry.statement.source);
    if (!entry.by.empty()) {
      json.key("by").begin_array();
      for (const std::string& by : entry.by) json.value(by);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array().end_object();
}

Option as_of_option() {
  return {.name = "as-of", .value = "DATE", .help = "only what held at this date (EDTF: 1992, 1992-08, 1992-08-27)"};
}

std::vector<Option> with_window(std::vector<Option> options) {
  const bool lines = std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.name == "format" && std::find(option.choices.begin(), option.choices.end(), "jsonl") != option.choices.end();
  });
  options.push_back({.name = "known", .value = "DATE", .help = "as the ledger was known at this date (EDTF); else now"});
  options.push_back(
      {.name = "pin", .value = "PIN", .help = "as it was when it had this pin, which every answer names: the same answer again"});
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

void write_fact(std::string& out, const inquiry::Fact& fact) {
  base::JsonWriter json(out);
  write_fact(json, fact);
  out += '\n';
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
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      out += cells[i];
      continue;
    }
    out += '"';
    for (char c : cells[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
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

std::string day_text(time::Day day) {
  if (day == time::kPast || day == time::kOpen) return {};
  const time::CivilDate date = time::civil_of(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string clock_text(std::int64_t seconds) {
  std::int64_t days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  time::CivilDate date = time::civil_of(days);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", date.year, date.month, date.day, rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace chancery::cli
