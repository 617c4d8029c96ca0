// SPDX-License-Identifier: Apache-2.0
#include "document/decode.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/encoding.h"

namespace chancery::document {
namespace {

using base::ErrorKind;
using base::fail;

struct Signature {
  std::string_view bytes, name;
};

// How files begin that are no text, whatever follows.
constexpr Signature kSignatures[] = {
    {"PK\x03\x04", "a ZIP archive or an office document"},
    {"\x1F\x8B", "a gzip archive"},
    {"\x28\xB5\x2F\xFD", "a Zstandard archive"},
    {"\xFD"
     "7zXZ",
     "an xz archive"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"\x89PNG", "a picture"},
    {"GIF8", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
    {"\x7F"
     "ELF",
     "a program"},
    {"SQLite format 3", "a database"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
};

// The name of the encoding that an HTML or XML file declares of itself in its first lines; empty where there is none.
std::string declared_encoding(std::string_view bytes) {
  std::string head(bytes.substr(0, 1024));
  std::transform(head.begin(), head.end(), head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || head[first] != '<') return {};
  std::size_t at = std::string::npos;
  if (head.compare(first, 5, "<?xml") == 0) {
    const std::size_t end = head.find("?>", first);
    const std::size_t found = head.find("encoding", first);
    if (found != std::string::npos && found < end) at = found + 8;
  }
  if (at == std::string::npos) {
    const std::size_t meta = head.find("<meta");
    const std::size_t found = meta == std::string::npos ? meta : head.find("charset", meta);
    if (found != std::string::npos) at = found + 7;
  }
  if (at == std::string::npos) return {};
  at = head.find_first_not_of(" \t=\"'", at);
  if (at == std::string::npos) return {};
  const std::size_t end = head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.", at);
  return head.substr(at, end == std::string::npos ? end : end - at);
}

bool utf8_name(std::string_view name) { return name == "utf-8" || name == "utf8"; }

}  // namespace

base::Result<std::string> decode(std::string bytes, const std::string& path, std::vector<std::string>& warnings) {
  if (bytes.empty()) return fail(ErrorKind::unreadable, "the file is empty", path);
  const std::string_view view = bytes;
  for (const Signature& signature : kSignatures)
    if (view.starts_with(signature.bytes))
      return fail(ErrorKind::unreadable, fmt::format("binary, not text: this is {}", signature.name), path, "convert it to text first");

  // UTF-16 and UTF-32 by their marks.
  for (auto [mark, name] : {std::pair<std::string_view, const char*>{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                            {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                            {std::string_view("\xFF\xFE", 2), "UTF-16LE"},
                            {std::string_view("\xFE\xFF", 2), "UTF-16BE"}}) {
    if (!view.starts_with(mark)) continue;
    auto text = base::from_encoding(view, name);
    if (text && text->size() <= 3) return fail(ErrorKind::unreadable, "the file is empty", path);
    if (text) warnings.push_back(fmt::format("Converted from {}; positions count in the converted text.", name));
    if (text && base::survey_utf8(*text).controls * 64 > text->size())
      return fail(ErrorKind::unreadable, "binary, not text: it has control characters that no text has", path);
    return text;
  }

  const base::Utf8Survey survey = base::survey_utf8(view);
  if (survey.controls > 0) {
    // Latin text in UTF-16 without a mark: every second byte is a NUL.
    const std::size_t nuls = survey.nuls_even + survey.nuls_odd;
    if (nuls * 3 > view.size() && (survey.nuls_even == 0 || survey.nuls_odd == 0)) {
      const char* name = survey.nuls_even == 0 ? "UTF-16LE" : "UTF-16BE";
      auto text = base::from_encoding(view, name);
      if (text) warnings.push_back(fmt::format("Taken for {} without a byte-order mark; positions count in the converted text.", name));
      return text;
    }
    if (survey.controls * 512 > view.size())
      return fail(ErrorKind::unreadable,
                  fmt::format("binary, not text: {} of its {} bytes are control characters", survey.controls, view.size()), path);
    warnings.push_back(fmt::format("{} control characters were taken for white space.", survey.controls));
  }
  const std::string declared = declared_encoding(view);
  if (survey.good()) {
    if (view.find_first_not_of(" \t\r\n\f\v", view.starts_with("\xEF\xBB\xBF") ? 3 : 0) == std::string_view::npos)
      return fail(ErrorKind::unreadable, "the file holds nothing but white space", path);
    // Bytes all below 0x80 can still be another encoding's (ISO 2022, UTF-7): the declaration counts then.
    if (survey.wide == 0 && declared.starts_with("iso-2022")) {
      if (auto text = base::from_encoding(view, declared)) {
        warnings.push_back(fmt::format("Converted from {}, as the file declares; positions count in the converted text.", declared));
        return text;
      }
    }
    return bytes;
  }
  if (!declared.empty() && !utf8_name(declared)) {
    if (auto text = base::from_encoding(view, declared)) {
      warnings.push_back(fmt::format("Converted from {}, as the file declares; positions count in the converted text.", declared));
      return text;
    }
    warnings.push_back(fmt::format("The file declares the encoding {}, which is not known.", declared));
  }
  if (survey.bad == 0) {
    // Good UTF-8 until the end cuts a character off.
    bytes.resize(bytes.size() - survey.cut);
    if (bytes.empty()) return fail(ErrorKind::unreadable, "the file holds no whole character", path);
    warnings.push_back("The file ends inside a character: it may be cut short.");
    return bytes;
  }
  if (survey.wide > survey.bad * 4) {
    warnings.push_back(fmt::format("{} places are not UTF-8 and were replaced; positions count in the repaired text.", survey.bad));
    return base::repair_utf8(view);
  }
  if ((survey.bad + survey.controls) * 3 > view.size() && survey.wide == 0 && survey.controls > 0)
    return fail(ErrorKind::unreadable, "binary, not text: most of its bytes are no characters", path);
  warnings.push_back("Not UTF-8: taken for Windows-1252 (Latin-1); positions count in the converted text.");
  return base::from_windows_1252(view);
}

}  // namespace chancery::document
