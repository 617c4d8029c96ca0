// SPDX-License-Identifier: Apache-2.0
#include "serve/mcp.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/json.h"
#include "serve/openapi.h"

namespace chancery::serve {
namespace {

using simdjson::dom::element;

constexpr std::string_view kStateless = "2026-07-28";
constexpr std::array<std::string_view, 3> kRevisions = {"2026-07-28", "2025-11-25", "2025-06-18"};
constexpr std::string_view kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view kInstructions =
    "Chancery answers questions on foreign relations from statements that documents make. Every answer names the pin of the ledger's "
    "state, as_of (when it held) and known (as it was known when), and rests on statement ids with quotes: cite them. Nothing found is "
    "unknown, not no, unless `silence` says that a source which would tell of it does not. Dates are EDTF; `possible` is what vague "
    "dates leave open.";

enum Code {
  parse_error = -32700,
  invalid_request = -32600,
  no_method = -32601,
  invalid_parameters = -32602,
  mismatch = -32020,
  no_version = -32022
};

std::string_view text_at(element from, std::initializer_list<std::string_view> keys) {
  for (std::string_view key : keys)
    if (from.at_key(key).get(from)) return {};
  std::string_view text;
  return from.get(text) ? std::string_view() : text;
}

// One message, taken apart.
struct Message {
  simdjson::dom::parser parser;
  element root, parameters, id;
  bool has_parameters = false, has_id = false, stateless = false;
  std::string_view method;

  // Nothing, or what is wrong with it.
  std::optional<Code> read(std::string_view text) {
    if (parser.parse(text.data(), text.size()).get(root)) return parse_error;
    if (!root.is_object() || text_at(root, {"jsonrpc"}) != "2.0") return invalid_request;
    has_id = !root.at_key("id").get(id);
    if (has_id && !id.is_string() && !id.is_int64()) return has_id = false, invalid_request;
    method = text_at(root, {"method"});
    has_parameters = !root.at_key("params").get(parameters) && parameters.is_object();
    stateless = !version().empty() || method == "server/discover";
    return method.empty() ? std::optional(invalid_request) : std::nullopt;
  }
  std::string_view version() const { return has_parameters ? text_at(parameters, {"_meta", kVersionKey}) : std::string_view(); }
  bool tells_capabilities() const {
    element capabilities = parameters;
    return has_parameters && !parameters.at_key("_meta").at_key(kCapabilitiesKey).get(capabilities) && capabilities.is_object();
  }
};

class Writer {
 public:
  explicit Writer(const Message& message) : json_(out_) {
    json_.begin_object().field("jsonrpc", "2.0").key("id");
    message.has_id ? json_.raw(simdjson::minify(message.id)) : json_.null();
  }
  base::JsonWriter& json() { return json_; }
  std::string finish() { return json_.end_object(), std::move(out_); }

 private:
  std::string out_;
  base::JsonWriter json_;
};

Mcp::Reply failure(const Message& message, Code code, std::string_view what, int status = 400) {
  Writer writer(message);
  base::JsonWriter& json = writer.json();
  json.key("error").begin_object().field("code", static_cast<int>(code)).field("message", what);
  if (code == no_version) {
    json.key("data").begin_object().field("requested", message.version()).key("supported").begin_array();
    for (std::string_view revision : kRevisions) json.value(revision);
    json.end_array().end_object();
  }
  json.end_object();
  return {status, writer.finish()};
}

void write_server(base::JsonWriter& json, std::string_view key) {
  json.key(key).begin_object().field("name", "chancery").field("title", "Chancery").field("version", CHANCERY_VERSION).end_object();
}

// A result; what every one has in the stateless revision is added.
template <class Fields>
Mcp::Reply success(const Message& message, bool may_be_kept, Fields fields) {
  constexpr std::int64_t kKeptMilliseconds = 3600000;
  Writer writer(message);
  base::JsonWriter& json = writer.json();
  json.key("result").begin_object();
  if (message.stateless) {
    json.field("resultType", "complete");
    if (may_be_kept) json.field("ttlMs", kKeptMilliseconds).field("cacheScope", "public");
    write_server(json.key("_meta").begin_object(), "io.modelcontextprotocol/serverInfo");
    json.end_object();
  }
  fields(json);
  json.end_object();
  return {200, writer.finish()};
}

void write_self(base::JsonWriter& json) {
  json.key("capabilities").begin_object().key("tools").begin_object().field("listChanged", false).end_object().end_object();
  write_server(json, "serverInfo");
  json.field("instructions", kInstructions);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

bool is_tool(std::string_view name) {
  static simdjson::dom::parser parser;  // once, before any other thread asks: what it parsed is only read
  static const element all = parser.parse(simdjson::padded_string(tools()));
  for (element tool : all.get_array())
    if (text_at(tool, {"name"}) == name) return true;
  return false;
}

// The request of a tool's route. Parameters are spelled with "_" where the API has "-"; `text` is a body.
std::optional<Request> request_of(const Message& message, std::string_view name) {
  Request out{.method = "GET", .path = "/api/v1/" + std::string(name), .headers = {{"host", "localhost"}}};
  element arguments;
  if (message.parameters.at_key("arguments").get(arguments)) return out;
  simdjson::dom::object object;
  if (arguments.get(object)) return {};
  auto add = [&](std::string_view parameter, element value) {
    std::string text;
    if (std::string_view string; !value.get(string))
      text = string;
    else if (bool truth = false; !value.get(truth))
      text = truth ? "1" : "0";
    else
      text = simdjson::minify(value);
    std::string spelled(parameter);
    std::replace(spelled.begin(), spelled.end(), '_', '-');
    out.query += (out.query.empty() ? "" : "&") + escaped(spelled) + "=" + escaped(text);
  };
  for (auto [parameter, value] : object) {
    if (simdjson::dom::array values; !value.get(values)) {
      for (element one : values) add(parameter, one);
    } else if (std::string_view text; parameter == "text" && name == "read" && !value.get(text)) {
      out.method = "POST";
      out.body = text;
    } else if (!value.is_null()) {
      add(parameter, value);
    }
  }
  if (name == "read") out.method = "POST";
  return out;
}

// What an empty list means, for who reads only words; empty where something was found.
std::string what_silence_means(std::string_view answer) {
  simdjson::dom::parser parser;
  element root;
  std::int64_t total = 1;
  if (parser.parse(answer.data(), answer.size()).get(root) || root.at_key("total").get(total) || total != 0) return {};
  const std::string_view why = text_at(root, {"silence", "text"});
  return why.empty() ? "Nothing was found: unknown, not no." : "Nothing was found; " + std::string(why);
}

Mcp::Reply call(const Message& message, const Mcp::Ask& ask) {
  const std::string_view name = message.has_parameters ? text_at(message.parameters, {"name"}) : std::string_view();
  if (!is_tool(name)) return failure(message, invalid_parameters, fmt::format("there is no tool \"{}\"", name));
  auto request = request_of(message, name);
  if (!request) return failure(message, invalid_parameters, "arguments is no object");
  const ResponsePtr response = ask(std::make_shared<Request>(std::move(*request)));
  std::string_view body = response->bytes();
  while (body.ends_with('\n')) body.remove_suffix(1);
  return success(message, false, [&](base::JsonWriter& json) {
    auto text = [&](std::string_view words) { json.begin_object().field("type", "text").field("text", words).end_object(); };
    json.key("content").begin_array();
    const bool fine = response->status == 200;
    if (const std::string means = fine ? what_silence_means(body) : std::string(); !means.empty()) text(means);
    text(body);
    json.end_array().field("isError", !fine);
    if (fine) json.key("structuredContent").raw(body);
  });
}

// Whether the headers say what the message says; over HTTP proxies go by them.
bool headers_agree(const Message& message, const Request& http) {
  if (!message.stateless) {
    const std::string_view version = http.header("mcp-protocol-version");
    return version.empty() || std::find(kRevisions.begin(), kRevisions.end(), version) != kRevisions.end() || version == "2025-03-26";
  }
  if (http.header("mcp-protocol-version") != message.version() || http.header("mcp-method") != message.method) return false;
  return message.method != "tools/call" || http.header("mcp-name") == text_at(message.parameters, {"name"});
}

}  // namespace

Mcp::Reply Mcp::answer(std::string_view text, const Request* http) const {
  Message message;
  if (auto wrong = message.read(text)) {
    // A reply of the client's, to a question that is never put, is passed over.
    return failure(message, *wrong, *wrong == parse_error ? "this is no JSON" : "this is no message of JSON-RPC 2.0");
  }
  if (!message.has_id) return {202, {}};
  if (http != nullptr && !headers_agree(message, *http)) return failure(message, mismatch, "the headers do not say what the message says");
  if (message.stateless) {
    if (message.version() != kStateless) return failure(message, no_version, "this revision of the protocol is not spoken here");
    if (!message.tells_capabilities()) return failure(message, invalid_parameters, "_meta does not tell the client's capabilities");
  }
  if (message.method == "tools/list")
    return success(message, true, [](base::JsonWriter& json) {
      std::string_view all = tools();
      while (all.ends_with('\n')) all.remove_suffix(1);
      simdjson::dom::parser parser;
      json.key("tools").raw(simdjson::minify(parser.parse(simdjson::padded_string(all)).value()));
    });
  if (message.method == "tools/call") return call(message, ask_);
  if (message.stateless) {
    if (message.method != "server/discover") return failure(message, no_method, "there is no such method", 404);
    return success(message, true, [](base::JsonWriter& json) {
      json.key("supportedVersions").begin_array();
      for (std::string_view revision : kRevisions) json.value(revision);
      json.end_array();
      write_self(json);
    });
  }
  if (message.method == "ping") return success(message, false, [](base::JsonWriter&) {});
  if (message.method != "initialize") return failure(message, no_method, "there is no such method", 200);
  const std::string_view asked = message.has_parameters ? text_at(message.parameters, {"protocolVersion"}) : std::string_view();
  return success(message, false, [&](base::JsonWriter& json) {
    // The newest of those with a handshake where another is asked for.
    json.field("protocolVersion", asked == "2025-06-18" ? asked : std::string_view("2025-11-25"));
    write_self(json);
  });
}

std::string Mcp::route_of(std::string_view text) {
  Message message;
  if (message.read(text) || message.method != "tools/call" || !message.has_parameters) return {};
  return "/api/v1/" + std::string(text_at(message.parameters, {"name"}));
}

}  // namespace chancery::serve
