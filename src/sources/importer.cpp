// SPDX-License-Identifier: Apache-2.0
#include "sources/importer.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/byte_stream.h"
#include "base/files.h"
#include "base/sha256.h"
#include "sources/maker.h"

extern "C" const char chancery_text_sources[], chancery_text_sources_end[];  // tools/sources.S

namespace chancery::sources {
namespace {

using base::ErrorKind;
using base::fail;

// The columns of a mapping that a file must have: those of a wide table that stand for its other columns are in no file.
struct Layout {
  std::vector<std::string> asked;
  std::vector<Column> places;  // of each that is asked for, where it stands in Mapping::columns
};

Layout layout_of(const Mapping& mapping) {
  Layout out;
  for (Column i = 0; i < mapping.columns.size(); ++i) {
    if (mapping.wide && (i == mapping.wide->first || i == mapping.wide->second)) continue;
    out.asked.push_back(mapping.columns[i]);
    out.places.push_back(i);
  }
  return out;
}

base::Result<Tally> each_row(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink) {
  const Layout layout = layout_of(mapping);
  std::vector<std::string> all;
  auto rows = open_rows(path, mapping.form, layout.asked, mapping.wide ? &all : nullptr);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::size_t> spread;  // columns of a wide table that are a row each
  for (std::size_t i = 0; i < all.size(); ++i)
    if (std::find(mapping.narrow.begin(), mapping.narrow.end(), all[i]) == mapping.narrow.end()) spread.push_back(i);
  Maker maker(mapping, codes, sink);
  std::vector<std::string_view> cells(mapping.columns.size());
  std::uint64_t count = 0, broken = 0;
  for (;;) {
    auto more = (*rows)->next();
    if (!more && more.error().kind == ErrorKind::invalid) {
      ++broken;
      sink.reject((*rows)->line(), more.error().message);
      continue;
    }
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    ++count;
    for (std::size_t i = 0; i < layout.places.size(); ++i) cells[layout.places[i]] = (*rows)->at(all.size() + i);
    if (!mapping.wide) {
      maker.row(cells, (*rows)->line());
      continue;
    }
    for (std::size_t column : spread) {
      cells[mapping.wide->first] = all[column];
      cells[mapping.wide->second] = (*rows)->at(column);
      maker.row(cells, (*rows)->line());
    }
  }
  maker.finish();
  Tally tally = maker.tally();
  tally.rows = count + broken;
  tally.rejected += broken;
  tally.recoded = (*rows)->recoded();
  return tally;
}

struct Reader {
  std::string_view name;
  base::Result<Tally> (*read)(const Mapping&, const std::string&, const gazetteer::Codes&, const Sink&);
};
constexpr std::string_view kWikidata = "wikidata";
constexpr Reader kReaders[] = {{"un-treaties", read_un_treaties}, {kWikidata, read_wikidata}};

}  // namespace

base::Result<std::vector<Mapping>> shipped(const model::Kinds& kinds) {
  return read_mappings({chancery_text_sources, static_cast<std::size_t>(chancery_text_sources_end - chancery_text_sources)}, "sources",
                       kinds);
}

base::Result<std::vector<Mapping>> mappings_in(const std::string& folder, const model::Kinds& kinds) {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  if (error) return fail(ErrorKind::not_found, "cannot be listed: " + error.message(), folder);
  std::sort(paths.begin(), paths.end());
  std::vector<Mapping> out;
  for (const std::string& path : paths) {
    auto text = base::read_file(path);
    if (!text) return tl::unexpected(text.error());
    auto read = read_mappings(*text, path, kinds);
    if (!read) return tl::unexpected(read.error());
    for (Mapping& mapping : *read) out.push_back(std::move(mapping));
  }
  return out;
}

base::Result<Tally> each(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink) {
  if (mapping.reader.empty()) return each_row(mapping, path, codes, sink);
  for (const Reader& reader : kReaders)
    if (reader.name == mapping.reader) return reader.read(mapping, path, codes, sink);
  return fail(ErrorKind::invalid, fmt::format("no reader is called \"{}\"", mapping.reader), mapping.name);
}

base::Result<std::string> hash_of(const Mapping& mapping, const std::string& path) {
  base::Sha256 hash;
  if (mapping.named) hash.update(std::filesystem::path(path).stem().string());
  std::string buffer(1 << 18, '\0');
  if (mapping.reader == kWikidata && path != "-") {
    std::ifstream file(path, std::ios::binary);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0)
      hash.update({buffer.data(), static_cast<std::size_t>(file.gcount())});
  } else {
    auto stream = base::ByteStream::open(path);
    if (!stream) return tl::unexpected(stream.error());
    for (;;) {
      auto got = stream->read(buffer.data(), buffer.size());
      if (!got) return tl::unexpected(got.error());
      if (*got == 0) break;
      hash.update({buffer.data(), *got});
    }
  }
  return hash.finish_hex();
}

}  // namespace chancery::sources
