// SPDX-License-Identifier: Apache-2.0
#include "sources/mapping.h"

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

namespace chancery::sources {
namespace {

// Thrown inside this file only (yaml-cpp throws as well); read_mappings turns it into a value.
struct Bad {
  base::Error error;
};

class Parser {
 public:
  Parser(std::string place, const model::Kinds& kinds) : place_(std::move(place)), kinds_(kinds) {}

  Mapping mapping(const YAML::Node& node) {
    check(node, {"name",  "says", "title",     "publisher", "attribution", "licence", "published", "reader",
                 "named", "form", "separator", "quotes",    "head",        "item",    "missing",   "words",
                 "names", "wide", "coverage",  "rows",      "events",      "items",   "lend-names"});
    mapping_.name = text(node, "name");
    if (mapping_.name.empty()) bad("a mapping has no name", node);
    mapping_.says = text(node, "says");
    mapping_.terms = {text(node, "title"), text(node, "publisher"), text(node, "attribution"), text(node, "licence")};
    mapping_.published = text(node, "published");
    mapping_.reader = text(node, "reader");
    mapping_.named = truth(node, "named", false);
    form(node);
    mapping_.missing = texts(node["missing"]);
    for (const auto& pair : node["words"]) mapping_.words.emplace_back(pair.first.Scalar(), pair.second.Scalar());
    for (const auto& pair : node["names"]) mapping_.names.emplace_back(pair.first.Scalar(), pair.second.Scalar());
    for (const auto& entry : node["coverage"]) mapping_.coverage.push_back(coverage(entry));
    if (const YAML::Node wide = node["wide"]) {
      check(wide, {"except", "column", "cell"});
      mapping_.narrow = texts(wide["except"]);
      mapping_.wide = {column(need(wide, "column")), column(need(wide, "cell"))};
    }
    if (!mapping_.reader.empty() + node["rows"].IsDefined() + node["events"].IsDefined() != 1)
      bad("a mapping has either rows, events or a reader", node);
    if (const YAML::Node events = node["events"]) mapping_.events = event(events);
    for (const auto& entry : node["rows"]) mapping_.rules.push_back(rule(entry));
    for (const auto& entry : node["items"]) mapping_.items.push_back(item_rule(entry));
    mapping_.lend_names = numbers(node["lend-names"]);
    return std::move(mapping_);
  }

 private:
  [[noreturn]] void bad(const std::string& message, const YAML::Node& node) const {
    throw Bad{{base::ErrorKind::invalid, message, fmt::format("{}:{}", place_, node.Mark().line + 1), {}}};
  }

  void check(const YAML::Node& node, std::initializer_list<std::string_view> known) const {
    if (!node.IsMap()) bad("this is not a map", node);
    for (const auto& pair : node)
      if (std::find(known.begin(), known.end(), pair.first.Scalar()) == known.end())
        bad(fmt::format("unknown key \"{}\"", pair.first.Scalar()), pair.first);
  }

  std::string text(const YAML::Node& node, const char* key) const {
    const YAML::Node value = node[key];
    if (!value || value.IsNull()) return {};
    if (!value.IsScalar()) bad(fmt::format("\"{}\" is not a text", key), value);
    return value.Scalar();
  }
  std::string need(const YAML::Node& node, const char* key) const {
    std::string value = text(node, key);
    if (value.empty()) bad(fmt::format("there is no \"{}\"", key), node);
    return value;
  }
  bool truth(const YAML::Node& node, const char* key, bool otherwise) const {
    const std::string value = text(node, key);
    if (!value.empty() && value != "true" && value != "false") bad(fmt::format("\"{}\" is neither true nor false", key), node[key]);
    return value.empty() ? otherwise : value == "true";
  }
  std::vector<std::string> texts(const YAML::Node& node) const {
    std::vector<std::string> out;
    if (!node || node.IsNull()) return out;
    if (node.IsScalar()) return {node.Scalar()};
    if (!node.IsSequence()) bad("this is neither a text nor a list of texts", node);
    for (const auto& item : node) {
      if (!item.IsScalar()) bad("this is not a text", item);
      out.push_back(item.Scalar());
    }
    return out;
  }

  Column column(const std::string& name) {
    auto& columns = mapping_.columns;
    const auto at = std::find(columns.begin(), columns.end(), name);
    if (at != columns.end()) return static_cast<Column>(at - columns.begin());
    columns.push_back(name);
    return columns.size() - 1;
  }
  std::vector<Column> columns(const YAML::Node& node) {
    std::vector<Column> out;
    for (const std::string& name : texts(node)) out.push_back(column(name));
    return out;
  }

  void form(const YAML::Node& node) {
    const std::string kind = text(node, "form"), separator = text(node, "separator");
    if (kind == "jsonl")
      mapping_.form.kind = Form::Kind::jsonl;
    else if (kind == "xml")
      mapping_.form.kind = Form::Kind::xml;
    else if (!kind.empty() && kind != "csv")
      bad("a form is csv, jsonl or xml", node["form"]);
    if (separator.size() > 1) bad("a separator is one character", node["separator"]);
    if (!separator.empty()) mapping_.form.separator = separator[0];
    mapping_.form.quotes = truth(node, "quotes", true);
    mapping_.form.head = texts(node["head"]);
    mapping_.form.item = text(node, "item");
    if ((mapping_.form.kind == Form::Kind::xml) == mapping_.form.item.empty()) bad("\"item\" goes with the form xml", node);
  }

  model::Coverage coverage(const YAML::Node& node) {
    check(node, {"kinds", "states", "roles", "only", "from", "until"});
    model::Coverage out{texts(node["kinds"]), texts(node["states"]), texts(node["roles"]), {}, text(node, "from"), text(node, "until")};
    for (const auto& pair : node["only"]) out.only.push_back({pair.first.Scalar(), pair.second.Scalar()});
    model::Coverage dated = out;  // of prose, dates may be the document's own
    for (std::string* date : {&dated.from, &dated.until})
      if (*date == "published") date->clear();
    if (auto ok = kinds_.validate(dated); !ok) bad(ok.error().message, node);
    return out;
  }

  std::vector<Condition> conditions(const YAML::Node& node) {
    std::vector<Condition> out;
    for (const auto& pair : node) {
      Condition condition{column(pair.first.Scalar()), false, {}};
      YAML::Node values = pair.second;
      if (values.IsMap()) {
        check(values, {"not"});
        condition.not_these = true;
        values.reset(values["not"]);
      }
      condition.values = texts(values);
      out.push_back(std::move(condition));
    }
    return out;
  }

  Field field(const std::string& role, const YAML::Node& node) {
    Field out;
    out.role = role;
    if (node.IsScalar()) {
      out.constant = node.Scalar();
      return out;
    }
    check(node, {"column", "prefix", "until", "split", "code", "organization", "number", "set", "words", "numbered"});
    out.columns = columns(node["column"]);
    if (const std::string stem = text(node, "numbered"); !stem.empty())
      for (const std::string& name : texts(node["numbered"])) numbered(name, out.columns, node);
    if (out.columns.empty()) bad("a role's value comes from a column", node);
    out.prefix = text(node, "prefix");
    out.until = text(node, "until");
    out.split = text(node, "split");
    out.code = text(node, "code");
    out.organization = truth(node, "organization", false);
    out.number = truth(node, "number", false);
    out.set = truth(node, "set", false);
    for (const auto& pair : node["words"]) out.words.emplace_back(pair.first.Scalar(), pair.second.Scalar());
    return out;
  }

  // "c1-c45": the columns from c1 to c45.
  void numbered(const std::string& range, std::vector<Column>& out, const YAML::Node& node) {
    const std::size_t dash = range.find('-'), digits = range.find_first_of("0123456789");
    if (dash == std::string::npos || digits >= dash) bad("numbered columns are written c1-c45", node);
    const std::string stem = range.substr(0, digits);
    const int from = std::atoi(range.c_str() + digits), to = std::atoi(range.c_str() + dash + 1 + digits);
    for (int i = from; i <= to; ++i) out.push_back(column(stem + std::to_string(i)));
  }

  Order order(const YAML::Node& node) const {
    const std::string order = text(node, "order");
    if (order == "month-first") return Order::month_first;
    if (order == "day-first") return Order::day_first;
    if (!order.empty() && order != "year-first") bad("an order is year-first, month-first or day-first", node["order"]);
    return Order::year_first;
  }

  std::optional<DateField> date(const YAML::Node& node) {
    if (!node) return {};
    DateField out;
    if (node.IsMap()) {
      check(node, {"column", "order", "to", "open", "year-alone"});
      out.year_alone = text(node, "year-alone");
      out.columns = columns(node["column"]);
      out.order = order(node);
      if (const std::string to = text(node, "to"); !to.empty()) out.to = column(to);
      out.open = texts(node["open"]);
    } else {
      out.columns = columns(node);
    }
    if (out.columns.size() != 1 && out.columns.size() != 3) bad("a date is one column, or those of year, month and day", node);
    return out;
  }

  EventRule event(const YAML::Node& node) {
    check(node, {"scheme", "states", "source", "target", "act", "intensity", "actor", "recipient", "on", "order"});
    const auto maybe = [&](const char* key) { return node[key] ? std::optional(column(need(node, key))) : std::nullopt; };
    EventRule out{
        need(node, "scheme"), need(node, "states"), column(need(node, "source")), column(need(node, "target")), column(need(node, "act")),
        maybe("intensity"),   maybe("actor"),       maybe("recipient"),           column(need(node, "on"))};
    out.order = order(node);
    return out;
  }

  Rule rule(const YAML::Node& node) {
    check(node, {"kind", "polarity", "if", "roles", "on", "since", "until", "at", "key", "undirected", "each", "over", "unseen", "listed"});
    Rule out;
    out.kind = need(node, "kind");
    const auto kind = kinds_.find(out.kind);
    if (!kind) bad(fmt::format("there is no kind \"{}\"", out.kind), node["kind"]);
    out.polarity = truth(node, "polarity", true);
    out.conditions = conditions(node["if"]);
    for (const auto& pair : node["roles"]) {
      if (kind->role(pair.first.Scalar()) == nullptr) bad(fmt::format("{} has no role \"{}\"", out.kind, pair.first.Scalar()), pair.first);
      out.fields.push_back(field(pair.first.Scalar(), pair.second));
      const auto& used = out.fields.back().columns;
      out.cited.insert(out.cited.end(), used.begin(), used.end());
    }
    out.on = date(node["on"]);
    out.since = date(node["since"]);
    out.until = date(node["until"]);
    out.at = date(node["at"]);
    out.key = columns(node["key"]);
    if (const auto pair = columns(node["undirected"]); !pair.empty()) {
      if (pair.size() != 2) bad("\"undirected\" names two columns", node["undirected"]);
      out.undirected = {pair[0], pair[1]};
    }
    if (const YAML::Node each = node["each"]) {
      check(each, {"column", "split"});
      out.each = {column(need(each, "column")), need(each, "split")};
    }
    if (const std::string over = text(node, "over"); !over.empty()) {
      if (out.key.empty()) bad("what is observed over the years needs a key", node);
      out.over = column(over);
    }
    out.unseen = conditions(node["unseen"]);
    out.listed = truth(node, "listed", false);
    return out;
  }

  // "P530", "Q3917681": what stands behind the letter.
  std::uint32_t number(const YAML::Node& node, char letter) const {
    const std::string text = node.IsScalar() ? node.Scalar() : std::string();
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(text.data() + std::min<std::size_t>(1, text.size()), text.data() + text.size(), out);
    if (text.empty() || text[0] != letter || error != std::errc() || end != text.data() + text.size() || out == 0)
      bad(fmt::format("this is not {} and a number", letter), node);
    return out;
  }
  std::vector<std::uint32_t> numbers(const YAML::Node& node) const {
    std::vector<std::uint32_t> out;
    if (!node || node.IsNull()) return out;
    if (!node.IsSequence()) return {number(node, 'P')};
    for (const auto& one : node) out.push_back(number(one, 'P'));
    return out;
  }

  ItemRule item_rule(const YAML::Node& node) const {
    check(node, {"kind", "claim", "roles", "on", "since", "until", "at", "own"});
    ItemRule out;
    out.own = truth(node, "own", false);
    out.kind = need(node, "kind");
    const auto kind = kinds_.find(out.kind);
    if (!kind) bad(fmt::format("there is no kind \"{}\"", out.kind), node["kind"]);
    out.claim = number(node["claim"], 'P');
    for (const auto& pair : node["roles"]) {
      ItemRule::Part part;
      part.role = pair.first.Scalar();
      const model::RoleDefinition* role = kind->role(part.role);
      if (role == nullptr) bad(fmt::format("{} has no role \"{}\"", out.kind, part.role), pair.first);
      part.types = role->types;
      part.needed = role->identifying;
      part.set = role->set;
      if (pair.second.IsMap()) {
        check(pair.second, {"is", "class"});
        part.constant = text(pair.second, "is");
        for (const auto& word : pair.second["class"]) part.classes.emplace_back(number(word.first, 'Q'), word.second.Scalar());
        if (part.constant.empty() == part.classes.empty()) bad("a role has either \"is\" or \"class\"", pair.second);
      } else if (pair.second.Scalar() == "item") {
        part.item = true;
      } else {
        part.property = number(pair.second, 'P');
      }
      out.parts.push_back(std::move(part));
    }
    if (out.parts.size() > ItemRule::kParts) bad(fmt::format("a statement has {} roles at most", ItemRule::kParts), node["roles"]);
    for (auto [name, to] : {std::pair("on", &out.on), {"since", &out.since}, {"until", &out.until}, {"at", &out.at}})
      *to = numbers(node[name]);
    return out;
  }

  std::string place_;
  const model::Kinds& kinds_;
  Mapping mapping_;
};

}  // namespace

std::string_view Mapping::told(std::string_view cell) const {
  return std::find(missing.begin(), missing.end(), cell) != missing.end() ? std::string_view() : cell;
}

std::string_view Mapping::name_of(std::string_view written) const {
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.first == written; });
  return found == names.end() ? written : std::string_view(found->second);
}

base::Result<std::vector<Mapping>> read_mappings(std::string_view yaml, const std::string& place, const model::Kinds& kinds) {
  std::vector<Mapping> out;
  try {
    for (const YAML::Node& node : YAML::LoadAll(std::string(yaml)))
      if (!node.IsNull()) out.push_back(Parser(place, kinds).mapping(node));
  } catch (const Bad& bad) {
    return tl::unexpected(bad.error);
  } catch (const YAML::Exception& e) {
    return base::fail(base::ErrorKind::invalid, e.msg, fmt::format("{}:{}", place, e.mark.line + 1));
  }
  return out;
}

}  // namespace chancery::sources
