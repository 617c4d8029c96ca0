// SPDX-License-Identifier: Apache-2.0
#include "base/process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/descriptor.h"

namespace chancery::base {
namespace {

std::string first_line(const Descriptor& file) {
  char bytes[400];
  const ssize_t got = ::pread(file.get(), bytes, sizeof bytes, 0);
  const std::string_view all(bytes, got > 0 ? static_cast<std::size_t>(got) : 0);
  return std::string(all.substr(0, all.find('\n')));
}

tl::unexpected<Error> cannot_run(const std::string& name, int error) {
  return fail(ErrorKind::system, fmt::format("{} cannot be run: {}", name, std::strerror(error)));
}

}  // namespace

Descriptor memory_file(std::string_view bytes) {
  Descriptor file(::memfd_create("chancery", MFD_CLOEXEC));
  while (file.get() >= 0 && !bytes.empty()) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (file.get() >= 0) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

Result<int> start_program(const std::vector<std::string>& words, const Descriptor& in, const Descriptor& out, const Descriptor& talk) {
  const std::string& name = words.at(0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, talk.get(), STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, name.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed == ENOENT) return fail(ErrorKind::not_found, name + " is not there");
  if (failed != 0) return cannot_run(name, failed);
  return child;
}

Result<std::string> run_program(const std::vector<std::string>& words, std::string_view input, const ProcessLimits& limits) {
  const std::string& name = words.at(0);
  const Descriptor in = memory_file(input), talk = memory_file({});  // so that only the output has to be waited for
  int ends[2];
  if (in.get() < 0 || talk.get() < 0 || ::pipe2(ends, O_CLOEXEC) != 0) return cannot_run(name, errno);
  const Descriptor out(ends[0]);
  Descriptor far(ends[1]);
  const auto child = start_program(words, in, far, talk);
  if (!child) return tl::unexpected(child.error());
  far = Descriptor();

  std::string output, wrong;
  const auto until = std::chrono::steady_clock::now() + limits.time;
  while (wrong.empty()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd ready{out.get(), POLLIN, 0};
    const int some = left > 0 ? ::poll(&ready, 1, static_cast<int>(left)) : 0;
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) {
      wrong = fmt::format("{} took longer than {} s", name, limits.time.count());
      break;
    }
    char bytes[1 << 16];
    const ssize_t got = ::read(out.get(), bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    output.append(bytes, static_cast<std::size_t>(got));
    if (output.size() > limits.size) wrong = fmt::format("{} wrote more than {} bytes", name, limits.size);
  }
  if (!wrong.empty()) ::kill(*child, SIGKILL);
  int status = 0;
  while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
  }
  if (wrong.empty() && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
    const std::string said = first_line(talk);
    wrong = fmt::format("{} failed{}{}", name, said.empty() ? "" : ": ", said);
  }
  if (!wrong.empty()) return fail(ErrorKind::unreadable, wrong);
  return output;
}

}  // namespace chancery::base
