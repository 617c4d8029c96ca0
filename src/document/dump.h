// SPDX-License-Identifier: Apache-2.0
// The pages of a MediaWiki export or dump (<mediawiki><page>…), one after the other as the bytes come in: no more of the file is held
// than a page. A small scanner of its own: a page that is broken costs that page, where an XML parser would end. Not for what a page says.
// Owns its buffer; used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "base/xml.h"

namespace chancery::document {

// Whether a file that begins like this is a dump.
bool is_dump(std::string_view head);

// Which pages are wanted.
class Selection {
 public:
  std::vector<std::int64_t> namespaces = {0};  // empty: any
  // Adds a title; `*` in it stands for any characters and `?` for one, unless it is `exact`. Without any, every page is wanted.
  void add(std::string_view title, bool exact = false);

  // Whether the page is wanted; remembers which titles were met.
  bool takes(std::string_view title, std::int64_t name_space);
  bool names(std::string_view title) const;      // as such, not by a pattern
  bool complete() const;                         // all that can be wanted was met: every title is named as such
  void join(const Selection& other);             // takes over what another, of the same titles, has met
  std::vector<std::string> unmet() const;

 private:
  struct Title {
    std::string pattern;
    bool exact = false, met = false;
  };
  std::vector<Title> titles_;
};

struct Page {
  std::string title;
  std::string text;       // of the last revision, entities decoded
  std::string published;  // the day of that revision, EDTF
  std::string skipped;    // why it is passed over; empty where it is not
  std::uint64_t line = 0;  // of its tag in the dump
};

class Dump {
 public:
  // Puts at most so many bytes there, and tells how many; 0 is the end.
  using Read = std::function<base::Result<std::size_t>(char*, std::size_t)>;
  // `path` is for errors only.
  Dump(std::string path, Read read, Selection selection = {}, std::uint64_t max_size = base::kDefaultMaxSize);

  // The next page that is wanted, or that would be and is passed over; nothing at the end. Redirects and pages of another content
  // model than wikitext are passed over without a word each. A dump that is cut short ends in an error.
  base::Result<std::optional<Page>> next();

  const Selection& selection() const { return selection_; }
  // How many pages were passed over for their content model, by model.
  const std::map<std::string, std::size_t>& other_models() const { return other_models_; }

 private:
  enum class Found : unsigned char { page, nothing, end };

  bool more();
  bool ensure(std::size_t count);
  bool until(std::string_view mark, std::string* into, std::uint64_t most);
  bool take_tag(base::XmlTag& tag);
  bool content(std::string_view name, std::string& into, std::uint64_t most);
  Found page(Page& page);
  Found broken(Page& page, std::string_view why);
  std::uint64_t line();
  tl::unexpected<base::Error> ended(const Page* page);

  std::string path_;
  Read read_;
  Selection selection_;
  std::uint64_t max_size_;
  std::string buffer_;
  std::size_t at_ = 0;        // in the buffer: what comes next
  std::size_t counted_ = 0;   // in the buffer: up to where its lines are in `lines_`
  std::uint64_t bytes_ = 0;   // before the buffer
  std::uint64_t lines_ = 1;
  bool open_ = true;          // <mediawiki> has not ended
  bool again_ = false;        // a page's tag was met where none could be: it is next
  std::optional<base::Error> failure_;
  std::map<std::string, std::size_t> other_models_;
};

}  // namespace chancery::document
