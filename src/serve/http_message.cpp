// SPDX-License-Identifier: Apache-2.0
#include "serve/http_message.h"

#include <zlib.h>

#include "base/json.h"
#include "base/trim.h"

namespace chancery::serve {
namespace {

std::string_view trimmed(std::string_view text) { return base::trimmed(text, " \t"); }

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const auto& [its, value] : headers)
    if (its == name) return value;
  return {};
}

bool Request::has_header(std::string_view name) const {
  for (const auto& one : headers)
    if (one.first == name) return true;
  return false;
}

std::string_view name_of(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::usage:
      return "usage";
    case base::ErrorKind::not_found:
      return "not-found";
    case base::ErrorKind::unreadable:
      return "unreadable";
    case base::ErrorKind::invalid:
      return "invalid";
    case base::ErrorKind::conflict:
      return "conflict";
    case base::ErrorKind::system:
      break;
  }
  return "system";
}

int status_of(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::usage:
      return 400;
    case base::ErrorKind::not_found:
      return 404;
    case base::ErrorKind::unreadable:
    case base::ErrorKind::invalid:
      return 422;
    case base::ErrorKind::conflict:
      return 409;
    case base::ErrorKind::system:
      break;
  }
  return 500;
}

Response error_response(int status, std::string_view kind, std::string_view message, std::string_view place, std::string_view hint) {
  Response response;
  response.status = status;
  base::JsonWriter json(response.body);
  json.begin_object().key("error").begin_object().field("kind", kind).field("message", message);
  json.field("place", place).field("hint", hint).end_object().end_object();
  response.body += '\n';
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response error_response(const base::Error& error) {
  return error_response(status_of(error.kind), name_of(error.kind), error.message, error.place, error.hint);
}

bool accepts_encoding(std::string_view accept, std::string_view encoding) {
  bool any = false;
  while (!accept.empty()) {
    std::string_view one = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(one.size() + 1, accept.size()));
    const std::string_view name = trimmed(one.substr(0, one.find(';')));
    const std::size_t weight = one.find("q=");
    // "q=0" and "q=0.000" refuse.
    const bool refused = weight != one.npos && trimmed(one.substr(weight + 2)).find_first_not_of("0.") == one.npos;
    if (name == encoding) return !refused;
    if (name == "*") any = !refused;
  }
  return any;
}

std::string gzip(std::string_view bytes) {
  constexpr int kLevel = 4, kGzipWindow = 15 + 16, kMemory = 8;  // larger levels take twice the time for a twentieth of the size
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out.size() < bytes.size() ? out : std::string();
}

}  // namespace chancery::serve
