// SPDX-License-Identifier: Apache-2.0
// What the commands that read documents share: which options say how, and what was typed for them. Plain functions; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/in_order.h"
#include "cli/terminal.h"
#include "document/corpus.h"

namespace chancery::cli {

struct DocumentSettings {
  document::Options options;
  document::Corpus::Wanted wanted;
  std::string published;  // EDTF; empty: what each says of itself
  std::size_t threads = 1;
};

// FILE…, and --recursive, --page, --namespace, --published, --form, --ignore, --max-size and --threads.
Argument document_argument();
void add_document_options(std::vector<Option>& options);
// The same without --recursive, for commands that always look through folders.
void add_corpus_options(std::vector<Option>& options);

// Their values; an error of usage where one is wrong, or standard input is asked for twice.
base::Result<DocumentSettings> document_settings(const Arguments& arguments);

// Reads a document of a corpus, or tells why not; an error names its file.
base::Result<document::Document> read_document(document::Item& item, std::string bytes, const DocumentSettings& settings);
// The same of a document that stands for itself.
base::Result<document::Document> open_document(document::Item& item, const DocumentSettings& settings);
// Why there is no page of a title that was asked for.
base::Error no_such_page(const std::string& title);

// Makes something of every document of a corpus with make(item, document), on as many threads as the settings say, and hands it in order
// to take(path, made) on this one, which returns whether to go on. Says what is passed over or cannot be read; gives the exit code.
template <class Make, class Take>
int each_document(document::Corpus& corpus, const DocumentSettings& settings, std::string_view command, Make&& make, Take&& take) {
  using Made = std::invoke_result_t<Make, const document::Item&, const document::Document&>;
  struct Outcome {
    std::string path, skipped;
    base::Result<std::optional<Made>> made;  // nothing of what was passed over
    std::vector<std::string> warnings;
  };
  int code = 0;
  auto talk = [&](const std::string& what) { say("chancery " + std::string(command) + ": warning: " + what); };
  in_order(
      settings.threads, [&] { return corpus.next(); },
      [&](document::Item item) -> Outcome {
        if (!item.skipped.empty()) return {item.path, item.skipped, {}, {}};
        auto document = open_document(item, settings);
        // Folders hold other things than documents, too.
        if (!document && item.found && document.error().kind == base::ErrorKind::unreadable)
          return {item.path, document.error().message, {}, {}};
        if (!document) return {item.path, {}, tl::unexpected(document.error()), {}};
        return {item.path, {}, make(item, *document), std::move(document->warnings)};
      },
      [&](Outcome outcome) {
        for (const std::string& warning : outcome.warnings) talk(outcome.path + ": " + warning);
        if (!outcome.skipped.empty()) talk(outcome.path + ": passed over: " + outcome.skipped);
        if (!outcome.made)
          say(outcome.made.error(), command), code = 1;
        else if (*outcome.made)
          return take(outcome.path, std::move(**outcome.made));
        return true;
      });
  for (const std::string& title : corpus.unmet_pages()) say(no_such_page(title), command), code = 1;
  return code;
}

}  // namespace chancery::cli
