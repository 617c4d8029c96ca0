// SPDX-License-Identifier: Apache-2.0
#include "ledger/interchange.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>

#include "base/byte_stream.h"
#include "model/jsonl.h"
#include "model/words.h"

namespace chancery::ledger {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kSource = "{\"source\":";                               // begins a source's line
constexpr std::size_t kLines = 1 << 20, kStatements = 20000, kLongest = 64 << 20;  // bytes handed on, statements at a time, bytes of a line

void write_source(std::string& out, const Source& source, const std::vector<Declared>& coverages) {
  base::JsonWriter json(out);
  json.begin_object().key("source").begin_object().field("document", source.path).field("hash", source.hash).field("form", source.form);
  if (!source.title.empty()) json.field("title", source.title);
  if (!source.published.empty()) json.field("published", source.published);
  json.end_object();
  if (!source.terms.empty()) model::write_terms(json.key("terms"), source.terms);
  bool covers = false;
  for (const Declared& declared : coverages) {
    if (declared.source != source.number) continue;
    if (!covers) json.key("coverage").begin_array();
    covers = true;
    model::write_coverage(json, declared.coverage);
  }
  if (covers) json.end_array();
  json.end_object();
  out += '\n';
}

base::Result<SourceDocument> read_source(std::string_view line) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  SourceDocument out;
  if (const auto error = parser.parse(line.data(), line.size()).get(root))
    return fail(ErrorKind::invalid, fmt::format("no JSON: {}", simdjson::error_message(error)));
  for (auto [name, to] :
       {std::pair("document", &out.path), {"hash", &out.hash}, {"form", &out.form}, {"title", &out.title}, {"published", &out.published}}) {
    std::string_view text;
    if (const auto found = root["source"][name]; found.error() == simdjson::SUCCESS) {
      if (found.get(text)) return fail(ErrorKind::invalid, fmt::format("\"{}\" of a source is no text", name));
      *to = text;
    }
  }
  if (out.path.empty() || out.hash.empty()) return fail(ErrorKind::invalid, "a source has neither \"document\" nor \"hash\"");
  std::string declaration = "{";
  for (const char* name : {"terms", "coverage"})
    if (auto found = root[name]; found.error() == simdjson::SUCCESS)
      declaration += fmt::format("{}\"{}\":{}", declaration.size() > 1 ? "," : "", name, simdjson::minify(found.value()));
  auto declared = model::read_declaration(declaration + "}");
  if (!declared) return tl::unexpected(declared.error());
  out.terms = std::move(declared->terms);
  out.coverage = std::move(declared->coverage);
  return out;
}

}  // namespace

base::Result<> write_interchange(const Ledger& ledger, const ExportOptions& options,
                                 const std::function<base::Result<>(std::string_view)>& write) {
  auto sources = ledger.sources();
  if (!sources) return tl::unexpected(sources.error());
  auto coverages = ledger.coverages();
  if (!coverages) return tl::unexpected(coverages.error());
  std::string lines;
  for (const Source& source : *sources) {
    if (source.statements == 0) continue;
    const auto& allowed = options.licences;
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), source.terms.licence) == allowed.end()) continue;
    write_source(lines, source, *coverages);
    auto entries = ledger.entries({.source = source.number});
    if (!entries) return tl::unexpected(entries.error());
    for (Entry& entry : *entries) {
      model::Citation& citation = entry.statement.source;
      if (!options.words) citation.quote = model::withheld(citation.quote);
      model::write_jsonl(lines, entry.statement, entry.id);
      if (lines.size() < kLines) continue;
      if (auto ok = write(lines); !ok) return ok;
      lines.clear();
    }
  }
  return lines.empty() ? base::Result<>() : write(lines);
}

struct InterchangeReader::State {
  std::string path;
  base::ByteStream stream;
  std::string buffer = {};
  std::size_t at = 0;
  std::uint64_t line = 0;
  bool ended = false;
  std::optional<SourceDocument> source = {};  // the one that is being read

  // The next line without its end; nothing at the end of the file.
  base::Result<std::optional<std::string_view>> next_line() {
    for (;;) {
      const std::size_t end = buffer.find('\n', at);
      if (end != std::string::npos || (ended && at < buffer.size())) {
        const std::string_view found = std::string_view(buffer).substr(at, std::min(end, buffer.size()) - at);
        at = std::min(end, buffer.size() - 1) + 1;
        ++line;
        return found;
      }
      if (ended) return std::nullopt;
      buffer.erase(0, at);
      at = 0;
      const std::size_t had = buffer.size();
      if (had > kLongest) return fail(ErrorKind::unreadable, "a line has no end", fmt::format("{}:{}", path, line + 1));
      buffer.resize(had + kLines);
      auto got = stream.read(buffer.data() + had, kLines);
      buffer.resize(had + (got ? *got : 0));
      if (!got) return tl::unexpected(got.error());
      ended = *got == 0;
    }
  }
};

InterchangeReader::InterchangeReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
InterchangeReader::InterchangeReader(InterchangeReader&&) noexcept = default;
InterchangeReader::~InterchangeReader() = default;

base::Result<InterchangeReader> InterchangeReader::open(const std::string& path) {
  auto stream = base::ByteStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  return InterchangeReader(std::make_unique<State>(State{path, *std::move(stream)}));
}

base::Result<std::vector<Reading>> InterchangeReader::next() {
  State& state = *state_;
  const auto wrong = [&](const base::Error& error) {
    return fail(error.kind, error.message, fmt::format("{}:{}", state.path, state.line), error.hint);
  };
  std::vector<Reading> out;
  if (state.source) out.push_back({*std::exchange(state.source, {}), {}});
  std::size_t statements = 0;
  for (;;) {
    auto line = state.next_line();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return out;
    if ((*line)->empty()) continue;
    if ((*line)->starts_with(kSource)) {
      auto source = read_source(**line);
      if (!source) return wrong(source.error());
      if (statements >= kStatements) {
        state.source = *std::move(source);
        return out;
      }
      out.push_back({*std::move(source), {}});
      continue;
    }
    if (out.empty())
      return wrong(
          {ErrorKind::invalid, "a statement stands in front of its source's line", {}, "`chancery ledger export` writes such files"});
    auto statement = model::read_statement(**line);
    if (!statement) return wrong(statement.error());
    statement->source.document = out.back().document.path;
    statement->source.document_hash = out.back().document.hash;
    out.back().statements.push_back(*std::move(statement));
    ++statements;
  }
}

}  // namespace chancery::ledger
