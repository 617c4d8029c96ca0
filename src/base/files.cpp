// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace chancery::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ > STDERR_FILENO) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

std::string reason() { return std::strerror(errno); }

tl::unexpected<Error> too_large(const std::string& path, std::uint64_t max_size, const std::string& size) {
  return fail(ErrorKind::unreadable, fmt::format("{} bytes are more than one document may have ({})", size, max_size), path,
              "raise the limit with --max-size BYTES");
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t max_size) {
  const bool standard_input = path == "-";
  Descriptor file(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorKind::not_found, "no such file", path);
    return fail(ErrorKind::system, "cannot be opened: " + reason(), path);
  }
  struct stat before {};
  if (::fstat(file.get(), &before) != 0) return fail(ErrorKind::system, "cannot be looked at: " + reason(), path);
  if (S_ISDIR(before.st_mode)) return fail(ErrorKind::unreadable, "is a folder, not a file", path, "name the files in it");
  // Files of /proc and the like say size 0 and still have bytes: they are read as a pipe is.
  const bool regular = S_ISREG(before.st_mode) && !standard_input && before.st_size > 0;
  if (regular && static_cast<std::uint64_t>(before.st_size) > max_size) return too_large(path, max_size, std::to_string(before.st_size));

  // A regular file is read in one go; of a pipe nobody knows the size before its end.
  std::string bytes;
  std::size_t used = 0;
  bytes.resize(regular ? static_cast<std::size_t>(before.st_size) + 1 : std::size_t{1} << 16);
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(file.get(), bytes.data() + used, bytes.size() - used);
    if (got < 0) {
      if (errno == EINTR) continue;
      return fail(ErrorKind::system, "cannot be read: " + reason(), path);
    }
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > max_size) return too_large(path, max_size, fmt::format("more than {}", max_size));
    if (regular && used > static_cast<std::uint64_t>(before.st_size)) break;  // it grows; told below
  }
  bytes.resize(used);
  if (regular) {
    struct stat after {};
    if (::fstat(file.get(), &after) != 0) return fail(ErrorKind::system, "cannot be looked at: " + reason(), path);
    const bool kept = used == static_cast<std::uint64_t>(before.st_size) && after.st_size == before.st_size &&
                      after.st_mtim.tv_sec == before.st_mtim.tv_sec && after.st_mtim.tv_nsec == before.st_mtim.tv_nsec;
    if (!kept) return fail(ErrorKind::unreadable, "changed while it was read", path, "try again when nothing writes to it");
  }
  return bytes;
}

Result<> write_file(const std::string& path, std::string_view bytes) {
  static std::atomic<unsigned> counter{0};
  const std::string temporary = fmt::format("{}.new-{}-{}", path, ::getpid(), counter++);
  struct stat old {};
  const bool replaces = ::stat(path.c_str(), &old) == 0;
  if (replaces && S_ISDIR(old.st_mode)) return fail(ErrorKind::unreadable, "is a folder, not a file", path);
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorKind::not_found, "no such folder", path);
    return fail(ErrorKind::system, "cannot be written: " + reason(), path);
  }
  auto give_up = [&](const char* what) {
    const std::string why = reason();
    ::unlink(temporary.c_str());
    return fail(ErrorKind::system, std::string(what) + ": " + why, path);
  };
  if (replaces && ::fchmod(file.get(), old.st_mode & 07777) != 0) return give_up("cannot be written");
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t put = ::write(file.get(), bytes.data() + at, bytes.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return give_up("cannot be written");
    at += static_cast<std::size_t>(put);
  }
  if (::fsync(file.get()) != 0) return give_up("cannot be written");
  if (::close(file.release()) != 0) return give_up("cannot be written");
  if (::rename(temporary.c_str(), path.c_str()) != 0) return give_up("cannot be put in its place");
  return {};
}

}  // namespace chancery::base
