// SPDX-License-Identifier: Apache-2.0
// What stands inside a line: footnote marks of plain text, and Markdown's emphasis, links, images, tags, escapes and
// entities. Every scan ahead is bounded or remembered, so that hostile text costs linear time.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "document/forms.h"
#include "document/shape.h"

extern "C" {
extern const char chancery_text_entities[], chancery_text_entities_end[];
}

namespace chancery::document {
namespace {

constexpr std::uint32_t kLongestTarget = 2000, kLongestTag = 1000;

constexpr std::array<bool, 256> kMarkup = [] {
  std::array<bool, 256> table{};
  for (char c : std::string_view("\\&[!<*_`~")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
bool white(char c) { return static_cast<unsigned char>(c) <= 0x20; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// A letter or digit, or a byte of a character that is not ASCII.
bool word_byte(char c) { return letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }
// Whether what is taken out of [mark, after) stands between two words ("Finland[1]Greece"), which must not become one.
bool parts_words(std::string_view source, std::uint32_t from, std::uint32_t mark, std::uint32_t after, std::uint32_t to) {
  return mark > from && after < to && word_byte(source[mark - 1]) && letter(source[after]);
}

struct Entity {
  std::string_view name;
  std::string shown;
};
// rules/document/entities.txt, in order of the names.
const std::vector<Entity>& entities() {
  static const std::vector<Entity> all = [] {
    std::vector<Entity> read;
    std::string_view text(chancery_text_entities, static_cast<std::size_t>(chancery_text_entities_end - chancery_text_entities));
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      const std::size_t gap = line.find(' ');
      if (line.starts_with('#') || gap == std::string_view::npos) continue;
      std::uint32_t value = 0;
      std::from_chars(line.data() + gap + 1, line.data() + line.size(), value, 16);
      base::append_code_point(read.emplace_back(line.substr(0, gap), std::string()).shown, value);
    }
    return read;
  }();
  return all;
}

class Scanner {
 public:
  Scanner(BlockText& out, std::string_view source, std::uint32_t from, std::uint32_t to)
      : out_(out), source_(source), begin_(from), end_(to) {}
  void run() { scan(begin_, end_, 0); }

 private:
  char byte(std::uint32_t at) const { return at < end_ ? source_[at] : '\0'; }
  void scan(std::uint32_t from, std::uint32_t to, int depth);
  void match_brackets();
  std::uint32_t closing(std::uint32_t open);            // the "]" of the "[" at `open`, 0 where there is none
  std::uint32_t target_end(std::uint32_t paren) const;  // past the ")" of a link's target, 0 where it is none
  std::uint32_t entity(std::uint32_t at, std::uint32_t to);
  std::uint32_t tag(std::uint32_t at, std::uint32_t to);
  std::uint32_t emphasis(std::uint32_t at, std::uint32_t to) const;

  BlockText& out_;
  const std::string_view source_;
  const std::uint32_t begin_, end_;
  bool matched_ = false, no_comment_end_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> brackets_;  // open, close; in order of open
};

void Scanner::match_brackets() {
  matched_ = true;
  std::vector<std::size_t> open;
  for (std::uint32_t at = begin_; at < end_; ++at) {
    if (source_[at] == '\\') {
      ++at;
    } else if (source_[at] == '[') {
      open.push_back(brackets_.size());
      brackets_.emplace_back(at, 0);
    } else if (source_[at] == ']' && !open.empty()) {
      brackets_[open.back()].second = at;
      open.pop_back();
    }
  }
}

std::uint32_t Scanner::closing(std::uint32_t open) {
  if (!matched_) match_brackets();
  auto found = std::lower_bound(brackets_.begin(), brackets_.end(), std::pair<std::uint32_t, std::uint32_t>{open, 0});
  return found != brackets_.end() && found->first == open ? found->second : 0;
}

std::uint32_t Scanner::target_end(std::uint32_t paren) const {
  const std::uint32_t stop = std::min(end_, paren + kLongestTarget);
  int depth = 0;
  bool quoted = false;
  for (std::uint32_t at = paren; at < stop; ++at) {
    const char c = source_[at];
    if (c == '\\') {
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (c == '[') {
      return 0;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return 0;
}

std::uint32_t Scanner::entity(std::uint32_t at, std::uint32_t to) { return add_entity(out_, source_, at, to); }

std::uint32_t Scanner::tag(std::uint32_t at, std::uint32_t to) {
  const std::string_view rest = source_.substr(at, to - at);
  if (rest.starts_with("<!--")) {
    if (no_comment_end_) return 0;
    const std::size_t end = rest.find("-->", 4);
    if (end == std::string_view::npos) return no_comment_end_ = true, 0;
    return static_cast<std::uint32_t>(end + 3);
  }
  if (rest.size() < 3 || !(letter(rest[1]) || (rest[1] == '/' && letter(rest[2])))) return 0;
  const std::size_t end = rest.substr(0, kLongestTag).find_first_of("<>", 1);
  if (end == std::string_view::npos || rest[end] != '>') return 0;
  const std::string_view inner = rest.substr(1, end - 1);
  const std::size_t mark = inner.find_first_of(":@ ");
  if (mark != std::string_view::npos && inner[mark] != ' ' && inner[0] != '/') {  // an address in angle brackets shows itself
    out_.add(at + 1, at + static_cast<std::uint32_t>(end));
  } else if (inner.starts_with("br") || inner.starts_with("BR") || inner.starts_with("/p")) {
    out_.space();
  }
  return static_cast<std::uint32_t>(end + 1);
}

// The length of a run of emphasis marks that shows nothing itself, else 0.
std::uint32_t Scanner::emphasis(std::uint32_t at, std::uint32_t to) const {
  const char mark = source_[at];
  std::uint32_t end = at;
  while (end < to && source_[end] == mark) ++end;
  const char before = at > begin_ ? source_[at - 1] : ' ', after = end < to ? source_[end] : ' ';
  if (mark == '~' && end - at != 2) return 0;
  if (white(before) && white(after)) return 0;  // a mark standing alone
  if (mark == '_' && ((word_byte(before) && word_byte(after)) || end - at > 3)) return 0;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (mark == '*' && digit(before) && digit(after)) return 0;
  return end - at;
}

void Scanner::scan(std::uint32_t from, std::uint32_t to, int depth) {
  std::uint32_t start = from, at = from;
  auto flush = [&] {
    if (at > start) out_.add(start, at);
  };
  while (at < to) {
    const char c = source_[at];
    if (!kMarkup[static_cast<unsigned char>(c)]) {
      ++at;
      continue;
    }
    if (c == '\\') {
      if (at + 1 >= to || (!ascii_punctuation(source_[at + 1]) && !white(source_[at + 1]))) {
        ++at;
        continue;
      }
      flush();
      start = at + 1;
      at += 2;
      continue;
    }
    std::uint32_t taken = 0;
    if (c == '&') {
      flush();
      start = at;
      taken = entity(at, to);
    } else if (c == '<') {
      flush();
      start = at;
      taken = tag(at, to);
    } else if (c == '[' || (c == '!' && at + 1 < to && source_[at + 1] == '[')) {
      const bool image = c == '!';
      if (!image) taken = static_cast<std::uint32_t>(mark_at(source_.substr(0, to), at));
      if (taken > 0 && at + taken < to && (source_[at + taken] == '(' || source_[at + taken] == '[') && target_end(at + taken) != 0 &&
          source_[at + taken] == '(')
        taken = 0;  // a link whose words are a number
      const std::uint32_t open = image ? at + 1 : at;
      if (taken == 0 && depth < 8) {
        const std::uint32_t close = closing(open);
        std::uint32_t end = 0;
        if (close != 0 && close + 1 < to) {
          if (source_[close + 1] == '(') {
            end = target_end(close + 1);
          } else if (source_[close + 1] == '[') {
            const std::uint32_t second = closing(close + 1);
            if (second != 0 && mark_at(source_.substr(0, to), close + 1) == 0) end = second + 1;
          }
        }
        if (end != 0 && end <= to) {
          flush();
          if (!image) scan(open + 1, close, depth + 1);
          at = start = end;
          continue;
        }
      }
      if (taken > 0) {
        flush();
        if (parts_words(source_, 0, at, at + taken, to)) out_.space();
        start = at;
      }
    } else if (c == '`') {
      taken = 1;
      flush();
      start = at;
    } else if (c == '*' || c == '_' || c == '~') {
      taken = emphasis(at, to);
      if (taken > 0) {
        flush();
        start = at;
      } else {
        while (at < to && source_[at] == c) ++at;  // the whole run shows itself
        continue;
      }
    }
    if (taken > 0) {
      at = std::min(to, at + taken);
      start = at;
    } else {
      ++at;
    }
  }
  flush();
}

}  // namespace

std::uint32_t add_entity(BlockText& out, std::string_view source, std::uint32_t at, std::uint32_t to) {
  const std::string_view rest = source.substr(at + 1, std::min<std::uint32_t>(to - at - 1, 10));
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end == 0) return 0;
  const std::string_view name = rest.substr(0, end);
  if (name[0] == '#') {
    const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    char32_t value = 0;
    std::size_t digits = 0;
    for (char c : name.substr(hexadecimal ? 2 : 1)) {
      const int digit = c >= '0' && c <= '9'                  ? c - '0'
                        : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : hexadecimal && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                              : -1;
      if (digit < 0) return 0;
      value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
      ++digits;
    }
    if (digits == 0 || value == 0 || digits > 7) return 0;
    std::string shown;
    base::append_code_point(shown, value);
    out.put(shown);
    return static_cast<std::uint32_t>(end + 2);
  }
  const auto known = std::ranges::lower_bound(entities(), name, {}, &Entity::name);
  if (known == entities().end() || known->name != name) return 0;
  out.put(known->shown);
  return static_cast<std::uint32_t>(end + 2);
}

void add_markdown(BlockText& out, std::string_view source, std::uint32_t from, std::uint32_t to) { Scanner(out, source, from, to).run(); }

void add_unmarked(BlockText& out, std::string_view source, std::uint32_t from, std::uint32_t to) {
  std::uint32_t start = from, at = from;
  while (at < to) {
    const void* found = std::memchr(source.data() + at, '[', to - at);
    if (!found) break;
    at = static_cast<std::uint32_t>(static_cast<const char*>(found) - source.data());
    const auto taken = static_cast<std::uint32_t>(mark_at(source.substr(0, to), at));
    if (taken == 0) {
      ++at;
      continue;
    }
    if (at > start) out.add(start, at);
    if (parts_words(source, from, at, at + taken, to)) out.space();
    at = start = at + taken;
  }
  if (start < to) out.add(start, to);
}

}  // namespace chancery::document
