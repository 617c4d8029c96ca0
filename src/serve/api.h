// SPDX-License-Identifier: Apache-2.0
// What is answered over HTTP: the API's routes, and the pages beside them. Guards them (who may ask, from where, with what), keeps answers
// by the ledger's pin, and turns errors into responses. Thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "serve/cache.h"
#include "serve/desks.h"
#include "serve/http_server.h"
#include "serve/mcp.h"
#include "serve/routes.h"

namespace chancery::serve {

struct ApiSettings {
  std::vector<std::string> hosts;  // by which it may be called, besides this machine's own names; without port
  std::string token;               // that whoever records needs; empty: nothing is recorded
  std::size_t kept = 64 << 20;     // bytes of answers
};

class Api {
 public:
  Api(Desks& desks, ApiSettings settings);

  // For HttpServer: at once what is refused, unchanged or kept; else what is to be done.
  std::variant<ResponsePtr, Task> take(std::shared_ptr<const Request> request);
  // The tools of the API, as take() has them at /mcp.
  const Mcp& mcp() const { return mcp_; }

 private:
  struct Question;
  std::variant<ResponsePtr, Task> route(std::shared_ptr<const Request> request);
  std::variant<ResponsePtr, Task> take_message(std::shared_ptr<const Request> request);
  base::Result<> guard(const Request& request, int& status) const;
  ResponsePtr work(const Question& question, Lane lane);
  base::Result<Response> run(const Question& question, Lane lane, std::string& pin);
  bool is_ours(std::string_view host) const;

  Desks& desks_;
  const ApiSettings settings_;
  std::map<std::pair<std::string_view, std::string_view>, const Route*> routes_;  // by path and method
  Cache cache_;
  const Mcp mcp_;
};

}  // namespace chancery::serve
