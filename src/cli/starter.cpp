// SPDX-License-Identifier: Apache-2.0
#include "cli/starter.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>

#include "base/process.h"
#include "ledger/interchange.h"

extern "C" const char chancery_starter[], chancery_starter_end[];  // tools/starter.S

namespace chancery::cli {

base::Result<ledger::Recorded> load_starter(ledger::Ledger& ledger) {
  const base::Descriptor file = base::memory_file({chancery_starter, static_cast<std::size_t>(chancery_starter_end - chancery_starter)});
  if (file.get() < 0)
    return base::fail(base::ErrorKind::system, fmt::format("the starter facts cannot be unpacked: {}", std::strerror(errno)));
  auto reader = ledger::InterchangeReader::open(fmt::format("/proc/self/fd/{}", file.get()));
  if (!reader) return tl::unexpected(reader.error());
  return ledger.record([&] { return reader->next(); });
}

}  // namespace chancery::cli
