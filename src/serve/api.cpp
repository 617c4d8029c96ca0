// SPDX-License-Identifier: Apache-2.0
#include "serve/api.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/sha256.h"
#include "base/suggest.h"
#include "web/web.h"

namespace chancery::serve {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kApi = "/api/", kMcp = "/mcp";
constexpr std::size_t kWorthPacking = 1024;  // bytes
constexpr std::uint64_t kMuch = 2000;        // statements to look through, in some milliseconds
constexpr int kTries = 3;                    // to answer from one state of a ledger that is written to meanwhile
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

// The name of a Host or an Origin without its port: "localhost" of "localhost:8080", "::1" of "[::1]:8080".
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, std::min(host.find(']'), host.size()) - 1);
  return host.substr(0, host.find(':'));
}

// Takes as long for any token of its length.
bool same_secret(std::string_view a, std::string_view b) {
  unsigned char differ = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) differ |= static_cast<unsigned char>(a[i] ^ b[i]);
  return differ == 0;
}

bool lists_tag(std::string_view header, std::string_view tag) {
  return header == "*" || header.find(tag) != header.npos;  // tags stand in quotes, so none is part of another
}

void protect(Response& response, std::string_view policy) {
  auto add = [&](const char* name, std::string_view value) {
    const bool there = std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& one) { return one.first == name; });
    if (!there) response.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", policy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
}

ResponsePtr finished(Response response, std::string_view policy = kDataPolicy) {
  protect(response, policy);
  return std::make_shared<Response>(std::move(response));
}

// Without a policy of its own: a browser puts the headers of a 304 in the place of those that it keeps.
ResponsePtr unchanged(std::string_view tag) {
  Response response;
  response.status = 304;
  response.type.clear();
  response.headers = {{"ETag", std::string(tag)}, {"Cache-Control", "no-cache"}};
  return std::make_shared<Response>(std::move(response));
}

// A file of the pages; what is no file is a page of theirs, which tells by its address what it shows.
ResponsePtr page(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = error_response(405, "usage", "pages are only read");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return finished(std::move(response));
  }
  auto file = web::file(request.path);
  if (!file && request.path.starts_with("/assets/")) return finished(error_response(404, "not-found", "there is no such file"));
  if (!file) file = web::file("/");
  if (!file) return finished(error_response(404, "not-found", "this program was built without pages"));
  if (!file->encoding.empty() && !accepts_encoding(request.header("accept-encoding"), file->encoding))
    return finished(error_response(406, "usage", "the pages are kept as gzip only", "", "ask with Accept-Encoding: gzip"));
  if (lists_tag(request.header("if-none-match"), file->etag)) return unchanged(file->etag);
  Response response;
  response.type = file->type;
  response.fixed = file->bytes;
  if (!file->encoding.empty()) response.headers.emplace_back("Content-Encoding", file->encoding);
  response.headers.emplace_back("ETag", file->etag);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  return finished(std::move(response), kPagePolicy);
}

base::Result<> check_parameters(const Route& route, const Query& query) {
  for (std::size_t i = 0; i < query.size(); ++i) {
    const std::string& name = query[i].first;
    const Taken taken = takes(route, name);
    if (taken == Taken::no) {
      std::vector<std::string> names;
      std::string_view all = route.parameters;
      while (!all.empty()) {
        const std::string_view one = all.substr(0, all.find(' '));
        all.remove_prefix(std::min(one.size() + 1, all.size()));
        names.emplace_back(one.substr(0, one.find('*')));
      }
      const std::string near = base::nearest(name, names);
      return fail(ErrorKind::usage, fmt::format("{} takes no parameter '{}'", route.path, name), "",
                  near.empty() ? "/api/v1/openapi.json lists them" : "did you mean " + near + "?");
    }
    const bool before =
        std::any_of(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& one) { return one.first == name; });
    if (taken == Taken::once && before) return fail(ErrorKind::usage, fmt::format("{} is given twice", name));
  }
  return {};
}

// Whether it is too much for the quick lane. What is wrong with the question is told by whoever answers it.
bool is_much(Asking& asking) {
  const bool large = asking.desks().large();
  if (!large) return false;
  auto inquiry = asking.inquiry();
  if (!inquiry) return false;
  std::vector<std::string> names = asking.values("a");
  for (const char* parameter : {"b", "q", "name"})
    for (std::string& name : asking.values(parameter)) names.push_back(std::move(name));
  if (names.empty()) return true;
  const gazetteer::Gazetteer& gazetteer = *asking.tables().gazetteer;
  ledger::Filter filter;
  for (const std::string& name : names) {
    const std::uint32_t index = gazetteer.by_code(name);
    if (index == 0) return true;  // a name may be one that only the ledger knows
    filter.entities.emplace_back(gazetteer.code(index));
  }
  if (std::any_of(filter.entities.begin(), filter.entities.end(), [&](const auto& one) { return one != filter.entities.front(); }))
    return false;
  filter.known = (*inquiry)->window().known;
  filter.facts = true;
  auto counts = asking.desk().ledger.counts(filter);
  std::uint64_t statements = 0;
  if (counts)
    for (const ledger::Count& count : *counts) statements += count.statements;
  return statements > kMuch;
}

}  // namespace

// One request that has found its route.
struct Api::Question {
  const Route* route;
  std::shared_ptr<const Request> request;
  Query query;
  bool packed;  // the client takes gzip

  // The tag of its answer from a ledger with this pin, in quotes.
  std::string tag(const std::string& pin) const {
    const bool by_accept = takes(*route, "format") != Taken::no;
    const std::string all = fmt::format("{}\n{}\n{}\n{}\n{}", CHANCERY_VERSION, pin, route->path, canonical(query),
                                        by_accept ? request->header("accept") : std::string_view());
    return fmt::format("\"{}{}\"", base::sha256_hex(all).substr(0, 32), packed ? "-gzip" : "");
  }
};

Api::Api(Desks& desks, ApiSettings settings)
    : desks_(desks), settings_(std::move(settings)), cache_(settings_.kept), mcp_([this](std::shared_ptr<const Request> request) {
        auto answered = route(std::move(request));
        if (auto* task = std::get_if<Task>(&answered)) return task->work(Lane::slow);
        return std::get<ResponsePtr>(std::move(answered));
      }) {
  for (const Route* route : all_routes()) routes_.emplace(std::pair{route->path, route->method}, route);
}

bool Api::is_ours(std::string_view host) const {
  const std::string_view name = without_port(host);
  return name == "localhost" || name == "127.0.0.1" || name == "::1" ||
         std::find(settings_.hosts.begin(), settings_.hosts.end(), name) != settings_.hosts.end();
}

// Whether a page elsewhere is behind it: one that made a name of its own point here, or that sends requests from where it is.
base::Result<> Api::guard(const Request& request, int& status) const {
  status = 403;
  const std::string_view host = request.header("host"), origin = request.header("origin");
  if (host.empty()) return status = 400, fail(ErrorKind::usage, "the request names no host");
  if (!is_ours(host))
    return fail(ErrorKind::usage, fmt::format("this server is not called \"{}\"", host), "", "--host NAME lets it be called so");
  if (!origin.empty()) {
    const std::size_t scheme = origin.find("://");
    if (scheme == origin.npos || !is_ours(origin.substr(scheme + 3)))
      return fail(ErrorKind::usage, fmt::format("pages of {} may not ask this server", origin));
  }
  // A link from elsewhere may lead to a page, not to data.
  if ((request.path.starts_with(kApi) || request.path == kMcp) && request.header("sec-fetch-site") == "cross-site")
    return fail(ErrorKind::usage, "pages of other sites may not ask this server");
  return {};
}

std::variant<ResponsePtr, Task> Api::take(std::shared_ptr<const Request> request) {
  int status = 0;
  if (auto ours = guard(*request, status); !ours)
    return finished(error_response(status, name_of(ours.error().kind), ours.error().message, "", ours.error().hint));
  if (request->path == kMcp) return take_message(std::move(request));
  if (!request->path.starts_with(kApi)) return page(*request);
  return route(std::move(request));
}

std::variant<ResponsePtr, Task> Api::take_message(std::shared_ptr<const Request> request) {
  if (request->method != "POST") {
    Response response = error_response(405, "usage", "messages are posted; there are no streams and no sessions");
    response.headers.emplace_back("Allow", "POST");
    return finished(std::move(response));
  }
  return Task{Lane::quick, [this, request = std::move(request)](Lane lane) -> ResponsePtr {
                if (lane == Lane::quick) {
                  const std::string path = Mcp::route_of(request->body);
                  for (const auto& [key, route] : routes_)
                    if (key.first == path && (route->slow == Slow::always || (route->slow == Slow::when_much && desks_.large())))
                      return nullptr;
                }
                Mcp::Reply reply = mcp_.answer(request->body, request.get());
                Response response;
                response.status = reply.status;
                response.body = std::move(reply.body);
                if (response.body.empty()) response.type.clear();
                response.headers.emplace_back("Cache-Control", "no-store");
                return finished(std::move(response));
              }};
}

std::variant<ResponsePtr, Task> Api::route(std::shared_ptr<const Request> request) {
  const std::string_view method = request->method == "HEAD" ? "GET" : std::string_view(request->method);
  auto found = routes_.find({request->path, method});
  if (found == routes_.end()) {
    std::string allowed;
    for (const auto& [key, route] : routes_)
      if (key.first == request->path)
        allowed += (allowed.empty() ? "" : ", ") + std::string(key.second) + (key.second == "GET" ? ", HEAD" : "");
    if (allowed.empty())
      return finished(error_response(404, "not-found", "there is nothing at this address", request->path.substr(0, 200),
                                     "/api/v1/openapi.json lists what there is"));
    Response response = error_response(405, "usage", fmt::format("this address takes {}", allowed));
    response.headers.emplace_back("Allow", allowed);
    return finished(std::move(response));
  }
  const Route& route = *found->second;
  if (route.records) {
    if (settings_.token.empty())
      return finished(error_response(403, "usage", "this server only reads", "", "`chancery serve --write` lets it record"));
    const std::string_view given = request->header("authorization");
    if (!given.starts_with("Bearer ") || !same_secret(given.substr(7), settings_.token)) {
      Response response =
          error_response(401, "usage", "recording needs the token that the server printed", "", "send Authorization: Bearer TOKEN");
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
      return finished(std::move(response));
    }
  }
  auto query = parse_query(request->query);
  if (!query) return finished(error_response(query.error()));
  if (auto fine = check_parameters(route, *query); !fine) return finished(error_response(fine.error()));
  Question question{&route, request, std::move(*query), accepts_encoding(request->header("accept-encoding"), "gzip")};
  if (method == "GET") {
    auto pin = desks_.pin();
    if (!pin) return finished(error_response(pin.error()));
    const std::string tag = question.tag(*pin);
    if (lists_tag(request->header("if-none-match"), tag)) return unchanged(tag);
    if (ResponsePtr kept = cache_.find(tag)) return kept;
  }
  return Task{route.slow == Slow::always ? Lane::slow : Lane::quick,
              [this, question = std::move(question)](Lane lane) { return work(question, lane); }};
}

// Nothing (status 0) where the other lane is to answer.
base::Result<Response> Api::run(const Question& question, Lane lane, std::string& pin) {
  auto desk = desks_.take();
  if (!desk) return tl::unexpected(desk.error());
  for (int tries = 1;; ++tries) {
    auto now = desks_.pin();
    if (!now) return tl::unexpected(now.error());
    pin = *now;
    Asking asking(*question.request, question.query, desks_, **desk, pin);
    if (lane == Lane::quick && question.route->slow == Slow::when_much && is_much(asking)) {
      Response later;
      later.status = 0;
      return later;
    }
    auto response = question.route->run(asking);
    if (question.route->records || tries == kTries) return response;
    // All of an answer is from one state of the ledger.
    if (now = desks_.pin(); !now || *now == pin) return response;
  }
}

ResponsePtr Api::work(const Question& question, Lane lane) {
  std::string pin;
  auto response = run(question, lane, pin);
  if (!response) return finished(error_response(response.error()));
  if (response->status == 0) return nullptr;
  if (question.request->method == "POST") {
    response->headers.emplace_back("Cache-Control", "no-store");
    return finished(std::move(*response));
  }
  const std::string tag = question.tag(pin);
  response->headers.emplace_back("ETag", tag);
  response->headers.emplace_back("Cache-Control", "no-cache");
  response->headers.emplace_back("Vary", "Accept, Accept-Encoding");
  if (question.packed && response->bytes().size() > kWorthPacking) {
    if (std::string packed = gzip(response->bytes()); !packed.empty()) {
      response->body = std::move(packed);
      response->fixed = {};
      response->headers.emplace_back("Content-Encoding", "gzip");
    }
  }
  ResponsePtr answer = finished(std::move(*response));
  cache_.keep(tag, answer);
  return answer;
}

}  // namespace chancery::serve
