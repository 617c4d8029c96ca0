// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "document/forms.h"
#include "document/shape.h"
#include "document/templates.h"
#include "document/wikitext.h"

namespace chancery::document {
namespace {

constexpr int kDeepest = 12;                // templates and links inside each other; what is deeper shows nothing
constexpr std::uint32_t kLongestTag = 300;  // bytes of a tag
constexpr std::size_t kMostArguments = 64;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool same_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}
bool starts_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && same_ignoring_case(text.substr(0, start.size()), start);
}

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
// Elements whose content is not prose.
constexpr std::string_view kMute[] = {"gallery", "math", "timeline", "imagemap", "score",       "syntaxhighlight",
                                      "source",  "pre",  "graph",    "mapframe", "templatedata"};

class Scanner {
 public:
  Scanner(BlockText& out, std::string_view source, const Wikispans& spans) : out_(out), source_(source), spans_(spans) {}

  void show(std::uint32_t from, std::uint32_t to, int depth) {
    if (depth > kDeepest) return;
    std::uint32_t start = from;
    for (std::uint32_t at = from; at < to;) {
      const std::uint32_t next = hidden(at, to, start, depth);
      if (next == at) {
        ++at;
        continue;
      }
      at = start = next;
    }
    if (to > start) out_.add(start, to);
  }

 private:
  using Range = std::pair<std::uint32_t, std::uint32_t>;

  // What stands at `at` instead of text: shows it (after the text from `start` on) and gives where it ends, else `at`.
  std::uint32_t hidden(std::uint32_t at, std::uint32_t to, std::uint32_t start, int depth) {
    const char c = source_[at];
    if (c != '{' && c != '}' && c != '[' && c != '<' && c != '\'' && c != '&' && c != '_') return at;
    auto flush = [&] {
      if (at > start) out_.add(start, at);
    };
    if (const Wikispans::Span* span = spans_.at(at); span && span->to <= to) {
      flush();
      if (span->kind == Wikispans::template_) show_template(*span, depth);
      if (span->kind == Wikispans::link) show_link(*span, depth);
      return span->to;
    }
    const std::string_view rest = source_.substr(at, to - at);
    switch (c) {
      case '\'': {
        const std::size_t run = std::min(rest.find_first_not_of('\''), rest.size());
        if (run < 2) return at;
        flush();
        return at + static_cast<std::uint32_t>(run);
      }
      case '[': {
        if (!starts_ignoring_case(rest, "[http") && !rest.starts_with("[//") && !starts_ignoring_case(rest, "[mailto:")) return at;
        const std::size_t close = rest.find_first_of("]\n");
        if (close == std::string_view::npos || rest[close] != ']') return at;
        flush();
        if (const std::size_t label = rest.find(' '); label < close)
          show(at + static_cast<std::uint32_t>(label), at + static_cast<std::uint32_t>(close), depth + 1);
        return at + static_cast<std::uint32_t>(close) + 1;
      }
      case '_': {
        if (!rest.starts_with("__")) return at;
        std::size_t end = 2;
        while (end < rest.size() && end < 30 && letter(rest[end])) ++end;
        if (end == 2 || !rest.substr(end).starts_with("__")) return at;
        flush();
        return at + static_cast<std::uint32_t>(end) + 2;
      }
      case '&': {
        flush();
        const std::uint32_t size = add_entity(out_, source_, at, to);
        if (size == 0) out_.add(at, at + 1);
        return at + std::max(size, 1u);
      }
      case '<':
        return tag(at, to, start);
      default:
        return at;
    }
  }

  std::uint32_t tag(std::uint32_t at, std::uint32_t to, std::uint32_t start) {
    const std::string_view rest = source_.substr(at, to - at);
    if (rest.size() < 3 || !(letter(rest[1]) || (rest[1] == '/' && letter(rest[2])))) return at;
    const std::size_t end = rest.substr(0, kLongestTag).find_first_of("<>", 1);
    if (end == std::string_view::npos || rest[end] != '>') return at;
    if (at > start) out_.add(start, at);
    std::size_t after = end + 1;
    const std::string_view inner = rest.substr(1, end - 1);
    if (starts_ignoring_case(inner, "br") || starts_ignoring_case(inner, "/p")) out_.space();
    for (std::string_view name : kMute) {
      if (!starts_ignoring_case(inner, name) || (inner.size() > name.size() && letter(inner[name.size()])) || inner.ends_with('/'))
        continue;
      const std::size_t close = rest.find("</" + std::string(name), end);
      after = close == std::string_view::npos ? after : std::min(rest.find('>', close), rest.size() - 1) + 1;
    }
    return at + static_cast<std::uint32_t>(after);
  }

  // The parts of (from, to) between "|"s that stand in no link or template of their own.
  std::vector<Range> parts(std::uint32_t from, std::uint32_t to) const {
    std::vector<Range> out;
    while (out.size() < kMostArguments) {
      const std::uint32_t bar = spans_.find(source_, from, to, "|");
      out.emplace_back(from, bar);
      if (bar == to) break;
      from = bar + 1;
    }
    return out;
  }
  std::string_view words(Range range) const { return trimmed(source_.substr(range.first, range.second - range.first)); }

  void show_link(const Wikispans::Span& span, int depth) {
    std::string_view target = source_.substr(span.from + 2, span.to - span.from - 4);
    for (std::string_view picture : {"File:", "Image:", "Category:", "Media:"})
      if (starts_ignoring_case(trimmed(target), picture)) return;
    std::vector<Range> all = parts(span.from + 2, span.to - 2);
    Range shown = all.back();
    if (words(shown).empty()) shown = all.front();
    if (all.size() == 1 && source_[shown.first] == ':') ++shown.first;
    show(shown.first, shown.second, depth + 1);
  }

  void show_template(const Wikispans::Span& span, int depth) {
    std::vector<Range> all = parts(span.from + 2, span.to - 2);
    std::string_view name = words(all.front());
    std::vector<Range> values;  // arguments without a name
    for (std::size_t i = 1; i < all.size(); ++i) {
      const std::uint32_t equals = spans_.find(source_, all[i].first, all[i].second, "=");
      if (equals == all[i].second)
        values.push_back(all[i]);
      else if (words({all[i].first, equals}) == "1")
        values.insert(values.begin(), Range{equals + 1, all[i].second});
    }
    // "{{GER}}": a flag by its state's code.
    if (values.empty() && name.size() == 3 && all_capitals(name)) {
      show(all.front().first, all.front().second, depth + 1);
      return;
    }
    // "{{#invoke:flag|main|Latvia}}": the module called as the template is, and its function before the arguments.
    if (constexpr std::string_view kInvoke = "#invoke:"; starts_ignoring_case(name, kInvoke) && !values.empty()) {
      name = trimmed(name.substr(kInvoke.size()));
      values.erase(values.begin());
    }
    if (values.empty()) return;
    switch (Templates::built_in().shows(name)) {
      case Shows::nothing:
      case Shows::lines:
        break;
      case Shows::first:
        show(values.front().first, values.front().second, depth + 1);
        break;
      case Shows::last:
        show(values.back().first, values.back().second, depth + 1);
        break;
      case Shows::quantity:
        for (std::size_t i = 0; i < std::min<std::size_t>(values.size(), 2); ++i) {
          out_.space();
          show(values[i].first, values[i].second, depth + 1);
        }
        break;
      case Shows::date:
        show_date(values, depth);
        break;
    }
  }

  // "1992|5|6" shows as "6 May 1992"; a date in words as it is.
  void show_date(const std::vector<Range>& values, int depth) {
    auto number = [&](std::size_t i) {
      const std::string_view w = i < values.size() ? words(values[i]) : std::string_view();
      return !w.empty() && w.size() <= 4 && std::all_of(w.begin(), w.end(), digit) ? std::atoi(std::string(w).c_str()) : 0;
    };
    const int month = number(1);
    if (number(0) == 0 || month > 12) {
      show(values.front().first, values.front().second, depth + 1);
      return;
    }
    auto part = [&](std::size_t i) {
      const std::string_view w = words(values[i]);
      const auto from = static_cast<std::uint32_t>(w.data() - source_.data());
      out_.space();
      out_.add(from, from + static_cast<std::uint32_t>(w.size()));
    };
    if (number(2) > 0) part(2);
    if (month > 0) {
      out_.space();
      out_.put(kMonths[static_cast<std::size_t>(month) - 1]);
    }
    part(0);
  }

  BlockText& out_;
  std::string_view source_;
  const Wikispans& spans_;
};

}  // namespace

namespace {

// Where the lines begin that the template in [from, to) wraps; 0 of any other.
std::uint32_t lines_begin(std::string_view text, std::uint32_t from, std::uint32_t to) {
  constexpr std::size_t kLongestFirstLine = 200;
  const std::string_view first = text.substr(from, std::min<std::size_t>(to - from, kLongestFirstLine));
  const std::size_t end = first.find('\n');
  if (end == std::string_view::npos) return 0;
  const std::string_view name = trimmed(first.substr(2, first.find_first_of("|\n") - 2));
  return Templates::built_in().shows(name) == Shows::lines ? from + static_cast<std::uint32_t>(end) : 0;
}

// As text.find_first_of(marks, at), which asks the library about every byte.
std::size_t first_of(std::string_view text, std::string_view marks, std::size_t at) {
  if (marks.size() == 1) return text.find(marks.front(), at);
  for (; at < text.size(); ++at)
    for (char mark : marks)
      if (text[at] == mark) return at;
  return std::string_view::npos;
}

// Whether a byte may begin or end a range.
constexpr std::array<bool, 256> kBrackets = [] {
  std::array<bool, 256> table{};
  for (char c : {'{', '[', '}', ']', '<'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

Wikispans::Wikispans(std::string_view text) {
  struct Open {
    std::uint32_t at;
    char mark;
  };
  std::vector<Open> open;
  std::size_t braces = 0;
  bool no_comment = false, no_reference = false;
  for (std::size_t at = 0; at + 1 < text.size();) {
    while (at < text.size() && !kBrackets[static_cast<unsigned char>(text[at])]) ++at;
    if (at + 1 >= text.size()) break;
    const auto here = static_cast<std::uint32_t>(at);
    const char c = text[at];
    if (c == '<') {
      std::size_t end = std::string_view::npos;
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("<!--")) {
        if (!no_comment) end = text.find("-->", at + 4);
        no_comment |= end == std::string_view::npos;
        if (end != std::string_view::npos)
          spans_.push_back({here, static_cast<std::uint32_t>(end + 3), comment}), at = end + 3;
        else
          ++at;
        continue;
      }
      if (starts_ignoring_case(rest, "<ref") && rest.size() > 4 && !letter(rest[4])) {
        const std::size_t close = text.substr(0, std::min(text.size(), at + 500)).find('>', at);
        if (close != std::string_view::npos && text[close - 1] == '/') {
          end = close + 1;
        } else if (close != std::string_view::npos && !no_reference) {
          end = text.find("</ref", close);
          no_reference |= end == std::string_view::npos;
          if (end != std::string_view::npos) end = std::min(text.find('>', end), text.size() - 1) + 1;
        }
        if (end != std::string_view::npos) {
          spans_.push_back({here, static_cast<std::uint32_t>(end), reference});
          at = end;
          continue;
        }
      }
      ++at;
      continue;
    }
    if (text[at + 1] != c) {
      ++at;
      continue;
    }
    if (c == '{' || c == '[') {
      open.push_back({here, c});
      braces += c == '{';
      at += 2;
      continue;
    }
    const char wanted = c == '}' ? '{' : '[';
    // A link left open ends with the template around it.
    if (c == '}' && braces > 0)
      while (!open.empty() && open.back().mark == '[') open.pop_back();
    if (!open.empty() && open.back().mark == wanted) {
      const std::uint32_t from = open.back().at;
      if (const std::uint32_t first_line = c == '}' ? lines_begin(text, from, here) : 0; first_line != 0) {
        spans_.push_back({from, first_line, comment});  // what it wraps is lines like any others
        spans_.push_back({here, here + 2, comment});
      } else {
        spans_.push_back({from, here + 2, c == '}' ? template_ : link});
      }
      braces -= wanted == '{';
      open.pop_back();
    }
    at += 2;
  }
  std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
}

const Wikispans::Span* Wikispans::at(std::uint32_t byte) const {
  auto found = std::lower_bound(spans_.begin(), spans_.end(), byte, [](const Span& s, std::uint32_t b) { return s.from < b; });
  return found != spans_.end() && found->from == byte ? &*found : nullptr;
}

std::uint32_t Wikispans::find(std::string_view text, std::uint32_t from, std::uint32_t to, std::string_view marks) const {
  auto next = std::lower_bound(spans_.begin(), spans_.end(), from, [](const Span& s, std::uint32_t b) { return s.from < b; });
  for (std::uint32_t at = from; at < to;) {
    const std::uint32_t stop = next == spans_.end() ? to : std::min(next->from, to);
    const std::size_t found = first_of(text.substr(0, stop), marks, at);
    if (found != std::string_view::npos) return static_cast<std::uint32_t>(found);
    if (stop == to) return to;
    at = next->to;
    while (next != spans_.end() && next->from < at) ++next;
  }
  return to;
}

void add_wikitext(BlockText& out, std::string_view source, const Wikispans& spans, std::uint32_t from, std::uint32_t to) {
  Scanner(out, source, spans).show(from, to, 0);
}

}  // namespace chancery::document
