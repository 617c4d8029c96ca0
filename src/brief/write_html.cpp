// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <utility>
#include <vector>

#include "base/layout.h"
#include "brief/write.h"
#include "model/words.h"

namespace chancery::brief {
namespace {

constexpr std::string_view kStyle = R"(
:root { --ink: #1b1f24; --paper: #ffffff; --dim: #57606a; --line: #d0d7de; --link: #0b57a4; --band: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --paper: #14171a; --dim: #9aa4af; --line: #363c43; --link: #7db7f5; --band: #1d2126; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, "Noto Sans", "Liberation Sans", sans-serif; }
header { border-bottom: 3px double var(--line); padding-bottom: 1rem; }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.25rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
header p { color: var(--dim); margin: .3rem 0 0; }
ul { margin: .4rem 0; padding-left: 1.2rem; }
header ul { list-style: none; padding: 0; margin: .8rem 0 0; }
li { margin: .2rem 0; }
nav { margin-top: 1rem; font-size: .9rem; }
nav a { margin-right: .9rem; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 600; border-bottom: 2px solid var(--line); }
tbody th { font-weight: 600; }
td div + div { margin-top: .2rem; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
sup { line-height: 0; font-size: .72em; white-space: nowrap; }
q { quotes: "“" "”"; unicode-bidi: isolate; }
.notes { padding: 0; list-style: none; font-size: .88rem; }
.notes li { display: grid; grid-template-columns: 3.2rem 1fr; padding: .3rem 0; overflow-wrap: anywhere; }
.notes li:target, sup a:target { background: var(--band); outline: 2px solid var(--link); }
.place { color: var(--dim); display: block; }
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  :root { --ink: #000; --paper: #fff; --dim: #444; --line: #999; --link: #000; --band: #fff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.35; }
  nav, .back { display: none; }
  h2, h3 { break-after: avoid; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  .notes { columns: 2; column-gap: 8mm; font-size: 7.5pt; }
}
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : base::printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const Dossier& dossier) : dossier_(dossier), uses_(dossier.notes.size() + 1) {}

  std::string write() {
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>" +
        escaped(dossier_.title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<header>\n<h1>" +
        escaped(dossier_.title) + "</h1>\n";
    if (!dossier_.subtitle.empty()) out_ += "<p>" + escaped(dossier_.subtitle) + "</p>\n";
    list(dossier_.head);
    out_ += "<nav>";
    for (const Section& section : dossier_.sections)
      out_ += "<a href=\"#" + escaped(section.name) + "\">" + escaped(section.title) + "</a> ";
    out_ += "<a href=\"#notes\">Notes</a></nav>\n</header>\n<main>\n";
    for (const Section& section : dossier_.sections) {
      out_ += "<section id=\"" + escaped(section.name) + "\">\n<h2>" + escaped(section.title) + "</h2>\n";
      for (const Block& block : section.blocks) {
        if (!block.title.empty()) out_ += "<h3>" + escaped(block.title) + "</h3>\n";
        list(block.claims);
        if (!block.table.rows.empty()) table(block.table);
      }
      out_ += "</section>\n";
    }
    out_ += "</main>\n<footer id=\"notes\">\n<h2>Notes</h2>\n<ol class=\"notes\">\n";
    for (std::size_t i = 0; i < dossier_.notes.size(); ++i) note(i + 1, dossier_.notes[i]);
    out_ += "</ol>\n";
    if (!dossier_.foot.empty()) out_ += "<p>" + escaped(dossier_.foot) + "</p>\n";
    out_ += "</footer>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void claim(const Claim& claim) {
    out_ += escaped(claim.text);
    if (!claim.quoted.empty()) out_ += (claim.text.empty() ? "<q dir=\"auto\">" : " <q dir=\"auto\">") + escaped(claim.quoted) + "</q>";
    for (std::uint32_t number : claim.notes) {
      std::uint32_t use = number < uses_.size() ? ++uses_[number] : 0;
      out_ += fmt::format("<sup> <a id=\"r{0}-{1}\" href=\"#n{0}\">[{0}]</a></sup>", number, use);
    }
  }

  void list(const std::vector<Claim>& claims) {
    if (claims.empty()) return;
    out_ += "<ul>\n";
    for (const Claim& each : claims) {
      out_ += "<li>";
      claim(each);
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void table(const Table& table) {
    out_ += "<div class=\"wide\"><table>\n<thead><tr>";
    for (const std::string& head : table.heads) out_ += "<th scope=\"col\">" + escaped(head) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Row& row : table.rows) {
      out_ += "<tr><th scope=\"row\">" + escaped(row.label) + "</th>";
      for (const Cell& cell : row.cells) {
        out_ += "<td>";
        for (const Claim& each : cell) {
          out_ += "<div>";
          claim(each);
          out_ += "</div>";
        }
        out_ += "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table></div>\n";
  }

  void note(std::size_t number, const Note& note) {
    out_ += fmt::format("<li id=\"n{0}\"><span>[{0}]</span><span>", number);
    if (note.kind == Note::Kind::searched) {
      out_ += escaped(note.searched) + " <span class=\"place\">";
    } else {
      if (!model::words_of(note.source).empty()) out_ += "<q dir=\"auto\">" + escaped(note.source.quote) + "</q> ";
      out_ += "<span class=\"place\">" + escaped(place_of(note)) + " · <code>" + escaped(ids_of(note)) + "</code>";
    }
    out_ += "<span class=\"back\">";
    for (std::uint32_t use = 1; use <= uses_[number]; ++use)
      out_ += fmt::format(" <a href=\"#r{0}-{1}\" aria-label=\"back to the text, place {1}\">↩</a>", number, use);
    out_ += "</span></span></span></li>\n";
  }

  const Dossier& dossier_;
  std::vector<std::uint32_t> uses_;  // how often each note was marked so far
  std::string out_;
};

}  // namespace

std::string write_html(const Dossier& dossier) { return Writer(dossier).write(); }

}  // namespace chancery::brief
