// SPDX-License-Identifier: Apache-2.0
#include "document/dump.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/encoding.h"

namespace chancery::document {
namespace {

constexpr std::size_t kPiece = 256 << 10;
constexpr std::uint64_t kLongest = 64 << 10;  // bytes of a tag, a title, a timestamp

// The length of the character at `at`.
std::size_t step(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) ++size;
  return size;
}

// `*` any characters, `?` one. Goes back to the last star only, so that time is bounded by the product of both.
bool matches(std::string_view pattern, std::string_view title) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, from = 0;
  while (t < title.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t += step(title, t);
    } else if (p < pattern.size() && pattern[p] == title[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = from += step(title, from);
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

// Line ends as XML has them, and what its entities stand for; one that is not XML's own stays as it is.
void decode_xml(std::string& text) {
  if (text.find('\r') != std::string::npos) {
    std::size_t put = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
      text[put++] = text[at] == '\r' ? '\n' : text[at];
    }
    text.resize(put);
  }
  std::size_t at = text.find('&'), put = at;
  if (at == std::string::npos) return;
  while (at < text.size()) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(next),
              text.begin() + static_cast<std::ptrdiff_t>(put));
    put += next - at;
    at = next;
    if (at == text.size()) break;
    const std::string_view entity = std::string_view(text).substr(at + 1, 12);
    const std::size_t end = entity.find(';');
    const std::string_view name = entity.substr(0, end == std::string_view::npos ? 0 : end);
    std::string shown;
    for (auto [known, character] : {std::pair<std::string_view, char>{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}})
      if (name == known) shown = character;
    if (name.starts_with('#')) {
      const bool hexadecimal = name.substr(1).starts_with('x');
      const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
      std::uint32_t code = 0;
      const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
      if (error == std::errc() && last == digits.data() + digits.size() && code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF))
        base::append_code_point(shown, code);
    }
    if (shown.empty()) {
      text[put++] = text[at++];
    } else {
      std::copy(shown.begin(), shown.end(), text.begin() + static_cast<std::ptrdiff_t>(put));
      put += shown.size();
      at += name.size() + 2;
    }
  }
  text.resize(put);
}

// A redirect by its first word, as exports have it that do not mark them.
bool leads_on(std::string_view text) {
  constexpr std::string_view kWord = "#redirect";
  return text.size() > kWord.size() &&
         std::equal(kWord.begin(), kWord.end(), text.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

// "2011-08-04T12:00:00Z": its day; empty where it is none.
std::string day_of(std::string_view timestamp) {
  constexpr std::string_view kShape = "0000-00-00T";
  if (timestamp.size() < kShape.size()) return {};
  for (std::size_t i = 0; i < kShape.size(); ++i)
    if (kShape[i] == '0' ? timestamp[i] < '0' || timestamp[i] > '9' : timestamp[i] != kShape[i]) return {};
  return std::string(timestamp.substr(0, 10));
}

}  // namespace

bool is_dump(std::string_view head) {
  const std::size_t first = head.find('<');
  if (first > 100 || head.substr(0, first).find_first_not_of(" \t\r\n\xEF\xBB\xBF") != std::string_view::npos) return false;
  base::XmlTag tag = base::next_tag(head, 0);
  while (tag.name.empty() && tag.to > tag.from) tag = base::next_tag(head, tag.to);
  return tag.name == "mediawiki" && !tag.closing;
}

void Selection::add(std::string_view title, bool exact) {
  Title added{std::string(title), exact || title.find_first_of("*?") == std::string_view::npos};
  std::replace(added.pattern.begin(), added.pattern.end(), '_', ' ');  // as in a page's address
  titles_.push_back(std::move(added));
}

bool Selection::takes(std::string_view title, std::int64_t name_space) {
  if (!namespaces.empty() && std::find(namespaces.begin(), namespaces.end(), name_space) == namespaces.end()) return false;
  bool any = titles_.empty();
  for (Title& wanted : titles_) {
    if (wanted.exact ? title != wanted.pattern : !matches(wanted.pattern, title)) continue;
    any = wanted.met = true;
  }
  return any;
}

bool Selection::names(std::string_view title) const {
  return std::any_of(titles_.begin(), titles_.end(), [&](const Title& wanted) { return wanted.exact && wanted.pattern == title; });
}

bool Selection::complete() const {
  return !titles_.empty() && std::all_of(titles_.begin(), titles_.end(), [](const Title& wanted) { return wanted.exact && wanted.met; });
}

void Selection::join(const Selection& other) {
  for (std::size_t i = 0; i < titles_.size() && i < other.titles_.size(); ++i) titles_[i].met |= other.titles_[i].met;
}

std::vector<std::string> Selection::unmet() const {
  std::vector<std::string> out;
  for (const Title& wanted : titles_)
    if (!wanted.met) out.push_back(wanted.pattern);
  return out;
}

Dump::Dump(std::string path, Read read, Selection selection, std::uint64_t max_size)
    : path_(std::move(path)), read_(std::move(read)), selection_(std::move(selection)), max_size_(max_size) {}

// The line that comes next. What was counted is not counted again.
std::uint64_t Dump::line() {
  const auto from = buffer_.begin();
  lines_ += static_cast<std::uint64_t>(std::count(from + static_cast<std::ptrdiff_t>(counted_), from + static_cast<std::ptrdiff_t>(at_), '\n'));
  counted_ = at_;
  return lines_;
}

// Reads another piece behind what is not used yet; false at the end and where reading failed.
bool Dump::more() {
  if (failure_) return false;
  line();
  bytes_ += at_;
  buffer_.erase(0, at_);
  at_ = counted_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kPiece);
  auto got = read_(buffer_.data() + had, kPiece);
  buffer_.resize(had + (got ? *got : 0));
  if (!got) failure_ = got.error();
  return got && *got > 0;
}

bool Dump::ensure(std::size_t count) {
  while (buffer_.size() - at_ < count)
    if (!more()) return false;
  return true;
}

// Takes all up to the mark, and the mark; false, and all is taken, where it does not come. What stands before it is appended to `into`, up
// to `most` bytes and then one more, to tell.
bool Dump::until(std::string_view mark, std::string* into, std::uint64_t most) {
  for (;;) {
    const std::size_t found = buffer_.find(mark, at_);
    std::size_t end = found;
    if (found == std::string::npos) end = std::max(at_, buffer_.size() - std::min(buffer_.size(), mark.size() - 1));
    if (into != nullptr && into->size() <= most) into->append(buffer_, at_, std::min<std::uint64_t>(end - at_, most + 1 - into->size()));
    at_ = end;
    if (found != std::string::npos) {
      at_ += mark.size();
      return true;
    }
    if (!more()) {
      at_ = buffer_.size();
      return false;
    }
  }
}

// Takes the next tag that has a name, and what stands before it; false at the end.
bool Dump::take_tag(base::XmlTag& tag) {
  while (until("<", nullptr, 0)) {
    --at_;
    ensure(9);
    const std::string_view start = std::string_view(buffer_).substr(at_, 9);
    const std::string_view close = start.starts_with("<!--") ? "-->" : start.starts_with("<![CDATA[") ? "]]>" : start.starts_with("<?") ? "?>" : "";
    if (!close.empty()) {
      if (!until(close, nullptr, 0)) return false;
      continue;
    }
    // A tag has no other "<" in it, so that one that is not closed takes nothing with it.
    // One that reaches to the end of what is here may go on.
    for (bool last = false;; last = !more()) {
      const std::string_view held = buffer_;
      const std::size_t limit = std::min(held.find('<', at_ + 1), held.size());
      tag = base::next_tag(held.substr(0, limit), static_cast<std::uint32_t>(at_));
      if (last || tag.to < held.size() || held.size() - at_ > kLongest) break;
    }
    if (tag.to <= at_ || buffer_[tag.to - 1] != '>') {
      ++at_;
      continue;
    }
    at_ = tag.to;
    if (!tag.name.empty()) return true;
  }
  return false;
}

// What an element holds, decoded: text only. False where it holds anything else, or does not end.
bool Dump::content(std::string_view name, std::string& into, std::uint64_t most) {
  into.clear();
  std::string verbatim;  // CDATA is taken as it is: what stands before it is decoded apart
  for (;;) {
    if (!until("<", &into, most)) return false;
    --at_;
    ensure(std::max<std::size_t>(name.size() + 3, 9));
    const std::string_view next = std::string_view(buffer_).substr(at_);
    if (next.starts_with("<![CDATA[")) {
      decode_xml(into);
      verbatim += into;
      into.clear();
      at_ += 9;
      if (!until("]]>", &verbatim, most)) return false;
    } else if (next.starts_with("<!--")) {
      if (!until("-->", nullptr, 0)) return false;
    } else {
      if (!next.starts_with("</") || next.substr(2, name.size()) != name) return false;
      if (into.size() <= most) decode_xml(into);
      if (!verbatim.empty()) into.insert(0, verbatim);
      return until(">", nullptr, 0);
    }
  }
}

// Passes over a page that is broken: to its end, or to where the next begins.
Dump::Found Dump::broken(Page& page, std::string_view why) {
  if (at_ == buffer_.size()) return Found::end;
  page.skipped = fmt::format("{} (line {} of the dump)", why, line());
  page.text.clear();
  base::XmlTag tag;
  while (take_tag(tag)) {
    if (tag.name != "page" && tag.name != "mediawiki") continue;
    again_ = tag.name == "page" && !tag.closing;
    if (tag.name == "mediawiki" && tag.closing) open_ = false;
    return Found::page;
  }
  return Found::end;
}

// Reads from behind <page> to behind </page>.
Dump::Found Dump::page(Page& page) {
  page.line = line();
  std::int64_t name_space = 0;
  bool redirect = false, decided = false, revision = false, deleted = false, too_large = false;
  std::string leads_to, model, value;
  base::XmlTag tag;
  while (take_tag(tag)) {
    if (tag.closing) {
      if (tag.name == "revision") revision = false;
      if (tag.name == "mediawiki") {
        open_ = false;
        page.skipped = fmt::format("the page has no end (line {} of the dump)", line());
        page.text.clear();
        return Found::page;
      }
      if (tag.name != "page") continue;
      if (!decided && !selection_.takes(page.title, name_space)) return Found::nothing;
      if (leads_on(page.text)) return Found::nothing;
      if (!model.empty() && model != "wikitext") {
        ++other_models_[model];
        return Found::nothing;
      }
      if (too_large) page.skipped = fmt::format("its text has more bytes than one document may have ({})", max_size_);
      if (page.text.empty() && page.skipped.empty()) page.skipped = deleted ? "its text was deleted" : "it has no text";
      return Found::page;
    }
    if (tag.name == "page") {
      again_ = true;
      page.skipped = fmt::format("the page has no end (line {} of the dump)", line());
      page.text.clear();
      return Found::page;
    }
    if (tag.name == "redirect") {
      redirect = true;
      leads_to = attribute(tag, "title");
      decode_xml(leads_to);
    } else if (tag.empty) {
      if (tag.name == "text" && revision) {
        page.text.clear();
        too_large = false;
        deleted = !attribute(tag, "deleted").empty();
      }
    } else if (tag.name == "title" && !revision) {
      if (!content("title", page.title, kLongest)) return broken(page, "its title is broken");
    } else if (tag.name == "ns" && !revision) {
      if (!content("ns", value, kLongest)) return broken(page, "its namespace is broken");
      std::from_chars(value.data(), value.data() + value.size(), name_space);
    } else if (tag.name == "revision") {
      revision = true;
      model.clear();
      if (decided) continue;
      decided = true;
      const bool taken = selection_.takes(page.title, name_space);
      if (taken && redirect && selection_.names(page.title)) page.skipped = "it leads on to \"" + leads_to + "\"";
      if (!taken || redirect) return !until("</page>", nullptr, 0) ? Found::end : page.skipped.empty() ? Found::nothing : Found::page;
    } else if (revision && tag.name == "content") {  // a slot beside the main one
      if (!until("</content>", nullptr, 0)) return Found::end;
    } else if (revision && tag.name == "timestamp") {
      if (!content("timestamp", value, kLongest)) return broken(page, "its date is broken");
      page.published = day_of(value);
    } else if (revision && tag.name == "model") {
      if (!content("model", model, kLongest)) return broken(page, "its model is broken");
    } else if (revision && tag.name == "text") {
      // The last revision counts; the ones before it leave nothing behind.
      if (!content("text", page.text, max_size_)) return broken(page, "there is markup of XML in its text");
      too_large = page.text.size() > max_size_;
      if (too_large) page.text.clear();
      deleted = false;
    }
  }
  return Found::end;
}

tl::unexpected<base::Error> Dump::ended(const Page* page) {
  const std::string where = page == nullptr ? "after a page" : page->title.empty() ? "inside a page" : "inside the page \"" + page->title + "\"";
  const std::string place = fmt::format("{}:{}", path_, line());
  if (failure_) return base::fail(failure_->kind, fmt::format("{} ({})", failure_->message, where), place, failure_->hint);
  return base::fail(base::ErrorKind::unreadable, fmt::format("the dump is cut short {}, at byte {}", where, bytes_ + at_), place,
                    "the pages before it were read");
}

base::Result<std::optional<Page>> Dump::next() {
  for (;;) {
    if (selection_.complete()) return std::nullopt;
    if (!again_) {
      base::XmlTag tag;
      if (!take_tag(tag)) {
        if (failure_ || open_) return ended(nullptr);
        return std::nullopt;
      }
      if (tag.name == "mediawiki" && !tag.empty) open_ = !tag.closing;
      if (tag.name != "page" || tag.closing || tag.empty) continue;
    }
    again_ = false;
    Page page;
    switch (this->page(page)) {
      case Found::page:
        return page;
      case Found::nothing:
        continue;
      case Found::end:
        at_ = buffer_.size();
        return ended(&page);
    }
  }
}

}  // namespace chancery::document
