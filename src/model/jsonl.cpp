// SPDX-License-Identifier: Apache-2.0
#include "model/jsonl.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "model/times.h"

namespace chancery::model {
namespace {

using base::ErrorKind;
namespace dom = simdjson::dom;

tl::unexpected<base::Error> wrong(std::string message, std::string hint = {}) {
  return base::fail(ErrorKind::invalid, std::move(message), {}, std::move(hint));
}

base::Result<std::string> text_of(std::string_view field, dom::element element) {
  std::string_view text;
  if (element.get_string().get(text)) return wrong(fmt::format("{} must be text", field));
  return std::string(text);
}

base::Result<std::uint64_t> position_of(std::string_view field, dom::element element) {
  std::uint64_t number = 0;
  if (element.get_uint64().get(number)) return wrong(fmt::format("{} must be a whole number, 0 or more", field));
  return number;
}

base::Result<Value> value_of(std::string_view role, dom::element element) {
  if (element.is_string()) return Value(std::string(element.get_string().value()));
  if (element.is_number()) return Value(element.get_double().value());
  dom::array array;
  if (element.get_array().get(array)) return wrong(fmt::format("role {} must be text, a number or a list of texts", role));
  std::vector<std::string> set;
  for (dom::element one : array) {
    std::string_view text;
    if (one.get_string().get(text)) return wrong(fmt::format("role {} must list texts", role));
    set.emplace_back(text);
  }
  return Value(std::move(set));
}

base::Result<> read_roles(dom::element element, Statement& statement) {
  dom::object object;
  if (element.get_object().get(object)) return wrong("roles must be an object");
  for (auto [key, value] : object) {
    if (statement.role(key)) return wrong(fmt::format("role {} is given twice", key));
    auto read = value_of(key, value);
    if (!read) return tl::unexpected(read.error());
    statement.roles.push_back({std::string(key), std::move(*read)});
  }
  return {};
}

base::Result<> read_time(dom::element element, Statement& statement) {
  dom::object object;
  if (element.get_object().get(object)) return wrong("time must be an object");
  for (auto [key, value] : object) {
    Time& time = statement.time;
    std::string* into = key == "on"      ? &time.on
                        : key == "since" ? &time.since
                        : key == "until" ? &time.until
                        : key == "at"    ? &time.at
                                         : nullptr;
    if (!into) return wrong(fmt::format("time has no key \"{}\"", key), "its keys are on, since, until and at");
    auto text = text_of(fmt::format("time {}", key), value);
    if (!text) return tl::unexpected(text.error());
    *into = std::move(*text);
  }
  return {};
}

base::Result<> read_source(dom::element element, Statement& statement) {
  dom::object object;
  if (element.get_object().get(object)) return wrong("source must be an object");
  bool has_from = false, has_to = false;
  Citation& source = statement.source;
  for (auto [key, value] : object) {
    if (key == "document" || key == "quote" || key == "hash") {
      auto text = text_of(fmt::format("source {}", key), value);
      if (!text) return tl::unexpected(text.error());
      (key == "document" ? source.document : key == "quote" ? source.quote : source.document_hash) = std::move(*text);
    } else if (key == "from" || key == "to") {
      auto number = position_of(fmt::format("source {}", key), value);
      if (!number) return tl::unexpected(number.error());
      (key == "from" ? source.from : source.to) = *number;
      (key == "from" ? has_from : has_to) = true;
    }
  }
  if (has_from != has_to) return wrong("source has one end of its range only", "it needs both from and to, or neither");
  if (source.to < source.from) return wrong("source ends before it begins");
  return {};
}

base::Result<> read_as(dom::element element, Statement& statement) {
  dom::object object;
  if (element.get_object().get(object)) return wrong("as must be an object");
  for (auto [key, value] : object) {
    auto text = text_of(fmt::format("as {}", key), value);
    if (!text) return tl::unexpected(text.error());
    statement.as.emplace_back(key, std::move(*text));
  }
  return {};
}

base::Result<> read_field(std::string_view key, dom::element value, Statement& statement) {
  if (key == "roles") return read_roles(value, statement);
  if (key == "time") return read_time(value, statement);
  if (key == "source") return read_source(value, statement);
  if (key == "as") return read_as(value, statement);
  if (key == "polarity") {
    if (value.get_bool().get(statement.polarity)) return wrong("polarity must be true or false");
    return {};
  }
  std::string* into = key == "kind" ? &statement.kind : key == "rule" ? &statement.rule : key == "anchor" ? &statement.anchor : nullptr;
  if (!into && key != "mode" && key != "scope") return {};
  auto text = text_of(key, value);
  if (!text) return tl::unexpected(text.error());
  if (into) {
    *into = std::move(*text);
  } else if (key == "mode") {
    auto mode = mode_of(*text);
    if (!mode) return wrong(fmt::format("there is no mode \"{}\"", *text), "the modes are fact, plan, allegation and request");
    statement.mode = *mode;
  } else {
    auto scope = scope_of(*text);
    if (!scope) return wrong(fmt::format("there is no scope \"{}\"", *text), "the scopes are body, table and gloss");
    statement.scope = *scope;
  }
  return {};
}

}  // namespace

void write_value(base::JsonWriter& json, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    json.value(*text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    json.value(*number);
  } else {
    json.begin_array();
    for (const std::string& one : std::get<std::vector<std::string>>(value)) json.value(one);
    json.end_array();
  }
}

void write_roles_and_time(base::JsonWriter& json, const std::vector<Role>& roles, const Time& time) {
  json.key("roles").begin_object();
  for (const Role& role : roles) {
    write_value(json.key(role.name), role.value);
  }
  json.end_object().key("time").begin_object();
  for (const TimeField& field : time_fields(time))
    if (!field.value->empty()) json.field(field.name, *field.value);
  json.end_object();
}

void write_jsonl(std::string& out, const Statement& statement, std::string_view id) {
  base::JsonWriter json(out);
  json.begin_object().field("kind", statement.kind);
  write_roles_and_time(json, statement.roles, statement.time);
  json.field("polarity", statement.polarity);
  json.key("source").begin_object();
  json.field("document", statement.source.document).field("from", statement.source.from).field("to", statement.source.to);
  json.field("quote", statement.source.quote).end_object();
  json.field("scope", name_of(statement.scope));
  if (statement.mode != Mode::fact) json.field("mode", name_of(statement.mode));
  if (!id.empty()) json.field("id", id);
  if (!statement.rule.empty()) json.field("rule", statement.rule);
  if (!statement.anchor.empty()) json.field("anchor", statement.anchor);
  if (!statement.as.empty()) {
    json.key("as").begin_object();
    for (const auto& [role, words] : statement.as) json.field(role, words);
    json.end_object();
  }
  json.end_object();
  out += '\n';
}

base::Result<Statement> read_statement(std::string_view line) {
  static thread_local dom::parser parser;
  dom::element root;
  if (auto error = parser.parse(line.data(), line.size()).get(root))
    return wrong(fmt::format("not JSON: {}", simdjson::error_message(error)));
  dom::object object;
  if (root.get_object().get(object)) return wrong("a statement must be an object");
  Statement statement;
  for (auto [key, value] : object)
    if (auto ok = read_field(key, value, statement); !ok) return tl::unexpected(ok.error());
  if (statement.kind.empty()) return wrong("the field \"kind\" is missing");
  if (statement.roles.empty()) return wrong("the field \"roles\" is missing or empty");
  return statement;
}

}  // namespace chancery::model
