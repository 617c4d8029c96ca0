// SPDX-License-Identifier: Apache-2.0
// A dump of Wikidata in one pass: claims wait until all items went by, for they name items (a member's organisation, a head of state) that
// may come later. Names are kept of those that were named so far, and of those that may yet be (Mapping::lend_names): in little memory
// beside the dump's. Claims about what is no state or organisation that the gazetteer knows are none of ours and not counted.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/lines.h"
#include "sources/importer.h"
#include "sources/wikidata_item.h"

namespace chancery::sources {
namespace {

using gazetteer::EntityType;

// Texts by number; each is kept once. Number 0 is the empty text.
class Pool {
 public:
  std::uint32_t add(std::string_view text) {
    if (text.empty()) return 0;
    auto [at, added] = numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size() + 1));
    if (added) texts_.push_back(&at->first);
    return at->second;
  }
  const std::string& operator[](std::uint32_t number) const {
    static const std::string none;
    return number == 0 ? none : *texts_[number - 1];
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;
};

// The names of items, some millions of them.
class Names {
 public:
  void want(ItemNumber item) {
    if (item >= wanted_.size()) wanted_.resize(std::max<std::size_t>(item + 1, wanted_.size() * 2));
    wanted_[item] = true;
  }
  bool wants(ItemNumber item) const { return item < wanted_.size() && wanted_[item]; }
  void add(ItemNumber item, std::string_view name) {
    want(item);
    if (name.empty()) return;
    places_.push_back({item, static_cast<std::uint32_t>(texts_.size())});
    (texts_ += name) += '\0';
  }
  void settle() { std::sort(places_.begin(), places_.end()); }
  std::string_view of(ItemNumber item) const {  // after settle()
    const auto at = std::lower_bound(places_.begin(), places_.end(), std::pair{item, 0u});
    return at != places_.end() && at->first == item ? std::string_view(texts_.data() + at->second) : std::string_view();
  }

 private:
  std::vector<bool> wanted_;
  std::vector<std::pair<ItemNumber, std::uint32_t>> places_;
  std::string texts_;
};

constexpr Property kClass = 31;
constexpr std::size_t kMostWaiting = 1 << 20, kMostReferences = 32 << 20;  // claims about items that are no states; bytes

// A claim until all items went by. Texts are numbers of the pool.
struct Waiting {
  const ItemRule* rule;
  ItemNumber item;
  std::uint32_t line;
  ItemNumber values[ItemRule::kParts] = {};  // of ItemRule::parts that are items
  std::uint32_t word = 0;                    // for its class
  std::uint32_t on = 0, since = 0, until = 0, at = 0, column = 0;
  std::size_t guid = 0;  // in the text of all
};

Asked asked_for(const Mapping& mapping) {
  Asked out;
  out.claims.push_back(kClass);
  for (const ItemRule& rule : mapping.items) {
    out.leading.push_back(rule.claim);
    out.claims.push_back(rule.claim);
    for (const ItemRule::Part& part : rule.parts)
      if (part.property != 0) out.claims.push_back(part.property);
    for (const auto* dates : {&rule.on, &rule.since, &rule.until, &rule.at})
      for (Property property : *dates) {
        out.claims.push_back(property);
        out.qualifiers.push_back(property);
      }
  }
  out.leading.insert(out.leading.end(), mapping.lend_names.begin(), mapping.lend_names.end());
  out.claims.insert(out.claims.end(), mapping.lend_names.begin(), mapping.lend_names.end());
  for (auto* list : {&out.leading, &out.claims, &out.qualifiers}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return out;
}

class Reader {
 public:
  Reader(const Mapping& mapping, const gazetteer::Codes& codes, const Sink& sink) : mapping_(mapping), codes_(codes), sink_(sink) {
    for (const gazetteer::Code& code : codes.gazetteer().codes())
      if (codes.gazetteer().text(code.list) == kList) states_.insert(item_number(codes.gazetteer().text(code.value)));
  }

  void item(const Item& item, std::uint64_t line) {
    const bool named =
        names_.wants(item.number) || std::any_of(item.claims.begin(), item.claims.end(), [&](const Claim& claim) {
          return std::find(mapping_.lend_names.begin(), mapping_.lend_names.end(), claim.property) != mapping_.lend_names.end();
        });
    if (named) names_.add(item.number, item.name);
    for (const ItemRule& rule : mapping_.items)
      for (const Claim& claim : item.claims)
        if (claim.property == rule.claim) take(rule, item, claim, line);
  }

  void finish() {
    names_.settle();
    for (const Waiting& waiting : waiting_) put(waiting);
  }

  Tally tally;

 private:
  bool is_state(ItemNumber item) const { return states_.contains(item); }

  // What the property says of the item, as it is held best.
  static const Claim* best(const Item& item, Property property) {
    const Claim* found = nullptr;
    for (const Claim& claim : item.claims)
      if (claim.property == property && (found == nullptr || (claim.preferred && !found->preferred))) found = &claim;
    return found;
  }

  void take(const ItemRule& rule, const Item& item, const Claim& claim, std::uint64_t line) {
    Waiting waiting{.rule = &rule, .item = item.number, .line = static_cast<std::uint32_t>(line)};
    std::string column = fmt::format("P{}", rule.claim);
    bool of_state = false;
    for (std::size_t i = 0; i < rule.parts.size(); ++i) {
      const ItemRule::Part& part = rule.parts[i];
      if (part.item) {
        waiting.values[i] = item.number;
      } else if (part.property != 0) {
        const Claim* other = part.property == rule.claim ? &claim : best(item, part.property);
        if (other == nullptr || other->said.what != Said::What::item) {
          if (!part.needed) continue;
          if (other != nullptr && other->said.what == Said::What::unknown)
            reject(line, fmt::format("there is one, and nobody knows which (P{})", part.property));
          return;  // there is none, or it is no item
        }
        waiting.values[i] = other->said.item;
        if (part.property != rule.claim) column += fmt::format(", P{}", part.property);
      } else if (!part.classes.empty()) {
        const std::string_view word = class_of(item, part);
        if (word.empty()) return;
        waiting.word = pool_.add(word);
        column += fmt::format(", P{}", kClass);
      }
      if (waiting.values[i] == 0 || (part.types & model::state) == 0) continue;
      const bool state = is_state(waiting.values[i]);
      of_state = of_state || state;
      // Other items than states and organisations have members and heads as well.
      if (part.item && !state && ((part.types & model::organization) == 0 || codes_.gazetteer().organization(item.name).empty())) return;
    }
    if (!of_state && ++stateless_ > kMostWaiting) return reject(line, "there are too many claims about items that are no states");
    for (auto [properties, to] :
         {std::pair(&rule.on, &waiting.on), {&rule.since, &waiting.since}, {&rule.until, &waiting.until}, {&rule.at, &waiting.at}})
      *to = pool_.add(moment(*properties, rule, item, claim, to == &waiting.until, column));
    if (!claim.reference.empty() && (references_ += claim.reference.size()) < kMostReferences) column += "; " + claim.reference;
    waiting.column = pool_.add(column);
    waiting.guid = guids_.size();
    (guids_ += claim.guid) += '\0';
    for (ItemNumber value : waiting.values) {
      if (value == 0 || is_state(value) || names_.wants(value)) continue;
      if (value == item.number)
        names_.add(value, item.name);
      else
        names_.want(value);
    }
    waiting_.push_back(waiting);
  }

  static std::string_view class_of(const Item& item, const ItemRule::Part& part) {
    for (const Claim& claim : item.claims)
      for (const auto& [number, word] : part.classes)
        if (claim.property == kClass && claim.said.item == number) return word;
    return {};
  }

  static std::string moment(const std::vector<Property>& properties, const ItemRule& rule, const Item& item, const Claim& claim, bool end,
                            std::string& column) {
    for (Property property : properties) {
      const Said* said = property == rule.claim ? &claim.said : nullptr;
      for (const auto& [qualifier, what] : claim.qualifiers)
        if (qualifier == property) said = &what;
      if (const Claim* own = said == nullptr && rule.own ? best(item, property) : nullptr) said = &own->said;
      if (said == nullptr || said->what == Said::What::none) continue;
      if (property != rule.claim) column += fmt::format(", P{}", property);
      return end && said->what == Said::What::unknown ? ".." : said->moment;  // "..": it ended, nobody knows when
    }
    return {};
  }

  // What stands in a role; empty with the reason where it is not known.
  std::string value(const ItemRule::Part& part, ItemNumber item, const time::Bounds& when, std::string& reason) const {
    if ((part.types & model::state) != 0) {
      if (is_state(item)) {
        const std::string code = fmt::format("Q{}", item);
        auto state = codes_.state(code, kList, when);
        if (!state) state = codes_.state(code, kList);
        if (state) return std::string(codes_.gazetteer().code(*state));
        reason = state.error().message;
        return {};
      }
      const std::string_view body =
          (part.types & model::organization) != 0 ? codes_.gazetteer().organization(names_.of(item)) : std::string_view();
      if (body.empty()) reason = fmt::format("no state or organisation is known as the item (P{})", part.property);
      return std::string(body);
    }
    const std::string_view name = names_.of(item);
    if (name.empty()) reason = fmt::format("the dump has no English name of the item (P{})", part.property);
    const std::string_view body = (part.types & model::organization) != 0 ? codes_.gazetteer().organization(name) : std::string_view();
    return std::string(body.empty() ? name : body);
  }

  void put(const Waiting& waiting) {
    const ItemRule& rule = *waiting.rule;
    model::Statement out;
    out.kind = rule.kind;
    out.time = {pool_[waiting.on], pool_[waiting.since], pool_[waiting.until], pool_[waiting.at]};
    if (!out.time.on.empty() || !out.time.since.empty() || !out.time.until.empty()) out.time.at.clear();
    const std::string& moment = !out.time.on.empty() ? out.time.on : !out.time.since.empty() ? out.time.since : out.time.at;
    const time::Bounds when = moment.empty() ? time::Bounds() : time::bounds(moment).value_or(time::Bounds());
    for (std::size_t i = 0; i < rule.parts.size(); ++i) {
      const ItemRule::Part& part = rule.parts[i];
      std::string text = part.constant, reason;
      if (!part.classes.empty()) {
        text = pool_[waiting.word];
      } else if (text.empty()) {
        if (waiting.values[i] == 0) continue;
        text = value(part, waiting.values[i], when, reason);
        if (text.empty() && !part.needed) continue;
        if (text.empty()) return reject(waiting.line, reason);
        if (part.types == model::office && !split_office(text, out)) return;
      }
      if (part.set)
        out.roles.push_back({part.role, std::vector{std::move(text)}});
      else
        out.roles.push_back({part.role, std::move(text)});
    }
    out.scope = model::Scope::table;
    out.source.line = waiting.line;
    out.source.key = guids_.c_str() + waiting.guid;
    if (out.source.key.empty()) out.source.key = fmt::format("Q{}", waiting.item);
    out.source.column = pool_[waiting.column];
    if (auto ok = sink_.take(std::move(out)); !ok) return reject(waiting.line, ok.error().message);
    ++tally.statements;
  }

  // "President of Kazakhstan": the office, and of which state it is. False of a post that is no office of a state or organisation.
  bool split_office(std::string& title, model::Statement& out) const {
    const gazetteer::Gazetteer& names = codes_.gazetteer();
    for (std::size_t at = title.find(" of "); at != std::string::npos; at = title.find(" of ", at + 1)) {
      const std::string_view whose = std::string_view(title).substr(at + 4);
      for (const gazetteer::Name& reading : names.find(whose)) {
        const EntityType type = names.entity(reading.entity).type;
        if (type != EntityType::state && type != EntityType::organization) continue;
        title.resize(at);
        out.roles.push_back({"of", std::string(names.code(reading.entity))});
        const auto offices = names.find(title);
        return std::any_of(offices.begin(), offices.end(),
                           [&](const gazetteer::Name& name) { return names.entity(name.entity).type == EntityType::office; });
      }
    }
    return false;
  }

  void reject(std::uint64_t line, std::string reason) {
    ++tally.rejected;
    sink_.reject(line, std::move(reason));
  }

  static constexpr std::string_view kList = "wikidata";
  const Mapping& mapping_;
  const gazetteer::Codes& codes_;
  const Sink& sink_;
  std::unordered_set<ItemNumber> states_;  // their items
  Pool pool_;
  Names names_;
  std::string guids_;  // one behind the other
  std::size_t references_ = 0, stateless_ = 0;
  std::vector<Waiting> waiting_;
};

}  // namespace

base::Result<Tally> read_wikidata(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink) {
  auto lines = base::Lines::open(path);
  if (!lines) return tl::unexpected(lines.error());
  const Asked asked = asked_for(mapping);
  ItemReader items(asked);
  Reader reader(mapping, codes, sink);
  for (;;) {
    auto more = lines->next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    auto item = items.read(lines->line());
    if (item && *item == nullptr) continue;
    ++reader.tally.rows;
    if (item) {
      reader.item(**item, lines->number());
    } else {
      ++reader.tally.rejected;
      sink.reject(lines->number(), item.error().message);
    }
  }
  reader.finish();
  return reader.tally;
}

}  // namespace chancery::sources
