// SPDX-License-Identifier: Apache-2.0
// Rule files to one table: names are resolved, patterns become instructions, each pattern gets the words that call it up.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "base/files.h"
#include "base/token.h"
#include "model/statement.h"
#include "reading/rule_source.h"
#include "reading/rules.h"

namespace chancery::reading {

using base::ErrorKind;
using base::fail;
using base::Result;

namespace {

const std::map<std::string, BuiltIn, std::less<>> kTypes = {{"STATE", BuiltIn::state},
                                                            {"ADJECTIVE", BuiltIn::adjective},
                                                            {"PEOPLE", BuiltIn::people},
                                                            {"ORG", BuiltIn::org},
                                                            {"CITY", BuiltIn::city},
                                                            {"PLACE", BuiltIn::place},
                                                            {"REGION", BuiltIn::region},
                                                            {"FEATURE", BuiltIn::feature},
                                                            {"OFFICE", BuiltIn::office},
                                                            {"NAME", BuiltIn::name},
                                                            {"DATE", BuiltIn::date},
                                                            {"NUMBER", BuiltIn::number},
                                                            {"MONEY", BuiltIn::money},
                                                            {"QUOTE", BuiltIn::quote},
                                                            {"NP", BuiltIn::np},
                                                            {"TITLE", BuiltIn::title},
                                                            {"CAPITALS", BuiltIn::capital_run},
                                                            {"ABBREVIATION", BuiltIn::abbreviation}};

// Types whose extent is found by trying, not by a mention that is there before.
bool is_tried(std::uint16_t type) {
  auto t = static_cast<BuiltIn>(type);
  return t == BuiltIn::np || t == BuiltIn::title || t == BuiltIn::capital_run || t == BuiltIn::place || t == BuiltIn::quote;
}

// Words too frequent to call up a pattern, with their cost as triggers.
unsigned cost_of(std::string_view word) {
  static const std::set<std::string, std::less<>> kFrequent = {
      "the",  "of",  "and",  "in",  "to", "a",  "an",  "on", "is",   "was",  "were", "are",   "has",
      "have", "had", "with", "for", "by", "as", "its", "at", "from", "both", "it",   "their", ",",
      ".",    "-",   "'s",   "(",   ")",  "|",  ":",   "§",  "/",    "be",   "been", "that",  "which"};
  return kFrequent.contains(word) ? 1000 : 1;
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// The regular forms of a verb or noun; both -ise and -ize. Forms that do not exist do no harm.
std::vector<std::string> inflect(const std::string& base) {
  std::set<std::string> forms;
  auto add = [&](const std::string& w) {
    forms.insert(w);
    char last = w.back(), before = w.size() > 1 ? w[w.size() - 2] : ' ';
    if (last == 'e') {
      forms.insert({w + "s", w + "d", w.substr(0, w.size() - 1) + "ing"});
    } else if (last == 'y' && !is_vowel(before)) {
      std::string stem = w.substr(0, w.size() - 1);
      forms.insert({stem + "ies", stem + "ied", w + "ing"});
    } else if (last == 's' || last == 'x' || last == 'z' || w.ends_with("sh") || w.ends_with("ch")) {
      forms.insert({w + "es", w + "ed", w + "ing"});
    } else {
      forms.insert({w + "s", w + "ed", w + "ing"});
      if (!is_vowel(last) && is_vowel(before) && w.size() > 2 && last != 'w' && last != 'y')
        forms.insert({w + last + "ed", w + last + "ing"});
    }
  };
  add(base);
  for (auto [from, to] : {std::pair{"ise", "ize"}, std::pair{"ize", "ise"}, std::pair{"yse", "yze"}})
    if (base.ends_with(from)) add(base.substr(0, base.size() - 3) + to);
  return {forms.begin(), forms.end()};
}

}  // namespace

class RuleCompiler {
 public:
  // The types of a pattern's slots.
  static void types_of(const Node& node, std::set<std::string>& out) {
    if (node.kind == Node::slot) out.insert(node.type);
    for (const Node& child : node.children) types_of(child, out);
  }

  Result<std::string> compile(std::vector<BlockSource> blocks) {
    std::stable_sort(blocks.begin(), blocks.end(),
                     [](const BlockSource& a, const BlockSource& b) { return std::pair(a.kind, a.name) < std::pair(b.kind, b.name); });
    words_.emplace_back();  // id 0: no word of any rule
    for (const BlockSource& block : blocks) {
      std::string place = fmt::format("{}:{}", block.file, block.line);
      if (block.kind == BlockSource::inflection) irregular_[block.name].insert(block.entries.begin(), block.entries.end());
      if (block.kind == BlockSource::words) {
        if (!lists_.try_emplace(block.name).second)
          return fail(ErrorKind::invalid, fmt::format("words '{}' are there twice", block.name), place);
        list_sources_[block.name] = &block;
      }
      if (block.kind == BlockSource::phrase) {
        if (kTypes.contains(block.name) || phrase_types_.contains(block.name))
          return fail(ErrorKind::invalid, fmt::format("phrase '{}' is there twice", block.name), place);
        auto type = static_cast<std::uint16_t>(kFirstPhrase + phrase_types_.size());
        if (type >= 64) return fail(ErrorKind::invalid, "more than 44 phrases", place);
        phrase_types_[block.name] = type;
        phrases_.push_back({table_.text(block.name), table_.text(block.file), static_cast<std::uint32_t>(block.line), type});
      }
    }
    for (auto& [name, ids] : lists_) {
      auto filled = fill_list(name, 0);
      if (!filled) return tl::unexpected(filled.error());
    }
    for (std::string_view name : kEngineLists)
      if (lists_.contains(std::string(name))) use_list(std::string(name));

    // Phrases in the order of what they rest on.
    std::map<std::string, const BlockSource*> phrase_blocks;
    for (const BlockSource& block : blocks)
      if (block.kind == BlockSource::phrase) phrase_blocks[block.name] = &block;
    std::vector<const BlockSource*> order;
    std::set<std::string> done, open;
    std::function<Result<>(const std::string&)> visit = [&](const std::string& name) -> Result<> {
      if (done.contains(name)) return {};
      const BlockSource* block = phrase_blocks[name];
      if (!open.insert(name).second)
        return fail(ErrorKind::invalid, fmt::format("phrase '{}' rests on itself", name), fmt::format("{}:{}", block->file, block->line));
      std::set<std::string> needed;
      for (const PatternSource& p : block->patterns) types_of(p.pattern, needed);
      for (const std::string& other : needed)
        if (phrase_blocks.contains(other))
          if (auto ok = visit(other); !ok) return ok;
      order.push_back(block);
      done.insert(name);
      return {};
    };
    for (const auto& [name, block] : phrase_blocks)
      if (auto ok = visit(name); !ok) return tl::unexpected(ok.error());
    for (const BlockSource* block : order)
      if (auto ok = compile_phrase(*block); !ok) return tl::unexpected(ok.error());

    std::set<std::string> names;
    for (const BlockSource& block : blocks) {
      if (block.kind == BlockSource::rule) {
        if (!names.insert(block.name).second)
          return fail(ErrorKind::invalid, fmt::format("rule '{}' is there twice", block.name),
                      fmt::format("{}:{}", block.file, block.line));
        if (auto ok = compile_rule(block); !ok) return tl::unexpected(ok.error());
      }
      if (block.kind == BlockSource::guard)
        if (auto ok = compile_guard(block); !ok) return tl::unexpected(ok.error());
    }
    return finish();
  }

 private:
  using Ids = std::vector<std::uint32_t>;

  std::uint32_t word_id(std::string_view word) {
    auto [it, added] = word_ids_.try_emplace(base::hash_folded(word), static_cast<std::uint32_t>(words_.size()));
    if (added) words_.emplace_back(word);
    return it->second;
  }

  Ids forms_of(const std::string& word) {
    Ids ids;
    std::vector<std::string> forms = inflect(word);
    if (auto it = irregular_.find(word); it != irregular_.end()) {
      forms.assign(it->second.begin(), it->second.end());
      forms.push_back(word);
    }
    for (const std::string& form : forms) ids.push_back(word_id(form));
    return ids;
  }

  // A list's entries are words, ~verbs and other @lists.
  Result<> fill_list(const std::string& name, int depth) {
    const BlockSource& block = *list_sources_[name];
    Ids& ids = lists_[name];
    if (!ids.empty()) return {};
    if (depth > 8)
      return fail(ErrorKind::invalid, fmt::format("words '{}' rest on themselves", name), fmt::format("{}:{}", block.file, block.line));
    for (const std::string& entry : block.entries) {
      if (entry.front() == '@' && entry.size() > 1) {
        if (!lists_.contains(entry.substr(1)))
          return fail(ErrorKind::invalid, fmt::format("no words '{}'", entry), fmt::format("{}:{}", block.file, block.line));
        auto ok = fill_list(entry.substr(1), depth + 1);
        if (!ok) return ok;
        const Ids& more = lists_[entry.substr(1)];
        ids.insert(ids.end(), more.begin(), more.end());
      } else if (entry.front() == '~' && entry.size() > 1) {
        for (auto id : forms_of(entry.substr(1))) ids.push_back(id);
      } else {
        ids.push_back(word_id(entry));
      }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return {};
  }

  // What a used list names is used, too.
  void use_list(const std::string& name) {
    if (list_uses_[name]++ > 0) return;
    for (const std::string& entry : list_sources_[name]->entries)
      if (entry.front() == '@' && entry.size() > 1) use_list(entry.substr(1));
  }

  std::pair<std::uint32_t, std::uint32_t> intern_set(Ids ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    auto [it, added] = set_places_.try_emplace(ids, static_cast<std::uint32_t>(sets_.size()));
    if (added) sets_.insert(sets_.end(), ids.begin(), ids.end());
    return {it->second, static_cast<std::uint32_t>(ids.size())};
  }

  std::uint16_t type_id(std::string_view name) const {
    if (auto it = kTypes.find(name); it != kTypes.end()) return static_cast<std::uint16_t>(it->second);
    if (auto it = phrase_types_.find(std::string(name)); it != phrase_types_.end()) return it->second;
    return kNoSlot;
  }

  // ---- one pattern ----
  struct Scope {
    std::string place;
    std::map<std::string, std::uint16_t> slots;
    std::map<std::string, std::string> slot_types;
  };

  std::uint16_t slot_id(Scope& scope, const std::string& name) {
    return scope.slots.try_emplace(name, static_cast<std::uint16_t>(scope.slots.size())).first->second;
  }

  std::uint32_t emit(Instruction::Op op, std::uint32_t a = 0, std::uint16_t b = 0) {
    code_.push_back({op, true, b, a});
    return static_cast<std::uint32_t>(code_.size() - 1);
  }
  std::uint32_t here() const { return static_cast<std::uint32_t>(code_.size()); }
  // A split to the next instruction and to one that is not known yet.
  std::uint32_t emit_split() {
    std::uint32_t at = emit(Instruction::split);
    splits_.push_back({at + 1, 0, 0, 0});
    code_[at].a = static_cast<std::uint32_t>(splits_.size() - 1);
    return at;
  }
  void patch(std::uint32_t split) { splits_[code_[split].a].second = here(); }

  Result<> emit_node(const Node& node, Scope& scope) {
    switch (node.kind) {
      case Node::word:
        emit(Instruction::word, word_id(lower(node.name)));
        return {};
      case Node::inflected:
        return emit_set(forms_of(lower(node.name)), Instruction::words), Result<>{};
      case Node::list:
      case Node::not_list:
      case Node::not_after: {
        auto it = lists_.find(node.name);
        if (it == lists_.end()) return fail(ErrorKind::invalid, fmt::format("no words '@{}'", node.name), scope.place);
        use_list(node.name);
        emit_set(it->second, node.kind == Node::list       ? Instruction::words
                             : node.kind == Node::not_list ? Instruction::not_words
                                                           : Instruction::not_after);
        return {};
      }
      case Node::gap: {
        std::vector<std::uint32_t> exits;
        for (int i = 0; i < node.from; ++i) {
          emit(Instruction::any);
          code_.back().skip = false;
        }
        for (int i = node.from; i < node.to; ++i) {
          // Lazy: the way out comes first.
          std::uint32_t at = emit(Instruction::split);
          splits_.push_back({0, at + 1, 0, 0});
          code_[at].a = static_cast<std::uint32_t>(splits_.size() - 1);
          exits.push_back(at);
          emit(Instruction::any);
          code_.back().skip = false;
        }
        for (auto at : exits) splits_[code_[at].a].first = here();
        return {};
      }
      case Node::slot: {
        std::uint16_t type = type_id(node.type);
        if (type == kNoSlot) return fail(ErrorKind::invalid, fmt::format("no such type as '{}'", node.type), scope.place);
        std::uint16_t slot = slot_id(scope, node.name);
        scope.slot_types[node.name] = node.type;
        emit(Instruction::slot, type, slot);
        if (node.many) {
          // separator slot, again and again
          std::uint32_t loop = emit_split();
          if (node.type == "PARTY" || node.type == "ACTOR") {
            // Of parties a comma alone makes no list ("a territory of the UK, the islands …"): "and" has to come.
            std::uint32_t inner = emit_split();
            emit_comma();
            emit(Instruction::slot, type, slot);
            emit(Instruction::jump, inner);
            patch(inner);
            emit_separator(true);
          } else {
            emit_separator(false);
          }
          emit(Instruction::slot, type, slot);
          emit(Instruction::jump, loop);
          patch(loop);
        }
        return {};
      }
      case Node::text: {
        std::uint16_t slot = slot_id(scope, node.name);
        scope.slot_types[node.name] = "TEXT";
        emit(Instruction::open, slot);
        auto ok = emit_node(node.children[0], scope);
        if (!ok) return ok;
        emit(Instruction::close, slot);
        return {};
      }
      case Node::sequence:
        for (const Node& child : node.children)
          if (auto ok = emit_node(child, scope); !ok) return ok;
        return {};
      case Node::choice: {
        std::vector<std::uint32_t> exits;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          bool last = i + 1 == node.children.size();
          std::uint32_t split = last ? 0 : emit_split();
          if (auto ok = emit_node(node.children[i], scope); !ok) return ok;
          if (!last) {
            exits.push_back(emit(Instruction::jump));
            patch(split);
          }
        }
        for (auto at : exits) code_[at].a = here();
        return {};
      }
      case Node::optional: {
        std::uint32_t split = emit_split();
        if (auto ok = emit_node(node.children[0], scope); !ok) return ok;
        patch(split);
        return {};
      }
      case Node::repeat: {
        if (node.from == 1) {  // the body once, then back to it or on
          std::uint32_t body = here();
          if (auto ok = emit_node(node.children[0], scope); !ok) return ok;
          std::uint32_t again = emit_split();
          splits_[code_[again].a].first = body;
          patch(again);
          return {};
        }
        std::uint32_t loop = emit_split();
        if (auto ok = emit_node(node.children[0], scope); !ok) return ok;
        emit(Instruction::jump, loop);
        patch(loop);
        return {};
      }
      case Node::start:
        emit(Instruction::start);
        return {};
      case Node::end:
        emit(Instruction::end);
        return {};
    }
    return {};
  }

  void emit_set(const Ids& ids, Instruction::Op op) {
    auto [first, count] = intern_set(ids);
    emit(op, first, static_cast<std::uint16_t>(count));
  }

  // "," | ", and" | "and" | "as well as" …, then perhaps "of the", "in", "its".
  void emit_words(std::initializer_list<const char*> words) {
    Ids ids;
    for (const char* w : words) ids.push_back(word_id(w));
    emit_set(ids, Instruction::words);
  }
  void emit_comma() {
    emit_words({",", ";"});
    std::uint32_t article = emit_split();
    emit_words({"the"});
    patch(article);
  }
  void emit_separator(bool needs_conjunction) {
    auto one = [&](std::initializer_list<const char*> words) { emit_words(words); };
    std::uint32_t comma = emit_split();
    one({",", "/", ";"});
    std::uint32_t conjunction = needs_conjunction ? 0 : emit_split();
    one({"and", "or", "&", "plus"});
    if (!needs_conjunction) patch(conjunction);
    std::uint32_t out = emit(Instruction::jump);
    patch(comma);
    std::uint32_t well = emit_split();
    one({"and", "or", "&", "plus", "–", "—", "-"});
    std::uint32_t out2 = emit(Instruction::jump);
    patch(well);
    std::uint32_t before_well = emit_split();
    one({","});
    patch(before_well);
    one({"as"});
    one({"well"});
    one({"as"});
    code_[out].a = code_[out2].a = here();
    std::uint32_t preposition = emit_split();
    one({"of", "in", "with", "to", "for", "by", "also", "then", "at", "from", "later", "both", "between"});
    patch(preposition);
    std::uint32_t article = emit_split();
    one({"the", "its", "their", "a", "an"});
    patch(article);
  }

  // The cheapest set of words of which every match has one; empty where there is none.
  struct Trigger {
    Ids words;
    unsigned cost = 0;
  };
  Trigger trigger_of(const Node& node) {
    auto of_ids = [&](const Ids& ids) {
      Trigger t{ids, 0};
      for (auto id : ids) t.cost += cost_of(words_[id]);
      return t;
    };
    switch (node.kind) {
      case Node::word:
        return of_ids({word_id(lower(node.name))});
      case Node::inflected:
        return of_ids(forms_of(lower(node.name)));
      case Node::list:
        return lists_.contains(node.name) ? of_ids(lists_[node.name]) : Trigger{};
      case Node::slot: {
        auto it = phrase_triggers_.find(type_id(node.type));
        return it == phrase_triggers_.end() ? Trigger{} : it->second;
      }
      case Node::text:
        return trigger_of(node.children[0]);
      case Node::repeat:
        return node.from == 1 ? trigger_of(node.children[0]) : Trigger{};
      case Node::sequence: {
        Trigger best;
        for (const Node& child : node.children) {
          Trigger t = trigger_of(child);
          if (!t.words.empty() && (best.words.empty() || t.cost < best.cost)) best = t;
        }
        return best;
      }
      case Node::choice: {
        Trigger all;
        for (const Node& child : node.children) {
          Trigger t = trigger_of(child);
          if (t.words.empty()) return {};
          all.words.insert(all.words.end(), t.words.begin(), t.words.end());
          all.cost += t.cost;
        }
        return all;
      }
      default:
        return {};
    }
  }

  // The same of all forms of a phrase.
  Trigger trigger_of(const BlockSource& phrase) {
    Trigger all;
    for (const PatternSource& source : phrase.patterns) {
      Trigger t = trigger_of(source.pattern);
      if (t.words.empty()) return {};
      all.words.insert(all.words.end(), t.words.begin(), t.words.end());
      all.cost += t.cost;
    }
    return all;
  }

  // The sets of words of each of which every match has one.
  void needed_words(const Node& node, std::vector<Trigger>& out) {
    if (node.kind == Node::sequence || node.kind == Node::text || (node.kind == Node::repeat && node.from == 1)) {
      for (const Node& child : node.children) needed_words(child, out);
    } else if (Trigger t = trigger_of(node); !t.words.empty()) {
      out.push_back(std::move(t));
    }
  }

  std::uint64_t required_types(const Node& node) const {
    switch (node.kind) {
      case Node::slot: {
        std::uint16_t type = type_id(node.type);
        return type == kNoSlot || is_tried(type) ? 0 : 1ull << type;
      }
      case Node::text:
        return required_types(node.children[0]);
      case Node::repeat:
        return node.from == 1 ? required_types(node.children[0]) : 0;
      case Node::sequence: {
        std::uint64_t all = 0;
        for (const Node& child : node.children) all |= required_types(child);
        return all;
      }
      case Node::choice: {
        std::uint64_t common = ~0ull;
        for (const Node& child : node.children) common &= required_types(child);
        return common;
      }
      default:
        return 0;
    }
  }

  struct First {
    Ids words;
    std::uint64_t types = 0;
    bool any = false;
  };
  // Adds what a match of the node can start with; gives whether the node can be empty.
  bool first_of(const Node& node, First& first) {
    switch (node.kind) {
      case Node::word:
        first.words.push_back(word_id(lower(node.name)));
        return false;
      case Node::inflected:
        for (auto id : forms_of(lower(node.name))) first.words.push_back(id);
        return false;
      case Node::list:
        if (lists_.contains(node.name)) first.words.insert(first.words.end(), lists_[node.name].begin(), lists_[node.name].end());
        return false;
      case Node::not_list:
      case Node::not_after:
        return true;
      case Node::gap:
        first.any = true;
        return node.from == 0;
      case Node::slot: {
        std::uint16_t type = type_id(node.type);
        constexpr std::uint64_t kCapital = 1ull << static_cast<unsigned>(BuiltIn::capital_run),
                                kCity = 1ull << static_cast<unsigned>(BuiltIn::city);
        if (type != kNoSlot && !is_tried(type))
          first.types |= 1ull << type;
        else if (type == static_cast<std::uint16_t>(BuiltIn::capital_run))
          first.types |= kCapital;
        else if (type == static_cast<std::uint16_t>(BuiltIn::place))
          first.types |= kCapital | kCity;
        else
          first.any = true;
        return false;
      }
      case Node::text:
        return first_of(node.children[0], first);
      case Node::optional:
        first_of(node.children[0], first);
        return true;
      case Node::repeat:
        return first_of(node.children[0], first) || node.from == 0;
      case Node::sequence:
        for (const Node& child : node.children)
          if (!first_of(child, first)) return false;
        return true;
      case Node::choice: {
        bool empty = false;
        for (const Node& child : node.children) empty |= first_of(child, first);
        return empty;
      }
      case Node::start:
      case Node::end:
        return true;
    }
    return true;
  }

  // Adds to the filters of `split` what a way from `at` on can begin with.
  void look_ahead(std::uint32_t at, Split& split, std::set<std::uint32_t>& seen) const {
    for (; seen.insert(at).second; ++at) {
      const Instruction& in = code_[at];
      switch (in.op) {
        case Instruction::word:
          split.words |= 1ull << (in.a & 63);
          return;
        case Instruction::words:
          for (std::uint32_t i = 0; i < in.b; ++i) split.words |= 1ull << (sets_[in.a + i] & 63);
          return;
        case Instruction::slot: {
          constexpr std::uint64_t kCapital = 1ull << static_cast<unsigned>(BuiltIn::capital_run),
                                  kCity = 1ull << static_cast<unsigned>(BuiltIn::city);
          const auto type = static_cast<BuiltIn>(in.a);
          if (type == BuiltIn::np || type == BuiltIn::title)
            split.words = ~0ull;
          else
            split.types |= type == BuiltIn::place ? kCapital | kCity : 1ull << in.a;
          return;
        }
        case Instruction::split:
          look_ahead(splits_[in.a].first, split, seen);
          look_ahead(splits_[in.a].second, split, seen);
          return;
        case Instruction::jump:
          at = in.a - 1;
          break;
        case Instruction::any:
        case Instruction::match:
          split.words = ~0ull;
          return;
        default:
          break;  // what takes no token
      }
    }
  }

  Result<Program> compile_pattern(const PatternSource& source, Scope& scope) {
    Program program{};
    program.entry = here();
    if (auto ok = emit_node(source.pattern, scope); !ok) return tl::unexpected(ok.error());
    emit(Instruction::match);
    program.size = here() - program.entry;
    program.slots = static_cast<std::uint16_t>(scope.slots.size());
    Trigger trigger = trigger_of(source.pattern);
    if (trigger.cost >= 4000) trigger = {};
    program.first_trigger = static_cast<std::uint32_t>(program_words_.size());
    std::sort(trigger.words.begin(), trigger.words.end());
    trigger.words.erase(std::unique(trigger.words.begin(), trigger.words.end()), trigger.words.end());
    program.triggers = static_cast<std::uint32_t>(trigger.words.size());
    program_words_.insert(program_words_.end(), trigger.words.begin(), trigger.words.end());
    std::vector<Trigger> needed;
    needed_words(source.pattern, needed);
    std::sort(needed.begin(), needed.end(), [](const Trigger& a, const Trigger& b) { return a.cost < b.cost; });
    for (std::size_t i = 0; i < std::size(program.required); ++i) {
      if (i < needed.size())
        for (auto id : needed[i].words) program.required[i].add(id);
      else
        std::fill(std::begin(program.required[i].bits), std::end(program.required[i].bits), ~0ull);
    }
    program.types = required_types(source.pattern);
    if (program.types == ~0ull) program.types = 0;
    std::set<std::string> used;
    types_of(source.pattern, used);
    for (const std::string& name : used)
      if (auto it = phrase_types_.find(name); it != phrase_types_.end()) program.needs |= 1ull << it->second | phrase_needs_[it->second];
    First first;
    if (first_of(source.pattern, first)) return fail(ErrorKind::invalid, "the pattern matches nothing at all", scope.place);
    std::sort(first.words.begin(), first.words.end());
    first.words.erase(std::unique(first.words.begin(), first.words.end()), first.words.end());
    program.first_first = static_cast<std::uint32_t>(program_words_.size());
    program.firsts = static_cast<std::uint32_t>(first.words.size());
    program_words_.insert(program_words_.end(), first.words.begin(), first.words.end());
    program.first_types = first.types;
    for (auto id : first.words) program.first_words.add(id);
    program.any_start = first.any;
    return program;
  }

  // ---- expressions ----
  std::uint16_t field_id(const std::string& name) {
    auto [it, added] = fields_.try_emplace(name, static_cast<std::uint16_t>(field_names_.size()));
    if (added) field_names_.push_back(table_.text(name));
    return it->second;
  }

  Result<std::uint16_t> known_slot(const std::string& name, const Scope& scope) {
    auto it = scope.slots.find(name);
    if (it == scope.slots.end()) return fail(ErrorKind::invalid, fmt::format("no slot '${}' in the pattern", name), scope.place);
    return it->second;
  }

  // "$post.city", "$x": slot and field.
  Result<> slot_and_field(std::string_view text, const Scope& scope, Expression& out) {
    if (text.empty() || text.front() != '$') return fail(ErrorKind::invalid, fmt::format("'{}' is no slot", text), scope.place);
    text.remove_prefix(1);
    std::size_t dot = text.find('.');
    auto slot = known_slot(std::string(text.substr(0, dot)), scope);
    if (!slot) return tl::unexpected(slot.error());
    out.a = *slot;
    out.b = dot == std::string_view::npos ? kNoSlot : field_id(std::string(text.substr(dot + 1)));
    return {};
  }

  Result<std::uint32_t> compile_expression(std::string_view text, const Scope& scope) {
    std::uint32_t first = static_cast<std::uint32_t>(expressions_.size());
    while (true) {
      std::size_t bar = std::string_view::npos;
      for (std::size_t i = 0, quoted = 0; i < text.size(); ++i) {
        if (text[i] == '\'') quoted ^= 1;
        if ((text[i] == '|' || text[i] == '&') && !quoted) {
          bar = i;
          break;
        }
      }
      std::string_view part = text.substr(0, bar);
      Expression e{};
      e.a = e.b = kNoSlot;
      if (part.empty()) return fail(ErrorKind::invalid, "an alternative is empty", scope.place);
      if (part.front() == '$') {
        if (auto ok = slot_and_field(part, scope, e); !ok) return tl::unexpected(ok.error());
        e.op = e.b == kNoSlot ? Expression::slot : Expression::field;
      } else if (part == "subject") {
        e.op = Expression::subject;
      } else if (part == "pair") {
        e.op = Expression::pair;
      } else if (part == "it") {
        e.op = Expression::it;
      } else if (part == "itstate") {
        e.op = Expression::it_state;
      } else if (part == "itorg") {
        e.op = Expression::it_org;
      } else if (part == "he") {
        e.op = Expression::he;
      } else if (part == "topic") {
        e.op = Expression::topic;
      } else if (part == "topicorg") {
        e.op = Expression::topic_org;
      } else if (part.starts_with("other(") && part.ends_with(")")) {
        e.op = Expression::other;
        std::string_view inner = part.substr(6, part.size() - 7);
        if (!inner.empty())
          if (auto ok = slot_and_field(inner, scope, e); !ok) return tl::unexpected(ok.error());
      } else if (part.starts_with("last(") && part.ends_with(")") && part.find('.') != std::string_view::npos) {
        e.op = Expression::last_of;
        e.text = table_.text(part.substr(5, part.size() - 6));
      } else if (part == "homeof(he)" || part == "titleof(he)") {
        e.op = part.front() == 'h' ? Expression::home_of : Expression::title_of;
      } else if ((part.starts_with("stateof(") || part.starts_with("homeof(") || part.starts_with("titleof(") ||
                  part.starts_with("guestof(")) &&
                 part.ends_with(")")) {
        std::size_t open = part.find('(') + 1;
        e.op = part.front() == 's'   ? Expression::state_of
               : part.front() == 'h' ? Expression::home_of
               : part.front() == 't' ? Expression::title_of
                                     : Expression::guest_of;
        if (auto ok = slot_and_field(part.substr(open, part.size() - open - 1), scope, e); !ok) return tl::unexpected(ok.error());
      } else {
        e.op = Expression::literal;
        if (part.size() >= 2 && part.front() == '\'' && part.back() == '\'') part = part.substr(1, part.size() - 2);
        e.text = table_.text(part);
      }
      e.last = bar == std::string_view::npos;
      e.more = !e.last && text[bar] == '&';
      expressions_.push_back(e);
      if (e.last) return first;
      text.remove_prefix(bar + 1);
    }
  }

  Result<> compile_roles(const std::vector<RoleSource>& sources, const Scope& scope) {
    for (const RoleSource& source : sources) {
      RoleExpression role{};
      std::string name = source.role;
      if (name.ends_with("[]")) {
        role.set = true;
        name.resize(name.size() - 2);
      }
      role.least = 0;
      if (std::size_t colon = name.find(':'); colon != std::string::npos) {
        role.least = static_cast<std::uint8_t>(std::clamp(std::atoi(name.c_str() + colon + 1), 1, 100));
        name.resize(colon);
      }
      role.role = table_.text(name);
      const auto field = fields_.find(name);
      role.field = field == fields_.end() ? kNoSlot : field->second;
      auto first = compile_expression(source.expression, scope);
      if (!first) return tl::unexpected(first.error());
      role.first = *first;
      roles_.push_back(role);
    }
    return {};
  }

  Result<> compile_phrase(const BlockSource& block) {
    std::uint16_t type = phrase_types_[block.name];
    if (block.patterns.empty())
      return fail(ErrorKind::invalid, fmt::format("phrase '{}' has no pattern", block.name), fmt::format("{}:{}", block.file, block.line));
    for (const PatternSource& source : block.patterns) {
      Scope scope{fmt::format("{}:{}", block.file, source.line), {}, {}};
      auto program = compile_pattern(source, scope);
      if (!program) return tl::unexpected(program.error());
      program->rule = type;
      phrase_needs_[type] |= program->needs;
      program->first_role = static_cast<std::uint32_t>(roles_.size());
      for (const RoleSource& field : source.fields) field_id(field.role);
      if (auto ok = compile_roles(source.fields, scope); !ok) return ok;
      program->roles = static_cast<std::uint32_t>(roles_.size()) - program->first_role;
      phrase_programs_.push_back(*program);
    }
    phrase_triggers_[type] = trigger_of(block);
    return {};
  }

  // Whether all slots of an alternative are slots of the pattern.
  static bool knows_slots(const std::string& expression, const Scope& scope) {
    for (std::size_t at = expression.find('$'); at != std::string::npos; at = expression.find('$', at + 1)) {
      std::size_t end = expression.find_first_of(".)|&", at);
      if (!scope.slots.contains(expression.substr(at + 1, end == std::string::npos ? end : end - at - 1))) return false;
    }
    return true;
  }

  Result<> compile_rule(const BlockSource& block) {
    std::string place = fmt::format("{}:{}", block.file, block.line);
    if (block.patterns.empty() || block.makes.empty())
      return fail(ErrorKind::invalid, fmt::format("rule '{}' lacks match or make", block.name), place);
    static const std::map<std::string, TimeMode, std::less<>> kTimes = {
        {"none", TimeMode::none},   {"event", TimeMode::event},   {"start", TimeMode::start}, {"end", TimeMode::end},
        {"state", TimeMode::state}, {"period", TimeMode::period}, {"told", TimeMode::told}};
    static const std::map<std::string, std::uint8_t, std::less<>> kGuards = {
        {"negation", kNegation}, {"plan", kPlan}, {"condition", kCondition}, {"hearsay", kHearsay}, {"quotation", kQuotation}};
    for (const PatternSource& source : block.patterns) {
      Scope scope{fmt::format("{}:{}", block.file, source.line), {}, {}};
      auto program = compile_pattern(source, scope);
      if (!program) return tl::unexpected(program.error());
      // Slots have other numbers in each pattern: a rule of the table for each.
      Rule rule{};
      rule.name = table_.text(block.name);
      rule.file = table_.text(block.file);
      rule.line = static_cast<std::uint32_t>(source.line);
      auto time = kTimes.find(block.time);
      if (time == kTimes.end())
        return fail(ErrorKind::invalid, fmt::format("no such time as '{}'", block.time), place, "none, event, start, end, state or period");
      rule.time = time->second;
      for (const std::string& word : block.allow) {
        auto guard = kGuards.find(word);
        if (guard == kGuards.end())
          return fail(ErrorKind::invalid, fmt::format("no such guard as '{}'", word), place,
                      "negation, plan, condition, hearsay or quotation");
        rule.allow |= guard->second;
      }
      rule.first_make = static_cast<std::uint32_t>(makes_.size());
      for (const MakeSource& make : block.makes) {
        Make out{};
        out.kind = table_.text(make.kind);
        out.negative = make.negative;
        out.mode = static_cast<std::uint8_t>(make.mode == "plan"         ? model::Mode::plan
                                             : make.mode == "allegation" ? model::Mode::allegation
                                             : make.mode == "request"    ? model::Mode::request
                                                                         : model::Mode::fact);
        // What this pattern has no slot for falls away; a statement that then lacks whom it is about is not made.
        std::vector<RoleSource> kept;
        for (RoleSource role : make.roles) {
          std::string expression;
          for (std::size_t at = 0; at <= role.expression.size();) {
            std::size_t bar = role.expression.find('|', at);
            std::string alternative = role.expression.substr(at, bar == std::string::npos ? bar : bar - at);
            at = bar == std::string::npos ? role.expression.size() + 1 : bar + 1;
            if (block.patterns.size() == 1 || knows_slots(alternative, scope)) expression += (expression.empty() ? "" : "|") + alternative;
          }
          if (expression.empty()) continue;
          role.expression = expression;
          kept.push_back(role);
        }
        out.first_role = static_cast<std::uint32_t>(roles_.size());
        if (auto ok = compile_roles(kept, scope); !ok) return ok;
        out.roles = static_cast<std::uint32_t>(roles_.size()) - out.first_role;
        makes_.push_back(out);
      }
      rule.makes = static_cast<std::uint32_t>(makes_.size()) - rule.first_make;
      if (rule.makes == 0) return fail(ErrorKind::invalid, "no make fits the slots of this pattern", scope.place);
      program->rule = static_cast<std::uint32_t>(rules_.size());
      programs_.push_back(*program);
      rules_.push_back(rule);
    }
    for (const ExampleSource& example : block.examples)
      examples_.push_back({static_cast<std::uint32_t>(rules_.size() - 1), static_cast<std::uint32_t>(example.line), example.yes,
                           table_.text(example.sentence), table_.text(example.expected), table_.text(example.context)});
    return {};
  }

  Result<> compile_guard(const BlockSource& block) {
    static const std::map<std::string, std::uint8_t, std::less<>> kGuards = {
        {"negation", kNegation}, {"plan", kPlan}, {"condition", kCondition}, {"hearsay", kHearsay}};
    auto guard = kGuards.find(block.name);
    if (guard == kGuards.end())
      return fail(ErrorKind::invalid, fmt::format("no such guard as '{}'", block.name), fmt::format("{}:{}", block.file, block.line));
    for (const std::string& entry : block.entries) {
      Ids ids = entry.front() == '~' && entry.size() > 1 ? forms_of(entry.substr(1)) : Ids{word_id(entry)};
      for (auto id : ids) guards_.push_back({id, guard->second, static_cast<std::uint8_t>(std::clamp(block.reach, 1, 255))});
    }
    return {};
  }

  std::string finish() {
    for (Split& split : splits_) {
      std::set<std::uint32_t> seen;
      look_ahead(split.first, split, seen);
    }
    std::size_t capacity = 16;
    while (capacity < words_.size() * 2) capacity *= 2;
    std::vector<Rules::WordEntry> table(capacity);
    for (auto [folded, id] : word_ids_) {
      std::size_t i = folded & (capacity - 1);
      while (table[i].id != 0) i = (i + 1) & (capacity - 1);
      table[i] = {folded, id, 0};
    }
    // Sets as bits, for the matcher.
    std::vector<std::uint64_t> maps;
    auto map_of = [&](const std::uint32_t* from, std::size_t count) {
      auto at = static_cast<std::uint32_t>(maps.size());
      maps.resize(maps.size() + words_.size() / 64 + 1);
      for (std::size_t i = 0; i < count; ++i) maps[at + (from[i] >> 6)] |= 1ull << (from[i] & 63);
      return at;
    };
    for (auto* programs : {&programs_, &phrase_programs_})
      for (Program& p : *programs) p.first_map = map_of(program_words_.data() + p.first_first, p.firsts);
    std::vector<NamedList> lists;
    for (const auto& [name, ids] : lists_) {
      auto [first, count] = intern_set(ids);
      const BlockSource& block = *list_sources_[name];
      lists.push_back({table_.text(name), table_.text(block.file), static_cast<std::uint32_t>(block.line), first, count, list_uses_[name]});
    }
    std::vector<std::uint32_t> set_maps(sets_.size() + 1);
    for (const auto& [ids, place] : set_places_) set_maps[place] = map_of(ids.data(), ids.size());

    std::vector<std::vector<std::uint32_t>> by_word(words_.size());
    std::vector<std::uint32_t> untriggered, trigger_from, triggered;
    for (std::uint32_t p = 0; p < programs_.size(); ++p) {
      if (programs_[p].triggers == 0) untriggered.push_back(p);
      for (std::uint32_t i = 0; i < programs_[p].triggers; ++i) by_word[program_words_[programs_[p].first_trigger + i]].push_back(p);
    }
    for (const auto& list : by_word) {
      trigger_from.push_back(static_cast<std::uint32_t>(triggered.size()));
      triggered.insert(triggered.end(), list.begin(), list.end());
    }
    trigger_from.push_back(static_cast<std::uint32_t>(triggered.size()));
    std::sort(guards_.begin(), guards_.end(),
              [](const GuardWord& a, const GuardWord& b) { return std::pair(a.word, a.guard) < std::pair(b.word, b.guard); });
    table_.add("code", code_);
    table_.add("splits", splits_);
    table_.add("programs", programs_);
    table_.add("phrase_programs", phrase_programs_);
    table_.add("untriggered", untriggered);
    table_.add("program_words", program_words_);
    table_.add("rules", rules_);
    table_.add("phrases", phrases_);
    table_.add("makes", makes_);
    table_.add("roles", roles_);
    table_.add("expressions", expressions_);
    table_.add("examples", examples_);
    table_.add("guards", guards_);
    table_.add("words", table);
    table_.add("trigger_from", trigger_from);
    table_.add("triggered", triggered);
    table_.add("fields", field_names_);
    table_.add("counts", std::vector<std::uint32_t>{static_cast<std::uint32_t>(words_.size())});
    table_.add("maps", maps);
    table_.add("set_maps", set_maps);
    table_.add("lists", lists);
    table_.add("sets", sets_);
    std::vector<base::Text> word_texts;
    for (const std::string& w : words_) word_texts.push_back(table_.text(w));
    table_.add("word_texts", word_texts);
    return table_.finish();
  }

  base::TableWriter table_;
  std::map<std::uint64_t, std::uint32_t> word_ids_;
  std::vector<std::string> words_;
  std::map<std::string, std::set<std::string>> irregular_;
  std::map<std::string, Ids> lists_;
  std::map<std::string, const BlockSource*> list_sources_;
  std::map<std::string, std::uint32_t> list_uses_;
  std::map<Ids, std::uint32_t> set_places_;
  std::vector<std::uint32_t> sets_;
  std::map<std::string, std::uint16_t> phrase_types_;
  std::map<std::uint16_t, std::uint64_t> phrase_needs_;
  std::map<std::uint16_t, Trigger> phrase_triggers_;  // of those with words that every form has
  std::vector<Phrase> phrases_;
  std::vector<Instruction> code_;
  std::vector<Split> splits_;
  std::vector<Program> programs_, phrase_programs_;
  std::vector<std::uint32_t> program_words_;
  std::vector<Rule> rules_;
  std::vector<Make> makes_;
  std::vector<RoleExpression> roles_;
  std::vector<Expression> expressions_;
  std::vector<Example> examples_;
  std::vector<GuardWord> guards_;
  std::map<std::string, std::uint16_t> fields_;
  std::vector<base::Text> field_names_;
};

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

Result<std::vector<BlockSource>> parse_all(const Texts& files) {
  std::vector<BlockSource> blocks;
  for (const auto& [name, text] : files) {
    auto parsed = parse_rules(text, name);
    if (!parsed) return parsed;
    std::move(parsed->begin(), parsed->end(), std::back_inserter(blocks));
  }
  return blocks;
}

// The rule files of a folder, (path in it, text) each.
Result<Texts> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code ec;
  for (std::filesystem::recursive_directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
    if (it->path().extension() == ".rules") paths.push_back(it->path());
  if (ec) return fail(ErrorKind::not_found, "no folder of rules here: " + ec.message(), folder);
  std::sort(paths.begin(), paths.end());
  Texts files;
  for (const auto& path : paths) {
    auto text = base::read_file(path.string());
    if (!text) return tl::unexpected(text.error());
    files.emplace_back(std::filesystem::relative(path, folder).string(), std::move(*text));
  }
  return files;
}

}  // namespace

base::Result<std::string> compile_texts(const Texts& files) {
  auto blocks = parse_all(files);
  if (!blocks) return tl::unexpected(blocks.error());
  return RuleCompiler().compile(std::move(*blocks));
}

base::Result<std::string> compile(const std::string& folder) {
  auto files = files_of(folder);
  if (!files) return tl::unexpected(files.error());
  return compile_texts(*files);
}

base::Result<std::string> compile_sharing(const std::string& folder, const std::string& shared) {
  auto own_files = files_of(folder), shared_files = files_of(shared);
  if (!own_files) return tl::unexpected(own_files.error());
  if (!shared_files) return tl::unexpected(shared_files.error());
  auto blocks = parse_all(*own_files), others = parse_all(*shared_files);
  if (!blocks) return tl::unexpected(blocks.error());
  if (!others) return tl::unexpected(others.error());
  std::set<std::string> names;  // of words that are the folder's own
  for (const BlockSource& block : *blocks)
    if (block.kind == BlockSource::words) names.insert(block.name);
  for (BlockSource& block : *others)
    if (block.kind == BlockSource::inflection || (block.kind == BlockSource::words && !names.contains(block.name)))
      blocks->push_back(std::move(block));
  // Phrases that what is there by now rests on, until there are no more.
  std::set<std::string> taken;
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    std::set<std::string> types;
    for (const PatternSource& pattern : (*blocks)[i].patterns) RuleCompiler::types_of(pattern.pattern, types);
    for (BlockSource& block : *others)
      if (block.kind == BlockSource::phrase && types.contains(block.name) && taken.insert(block.name).second) blocks->push_back(block);
  }
  return RuleCompiler().compile(std::move(*blocks));
}

}  // namespace chancery::reading
