// SPDX-License-Identifier: Apache-2.0
// A request and its response, before and after any transport. Plain values; a Response that is handed on is not changed any more, and may
// be sent by several threads at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace chancery::serve {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // "GET"
  std::string path;    // as it was asked, before the "?"
  std::string query;   // after it
  Headers headers;     // names in small letters
  std::string body;

  // The first with this name; empty where there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string_view fixed;  // in the place of `body`, bytes that last as long as the program
  Headers headers;         // besides the type

  std::string_view bytes() const { return fixed.data() != nullptr ? fixed : std::string_view(body); }
};
using ResponsePtr = std::shared_ptr<const Response>;

// "not-found", as errors over HTTP name their kind, and the status that goes with it.
std::string_view name_of(base::ErrorKind kind);
int status_of(base::ErrorKind kind);

// {"error":{"kind":…,"message":…,"place":…,"hint":…}}, the one shape of all errors.
Response error_response(int status, std::string_view kind, std::string_view message, std::string_view place = {},
                        std::string_view hint = {});
Response error_response(const base::Error& error);

// Whether the client takes the encoding ("gzip") by its Accept-Encoding.
bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding);
// The bytes as gzip; nothing where that is no use.
std::string gzip(std::string_view bytes);

}  // namespace chancery::serve
