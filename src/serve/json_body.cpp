// SPDX-License-Identifier: Apache-2.0
#include "serve/json_body.h"

#include <fmt/core.h>
#include <simdjson.h>

namespace chancery::serve {

using base::ErrorKind;
using base::fail;

struct JsonBody::Parsed {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
};

JsonBody::JsonBody(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
JsonBody::JsonBody(JsonBody&&) noexcept = default;
JsonBody& JsonBody::operator=(JsonBody&&) noexcept = default;
JsonBody::~JsonBody() = default;

base::Result<JsonBody> JsonBody::parse(std::string_view text) {
  auto parsed = std::make_unique<Parsed>();
  simdjson::dom::element element;
  if (auto error = parsed->parser.parse(text.data(), text.size()).get(element))
    return fail(ErrorKind::usage, fmt::format("the body is no JSON: {}", simdjson::error_message(error)));
  if (element.get(parsed->object)) return fail(ErrorKind::usage, "the body is no JSON object");
  return JsonBody(std::move(parsed));
}

bool JsonBody::has(std::string_view field) const {
  simdjson::dom::element element;
  return !parsed_->object.at_key(field).get(element) && !element.is_null();
}

base::Result<std::string> JsonBody::text_or(std::string_view field) const {
  if (!has(field)) return std::string();
  std::string_view text;
  if (parsed_->object.at_key(field).get(text)) return fail(ErrorKind::usage, fmt::format("{} is no text", field));
  return std::string(text);
}

base::Result<std::string> JsonBody::text(std::string_view field) const {
  auto out = text_or(field);
  if (out && out->find_first_not_of(" \t\r\n") == out->npos) return fail(ErrorKind::usage, fmt::format("{} is missing", field));
  return out;
}

base::Result<std::vector<std::string>> JsonBody::texts(std::string_view field) const {
  std::vector<std::string> out;
  if (!has(field)) return out;
  const base::Error wrong{ErrorKind::usage, fmt::format("{} is no list of texts", field), {}, {}};
  simdjson::dom::array array;
  if (parsed_->object.at_key(field).get(array)) return tl::unexpected(wrong);
  for (simdjson::dom::element element : array) {
    std::string_view text;
    if (element.get(text)) return tl::unexpected(wrong);
    out.emplace_back(text);
  }
  return out;
}

}  // namespace chancery::serve
