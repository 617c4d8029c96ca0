// SPDX-License-Identifier: Apache-2.0
#include "base/table.h"

namespace chancery::base {
namespace {

constexpr char kMagic[16] = "chancery-table1";
constexpr std::string_view kPool = "#pool";

struct Entry {
  char name[32];
  std::uint64_t from, size;
};

struct Head {
  char magic[16];
  std::uint64_t entries, size;
};

}  // namespace

Text TableWriter::text(std::string_view value) {
  if (auto it = interned_.find(value); it != interned_.end()) return it->second;
  Text t{static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(value.size())};
  pool_ += value;
  interned_.emplace(value, t);
  return t;
}

void TableWriter::add_bytes(std::string_view name, const void* data, std::size_t size) {
  arrays_[std::string(name)].assign(static_cast<const char*>(data), size);
}

std::string TableWriter::finish() {
  arrays_[std::string(kPool)] = std::move(pool_);
  std::string out(sizeof(Head) + arrays_.size() * sizeof(Entry), '\0');
  std::size_t at = sizeof(Head);
  for (const auto& [name, bytes] : arrays_) {
    out.resize((out.size() + 15) / 16 * 16);
    Entry entry{};
    std::memcpy(entry.name, name.data(), std::min(name.size(), sizeof entry.name - 1));
    entry.from = out.size();
    entry.size = bytes.size();
    std::memcpy(out.data() + at, &entry, sizeof entry);
    at += sizeof entry;
    out += bytes;
  }
  Head head{};
  std::memcpy(head.magic, kMagic, sizeof kMagic);
  head.entries = arrays_.size();
  head.size = out.size();
  std::memcpy(out.data(), &head, sizeof head);
  *this = TableWriter();
  return out;
}

Result<Table> Table::open(std::string_view block) {
  Head head;
  if (block.size() < sizeof head) return fail(ErrorKind::unreadable, "compiled table is cut short");
  std::memcpy(&head, block.data(), sizeof head);
  if (std::memcmp(head.magic, kMagic, sizeof kMagic) != 0) return fail(ErrorKind::unreadable, "not a compiled table of this version");
  if (head.size > block.size() || head.entries > (head.size - sizeof head) / sizeof(Entry))
    return fail(ErrorKind::unreadable, "compiled table is cut short");
  Table table;
  table.block_ = block.substr(0, head.size);
  for (std::size_t i = 0; i < head.entries; ++i) {
    Entry entry;
    std::memcpy(&entry, block.data() + sizeof head + i * sizeof entry, sizeof entry);
    if (entry.from > head.size || entry.size > head.size - entry.from) return fail(ErrorKind::unreadable, "compiled table is damaged");
  }
  table.pool_ = table.bytes(kPool);
  return table;
}

std::string_view Table::bytes(std::string_view name) const {
  if (block_.empty()) return {};
  Head head;
  std::memcpy(&head, block_.data(), sizeof head);
  for (std::size_t i = 0; i < head.entries; ++i) {
    Entry entry;
    std::memcpy(&entry, block_.data() + sizeof head + i * sizeof entry, sizeof entry);
    if (name == std::string_view(entry.name, strnlen(entry.name, sizeof entry.name))) return block_.substr(entry.from, entry.size);
  }
  return {};
}

}  // namespace chancery::base
