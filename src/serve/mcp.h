// SPDX-License-Identifier: Apache-2.0
// The Model Context Protocol: the API's answers as tools for language models. A tool is a route of the same name; tools.json describes
// them. Every message stands for itself, in the revisions with a handshake as in that without. Not for how messages come (HTTP, a pipe).
// Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "serve/http_message.h"

namespace chancery::serve {

class Mcp {
 public:
  // How a tool's route is asked.
  using Ask = std::function<ResponsePtr(std::shared_ptr<const Request>)>;
  explicit Mcp(Ask ask) : ask_(std::move(ask)) {}

  struct Reply {
    int status = 200;  // over HTTP
    std::string body;  // a message, without "\n"; empty: nothing is to be said
  };
  // `http`: the request that brought the message, whose headers must say the same; nullptr: it came otherwise.
  Reply answer(std::string_view message, const Request* http = nullptr) const;

  // The route behind the tool that a message calls; empty where it calls none.
  static std::string route_of(std::string_view message);

 private:
  Ask ask_;
};

}  // namespace chancery::serve
