// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 around libmicrohttpd: connections with limits on their number, size and time, and two lanes of workers, so that slow answers
// never stand in the way of quick ones. Not for what is answered. Started and stopped by one thread; the site is asked by several.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "base/result.h"
#include "serve/http_message.h"

namespace chancery::serve {

enum class Lane : std::uint8_t { quick, slow };

// What is to be done by a worker. A quick one may find that it is slow after all: it gives no response then, and is asked again there.
struct Task {
  Lane lane = Lane::quick;
  std::function<ResponsePtr(Lane)> work;
};

// Answers at once, on the thread that holds the connections, or tells what is to be done.
using Site = std::function<std::variant<ResponsePtr, Task>(std::shared_ptr<const Request>)>;

struct ServerSettings {
  std::string bind = "127.0.0.1";  // an address, IPv4 or IPv6
  std::uint16_t port = 0;          // 0: any that is free
  std::size_t most_connections = 16384;
  std::size_t most_body = 8 << 20;      // bytes
  std::size_t most_bodies = 256 << 20;  // bytes of all that are held at once
  std::size_t quick_workers = 2, quick_waiting = 4096;
  std::size_t slow_workers = 2, slow_waiting = 64;
  std::chrono::seconds to_ask{30};            // from the first line of a request to its last byte
  std::chrono::seconds to_take{300};          // for a client to take its response
  std::chrono::seconds idle{120};             // between requests
  std::function<void(std::string_view)> log;  // a line a request, without "\n"; may be none
};

class HttpServer {
 public:
  static base::Result<HttpServer> start(const ServerSettings& settings, Site site);
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) = delete;
  ~HttpServer();  // stop(), however long it takes

  std::uint16_t port() const;
  // Takes no new connection, finishes what was asked, ends. What is not finished by then goes on, and it says no.
  bool stop(std::chrono::milliseconds most);

 private:
  class Engine;
  explicit HttpServer(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace chancery::serve
