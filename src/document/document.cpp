// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/encoding.h"
#include "base/sha256.h"
#include "document/corpus.h"
#include "document/decode.h"
#include "document/forms.h"
#include "document/pdf.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::uint32_t kStride = Document::kCheckpoint;
constexpr std::ptrdiff_t kMostLines = 4'000'000;  // a block a line takes about 250 bytes

void set_checkpoints(Document& document) {
  const std::string_view text = document.text;
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += kStride) {
    document.checkpoints.push_back(count);
    count += static_cast<std::uint32_t>(base::count_code_points(text.substr(at, kStride)));
  }
}

// A line that dates the document itself: "Published: 5 May 2011", "This page was last edited on 28 November 2017, at 12:00".
std::string date_of_itself(std::string_view line) {
  if (line.size() > 120) return {};
  for (std::string_view start : {"Published", "Date", "Last updated", "Last modified", "This page was last edited",
                                 "This page was last modified", "Updated", "Posted", "Date of publication"}) {
    if (!line.starts_with(start)) continue;
    std::string_view rest = line.substr(start.size());
    if (!rest.starts_with(":") && !rest.starts_with(" on ")) continue;
    rest = trimmed(rest.substr(rest[0] == ':' ? 1 : 4));
    rest = rest.substr(0, rest.find(" at "));
    if (rest.ends_with(",")) rest.remove_suffix(1);
    while (rest.ends_with(".")) rest.remove_suffix(1);
    if (std::string edtf = edtf_of(rest); !edtf.empty()) return edtf;
  }
  return {};
}

// Looks for such a line among the first and the last blocks; it says nothing else.
void find_published(Document& document) {
  constexpr std::size_t kNear = 8;
  auto& blocks = document.blocks;
  for (std::size_t i = 0; i < blocks.size() && document.published.empty(); ++i) {
    if (i == kNear && blocks.size() > 2 * kNear) i = blocks.size() - kNear;
    document.published = date_of_itself(blocks[i].text);
    if (!document.published.empty()) blocks[i].silent = true;
  }
}

// The blocks stay, since others refer to them by index.
void silence_headings(Document& document) {
  for (Block& block : document.blocks)
    if (block.kind == BlockKind::heading) {
      block.text.clear();
      block.pieces.clear();
      block.silent = true;
    }
}

}  // namespace

std::uint32_t Block::place(std::uint32_t byte) const {
  auto after = std::upper_bound(pieces.begin(), pieces.end(), byte, [](std::uint32_t b, const Piece& piece) { return b < piece.at; });
  if (after == pieces.begin()) return pieces.empty() ? 0 : pieces.front().from;
  const Piece& piece = *std::prev(after);
  return piece.from + std::min(byte - piece.at, piece.size);
}

std::uint32_t Block::place_end(std::uint32_t byte) const {
  if (byte == 0) return place(0);
  auto after = std::lower_bound(pieces.begin(), pieces.end(), byte, [](const Piece& piece, std::uint32_t b) { return piece.at < b; });
  if (after == pieces.begin()) return pieces.empty() ? 0 : pieces.front().from;
  const Piece& piece = *std::prev(after);
  return piece.from + std::min(byte - piece.at, piece.size);
}

std::uint64_t Document::code_points(std::uint32_t byte) const {
  if (checkpoints.empty()) return 0;
  byte = std::min(byte, static_cast<std::uint32_t>(text.size()));
  const std::size_t checkpoint = std::min<std::size_t>(byte / kStride, checkpoints.size() - 1);
  const std::size_t from = checkpoint * kStride;
  return checkpoints[checkpoint] + base::count_code_points(std::string_view(text).substr(from, byte - from));
}

std::uint32_t Document::byte(std::uint64_t code_point) const {
  const auto after = std::upper_bound(checkpoints.begin(), checkpoints.end(), code_point);
  if (after == checkpoints.begin()) return 0;
  const auto stride = static_cast<std::size_t>(after - checkpoints.begin()) - 1;
  // A stride may begin inside a character.
  std::size_t from = stride * kStride;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return static_cast<std::uint32_t>(base::advance(text, from, code_point - checkpoints[stride]));
}

base::Result<Document> parse(std::string path, std::string bytes, const Options& options) {
  using base::ErrorKind;
  using base::fail;
  if (bytes.size() > options.max_size)
    return fail(ErrorKind::unreadable,
                std::to_string(bytes.size()) + " bytes are more than one document may have (" + std::to_string(options.max_size) + ")",
                path, "raise the limit with --max-size BYTES");
  const auto named = std::ranges::find(forms(), options.form, &FormReader::name);
  if (!options.form.empty() && named == forms().end()) {
    std::string names;
    for (const FormReader& each : forms()) names.append(names.empty() ? "" : ", ").append(each.name);
    return fail(ErrorKind::usage, "no form of document is called \"" + options.form + "\"", {}, "one of " + names);
  }
  Document document;
  document.path = std::move(path);
  document.hash = base::sha256_hex(bytes);
  document.title = options.title;
  document.published = options.published;
  if (is_pdf(bytes)) {
    auto text = text_of_pdf(bytes, document.path, options.max_size);
    if (!text) return tl::unexpected(std::move(text.error()));
    bytes = std::move(*text);
  }
  auto text = decode(std::move(bytes), document.path, document.warnings);
  if (!text) return tl::unexpected(std::move(text.error()));
  document.text = std::move(*text);
  if (document.text.size() >= std::numeric_limits<std::uint32_t>::max() - kStride)
    return fail(ErrorKind::unreadable, "the text is larger than 4 GiB", document.path);
  const auto lines = [&](char end) { return std::count(document.text.begin(), document.text.end(), end); };
  if (std::ssize(document.text) > kMostLines && std::max(lines('\n'), lines('\r')) > kMostLines)
    return fail(ErrorKind::unreadable, "more lines than one document may have (" + std::to_string(kMostLines) + ")", document.path,
                "split the file");
  set_checkpoints(document);
  document.form = options.form.empty() ? form_of(document.text) : named->form;
  forms()[static_cast<std::size_t>(document.form)].read(document);
  if (options.ignore_headings) silence_headings(document);
  find_published(document);
  return document;
}

base::Result<Document> open(const std::string& path, const Options& options) {
  Corpus corpus({path}, {.max_size = options.max_size});
  auto item = corpus.next();
  if (!item) return base::fail(base::ErrorKind::not_found, "no such page", path);
  if (item->error) return tl::unexpected(*item->error);
  if (!item->skipped.empty()) return base::fail(base::ErrorKind::unreadable, item->skipped, item->path);
  if (item->page && item->path != path)
    return base::fail(base::ErrorKind::unreadable, "holds many documents, the pages of a wiki", path, "FILE#TITLE names one of them");
  auto bytes = bytes_of(*item, options.max_size);
  if (!bytes) return tl::unexpected(std::move(bytes.error()));
  return parse(path, std::move(*bytes), options_for(*item, options));
}

}  // namespace chancery::document
