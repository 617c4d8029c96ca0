// SPDX-License-Identifier: Apache-2.0
#include "reading/rule_source.h"

#include <fmt/core.h>

#include <cctype>

namespace chancery::reading {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr int kLongestGap = 16, kDeepest = 16;

std::string_view trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

std::vector<std::string> split_words(std::string_view s) {
  std::vector<std::string> out;
  while (!(s = trim(s)).empty()) {
    std::size_t end = 0;
    while (end < s.size() && !std::isspace(static_cast<unsigned char>(s[end]))) ++end;
    out.emplace_back(s.substr(0, end));
    s.remove_prefix(end);
  }
  return out;
}

// Recursive descent over a pattern:
//   choice = sequence { "|" sequence }      sequence = { item [ "?" | "*" | "+" ] }
//   item = "(" choice ")" | "{" name ":" TYPE ["+"] "}" | "{" name ":" "(" choice ")" "}" | "..N" | "@list" | "!@list" | "<!@list" | "~verb" | "^" | "$" | word
class PatternParser {
 public:
  PatternParser(std::string_view text, std::string place) : text_(text), place_(std::move(place)) {}

  Result<Node> parse() {
    auto node = choice(0);
    if (!node) return node;
    space();
    if (at_ < text_.size()) return error(fmt::format("unexpected '{}'", text_[at_]));
    if (node->children.empty()) return error("empty pattern");
    return node;
  }

 private:
  tl::unexpected<base::Error> error(std::string message) const {
    return fail(ErrorKind::invalid, std::move(message), fmt::format("{}: column {}", place_, at_ + 1));
  }
  void space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  bool take(char c) {
    if (at_ < text_.size() && text_[at_] == c) return ++at_, true;
    return false;
  }
  std::string name() {
    std::size_t from = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_' || text_[at_] == '-')) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  Result<Node> choice(int depth) {
    if (depth > kDeepest) return error("nested too deeply");
    Node node;
    node.kind = Node::choice;
    do {
      Node branch;
      branch.kind = Node::sequence;
      while (true) {
        space();
        if (at_ >= text_.size() || text_[at_] == ')' || text_[at_] == '|') break;
        auto child = item(depth);
        if (!child) return child;
        for (char c; at_ < text_.size() && ((c = text_[at_]) == '?' || c == '*' || c == '+'); ++at_) {
          Node outer;
          outer.kind = c == '?' ? Node::optional : Node::repeat;
          outer.from = c == '+' ? 1 : 0;
          outer.children.push_back(std::move(*child));
          *child = std::move(outer);
        }
        branch.children.push_back(std::move(*child));
      }
      node.children.push_back(std::move(branch));
    } while (take('|'));
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  Result<Node> item(int depth) {
    Node node;
    switch (text_[at_]) {
      case '(': {
        ++at_;
        auto inner = choice(depth + 1);
        if (inner && !take(')')) return error("a group is not closed");
        return inner;
      }
      case '{': {
        ++at_;
        node.name = name();
        if (node.name.empty() || !take(':')) return error("a slot is written {name:TYPE}");
        if (take('(')) {
          auto inner = choice(depth + 1);
          if (!inner) return inner;
          if (!take(')')) return error("a group is not closed");
          node.kind = Node::text;
          node.children.push_back(std::move(*inner));
        } else {
          node.kind = Node::slot;
          node.type = name();
          node.many = take('+');
          if (node.type.empty()) return error("a slot is written {name:TYPE}");
        }
        if (!take('}')) return error("a slot is not closed");
        return node;
      }
      case '.':
        if (text_.substr(at_, 2) == "..") {
          at_ += 2;
          std::string number = name();
          node.kind = Node::gap;
          if (number.empty() || number.size() > 2 || number.find_first_not_of("0123456789") != std::string::npos)
            return error("a gap is written ..N");
          node.to = std::stoi(number);
          if (node.to < 1 || node.to > kLongestGap) return error(fmt::format("a gap is of 1 to {} words", kLongestGap));
          return node;
        }
        break;
      case '@': ++at_; node.kind = Node::list; node.name = name(); return node.name.empty() ? Result<Node>(error("a list is written @name")) : node;
      case '<':
        if (text_.substr(at_, 3) == "<!@") {
          at_ += 3;
          node.kind = Node::not_after;
          node.name = name();
          return node.name.empty() ? Result<Node>(error("a list is written @name")) : node;
        }
        break;
      case '!':
        if (text_.substr(at_, 2) == "!@") {
          at_ += 2;
          node.kind = Node::not_list;
          node.name = name();
          return node.name.empty() ? Result<Node>(error("a list is written @name")) : node;
        }
        break;
      case '~': ++at_; node.kind = Node::inflected; node.name = name(); return node.name.empty() ? Result<Node>(error("a verb is written ~verb")) : node;
      case '_': ++at_; node.kind = Node::gap; node.from = node.to = 1; return node;
      case '^': ++at_; node.kind = Node::start; return node;
      case '$': ++at_; node.kind = Node::end; return node;
      case '\\': ++at_; break;  // the mark after it is a word
      default: break;
    }
    if (at_ >= text_.size()) return error("nothing after \\");
    node.kind = Node::word;
    unsigned char c = static_cast<unsigned char>(text_[at_]);
    if (std::isalnum(c) || c >= 0x80) {
      std::size_t from = at_;
      while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || static_cast<unsigned char>(text_[at_]) >= 0x80 ||
                                    (text_[at_] == '.' && at_ + 1 < text_.size() && std::isalnum(static_cast<unsigned char>(text_[at_ + 1])))))
        ++at_;
      node.name = text_.substr(from, at_ - from);
    } else if (c == '\'' && at_ + 1 < text_.size() && text_[at_ + 1] == 's') {
      at_ += 2;
      node.name = "'s";
    } else if (c == '}' || c == ')' || c == '?' || c == '*' || c == '+') {
      if (text_[at_ - (at_ > 0)] != '\\') return error(fmt::format("unexpected '{}'", text_[at_]));
      node.name = text_[at_++];
    } else {
      node.name = text_[at_++];
    }
    return node;
  }

  std::string_view text_;
  std::string place_;
  std::size_t at_ = 0;
};

// "role=expression" pairs; an expression has no blanks but within '…'.
Result<std::vector<RoleSource>> parse_roles(std::string_view text, const std::string& place) {
  std::vector<RoleSource> roles;
  while (!(text = trim(text)).empty()) {
    std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return fail(ErrorKind::invalid, "a role is written role=expression", place);
    RoleSource role{std::string(trim(text.substr(0, equals))), ""};
    std::size_t i = equals + 1;
    for (bool quoted = false; i < text.size() && (quoted || !std::isspace(static_cast<unsigned char>(text[i]))); ++i)
      if (text[i] == '\'') quoted = !quoted;
    role.expression = text.substr(equals + 1, i - equals - 1);
    if (role.expression.empty()) return fail(ErrorKind::invalid, "role '" + role.role + "' has no expression", place);
    text.remove_prefix(i);
    roles.push_back(std::move(role));
  }
  return roles;
}

}  // namespace

Result<Node> parse_pattern(std::string_view text, const std::string& place) { return PatternParser(text, place).parse(); }

Result<std::vector<BlockSource>> parse_rules(std::string_view text, const std::string& file) {
  std::vector<BlockSource> blocks;
  std::string context;
  int number = 0;
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    std::string place = fmt::format("{}:{}", file, number);
    std::size_t space = 0;
    while (space < line.size() && !std::isspace(static_cast<unsigned char>(line[space]))) ++space;
    std::string_view key = line.substr(0, space), rest = trim(line.substr(space));
    auto need_block = [&](std::initializer_list<BlockSource::Kind> kinds) {
      if (!blocks.empty())
        for (auto kind : kinds)
          if (blocks.back().kind == kind) return true;
      return false;
    };

    if (key == "words" || key == "guard" || key == "inflection") {
      std::size_t colon = rest.find(':');
      if (colon == std::string_view::npos) return fail(ErrorKind::invalid, fmt::format("'{}' is written {} NAME: words", key, key), place);
      BlockSource block;
      block.kind = key == "words" ? BlockSource::words : key == "guard" ? BlockSource::guard : BlockSource::inflection;
      auto head = split_words(rest.substr(0, colon));
      if (head.empty()) return fail(ErrorKind::invalid, fmt::format("'{}' needs a name", key), place);
      block.name = head[0];
      if (head.size() > 1) block.reach = std::atoi(head[1].c_str());
      block.file = file;
      block.line = number;
      block.entries = split_words(rest.substr(colon + 1));
      blocks.push_back(std::move(block));
    } else if (key == "phrase" || key == "rule") {
      if (rest.empty()) return fail(ErrorKind::invalid, fmt::format("'{}' needs a name", key), place);
      BlockSource block;
      block.kind = key == "phrase" ? BlockSource::phrase : BlockSource::rule;
      block.name = rest;
      block.file = file;
      block.line = number;
      blocks.push_back(std::move(block));
      context.clear();
    } else if (key == "match" || key == "=") {
      if (!need_block({key == "=" ? BlockSource::phrase : BlockSource::rule}))
        return fail(ErrorKind::invalid, fmt::format("'{}' stands outside a {}", key, key == "=" ? "phrase" : "rule"), place);
      PatternSource pattern;
      pattern.line = number;
      std::size_t arrow = key == "=" ? rest.find("->") : std::string_view::npos;
      auto node = parse_pattern(trim(rest.substr(0, arrow)), place);
      if (!node) return tl::unexpected(node.error());
      pattern.pattern = std::move(*node);
      if (arrow != std::string_view::npos) {
        auto fields = parse_roles(rest.substr(arrow + 2), place);
        if (!fields) return tl::unexpected(fields.error());
        pattern.fields = std::move(*fields);
      }
      blocks.back().patterns.push_back(std::move(pattern));
    } else if (key == "make" || key == "deny" || key == "plan" || key == "allege" || key == "request") {
      if (!need_block({BlockSource::rule})) return fail(ErrorKind::invalid, fmt::format("'{}' stands outside a rule", key), place);
      MakeSource make;
      std::size_t blank = 0;
      while (blank < rest.size() && !std::isspace(static_cast<unsigned char>(rest[blank]))) ++blank;
      make.kind = rest.substr(0, blank);
      make.negative = key == "deny";
      make.mode = key == "plan" ? "plan" : key == "allege" ? "allegation" : key == "request" ? "request" : "fact";
      auto roles = parse_roles(rest.substr(blank), place);
      if (!roles) return tl::unexpected(roles.error());
      make.roles = std::move(*roles);
      blocks.back().makes.push_back(std::move(make));
    } else if (key == "time") {
      if (!need_block({BlockSource::rule})) return fail(ErrorKind::invalid, "'time' stands outside a rule", place);
      blocks.back().time = rest;
    } else if (key == "allow") {
      if (!need_block({BlockSource::rule})) return fail(ErrorKind::invalid, "'allow' stands outside a rule", place);
      for (auto& word : split_words(rest)) blocks.back().allow.push_back(std::move(word));
    } else if (key == "context") {
      context = rest;
    } else if (key == "yes" || key == "no") {
      if (!need_block({BlockSource::rule, BlockSource::phrase})) return fail(ErrorKind::invalid, "an example stands outside a rule", place);
      blocks.back().examples.push_back({key == "yes", std::string(rest), "", context, number});
    } else if (key == "=>") {
      if (blocks.empty() || blocks.back().examples.empty() || !blocks.back().examples.back().yes)
        return fail(ErrorKind::invalid, "'=>' stands without a 'yes' above it", place);
      blocks.back().examples.back().expected += std::string(rest) + "\n";
    } else {
      return fail(ErrorKind::invalid, fmt::format("unknown word '{}' at the start of a line", key), place,
                  "a line begins with words, guard, inflection, phrase, rule, match, =, make, deny, plan, allege, request, time, allow, context, yes, no or =>");
    }
  }
  return blocks;
}

}  // namespace chancery::reading
