// SPDX-License-Identifier: Apache-2.0
#include "serve/http_server.h"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "base/json.h"
#include "serve/workers.h"
#include "time/calendar.h"

namespace chancery::serve {
namespace {

using Clock = std::chrono::steady_clock;
using base::ErrorKind;

constexpr unsigned kThreads = 2;                      // that hold connections
constexpr std::size_t kConnectionMemory = 24 * 1024;  // bytes, of which a request's line and headers may take most
constexpr rlim_t kOwnFiles = 64;                      // the ledger, the log, the listening socket, …
constexpr int kSlowNiceness = 10;                     // to quick answers
constexpr unsigned kRefused = 32;                     // connections that are told at one time that there is no room for them

Response busy(std::string_view why) {
  Response out = error_response(503, "busy", why, "", "ask again in some seconds");
  out.headers.emplace_back("Retry-After", "2");
  return out;
}

// What a connection is doing, for whoever watches over time.
enum class Phase : std::uint8_t { idle, asking, working, taking };

struct Connection {
  int socket = -1;
  bool refused = false;
  std::atomic<Phase> phase{Phase::idle};
  std::atomic<Clock::rep> since{0};

  void enter(Phase next) {
    since.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
    phase.store(next, std::memory_order_release);
  }
};

// What is told at once to whom there is no room for, whatever it asks.
void refuse(int socket) {
  const Response full = busy("there are too many connections");
  const std::string text = fmt::format(
      "HTTP/1.1 {} Service Unavailable\r\nRetry-After: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
      full.status, full.headers.front().second, full.type, full.body.size(), full.body);
  ::send(socket, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  shutdown(socket, SHUT_RDWR);
}

// One request, from its first line to the last byte of its response.
struct Exchange {
  std::shared_ptr<Request> request = std::make_shared<Request>();
  ResponsePtr response;
  bool begun = false;
  std::size_t held = 0;  // bytes of the body, as they count among all
  Clock::time_point start = Clock::now();
};

std::string client_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char name[NI_MAXHOST] = "";
  if (info != nullptr && info->client_addr != nullptr) {
    const socklen_t size = info->client_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    if (getnameinfo(info->client_addr, size, name, sizeof name, nullptr, 0, NI_NUMERICHOST) != 0) return {};
  }
  return name;
}

Connection* context_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
}

// As many files as this process may have.
std::size_t files_allowed() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  rlimit raised = limit;
  raised.rlim_cur = limit.rlim_max;
  if (limit.rlim_cur < limit.rlim_max && setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  return limit.rlim_cur > 2 * kOwnFiles ? limit.rlim_cur - kOwnFiles : std::max<rlim_t>(limit.rlim_cur / 2, 2);
}

}  // namespace

class HttpServer::Engine {
 public:
  Engine(const ServerSettings& settings, Site site) : settings_(settings), site_(std::move(site)) {}

  base::Result<> start();
  bool stop(std::chrono::milliseconds most);
  std::uint16_t port() const { return port_; }

 private:
  static void* on_line(void* self, const char* target, MHD_Connection* connection);
  static MHD_Result on_part(void* self, MHD_Connection* connection, const char* url, const char* method, const char* version,
                            const char* data, std::size_t* size, void** context);
  static void on_end(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode how);
  static void on_connection(void* self, MHD_Connection* connection, void** context, MHD_ConnectionNotificationCode what);

  MHD_Result take_part(MHD_Connection* connection, const char* method, const char* data, std::size_t* size, Exchange& exchange);
  MHD_Result answer(MHD_Connection* connection, Exchange& exchange);
  void take_body(Exchange& exchange, std::string_view part);
  ResponsePtr too_large() const {
    return std::make_shared<Response>(error_response(413, "too-large", fmt::format("a request may have {} bytes", settings_.most_body)));
  }
  bool hand_over(MHD_Connection* connection, Exchange& exchange, Task task);
  MHD_Result send(MHD_Connection* connection, const ResponsePtr& response);
  void log(MHD_Connection* connection, const Exchange& exchange, bool whole) const;
  void watch();

  const ServerSettings settings_;
  const Site site_;
  MHD_Daemon* daemon_ = nullptr;
  MHD_socket listening_ = MHD_INVALID_SOCKET;  // once no new connection is taken
  std::uint16_t port_ = 0;
  std::optional<Workers> quick_, slow_;

  std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::set<Connection*> connections_;
  std::size_t room_ = 0;  // for so many
  std::size_t open_ = 0;  // exchanges whose headers were read
  bool stopping_ = false;
  std::atomic<bool> closing_{false};    // the same, for those who do not lock
  std::atomic<std::size_t> bodies_{0};  // bytes
  std::thread watcher_;
};

base::Result<> HttpServer::Engine::start() {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(settings_.bind.c_str(), std::to_string(settings_.port).c_str(), &hints, &found) != 0)
    return base::fail(ErrorKind::usage, fmt::format("\"{}\" is no address to listen on", settings_.bind), "",
                      "give one such as 127.0.0.1, ::1 or 0.0.0.0");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> address(found, freeaddrinfo);

  quick_.emplace(settings_.quick_workers, settings_.quick_waiting);
  slow_.emplace(settings_.slow_workers, settings_.slow_waiting, kSlowNiceness);
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
  if (address->ai_family == AF_INET6) flags |= MHD_USE_IPv6;
  room_ = std::min(settings_.most_connections, files_allowed());
  daemon_ = MHD_start_daemon(flags, settings_.port, nullptr, nullptr, &on_part, this, MHD_OPTION_SOCK_ADDR, address->ai_addr,
                             MHD_OPTION_THREAD_POOL_SIZE, kThreads, MHD_OPTION_CONNECTION_LIMIT,
                             kThreads * (static_cast<unsigned>(room_) + kRefused),  // those of one thread may be all
                             MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
                             MHD_OPTION_URI_LOG_CALLBACK, &on_line, this, MHD_OPTION_NOTIFY_COMPLETED, &on_end, this,
                             MHD_OPTION_NOTIFY_CONNECTION, &on_connection, this, MHD_OPTION_END);
  if (daemon_ == nullptr)
    return base::fail(ErrorKind::system,
                      fmt::format("cannot listen on {} port {}: {}", settings_.bind, settings_.port,
                                  errno != 0 ? std::generic_category().message(errno) : "refused"),
                      "", "--port 0 takes any that is free");
  const MHD_DaemonInfo* info = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
  port_ = info == nullptr ? settings_.port : info->port;
  watcher_ = std::thread([this] { watch(); });
  return {};
}

bool HttpServer::Engine::stop(std::chrono::milliseconds most) {
  if (daemon_ == nullptr) return true;
  if (!closing_.exchange(true)) {
    listening_ = MHD_quiesce_daemon(daemon_);
    shutdown(listening_, SHUT_RDWR);  // what waits in line is refused
  }
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    if (!changed_.wait_for(lock, most, [this] { return open_ == 0; })) return false;
  }
  watcher_.join();
  quick_.reset();
  slow_.reset();
  MHD_stop_daemon(daemon_);
  if (listening_ != MHD_INVALID_SOCKET) close(listening_);
  daemon_ = nullptr;
  return true;
}

// Ends connections on which nothing moves, as a timeout of the library would, and those that move too slowly, as it would not.
void HttpServer::Engine::watch() {
  std::unique_lock lock(mutex_);
  while (!stopping_ || open_ > 0) {
    changed_.wait_for(lock, std::chrono::seconds(1));
    const Clock::time_point now = Clock::now();
    for (Connection* connection : connections_) {
      const Phase phase = connection->phase.load(std::memory_order_acquire);
      const auto age = now - Clock::time_point(Clock::duration(connection->since.load(std::memory_order_relaxed)));
      const bool over = (phase == Phase::idle && age > settings_.idle) || (phase == Phase::asking && age > settings_.to_ask) ||
                        (phase == Phase::taking && age > settings_.to_take);
      if (over) shutdown(connection->socket, SHUT_RDWR);
    }
  }
}

void HttpServer::Engine::on_connection(void* self, MHD_Connection* connection, void** context, MHD_ConnectionNotificationCode what) {
  auto& engine = *static_cast<Engine*>(self);
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    auto* its = new Connection;
    its->socket = info == nullptr ? -1 : info->connect_fd;
    its->enter(Phase::idle);
    *context = its;
    const std::lock_guard lock(engine.mutex_);
    engine.connections_.insert(its);
    its->refused = engine.connections_.size() > engine.room_;
    if (its->refused) refuse(its->socket);
  } else if (auto* its = static_cast<Connection*>(*context)) {
    // The socket is closed after this, so the watcher never ends another's.
    {
      const std::lock_guard lock(engine.mutex_);
      engine.connections_.erase(its);
    }
    delete its;
    *context = nullptr;
  }
}

void* HttpServer::Engine::on_line(void*, const char* target, MHD_Connection* connection) {
  if (Connection* its = context_of(connection)) its->enter(Phase::asking);
  auto* exchange = new Exchange;
  const std::string_view text = target;
  const std::size_t mark = std::min(text.find('?'), text.size());
  exchange->request->path = text.substr(0, mark);
  exchange->request->query = text.substr(std::min(mark + 1, text.size()));
  return exchange;
}

MHD_Result HttpServer::Engine::on_part(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                                       const char* data, std::size_t* size, void** context) {
  if (const Connection* its = context_of(connection); its != nullptr && its->refused) return MHD_NO;
  return static_cast<Engine*>(self)->take_part(connection, method, data, size, *static_cast<Exchange*>(*context));
}

MHD_Result HttpServer::Engine::take_part(MHD_Connection* connection, const char* method, const char* data, std::size_t* size,
                                         Exchange& exchange) {
  Request& request = *exchange.request;
  if (!exchange.begun) {
    exchange.begun = true;
    request.method = method;
    MHD_get_connection_values(
        connection, MHD_HEADER_KIND,
        [](void* headers, MHD_ValueKind, const char* name, const char* value) {
          std::string small(name);
          for (char& c : small)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
          static_cast<Headers*>(headers)->emplace_back(std::move(small), value != nullptr ? value : "");
          return MHD_YES;
        },
        &request.headers);
    {
      const std::lock_guard lock(mutex_);
      ++open_;
    }
    // What says beforehand that it is too large is not even taken.
    const std::string_view length = request.header("content-length");
    if (length.size() > 12 || (!length.empty() && std::strtoull(length.data(), nullptr, 10) > settings_.most_body)) {
      exchange.response = too_large();
      return answer(connection, exchange);
    }
    return MHD_YES;
  }
  if (*size > 0) {
    // What is refused is still taken, to its end, but not kept.
    if (exchange.response == nullptr) take_body(exchange, {data, *size});
    *size = 0;
    return MHD_YES;
  }
  return answer(connection, exchange);
}

void HttpServer::Engine::take_body(Exchange& exchange, std::string_view part) {
  std::string& body = exchange.request->body;
  exchange.held += part.size();
  if (bodies_.fetch_add(part.size()) + part.size() > settings_.most_bodies)
    exchange.response = std::make_shared<Response>(busy("too many large requests are on their way"));
  else if (body.size() + part.size() > settings_.most_body)
    exchange.response = too_large();
  else
    body.append(part);
  if (exchange.response != nullptr) {
    std::string().swap(body);
    bodies_ -= std::exchange(exchange.held, 0);
  }
}

MHD_Result HttpServer::Engine::answer(MHD_Connection* connection, Exchange& exchange) {
  if (exchange.response == nullptr) {
    auto answered = site_(exchange.request);
    if (auto* task = std::get_if<Task>(&answered)) {
      if (Connection* its = context_of(connection)) its->enter(Phase::working);
      MHD_suspend_connection(connection);
      if (hand_over(connection, exchange, std::move(*task))) return MHD_YES;
      // It is told so when it is resumed.
      MHD_resume_connection(connection);
      return MHD_YES;
    }
    exchange.response = std::get<ResponsePtr>(std::move(answered));
  }
  return send(connection, exchange.response);
}

// Whether a worker took it; else its response says that all are busy.
bool HttpServer::Engine::hand_over(MHD_Connection* connection, Exchange& exchange, Task task) {
  const bool taken = (task.lane == Lane::quick ? quick_ : slow_)->add([this, connection, &exchange, task] {
    ResponsePtr response;
    try {
      response = task.work(task.lane);
      if (response == nullptr && task.lane == Lane::quick) {
        if (!hand_over(connection, exchange, {Lane::slow, task.work})) MHD_resume_connection(connection);
        return;
      }
    } catch (const std::exception& bug) {
      response =
          std::make_shared<Response>(error_response(500, "system", std::string("this should not happen, please report it: ") + bug.what()));
    }
    exchange.response = std::move(response);
    MHD_resume_connection(connection);
  });
  if (taken) return true;
  exchange.response = std::make_shared<Response>(busy("too many questions wait for an answer"));
  return false;
}

MHD_Result HttpServer::Engine::send(MHD_Connection* connection, const ResponsePtr& response) {
  const std::string_view bytes = response->bytes();
  MHD_Response* sent = MHD_create_response_from_buffer_with_free_callback_cls(
      bytes.size(), const_cast<char*>(bytes.data()), [](void* held) { delete static_cast<ResponsePtr*>(held); }, new ResponsePtr(response));
  if (sent == nullptr) return MHD_NO;
  if (!response->type.empty()) MHD_add_response_header(sent, "Content-Type", response->type.c_str());
  for (const auto& [name, value] : response->headers) MHD_add_response_header(sent, name.c_str(), value.c_str());
  if (closing_) MHD_add_response_header(sent, "Connection", "close");
  if (Connection* its = context_of(connection)) its->enter(Phase::taking);
  const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(response->status), sent);
  MHD_destroy_response(sent);
  return queued;
}

void HttpServer::Engine::on_end(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode how) {
  auto& engine = *static_cast<Engine*>(self);
  const std::unique_ptr<Exchange> exchange(static_cast<Exchange*>(*context));
  *context = nullptr;
  if (exchange == nullptr) return;
  engine.bodies_ -= exchange->held;
  if (Connection* its = context_of(connection)) its->enter(Phase::idle);
  engine.log(connection, *exchange, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
  if (!exchange->begun) return;
  const std::lock_guard lock(engine.mutex_);
  if (--engine.open_ == 0) engine.changed_.notify_all();
}

void HttpServer::Engine::log(MHD_Connection* connection, const Exchange& exchange, bool whole) const {
  if (!settings_.log) return;
  const Request& request = *exchange.request;
  std::string line;
  base::JsonWriter json(line);
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  json.begin_object().field("time", time::clock_text(now)).field("client", client_of(connection));
  json.field("method", request.method).field("path", request.path);
  if (!request.query.empty()) json.field("query", request.query);
  // A request that was never understood has no response of ours.
  json.field("status", exchange.response ? exchange.response->status : 400);
  json.field("bytes", exchange.response ? exchange.response->bytes().size() : 0).field("sent", whole);
  json.field("milliseconds", std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.start).count() / 1000.0);
  json.end_object();
  settings_.log(line);
}

HttpServer::HttpServer(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() {
  if (engine_)
    while (!engine_->stop(std::chrono::hours(1))) continue;
}

base::Result<HttpServer> HttpServer::start(const ServerSettings& settings, Site site) {
  auto engine = std::make_unique<Engine>(settings, std::move(site));
  if (auto started = engine->start(); !started) return tl::unexpected(started.error());
  return HttpServer(std::move(engine));
}

std::uint16_t HttpServer::port() const { return engine_->port(); }
bool HttpServer::stop(std::chrono::milliseconds most) { return engine_->stop(most); }

}  // namespace chancery::serve
