// SPDX-License-Identifier: Apache-2.0
// Which forms there are, and which a text has, told by its shape alone.
#include <algorithm>
#include <string_view>

#include "document/forms.h"
#include "document/lines.h"
#include "document/shape.h"
#include "base/xml.h"

namespace chancery::document {
namespace {

constexpr FormReader kForms[] = {
    {Form::text, "text", read_text},
    {Form::markdown, "markdown", read_markdown},
    {Form::mirror, "mirror", read_mirror},
    {Form::wikitext, "wikitext", read_wikitext},
    {Form::tei, "tei", read_tei},
    {Form::factbook, "factbook", read_factbook},
    {Form::html, "html", read_html},
};

bool digit(char c) { return c >= '0' && c <= '9'; }

// How much of Markdown's own marks the lines have. From 2 on it is Markdown.
int markdown_signs(std::string_view text, const std::vector<Line>& lines) {
  int headings = 0, tables = 0, wide_items = 0, items = 0, marks = 0, links = 0, bold = 0, fences = 0, plain_headings = 0, wikitext = 0,
      quotes = 0;
  auto words = [&](std::size_t i) { return text.substr(lines[i].from, lines[i].to - lines[i].from); };
  auto blank = [&](std::size_t i) { return i >= lines.size() || lines[i].blank(); };
  std::size_t blanks = 2, together = 0, full = 0, wide_gaps = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank()) {
      if (++blanks == 3 && i > 2) ++wide_gaps;
      continue;
    }
    const std::size_t before = blanks;
    blanks = 0;
    ++full;
    const std::string_view w = words(i);
    const std::string_view head = w.substr(0, 600);
    const char first = w[0];
    if (before == 0 && w.size() > 60) ++together;
    if (first == '#') {
      const std::size_t level = std::min(w.find_first_not_of('#'), w.size());
      if (level <= 6 && level < w.size() && w[level] == ' ' && before > 0) ++headings;
    } else if (first == '+' && w.size() > 4 && (w[1] == '-' || w[1] == '=') && w.find_first_not_of("+-=:") == std::string_view::npos) {
      ++tables;
    } else if (first == '-' || first == '*') {
      if (w.size() > 4 && w.substr(1, 3) == "   ")
        ++wide_items;
      else if (w.size() > 2 && w[1] == ' ')
        ++items;
      if (i > 0 && !blank(i - 1) && (i < 2 || blank(i - 2)) && blank(i + 1) && w.size() >= 3 &&
          w.find_first_not_of('-') == std::string_view::npos)
        ++headings;
      if (w == "---" && i == 0) ++headings;
    } else if (first == '|' || (first == ':' && w.find('|') != std::string_view::npos)) {
      if (w.find('-') != std::string_view::npos && w.find_first_not_of("|-: ") == std::string_view::npos && !w.starts_with("|-")) ++tables;
      if (w.starts_with("|-") && w.ends_with('|') && w.find('|', 1) != w.size() - 1) ++tables;
      if (w == "|-" || w == "|}") ++wikitext;
    } else if (first == '`' || first == '~') {
      if (w.starts_with("```") || w.starts_with("~~~")) ++fences;
    } else if (first == '[') {
      const std::size_t close = head.find(']');
      if (close != std::string_view::npos && close > 1 && before > 0) {
        const std::string_view inner = head.substr(1, close - 1);
        const bool number = std::all_of(inner.begin(), inner.end(), digit);
        if ((number && (close + 1 == w.size() || w[close + 1] == ' ')) || (inner[0] == '^' && head.substr(close).starts_with("]:")))
          ++marks;
      }
      if (w.starts_with("[[")) ++wikitext;
    } else if (first == '>') {
      if (w.size() > 2 && w[1] == ' ' && before > 0) ++quotes;
    } else if (first == '=') {
      if (i > 0 && !blank(i - 1) && w.size() >= 3 && w.find_first_not_of('=') == std::string_view::npos) ++headings;
      if (w.size() > 4 && w.starts_with("==") && w.ends_with("==") && w.find_first_not_of('=') != std::string_view::npos) ++wikitext;
    } else if (first == '{') {
      if (w.starts_with("{{") || w.starts_with("{|")) ++wikitext;
    }
    if (const std::size_t link = head.find("](");
        link != std::string_view::npos && head.find('[') < link && head.find(')', link) != std::string_view::npos)
      ++links;
    if (const std::size_t open = head.find("**"); open != std::string_view::npos && head.find("**", open + 2) != std::string_view::npos)
      ++bold;
    if (before == 2 && blank(i + 1) && i > 0 && i + 2 < lines.size() && !blank(i + 2) && lines[i].indent == 0 && heading_shape(w))
      ++plain_headings;
  }
  // Two blank lines over a heading and one under it are a sign only where nothing is set further apart.
  if (wide_gaps > 0) plain_headings = 0;
  if (wikitext > 2 || (wikitext > 0 && tables == 0 && links == 0 && headings == 0)) return 0;
  int signs = 3 * (headings > 0) + 3 * (tables > 0) + 2 * (wide_items > 0) + (items > 1) + 2 * (marks > 1) + (marks == 1) +
              2 * (links > 0) + (bold > 0) + 2 * (fences > 1) + (quotes > 0) + (plain_headings > 0) + (plain_headings > 2);
  // Long lines right below each other, not wrapped: paragraphs of a line each, which Markdown does not have.
  if (together * 4 > full && signs < 4) signs = std::min(signs, 1);
  return signs;
}

// Links in double brackets, templates, headings between signs of equality, tables: two of these make wikitext.
bool is_wikitext(std::string_view text) {
  const std::size_t link = text.find("[[");
  const bool links = link != std::string_view::npos && text.substr(link, 200).find("]]") != std::string_view::npos;
  const std::size_t brace = text.find("{{");
  const bool templates = brace != std::string_view::npos && text.find("}}", brace) != std::string_view::npos;
  const std::size_t heading = text.find("\n==");
  const bool headings = heading != std::string_view::npos && text.substr(heading + 3, 200).find("==") != std::string_view::npos;
  const bool tables = text.starts_with("{|") || text.find("\n{|") != std::string_view::npos;
  return links + templates + headings + tables >= 2;
}

// The first element is TEI's.
bool is_tei(std::string_view text) {
  if (trimmed(text.substr(0, 100)).find('<') > 3) return false;  // past a byte-order mark
  base::XmlTag tag = base::next_tag(text, 0);
  while (tag.name.empty() && tag.to > tag.from) tag = base::next_tag(text, tag.to);
  return tag.name == "TEI" || tag.name == "TEI.2" || tag.name == "teiCorpus";
}

// JSON of fields with texts, with the names that every entry has.
bool is_factbook(std::string_view text) {
  if (!trimmed(text.substr(0, 100)).starts_with('{')) return false;
  return text.substr(0, 4000).find("\"text\":") != std::string_view::npos &&
         (text.find("\"Background\":") != std::string_view::npos || text.find("\"Country name\":") != std::string_view::npos);
}

}  // namespace

std::span<const FormReader> forms() { return kForms; }

std::string_view name_of(Form form) { return kForms[static_cast<std::size_t>(form)].name; }

std::vector<std::string> form_names() {
  std::vector<std::string> out;
  for (const FormReader& each : kForms) out.emplace_back(each.name);
  return out;
}

std::optional<Form> form_named(std::string_view name) {
  const auto found = std::ranges::find(kForms, name, &FormReader::name);
  return found == std::end(kForms) ? std::nullopt : std::optional(found->form);
}

Form form_of(std::string_view text) {
  if (is_tei(text)) return Form::tei;
  if (is_factbook(text)) return Form::factbook;
  if (is_html(text)) return Form::html;
  if (is_wikitext(text)) return Form::wikitext;
  if (count_glosses(text, 2) >= 2) return Form::mirror;
  return markdown_signs(text, lines_of(text)) >= 2 ? Form::markdown : Form::text;
}

}  // namespace chancery::document
