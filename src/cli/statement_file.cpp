// SPDX-License-Identifier: Apache-2.0
#include "cli/statement_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "base/layout.h"

namespace chancery::cli {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kBuffer = 256 << 10;
// What is lost with a run is read again: a second's work, or so many bytes.
constexpr std::chrono::seconds kSaveEvery{1};
constexpr std::uint64_t kSaveBytes = 16 << 20;
constexpr std::string_view kFirstLine = "chancery read, progress 1";

// The value of "name value" at the start of the text, which goes on behind it; false where it is another line.
bool take_line(std::string_view& text, std::string_view name, std::string& value) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(name)) return false;
  value = text.substr(name.size(), end - name.size());
  text.remove_prefix(end + 1);
  return true;
}

bool number(const std::string& text, std::uint64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

base::Result<> StatementFile::open(int flags) {
  file_ = base::Descriptor(::open(path_.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666));
  if (file_.get() < 0) return fail(ErrorKind::system, std::string("cannot be written: ") + std::strerror(errno), path_);
  saved_ = std::chrono::steady_clock::now();
  return {};
}

base::Result<StatementFile> StatementFile::create(const std::string& path, const std::string& run) {
  StatementFile file(path, run);
  std::error_code error;
  if (std::filesystem::exists(file.progress_path(), error))
    return fail(ErrorKind::conflict, "a run into this file was stopped", path,
                "--resume goes on with it; to begin anew, remove " + file.progress_path());
  if (auto saved = file.save(); !saved) return tl::unexpected(saved.error());
  if (auto opened = file.open(O_CREAT | O_TRUNC); !opened) {
    std::filesystem::remove(file.progress_path(), error);
    return tl::unexpected(opened.error());
  }
  return file;
}

base::Result<std::optional<StatementFile>> StatementFile::resume(const std::string& path, const std::string& run) {
  StatementFile file(path, run);
  std::error_code error;
  if (!std::filesystem::exists(file.progress_path(), error)) {
    if (std::filesystem::exists(path, error)) return std::nullopt;
    auto created = create(path, run);
    if (!created) return tl::unexpected(created.error());
    return std::move(*created);
  }
  auto text = base::read_file(file.progress_path());
  if (!text) return tl::unexpected(text.error());
  std::string_view rest = *text;
  std::string first, of, documents, bytes;
  if (!take_line(rest, kFirstLine, first) || !take_line(rest, "run ", of) || !take_line(rest, "documents ", documents) ||
      !take_line(rest, "bytes ", bytes) || !take_line(rest, "last ", file.start_.last) || !number(documents, file.start_.documents) ||
      !number(bytes, file.start_.bytes))
    return fail(ErrorKind::invalid, "does not tell how far a run came", file.progress_path(), "remove it to begin anew");
  if (of != run)
    return fail(ErrorKind::conflict, "the run that was stopped had other inputs, options or rules", path,
                "type what was typed then; to begin anew, remove " + file.progress_path());
  if (auto opened = file.open(O_CREAT); !opened) return tl::unexpected(opened.error());
  const off_t size = ::lseek(file.file_.get(), 0, SEEK_END);
  if (size < 0 || static_cast<std::uint64_t>(size) < file.start_.bytes)
    return fail(ErrorKind::conflict, fmt::format("has {} bytes where the run that was stopped wrote {}", size, file.start_.bytes), path,
                "to begin anew, remove " + file.progress_path());
  // What stands behind the last whole document is written again.
  const auto end = static_cast<off_t>(file.start_.bytes);
  if (::ftruncate(file.file_.get(), end) != 0 || ::lseek(file.file_.get(), end, SEEK_SET) != end)
    return fail(ErrorKind::system, std::string("cannot be written: ") + std::strerror(errno), path);
  file.now_ = file.start_;
  file.saved_bytes_ = file.start_.bytes;
  return file;
}

base::Result<> StatementFile::write(std::string_view lines) {
  buffer_ += lines;
  now_.bytes += lines.size();
  return buffer_.size() < kBuffer ? base::Result<>() : flush();
}

base::Result<> StatementFile::flush() {
  for (std::string_view left = buffer_; !left.empty();) {
    const ssize_t put = ::write(file_.get(), left.data(), left.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return fail(ErrorKind::system, std::string("cannot be written: ") + std::strerror(errno), path_, "--resume goes on from here");
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  buffer_.clear();
  return {};
}

base::Result<> StatementFile::save() {
  return base::write_file(progress_path(), fmt::format("{}\nrun {}\ndocuments {}\nbytes {}\nlast {}\n", kFirstLine, run_, now_.documents,
                                                       now_.bytes, now_.last));
}

base::Result<> StatementFile::done(std::string_view document) {
  if (missing_) return {};
  ++now_.documents;
  now_.last = base::printable(document);
  const auto time = std::chrono::steady_clock::now();
  if (time - saved_ < kSaveEvery && now_.bytes - saved_bytes_ < kSaveBytes) return {};
  if (auto flushed = flush(); !flushed) return flushed;
  if (::fdatasync(file_.get()) != 0 && errno != EINVAL)
    return fail(ErrorKind::system, std::string("cannot be written: ") + std::strerror(errno), path_);
  saved_ = time;
  saved_bytes_ = now_.bytes;
  return save();
}

base::Result<> StatementFile::missing() {
  if (std::exchange(missing_, true)) return {};
  if (auto flushed = flush(); !flushed) return flushed;
  return save();
}

base::Result<> StatementFile::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (missing_) return {};
  std::error_code error;
  std::filesystem::remove(progress_path(), error);
  return {};
}

}  // namespace chancery::cli
