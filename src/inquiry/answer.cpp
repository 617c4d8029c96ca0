// SPDX-License-Identifier: Apache-2.0
// Whether something is so, and where nobody says: whether somebody would have said.
#include <algorithm>

#include "inquiry/covers.h"
#include "inquiry/inquiry.h"

namespace chancery::inquiry {
namespace {

using time::Truth;

// Whether the facts are only possible for want of any date.
bool vague(const std::vector<Fact>& facts) {
  return std::all_of(facts.begin(), facts.end(), [](const Fact& fact) { return fact.time.empty(); });
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  constexpr std::string_view kNames[] = {"yes", "no", "unknown", "contested"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Unknown why) {
  constexpr std::string_view kNames[] = {"", "not-said", "outside-coverage", "not-then", "too-vague", "withheld", "not-a-state"};
  return kNames[static_cast<std::size_t>(why)];
}

base::Result<Answer> Inquiry::answer(const Question& question) const {
  auto facts = this->facts(question);
  if (!facts) return tl::unexpected(facts.error());
  Truth yes = Truth::no, no = Truth::no;
  for (const Fact& fact : *facts) {
    if (fact.mode != model::Mode::fact) continue;
    auto kind = ledger_.kinds().find(fact.kind);
    const bool denies = !fact.polarity || (kind && kind->ends(fact.statements.front().statement));
    Truth& side = denies ? no : yes;
    side = std::max(side, fact.truth);
  }
  Answer answer;
  if (yes < Truth::certain && no < Truth::certain) {
    auto silent = silence(question, *facts);
    if (!silent) return silent;
    answer = std::move(*silent);
  }
  answer.facts = std::move(*facts);
  const bool unsaid = yes == Truth::no && no == Truth::no;
  // A certain no of silence outweighs what is merely possible.
  if (answer.verdict == Verdict::no || unsaid || (answer.why == Unknown::too_vague && yes != no)) return answer;
  answer.why = Unknown::none;
  answer.coverage.clear();
  answer.truth = std::max(yes, no);
  answer.verdict = yes == no ? Verdict::contested : yes > no ? Verdict::yes : Verdict::no;
  return answer;
}

base::Result<Answer> Inquiry::silence(const Question& question, const std::vector<Fact>& facts) const {
  auto why = why_unknown(question);
  if (!why) return tl::unexpected(why.error());
  Answer out;
  out.why = !question.as_of.empty() && !facts.empty() && vague(facts) ? Unknown::too_vague : *why;
  if (out.why == Unknown::not_a_state || out.why == Unknown::withheld || question.kind.empty()) return out;
  auto coverages = this->coverages();
  if (!coverages) return tl::unexpected(coverages.error());
  // A source that may speak of it is not silent.
  std::erase_if(*coverages, [&](const ledger::Declared& one) {
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
      return std::any_of(fact.statements.begin(), fact.statements.end(),
                         [&](const ledger::Entry& entry) { return entry.source == one.source; });
    });
  });
  auto covering = covers(*coverages, question, kinds(), gazetteer_);
  if (covering.reach == Reach::inside && !covering.details.empty()) {
    // That there is none with these details is only known where there is none at all.
    Question whole = question;
    std::erase_if(whole.roles, [&](const model::Role& role) {
      return std::find(covering.details.begin(), covering.details.end(), role.name) != covering.details.end();
    });
    auto others = this->facts(whole);
    if (!others) return tl::unexpected(others.error());
    if (!others->empty()) return out;
  }
  if (covering.reach == Reach::inside) {
    out.verdict = Verdict::no;
    out.why = Unknown::none;
    out.truth = Truth::certain;
  } else if (covering.reach != Reach::none && out.why == Unknown::not_said) {
    out.why = Unknown::outside_coverage;
  } else {
    return out;
  }
  out.coverage = std::move(covering.coverage);
  return out;
}

// Without a look at what sources cover.
base::Result<Unknown> Inquiry::why_unknown(const Question& question) const {
  if (!window_.licences.empty()) {
    Window window = window_;
    window.licences.clear();
    auto all = Inquiry(ledger_, gazetteer_, std::move(window)).facts(question);
    if (!all) return tl::unexpected(all.error());
    if (!all->empty()) return Unknown::withheld;
  }
  if (question.as_of.empty()) return Unknown::not_said;
  auto period = time::bounds(question.as_of);
  for (const std::string& value : question.entities) {
    const std::uint32_t index = gazetteer_.by_code(value);
    if (!index || !period) continue;
    const gazetteer::Entity& entity = gazetteer_.entity(index);
    if (entity.type == gazetteer::EntityType::state && !period->overlaps(gazetteer::bounds(entity.from, entity.to)))
      return Unknown::not_a_state;
  }
  Question at_any_time = question;
  at_any_time.as_of.clear();
  auto others = this->facts(at_any_time);
  if (!others) return tl::unexpected(others.error());
  return others->empty() ? Unknown::not_said : Unknown::not_then;
}

}  // namespace chancery::inquiry
