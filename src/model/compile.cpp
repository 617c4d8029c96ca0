// SPDX-License-Identifier: Apache-2.0
// Compiles model/*.yaml. Every mistake in them is named with file and line; each kind's example must hold by its own rules.
#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/files.h"
#include "base/yaml.h"
#include "model/jsonl.h"
#include "model/kinds.h"
#include "model/kinds_records.h"

namespace chancery::model {
namespace {

using base::ErrorKind;
using base::mistake;

std::string text_of(const YAML::Node& node, std::string_view what) {
  if (!node.IsScalar() || node.Scalar().empty()) mistake(node, fmt::format("{} must be text", what));
  return node.Scalar();
}

std::vector<std::string> texts_of(const YAML::Node& node, std::string_view what) {
  std::vector<std::string> out;
  if (node.IsScalar()) {
    out.push_back(text_of(node, what));
  } else if (node.IsSequence()) {
    for (const YAML::Node& one : node) out.push_back(text_of(one, what));
  }
  if (out.empty()) mistake(node, fmt::format("{} must be a list", what));
  return out;
}

bool flag_of(const YAML::Node& node, std::string_view what) {
  if (node.IsScalar() && node.Scalar() == "true") return true;
  if (node.IsScalar() && node.Scalar() == "false") return false;
  mistake(node, fmt::format("{} must be true or false", what));
}

void known_keys(const YAML::Node& map, std::initializer_list<std::string_view> keys, std::string_view what) {
  if (!map.IsMap()) mistake(map, fmt::format("{} must be a map", what));
  std::set<std::string> seen;
  for (const auto& entry : map) {
    std::string key = text_of(entry.first, "a key");
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) mistake(entry.first, fmt::format("{} has no key \"{}\"", what, key));
    if (!seen.insert(key).second) mistake(entry.first, fmt::format("{} has the key \"{}\" twice", what, key));
  }
}

YAML::Node needed(const YAML::Node& map, const char* key, std::string_view what) {
  YAML::Node node = map[key];
  if (!node) mistake(map, fmt::format("{} needs the key \"{}\"", what, key));
  return node;
}

constexpr std::pair<std::string_view, ValueType> kTypes[] = {{"state", state},   {"organization", organization},
                                                             {"place", place},   {"person", person},
                                                             {"office", office}, {"text", text},
                                                             {"number", number}, {"word", word}};
constexpr std::pair<std::string_view, TimeKey> kTimes[] = {{"on", time_on}, {"since", time_since}, {"until", time_until}, {"at", time_at}};

constexpr std::pair<std::string_view, Tie> kTies[] = {
    {"event", Tie::event}, {"standing", Tie::standing}, {"shared", Tie::shared}, {"volume", Tie::volume}};

template <class Pairs>
unsigned bits_of(const YAML::Node& node, const Pairs& pairs, std::string_view what) {
  unsigned bits = 0;
  for (const std::string& name : texts_of(node, what)) {
    auto it = std::find_if(std::begin(pairs), std::end(pairs), [&](const auto& pair) { return pair.first == name; });
    if (it == std::end(pairs)) mistake(node, fmt::format("{}: there is no \"{}\"", what, name));
    bits |= it->second;
  }
  return bits;
}

Value value_of(const YAML::Node& node, unsigned types) {
  if (node.IsSequence()) return texts_of(node, "a set");
  std::string value = text_of(node, "a role's value");
  if (types & number) {
    try {
      return node.as<double>();
    } catch (const YAML::Exception&) {
      mistake(node, fmt::format("\"{}\" is not a number", value));
    }
  }
  return value;
}

class Compiler {
 public:
  void add(const std::string& stem, const YAML::Node& root);
  std::string finish();

 private:
  Kinds::RoleRecord role(const std::string& name, const YAML::Node& node);

  base::TableWriter writer_;
  std::vector<Kinds::KindRecord> kinds_;
  std::vector<Kinds::RoleRecord> roles_;
  std::vector<base::Text> words_;
};

Kinds::RoleRecord Compiler::role(const std::string& name, const YAML::Node& node) {
  known_keys(node, {"identifying", "optional", "set", "type", "words", "open", "default", "like", "apart", "instead", "says"}, "a role");
  Kinds::RoleRecord record;
  record.name = writer_.text(name);
  record.says = writer_.text(text_of(needed(node, "says", "a role"), "says"));
  record.types = static_cast<std::uint16_t>(bits_of(needed(node, "type", "a role"), kTypes, "type"));
  if (node["identifying"]) record.identifying = flag_of(node["identifying"], "identifying");
  if (node["optional"]) record.optional = flag_of(node["optional"], "optional");
  if (node["set"]) record.set = flag_of(node["set"], "set");
  if (node["open"]) record.open = flag_of(node["open"], "open");
  record.first_word = static_cast<std::uint32_t>(words_.size());
  std::vector<std::string> vocabulary;
  if (node["words"]) vocabulary = texts_of(node["words"], "words");
  for (const std::string& one : vocabulary) words_.push_back(writer_.text(one));
  record.words = static_cast<std::uint32_t>(vocabulary.size());
  if (((record.types & word) != 0) != !vocabulary.empty()) mistake(node, "a role of type word needs words, and no other role has them");
  auto word_of = [&](const char* key) {
    std::string value = text_of(node[key], key);
    if (std::find(vocabulary.begin(), vocabulary.end(), value) == vocabulary.end())
      mistake(node[key], fmt::format("{}: \"{}\" is not among the words", key, value));
    return writer_.text(value);
  };
  if (node["default"]) record.like = record.fallback = word_of("default");
  if (node["like"]) record.like = word_of("like");
  record.apart = node["default"] || node["like"] || (node["apart"] && flag_of(node["apart"], "apart"));
  if (node["instead"]) record.instead = writer_.text(text_of(node["instead"], "instead"));
  return record;
}

void Compiler::add(const std::string& stem, const YAML::Node& root) {
  known_keys(root,
             {"kind", "says", "time", "lasting", "once", "ends", "single", "successive", "measures", "symmetric", "needs", "tie", "roles",
              "example"},
             "a kind");
  Kinds::KindRecord kind;
  std::string name = text_of(needed(root, "kind", "a kind"), "kind");
  if (name != stem) mistake(root["kind"], fmt::format("kind \"{}\" stands in a file of another name", name));
  kind.name = writer_.text(name);
  kind.says = writer_.text(text_of(needed(root, "says", "a kind"), "says"));
  kind.times = bits_of(needed(root, "time", "a kind"), kTimes, "time");
  kind.first_role = static_cast<std::uint32_t>(roles_.size());

  YAML::Node roles = needed(root, "roles", "a kind");
  if (!roles.IsMap() || roles.size() == 0) mistake(roles, "roles must be a map");
  std::vector<std::string> names;
  for (const auto& entry : roles) {
    names.push_back(text_of(entry.first, "a role's name"));
    roles_.push_back(role(names.back(), entry.second));
  }
  kind.roles = static_cast<std::uint32_t>(names.size());
  auto place_of = [&](const YAML::Node& node, const std::string& role) {
    auto it = std::find(names.begin(), names.end(), role);
    if (it == names.end()) mistake(node, fmt::format("there is no role \"{}\"", role));
    return static_cast<std::size_t>(it - names.begin());
  };
  for (const auto& entry : roles)
    if (entry.second["instead"]) place_of(entry.second["instead"], entry.second["instead"].Scalar());
  if (YAML::Node pair = root["symmetric"]) {
    auto sides = texts_of(pair, "symmetric");
    if (sides.size() != 2) mistake(pair, "symmetric names two roles");
    for (const std::string& side : sides) place_of(pair, side);
    kind.symmetric_a = writer_.text(sides[0]);
    kind.symmetric_b = writer_.text(sides[1]);
  }
  if (YAML::Node needs = root["needs"])
    for (const std::string& one : texts_of(needs, "needs")) kind.needs |= 1u << place_of(needs, one);

  if (root["lasting"]) kind.lasting = flag_of(root["lasting"], "lasting");
  if (root["once"]) kind.once = flag_of(root["once"], "once");
  for (auto [key, into] : {std::pair{"single", &kind.single}, {"successive", &kind.successive}}) {
    YAML::Node node = root[key];
    if (!node) continue;
    std::string role = text_of(node, key);
    place_of(node, role);
    *into = writer_.text(role);
  }
  if (YAML::Node measures = root["measures"])
    for (const std::string& one : texts_of(measures, "measures")) {
      std::size_t place = place_of(measures, one);
      if (!(roles_[kind.first_role + place].types & number)) mistake(measures, fmt::format("role {} is no number", one));
      kind.measures |= 1u << place;
    }
  // "{action: [closed]}": a role, and words of it.
  auto words_of_role = [&](const YAML::Node& node, const char* what) {
    if (!node.IsMap() || node.size() != 1) mistake(node, fmt::format("{} names one role and its words", what));
    std::string role = text_of(node.begin()->first, "a role's name");
    place_of(node, role);
    std::vector<std::string> words = texts_of(node.begin()->second, what);
    if (!roles[role]["words"]) mistake(node, fmt::format("role {} has no words", role));
    std::vector<std::string> vocabulary = texts_of(roles[role]["words"], "words");
    RoleWords out{writer_.text(role), static_cast<std::uint32_t>(words_.size()), static_cast<std::uint32_t>(words.size())};
    for (const std::string& one : words) {
      if (std::find(vocabulary.begin(), vocabulary.end(), one) == vocabulary.end())
        mistake(node, fmt::format("role {} has no word \"{}\"", role, one));
      words_.push_back(writer_.text(one));
    }
    return out;
  };
  if (root["ends"]) kind.ends = words_of_role(root["ends"], "ends");
  if (YAML::Node tie = root["tie"]) {
    const std::string name = tie.IsMap() && tie.size() > 0 ? text_of(tie.begin()->first, "tie") : text_of(tie, "tie");
    auto it = std::find_if(std::begin(kTies), std::end(kTies), [&](const auto& pair) { return pair.first == name; });
    if (it == std::end(kTies)) mistake(tie, fmt::format("tie: there is no \"{}\"", name));
    if (it->second == Tie::volume && kind.measures == 0) mistake(tie, "a tie by volume needs a measure");
    kind.tie = static_cast<std::uint8_t>(it->second);
    if (tie.IsMap()) kind.ties = words_of_role(tie.begin()->second, "tie");
  }

  YAML::Node example = needed(root, "example", "a kind");
  known_keys(example, {"text", "roles", "time", "polarity"}, "an example");
  Statement statement;
  statement.kind = name;
  YAML::Node example_roles = needed(example, "roles", "an example");
  for (const auto& entry : example_roles) {
    std::string role = text_of(entry.first, "a role's name");
    statement.roles.push_back({role, value_of(entry.second, roles_[kind.first_role + place_of(entry.first, role)].types)});
  }
  if (YAML::Node time = example["time"]) {
    known_keys(time, {"on", "since", "until", "at"}, "a time");
    auto set = [&](const char* key, std::string& into) {
      if (time[key]) into = text_of(time[key], key);
    };
    set("on", statement.time.on);
    set("since", statement.time.since);
    set("until", statement.time.until);
    set("at", statement.time.at);
  }
  if (example["polarity"]) statement.polarity = flag_of(example["polarity"], "polarity");
  kind.example_text = writer_.text(text_of(needed(example, "text", "an example"), "text"));
  std::string line;
  write_jsonl(line, statement);
  kind.example = writer_.text(line);
  kinds_.push_back(kind);
}

std::string Compiler::finish() {
  writer_.add(kKindsArray, kinds_);
  writer_.add(kRolesArray, roles_);
  writer_.add(kWordsArray, words_);
  return writer_.finish();
}

}  // namespace

base::Result<std::string> compile(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".yaml") files.push_back(it->path());
  if (error) return base::fail(ErrorKind::not_found, "cannot list the folder: " + error.message(), folder);
  if (files.empty()) return base::fail(ErrorKind::not_found, "no kinds (*.yaml) in this folder", folder);
  // Kinds are found by binary search, so by name; the file's name is the kind's.
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });

  Compiler compiler;
  for (const auto& file : files) {
    auto bytes = base::read_file(file.string());
    if (!bytes) return tl::unexpected(bytes.error());
    auto added = base::without_mistakes(file.string(), [&] { compiler.add(file.stem().string(), YAML::Load(*bytes)); });
    if (!added) return tl::unexpected(added.error());
  }
  std::string table = compiler.finish();

  // What the examples say must hold by the rules just compiled. (TableWriter's block is aligned as operator new's is.)
  auto kinds = Kinds::open(table);
  if (!kinds) return tl::unexpected(kinds.error());
  for (std::size_t i = 0; i < kinds->size(); ++i) {
    auto statement = read_statement(kinds->kind(i).example());
    base::Result<> ok = statement ? kinds->validate(*statement) : tl::unexpected(statement.error());
    if (!ok) return base::fail(ErrorKind::invalid, "the example does not hold: " + ok.error().message, files[i].string(), ok.error().hint);
  }
  return table;
}

}  // namespace chancery::model
