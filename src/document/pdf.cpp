// SPDX-License-Identifier: Apache-2.0
#include "document/pdf.h"

#include "base/process.h"

namespace chancery::document {

bool is_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

base::Result<std::string> text_of_pdf(std::string_view bytes, const std::string& path, std::uint64_t max_size) {
  // Without -layout: columns come one after the other, words that a line end parts are whole, and blank lines part paragraphs.
  auto text = base::run_program({"pdftotext", "-q", "-enc", "UTF-8", "-", "-"}, bytes, {.size = max_size});
  if (!text && text.error().kind == base::ErrorKind::not_found)
    return base::fail(base::ErrorKind::system, "a PDF file, which takes pdftotext to read, and that is not there", path,
                      "install it (Debian's package is poppler-utils), or convert the file to text");
  // A PDF is a document, so that in a folder, too, one that cannot be read is an error.
  if (!text) return base::fail(base::ErrorKind::invalid, "a PDF file that cannot be read: " + text.error().message, path);
  if (text->find_first_not_of(" \n\f") == std::string::npos)
    return base::fail(base::ErrorKind::invalid, "a PDF file without text: its pages are pictures", path, "make text of them first, by OCR");
  return text;
}

}  // namespace chancery::document
