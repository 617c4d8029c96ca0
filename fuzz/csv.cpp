// SPDX-License-Identifier: Apache-2.0
// Any bytes as CSV: they read the same in pieces as at once, and a row that is written down reads back as the same.
#include "base/csv.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/encoding.h"

using namespace chancery::base;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;
  bool failed = false;
  bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t piece, Csv::Form form) {
  auto csv = Csv::open(
      [&](char* into, std::size_t most) -> Result<std::size_t> {
        const std::size_t size = std::min({piece, most, bytes.size()});
        std::memcpy(into, bytes.data(), size);
        bytes.remove_prefix(size);
        return size;
      },
      "f", form);
  Read out;
  while (csv) {
    auto more = csv->next();
    out.failed = !more;
    if (!more || !*more) return out;
    out.rows.emplace_back(csv->row().begin(), csv->row().end());
    out.lines.push_back(csv->line());
    for (const std::string& field : out.rows.back()) require(survey_utf8(field).good());
  }
  out.failed = true;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Csv::Form form{.separator = ',', .head = false};
  const Read whole = read(bytes, size + 1, form);
  require(read(bytes, 3, form) == whole);
  for (const auto& row : whole.rows) {
    std::string line;
    for (const std::string& field : row) {
      if (!line.empty() || &field != row.data()) line += ',';
      append_csv_field(line, field);
    }
    if (line.empty() || line.find('\0') != std::string::npos) continue;
    const Read again = read(line, line.size(), form);
    if (!line.starts_with("\xEF\xBB\xBF")) require(again.rows.size() == 1 && again.rows.front() == row);
  }
  (void)read(bytes, size + 1, {});
  return 0;
}
