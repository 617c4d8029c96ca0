// SPDX-License-Identifier: Apache-2.0
#include "reading/mentions.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include "reading/dates.h"
#include "reading/numbers.h"

namespace chancery::reading {

using base::Token;
using gazetteer::EntityType;
using gazetteer::NameType;

namespace {

constexpr std::uint16_t type_of(BuiltIn b) { return static_cast<std::uint16_t>(b); }
constexpr std::uint32_t kLongestParenthesis = 40;
constexpr std::uint64_t kTimesOfCapital = 3, kTimesOfCity = 20;  // how much larger a namesake far away must be

bool has(std::span<const std::uint32_t> set, std::uint32_t word) { return word != 0 && std::binary_search(set.begin(), set.end(), word); }

bool is_capital(const Token& t) { return t.shape == Token::capital || t.shape == Token::upper; }

// What a name is a mention of; a person is told by his name's shape like any other.
std::optional<BuiltIn> built_in(const gazetteer::Entity& entity, const gazetteer::Name& name) {
  switch (entity.type) {
    case EntityType::state:
      return name.type == NameType::adjective ? BuiltIn::adjective : name.type == NameType::people ? BuiltIn::people : BuiltIn::state;
    case EntityType::organization:
      return BuiltIn::org;
    case EntityType::city:
      return BuiltIn::city;
    case EntityType::office:
      return BuiltIn::office;
    case EntityType::region:
      return BuiltIn::region;
    case EntityType::feature:
      return BuiltIn::feature;
    case EntityType::person:
      break;
  }
  return {};
}

bool is_double_quote(std::string_view mark) {
  return mark == "\"" || mark == "\xe2\x80\x9c" || mark == "\xe2\x80\x9d" || mark == "\xe2\x80\x9e";
}

}  // namespace

MentionFinder::MentionFinder(const Rules& rules, const gazetteer::Gazetteer& gazetteer, base::Arena& texts)
    : rules_(rules),
      gazetteer_(gazetteer),
      texts_(texts),
      transparent_(rules.list("transparent")),
      not_names_(rules.list("not_names")),
      particles_(rules.list("name_particles")),
      honorifics_(rules.list("honorifics")),
      places_before_(rules.list("before_places")),
      articles_(rules.list("articles")),
      sentence_starts_(rules.list("sentence_starts")),
      not_(rules.word(base::hash_folded("not"))),
      and_(rules.word(base::hash_folded("and"))),
      the_(rules.word(base::hash_folded("the"))),
      value_(rules.field("value")),
      is_transparent_(rules.word_count() + 1) {
  for (auto id : transparent_) is_transparent_[id] = 1;
  for (const Program& program : rules.phrase_programs) {
    if (phrases_.empty() || phrases_.back().rule != program.rule) phrases_.push_back({program.rule, {&program, 0}});
    phrases_.back().programs = {phrases_.back().programs.data(), phrases_.back().programs.size() + 1};
    by_type_[program.rule] = phrases_.back().programs;
    phrase_needs_[program.rule] |= 1ull << program.rule | program.needs;
  }
}

void MentionFinder::names(Sentence& s, std::uint32_t first_token, std::span<const gazetteer::Match> matches, const Context& context) {
  const auto count = static_cast<std::uint32_t>(s.tokens.size());
  s.words.resize(count);
  s.skip_to.resize(count);
  for (const Token& token : s.tokens) rules_.fetch(token.folded);
  for (std::uint32_t i = 0; i < count; ++i) {
    s.words[i] = rules_.word(s.tokens[i].folded);
    if (s.words[i]) s.word_bits.add(s.words[i]);
    // Where a run of capitalised words may start.
    if (is_capital(s.tokens[i])) s.types |= s.types_at[i] |= 1ull << type_of(BuiltIn::capital_run);
    s.skip_to[i] = is_transparent_[s.words[i]] ? i + 1 : i;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    if (s.tokens[i].shape != Token::punctuation) continue;
    char mark = s.text[s.tokens[i].from];
    if (mark != '(' && mark != '[') continue;
    char close = mark == '(' ? ')' : ']';
    for (std::uint32_t j = i + 1; j < count && j < i + kLongestParenthesis; ++j)
      if (s.tokens[j].shape == Token::punctuation && s.text[s.tokens[j].from] == close) {
        s.skip_to[i] = j + 1;
        break;
      }
  }
  s.look_over(the_);

  for (const gazetteer::Match& match : matches) {
    std::uint32_t from = match.from - first_token, to = match.to - first_token;
    if (to > count) continue;  // a sentence end inside a name: not that name
    const gazetteer::Name* state = nullptr;
    // Of each type the reading that the context names, else the likeliest.
    std::array<const gazetteer::Name*, 16> best{};
    for (const gazetteer::Name& name : match.readings) {
      const gazetteer::Entity& entity = gazetteer_.entity(name.entity);
      const std::optional<BuiltIn> known = built_in(entity, name);
      if (!known) continue;
      const BuiltIn type = *known;
      if (name.common && type != BuiltIn::office) {
        // Also an ordinary word: only capitalised and with a word before it that takes a place.
        bool told = from > 0 && has(places_before_, s.words[from - 1]);
        if (!is_capital(s.tokens[from]) || (!told && type != BuiltIn::org)) continue;
      }
      const gazetteer::Name*& slot = best[type_of(type)];
      bool in_context = context.names(entity.type == EntityType::city ? gazetteer_.code(entity.state) : gazetteer_.code(name.entity));
      if (!slot)
        slot = &name;
      else if (in_context) {
        const gazetteer::Entity& held = gazetteer_.entity(slot->entity);
        if (!context.names(held.type == EntityType::city ? gazetteer_.code(held.state) : gazetteer_.code(slot->entity))) slot = &name;
      }
      if (type == BuiltIn::state) state = slot;
    }
    // "Hamburg" was a state once: now it is the city, unless the article is about that state.
    if (const gazetteer::Name* city = best[type_of(BuiltIn::city)]; state && city &&
                                                                    gazetteer_.entity(state->entity).flags & gazetteer::Entity::former &&
                                                                    !context.names(gazetteer_.code(state->entity))) {
      best[type_of(BuiltIn::state)] = nullptr;
      state = nullptr;
    }
    std::string_view written = s.words_between(from, to);
    for (std::uint16_t type = 0; type < best.size(); ++type) {
      if (!best[type]) continue;
      // A place named like a state is the state, unless a word before it takes a place.
      if (state && type != type_of(BuiltIn::state) && type != type_of(BuiltIn::city) && type != type_of(BuiltIn::adjective)) continue;
      const gazetteer::Entity& entity = gazetteer_.entity(best[type]->entity);
      // "Armenia" is the state, not the town in Colombia; "Singapore" is both.
      if (state && type == type_of(BuiltIn::city) && entity.state != state->entity) continue;
      Item item;
      item.entity = best[type]->entity;
      bool as_written = type == type_of(BuiltIn::city) || type == type_of(BuiltIn::region) || type == type_of(BuiltIn::feature);
      item.text = as_written ? written : gazetteer_.text(entity.code);
      if (type == type_of(BuiltIn::office)) {
        item.text = gazetteer_.text(entity.name);
      } else if (!as_written && written != gazetteer_.text(entity.name) && type != type_of(BuiltIn::adjective) &&
                 type != type_of(BuiltIn::people)) {
        item.as = written;
      }
      if (type == type_of(BuiltIn::people)) item.as = written;
      s.add(from, to, static_cast<BuiltIn>(type), item);
    }
  }
}

std::uint64_t MentionFinder::types_of(std::span<const gazetteer::Match> matches) const {
  std::uint64_t types = 0;
  for (const gazetteer::Match& match : matches)
    for (const gazetteer::Name& name : match.readings)
      if (const auto type = built_in(gazetteer_.entity(name.entity), name)) types |= 1ull << type_of(*type);
  return types;
}

void MentionFinder::rest(Sentence& s, const Context& context) {
  dates(s, context);
  numbers(s);
  quotes(s);
  abbreviations(s);
  persons(s, context);
}

void MentionFinder::numbers(Sentence& s) const {
  const auto count = static_cast<std::uint32_t>(s.tokens.size());
  for (std::uint32_t i = 0; i < count;) {
    if (!may_begin_number(s.text, s.tokens[i])) {
      ++i;
      continue;
    }
    auto found = find_number(s.text, s.tokens, i);
    for (const DateUse& d : s.dates)
      if (found && d.from <= i && i < d.to) found.reset();  // part of a date
    if (!found) {
      ++i;
      continue;
    }
    Item item;
    item.number = found->value;
    item.text = s.arena.keep(format_number(found->value));
    Mention mention;
    mention.from = found->from;
    mention.to = found->to;
    if (found->currency.empty()) {
      mention.type = type_of(BuiltIn::number);
    } else {
      mention.type = type_of(BuiltIn::money);
      std::uint16_t currency = rules_.field("currency");
      if (currency != kNoSlot) mention.fields = s.arena.keep(Mention::Field{currency, s.arena.keep(Item{found->currency})});
    }
    mention.values = s.arena.keep(item);
    s.add(mention);
    i = std::max(found->to, i + 1);
  }
}

void MentionFinder::quotes(Sentence& s) const {
  const auto count = static_cast<std::uint32_t>(s.tokens.size());
  for (std::uint32_t i = 0; i + 1 < count; ++i) {
    if (s.tokens[i].shape != Token::punctuation || !is_double_quote(s.tokens[i].in(s.text))) continue;
    for (std::uint32_t j = i + 1; j < count; ++j) {
      if (s.tokens[j].shape != Token::punctuation || !is_double_quote(s.tokens[j].in(s.text))) continue;
      std::string_view said = s.words_between(i + 1, j);
      if (said.ends_with(',')) said.remove_suffix(1);  // "Turkey is our brother," he said
      s.add(i, j + 1, BuiltIn::quote, Item{said});
      i = j;
      break;
    }
  }
}

// Behind the name of an almanac's field.
void MentionFinder::abbreviations(Sentence& s) const {
  if (s.tokens.empty() || (s.words_between(0, 1) != kItemMark && s.words_between(0, 1) != kParagraphMark)) return;
  const auto count = static_cast<std::uint32_t>(s.tokens.size());
  const auto parts = [&](std::uint32_t i, std::string_view marks) {
    return s.tokens[i].shape == Token::punctuation && marks.find(s.text[s.tokens[i].from]) != std::string_view::npos;
  };
  for (std::uint32_t i = 0; i + 1 < count; ++i) {
    if (!parts(i, ":")) continue;
    std::uint32_t to = i + 1;
    while (to < count && !parts(to, ",;(")) ++to;
    if (to == i + 1) continue;
    std::string_view said = s.words_between(i + 1, to);
    while (said.ends_with('.')) said.remove_suffix(1);
    const std::string_view value = gazetteer_.abbreviated(said);
    if (value.empty()) continue;
    s.add(i + 1, to, BuiltIn::abbreviation, Item{value});
  }
}

void MentionFinder::dates(Sentence& s, const Context& context) {
  DateAnchors anchors{context.previous_date, context.document_date};
  date_mentions_.clear();
  date_reader_.read(s.text, s.tokens, anchors, date_mentions_);
  for (const DateMention& date : date_mentions_) {
    if (date.edtf.empty()) continue;
    s.dates.push_back({date.from_token, date.to_token, date.from_token_with_prep, date.edtf,
                       date.anchor == Anchor::absolute ? std::string_view() : name_of(date.anchor), date.role});
    // "Not until 2005 did …": it happened then.
    if (date.role == DateRole::until && date.from_token_with_prep > 0 && not_ != 0 && s.words[date.from_token_with_prep - 1] == not_) {
      s.dates.back().role = DateRole::on;
      --s.dates.back().from_with_preposition;
    }
    s.add(date.from_token, date.to_token, BuiltIn::date, Item{std::string_view(date.edtf)});
  }
}

void MentionFinder::persons(Sentence& s, const Context& context) {
  const auto count = static_cast<std::uint32_t>(s.tokens.size());
  // What stands where: names of states, organisations and offices are no persons.
  auto &taken = taken_, &office_ends = office_ends_, &office_at = office_at_, &city_at = city_at_;
  for (auto* marks : {&taken, &office_ends, &office_at, &city_at}) marks->assign(count + 1, 0);
  for (const Mention& m : s.mentions) {
    auto type = static_cast<BuiltIn>(m.type);
    if (type == BuiltIn::office) office_ends[m.to] = 1, office_at[m.from] = static_cast<std::uint8_t>(std::min(m.to - m.from, 255u));
    if (type == BuiltIn::city) {
      for (std::uint32_t i = m.from; i < m.to; ++i) city_at[i] = static_cast<std::uint8_t>(std::min(m.to - m.from, 255u));
      continue;
    }
    if (type == BuiltIn::state || type == BuiltIn::org || type == BuiltIn::office || type == BuiltIn::adjective ||
        type == BuiltIn::people || type == BuiltIn::region || type == BuiltIn::feature || type == BuiltIn::date)
      for (std::uint32_t i = m.from; i < m.to; ++i) taken[i] = 1;
  }
  const auto mark = [&](std::uint32_t i) { return i < count && s.tokens[i].in(s.text) == "."; };
  const auto initial = [&](std::uint32_t i) {  // "D." or "R.A."
    if (i >= count || !is_capital(s.tokens[i]) || taken[i]) return false;
    const std::string_view word = s.tokens[i].in(s.text);
    return (word.size() == 1 && mark(i + 1)) ||
           (word.size() > 2 && word.size() < 8 && word[1] == '.' && (word.ends_with('.') || mark(i + 1)));
  };
  auto part = [&](std::uint32_t i) {
    if (initial(i)) return true;
    return i < count && is_capital(s.tokens[i]) && !taken[i] && !has(not_names_, s.words[i]) &&
           !(s.tokens[i].shape == Token::upper && s.tokens[i].to - s.tokens[i].from > 3);
  };
  auto is_surname = [&](std::uint32_t i) {
    return i < count && s.tokens[i].shape == Token::upper && s.tokens[i].to - s.tokens[i].from > 2 && !taken[i];
  };
  std::uint32_t plural_end = 0;  // after the first name that a title for several stands before
  for (std::uint32_t i = 0; i < count;) {
    if (!part(i)) {
      ++i;
      continue;
    }
    // "Consul at Trieste John Lamson"
    if (i > 1 && office_ends[i - 1] && city_at[i] != 0 && part(i + city_at[i]) && has(places_before_, s.words[i - 1])) i += city_at[i];
    // "Presidents Nazarbayev and Obama"
    bool goes_on = i > 1 && s.words[i - 1] == and_ && i - 1 == plural_end;
    bool after_office = goes_on || office_ends[i] || (i > 0 && has(honorifics_, s.words[i - 1])) ||
                        (i > 1 && s.tokens[i - 1].in(s.text) == "." && has(honorifics_, s.words[i - 2])) ||
                        (i > 0 && s.tokens[i - 1].in(s.text) == "," && office_ends[i - 1]);
    std::uint32_t end = i, parts = 0, nickname = 0, loud = 0;
    bool all_city = true;
    while (end < count) {
      if (part(end) && (end == i || true)) {
        all_city &= city_at[end] != 0;
        ++parts;
        ++end;
        // An initial's stop, and behind it a surname that is also an ordinary word ("Susan D. Page").
        if (mark(end) && initial(end - 1) && (part(end + 1) || (after_office && is_surname(end + 1)))) {
          ++end;
        } else if (mark(end) && initial(end - 1) && end + 1 < count && s.tokens[end + 1].shape == Token::capital && !taken[end + 1] &&
                   !has(sentence_starts_, s.words[end + 1])) {
          end += 2;
          ++parts;
        }
        continue;
      }
      if (end + 1 < count && s.tokens[end].in(s.text) == "-" && !s.tokens[end].space_before && !s.tokens[end + 1].space_before &&
          s.tokens[end + 1].shape != Token::punctuation && s.tokens[end + 1].shape != Token::number && !taken[end + 1]) {
        end += 2;  // "Jean-Claude", "Ki-moon"
        continue;
      }
      // "Julie Bishop": an office of one word after a first name is a surname where no other name follows.
      if (parts >= 1 && is_capital(s.tokens[end]) && office_at[end] == 1 && !part(end + 1)) {
        ++parts;
        ++end;
        continue;
      }
      // "Ambassador Meret ORAZOV": almanacs write surnames so.
      if (parts >= 1 && after_office && is_surname(end) && !is_surname(end + 1)) {
        loud = end;
        ++parts;
        ++end;
        continue;
      }
      // "Louis St. Laurent"
      if (end > i && s.tokens[end].in(s.text) == "." && s.tokens[end - 1].in(s.text) == "St" && part(end + 1)) {
        ++end;
        continue;
      }
      // 'Richard Bruce "Dick" Cheney'
      if (end + 3 < count && is_double_quote(s.tokens[end].in(s.text)) && is_capital(s.tokens[end + 1]) &&
          is_double_quote(s.tokens[end + 2].in(s.text)) && part(end + 3)) {
        nickname = end;
        end += 3;
        continue;
      }
      // "Nabil al-Arabi"
      if (end + 2 < count && has(particles_, s.words[end]) && s.tokens[end + 1].in(s.text) == "-" && !s.tokens[end + 1].space_before &&
          part(end + 2)) {
        end += 2;
        continue;
      }
      std::uint32_t next = end;
      while (next < count && next < end + 3 && has(particles_, s.words[next]) && !is_capital(s.tokens[next])) ++next;
      if (next > end && part(next)) {
        end = next;
        continue;
      }
      break;
    }
    std::uint32_t from = i;
    i = end;
    if (parts == 0 || (parts == 1 && initial(from))) continue;
    if (from > 0 && has(honorifics_, s.words[from - 1]) && s.tokens[from - 1].in(s.text).ends_with('s')) plural_end = end;
    std::string_view written = s.words_between(from, end);
    const Token& last = s.tokens[end - 1];
    auto known = context.people.find(last.folded);
    bool single = parts == 1;
    if (single && !after_office && known == context.people.end()) continue;
    if (all_city && !after_office) continue;
    if (!single && !after_office && from == 0 && s.words[0] != 0 && known == context.people.end() && parts == 2 &&
        has(not_names_, s.words[0]))
      continue;
    std::string_view name = single && known != context.people.end() ? known->second : written;
    if (nickname || loud) {
      std::string made(name);
      if (nickname) made = std::string(s.words_between(from, nickname)) + " " + std::string(s.words_between(nickname + 3, end));
      const std::size_t at = loud ? s.words_between(from, loud).size() + 1 : made.size();
      for (std::size_t c = at + 1; c < made.size() && made[c] != ' ' && made[c] != '-'; ++c)
        if (made[c] >= 'A' && made[c] <= 'Z') made[c] = static_cast<char>(made[c] + 32);
      name = texts_.keep(made);
    }
    s.add(from, end, BuiltIn::name, Item{name});
  }
}

void MentionFinder::phrases(Sentence& s, const Context& context, Matcher& matcher, std::uint64_t wanted) {
  for (std::uint64_t left = wanted & ~s.looked_for; left != 0; left &= left - 1)
    wanted |= phrase_needs_[static_cast<std::size_t>(std::countr_zero(left))];
  wanted &= ~s.looked_for;
  if (wanted == 0) return;
  s.looked_for |= wanted;
  for (const PhrasePrograms& phrase : phrases_) {
    if (!(wanted >> phrase.rule & 1)) continue;
    wanted &= ~(1ull << phrase.rule);
    for (const Program& program : phrase.programs)
      if (s.may_match(program)) find_phrase(program, s, context, matcher);
    if (wanted == 0) break;
  }
}

bool MentionFinder::may_have(const Sentence& s, std::uint16_t type) const {
  if (s.looked_for >> type & 1) return s.types >> type & 1;
  return std::ranges::any_of(by_type_[type],
                             [&](const Program& p) { return (p.types & kBuiltInTypes & ~s.types) == 0 && s.has_words_for(p); });
}

void MentionFinder::find_phrase(const Program& program, Sentence& s, const Context& context, Matcher& matcher) {
  Match& match = match_;
  for (std::uint32_t from = 0; matcher.find(program, s, from, match); from = match.from + 1) {
    const auto type = static_cast<std::uint16_t>(program.rule);
    bool longer = false;
    for (std::uint32_t m = s.first_at[match.from]; m != Mention::kNone; m = s.mentions[m].next)
      longer |= s.mentions[m].type == type && s.mentions[m].to >= match.to;
    if (longer || match.to <= match.from) continue;
    Mention mention;
    mention.from = match.from;
    mention.to = match.to;
    mention.type = type;
    all_.assign(program.slots, -1);
    bool empty_value = false;
    fields_.clear();
    for (std::uint32_t r = 0; r < program.roles; ++r) {
      const RoleExpression& role = rules_.roles[program.first_role + r];
      evaluate(role, match, all_, s, context, items_);
      if (role.field == value_) {
        empty_value = items_.empty();
        mention.values = s.arena.keep(items_);
      } else if (!items_.empty()) {
        fields_.push_back({role.field, s.arena.keep(items_)});
      }
    }
    if (empty_value) continue;  // "both countries" where there are no two
    if (mention.values.empty()) mention.values = s.arena.keep(Item{s.words_between(match.from, match.to)});
    mention.fields = s.arena.keep(fields_);
    s.add(mention);
  }
}

// What a capture without a mention took.
std::string_view MentionFinder::words_of(const Capture& capture, const Match& match, const Sentence& s) const {
  std::uint32_t from = capture.from, to = capture.to;
  if (capture.type == 0xfffe) {  // a text slot: up to its close
    for (const Capture& c : match.captures)
      if (c.type == 0xfffd && c.slot == capture.slot && c.from >= from) {
        to = c.from;
        break;
      }
  }
  auto is_mark = [&](std::uint32_t i) {
    return s.tokens[i].shape == Token::punctuation && (is_double_quote(s.tokens[i].in(s.text)) || s.tokens[i].in(s.text) == ",");
  };
  while (from < to && (is_mark(from) || has(articles_, s.words[from]))) ++from;
  while (to > from && is_mark(to - 1)) --to;
  return s.words_between(from, to);
}

std::string_view MentionFinder::state_of(const Item& city, const Context& context) const {
  const std::string_view subject = context.subject, other = context.other;
  const std::string_view pair = pair_;
  if (pair.size() != subject.size() + 1 + other.size() || !pair.starts_with(subject) || !pair.ends_with(other)) {
    pair_.assign(subject).append(" ").append(other);
    states_.clear();
  }
  const auto known = states_.find(city.text);
  return known != states_.end() ? known->second : states_.emplace(city.text, state_of_city(city.text, context)).first->second;
}

std::string_view MentionFinder::state_of_city(std::string_view city, const Context& context) const {
  // A city of the states in context is meant, unless a far larger namesake, or a larger capital, is so much better known:
  // "the American embassy in Ottawa" stands in no town of Illinois.
  const gazetteer::Entity *near = nullptr, *likeliest = nullptr;
  std::pair<std::string_view, std::uint32_t> capitals[] = {{context.subject, 0}, {context.other, 0}};
  for (auto& [code, capital] : capitals)
    if (!code.empty()) capital = gazetteer_.capital_of(gazetteer_.by_code(code));
  for (const gazetteer::Name& name : gazetteer_.find(city)) {
    const gazetteer::Entity& entity = gazetteer_.entity(name.entity);
    if (entity.type != EntityType::city) continue;
    for (const auto& [code, capital] : capitals)
      if (!code.empty() && capital == name.entity) return gazetteer_.code(gazetteer_.by_code(code));  // also of a state that claims it
    if (!near && context.names(gazetteer_.code(entity.state))) near = &entity;
    if (!likeliest || entity.population > likeliest->population) likeliest = &entity;
  }
  if (!likeliest) return {};
  if (near) {
    const std::uint64_t times = likeliest->flags & gazetteer::Entity::capital ? kTimesOfCapital : kTimesOfCity;
    if (likeliest->population < near->population * times) likeliest = near;
  }
  return gazetteer_.code(likeliest->state);
}

// The person that a sentence names first before the match, else the one spoken of before it.
std::span<const Item> MentionFinder::he_of(const Match& match, const Sentence& s, const Context& context) const {
  const Mention* first = nullptr;
  for (const Mention& m : s.mentions)
    if (m.to <= match.from && m.type == type_of(BuiltIn::name) && (!first || m.from < first->from)) first = &m;
  return first ? first->values : std::span<const Item>(context.he);
}

void MentionFinder::evaluate(const RoleExpression& role, const Match& match, std::span<const int> chosen, const Sentence& s,
                             const Context& context, std::vector<Item>& out) const {
  out.clear();
  bool whole = true;
  std::size_t before = 0;
  for (std::uint32_t at = role.first;; ++at) {
    const Expression& e = rules_.expressions[at];
    auto each = [&](auto&& use) {
      for (std::size_t c = 0; c < match.captures.size(); ++c) {
        const Capture& capture = match.captures[c];
        if (capture.slot != e.a || capture.type == 0xfffd) continue;
        if (chosen[e.a] >= 0 && chosen[e.a] != static_cast<int>(c)) continue;
        if (capture.mention == Mention::kNone) {
          if (e.b != kNoSlot) continue;
          if (const Item item{words_of(capture, match, s)}; !item.text.empty()) use(item);
          continue;
        }
        const Mention& mention = s.mentions[capture.mention];
        if (e.b == kNoSlot)
          for (const Item& item : mention.values) use(item);
        else
          for (const auto& [field, items] : mention.fields)
            if (field == e.b) {
              for (const Item& item : items) use(item);
              break;
            }
      }
    };
    auto put = [&](const Item& item) {
      if (std::find(out.begin(), out.end(), item) == out.end()) out.push_back(item);
    };
    auto put_text = [&](std::string_view text) {
      if (!text.empty()) put(Item{text});
    };
    switch (e.op) {
      case Expression::slot:
      case Expression::field:
        each(put);
        break;
      case Expression::literal:
        put(Item{rules_.text(e.text)});
        break;
      case Expression::subject:
        put_text(context.subject);
        break;
      case Expression::pair:
        if (!context.has_pair()) break;
        put_text(context.subject);
        put_text(context.other);
        break;
      case Expression::it: {
        // The state or organisation named last before it in the sentence, else the one spoken of before.
        const Mention* nearest = nullptr;
        for (const Mention& m : s.mentions)
          if (m.to <= match.from && (m.type == type_of(BuiltIn::state) || m.type == type_of(BuiltIn::org)) &&
              (!nearest || m.from > nearest->from))
            nearest = &m;
        for (const Item& item : nearest ? nearest->values : std::span<const Item>(context.it)) put(item);
        break;
      }
      case Expression::it_state: {
        const Mention* first = nullptr;
        for (const Mention& m : s.mentions)
          if (m.to <= match.from && m.type == type_of(BuiltIn::state) && (!first || m.from < first->from)) first = &m;
        for (const Item& item : first ? first->values : std::span<const Item>(context.it_state)) put(item);
        break;
      }
      case Expression::it_org: {
        const Mention* nearest = nullptr;
        for (const Mention& m : s.mentions)
          if (m.to <= match.from && m.type == type_of(BuiltIn::org) && (!nearest || m.from > nearest->from)) nearest = &m;
        for (const Item& item : nearest ? nearest->values : std::span<const Item>(context.it_org)) put(item);
        break;
      }
      case Expression::home_of: {
        auto home = [&](const Item& person) {
          auto known = context.homes.find(person.text);
          if (known != context.homes.end())
            put(Item{known->second});
          else
            put_text(gazetteer_.home_of(person.text));
        };
        if (e.a == kNoSlot) {
          for (const Item& item : he_of(match, s, context)) home(item);
        } else
          each(home);
        break;
      }
      case Expression::title_of: {
        auto title = [&](const Item& person) {
          if (auto known = context.titles.find(person.text); known != context.titles.end()) put(Item{known->second});
        };
        if (e.a == kNoSlot) {
          for (const Item& item : he_of(match, s, context)) title(item);
        } else
          each(title);
        break;
      }
      case Expression::guest_of:
        each([&](const Item& item) { put_text(context.guest_of(item.text)); });
        break;
      case Expression::last_of:
        if (auto last = context.last.find(rules_.text(e.text)); last != context.last.end())
          for (const Item& item : last->second) put(item);
        break;
      case Expression::he:
        for (const Item& item : he_of(match, s, context)) put(item);
        break;
      case Expression::topic:
        put_text(context.topic);
        break;
      case Expression::topic_org:
        put_text(context.topic_org);
        break;
      case Expression::other:
        if (e.a == kNoSlot) {
          put_text(context.other);
        } else {
          each([&](const Item& item) { put_text(context.other_than(item.text)); });
        }
        break;
      case Expression::state_of:
        each([&](const Item& item) { put_text(state_of(item, context)); });
        break;
    }
    // All parts of x&y or none.
    whole &= out.size() > before;
    before = out.size();
    if (e.more) continue;
    if (!whole || out.size() < role.least) out.clear();
    if (!out.empty() || e.last) return;
    whole = true;
    before = 0;
  }
}

}  // namespace chancery::reading
