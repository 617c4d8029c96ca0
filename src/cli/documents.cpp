// SPDX-License-Identifier: Apache-2.0
#include "cli/documents.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "cli/common.h"

namespace chancery::cli {

Argument document_argument() {
  return {.name = "FILE", .help = "a document, or - for standard input", .many = true, .complete = Complete::file};
}

void add_document_options(std::vector<Option>& options) {
  options.push_back({.name = "recursive", .help = "read the files in folders, too; hidden ones are passed over", .letter = 'r'});
  add_corpus_options(options);
}

void add_corpus_options(std::vector<Option>& options) {
  const Option shared[] = {
      {.name = "page", .value = "TITLE", .help = "of a dump, only this page; * stands for any characters, ? for one", .many = true},
      {.name = "namespace",
       .value = "N",
       .help = "of a dump, only pages of this namespace (0 are articles)",
       .fallback = "0",
       .many = true},
      {.name = "published", .value = "EDTF", .help = "when they were written (1992, 1992-08, 1992-08-27); else what each says of itself"},
      {.name = "form", .value = "FORM", .help = "how the files are laid out; else told by their shape", .choices = document::form_names()},
      {.name = "ignore", .value = "PART", .help = "read as if it were not there", .choices = {"headings"}},
      {.name = "max-size", .value = "BYTES", .help = "the size above which a document is refused (64K, 256M, 1G)", .fallback = "256M"},
      {.name = "threads",
       .value = "N",
       .help = "how many documents to read at a time; the output is the same for any number",
       .fallback = "all cores",
       .letter = 'j'}};
  options.insert(options.end(), std::begin(shared), std::end(shared));
}

base::Result<DocumentSettings> document_settings(const Arguments& arguments) {
  DocumentSettings settings;
  settings.options.form = arguments.value("form");
  settings.options.ignore_headings = arguments.value("ignore") == "headings";
  auto size = arguments.size("max-size", base::kDefaultMaxSize);
  if (!size) return tl::unexpected(size.error());
  settings.options.max_size = settings.wanted.max_size = *size;
  auto threads = arguments.number("threads", std::max(1u, std::thread::hardware_concurrency()), 1);
  if (!threads) return tl::unexpected(threads.error());
  settings.threads = static_cast<std::size_t>(std::min<std::uint64_t>(*threads, 256));
  auto published = date_option(arguments, "published");
  if (!published) return tl::unexpected(published.error());
  settings.published = std::move(*published);
  settings.wanted.recursive = arguments.has("recursive");
  for (const std::string& title : arguments.values("page")) settings.wanted.pages.add(title);
  auto namespaces = arguments.numbers("namespace");
  if (!namespaces) return tl::unexpected(namespaces.error());
  if (!namespaces->empty()) settings.wanted.pages.namespaces.assign(namespaces->begin(), namespaces->end());
  const std::vector<std::string>& files = arguments.positional();
  if (std::count(files.begin(), files.end(), "-") > 1)
    return base::fail(base::ErrorKind::usage, "standard input (-) can be read once only");
  return settings;
}

base::Result<document::Document> read_document(document::Item& item, std::string bytes, const DocumentSettings& settings) {
  auto document = document::parse(item.path, std::move(bytes), document::options_for(item, settings.options));
  if (!document && document.error().place.empty()) document.error().place = item.path;
  return document;
}

base::Result<document::Document> open_document(document::Item& item, const DocumentSettings& settings) {
  if (item.error) return tl::unexpected(*item.error);
  auto bytes = document::bytes_of(item, settings.options.max_size);
  if (!bytes) return tl::unexpected(bytes.error());
  return read_document(item, std::move(*bytes), settings);
}

base::Error no_such_page(const std::string& title) {
  return {base::ErrorKind::not_found,
          "no page is called \"" + title + "\"",
          {},
          "only namespace 0 is looked at where no --namespace is given, and redirects are passed over"};
}

}  // namespace chancery::cli
