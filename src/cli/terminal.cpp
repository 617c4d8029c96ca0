// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/layout.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kColumns = 100, kFewest = 40, kBuffer = 1 << 16;

// Writes all of `text`; the errno that stopped it, else 0.
int write_all(int stream, std::string_view text) {
  while (!text.empty()) {
    ssize_t done = ::write(stream, text.data(), text.size());
    if (done < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(done));
  }
  return 0;
}

}  // namespace

std::size_t columns() {
  winsize size{};
  if (!is_terminal(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kColumns;
  return std::min(kColumns, std::max<std::size_t>(kFewest, size.ws_col));
}

bool is_terminal(int stream) { return isatty(stream) == 1; }

bool colour() {
  const char* off = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return is_terminal(STDOUT_FILENO) && (off == nullptr || *off == 0) && term != nullptr && std::strcmp(term, "dumb") != 0;
}

void say(std::string_view line) {
  // One write a line, so that lines of several threads do not mix. What cannot be said is dropped: there is nowhere to tell.
  std::string text = base::printable(line);
  text += '\n';
  (void)write_all(STDERR_FILENO, text);
}

void say(const base::Error& error, std::string_view command) {
  std::string line = "chancery";
  if (!command.empty()) line.append(" ").append(command);
  line += ": ";
  // Errors of usage have the command as their place, which is said already.
  if (!error.place.empty() && error.place != command) line += error.place + ": ";
  say(line + error.message);
  if (!error.hint.empty()) say("  " + error.hint);
}

Output::~Output() { flush(); }

void Output::write(std::string_view text) {
  if (closed_ || error_ != 0) return;
  buffer_ += text;
  if (buffer_.size() >= kBuffer) flush();
}

void Output::flush() {
  if (buffer_.empty() || closed_ || error_ != 0) return;
  int error = write_all(STDOUT_FILENO, buffer_);
  buffer_.clear();
  if (error == EPIPE) {
    closed_ = true;
  } else {
    error_ = error;
  }
}

base::Result<> Output::finish() {
  flush();
  if (error_ == 0) return {};
  return base::fail(base::ErrorKind::system, std::string("cannot write: ") + std::strerror(error_), "standard output");
}

}  // namespace chancery::cli
