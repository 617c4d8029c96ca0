// SPDX-License-Identifier: Apache-2.0
#include "document/corpus.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace chancery::document {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

}  // namespace

base::Result<std::string> bytes_of(Item& item, std::uint64_t max_size) {
  if (item.page) return std::move(item.page->text);
  auto bytes = base::read_all(*item.file, item.path, max_size);
  item.file.reset();
  return bytes;
}

Options options_for(const Item& item, Options options) {
  if (item.page) {
    options.title = item.page->title;
    options.published = item.page->published;
    if (options.form.empty()) options.form = name_of(Form::wikitext);
  }
  return options;
}

Corpus::Corpus(const std::vector<std::string>& paths, Wanted wanted) : wanted_(std::move(wanted)) {
  for (const std::string& path : paths) look_at(path);
}

void Corpus::look_at(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (wanted_.recursive && fs::is_directory(status)) return look_through(path);
  Input input{.path = path};
  if (path == "-" || !fs::exists(status)) {
    // FILE#TITLE is one page of a dump.
    for (std::size_t at = path.find('#'); at != std::string::npos; at = path.find('#', at + 1)) {
      if (!fs::is_regular_file(path.substr(0, at), error)) continue;
      input.path = path.substr(0, at);
      input.page = path.substr(at + 1);
      break;
    }
  }
  const auto size = fs::file_size(input.path, error);
  if (fs::is_regular_file(input.path, error)) {
    input.size = size;
  } else if (path == "-" || fs::exists(status)) {
    size_known_ = false;
  }
  inputs_.push_back(std::move(input));
}

void Corpus::look_through(const std::string& folder) {
  const std::size_t first = inputs_.size();
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::none, error);
  auto failed = [&](const std::string& where) {
    inputs_.push_back({.path = where, .error = base::Error{ErrorKind::system, "cannot be looked through: " + error.message(), where, {}}});
  };
  if (error) return failed(folder);
  std::vector<std::string> folders;  // to look through apart: one that may not be read costs itself only
  for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (error) break;
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      at.disable_recursion_pending();
      if (!name.starts_with('.') && !at->is_symlink(ignored)) folders.push_back(at->path().string());
    } else if (!name.starts_with('.') && at->is_regular_file(ignored)) {
      inputs_.push_back({.path = at->path().string(), .size = at->file_size(ignored), .found = true});
    }
  }
  if (error) failed(folder);
  for (const std::string& each : folders) look_through(each);
  std::sort(inputs_.begin() + static_cast<std::ptrdiff_t>(first), inputs_.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
}

std::uint64_t Corpus::size() const {
  std::uint64_t all = 0;
  for (const Input& input : inputs_) all += input.size;
  return size_known_ ? all : 0;
}

std::uint64_t Corpus::taken() const { return done_ + (stream_ ? stream_->taken() : 0); }

std::vector<std::string> Corpus::unmet_pages() const { return dumps_ ? wanted_.pages.unmet() : std::vector<std::string>(); }

std::optional<Item> Corpus::next_page() {
  auto page = dump_->next();
  if (page && *page) {
    Item item{.path = inputs_[begun_ - 1].path + "#" + (*page)->title, .bytes = (*page)->text.size()};
    item.skipped = (*page)->skipped;
    item.page = std::move(**page);
    return item;
  }
  // The end, good or bad: what is left to be told of the dump.
  std::optional<Item> last;
  if (!page) {
    last = Item{.path = inputs_[begun_ - 1].path, .breaks_off = true, .error = page.error()};
  } else if (!dump_->other_models().empty()) {
    std::size_t count = 0;
    std::string models;
    for (const auto& [model, pages] : dump_->other_models()) {
      count += pages;
      models += (models.empty() ? "" : ", ") + model;
    }
    last = Item{.path = inputs_[begun_ - 1].path};
    last->skipped = fmt::format("{} page{} of another content model than wikitext ({})", count, count == 1 ? "" : "s", models);
  }
  if (inputs_[begun_ - 1].page.empty()) wanted_.pages.join(dump_->selection());
  done_ += stream_->taken();
  dump_.reset();
  stream_.reset();
  return last;
}

std::optional<Item> Corpus::next() {
  for (;;) {
    if (dump_) {
      if (auto item = next_page()) return item;
      continue;
    }
    if (begun_ == inputs_.size()) return std::nullopt;
    const Input& input = inputs_[begun_++];
    Item item{.path = input.path, .bytes = input.size, .found = input.found, .error = input.error};
    if (item.error) return item;
    auto stream = base::ByteStream::open(input.path);
    if (!stream) {
      item.error = stream.error();
      if (fs::is_directory(input.path)) item.error->hint = "--recursive reads the files in it";
      return item;
    }
    auto head = stream->head();
    if (!head) {
      item.error = head.error();
      return item;
    }
    if (is_dump(*head)) {
      stream_ = std::make_unique<base::ByteStream>(std::move(*stream));
      Selection pages = wanted_.pages;
      if (!input.page.empty()) {
        pages = {};
        pages.namespaces.clear();
        pages.add(input.page, true);
      }
      dumps_ |= input.page.empty();
      dump_ = std::make_unique<Dump>(
          input.path, [this](char* into, std::size_t most) { return stream_->read(into, most); }, std::move(pages), wanted_.max_size);
      continue;
    }
    if (!input.page.empty()) {
      item.error = base::Error{ErrorKind::not_found, "no such file", input.path + "#" + input.page, {}};
      return item;
    }
    done_ += input.size;
    item.file = std::move(*stream);
    return item;
  }
}

}  // namespace chancery::document
