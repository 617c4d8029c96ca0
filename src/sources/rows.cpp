// SPDX-License-Identifier: Apache-2.0
#include "sources/rows.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>

#include "base/byte_stream.h"
#include "base/csv.h"
#include "base/encoding.h"
#include "base/files.h"
#include "base/lines.h"
#include "base/xml.h"

namespace chancery::sources {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class CsvRows final : public Rows {
 public:
  CsvRows(base::Csv csv, std::vector<std::size_t> columns) : csv_(std::move(csv)), columns_(std::move(columns)) {}
  base::Result<bool> next() override { return csv_.next(); }
  std::string_view at(std::size_t column) const override { return csv_.at(columns_[column]); }
  std::uint64_t line() const override { return csv_.line(); }
  std::uint64_t recoded() const override { return csv_.recoded(); }

 private:
  base::Csv csv_;
  std::vector<std::size_t> columns_;
};

base::Result<std::unique_ptr<Rows>> open_csv(const std::string& path, const Form& form, const std::vector<std::string>& columns,
                                             std::vector<std::string>* all) {
  auto csv = base::Csv::open(path, {.separator = form.separator, .quotes = form.quotes, .head = form.head.empty()});
  if (!csv) return tl::unexpected(csv.error());
  const std::vector<std::string>& head = form.head.empty() ? csv->head() : form.head;
  std::vector<std::size_t> places;
  if (all != nullptr) {
    *all = head;
    for (std::size_t i = 0; i < head.size(); ++i) places.push_back(i);
  }
  for (const std::string& column : columns) {
    const auto at = std::find(head.begin(), head.end(), column);
    if (at == head.end()) return fail(ErrorKind::invalid, fmt::format("there is no column \"{}\"", column), path);
    places.push_back(static_cast<std::size_t>(at - head.begin()));
  }
  return std::make_unique<CsvRows>(*std::move(csv), std::move(places));
}

// An object a line; a column is a key, or a path of keys with stops between them.
class JsonRows final : public Rows {
 public:
  JsonRows(base::Lines lines, std::string path, std::vector<std::string> columns)
      : lines_(std::move(lines)), path_(std::move(path)), columns_(std::move(columns)), cells_(columns_.size()) {}

  base::Result<bool> next() override {
    std::string_view line;
    do {
      auto more = lines_.next();
      if (!more || !*more) return more;
      line = lines_.line();
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == ',')) line.remove_suffix(1);
    } while (line.empty() || line == "[" || line == "]");
    simdjson::dom::element object;
    if (const auto error = parser_.parse(line.data(), line.size()).get(object))
      return fail(ErrorKind::invalid, fmt::format("no JSON: {}", simdjson::error_message(error)),
                  fmt::format("{}:{}", path_, lines_.number()));
    if (!object.is_object()) return fail(ErrorKind::invalid, "no JSON object", fmt::format("{}:{}", path_, lines_.number()));
    for (std::size_t i = 0; i < columns_.size(); ++i) cells_[i] = text_at(object, columns_[i]);
    return true;
  }
  std::string_view at(std::size_t column) const override { return cells_[column]; }
  std::uint64_t line() const override { return lines_.number(); }

 private:
  static std::string text_at(simdjson::dom::element at, std::string_view path) {
    while (!path.empty()) {
      const std::string_view key = path.substr(0, path.find('.'));
      path.remove_prefix(std::min(path.size(), key.size() + 1));
      simdjson::dom::element inner;
      if (!at.is_object() || at.at_key(key).get(inner)) return {};
      at = inner;
    }
    if (at.is_null()) return {};
    std::string_view text;
    if (!at.get_string().get(text)) return std::string(text);
    return simdjson::minify(at);
  }

  base::Lines lines_;
  std::string path_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
  simdjson::dom::parser parser_;
};

// The text of an element or of an attribute: entities decoded, white space made single.
std::string xml_text(std::string_view raw) {
  std::string out;
  const auto put = [&](std::string_view text) {
    for (char c : text) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (blank && (out.empty() || out.back() == ' ')) continue;
      out += blank ? ' ' : c;
    }
  };
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t mark = std::min(raw.find('&', at), raw.size());
    put(raw.substr(at, mark - at));
    if (mark == raw.size()) break;
    const std::size_t end = raw.find(';', mark);
    const std::string_view name = end == std::string_view::npos ? std::string_view() : raw.substr(mark + 1, end - mark - 1);
    at = end == std::string_view::npos ? raw.size() : end + 1;
    if (name == "amp")
      out += '&';
    else if (name == "lt")
      out += '<';
    else if (name == "gt")
      out += '>';
    else if (name == "quot")
      out += '"';
    else if (name == "apos")
      out += '\'';
    else if (name.starts_with("#")) {
      const bool hex = name.size() > 1 && (name[1] | 32) == 'x';
      base::append_code_point(out,
                              static_cast<char32_t>(std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10)));
    } else {
      put(raw.substr(mark, at - mark));
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

class XmlRows final : public Rows {
 public:
  XmlRows(std::string text, std::string item, std::vector<std::string> columns)
      : text_(std::move(text)), item_(std::move(item)), columns_(std::move(columns)), cells_(columns_.size()) {}

  base::Result<bool> next() override {
    std::string_view text = text_;
    base::XmlTag tag = base::next_tag(text, at_);
    while (tag.from < text.size() && (tag.closing || tag.name != item_)) tag = base::next_tag(text, tag.to);
    line_ += static_cast<std::uint64_t>(std::count(text.begin() + counted_, text.begin() + tag.from, '\n'));
    counted_ = tag.from;
    if (tag.from == text.size()) return false;
    for (std::string& cell : cells_) cell.clear();
    take(tag, {}, "");
    base::XmlTag inner = base::next_tag(text, tag.to);
    for (; inner.from < text.size() && !(inner.closing && inner.name == item_); inner = base::next_tag(text, inner.to)) {
      if (inner.closing || inner.name.empty()) continue;
      const std::uint32_t end = base::next_tag(text, inner.to).from;
      take(inner, inner.empty ? std::string_view() : text.substr(inner.to, end - inner.to), inner.name);
    }
    at_ = inner.to;
    return true;
  }
  std::string_view at(std::size_t column) const override { return cells_[column]; }
  std::uint64_t line() const override { return line_; }

 private:
  // The cells that an element fills, with its text and its attributes; the item's own are "@name".
  void take(const base::XmlTag& tag, std::string_view inside, std::string_view name) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string_view column = columns_[i];
      if (!cells_[i].empty() || !column.starts_with(name)) continue;
      if (column == name)
        cells_[i] = xml_text(inside);
      else if (column[name.size()] == '@')
        cells_[i] = xml_text(attribute(tag, column.substr(name.size() + 1)));
    }
  }

  std::string text_, item_;
  std::vector<std::string> columns_, cells_;
  std::uint32_t at_ = 0, counted_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace

base::Result<std::unique_ptr<Rows>> open_rows(const std::string& path, const Form& form, const std::vector<std::string>& columns,
                                              std::vector<std::string>* all) {
  if (form.kind == Form::Kind::csv) return open_csv(path, form, columns, all);
  if (form.kind == Form::Kind::jsonl) {
    auto lines = base::Lines::open(path);
    if (!lines) return tl::unexpected(lines.error());
    return std::make_unique<JsonRows>(*std::move(lines), path, columns);
  }
  auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  if (text->find('<' + form.item) == std::string::npos)
    return fail(ErrorKind::invalid, fmt::format("there is no element \"{}\"", form.item), path);
  return std::make_unique<XmlRows>(*std::move(text), form.item, columns);
}

}  // namespace chancery::sources
