// SPDX-License-Identifier: Apache-2.0
#include "ledger/sorted.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace chancery::ledger {
namespace {

base::Result<> failed(const std::string& what) {
  return base::fail(base::ErrorKind::system, what + ": " + (errno == 0 ? "it is cut short" : std::strerror(errno)), {},
                    "the ledger is as it was before");
}

}  // namespace

Scratch::~Scratch() {
  if (file_ >= 0) close(file_);
}

base::Result<> Scratch::append(const std::string& beside, const void* bytes, std::size_t size) {
  if (file_ < 0) {
    std::string name = beside + "-sort-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) return failed("cannot make a file to sort in");
    unlink(name.c_str());
  }
  for (const char* at = static_cast<const char*>(bytes); size > 0;) {
    const ssize_t written = write(file_, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("cannot write to the file to sort in");
    at += written;
    size -= static_cast<std::size_t>(written);
  }
  return {};
}

base::Result<> Scratch::read(void* bytes, std::size_t size, std::size_t from) const {
  for (char* at = static_cast<char*>(bytes); size > 0;) {
    errno = 0;
    const ssize_t got = pread(file_, at, size, static_cast<off_t>(from));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed("cannot read the file to sort in");
    at += got;
    from += static_cast<std::size_t>(got);
    size -= static_cast<std::size_t>(got);
  }
  return {};
}

}  // namespace chancery::ledger
