// SPDX-License-Identifier: Apache-2.0
// From words to a shape with its slots filled.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/arena.h"
#include "question/question.h"

namespace chancery::question {

using base::ErrorKind;
using base::fail;
using base::Token;
using reading::BuiltIn;
using reading::Item;
using reading::Mention;

namespace {

constexpr std::size_t kNearest = 3;     // shapes that are suggested
constexpr std::size_t kLongest = 1000;  // bytes of a question

constexpr std::pair<std::string_view, Form> kForms[] = {{"verdict", Form::verdict}, {"list", Form::list},      {"count", Form::count},
                                                        {"value", Form::value},     {"when", Form::when},      {"until", Form::until},
                                                        {"times", Form::times},     {"changes", Form::changes}};

// A question with its mentions, to match shapes against. Not to be moved: its parts refer to each other.
struct Words {
  std::string text;
  std::vector<Token> tokens;
  std::vector<gazetteer::Match> matches;
  reading::Sentence sentence;
  reading::Context context;

  Words(std::string_view question, const gazetteer::Gazetteer& gazetteer, reading::MentionFinder& finder, reading::Matcher& matcher,
        std::map<std::uint64_t, std::string_view> people)
      : text(question) {
    context.people = std::move(people);
    tokenize(gazetteer);
    // A capital makes no name of the first word ("Did Dick Cheney …"), nor an office a part of the name before it ("… Nazarbayev President
    // of …").
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      const bool begins = i == 0 && (matches.empty() || matches[0].from > 0);
      const bool office = i > 0 && i + 1 < tokens.size() && tokens[i + 1].in(text) == "of" && tokens[i - 1].shape == Token::capital &&
                          is_office(gazetteer, i);
      if ((begins || office) && tokens[i].shape == Token::capital && text[tokens[i].from] <= 'Z')
        text[tokens[i].from] = static_cast<char>(text[tokens[i].from] + ('a' - 'A'));
    }
    tokenize(gazetteer);
    sentence.clear(text, tokens);
    finder.names(sentence, 0, matches, context);
    finder.rest(sentence, context);
    finder.phrases(sentence, context, matcher, ~0ull);
    // What stands in brackets is passed over in documents; a question means all its words.
    for (std::uint32_t i = 0; i < tokens.size(); ++i)
      if (tokens[i].shape == Token::punctuation && sentence.skip_to[i] > i + 1) sentence.skip_to[i] = i;
  }

 private:
  bool is_office(const gazetteer::Gazetteer& gazetteer, std::uint32_t token) const {
    return std::any_of(matches.begin(), matches.end(), [&](const gazetteer::Match& match) {
      return match.from == token && match.to == token + 1 &&
             gazetteer.entity(match.readings[0].entity).type == gazetteer::EntityType::office;
    });
  }
  void tokenize(const gazetteer::Gazetteer& gazetteer) {
    tokens.clear();
    matches.clear();
    base::tokenize(text, tokens);
    gazetteer.match(text, tokens, matches);
  }
};

// Folded last name -> full name of the people in the ledger who alone have it: as a document is known by the names that it told.
base::Result<std::map<std::uint64_t, std::string_view>> people_of(const inquiry::Inquiry& inquiry, base::Arena& texts) {
  auto values = inquiry.ledger().entities();
  if (!values) return tl::unexpected(values.error());
  std::map<std::uint64_t, std::string_view> out;
  std::set<std::uint64_t> shared;
  for (const std::string& value : *values) {
    const std::size_t space = value.rfind(' ');
    if (space == std::string::npos || inquiry.gazetteer().by_code(value)) continue;
    const std::uint64_t last = base::hash_folded(std::string_view(value).substr(space + 1));
    if (!out.emplace(last, texts.keep(value)).second) shared.insert(last);
  }
  for (std::uint64_t last : shared) out.erase(last);
  return out;
}

class Understanding {
 public:
  Understanding(const reading::Rules& rules, const gazetteer::Gazetteer& gazetteer, const inquiry::Inquiry& inquiry)
      : rules_(rules), gazetteer_(gazetteer), inquiry_(inquiry), finder_(rules, gazetteer, texts_), matcher_(rules) {}

  base::Result<Understood> of(std::string_view question, const std::string& as_of) {
    Words words(question, gazetteer_, finder_, matcher_, {});
    if (auto found = find(words, as_of)) return std::move(*found);
    // A last name alone is somebody's if the ledger knows one of that name.
    auto people = people_of(inquiry_, texts_);
    if (!people) return tl::unexpected(people.error());
    Words again(question, gazetteer_, finder_, matcher_, std::move(*people));
    if (auto found = find(again, as_of)) return std::move(*found);
    return not_understood(again);
  }

 private:
  // The first shape, by name, that covers all; nothing where none does.
  std::optional<base::Result<Understood>> find(const Words& words, const std::string& as_of) {
    const auto count = static_cast<std::uint32_t>(words.tokens.size());
    reached_.clear();
    for (const reading::Program& program : rules_.programs) {
      reading::Match match;
      reading::Furthest furthest;
      if (matcher_.find(program, words.sentence, 0, match, &furthest) && covers(words, match.from, match.to, count))
        return understood(program, match, words, as_of);
      if (furthest.any && furthest.from == 0) reached_.emplace_back(furthest.token, &rules_.rules[program.rule]);
    }
    return {};
  }

  // Only words that say nothing stand before it, and after it a mark.
  bool covers(const Words& words, std::uint32_t from, std::uint32_t to, std::uint32_t count) const {
    for (std::uint32_t i = 0; i < from; ++i)
      if (words.sentence.skip_to[i] == i && words.text[words.tokens[i].from] != ',') return false;
    return to == count || (to + 1 == count && std::string_view("?.!").find(words.text[words.tokens[to].from]) != std::string_view::npos);
  }

  base::Result<Understood> understood(const reading::Program& program, const reading::Match& match, const Words& words,
                                      const std::string& as_of) {
    const reading::Rule& rule = rules_.rules[program.rule];
    Understood out;
    out.shape = rules_.text(rule.name);
    const std::vector<int> all(program.slots, -1);
    for (std::uint32_t m = 0; m < rule.makes; ++m) {
      const reading::Make& make = rules_.makes[rule.first_make + m];
      Asked asked;
      if (const std::string_view kind = rules_.text(make.kind); kind != "any") asked.kind = kind;
      for (std::uint32_t r = 0; r < make.roles; ++r) {
        const reading::RoleExpression& role = rules_.roles[make.first_role + r];
        std::vector<Item> items;
        finder_.evaluate(role, match, all, words.sentence, words.context, items);
        if (items.empty()) continue;
        const std::string name(rules_.text(role.role));
        const std::string text(items[0].text);
        if (name == "form") {
          for (const auto& [word, form] : kForms)
            if (word == text) out.form = form;
        } else if (name == "ask") {
          asked.role = text;
        } else if (name == "at") {
          out.as_of = text;
        } else if (name == "during") {
          out.during = text;
        } else if (name == "polarity") {
          asked.polarity = text != "false";
        } else if (name == "entity" && asked.kind.empty()) {
          asked.names.push_back(text);
        } else {
          std::vector<std::string> values;
          for (const Item& item : items) values.emplace_back(item.text);
          asked.roles.push_back({name, values.size() == 1 ? model::Value(values[0]) : model::Value(values)});
        }
      }
      out.asked.push_back(std::move(asked));
    }
    for (const std::string* date : {&out.as_of, &out.during})
      if (auto period = time::parse_edtf(*date); !date->empty() && !period) return tl::unexpected(period.error());
    if (out.as_of.empty() && out.during.empty() && out.form != Form::changes) out.as_of = as_of;
    out.present = out.as_of.empty() && out.during.empty() && is_present(words);
    if (auto meant = settle_names(out, match, words); !meant) return tl::unexpected(meant.error());
    return out;
  }

  // Whether a word of `words present` says that it is about today.
  bool is_present(const Words& words) const {
    for (const reading::NamedList& list : rules_.lists) {
      if (rules_.text(list.name) != "present") continue;
      const auto ids = rules_.sets.subspan(list.first, list.count);
      return std::any_of(words.sentence.words.begin(), words.sentence.words.end(),
                         [&](auto word) { return std::binary_search(ids.begin(), ids.end(), word); });
    }
    return false;
  }

  // A name that may be several is not for the shape to choose, and who is meant may depend on the date.
  base::Result<> settle_names(Understood& out, const reading::Match& match, const Words& words) const {
    for (const gazetteer::Match& name : words.matches) {
      if (name.from < match.from || name.readings.size() < 2) continue;
      const Mention* mention = nullptr;
      for (const Mention& m : words.sentence.mentions)
        if (m.from == name.from && m.to == name.to &&
            (m.type == static_cast<std::uint16_t>(BuiltIn::state) || m.type == static_cast<std::uint16_t>(BuiltIn::org)))
          mention = &m;
      if (!mention) continue;
      auto meant = inquiry_.resolve(words.sentence.words_between(name.from, name.to), out.as_of.empty() ? out.during : out.as_of);
      if (!meant && meant.error().kind == ErrorKind::usage) return tl::unexpected(meant.error());
      const std::string said(mention->values[0].text);
      if (!meant || meant->value == said) continue;
      for (Asked& asked : out.asked) {
        for (model::Role& role : asked.roles)
          if (auto* text = std::get_if<std::string>(&role.value); text && *text == said) *text = meant->value;
        std::replace(asked.names.begin(), asked.names.end(), said, meant->value);
      }
    }
    // "President Nazarbayev": who of that name the ledger knows.
    for (Asked& asked : out.asked) {
      const auto kind = inquiry_.kinds().find(asked.kind);
      for (model::Role& role : asked.roles) {
        const model::RoleDefinition* definition = kind ? kind->role(role.name) : nullptr;
        auto* text = std::get_if<std::string>(&role.value);
        if (!definition || !(definition->types & model::person) || !text || text->find(' ') != std::string::npos ||
            gazetteer_.by_code(*text))
          continue;
        auto meant = inquiry_.resolve(*text);
        if (meant)
          *text = meant->value;
        else if (meant.error().kind == ErrorKind::usage)
          return tl::unexpected(meant.error());
      }
    }
    return {};
  }

  base::Result<Understood> not_understood(const Words& words) const {
    std::uint32_t furthest = 0;
    std::map<std::string_view, std::uint32_t> shapes;  // their first examples
    for (const auto& [token, rule] : reached_) {
      furthest = std::max(furthest, token);
      for (const reading::Example& example : rules_.examples)
        if (example.yes && rules_.text(rules_.rules[example.rule].name) == rules_.text(rule->name)) {
          std::uint32_t& best = shapes[rules_.text(example.sentence)];
          best = std::max(best, token);
          break;
        }
    }
    std::vector<std::pair<std::uint32_t, std::string_view>> nearest;
    for (const auto& [sentence, token] : shapes) nearest.emplace_back(token, sentence);
    std::stable_sort(nearest.begin(), nearest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string like;
    for (std::size_t i = 0; i < std::min(nearest.size(), kNearest); ++i) like += fmt::format("{}\"{}\"", i ? ", " : "", nearest[i].second);
    const auto count = static_cast<std::uint32_t>(words.tokens.size());
    const std::string_view rest = words.sentence.words_between(std::min(furthest, count), count);
    return fail(ErrorKind::not_found, fmt::format("not understood: {}", rest.empty() ? "it ends too early" : fmt::format("\"{}\"", rest)),
                "",
                like.empty() ? "`chancery ask --shapes` lists the questions that are understood" : "questions that begin like it: " + like);
  }

  const reading::Rules& rules_;
  const gazetteer::Gazetteer& gazetteer_;
  const inquiry::Inquiry& inquiry_;
  base::Arena texts_;  // of names
  reading::MentionFinder finder_;
  reading::Matcher matcher_;
  std::vector<std::pair<std::uint32_t, const reading::Rule*>> reached_;  // how far shapes came that begin like the question
};

}  // namespace

std::string_view name_of(Form form) {
  for (const auto& [word, its] : kForms)
    if (its == form) return word;
  return "verdict";
}

base::Result<std::string> compile(const std::string& root) {
  return reading::compile_sharing(root + "/rules/question", root + "/rules/reading");
}

base::Result<Asker> Asker::open(std::string_view table, const gazetteer::Gazetteer& gazetteer) {
  auto rules = reading::Rules::open(table);
  if (!rules) return tl::unexpected(rules.error());
  Asker out;
  out.rules_ = std::move(*rules);
  out.gazetteer_ = &gazetteer;
  return out;
}

base::Result<Understood> Asker::understand(std::string_view question, const inquiry::Inquiry& inquiry, const std::string& as_of) const {
  if (question.size() > kLongest) return fail(ErrorKind::usage, "the question is too long");
  return Understanding(rules_, *gazetteer_, inquiry).of(question, as_of);
}

}  // namespace chancery::question
