// SPDX-License-Identifier: Apache-2.0
#include "ledger/interchange.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>

#include "base/lines.h"
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
  base::Lines lines;
  std::optional<SourceDocument> source = {};  // the one that is being read
};

InterchangeReader::InterchangeReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
InterchangeReader::InterchangeReader(InterchangeReader&&) noexcept = default;
InterchangeReader::~InterchangeReader() = default;

base::Result<InterchangeReader> InterchangeReader::open(const std::string& path) {
  auto lines = base::Lines::open(path, kLongest);
  if (!lines) return tl::unexpected(lines.error());
  return InterchangeReader(std::make_unique<State>(State{path, *std::move(lines)}));
}

base::Result<std::vector<Reading>> InterchangeReader::next() {
  State& state = *state_;
  const auto wrong = [&](const base::Error& error) {
    return fail(error.kind, error.message, fmt::format("{}:{}", state.path, state.lines.number()), error.hint);
  };
  std::vector<Reading> out;
  if (state.source) out.push_back({*std::exchange(state.source, {}), {}});
  std::size_t statements = 0;
  for (;;) {
    auto more = state.lines.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return out;
    const std::string_view line = state.lines.line();
    if (line.empty()) continue;
    if (line.starts_with(kSource)) {
      auto source = read_source(line);
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
    auto statement = model::read_statement(line);
    if (!statement) return wrong(statement.error());
    statement->source.document = out.back().document.path;
    statement->source.document_hash = out.back().document.hash;
    out.back().statements.push_back(*std::move(statement));
    ++statements;
  }
}

}  // namespace chancery::ledger
