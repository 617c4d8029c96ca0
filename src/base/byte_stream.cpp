// SPDX-License-Identifier: Apache-2.0
#include "base/byte_stream.h"

#include <archive.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/descriptor.h"
#include "base/process.h"

namespace chancery::base {
namespace {

constexpr std::size_t kHead = 4096, kRaw = 256 << 10;
constexpr std::uint64_t kManyBlocks = 4 << 20;  // from this size on, blocks of bzip2 are worth several processors

std::string reason() { return std::strerror(errno); }

struct Packing {
  std::string_view bytes, name;
  int (*support)(archive*);
};
constexpr Packing kPackings[] = {{"\x1F\x8B\x08", "gzip", archive_read_support_filter_gzip},
                                 {"BZh", "bzip2", archive_read_support_filter_bzip2},
                                 {std::string_view("\xFD\x37zXZ\0", 6), "xz", archive_read_support_filter_xz},
                                 {"\x28\xB5\x2F\xFD", "Zstandard", archive_read_support_filter_zstd}};

// Text may begin with "BZh": a bzip2 file goes on with its level and the mark of a block, or of its end where it holds nothing.
const Packing* packing_of(std::string_view head) {
  for (const Packing& packing : kPackings) {
    if (!head.starts_with(packing.bytes)) continue;
    if (packing.name == "bzip2" && (head.size() < 10 || (head.substr(4, 6) != "1AY&SY" && head.substr(4, 6) != "\x17\x72\x45\x38\x50\x90")))
      continue;
    return &packing;
  }
  return nullptr;
}

}  // namespace

struct ByteStream::State {
  std::string path;
  Descriptor file;
  struct stat before {};
  bool regular = false;
  std::uint64_t taken = 0;
  bool changed = false;
  std::string raw;     // what the unpacker is fed with, and the first bytes of all
  std::string head;    // read and not yet handed out
  std::size_t at = 0;  // in `head`
  const Packing* packing = nullptr;
  archive* unpacker = nullptr;
  Descriptor pipe;    // from the program that unpacks, where one does
  pid_t program = 0;  // until it was waited for

  ~State() {
    if (unpacker != nullptr) archive_read_free(unpacker);
    pipe = Descriptor();  // the program ends when nobody listens
    if (program != 0) ::waitpid(program, nullptr, 0);
  }

  Result<std::size_t> read_raw(char* into, std::size_t most) {
    for (;;) {
      const ssize_t got = ::read(file.get(), into, most);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return fail(ErrorKind::system, "cannot be read: " + reason(), path);
      taken += static_cast<std::size_t>(got);
      if (regular && (got == 0 || taken > size())) {  // at its end, or past what was its end
        struct stat after {};
        if (::fstat(file.get(), &after) != 0) return fail(ErrorKind::system, "cannot be looked at: " + reason(), path);
        if (taken != size() || after.st_size != before.st_size || after.st_mtim.tv_sec != before.st_mtim.tv_sec ||
            after.st_mtim.tv_nsec != before.st_mtim.tv_nsec) {
          changed = true;
          return fail(ErrorKind::unreadable, "changed while it was read", path, "try again when nothing writes to it");
        }
      }
      return static_cast<std::size_t>(got);
    }
  }

  std::uint64_t size() const { return regular ? static_cast<std::uint64_t>(before.st_size) : 0; }

  // A pipe may give a few bytes at a time.
  Result<> fill(std::string& buffer, std::size_t enough, bool packed) {
    while (buffer.size() < enough) {
      const std::size_t had = buffer.size();
      buffer.resize(enough);
      auto got = packed ? unpack(buffer.data() + had, enough - had) : read_raw(buffer.data() + had, enough - had);
      buffer.resize(had + (got ? *got : 0));
      if (!got) return tl::unexpected(got.error());
      if (*got == 0) break;
    }
    return {};
  }

  tl::unexpected<Error> broken() {
    if (changed) return fail(ErrorKind::unreadable, "changed while it was read", path, "try again when nothing writes to it");
    const char* why = unpacker != nullptr ? archive_error_string(unpacker) : nullptr;
    return fail(ErrorKind::unreadable, fmt::format("cannot be unpacked near byte {}: {}", taken, why != nullptr ? why : "damaged"), path,
                fmt::format("the {} file is cut short or damaged", packing->name));
  }

  // The first bytes were read to see what this is: the unpacker gets them first.
  static la_ssize_t feed(archive* unpacker, void* self, const void** bytes) {
    State& state = *static_cast<State*>(self);
    if (state.raw.size() == kRaw) {
      auto got = state.read_raw(state.raw.data(), kRaw);
      if (!got) {
        archive_set_error(unpacker, EIO, "%s", got.error().message.c_str());
        return -1;
      }
      *bytes = state.raw.data();
      return static_cast<la_ssize_t>(*got);
    }
    const std::size_t first = state.raw.size();
    state.raw.resize(kRaw);
    *bytes = state.raw.data();
    return static_cast<la_ssize_t>(first);
  }

  Result<> begin_unpacking() {
    unpacker = archive_read_new();
    archive_read_support_format_raw(unpacker);
    archive_read_support_format_empty(unpacker);
    packing->support(unpacker);
    archive_entry* entry = nullptr;
    if (archive_read_open(unpacker, this, nullptr, feed, nullptr) != ARCHIVE_OK) return broken();
    const int code = archive_read_next_header(unpacker, &entry);
    // Of a head that is cut, libarchive makes a file that is not packed.
    if (archive_filter_code(unpacker, 0) == ARCHIVE_FILTER_NONE) return broken();
    if (code == ARCHIVE_EOF) {
      ended = true;
    } else if (code != ARCHIVE_OK) {
      return broken();
    }
    return {};
  }

  // bzip2 is slow and its blocks are apart: lbzip2 unpacks them on all processors, where it is installed. It shares this file's position.
  bool begin_program() {
    int ends[2];
    if (::lseek(file.get(), 0, SEEK_SET) != 0 || ::pipe2(ends, O_CLOEXEC) != 0) return false;
    pipe = Descriptor(ends[0]);
    const Descriptor far(ends[1]), silence(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    if (auto begun = start_program({"lbzip2", "-dc"}, file, far, silence)) {
      program = *begun;
      return true;
    }
    pipe = Descriptor();
    ::lseek(file.get(), static_cast<off_t>(taken), SEEK_SET);
    return false;
  }

  Result<std::size_t> read_program(char* into, std::size_t most) {
    ssize_t got = 0;
    do got = ::read(pipe.get(), into, most);
    while (got < 0 && errno == EINTR);
    if (got < 0) return fail(ErrorKind::system, "cannot be read: " + reason(), path);
    if (const off_t at = ::lseek(file.get(), 0, SEEK_CUR); at > 0) taken = static_cast<std::uint64_t>(at);
    if (got > 0) return static_cast<std::size_t>(got);
    ended = true;
    int status = 0;
    ::waitpid(std::exchange(program, 0), &status, 0);
    return status == 0 ? Result<std::size_t>(0) : broken();
  }

  Result<std::size_t> unpack(char* into, std::size_t most) {
    if (ended) return 0;
    if (program != 0) return read_program(into, most);
    const la_ssize_t got = archive_read_data(unpacker, into, most);
    if (got < 0) return broken();
    ended = got == 0;
    return static_cast<std::size_t>(got);
  }
  bool ended = false;
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

Result<ByteStream> ByteStream::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  const bool standard_input = path == "-";
  state->file = Descriptor(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (state->file.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorKind::not_found, "no such file", path);
    return fail(ErrorKind::system, "cannot be opened: " + reason(), path);
  }
  if (::fstat(state->file.get(), &state->before) != 0) return fail(ErrorKind::system, "cannot be looked at: " + reason(), path);
  if (S_ISDIR(state->before.st_mode)) return fail(ErrorKind::unreadable, "is a folder, not a file", path, "name the files in it");
  // Files of /proc and the like say size 0 and still have bytes: they are read as a pipe is.
  state->regular = S_ISREG(state->before.st_mode) && !standard_input && state->before.st_size > 0;
  if (auto filled = state->fill(state->raw, kHead, false); !filled) return tl::unexpected(filled.error());
  state->packing = packing_of(state->raw);
  if (state->packing == nullptr) {
    state->head = std::move(state->raw);
  } else if (const bool blocks = state->packing->name == "bzip2" && state->regular && state->size() >= kManyBlocks;
             !blocks || !state->begin_program()) {
    if (auto begun = state->begin_unpacking(); !begun) return tl::unexpected(begun.error());
  }
  return ByteStream(std::move(state));
}

Result<std::size_t> ByteStream::read(char* into, std::size_t most) {
  State& state = *state_;
  if (const std::size_t left = std::min(state.head.size() - state.at, most); left > 0) {
    std::memcpy(into, state.head.data() + state.at, left);
    state.at += left;
    return left;
  }
  return state.packing != nullptr ? state.unpack(into, most) : state.read_raw(into, most);
}

Result<std::string_view> ByteStream::head() {
  if (state_->packing != nullptr) {
    if (auto filled = state_->fill(state_->head, kHead, true); !filled) return tl::unexpected(filled.error());
  }
  return std::string_view(state_->head);
}

bool ByteStream::packed() const { return state_->packing != nullptr; }
std::uint64_t ByteStream::size() const { return state_->size(); }
std::uint64_t ByteStream::taken() const { return state_->taken; }

}  // namespace chancery::base
