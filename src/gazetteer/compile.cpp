// SPDX-License-Identifier: Apache-2.0
// From the data files to the arrays that Gazetteer uses.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "gazetteer/data.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/layout.h"
#include "gazetteer/variants.h"

namespace chancery::gazetteer {
namespace {

using base::ErrorKind;
using base::Token;

// A name on its way into the trie, with what decides which reading is likelier.
struct Reading {
  Name name;
  int rank;
  int group;    // by the type of what it names
  bool former;  // names what is no more, or is a name no more
  bool seat;    // a capital of today: likelier than a larger city of its name
  std::uint32_t population;
};

bool likelier(const Reading& a, const Reading& b) {
  auto key = [](const Reading& r) {
    return std::tuple(r.rank, r.group, !r.seat, r.former, -static_cast<std::int64_t>(r.population), r.name.entity, r.name.type);
  };
  return key(a) < key(b);
}

class Trie {
 public:
  Trie() : children_(2), terminals_(2), first_(layout::kFilterWords), folded_first_(layout::kFilterWords) {}

  // `spelling` names `reading`; both as written and folded.
  void add(const std::string& spelling, const Reading& reading) {
    tokens_.clear();
    base::tokenize(spelling, tokens_);
    if (tokens_.empty()) return;
    layout::filter_add(first_.data(), tokens_[0].word);
    layout::filter_add(folded_first_.data(), tokens_[0].folded);
    insert(spelling, layout::kExact, &Token::word, reading);
    insert(spelling, layout::kFolded, &Token::folded, reading);
  }

  base::Result<> write(base::TableWriter& table) {
    std::vector<Name> names;
    std::vector<layout::Node> nodes(terminals_.size());
    for (std::size_t node = 0; node < terminals_.size(); ++node) {
      auto& readings = terminals_[node];
      std::sort(readings.begin(), readings.end(), likelier);
      nodes[node].from = static_cast<std::uint32_t>(names.size());
      for (const Reading& r : readings) {
        // One reading an entity: the likeliest of its names of this spelling.
        bool there = std::any_of(names.begin() + nodes[node].from, names.end(), [&](const Name& n) { return n.entity == r.name.entity; });
        if (!there) names.push_back(r.name);
      }
      nodes[node].count = static_cast<std::uint32_t>(names.size()) - nodes[node].from;
    }
    std::size_t places = 1024;
    while (places < edges_ * 5 / 3) places *= 2;
    std::vector<layout::Edge> edges(places);
    for (std::uint32_t node = 0; node < children_.size(); ++node)
      for (const auto& [word, child] : children_[node]) {
        std::size_t at = layout::place(node, word) & (places - 1);
        while (edges[at].child) at = (at + 1) & (places - 1);
        edges[at] = {word, node, child.node, table.text(child.text)};
      }
    if (!clash_.empty()) return base::fail(ErrorKind::invalid, "two words have one hash", clash_);
    table.add("names", names);
    table.add("nodes", nodes);
    table.add("edges", edges);
    table.add("first", first_);
    table.add("folded-first", folded_first_);
    return {};
  }

 private:
  struct Child {
    std::uint32_t node;
    std::string text;
  };

  void insert(const std::string& spelling, std::uint32_t node, std::uint64_t Token::*hash, const Reading& reading) {
    for (const Token& t : tokens_) {
      std::string text(t.in(spelling));
      auto [at, is_new] = children_[node].try_emplace(t.*hash, Child{static_cast<std::uint32_t>(children_.size()), text});
      if (is_new) {
        ++edges_;
        children_.emplace_back();
        terminals_.emplace_back();
      } else if (hash == &Token::word && !layout::same_word(at->second.text, text)) {
        clash_ = at->second.text + ", " + text;
      }
      node = children_[node].find(t.*hash)->second.node;
    }
    terminals_[node].push_back(reading);
  }

  std::vector<Token> tokens_;
  std::vector<std::map<std::uint64_t, Child>> children_;
  std::vector<std::vector<Reading>> terminals_;
  std::vector<std::uint64_t> first_, folded_first_;
  std::size_t edges_ = 0;
  std::string clash_;
};

// What names of one spelling stand for, likeliest first: states; what is organised; large cities and capitals ("Genoa"
// is the city before it is the republic); former states and parts of states; features; small cities.
int group_of(const DataEntity& e) {
  switch (e.type) {
    case EntityType::state:
      return (e.flags & Entity::former) && e.code == e.name ? 4 : 0;
    case EntityType::organization:
      return 1;
    case EntityType::office:
      return 2;
    case EntityType::city:
      return (e.flags & Entity::capital) || e.population >= 300000 ? 3 : 7;
    case EntityType::region:
      return 5;
    case EntityType::feature:
      return 6;
    case EntityType::person:
      break;
  }
  return 8;
}

std::string lower_first(std::string s, bool all) {
  bool start = true;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] >= 'A' && s[i] <= 'Z' && (all || !start)) s[i] = static_cast<char>(s[i] + 32);
    start = false;
  }
  return s;
}

// "UN" -> "U.N."; empty where it is no plain acronym of two to four letters.
std::string with_stops(std::string_view acronym) {
  if (acronym.size() < 2 || acronym.size() > 4) return {};
  std::string out;
  for (char c : acronym) {
    if (c < 'A' || c > 'Z') return {};
    out += c;
    out += '.';
  }
  return out;
}

std::vector<std::string> spellings(const DataEntity& e, const DataName& name) {
  if (name.type == NameType::acronym) {
    std::vector<std::string> all{name.text};
    if (std::string stops = with_stops(name.text); !stops.empty()) all.push_back(stops);
    return all;
  }
  std::vector<std::string> all = variants(name.text, e.type == EntityType::state);
  if (e.type == EntityType::office)  // titles stand in lower case as often as not
    for (std::size_t i = 0, n = all.size(); i < n; ++i) {
      all.push_back(lower_first(all[i], true));
      all.push_back(lower_first(all[i], false));
    }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// "Republic of Korea", where "Korea" is a name of the state too, stands in lists as "Korea, Republic of" and "Korea (Republic of)".
void add_inverted(DataEntity& e) {
  for (std::size_t i = 0, n = e.names.size(); i < n; ++i) {
    const std::string official = e.names[i].text;
    const std::size_t at = official.find(" of ");
    if (e.names[i].type != NameType::official || at == std::string::npos) continue;
    std::size_t rest = at + 4;
    if (official.compare(rest, 4, "the ") == 0) rest += 4;
    const std::string tail = official.substr(rest), head = official.substr(0, rest - 1);
    const bool known = std::any_of(e.names.begin(), e.names.end(), [&](const DataName& name) { return name.text == tail; });
    if (!known) continue;
    for (const std::string& text : {tail + ", " + head, tail + " (" + head + ")"}) {
      DataName inverted = e.names[i];
      inverted.text = text;
      e.names.push_back(inverted);
    }
  }
}

class Compiler {
 public:
  explicit Compiler(Data data) : data_(std::move(data)) {
    for (DataEntity& e : data_.entities)
      if (e.type == EntityType::state) add_inverted(e);
  }

  base::Result<std::string> run() {
    return set_codes().and_then([&] { return set_capitals(); }).and_then([&] { return write(); });
  }

 private:
  // Codes of organisations, and which state each code is.
  base::Result<> set_codes() {
    std::map<std::string, int> acronyms;
    for (const DataEntity& e : data_.entities) {
      if (e.type == EntityType::state && !states_.emplace(e.code, &e - data_.entities.data()).second)
        return base::fail(ErrorKind::invalid, fmt::format("two states have the code {}", e.code), e.place);
      if (e.type == EntityType::organization && e.code.empty())
        for (const DataName& n : e.names)
          if (n.type == NameType::acronym) {
            ++acronyms[n.text];
            break;
          }
    }
    for (DataEntity& e : data_.entities) {
      if (e.type != EntityType::organization || !e.code.empty()) continue;
      e.code = e.name;
      for (const DataName& n : e.names)
        if (n.type == NameType::acronym) {
          if (acronyms[n.text] == 1 && !states_.contains(n.text)) e.code = n.text;
          break;
        }
    }
    for (const DataEntity& e : data_.entities)
      if (!e.state.empty() && !states_.contains(e.state))
        return base::fail(ErrorKind::invalid, fmt::format("no state {}", e.state), e.place);
    return {};
  }

  // Finds each capital among the cities. A state of today has it on its own ground: one that no list has (a settlement
  // of a territory) becomes a city of it. Other states' capitals lie where they lie and must be listed.
  base::Result<> set_capitals() {
    std::unordered_multimap<std::string, std::size_t> cities;
    for (std::size_t i = 0; i < data_.entities.size(); ++i)
      if (data_.entities[i].type == EntityType::city)
        for (const DataName& n : data_.entities[i].names) cities.emplace(n.text, i);
    const std::size_t count = data_.entities.size();
    for (std::size_t state = 0; state < count; ++state) {
      if (data_.entities[state].type != EntityType::state) continue;
      const bool of_today = !(data_.entities[state].flags & Entity::former) && data_.entities[state].code != data_.entities[state].name;
      const auto capitals = data_.entities[state].capitals;
      for (const DataCapital& c : capitals) {
        std::optional<std::size_t> best;
        auto [first, last] = cities.equal_range(c.city);
        for (auto at = first; at != last; ++at)
          if (!best || better_capital(at->second, *best, state, c.city)) best = at->second;
        if (of_today && (!best || data_.entities[*best].state != data_.entities[state].code)) {
          DataEntity city;
          city.type = EntityType::city;
          city.code = city.name = c.city;
          city.state = data_.entities[state].code;
          city.names.push_back({c.city, NameType::name, 1, {}});
          city.place = data_.entities[state].place;
          best = data_.entities.size();
          cities.emplace(c.city, *best);
          data_.entities.push_back(std::move(city));
        }
        if (!best) return base::fail(ErrorKind::invalid, fmt::format("no city is called {}", c.city), data_.entities[state].place);
        if (!(data_.entities[state].flags & Entity::territory)) {
          data_.entities[*best].flags |= Entity::capital;
          data_.entities[*best].seat |= of_today && c.range.to == kOpen;
        }
        // A capital without dates lasts as long as its state.
        const Range& lasts = data_.entities[state].range;
        capitals_.push_back({index(state), index(*best), std::max(c.range.from, c.range.from == kPast ? lasts.from : kPast),
                             std::min(c.range.to, c.range.to == kOpen ? lasts.to : kOpen)});
      }
    }
    return {};
  }

  bool better_capital(std::size_t a, std::size_t b, std::size_t state, const std::string& name) const {
    auto key = [&](std::size_t i) {
      const DataEntity& city = data_.entities[i];
      const DataEntity& of = data_.entities[state];
      return std::tuple(city.state == of.code, !of.state.empty() && city.state == of.state, city.population, city.name == name);
    };
    return key(a) > key(b);
  }

  base::Result<std::string> write() {
    base::TableWriter table;
    std::vector<Entity> entities(1);
    for (const DataEntity& e : data_.entities) {
      Entity out;
      out.code = table.text(e.code);
      out.name = table.text(e.name);
      out.kind = table.text(e.kind);
      out.detail = table.text(e.detail);
      out.state = e.state.empty() ? 0 : index(states_.at(e.state));
      out.population = e.population;
      out.from = e.range.from;
      out.to = e.range.to;
      out.type = e.type;
      out.flags = e.flags;
      entities.push_back(out);
    }
    table.add("entities", entities);

    Trie trie;
    for (std::size_t i = 0; i < data_.entities.size(); ++i) add_names(trie, i);
    if (auto done = trie.write(table); !done) return tl::unexpected(done.error());

    std::stable_sort(capitals_.begin(), capitals_.end(), [](const Capital& a, const Capital& b) { return a.state < b.state; });
    table.add("capitals-by-state", capitals_);
    std::stable_sort(capitals_.begin(), capitals_.end(), [](const Capital& a, const Capital& b) { return a.city < b.city; });
    table.add("capitals-by-city", capitals_);

    if (auto done = write_codes(table); !done) return tl::unexpected(done.error());
    return table.finish();
  }

  void add_names(Trie& trie, std::size_t i) {
    const DataEntity& e = data_.entities[i];
    for (const DataName& n : e.names) {
      for (const std::string& s : spellings(e, n)) {
        Reading r;
        // An office's title of one word is an ordinary word in lower case ("president", "minister").
        bool word = e.type == EntityType::office && s[0] >= 'a' && s[0] <= 'z' && s.find(' ') == std::string::npos;
        r.name = {index(i), n.type, word || data_.common.contains(s) || data_.common.contains(n.text), n.range.from, n.range.to};
        r.rank = n.rank;
        r.group = group_of(e);
        r.former = (e.flags & Entity::former) || n.type == NameType::former || n.range.to != kOpen;
        r.seat = e.seat;
        r.population = e.population;
        trie.add(s, r);
      }
    }
  }

  base::Result<> write_codes(base::TableWriter& table) {
    std::map<std::string, std::uint32_t> by_code;
    // States first: where an organisation has the same letters, the state keeps them.
    for (bool states : {true, false})
      for (std::size_t i = 0; i < data_.entities.size(); ++i)
        if (data_.entities[i].type != EntityType::person && (data_.entities[i].type == EntityType::state) == states)
          by_code.emplace(data_.entities[i].code, index(i));
    std::vector<CodeList> lists;
    std::set<std::string> known{"alias"};
    for (const DataCodeList& list : data_.code_lists) {
      lists.push_back({table.text(list.id), table.text(list.name), table.text(list.version)});
      known.insert(list.id);
    }
    table.add("code-lists", lists);
    std::vector<Code> codes;
    for (const DataCode& c : data_.codes) {
      auto state = states_.find(c.state);
      if (state == states_.end()) return base::fail(ErrorKind::invalid, fmt::format("no state {}", c.state), c.place);
      if (!known.contains(c.list)) return base::fail(ErrorKind::invalid, fmt::format("no list {}", c.list), c.place);
      if (c.list == "alias") by_code.emplace(c.value, index(state->second));
      codes.push_back({index(state->second), c.finds, c.range.from, c.range.to, table.text(c.list), table.text(c.value)});
    }
    std::stable_sort(codes.begin(), codes.end(), [](const Code& a, const Code& b) { return a.state < b.state; });
    table.add("codes", codes);
    std::vector<layout::CodeEntry> entries;
    for (const auto& [code, entity] : by_code) entries.push_back({table.text(code), entity});
    table.add("code-index", entries);
    std::vector<layout::Abbreviation> abbreviations;
    for (const auto& [said, value] : data_.abbreviations) abbreviations.push_back({table.text(said), table.text(value)});
    table.add("abbreviations", abbreviations);
    return {};
  }

  static std::uint32_t index(std::size_t i) { return static_cast<std::uint32_t>(i + 1); }

  Data data_;
  std::map<std::string, std::size_t, std::less<>> states_;
  std::vector<Capital> capitals_;
};

}  // namespace

base::Result<std::string> compile(const std::string& folder) {
  return read_data(folder).and_then([](Data data) { return Compiler(std::move(data)).run(); });
}

}  // namespace chancery::gazetteer
