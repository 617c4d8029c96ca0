// SPDX-License-Identifier: Apache-2.0
#include "document/references.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/block_text.h"
#include "document/forms.h"
#include "document/html_tags.h"
#include "document/shape.h"
#include "document/wikitext.h"

extern "C" {
extern const char chancery_text_references[], chancery_text_references_end[];
}

namespace chancery::document {
namespace {

constexpr std::size_t kLongestWords = 500;      // bytes of what is shown of a note
constexpr std::uint32_t kLongestNote = 20'000;  // bytes of a note that are looked at
constexpr std::uint32_t kFurthest = 2'500;      // bytes behind a statement in which its sentence, item or row ends

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool small(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// The parts of rules/document/references.txt.
using Names = std::vector<std::pair<std::string_view, std::vector<std::string_view>>>;
const Names& parts() {
  static const Names all = [] {
    Names read;
    std::string_view text(chancery_text_references, static_cast<std::size_t>(chancery_text_references_end - chancery_text_references));
    while (!text.empty()) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      const std::size_t colon = line.find(':');
      if (line.starts_with('#') || colon == std::string_view::npos) continue;
      auto& names = read.emplace_back(line.substr(0, colon), std::vector<std::string_view>()).second;
      for (line.remove_prefix(colon); !line.empty();) {
        line.remove_prefix(1);
        names.push_back(trimmed(line.substr(0, line.find(','))));
        line.remove_prefix(std::min(line.find(','), line.size()));
      }
    }
    return read;
  }();
  return all;
}
const std::vector<std::string_view>& names_of(std::string_view part) {
  static const std::vector<std::string_view> none;
  auto found = std::find_if(parts().begin(), parts().end(), [&](const auto& one) { return one.first == part; });
  return found == parts().end() ? none : found->second;
}

std::string cut(std::string words) {
  if (words.size() <= kLongestWords) return words;
  words.resize(words.find_last_of(' ', kLongestWords - 4));
  return words + " …";
}

std::string shown(std::string_view wikitext) {
  BlockText out(wikitext);
  add_wikitext(out, wikitext, Wikispans(wikitext), 0, static_cast<std::uint32_t>(wikitext.size()));
  return out.take(BlockKind::paragraph).text;
}

// An address at the front of `text`.
std::string address_at(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return {};
  return std::string(text.substr(0, text.find_first_of(" \t\n]|}<>\"")));
}

struct Described {
  Reference reference;
  bool titled = false;
};

// What a template says of a source: its arguments by name, or those without one in a row.
Described of_template(std::string_view text) {
  const Wikispans spans(text);
  const auto end = static_cast<std::uint32_t>(text.size());
  std::vector<std::pair<std::string_view, std::string_view>> named;
  std::string rest;
  for (std::uint32_t from = spans.find(text, 2, end - 2, "|"); from < end - 2;) {
    const std::uint32_t to = spans.find(text, from + 1, end - 2, "|"), equals = spans.find(text, from + 1, to, "=");
    if (equals < to)
      named.emplace_back(trimmed(text.substr(from + 1, equals - from - 1)), trimmed(text.substr(equals + 1, to - equals - 1)));
    else
      rest += (rest.empty() ? "" : " ") + shown(text.substr(from + 1, to - from - 1));
    from = to;
  }
  auto argument = [&](std::string_view part) -> std::string {
    for (std::string_view name : names_of(part))
      for (const auto& [key, value] : named)
        if (key == name && !value.empty()) return part == "address" ? std::string(value) : shown(value);
    return {};
  };
  Described found{.reference = {.words = {}, .address = address_at(argument("address"))}, .titled = !argument("title").empty()};
  Reference& out = found.reference;
  for (const auto& [part, unused] : parts()) {
    if (part == "address" || part == "short") continue;
    const std::string words = argument(part);
    if (words.empty() || words == out.words) continue;
    const char* before = out.words.empty() ? "" : part == "title" ? ": " : ", ";
    out.words += before + words;
  }
  if (out.words.empty()) out.words = rest;
  return found;
}

// What may stand between two notes of one statement: stops, quotes, brackets, white space.
bool between(char c) { return std::string_view(" \t.,;:'\")]}").find(c) != std::string_view::npos; }

// A note of wikitext: what its templates say of sources, then its own words.
Reference of_wikitext(std::string_view note) {
  const Wikispans spans(note);
  Reference out, remark;
  for (std::size_t at = note.find("{{"); at != note.npos; at = note.find("{{", at)) {
    const Wikispans::Span* span = spans.at(static_cast<std::uint32_t>(at));
    if (span == nullptr || span->kind != Wikispans::template_) break;
    at = span->to;
    Described one = of_template(note.substr(span->from, span->to - span->from));
    if (out.address.empty()) out.address = one.reference.address;
    // "{{dead link|date=May 2012}}" speaks of a source and is none.
    if (one.titled) out.words += (out.words.empty() ? "" : "; ") + one.reference.words;
    if (remark.words.empty()) remark = std::move(one.reference);
  }
  if (const std::size_t link = note.find("http"); out.address.empty() && link != note.npos) out.address = address_at(note.substr(link));
  std::string words = shown(note);
  if (words == ".") words.clear();
  if (!words.empty() && !out.words.empty()) out.words += ' ';
  out.words += words;
  if (out.words.empty()) out.words = remark.words;
  return out;
}

// An entry of a page's list of notes, [from, to); the links that lead back from it are none of its words.
Reference of_html(std::string_view page, std::uint32_t from, std::uint32_t to) {
  Reference out;
  BlockText text(page);
  int hidden = 0;  // how many <span>s are open from the one that is passed over
  for (std::uint32_t at = from; at < to;) {
    const HtmlTag tag = next_html_tag(page, at);
    const std::uint32_t stop = std::min(tag.from, to);
    for (std::uint32_t run = at; hidden == 0 && run < stop;) {
      const auto entity = static_cast<std::uint32_t>(std::min(page.find('&', run), std::size_t{stop}));
      text.add(run, entity);
      if (entity == stop) break;
      const std::uint32_t size = add_entity(text, page, entity, stop);
      if (size == 0) text.add(entity, entity + 1);
      run = entity + std::max(size, 1U);
    }
    if (tag.from >= to) break;
    if (hidden > 0 && tag.name == "span") hidden += tag.closing ? -1 : 1;
    for (std::string_view attributes = tag.attributes; hidden == 0 && !tag.closing;) {
      const HtmlAttribute attribute = next_attribute(attributes);
      if (attribute.name.empty()) break;
      if (tag.name == "span" && attribute.name == "class" && attribute.value.find("backlink") != attribute.value.npos) hidden = 1;
      if (attribute.name == "href" && out.address.empty()) out.address = address_at(attribute.value);
    }
    at = tag.role == HtmlRole::raw && !tag.closing ? raw_end(page, tag) : tag.to;
  }
  out.words = text.take(BlockKind::paragraph).text;
  return out;
}

}  // namespace

void write(base::JsonWriter& json, const std::vector<Reference>& references) {
  json.begin_array();
  for (const Reference& one : references) {
    json.begin_object().field("words", one.words);
    if (!one.address.empty()) json.field("address", one.address);
    json.end_object();
  }
  json.end_array();
}

References::References(std::string_view text, Form form) : text_(text), form_(form) {
  if (form == Form::wikitext) find_in_wikitext();
  if (form == Form::html) find_in_html();
}

void References::find_in_wikitext() {
  const std::vector<std::string_view>& short_ones = names_of("short");
  const Wikispans spans(text_);
  for (const Wikispans::Span& span : spans.all()) {
    const std::string_view all = text_.substr(span.from, span.to - span.from);
    if (all.size() > kLongestNote) continue;
    if (span.kind == Wikispans::template_) {
      const std::string_view name = trimmed(all.substr(2, all.find_first_of("|}\n") - 2));
      if (std::any_of(short_ones.begin(), short_ones.end(), [&](auto one) { return equal_ignoring_case(one, name); }))
        marks_.push_back({span.from, span.to, span.from, span.to, {}});
    } else if (span.kind == Wikispans::reference) {
      const auto close = static_cast<std::uint32_t>(all.find('>'));
      const bool alone = all[close - 1] == '/';
      Mark mark{span.from, span.to, 0, 0, {}};
      if (!alone) mark.words = span.from + close + 1, mark.words_end = span.from + static_cast<std::uint32_t>(all.rfind("</"));
      for (std::string_view attributes = all.substr(4, close - 4 - alone);;) {
        const HtmlAttribute attribute = next_attribute(attributes);
        if (attribute.name.empty()) break;
        if (equal_ignoring_case(attribute.name, "name")) mark.name = trimmed(attribute.value);
      }
      if (!alone && !mark.name.empty()) notes_.try_emplace(mark.name, mark.words, mark.words_end);
      marks_.push_back(mark);
    }
  }
}

// A mark is a link to "#cite_note…" in a raised letter of its own; its words are in the list's entry of that id.
void References::find_in_html() {
  constexpr std::string_view kNote = "cite_note";
  std::uint32_t raised = 0;  // where the last <sup> began
  for (HtmlTag tag = next_html_tag(text_, 0); tag.from < tag.to; tag = next_html_tag(text_, tag.to)) {
    if (tag.closing || tag.attributes.empty()) continue;
    if (tag.role == HtmlRole::raw) tag.to = raw_end(text_, tag);
    if (tag.name == "sup") raised = tag.from;
    for (std::string_view attributes = tag.attributes;;) {
      const HtmlAttribute attribute = next_attribute(attributes);
      if (attribute.name.empty()) break;
      if (tag.name == "a" && equal_ignoring_case(attribute.name, "href")) {
        const std::size_t number = attribute.value.find('#');
        if (number == attribute.value.npos || !attribute.value.substr(number + 1).starts_with(kNote)) continue;
        const std::size_t end = text_.substr(0, tag.to + std::size_t{500}).find("</sup>", tag.to);
        if (end == text_.npos || raised == 0 || tag.from - raised > 500) continue;
        marks_.push_back({raised, static_cast<std::uint32_t>(end) + 6, 0, 0, attribute.value.substr(number + 1)});
        raised = 0;
      } else if (tag.name == "li" && equal_ignoring_case(attribute.name, "id") && attribute.value.starts_with(kNote)) {
        const std::size_t end = text_.substr(0, tag.to + std::size_t{kLongestNote}).find("</li", tag.to);
        if (end != text_.npos) notes_.try_emplace(attribute.value, tag.to, static_cast<std::uint32_t>(end));
      }
    }
  }
}

Reference References::read(std::uint32_t from, std::uint32_t to) const {
  Reference out = form_ == Form::wikitext ? of_wikitext(trimmed(text_.substr(from, to - from))) : of_html(text_, from, to);
  out.words = cut(std::move(out.words));
  if (out.words.empty()) out.words = out.address;
  return out;
}

// Goes from `at` to what comes next of the same sentence, item or row; whether there is nothing more of it.
bool References::ends_at(std::uint32_t& at) const {
  const std::string_view rest = text_.substr(at, kFurthest);
  if (rest.empty()) return true;
  if (form_ == Form::html && rest.front() == '<') {
    const HtmlTag tag = next_html_tag(text_, at);
    if (tag.role != HtmlRole::inline_ && tag.role != HtmlRole::bold && tag.role != HtmlRole::cell && tag.role != HtmlRole::break_)
      return true;
    at = tag.to;
    return tag.from == tag.to;
  }
  if (form_ == Form::wikitext && rest.front() == '\n') {
    // The cells of a row may stand on a line each.
    const std::size_t next = rest.find_first_not_of(" \t", 1);
    if (next == rest.npos || rest[next] != '|' || rest.substr(next).starts_with("|-") || rest.substr(next).starts_with("|}")) return true;
  }
  // "… in 1992. The …", but not "the U.S. Navy", "No. 5".
  if (rest.front() == '.' && rest.size() > 2 && rest[1] == ' ' && (capital(rest[2]) || rest[2] == '[') && at > 1 &&
      (small(text_[at - 1]) || digit(text_[at - 1]) || text_[at - 1] == ')'))
    return true;
  ++at;
  return false;
}

std::vector<Reference> References::of(std::uint32_t from, std::uint32_t to) const {
  std::vector<Reference> out;
  auto take = [&](const Mark& mark) {
    std::pair<std::uint32_t, std::uint32_t> note{mark.words, mark.words_end};
    if (auto named = notes_.find(mark.name); note.first == note.second && named != notes_.end()) note = named->second;
    if (note.first == note.second) return;
    Reference one = read(note.first, note.second);
    if (!one.words.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  };
  auto mark = std::lower_bound(marks_.begin(), marks_.end(), from, [](const Mark& one, std::uint32_t at) { return one.from < at; });
  for (; mark != marks_.end() && mark->from < to; ++mark) take(*mark), to = std::max(to, mark->to);
  // Behind the range, the first marks that stand together.
  bool found = false;
  for (std::uint32_t at = to; mark != marks_.end() && at < text_.size() && at - to < kFurthest;) {
    if (at == mark->from) {
      take(*mark);
      found = true;
      at = mark++->to;
    } else if (found && !between(text_[at])) {
      break;
    } else if (ends_at(at)) {
      break;
    }
    while (mark != marks_.end() && mark->from < at) ++mark;
  }
  return out;
}

}  // namespace chancery::document
