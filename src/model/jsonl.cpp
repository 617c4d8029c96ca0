// SPDX-License-Identifier: Apache-2.0
#include "model/jsonl.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/json.h"
#include "model/times.h"

namespace chancery::model {
namespace {

using base::ErrorKind;
namespace dom = simdjson::dom;

tl::unexpected<base::Error> wrong(std::string message, std::string hint = {}) {
  return base::fail(ErrorKind::invalid, std::move(message), {}, std::move(hint));
}

// Valid until the next one.
base::Result<dom::element> parse(std::string_view json) {
  static thread_local dom::parser parser;
  dom::element root;
  if (auto error = parser.parse(json.data(), json.size()).get(root))
    return wrong(fmt::format("not JSON: {}", simdjson::error_message(error)));
  return root;
}

template <class T>
base::Result<> put_in(T& place, base::Result<T> value) {
  if (!value) return tl::unexpected(value.error());
  place = std::move(*value);
  return {};
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

base::Result<std::vector<std::string>> texts_of(std::string_view field, dom::element element) {
  dom::array array;
  if (element.get_array().get(array)) return wrong(fmt::format("{} must be a list of texts", field));
  std::vector<std::string> out;
  for (dom::element one : array) {
    std::string_view text;
    if (one.get_string().get(text)) return wrong(fmt::format("{} must list texts", field));
    out.emplace_back(text);
  }
  return out;
}

base::Result<Value> value_of(std::string_view role, dom::element element) {
  if (element.is_string()) return Value(std::string(element.get_string().value()));
  if (element.is_number()) return Value(element.get_double().value());
  if (!element.is_array()) return wrong(fmt::format("role {} must be text, a number or a list of texts", role));
  auto set = texts_of(fmt::format("role {}", role), element);
  if (!set) return tl::unexpected(set.error());
  return Value(std::move(*set));
}

base::Result<> read_roles(std::string_view field, dom::element element, std::vector<Role>& roles) {
  dom::object object;
  if (element.get_object().get(object)) return wrong(fmt::format("{} must be an object", field));
  for (auto [key, value] : object) {
    if (std::any_of(roles.begin(), roles.end(), [key = key](const Role& role) { return role.name == key; }))
      return wrong(fmt::format("role {} is given twice", key));
    auto read = value_of(key, value);
    if (!read) return tl::unexpected(read.error());
    roles.push_back({std::string(key), std::move(*read)});
  }
  return {};
}

base::Result<Coverage> coverage_of(dom::element element) {
  dom::object object;
  if (element.get_object().get(object)) return wrong("a coverage must be an object");
  Coverage out;
  for (auto [key, value] : object) {
    std::vector<std::string>* list = key == "kinds" ? &out.kinds : key == "states" ? &out.states : key == "roles" ? &out.roles : nullptr;
    std::string* date = key == "from" ? &out.from : key == "until" ? &out.until : nullptr;
    base::Result<> ok;
    if (list)
      ok = put_in(*list, texts_of(key, value));
    else if (date)
      ok = put_in(*date, text_of(key, value));
    else if (key == "only")
      ok = read_roles(key, value, out.only);
    else
      ok = wrong(fmt::format("a coverage has no \"{}\"", key), "it has kinds, states, roles, only, from and until");
    if (!ok) return tl::unexpected(ok.error());
  }
  return out;
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
    std::string* words = key == "document" ? &source.document
                         : key == "quote"  ? &source.quote
                         : key == "hash"   ? &source.document_hash
                         : key == "key"    ? &source.key
                         : key == "column" ? &source.column
                                           : nullptr;
    std::uint64_t* place = key == "from" ? &source.from : key == "to" ? &source.to : key == "line" ? &source.line : nullptr;
    if (words) {
      auto text = text_of(fmt::format("source {}", key), value);
      if (!text) return tl::unexpected(text.error());
      *words = std::move(*text);
    } else if (place) {
      auto number = position_of(fmt::format("source {}", key), value);
      if (!number) return tl::unexpected(number.error());
      *place = *number;
    }
    has_from = has_from || key == "from";
    has_to = has_to || key == "to";
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
  if (key == "roles") return read_roles(key, value, statement.roles);
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

void write_place(base::JsonWriter& json, const Citation& citation) {
  const bool dataset = citation.in_dataset();
  json.field("document", citation.document);
  if (!dataset || citation.to > 0) json.field("from", citation.from).field("to", citation.to);
  if (citation.line > 0) json.field("line", citation.line);
  if (!citation.key.empty()) json.field("key", citation.key);
  if (!citation.column.empty()) json.field("column", citation.column);
  if (!dataset || !citation.quote.empty()) json.field("quote", citation.quote);
}

void write_jsonl(std::string& out, const Statement& statement, std::string_view id) {
  base::JsonWriter json(out);
  json.begin_object().field("kind", statement.kind);
  write_roles_and_time(json, statement.roles, statement.time);
  json.field("polarity", statement.polarity);
  json.key("source").begin_object();
  write_place(json, statement.source);
  json.end_object().field("scope", name_of(statement.scope));
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

void write_coverage(base::JsonWriter& json, const Coverage& coverage) {
  auto list = [&](std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) write_value(json.key(name), values);
  };
  json.begin_object();
  list("kinds", coverage.kinds);
  list("states", coverage.states);
  list("roles", coverage.roles);
  if (!coverage.only.empty()) {
    json.key("only").begin_object();
    for (const Role& role : coverage.only) write_value(json.key(role.name), role.value);
    json.end_object();
  }
  if (!coverage.from.empty()) json.field("from", coverage.from);
  if (!coverage.until.empty()) json.field("until", coverage.until);
  json.end_object();
}

void write_terms(base::JsonWriter& json, const Terms& terms) {
  json.begin_object();
  for (auto [name, words] : {std::pair{"title", &terms.title},
                             {"publisher", &terms.publisher},
                             {"attribution", &terms.attribution},
                             {"licence", &terms.licence}})
    if (!words->empty()) json.field(name, *words);
  json.end_object();
}

base::Result<Coverage> read_coverage(std::string_view json) {
  auto root = parse(json);
  if (!root) return tl::unexpected(root.error());
  return coverage_of(*root);
}

base::Result<Declaration> read_declaration(std::string_view json) {
  auto root = parse(json);
  if (!root) return tl::unexpected(root.error());
  dom::object object;
  std::optional<dom::object> terms;  // one that is not set cannot be gone through
  if (root->get_object().get(object)) return wrong("a declaration must be an object");
  Declaration out;
  for (auto [key, value] : object) {
    dom::array all;
    if (key == "terms" && value.is_object()) {
      terms = value.get_object().value();
      continue;
    }
    if (key != "coverage" || value.get_array().get(all))
      return wrong(fmt::format("\"{}\" is no part of a declaration", key), "its parts are terms, an object, and coverage, a list");
    for (dom::element one : all) {
      auto coverage = coverage_of(one);
      if (!coverage) return tl::unexpected(coverage.error());
      out.coverage.push_back(std::move(*coverage));
    }
  }
  if (!terms) return out;
  for (auto [key, value] : *terms) {
    std::string* into = key == "title"         ? &out.terms.title
                        : key == "publisher"   ? &out.terms.publisher
                        : key == "attribution" ? &out.terms.attribution
                        : key == "licence"     ? &out.terms.licence
                                               : nullptr;
    if (!into) return wrong(fmt::format("terms have no \"{}\"", key), "they have title, publisher, attribution and licence");
    if (auto ok = put_in(*into, text_of(key, value)); !ok) return tl::unexpected(ok.error());
  }
  return out;
}

base::Result<Statement> read_statement(std::string_view line) {
  auto root = parse(line);
  if (!root) return tl::unexpected(root.error());
  dom::object object;
  if (root->get_object().get(object)) return wrong("a statement must be an object");
  Statement statement;
  for (auto [key, value] : object)
    if (auto ok = read_field(key, value, statement); !ok) return tl::unexpected(ok.error());
  if (statement.kind.empty()) return wrong("the field \"kind\" is missing");
  if (statement.roles.empty()) return wrong("the field \"roles\" is missing or empty");
  return statement;
}

}  // namespace chancery::model
