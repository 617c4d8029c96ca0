// SPDX-License-Identifier: Apache-2.0
// Over real connections, with limits that tests have the patience for.
#include "serve/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <string>

namespace chancery::serve {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

class Client {
 public:
  explicit Client(const HttpServer& server) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  Client(const Client&) = delete;
  ~Client() { close(socket_); }

  Client& send(std::string_view text) {
    EXPECT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    return *this;
  }
  void begins() {
    char one;
    EXPECT_EQ(recv(socket_, &one, 1, 0), 1);
  }
  // What comes, until the server closes the connection.
  std::string rest() {
    std::string out;
    char part[4096];
    for (ssize_t size; (size = recv(socket_, part, sizeof part, 0)) > 0;) out.append(part, static_cast<std::size_t>(size));
    return out;
  }

 private:
  int socket_;
};

constexpr std::string_view kAsk = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

ResponsePtr said(std::string body) {
  Response out;
  out.body = std::move(body);
  return std::make_shared<Response>(std::move(out));
}

HttpServer started(const ServerSettings& settings, Site site) {
  auto server = HttpServer::start(settings, std::move(site));
  EXPECT_TRUE(server) << server.error().message;
  return std::move(*server);
}

TEST(HttpServer, EndsThoughSomethingIsNotFinished) {
  std::promise<void> begun, go_on;
  HttpServer server = started({}, [&](auto) {
    return Task{Lane::slow, [&](Lane) {
                  begun.set_value();
                  go_on.get_future().wait();
                  return said("finished");
                }};
  });
  Client client(server);
  client.send(kAsk);
  begun.get_future().wait();
  EXPECT_FALSE(server.stop(milliseconds(1)));
  go_on.set_value();
  EXPECT_TRUE(server.stop(seconds(60)));
  EXPECT_TRUE(client.rest().ends_with("finished"));
}

TEST(HttpServer, TellsWhoComesTooLate) {
  ServerSettings settings;
  settings.most_connections = 2;
  HttpServer server = started(settings, [](auto) { return said("here"); });
  Client first(server), second(server);
  for (Client* one : {&first, &second}) one->send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").begins();
  Client third(server);
  EXPECT_TRUE(third.rest().starts_with("HTTP/1.1 503 "));
  EXPECT_TRUE(first.send(kAsk).rest().ends_with("here"));
  EXPECT_TRUE(second.send(kAsk).rest().ends_with("here"));
}

TEST(HttpServer, EndsWhoAsksTooSlowly) {
  ServerSettings settings;
  settings.to_ask = settings.idle = seconds(0);
  HttpServer server = started(settings, [](auto) { return said("here"); });
  Client half(server), idle(server);
  EXPECT_EQ(half.send("GET / HT").rest(), "");
  EXPECT_EQ(idle.rest(), "");
}

TEST(HttpServer, HoldsNoMoreBodiesThanItMay) {
  ServerSettings settings;
  settings.most_bodies = 1000;
  HttpServer server = started(settings, [](auto request) { return said(std::to_string(request->body.size())); });
  auto post = [](std::size_t size, std::size_t sent) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(sent, 'x');
  };
  EXPECT_TRUE(Client(server).send(post(900, 900)).rest().ends_with("900"));
  EXPECT_TRUE(Client(server).send(post(1100, 1100)).rest().starts_with("HTTP/1.1 503 "));
  EXPECT_TRUE(Client(server).send(post(900, 900)).rest().ends_with("900"));
}

}  // namespace
}  // namespace chancery::serve
