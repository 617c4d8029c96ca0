// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/serve_tables.h"
#include "cli/session.h"
#include "serve/api.h"
#include "serve/http_server.h"
#include "serve/line_log.h"

namespace chancery::cli {
namespace {

constexpr std::chrono::seconds kFinishing{30};  // what was begun, before the end

using base::ErrorKind;
using base::fail;

base::Result<std::string> token_of(const Arguments& arguments) {
  if (!arguments.has("write")) {
    if (arguments.has("token-file")) return fail(ErrorKind::usage, "--token-file goes with --write");
    return std::string();
  }
  if (arguments.has("token-file")) {
    const std::string path = arguments.value("token-file");
    auto text = base::read_file(path, 4096);
    if (!text) return text;
    while (!text->empty() && (text->back() == '\n' || text->back() == '\r' || text->back() == ' ')) text->pop_back();
    if (text->size() < 16 || text->find_first_of(" \t\r\n") != text->npos)
      return fail(ErrorKind::invalid, "a token is one word of at least 16 characters", path);
    return text;
  }
  unsigned char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes))
    return fail(ErrorKind::system, "no random bytes for a token");
  std::string out;
  for (unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

// Where lines of the access log go.
base::Result<int> log_of(const Arguments& arguments) {
  const std::string path = arguments.value("access-log");
  if (path == "-") return STDERR_FILENO;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return fail(ErrorKind::system, "cannot write the access log", path);
  return file;
}

base::Result<int> run(const Arguments& arguments, Session& session) {
  auto port = arguments.number("port", 0);
  if (!port) return tl::unexpected(port.error());
  if (*port > 65535) return fail(ErrorKind::usage, "--port takes a number up to 65535");
  auto token = token_of(arguments);
  if (!token) return tl::unexpected(token.error());
  auto log_file = log_of(arguments);
  if (!log_file) return tl::unexpected(log_file.error());
  auto tables = serve_tables(session);
  if (!tables) return tl::unexpected(tables.error());
  // That it is there and can be read is told before anything listens.
  if (auto opened = session.ledger(arguments.has("write") ? ledger::Access::write : ledger::Access::read); !opened)
    return tl::unexpected(opened.error());
  serve::Desks desks(std::move(*tables), *session.ledger_path(), arguments.has("write"));

  // Signals are taken by this thread alone; those that are started from here on have them blocked.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  serve::LineLog log(*log_file);
  serve::ServerSettings settings;
  settings.bind = arguments.value("bind");
  settings.port = static_cast<std::uint16_t>(*port);
  settings.log = [&log](std::string_view line) { log.add(line); };
  serve::ApiSettings api_settings;
  api_settings.hosts = arguments.values("host");
  api_settings.hosts.push_back(settings.bind);
  api_settings.token = *token;
  serve::Api api(desks, std::move(api_settings));

  auto server = serve::HttpServer::start(settings, [&api](auto request) { return api.take(std::move(request)); });
  if (!server) return tl::unexpected(server.error());
  const bool six = settings.bind.find(':') != std::string::npos;
  session.out.write(fmt::format("http://{}{}{}:{}/\n", six ? "[" : "", settings.bind, six ? "]" : "", server->port()));
  if (auto written = session.out.finish(); !written) return tl::unexpected(written.error());
  if (!token->empty() && !arguments.has("token-file")) say("to record, send: Authorization: Bearer " + *token);
  int which = 0;
  sigwait(&ending, &which);
  pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);  // whoever cannot wait asks again
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  if (!server->stop(kFinishing)) {
    say(fmt::format("what was not answered in {} seconds is left unfinished", kFinishing.count()));
    std::_Exit(1);  // its threads cannot be stopped
  }
  return 0;
}

}  // namespace

Command command_serve() {
  Command command;
  command.name = "serve";
  command.summary = "answer over HTTP, for programs and with pages to look at";
  command.description = {
      "Listens on this machine and prints its address on one line. There are pages for people, and an API under /api/v1, described by "
      "/api/v1/openapi.json, that gives what the commands of the same names give. Interrupted, it finishes what is being answered and "
      "ends.",
      "It only reads, unless started with --write: then findings can be settled and documents kept by whoever has the token, which is "
      "printed on standard error or taken from a file. Other machines reach it through --bind and a proxy that encrypts and knows whom to "
      "let in; the name by which it is then called is given with --host. Pages of other sites are refused.",
      "docs/serve.md tells more."};
  command.options = {
      {.name = "port", .value = "N", .help = "the port to listen on; 0: any that is free", .fallback = "0", .letter = 'p'},
      {.name = "bind", .value = "ADDRESS", .help = "the address to listen on", .fallback = "127.0.0.1"},
      {.name = "host", .value = "NAME", .help = "a name by which it may be called, besides this machine's own", .many = true},
      {.name = "write", .help = "let those who have the token record"},
      {.name = "token-file", .value = "FILE", .help = "take the token from this file instead of making one", .complete = Complete::file},
      {.name = "access-log",
       .value = "FILE",
       .help = "a line of JSON for each request; -: on standard error",
       .fallback = "-",
       .complete = Complete::file}};
  command.examples = {{"chancery serve --port 8080", "Pages and API at http://127.0.0.1:8080/"},
                      {"chancery serve --write --token-file token", "Let programs that know the token record"}};
  command.run = run;
  return command;
}

}  // namespace chancery::cli
