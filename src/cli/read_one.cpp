// SPDX-License-Identifier: Apache-2.0
#include "cli/read_one.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/json.h"
#include "base/sha256.h"
#include "document/references.h"
#include "model/jsonl.h"

namespace chancery::cli {
namespace {

std::pair<std::uint64_t, std::uint64_t> half(std::string_view hexadecimal) {
  std::pair<std::uint64_t, std::uint64_t> out;
  if (hexadecimal.size() < 32) return out;
  std::from_chars(hexadecimal.data(), hexadecimal.data() + 16, out.first, 16);
  std::from_chars(hexadecimal.data() + 16, hexadecimal.data() + 32, out.second, 16);
  return out;
}

// Puts what the document cites for it into a statement's line: its last field.
void add_cited(std::string& line, const std::vector<document::Reference>& cited) {
  if (cited.empty()) return;
  line.resize(line.size() - 2);  // "}\n"
  line += ",\"cites\":";
  base::JsonWriter json(line);
  document::write(json, cited);
  line += "}\n";
}

// What a document covers: "subject" in the source's coverage is whom it is about, "published" when. Where it does not tell, nothing.
std::vector<model::Coverage> coverage_of(const sources::Mapping& source, const std::string& subject, const std::string& published) {
  std::vector<model::Coverage> out;
  for (model::Coverage coverage : source.coverage) {
    bool told = true;
    const auto fill = [&](std::string& place, std::string_view word, const std::string& with) {
      if (place != word) return;
      told = told && !with.empty();
      place = with;
    };
    for (std::string& state : coverage.states) fill(state, "subject", subject);
    for (std::string* date : {&coverage.from, &coverage.until}) fill(*date, "published", published);
    if (told) out.push_back(std::move(coverage));
  }
  return out;
}

}  // namespace

Hashes::Hashes(const std::vector<std::string>& hexadecimal) {
  hashes_.reserve(hexadecimal.size());
  for (const std::string& hash : hexadecimal) hashes_.push_back(half(hash));
  std::sort(hashes_.begin(), hashes_.end());
}

bool Hashes::contains(std::string_view hexadecimal) const { return std::binary_search(hashes_.begin(), hashes_.end(), half(hexadecimal)); }

Outcome read_one(document::Item item, const reading::Reader& reader, const ReadSettings& settings, const Hashes& known) {
  Outcome out{.path = item.path, .error = std::move(item.error), .breaks_off = item.breaks_off, .skipped = std::move(item.skipped)};
  if (out.error || !out.skipped.empty()) return out;
  auto bytes = document::bytes_of(item, settings.documents.options.max_size);
  if (!bytes) {
    out.error = std::move(bytes.error());
    return out;
  }
  out.bytes = bytes->size();
  if (!known.empty() && known.contains(base::sha256_hex(*bytes))) {
    out.known = true;
    return out;
  }
  auto document = read_document(item, std::move(*bytes), settings.documents);
  if (!document) {
    // Folders hold other things than documents, too.
    if (item.found && document.error().kind == base::ErrorKind::unreadable) {
      out.skipped = document.error().message;
    } else {
      out.error = std::move(document.error());
    }
    return out;
  }
  reading::Reading reading = reader.read(*document, settings.reading);
  out.warnings = std::move(document->warnings);
  out.warnings.insert(out.warnings.end(), reading.warnings.begin(), reading.warnings.end());
  for (const model::Statement& statement : reading.statements)
    if (settings.table) ++out.kinds[statement.kind];
  if (settings.lines) {
    const document::References references(document->text, document->form);
    for (const model::Statement& statement : reading.statements) {
      model::write_jsonl(out.lines, statement, model::id_of(statement));
      const model::Citation& source = statement.source;
      if (!references.empty()) add_cited(out.lines, references.of(document->byte(source.from), document->byte(source.to)));
    }
  }
  if (settings.unread) out.unread = std::move(reading.unread);
  if (settings.keep) {
    std::string published = settings.reading.published.empty() ? document->published : settings.reading.published;
    out.source = {document->path,  document->hash,       std::string(name_of(document->form)),
                  document->title, std::move(published), std::move(document->text),
                  settings.reader};
    if (settings.source) {
      out.source.terms = settings.source->terms;
      out.source.coverage = coverage_of(*settings.source, reading.subject, out.source.published);
    }
    out.statements = std::move(reading.statements);
  }
  return out;
}

}  // namespace chancery::cli
