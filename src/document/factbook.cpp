// SPDX-License-Identifier: Apache-2.0
// The World Factbook as JSON: sections of fields, a field a text or several, with HTML in the texts. Section and field names are
// headings ("Capital: name"); a text is paragraphs, or list items where semicolons part it. simdjson tells where each string stands.
#include <simdjson.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "document/forms.h"
#include "document/outline.h"
#include "document/shape.h"

namespace chancery::document {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int kDeepest = 8;

// Bytes of a string between its quotes, as they stand in the file.
struct Range {
  std::uint32_t from, to;
};

class FactbookReader {
 public:
  explicit FactbookReader(Document& document)
      : document_(document), text_(document.text), json_(text_), outline_(document), out_(text_) {}

  void read() {
    ondemand::parser parser;
    ondemand::document parsed;
    ondemand::object top;
    auto error = parser.iterate(json_).get(parsed);
    if (!error) error = parsed.get_object().get(top);
    if (!error) error = object(top, std::string(), 1);
    if (!error) return;
    const bool some = !document_.blocks.empty();
    document_.warnings.push_back(std::string("the JSON ends early or is broken (") + simdjson::error_message(error) + "): " +
                                 (some ? "read as far as it goes" : "read as plain text"));
    if (!some) read_text(document_);
  }

 private:
  std::uint32_t place(const char* in_json) const { return static_cast<std::uint32_t>(in_json - json_.data()); }
  Range string_at(const char* raw) const {
    const std::uint32_t from = place(raw);
    std::uint32_t to = from;
    while (to < text_.size() && text_[to] != '"') to += text_[to] == '\\' ? 2 : 1;
    return {from, std::min(to, static_cast<std::uint32_t>(text_.size()))};
  }
  std::string_view words(Range range) const { return text_.substr(range.from, range.to - range.from); }

  // `above`: the heading of the fields that these are part of, from the field of a section on.
  simdjson::error_code object(ondemand::object fields, const std::string& above, int level) {
    for (auto field : fields) {
      ondemand::raw_json_string key;
      if (auto error = field.key().get(key)) return error;
      const Range name = string_at(key.raw());
      const bool own = words(name) == "text" || words(name) == "note";
      ondemand::value value;
      if (auto error = field.value().get(value)) return error;
      ondemand::json_type type;
      if (auto error = value.type().get(type)) return error;
      const std::string here = own ? above : heading(above, name, level);
      if (type == ondemand::json_type::object && level < kDeepest) {
        ondemand::object inner;
        if (auto error = value.get_object().get(inner)) return error;
        // A section's name leads no field's: "Land boundaries", not "Geography: Land boundaries".
        if (auto error = object(inner, level == 1 ? std::string() : here, level + 1)) return error;
      } else if (type == ondemand::json_type::string) {
        ondemand::raw_json_string raw;
        if (auto error = value.get_raw_json_string().get(raw)) return error;
        const Range said = string_at(raw.raw());
        if (here.ends_with("conventional short form") || (here.ends_with("conventional long form") && document_.title.empty())) name_document(said);
        texts(said);
      }
    }
    return simdjson::SUCCESS;
  }

  void name_document(Range said) {
    std::uint32_t at = said.from;
    while (at < said.to) at = add(at, said.to);
    std::string name = out_.take(BlockKind::heading).text;
    name.resize(std::min(name.find(" ("), name.size()));  // "Svalbard (sometimes referred to as …)"
    if (name != "none" && name.size() <= 80) document_.title = name;
  }

  std::string heading(const std::string& above, Range name, int level) {
    if (!above.empty()) out_.put(above + ": ");
    for (std::uint32_t at = name.from; at < name.to;) at = add(at, name.to);
    Block block = out_.take(BlockKind::heading);
    block.level = static_cast<std::uint8_t>(std::min(level, 6));
    const std::string text = block.text;
    if (!block.pieces.empty()) outline_.heading(std::move(block));
    return text;
  }

  void texts(Range said) {
    const std::string_view w = words(said);
    const bool prose = w.find("<p") != std::string_view::npos || w.find(". ") != std::string_view::npos;
    const char mark = prose ? '\0' : w.find("; ") != std::string_view::npos ? ';' : is_list(w) ? ',' : '\0';
    items_ = mark != '\0';
    depth_ = 0;
    for (std::uint32_t at = said.from; at < said.to;) {
      if (items_ && depth_ <= 0 && text_[at] == mark && text_[at + 1] == ' ') {
        end_block();
        at += 2;
        continue;
      }
      if (text_[at] == '(') ++depth_;
      if (text_[at] == ')') --depth_;
      at = add(at, said.to);
    }
    end_block();
  }

  // Names between commas, and no shares of something ("Kyrgyz 73.8%, Uzbek 14.8% (2021)" belongs together).
  static bool is_list(std::string_view said) {
    constexpr int kLeast = 8;
    int depth = 0, commas = 0;
    for (char c : said) {
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (c == ',' && depth == 0) ++commas;
      if (c == '%') return false;
    }
    return commas >= kLeast;
  }

  void end_block() {
    Block block = out_.take(items_ ? BlockKind::list_item : BlockKind::paragraph);
    if (block.pieces.empty()) return;
    if (items_) block.level = 1;
    outline_.add(std::move(block));
  }

  // Adds what stands at `at`: a run of plain text, an escape, an entity or a tag. Gives where it ends.
  std::uint32_t add(std::uint32_t at, std::uint32_t to) {
    switch (text_[at]) {
      case '\\':
        return escape(at, to);
      case '<': {
        const std::string_view rest = text_.substr(at, to - at);
        const std::size_t end = rest.find('>');
        if (end == std::string_view::npos || rest.size() < 2 || rest[1] == ' ') break;
        const std::string_view name = rest.substr(rest[1] == '/' ? 2 : 1);
        if ((name.starts_with("p") && !name.starts_with("pre")) || name.starts_with("br") || name.starts_with("li") || name.starts_with("div")) end_block();
        return at + static_cast<std::uint32_t>(end) + 1;
      }
      case '&':
        if (const std::uint32_t taken = add_entity(out_, text_, at, to)) return at + taken;
        break;
      default:
        break;
    }
    std::uint32_t end = at + 1;
    while (end < to && std::string_view("\\<&;,()").find(text_[end]) == std::string_view::npos) ++end;
    out_.add(at, end);
    return end;
  }

  std::uint32_t escape(std::uint32_t at, std::uint32_t to) {
    const char mark = at + 1 < to ? text_[at + 1] : ' ';
    if (mark == '"' || mark == '/' || mark == '\\') {
      out_.add(at + 1, at + 2);
    } else if (mark == 'u' && at + 6 <= to) {
      std::uint32_t code = hex(at + 2), taken = 6;
      if (code >= 0xD800 && code < 0xDC00 && at + 12 <= to && text_[at + 6] == '\\' && text_[at + 7] == 'u') {
        code = 0x10000 + ((code - 0xD800) << 10) + ((hex(at + 8) - 0xDC00) & 0x3FF);
        taken = 12;
      }
      std::string shown;
      base::append_code_point(shown, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
      out_.put(shown);
      return at + taken;
    } else {
      out_.space();
    }
    return std::min(at + 2, to);
  }
  std::uint32_t hex(std::uint32_t at) const {
    std::uint32_t value = 0;
    for (char c : text_.substr(at, 4)) value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
  }

  Document& document_;
  const std::string_view text_;
  const simdjson::padded_string json_;
  Outline outline_;
  BlockText out_;
  bool items_ = false;  // semicolons part the text at hand into items
  int depth_ = 0;       // of parentheses
};

}  // namespace

void read_factbook(Document& document) { FactbookReader(document).read(); }

}  // namespace chancery::document
