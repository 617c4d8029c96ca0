// SPDX-License-Identifier: Apache-2.0
#include "reading/maker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace chancery::reading {

using base::Token;
using model::Statement;

namespace {

constexpr std::uint16_t kOpen = 0xfffe, kClose = 0xfffd;
constexpr std::size_t kMostStatements = 600;  // of one match: a list of parties times a list of organisations
constexpr std::uint32_t kFarthestDate = 8;    // tokens after a match in which its date may come

bool has(std::span<const std::uint32_t> set, std::uint32_t word) { return word != 0 && std::binary_search(set.begin(), set.end(), word); }

std::string_view opposite_end(std::string_view edtf) {
  std::size_t slash = edtf.find('/');
  return slash == std::string_view::npos ? std::string_view() : edtf.substr(slash + 1);
}

// Puts a date where the kind and the rule want it. False where the kind has no such time.
bool put_time(Draft::Time& time, const DateUse& date, TimeMode mode, std::uint8_t allowed) {
  const std::string_view edtf = date.edtf, first = edtf.substr(0, edtf.find('/')), last = opposite_end(edtf);
  bool span = !last.empty() && !first.empty() && last != ".." && first != "..";
  switch (mode) {
    case TimeMode::none:
      return true;
    case TimeMode::event:
    case TimeMode::told:
    case TimeMode::period:
      if (!(allowed & model::time_on)) return put_time(time, date, TimeMode::start, allowed);
      if (date.role == DateRole::until && mode == TimeMode::event) return true;
      time.on = edtf;
      return true;
    case TimeMode::start:
      if (!(allowed & model::time_since)) return put_time(time, date, TimeMode::event, allowed);
      if (date.role == DateRole::until)
        time.until = edtf;
      else if (span && date.role != DateRole::by)
        time.since = first, time.until = last;
      else
        time.since = edtf;
      return true;
    case TimeMode::end:
      (allowed & model::time_until ? time.until : time.on) = edtf;
      return true;
    case TimeMode::state:
      if (date.role == DateRole::since && allowed & model::time_since)
        time.since = edtf;
      else if (date.role == DateRole::until && allowed & model::time_until)
        time.until = edtf;
      else if (span && allowed & model::time_since && allowed & model::time_until)
        time.since = first, time.until = last;
      else if (allowed & model::time_at)
        time.at = edtf;
      return true;
  }
  return true;
}

}  // namespace

bool Draft::Value::operator==(const Value& other) const {
  if (set != other.set || number != other.number) return false;
  if (number) return items.front().number == other.items.front().number;
  return std::ranges::equal(items, other.items, {}, &Item::text, &Item::text);
}

bool Draft::Value::holds(const Value& other) const {
  return *this == other || (set && other.set && std::ranges::includes(items, other.items, {}, &Item::text, &Item::text));
}

const Draft::Value* Draft::value(const model::RoleDefinition* role) const {
  const auto found = std::ranges::find(values, role, &Value::role);
  return found == values.end() ? nullptr : &*found;
}

bool Draft::says_as_much_as(const Draft& other) const {
  if (*kind != *other.kind || polarity != other.polarity || mode != other.mode) return false;
  // That it ended is said by when it ended.
  const bool ended = !time.until.empty() && other.time == Time{.until = ".."};
  if (!other.time.empty() && !ended && time != other.time) return false;
  for (const Value& theirs : other.values) {
    const Value* ours = value(theirs.role);
    if (ours && ours->holds(theirs)) continue;
    const std::string_view name = theirs.role->name;
    if (!ours && name != "a" && name != "b") {
      if (!theirs.role->fallback.empty() && theirs.role->fallback == theirs.text()) continue;
      return false;
    }
    const std::string_view a = kind->symmetric_a(), b = kind->symmetric_b();
    const Value* opposite = a.empty() || (name != a && name != b) ? nullptr : value(kind->role(name == a ? b : a));
    if (!opposite || *opposite != theirs) return false;
  }
  return true;
}

Statement Draft::statement() const {
  Statement out;
  out.kind = kind->name();
  out.polarity = polarity;
  out.mode = mode;
  out.rule = rule;
  out.anchor = anchor;
  out.time = {std::string(time.on), std::string(time.since), std::string(time.until), std::string(time.at)};
  out.roles.reserve(values.size() + 1);  // an office's "of" may come
  for (const Value& v : values) {
    model::Role& role = out.roles.emplace_back();
    role.name = v.role->name;
    if (v.set) {
      auto& set = role.value.emplace<std::vector<std::string>>();
      for (const Item& item : v.items) set.emplace_back(item.text);
    } else if (v.number) {
      role.value = v.items.front().number;
    } else {
      std::get<std::string>(role.value) = v.items.front().text;
    }
    if (!v.items.front().as.empty() && !v.set) out.as.emplace_back(v.role->name, v.items.front().as);
  }
  return out;
}

StatementMaker::StatementMaker(const Rules& rules, const model::Kinds& kinds, const MentionFinder& finder)
    : rules_(rules),
      kinds_(kinds),
      finder_(finder),
      guard_of_(rules.word_count() + 1),
      clause_ends_(rules.list("clause_ends")),
      place_words_(rules.list("date_may_follow")),
      date_breaks_(rules.list("date_breaks")),
      not_(rules.word(base::hash_folded("not"))),
      until_(rules.word(base::hash_folded("until"))),
      only_(rules.word(base::hash_folded("only"))),
      bound_(rules.makes.size()) {
  for (const GuardWord& g : rules.guards) {
    guard_of_[g.word].guard |= g.guard;
    guard_of_[g.word].reach = std::max(guard_of_[g.word].reach, g.reach);
  }
}

std::uint8_t StatementMaker::guards(const Match& match, const Sentence& s) const {
  std::uint8_t found = 0;
  auto look = [&](std::uint32_t i, std::uint32_t distance) {
    const Reach& g = guard_of_[s.words[i]];
    if (!g.guard || distance > g.reach) return;
    if (s.words[i] == not_ && i + 1 < s.words.size() && (s.words[i + 1] == until_ || s.words[i + 1] == only_)) return;
    // "May 2001", "Will Smith": a capital inside the sentence is a name.
    if (i > 0 && s.tokens[i].shape == Token::capital) return;
    // Inside a name, a title, a number or a quotation it guards nothing.
    for (const Capture& c : match.captures)
      if (c.from <= i && i < c.to && c.type != kOpen && c.type != kClose) return;
    for (const Mention& m : s.mentions)
      if (m.from <= i && i < m.to &&
          (m.type == static_cast<std::uint16_t>(BuiltIn::date) || m.type == static_cast<std::uint16_t>(BuiltIn::quote)) &&
          !(m.from <= match.from && match.to <= m.to))
        return;
    // Nor as a preposition: "on or about 16 June" is no plan.
    for (const DateUse& d : s.dates)
      if (d.from_with_preposition <= i && i < d.to) return;
    // "about 20,000"
    const bool counts = i + 1 < s.tokens.size() && s.tokens[i + 1].shape == Token::number;
    found |= counts ? g.guard & static_cast<std::uint8_t>(~kPlan) : g.guard;
  };
  for (std::uint32_t i = match.from; i < match.to; ++i) look(i, 0);
  for (std::uint32_t i = match.from; i-- > 0;) {
    if (has(clause_ends_, s.words[i])) break;
    look(i, match.from - i);
  }
  for (const Mention& m : s.mentions)
    if (m.type == static_cast<std::uint16_t>(BuiltIn::quote) && m.from <= match.from && match.to <= m.to && m.to - m.from > 8)
      found |= kQuotation;
  return found;
}

std::vector<const DateUse*> StatementMaker::dates_of(const Match& match, const Sentence& s) const {
  auto in_quotes = [&](const DateUse& d) {
    for (const Mention& m : s.mentions)
      if (m.type == static_cast<std::uint16_t>(BuiltIn::quote) && m.from <= d.from && d.to <= m.to &&
          !(m.from <= match.from && match.to <= m.to))
        return true;
    return false;
  };
  auto captured = [&](const DateUse& d) {
    for (const Capture& c : match.captures)
      if (c.from <= d.from && d.to <= c.to && c.type != kOpen && c.type != kClose) return true;
    // Inside the words that a slot takes, too.
    for (const Capture& open : match.captures)
      for (const Capture& close : match.captures)
        if (open.type == kOpen && close.type == kClose && open.slot == close.slot && open.from <= d.from && d.to <= close.from) return true;
    return false;
  };
  // "in 1995 and 2000", "(1975, 1981)": the dates that go on with the first.
  auto with_following = [&](std::size_t first) {
    std::vector<const DateUse*> all{&s.dates[first]};
    for (std::size_t i = first + 1; i < s.dates.size(); ++i) {
      const DateUse &before = *all.back(), &d = s.dates[i];
      bool joined = d.from > before.to && d.from - before.to <= 4 && (d.role == DateRole::on || d.role == before.role);
      for (std::uint32_t t = before.to; joined && t < std::min(d.from, std::max(before.to, d.from_with_preposition)); ++t) {
        std::string_view w = s.tokens[t].in(s.text);
        joined = w == "," || w == "and" || w == "in" || w == "again" || w == "&" || w == "on";
      }
      // "on 5 May 1992, and in 1995 …" goes on with another clause unless nothing follows.
      if (!joined) break;
      std::uint32_t after = d.to;
      if (after < s.tokens.size()) {
        std::string_view w = s.tokens[after].in(s.text);
        if (w == "," && s.tokens[d.from - 1].in(s.text) != ",") {
          std::uint32_t n = after + 1;
          bool number = n < s.tokens.size() && (s.tokens[n].shape == Token::number || s.tokens[n].in(s.text) == "and");
          if (!number) {
            all.push_back(&d);
            break;
          }
        } else if (s.tokens[after].shape != Token::punctuation && w != "and" && w != "respectively") {
          if (d.from_with_preposition < d.from) break;
        }
      }
      all.push_back(&d);
    }
    return all;
  };
  // "Jaan Tamm (1919-21) presented": whose years those are.
  auto of_person = [&](const DateUse& d) {
    return d.from_with_preposition > 0 && s.tokens[d.from_with_preposition - 1].in(s.text) == "(" &&
           std::ranges::any_of(s.mentions, [&](const Mention& m) {
             return m.type == static_cast<std::uint16_t>(BuiltIn::name) && m.to + 1 == d.from_with_preposition;
           });
  };
  // Inside the match.
  for (std::size_t i = 0; i < s.dates.size(); ++i)
    if (s.dates[i].from >= match.from && s.dates[i].to <= match.to && !captured(s.dates[i]) && !in_quotes(s.dates[i]) &&
        !of_person(s.dates[i]))
      return with_following(i);
  // Right after it.
  for (std::size_t i = 0; i < s.dates.size(); ++i) {
    const DateUse& d = s.dates[i];
    if (d.from < match.to || in_quotes(d)) continue;
    std::uint32_t from = std::max(d.from_with_preposition, match.to);
    if (from > match.to + kFarthestDate) break;
    bool joined = true;
    for (std::uint32_t t = match.to; joined && t < from; ++t) {
      if (s.skip_to[t] > t && s.skip_to[t] <= from) {
        t = s.skip_to[t] - 1;
        continue;
      }
      std::string_view w = s.tokens[t].in(s.text);
      auto names_place = [&](std::uint32_t at) {
        return std::any_of(s.mentions.begin(), s.mentions.end(), [&](const Mention& m) {
          return m.from <= at && at < m.to &&
                 (m.type == static_cast<std::uint16_t>(BuiltIn::city) || m.type == static_cast<std::uint16_t>(BuiltIn::state) ||
                  m.type == static_cast<std::uint16_t>(BuiltIn::feature));
        });
      };
      // "in Bern, Switzerland, on 13 November"
      joined = names_place(t) || (w == "," && t > 0 && names_place(t - 1) && (names_place(t + 1) || t + 1 == from)) || w == "(" ||
               has(place_words_, s.words[t]) ||
               (t > match.to && (s.tokens[t].shape == Token::capital) && has(place_words_, s.words[t - 1])) || (w == "," && t + 1 == from);
    }
    if (joined) return with_following(i);
    break;
  }
  // Before it: right before, or at the start of its clause.
  for (std::size_t i = s.dates.size(); i-- > 0;) {
    const DateUse& d = s.dates[i];
    if (d.to > match.from || in_quotes(d)) continue;
    std::uint32_t start = d.from_with_preposition;
    bool clause_start = start == 0;
    if (!clause_start) {
      std::string_view w = s.tokens[start - 1].in(s.text);
      // "… in 1985, when": right before it.
      std::uint32_t next = d.to;
      while (next < match.from && (s.tokens[next].in(s.text) == "," || s.tokens[next].in(s.text) == "when")) ++next;
      clause_start = next == match.from || w == "," || w == ";" || w == "and" || w == "but" || w == "that" || w == "later" || w == "then" ||
                     w == ":" || w == "|" || w == "(" || w == "\xe2\x80\xa2" || w == "when" || w == "where" || w == "while";
    }
    if (!clause_start) continue;
    bool broken = false;
    for (std::uint32_t t = d.to; t < match.from; ++t) broken |= s.tokens[t].in(s.text) == ";" || has(date_breaks_, s.words[t]);
    if (broken) break;
    return with_following(i);
  }
  return {};
}

bool StatementMaker::is_state_of(const RoleExpression& state, const RoleExpression& city) const {
  for (std::uint32_t s = state.first;; ++s) {
    const Expression& of = rules_.expressions[s];
    for (std::uint32_t c = city.first; of.op == Expression::state_of; ++c) {
      const Expression& at = rules_.expressions[c];
      if ((at.op == Expression::slot || at.op == Expression::field) && at.a == of.a && at.b == of.b) return true;
      if (at.last) break;
    }
    if (of.last) return false;
  }
}

const StatementMaker::Bound& StatementMaker::bound(std::uint32_t index) {
  Bound& bound = bound_[index];
  if (!std::exchange(bound.done, true)) {
    const Make& make = rules_.makes[index];
    bound.kind = kinds_.find(rules_.text(make.kind));
    for (const RoleExpression& role : rules_.roles.subspan(make.first_role, make.roles))
      bound.roles.push_back(bound.kind ? bound.kind->role(rules_.text(role.role)) : nullptr);
    for (auto [a, b] : {std::pair{"a", "b"}, std::pair{"sender", "host"}, std::pair{"recognizer", "recognized"}, std::pair{"from", "to"},
                        std::pair{"predecessor", "successor"}})
      if (bound.kind && bound.kind->role(a) && bound.kind->role(b)) bound.apart.emplace_back(bound.kind->role(a), bound.kind->role(b));
  }
  return bound;
}

void StatementMaker::make(const Program& program, const Match& match, const Sentence& s, const Context& context, bool cut,
                          std::vector<Draft>& out, std::string* why) {
  const Rule& rule = rules_.rules[program.rule];
  auto tell = [&](std::string_view reason) {
    if (why) *why = reason;
  };
  std::uint8_t guard = guards(match, s) & static_cast<std::uint8_t>(~rule.allow);
  if (guard & (kNegation | kCondition | kQuotation)) {
    tell(guard & kNegation ? "denied by a word before or inside it" : guard & kCondition ? "a condition" : "inside a quotation");
    return;
  }
  if (cut && match.to >= s.tokens.size()) {
    // What reaches the cut is told whole only where it ends in a date or number.
    bool whole = false;
    for (const Mention& m : s.mentions)
      whole |= m.to == match.to &&
               (m.type == static_cast<std::uint16_t>(BuiltIn::date) || m.type == static_cast<std::uint16_t>(BuiltIn::number));
    if (!whole) {
      tell("the sentence is cut off there");
      return;
    }
  }
  std::vector<const DateUse*> dates;
  if (rule.time != TimeMode::none) dates = dates_of(match, s);
  DateUse told{match.from, match.from, match.from, context.previous_date, name_of(Anchor::previous_date), DateRole::on};
  if (rule.time == TimeMode::told && s.dates.empty() && !told.edtf.empty()) dates.push_back(&told);
  if (cut) std::erase_if(dates, [&](const DateUse* d) { return d->to >= s.tokens.size() && d->from == d->to; });

  // Whether a slot took several things.
  bool many = false;
  for (std::size_t c = 0; c < match.captures.size() && !many; ++c)
    many = match.captures[c].type != kClose &&
           std::any_of(match.captures.begin(), match.captures.begin() + static_cast<std::ptrdiff_t>(c),
                       [&](const Capture& other) { return other.slot == match.captures[c].slot && other.type != kClose; });

  for (std::uint32_t m = 0; m < rule.makes; ++m) {
    const Make& make = rules_.makes[rule.first_make + m];
    const Bound& bound = this->bound(rule.first_make + m);
    if (!bound.kind) continue;
    const model::Kind& kind = *bound.kind;
    auto roles = rules_.roles.subspan(make.first_role, make.roles);
    auto is_set = [&](std::size_t r) { return roles[r].set || (bound.roles[r] && bound.roles[r]->set); };
    // Slots that stand for one value at a time.
    std::vector<std::vector<int>> choices(many ? program.slots : 0);
    for (std::size_t r = 0; many && r < roles.size(); ++r) {
      if (is_set(r) || rules_.text(roles[r].role).find(',') != std::string_view::npos) continue;
      for (std::uint32_t e = roles[r].first;; ++e) {
        const Expression& expression = rules_.expressions[e];
        if (expression.a != kNoSlot && expression.a < choices.size() && choices[expression.a].empty())
          for (std::size_t c = 0; c < match.captures.size(); ++c)
            if (match.captures[c].slot == expression.a && match.captures[c].type != kClose)
              choices[expression.a].push_back(static_cast<int>(c));
        if (expression.last) break;
      }
    }
    chosen_.assign(program.slots, -1);
    wheel_.assign(program.slots, 0);
    std::size_t made = 0;
    while (made < kMostStatements) {
      for (std::size_t slot = 0; slot < choices.size(); ++slot) chosen_[slot] = choices[slot].empty() ? -1 : choices[slot][wheel_[slot]];
      // Values of each role for this choice.
      all_.clear();
      asked_.clear();
      bool complete = true;
      Draft draft;
      for (std::size_t r = 0; r < roles.size(); ++r) {
        const RoleExpression& role = roles[r];
        const model::RoleDefinition* definition = bound.roles[r];
        finder_.evaluate(role, match, chosen_, s, context, items_);
        if (!definition) {
          const std::string_view name = rules_.text(role.role);
          Draft::Time& time = draft.time;
          if (name == "a,b") {
            if (items_.size() == 1)
              if (const std::string_view other = context.other_than(items_[0].text); !other.empty()) items_.emplace_back(other);
            if (items_.size() != 2) {
              complete = false;
              continue;
            }
            all_.push_back({kind.role("a"), arena_.keep(items_[0]), false, false});
            all_.push_back({kind.role("b"), arena_.keep(items_[1]), false, false});
            asked_.insert(asked_.end(), 2, &role);
          } else if (std::string_view* into = name == "on"      ? &time.on
                                              : name == "since" ? &time.since
                                              : name == "until" ? &time.until
                                              : name == "at"    ? &time.at
                                                                : nullptr) {
            if (!items_.empty()) *into = items_.front().text;
          } else {
            complete = false;  // the kind has no such role
          }
          continue;
        }
        if (items_.empty()) {
          if (role.least > 0 || (definition->identifying && !definition->optional && definition->instead.empty())) complete = false;
          continue;
        }
        const bool set = is_set(r);
        if (set) {
          std::ranges::sort(items_, {}, &Item::text);
          items_.erase(std::ranges::unique(items_, {}, &Item::text).begin(), items_.end());
        }
        all_.push_back({definition, arena_.keep(items_), set, !set && (definition->types & model::number) != 0});
        asked_.push_back(&role);
      }
      if (!complete) tell("a role stays empty: whom or what it is about is not said");
      if (complete) {
        draft.kind = &kind;
        draft.polarity = !make.negative;
        draft.rule = rules_.text(rule.name);
        draft.mode = guard & kHearsay ? model::Mode::allegation : guard & kPlan ? model::Mode::plan : static_cast<model::Mode>(make.mode);
        turn_.assign(all_.size(), 0);
        // "embassies in Berlin and Paris": each city goes with its own state.
        std::vector<std::pair<std::size_t, std::size_t>> states_of_cities;
        for (std::size_t state = 0; state < all_.size(); ++state)
          for (std::size_t city = 0; city < all_.size(); ++city)
            if (all_[state].items.size() > 1 && all_[city].items.size() > 1 && is_state_of(*asked_[state], *asked_[city]))
              states_of_cities.emplace_back(state, city);
        while (made < kMostStatements) {
          chosen_values_ = all_;
          for (std::size_t r = 0; r < all_.size(); ++r) {
            Draft::Value& v = chosen_values_[r];
            if (v.set) continue;
            v.items = v.items.subspan(turn_[r], 1);
            v.number = v.number && !std::isnan(v.items.front().number);
          }
          draft.values = chosen_values_;
          const bool at_home = std::ranges::all_of(states_of_cities, [&](const auto& p) {
            const std::string_view state = all_[p.first].items[turn_[p.first]].text;
            const std::string_view likeliest = finder_.state_of(all_[p.second].items[turn_[p.second]], context);
            return likeliest.empty() ? context.names(state) : likeliest == state;
          });
          const bool distinct = at_home && std::ranges::none_of(bound.apart, [&](const auto& roles) {
                                  const Draft::Value *one = draft.value(roles.first), *other = draft.value(roles.second);
                                  return one && other && !one->text().empty() && one->text() == other->text();
                                });
          if (distinct) {
            draft.values = arena_.keep(chosen_values_);
            const bool by_dates = draft.time.empty() && !dates.empty();
            for (std::size_t t = 0; t < (by_dates ? dates.size() : 1); ++t) {
              Draft& dated = out.emplace_back(draft);
              dated.from = match.from, dated.to = match.to;
              if (by_dates) {
                put_time(dated.time, *dates[t], rule.time, kind.times());
                dated.anchor = dates[t]->anchor;
                dated.from = std::min(match.from, dates[t]->from_with_preposition);
                dated.to = std::max(match.to, dates[t]->to);
              }
              ++made;
            }
          } else {
            tell("both sides would be the same");
          }
          std::size_t r = 0;
          for (; r < all_.size(); ++r) {
            if (all_[r].set) continue;
            if (++turn_[r] < all_[r].items.size()) break;
            turn_[r] = 0;
          }
          if (r == all_.size()) break;
        }
      }
      std::size_t slot = 0;
      for (; slot < choices.size(); ++slot) {
        if (choices[slot].size() < 2) continue;
        if (++wheel_[slot] < choices[slot].size()) break;
        wheel_[slot] = 0;
      }
      if (slot == choices.size()) break;
    }
  }
}

}  // namespace chancery::reading
