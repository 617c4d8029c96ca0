// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/byte_stream.h"
#include "base/encoding.h"
#include "base/trim.h"

namespace chancery::base {
namespace {

constexpr std::size_t kBlock = 256 << 10, kLongestRow = 64 << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0, word = 0;
  std::size_t at = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    all |= word;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080u) == 0;
}

// The first row's separator: of those that stand there outside of quotes the one that does so most often.
char separator_of(std::string_view text) {
  std::size_t counts[3] = {};
  constexpr std::string_view separators = ",;\t";
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const std::size_t which = separators.find(c); which != std::string_view::npos) ++counts[which];
  }
  return separators[static_cast<std::size_t>(std::max_element(counts, counts + 3) - counts)];
}

// Takes the first row of `text` apart. Text that is not the `last` may go on behind its end: then a row that reaches the end is not whole.
struct Row {
  enum class State : unsigned char { whole, cut, open_quote } state = State::whole;
  std::size_t size = 0, next = 0;  // of the row without its line end; where the one after it begins
  std::uint64_t lines = 0;         // line ends inside quotes
  std::uint64_t quote_line = 0;    // of an open quote, counted from the row's first
};

Row scan(std::string_view text, char separator, bool quotes, bool last, std::vector<std::string_view>& fields,
         std::vector<std::string>& unescaped) {
  Row row;
  fields.clear();
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* p = begin;
  std::size_t rewritten = 0;
  const auto cut = [&] {
    row.state = Row::State::cut;
    return row;
  };
  for (;;) {  // a field
    const char* from = p;
    std::string* own = nullptr;
    if (quotes && p < end && *p == '"') {
      from = ++p;
      row.quote_line = row.lines;
      for (;;) {
        while (p < end && *p != '"' && *p != '\n' && *p != '\r') ++p;
        if (p == end) {
          row.state = last ? Row::State::open_quote : Row::State::cut;
          return row;
        }
        if (*p != '"') {
          if (*p == '\n' || p + 1 == end || p[1] != '\n') ++row.lines;
          ++p;
          continue;
        }
        if (p + 1 == end && !last) return cut();
        if (p + 1 == end || p[1] != '"') break;
        if (own == nullptr) {
          if (rewritten == unescaped.size()) unescaped.emplace_back();
          own = &unescaped[rewritten++];
          own->clear();
        }
        own->append(from, p + 1);
        p += 2;
        from = p;
      }
      const char* to = p++;
      const char* const rest = p;
      while (p < end && *p != separator && *p != '\n' && *p != '\r') ++p;
      if (own == nullptr && p > rest) {  // what follows the closing quote belongs to the field
        if (rewritten == unescaped.size()) unescaped.emplace_back();
        own = &unescaped[rewritten++];
        own->clear();
      }
      if (own != nullptr) {
        own->append(from, to);
        own->append(rest, p);
        fields.emplace_back();  // when all are written: the vector of strings may still move them
      } else {
        fields.emplace_back(from, static_cast<std::size_t>(to - from));
      }
    } else {
      while (p < end && *p != separator && *p != '\n' && *p != '\r') ++p;
      fields.emplace_back(from, static_cast<std::size_t>(p - from));
    }
    if (p == end) {
      if (!last) return cut();
      row.size = row.next = text.size();
      return row;
    }
    if (*p == separator) {
      ++p;
      continue;
    }
    if (*p == '\r' && p + 1 == end && !last) return cut();
    row.size = static_cast<std::size_t>(p - begin);
    row.next = row.size + (*p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1);
    return row;
  }
}

}  // namespace

Result<Csv> Csv::open(const std::string& path, Form form) {
  auto stream = ByteStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  auto shared = std::make_shared<ByteStream>(*std::move(stream));
  return open([shared](char* into, std::size_t most) { return shared->read(into, most); }, path, form);
}

Result<Csv> Csv::open(Input input, const std::string& path, Form form) {
  Csv csv;
  csv.input_ = std::move(input);
  csv.path_ = path;
  csv.quotes_ = form.quotes;
  // The whole first line, to tell the separator by; a line that is longer than a block is told by what is there.
  for (bool more = true;
       more && csv.end_ < kBlock && std::string_view(csv.buffer_.data(), csv.end_).find('\n') == std::string_view::npos;) {
    auto filled = csv.fill();
    if (!filled) return tl::unexpected(filled.error());
    more = *filled;
  }
  std::string_view start(csv.buffer_.data(), csv.end_);
  if (start.starts_with(kMark)) csv.at_ = kMark.size();
  start.remove_prefix(csv.at_);
  if (start.find('\0') != std::string_view::npos) return fail(ErrorKind::unreadable, "holds NUL bytes: no CSV, or in UTF-16", path);
  csv.separator_ = form.separator != 0 ? form.separator : separator_of(start);
  if (!form.head) return csv;
  auto first = csv.next();
  if (!first) return tl::unexpected(first.error());
  if (!*first) return fail(ErrorKind::unreadable, "holds no row", path);
  for (std::string_view field : csv.fields_) csv.head_.emplace_back(trimmed(field, " \t"));
  csv.raw_head_ = csv.raw_;
  return csv;
}

Result<bool> Csv::fill() {
  if (ended_) return false;
  if (at_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
  }
  if (end_ >= kLongestRow) return fail(ErrorKind::invalid, "a row has no end: is a quote not closed?", fmt::format("{}:{}", path_, line_));
  if (buffer_.size() - end_ < kBlock / 2) buffer_.resize(std::max(kBlock, buffer_.size() * 2));
  auto got = input_(buffer_.data() + end_, buffer_.size() - end_);
  if (!got) return tl::unexpected(got.error());
  end_ += *got;
  ended_ = *got == 0;
  return !ended_;
}

Result<bool> Csv::take() {
  Row row;
  for (;;) {
    if (at_ == end_ && ended_) return false;
    row = scan({buffer_.data() + at_, end_ - at_}, separator_, quotes_, ended_, fields_, unescaped_);
    if (row.state == Row::State::whole) break;
    if (row.state == Row::State::open_quote) {
      const std::uint64_t where = line_ + row.quote_line;
      at_ = end_;
      return fail(ErrorKind::invalid, "a quote is opened and never closed", fmt::format("{}:{}", path_, where));
    }
    if (auto filled = fill(); !filled) {
      at_ = end_;
      ended_ = true;
      return tl::unexpected(filled.error());
    }
  }
  raw_ = {buffer_.data() + at_, row.size};
  at_ += row.next;
  row_line_ = line_;
  line_ += row.lines + 1;
  if (!is_ascii(raw_) && !survey_utf8(raw_).good()) {
    recoded_row_ = from_windows_1252(raw_);
    raw_ = recoded_row_;
    scan(raw_, separator_, quotes_, true, fields_, unescaped_);
    ++recoded_;
  }
  // Fields that were written anew stand where the scan left a place for them, in their order.
  std::size_t own = 0;
  for (std::string_view& field : fields_)
    if (field.data() == nullptr) field = unescaped_[own++];
  return true;
}

Result<bool> Csv::next() {
  for (;;) {
    auto taken = take();
    if (!taken || !*taken || !raw_.empty()) return taken;
  }
}

std::string Csv::place() const { return fmt::format("{}:{}", path_, row_line_); }

std::optional<std::size_t> Csv::column(std::string_view name) const {
  const auto at = std::find(head_.begin(), head_.end(), name);
  if (at == head_.end()) return {};
  return static_cast<std::size_t>(at - head_.begin());
}

Result<std::vector<std::size_t>> Csv::columns(std::span<const std::string_view> names) const {
  std::vector<std::size_t> out;
  for (std::string_view name : names) {
    const auto at = column(name);
    if (!at) return fail(ErrorKind::invalid, fmt::format("there is no column \"{}\"", name), path_);
    out.push_back(*at);
  }
  return out;
}

void append_csv_field(std::string& out, std::string_view field, char separator) {
  const char special[] = {separator, '"', '\r', '\n'};
  if (field.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace chancery::base
