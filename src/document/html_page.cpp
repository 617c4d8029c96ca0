// SPDX-License-Identifier: Apache-2.0
#include "document/html_page.h"

#include <algorithm>
#include <vector>

#include "document/html_tags.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

constexpr std::size_t kDeepest = 250;       // elements within elements
constexpr std::uint32_t kProse = 30;        // bytes from which a run of text outside a table is taken for prose
constexpr std::uint32_t kNearTitle = 4000;  // bytes after a title in which its date stands

// An element that can hold an article, and how much prose stands in it.
struct Holder {
  std::uint32_t from = 0;
  std::size_t prose = 0;
  std::string_view name;
  std::uint16_t looks = 0;
};

class Survey {
 public:
  explicit Survey(std::string_view text) : text_(text) {}

  HtmlPage run() {
    for (std::uint32_t at = 0; at < text_.size();) {
      const HtmlTag tag = next_html_tag(text_, at);
      if (hidden_ == 0 && !in_link_ && tag.from > at) weigh(text_.substr(at, tag.from - at));
      at = std::max(tag.to, tag.from + 1);
      if (!tag.element || tag.name.empty()) continue;
      if (tag.role == HtmlRole::raw && !tag.closing) {
        at = raw_end(text_, tag);
        if (tag.name == "title" && title_.empty()) title_ = text_.substr(tag.to, at - tag.to);
      } else if (tag.closing) {
        close(tag);
      } else {
        open(tag);
      }
    }
    while (!open_.empty()) leave();
    return result();
  }

 private:
  struct Element {
    std::string_view name;
    std::size_t holder;  // its index, or kNone
    bool hidden, cell;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void weigh(std::string_view run) {
    run = trimmed(run);
    if (run.size() < (cells_ > 0 ? 1 : kProse)) return;
    for (std::size_t i = open_.size(); i-- > 0;)
      if (open_[i].holder != kNone) {
        holders_[open_[i].holder].prose += run.size();
        break;
      }
    total_ += run.size();
  }

  void open(const HtmlTag& tag) {
    using enum HtmlRole;
    if (tag.name == "a") in_link_ = true;
    if (tag.name == "meta") meta(tag);
    if (tag.name == "time") time(tag);
    if (tag.role == inline_ || tag.role == bold || tag.role == void_ || tag.role == break_) return;
    in_link_ = false;
    const std::uint16_t looks = looks_of(tag);
    if (tag.name == "h1" && headings_.size() < kDeepest) headings_.push_back({tag.to, 0, {}, looks});
    if (looks & kModified) modified_ = tag.to;
    const bool is_cell = tag.role == cell || tag.role == head_cell;
    const bool holds = (tag.role == block && tag.name != "p" && tag.name != "dl" && tag.name != "pre") || is_cell;
    const bool hides = tag.role == hidden || ((looks & kHide) && !(looks & (kArticle | kMain)) && (holds || tag.role == list));
    // A cell ends with the next one. What else mostly is not closed does not matter here.
    if ((is_cell || tag.role == row || tag.role == part) && !open_.empty() && open_.back().cell) leave();
    if (!holds && !hides && tag.role != table) return;
    if (open_.size() == kDeepest) {
      ++deeper_;
      return;
    }
    hidden_ += hides;
    cells_ += is_cell;
    open_.push_back({tag.name, holds ? holders_.size() : kNone, hides, is_cell});
    if (holds) holders_.push_back({tag.from, 0, tag.name, looks});
  }

  void close(const HtmlTag& tag) {
    if (tag.name == "a") in_link_ = false;
    if (deeper_ > 0 && tag.role == HtmlRole::block) {
      --deeper_;
      return;
    }
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Element& e) { return e.name == tag.name; });
    if (found == open_.rend()) return;
    for (auto left = found - open_.rbegin() + 1; left > 0; --left) leave();
  }

  void leave() {
    const Element element = open_.back();
    open_.pop_back();
    hidden_ -= element.hidden;
    cells_ -= element.cell;
    if (element.holder == kNone) return;
    for (std::size_t i = open_.size(); i-- > 0;)
      if (open_[i].holder != kNone) {
        holders_[open_[i].holder].prose += holders_[element.holder].prose;
        break;
      }
  }

  void meta(const HtmlTag& tag) {
    std::string_view content, left = tag.attributes;
    bool dated = false, named = false;
    for (HtmlAttribute a = next_attribute(left); !a.name.empty(); a = next_attribute(left)) {
      if (equal_ignoring_case(a.name, "content")) {
        content = a.value;
      } else if (a.value.size() <= 40) {
        std::string small(a.value);
        std::ranges::transform(small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        dated |= (html_word(small) & kDated) != 0;
        named |= small == "og:title";
      }
    }
    if (dated && published_.empty()) published_ = edtf_of(content);
    if (named) name_ = content;
  }

  // A date near the title.
  void time(const HtmlTag& tag) {
    if (headings_.empty() || tag.from > headings_.back().from + kNearTitle) return;
    std::string_view left = tag.attributes;
    for (HtmlAttribute a = next_attribute(left); !a.name.empty(); a = next_attribute(left))
      if (equal_ignoring_case(a.name, "datetime") && near_title_.empty()) near_title_ = edtf_of(a.value);
  }

  // What the page itself calls its article; else its main part, its article, the smallest element with nearly all prose.
  const Holder* article() const {
    const auto first = [&](auto&& is) -> const Holder* {
      const auto found = std::ranges::find_if(holders_, is);
      return found == holders_.end() ? nullptr : &*found;
    };
    if (const Holder* named = first([](const Holder& h) { return (h.looks & kArticle) != 0; })) return named;
    const auto most = [&](const Holder& h) { return h.prose * 2 >= total_; };
    if (const Holder* main = first([&](const Holder& h) { return (h.name == "main" || (h.looks & kMain)) && most(h); })) return main;
    if (const Holder* one = first([&](const Holder& h) { return h.name == "article" && most(h); })) return one;
    const Holder* smallest = nullptr;
    for (const Holder& h : holders_)
      if (h.prose > 0 && h.prose * 20 >= total_ * 17 && (!smallest || h.prose <= smallest->prose)) smallest = &h;
    return smallest;
  }

  HtmlPage result() const {
    HtmlPage page;
    const Holder* found = article();
    if (found) page.article = found->from;
    // The title: what is called so, the first one in the article, the last one before it.
    for (const Holder& h : headings_) {
      if (h.looks & kHeading) {
        page.heading = h.from;
        break;
      }
      if (page.heading <= page.article) page.heading = h.from;
    }
    page.modified = modified_;
    page.name = name_.empty() ? title_ : name_;
    page.published = published_.empty() && !(found && (found->looks & kArticle)) ? near_title_ : published_;
    return page;
  }

  std::string_view text_;
  std::vector<Element> open_;
  std::vector<Holder> holders_, headings_;
  std::size_t total_ = 0, deeper_ = 0;
  int hidden_ = 0, cells_ = 0;
  bool in_link_ = false;
  std::string_view title_, name_;
  std::string published_, near_title_;
  std::uint32_t modified_ = 0;
};

}  // namespace

HtmlPage survey_html(std::string_view text) { return Survey(text).run(); }

}  // namespace chancery::document
