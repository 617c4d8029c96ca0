// SPDX-License-Identifier: Apache-2.0
// All documents that some paths lead to, one after the other and in an order that never changes: files, the files of folders in order of
// path, the pages of dumps, compressed or not. What is named but cannot be read is among them, with the reason. Not for what a document
// says (document.h). Owns the files that are open; used by one thread at a time, while the documents it gave away may be read by others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_stream.h"
#include "base/result.h"
#include "document/document.h"
#include "document/dump.h"

namespace chancery::document {

// One document that is not read yet, or what stands in its place.
struct Item {
  std::string path;         // FILE, or FILE#TITLE of a page
  std::uint64_t bytes = 0;  // about how many it has
  bool found = false;       // in a folder, not named: it may be no document
  bool breaks_off = false;  // with `error`: what comes after it in its file is lost
  std::optional<base::Error> error;  // why it cannot be read
  std::string skipped;               // why it is passed over
  // Either of these:
  std::optional<base::ByteStream> file;
  std::optional<Page> page;
};

// The document's bytes: those of the file that it is, or the text of the page.
base::Result<std::string> bytes_of(Item& item, std::uint64_t max_size);
// Options for parse() with what is known of the item besides its bytes.
Options options_for(const Item& item, Options options);

class Corpus {
 public:
  struct Wanted {
    bool recursive = false;  // folders stand for the files in them
    Selection pages;         // of dumps
    std::uint64_t max_size = base::kDefaultMaxSize;
  };
  // Looks at the paths ("-": standard input), and through folders; opens nothing.
  Corpus(const std::vector<std::string>& paths, Wanted wanted);

  // The next; nothing at the end.
  std::optional<Item> next();

  std::size_t files() const { return inputs_.size(); }
  std::uint64_t size() const;   // bytes of all files as they lie; 0 where that is not known
  std::uint64_t taken() const;  // bytes of them that were given away
  // Titles that no page of any dump has had so far; nothing where there was no dump.
  std::vector<std::string> unmet_pages() const;

 private:
  struct Input {
    std::string path;
    std::string page;  // the one page that is meant, of FILE#TITLE
    std::uint64_t size = 0;
    bool found = false;
    std::optional<base::Error> error;
  };
  void look_at(const std::string& path);
  void look_through(const std::string& folder);
  std::optional<Item> next_page();

  Wanted wanted_;
  std::vector<Input> inputs_;
  bool size_known_ = true;
  std::size_t begun_ = 0;       // inputs that were opened
  std::uint64_t done_ = 0;      // bytes of inputs before the dump that is open
  bool dumps_ = false;
  // The dump that is open.
  std::unique_ptr<base::ByteStream> stream_;
  std::unique_ptr<Dump> dump_;
};

}  // namespace chancery::document
