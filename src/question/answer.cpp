// SPDX-License-Identifier: Apache-2.0
// What the facts that a question asks for say.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "inquiry/timeline.h"
#include "question/question.h"

namespace chancery::question {

using inquiry::Answer;
using inquiry::Conflict;
using inquiry::Fact;
using inquiry::Inquiry;
using inquiry::Moment;
using inquiry::Point;
using inquiry::Unknown;
using inquiry::Verdict;
using time::Truth;

namespace {

std::vector<std::string> texts_of(const model::Value* value) {
  if (!value) return {};
  if (const auto* text = std::get_if<std::string>(value)) return {*text};
  if (const auto* number = std::get_if<double>(value)) return {model::print_number(*number)};
  return std::get<std::vector<std::string>>(*value);
}

inquiry::Question question_of(const Asked& asked, const std::string& as_of, const Inquiry& inquiry) {
  inquiry::Question out;
  out.kind = asked.kind;
  out.as_of = as_of;
  out.entities = asked.names;
  out.roles = asked.roles;
  // What names an entity narrows the search; a place may go by other names in the facts.
  const auto kind = inquiry.kinds().find(asked.kind);
  for (const model::Role& role : asked.roles) {
    const auto* text = std::get_if<std::string>(&role.value);
    const model::RoleDefinition* definition = kind ? kind->role(role.name) : nullptr;
    const bool fixed = definition && definition->names_entity() && text && inquiry.gazetteer().by_code(*text);
    if (fixed && !(definition->types & model::place)) out.entities.push_back(*text);
  }
  return out;
}

// Whether it happened or began within the period; certain where a fact is not asked when.
Truth within(const Fact& fact, const std::string& during) {
  if (during.empty()) return fact.truth;
  const auto period = time::bounds(during);
  Truth out = Truth::no;
  if (!period) return out;
  const std::vector<Moment> all = inquiry::moments({fact});
  for (const Moment& moment : all) {
    if (moment.point == Point::ended || moment.point == Point::held) continue;
    const bool inside = period->earliest <= moment.bounds.earliest && moment.bounds.latest <= period->latest;
    out = std::max(out, inside ? Truth::certain : period->overlaps(moment.bounds) ? Truth::possible : Truth::no);
  }
  if (all.empty()) out = Truth::possible;  // when is not said: it may be then
  return out;
}

class Answering {
 public:
  Answering(const Understood& understood, const Inquiry& inquiry) : understood_(understood), inquiry_(inquiry), kinds_(inquiry.kinds()) {}

  base::Result<Reply> answer() {
    Unknown why = Unknown::not_said;
    bool silent = true;  // of all that is asked, those who would have said so
    for (const Asked& asked : understood_.asked) {
      const inquiry::Question question = question_of(asked, understood_.as_of, inquiry_);
      auto answer = inquiry_.answer(question);
      if (!answer) return tl::unexpected(answer.error());
      if (answer->verdict == Verdict::unknown && !understood_.during.empty()) {
        inquiry::Question then = question;
        then.as_of = understood_.during;
        auto there = inquiry_.facts(then);
        auto of_then = there ? inquiry_.silence(then, *there) : tl::unexpected(there.error());
        if (!of_then) return tl::unexpected(of_then.error());
        answer->verdict = of_then->verdict;
        answer->coverage = std::move(of_then->coverage);
      }
      silent = silent && answer->verdict == Verdict::no && !answer->coverage.empty();
      // The reason that says most.
      if (answer->verdict == Verdict::unknown) why = std::max(why, answer->why);
      if (reply_.coverage.empty()) reply_.coverage = std::move(answer->coverage);
      // What may have been at any time was not before its state was.
      if (!all_there(asked)) {
        std::erase_if(answer->facts, [](const Fact& fact) { return fact.truth != Truth::certain; });
        why = Unknown::not_a_state;
      }
      take(asked, std::move(answer->facts));
    }
    // Told of another time than the one asked about.
    if (reply_.facts.empty() && dropped_ && why == Unknown::not_said) why = Unknown::not_then;
    judge(why, silent);
    if (reply_.verdict != Verdict::no && reply_.why != Unknown::outside_coverage) reply_.coverage.clear();
    return std::move(reply_);
  }

 private:
  bool ended(const Fact& fact) const {
    const auto kind = kinds_.find(fact.kind);
    return kind && kind->ends(fact.statements.front().statement);
  }

  // Whether all states and organisations that the question names may have been there at the time asked about.
  bool all_there(const Asked& asked) const {
    const std::string& when = understood_.as_of.empty() ? understood_.during : understood_.as_of;
    const auto period = time::bounds(when);
    if (when.empty() || !period) return true;
    std::vector<std::string> values = asked.names;
    for (const model::Role& role : asked.roles)
      for (std::string& text : texts_of(&role.value)) values.push_back(std::move(text));
    return std::all_of(values.begin(), values.end(), [&](const std::string& value) {
      const std::uint32_t index = inquiry_.gazetteer().by_code(value);
      if (!index) return true;
      const gazetteer::Entity& entity = inquiry_.gazetteer().entity(index);
      return period->overlaps(gazetteer::bounds(entity.from, entity.to));
    });
  }

  // Whether the question is about what ended or never was.
  bool asks_for_end(const Asked& asked) const {
    if (!asked.polarity) return true;
    return std::any_of(asked.roles.begin(), asked.roles.end(), [](const model::Role& role) {
      const auto* set = std::get_if<std::vector<std::string>>(&role.value);
      return role.name == "action" && set && std::find(set->begin(), set->end(), "severed") != set->end();
    });
  }

  void take(const Asked& asked, std::vector<Fact> facts) {
    for (Fact& fact : facts) {
      fact.truth = within(fact, understood_.during);
      if (fact.truth == Truth::no) {
        dropped_ = true;
        continue;
      }
      // What may have been at any time answers whether, but not who did it then.
      if (!understood_.during.empty() && understood_.form != Form::verdict && inquiry::moments({fact}).empty()) {
        ++reply_.without;
        continue;
      }
      const bool denies = !fact.polarity || ended(fact) || (understood_.present && !fact.time.until.empty());
      const std::size_t place = reply_.facts.size();
      if (!asked.polarity && fact.polarity) continue;
      reply_.facts.push_back(std::move(fact));
      const bool counts = asks_for_end(asked) || !denies;
      (counts ? yes_ : no_).push_back(place);
      switch (understood_.form) {
        case Form::list:
        case Form::count:
        case Form::value:
          add_values(asked, place, counts);
          break;
        case Form::when:
        case Form::until:
        case Form::changes:
          if (counts || understood_.form == Form::changes) add_moments(place);
          break;
        case Form::verdict:
        case Form::times:
          break;
      }
    }
  }

  // The values of the role asked about; of a symmetric kind or a set, those that the question did not name.
  void add_values(const Asked& asked, std::size_t place, bool counts) {
    const Fact& fact = reply_.facts[place];
    const auto kind = kinds_.find(fact.kind);
    std::vector<std::string> values = texts_of(fact.role(asked.role));
    if (kind && (asked.role == kind->symmetric_a() || asked.role == kind->symmetric_b())) {
      values = texts_of(fact.role(kind->symmetric_a()));
      for (std::string& value : texts_of(fact.role(kind->symmetric_b()))) values.push_back(std::move(value));
    }
    for (const model::Role& role : asked.roles)
      for (const std::string& named : texts_of(&role.value)) std::erase(values, named);
    if (values.empty() && counts) ++reply_.without;
    for (const std::string& value : values) {
      auto line = std::find_if(reply_.lines.begin(), reply_.lines.end(), [&](const Line& one) { return one.value == value; });
      if (line == reply_.lines.end()) line = reply_.lines.insert(line, Line{value, Truth::no, false, {}});
      line->facts.push_back(place);
      if (counts)
        line->truth = std::max(line->truth, fact.truth);
      else
        line->denied = true;
    }
  }

  void add_moments(std::size_t place) {
    const Fact& fact = reply_.facts[place];
    const auto period = time::bounds(understood_.during);
    bool any = false;
    for (const Moment& moment : inquiry::moments({fact}, period && !understood_.during.empty() ? *period : time::Bounds{})) {
      const bool end = moment.point == Point::ended;
      if (understood_.form == Form::changes ? moment.point == Point::held
                                            : end != (understood_.form == Form::until) || moment.point == Point::held)
        continue;
      any = true;
      auto line = std::find_if(reply_.lines.begin(), reply_.lines.end(),
                               [&](const Line& one) { return understood_.form != Form::changes && one.value == moment.date; });
      if (line == reply_.lines.end()) line = reply_.lines.insert(line, Line{moment.date, Truth::certain, false, {}});
      line->facts.push_back(place);
    }
    if (!any) ++reply_.without;
  }

  // Facts that cannot all be, as far as it makes a difference to what is asked.
  bool contradicted() const {
    std::vector<Fact> counted;
    for (std::size_t place : yes_) counted.push_back(reply_.facts[place]);
    for (const Conflict& conflict : inquiry_.conflicts(counted)) {
      if (conflict.truth != Truth::certain) continue;
      if (understood_.form == Form::when && conflict.kind == Conflict::Kind::dates && conflict.role != "until") return true;
      if (understood_.form == Form::value && conflict.kind == Conflict::Kind::values) return true;
    }
    return false;
  }

  Truth most(const std::vector<std::size_t>& places) const {
    Truth out = Truth::no;
    for (std::size_t place : places) out = std::max(out, reply_.facts[place].truth);
    return out;
  }

  void judge(Unknown why, bool silent) {
    const Truth yes = most(yes_), no = most(no_);
    // A line that is only denied is none.
    std::erase_if(reply_.lines, [](const Line& line) { return line.truth == Truth::no; });
    if (understood_.form == Form::when || understood_.form == Form::until || understood_.form == Form::changes) {
      auto day = [](const Line& line) {
        const auto bounds = time::bounds(line.value);
        return !bounds ? time::kOpen : bounds->earliest != time::kPast ? bounds->earliest : bounds->latest;
      };
      std::stable_sort(reply_.lines.begin(), reply_.lines.end(), [&](const Line& a, const Line& b) { return day(a) < day(b); });
    }
    auto settle = [&](Verdict verdict, Truth truth) {
      reply_.verdict = verdict;
      reply_.truth = truth;
      reply_.why = verdict == Verdict::unknown ? why : Unknown::none;
    };
    if (understood_.form == Form::verdict) {
      if (silent && yes < Truth::certain && no < Truth::certain) return settle(Verdict::no, Truth::certain);
      if ((yes == Truth::no && no == Truth::no) || (why == Unknown::too_vague && yes != no)) return settle(Verdict::unknown, Truth::no);
      if (yes != no) return settle(yes > no ? Verdict::yes : Verdict::no, std::max(yes, no));
      // It was, and it ended: which holds depends on when, and no time was asked about.
      if (understood_.as_of.empty() && understood_.during.empty() &&
          std::none_of(no_.begin(), no_.end(), [&](std::size_t place) { return !reply_.facts[place].polarity; }))
        return settle(last(yes_) > last(no_) ? Verdict::yes : Verdict::no, yes);
      return settle(Verdict::contested, yes);
    }
    if (understood_.form == Form::times ? yes_.empty() : reply_.lines.empty()) return settle(Verdict::unknown, Truth::no);
    settle(contradicted() ? Verdict::contested : Verdict::yes, yes);
  }

  time::Day last(const std::vector<std::size_t>& places) const {
    time::Day out = time::kPast;
    for (std::size_t place : places)
      for (const Moment& moment : inquiry::moments({reply_.facts[place]})) out = std::max(out, moment.day());
    return out;
  }

  const Understood& understood_;
  const Inquiry& inquiry_;
  const model::Kinds& kinds_;
  Reply reply_;
  std::vector<std::size_t> yes_, no_;  // facts that say so, and those that deny it or tell its end
  bool dropped_ = false;
};

std::string spaced(std::string word) {
  std::replace_if(
      word.begin(), word.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return word;
}

// "type embassy, city Almaty", "between Israel and Kazakhstan"
std::string roles_in_words(const Asked& asked, const Inquiry& inquiry) {
  const auto kind = inquiry.kinds().find(asked.kind);
  std::string sides, out;
  for (const std::string& name : asked.names) sides += (sides.empty() ? "" : " and ") + inquiry.display_name(name);
  for (const model::Role& role : asked.roles) {
    std::string values;
    for (const std::string& value : texts_of(&role.value)) values += (values.empty() ? "" : " or ") + inquiry.display_name(value);
    if (kind && (role.name == kind->symmetric_a() || role.name == kind->symmetric_b() || role.name == "parties"))
      sides += (sides.empty() ? "" : " and ") + values;
    else
      out += ", " + spaced(role.name) + " " + values;
  }
  if (!sides.empty()) out = " of " + sides + out;
  return out;
}

std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=/") == std::string::npos)
    return word;
  std::string out = "'";
  for (char c : word) c == '\'' ? out += "'\\''" : out += c;
  return out + "'";
}

}  // namespace

base::Result<Reply> Asker::answer(const Understood& understood, const Inquiry& inquiry) const {
  return Answering(understood, inquiry).answer();
}

std::string in_words(const Understood& understood, const Inquiry& inquiry) {
  std::string out;
  for (const Asked& asked : understood.asked) {
    const std::string kind = asked.kind.empty() ? "facts" : (asked.polarity ? "" : "denied ") + spaced(asked.kind),
                      role = spaced(asked.role);
    std::string what;
    switch (understood.form) {
      case Form::verdict:
        what = "whether there is: " + kind;
        break;
      case Form::list:
        what = "each " + role + " in: " + kind;
        break;
      case Form::count:
        what = "how many of " + role + " there are in: " + kind;
        break;
      case Form::value:
        what = "the " + role + " in: " + kind;
        break;
      case Form::when:
        what = "when this happened or began: " + kind;
        break;
      case Form::until:
        what = "when this ended: " + kind;
        break;
      case Form::times:
        what = "how often there was: " + kind;
        break;
      case Form::changes:
        what = "what began, ended or happened: " + kind;
        break;
    }
    out += (out.empty() ? "" : "; and ") + what + roles_in_words(asked, inquiry);
  }
  if (!understood.as_of.empty()) out += "; as of " + understood.as_of;
  if (!understood.during.empty()) out += "; within " + understood.during;
  return out;
}

std::string command_of(const Understood& understood) {
  const Asked& asked = understood.asked.front();
  const bool dates =
      understood.form == Form::when || understood.form == Form::until || understood.form == Form::changes || !understood.during.empty();
  std::string out = dates ? "chancery timeline" : "chancery facts";
  for (const std::string& name : asked.names) out += " " + quoted(name);
  if (!asked.kind.empty()) out += " --kind " + asked.kind;
  for (const model::Role& role : asked.roles) {
    std::string values;
    for (const std::string& value : texts_of(&role.value)) values += (values.empty() ? "" : "|") + value;
    out += " --role " + quoted(role.name + "=" + values);
  }
  if (!understood.during.empty()) {
    const std::size_t slash = understood.during.find('/');
    out +=
        " --from " + understood.during.substr(0, slash) + " --to " + understood.during.substr(slash == std::string::npos ? 0 : slash + 1);
  } else if (!understood.as_of.empty() && !dates) {
    out += " --as-of " + understood.as_of;
  }
  return out;
}

}  // namespace chancery::question
