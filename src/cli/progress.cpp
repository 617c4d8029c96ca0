// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

#include "cli/terminal.h"

namespace chancery::cli {
namespace {

constexpr std::chrono::milliseconds kOver{200}, kLines{5000};
constexpr double kSettled = 2;  // seconds before a time that is left is guessed

double seconds_of(std::chrono::steady_clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

// "1234 documents, 56.7 MB at 45.6 MB/s, 41 %, 0:01:20 left"
std::string Progress::line(double seconds) const {
  std::string out = fmt::format("{} document{}, {:.1f} MB at {:.1f} MB/s", documents_, documents_ == 1 ? "" : "s", static_cast<double>(bytes_) / 1e6,
                                static_cast<double>(bytes_) / 1e6 / std::max(seconds, 1e-3));
  if (size_ > 0) {
    const double share = std::min(static_cast<double>(taken_) / static_cast<double>(size_), 1.0);
    out += fmt::format(", {:.0f} %", share * 100);
    if (seconds > kSettled && share > 0 && share < 1) {
      const auto left = static_cast<std::uint64_t>(seconds / share - seconds);
      out += fmt::format(", {}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60);
    }
  }
  return out;
}

void Progress::done(std::uint64_t bytes) {
  ++documents_;
  bytes_ += bytes;
  if (show_ == Show::never) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < (show_ == Show::over ? kOver : kLines)) return;
  told_ = now;
  if (show_ == Show::lines) return say(line(seconds_of(now - began_)));
  const std::string text = "\r" + line(seconds_of(now - began_)) + "\x1b[K";
  (void)!::write(STDERR_FILENO, text.data(), text.size());
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  (void)!::write(STDERR_FILENO, "\r\x1b[K", 4);
  shown_ = false;
}

void Progress::finish() {
  clear();
  if (show_ == Show::lines) say(line(seconds_of(std::chrono::steady_clock::now() - began_)));
}

}  // namespace chancery::cli
