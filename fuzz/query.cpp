// SPDX-License-Identifier: Apache-2.0
// The server's own parts of taking a request apart: a query, its canonical form, a cursor, a body, and a message of a language model's
// tools.
#include "serve/query.h"

#include <cstdlib>

#include "serve/http_message.h"
#include "serve/json_body.h"
#include "serve/mcp.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::serve;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (auto query = parse_query(text)) {
    for (const auto& [name, value] : *query) require(name.find('\0') == name.npos && value.size() <= size);
    Query turned(query->rbegin(), query->rend());
    if (query->size() == 2 && turned[0].first != turned[1].first) require(canonical(turned) == canonical(*query));
  }
  if (auto cursor = parse_cursor(text)) require(print(*cursor) == text);
  accepts_encoding(text, "gzip");
  if (auto body = JsonBody::parse(text)) body->text("a"), body->texts("b");
  const Mcp mcp([](std::shared_ptr<const Request> request) {
    require(request->path.starts_with("/api/v1/") && parse_query(request->query));
    return std::make_shared<Response>(error_response(404, "not-found", "x"));
  });
  const Mcp::Reply reply = mcp.answer(text);
  require(reply.body.empty() || reply.body.starts_with("{\"jsonrpc\":\"2.0\","));
  Mcp::route_of(text);
  return 0;
}
