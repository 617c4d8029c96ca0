// SPDX-License-Identifier: Apache-2.0
#include "exchange/citation.h"

#include <fmt/core.h>

#include "base/json.h"
#include "base/layout.h"
#include "model/words.h"
#include "time/edtf.h"

namespace chancery::exchange {
namespace {

using inquiry::Explanation;

std::string title_of(const Explanation& why) {
  for (const std::string* title : {&why.source.terms.title, &why.source.title})
    if (!title->empty()) return *title;
  return why.entry.statement.source.document;
}
std::string place_of(const Explanation& why) { return model::place_of(why.entry.statement.source); }
// What TeX would take for a command of its own is written so that it shows.
std::string tex(std::string_view text) {
  std::string out;
  for (char c : base::in_a_line(text)) {
    if (c == '\\')
      out += "{\\textbackslash}";
    else if (c == '~' || c == '^')
      out += std::string("{\\") + c + "{}}";
    else if (std::string_view("{}%$#&_").find(c) != std::string_view::npos)
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

// The year, month and day that a date gives, where it is one date.
std::vector<std::int64_t> parts_of(const std::string& edtf) {
  auto date = time::parse_edtf(edtf);
  auto bounds = time::bounds(edtf);
  if (edtf.empty() || !date || !bounds || !bounds->closed() || edtf.find('/') != edtf.npos) return {};
  const time::CivilDate first = time::civil_of(bounds->earliest), last = time::civil_of(bounds->latest);
  if (first.year != last.year) return {};
  if (first.month != last.month) return {first.year};
  if (first.day != last.day) return {first.year, first.month};
  return {first.year, first.month, first.day};
}

}  // namespace

std::string footnote(const Explanation& why, std::string_view pin) {
  const model::Citation& source = why.entry.statement.source;
  std::string out = model::words_of(source).empty() ? title_of(why) : fmt::format("“{}”, {}", base::in_a_line(source.quote), title_of(why));
  if (!why.source.terms.publisher.empty()) out += ", " + why.source.terms.publisher;
  if (!why.source.published.empty()) out += fmt::format(" ({})", why.source.published);
  if (title_of(why) != source.document) out += ", " + source.document;
  return out + fmt::format(", {} [{}, pin {}].\n", place_of(why), why.entry.id, pin.substr(0, inquiry::kShownPin));
}

std::string bibtex(const Explanation& why, std::string_view pin) {
  const model::Citation& source = why.entry.statement.source;
  std::string out = fmt::format("@misc{{{},\n  title = {{{}}},\n", why.entry.id, tex(title_of(why)));
  if (auto parts = parts_of(why.source.published); !parts.empty()) {
    out += fmt::format("  year = {{{}}},\n", parts[0]);
    if (parts.size() > 1) out += fmt::format("  month = {},\n", parts[1]);
  }
  if (!why.source.terms.publisher.empty()) out += fmt::format("  publisher = {{{}}},\n", tex(why.source.terms.publisher));
  out += fmt::format("  howpublished = {{{}, {}}},\n", tex(source.document), tex(place_of(why)));
  const std::string quote = model::words_of(source).empty() ? "" : fmt::format("``{}''; ", tex(source.quote));
  out += fmt::format("  note = {{{}statement {}, pin {}}}\n}}\n", quote, why.entry.id, pin.substr(0, inquiry::kShownPin));
  return out;
}

std::string csl_json(const Explanation& why, std::string_view pin) {
  const model::Citation& source = why.entry.statement.source;
  std::string out;
  base::JsonWriter json(out);
  json.begin_array().begin_object().field("id", why.entry.id).field("type", "document").field("title", title_of(why));
  if (auto parts = parts_of(why.source.published); !parts.empty()) {
    json.key("issued").begin_object().key("date-parts").begin_array().begin_array();
    for (std::int64_t part : parts) json.value(part);
    json.end_array().end_array().end_object();
  }
  if (!why.source.terms.publisher.empty()) json.field("publisher", why.source.terms.publisher);
  json.field("archive_location", source.document).field("section", place_of(why));
  const std::string quote = model::words_of(source).empty() ? "" : fmt::format("“{}”; ", base::in_a_line(source.quote));
  json.field("note", fmt::format("{}pin {}", quote, pin.substr(0, inquiry::kShownPin))).end_object().end_array();
  return out + "\n";
}

}  // namespace chancery::exchange
