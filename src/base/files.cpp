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

#include "base/descriptor.h"

namespace chancery::base {
namespace {

std::string reason() { return std::strerror(errno); }

tl::unexpected<Error> too_large(const std::string& path, std::uint64_t max_size, const std::string& size) {
  return fail(ErrorKind::unreadable, fmt::format("{} bytes are more than one document may have ({})", size, max_size), path,
              "raise the limit with --max-size BYTES");
}

}  // namespace

Result<std::string> read_all(ByteStream& stream, const std::string& path, std::uint64_t max_size) {
  const bool known = stream.size() > 0 && !stream.packed();
  if (known && stream.size() > max_size) return too_large(path, max_size, std::to_string(stream.size()));
  // A plain file is read in one go; of what comes unpacked or out of a pipe nobody knows the size before its end.
  std::string bytes;
  std::size_t used = 0;
  bytes.resize(known ? static_cast<std::size_t>(stream.size()) + 1 : std::size_t{1} << 16);
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    auto got = stream.read(bytes.data() + used, bytes.size() - used);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    used += *got;
    if (used > max_size) return too_large(path, max_size, fmt::format("more than {}", max_size));
  }
  bytes.resize(used);
  return bytes;
}

Result<std::string> read_file(const std::string& path, std::uint64_t max_size) {
  auto stream = ByteStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  return read_all(*stream, path, max_size);
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
