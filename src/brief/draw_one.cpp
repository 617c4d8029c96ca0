// SPDX-License-Identifier: Apache-2.0
// The brief of one: grouped by partner, so that hundreds of facts stay readable.
#include <algorithm>
#include <map>

#include "brief/draw.h"
#include "brief/drawing.h"
#include "brief/words.h"

namespace chancery::brief {
namespace {

using inquiry::Fact;

constexpr std::size_t kAtOnce = 1000;  // statements of which none is left out, also in a large ledger

class One {
 public:
  One(Drawing& drawing, const inquiry::Entity& of, const Facts& facts, const Numbers& more)
      : drawing_(drawing), of_(of), own_(of.value), facts_(facts), more_(more) {}

  base::Result<> draw(const audit::Rules* rules, Facts all) {
    head();
    relations();
    representation();
    memberships();
    chairmanships();
    drawing_.agreements(of_kind(facts_, "agreement"), {own_}, more({"agreement"}));
    visits();
    trade();
    borders();
    cooperation();
    people();
    history();
    if (auto ok = quotations(); !ok) return ok;
    std::set<std::string> told;
    for (const Fact& fact : all) told.insert(fact.kind);
    if (auto ok = drawing_.findings_and_gaps(rules, {own_}, std::move(all), gaps()); !ok) return ok;
    return drawing_.coverage(own_, told);
  }

 private:
  const Phrases& phrases() const { return drawing_.phrases(); }
  std::string name(std::string_view value) const { return drawing_.name(value); }
  Say sentence() const {
    return [this](const Fact& fact) { return phrases().sentence(fact); };
  }

  std::size_t more(std::initializer_list<std::string_view> kinds) const { return sum_of(more_, kinds); }

  void partner(const std::string& value) {
    if (value != own_ && drawing_.is_state(value)) partners_.insert(value);
  }

  void head() {
    auto line = [&](const std::string& text, const Fact& fact) { add_claim(drawing_.dossier.head, drawing_.claim(text, fact)); };
    for (const Fact* fact : of_kind(facts_, "name")) {
      if (value_of(*fact, "entity") != own_ || !fact->polarity) continue;
      std::string type = value_of(*fact, "type");
      line((type == "official"  ? "Official name: "
            : type == "former"  ? "Former name: "
            : type == "acronym" ? "Acronym: "
                                : "Also called: ") +
               value_of(*fact, "name") + phrases().when(*fact),
           *fact);
    }
    for (const char* kind : {"capital", "headquarters"}) {
      std::vector<const Fact*> cities = of_kind(facts_, kind);
      sort_by_date(cities);
      // What is, before what was.
      std::stable_partition(cities.begin(), cities.end(), [](const Fact* fact) { return fact->time.until.empty(); });
      bool capital = kind == std::string("capital");
      for (const Fact* fact : cities) {
        if (value_of(*fact, capital ? "state" : "organization") != own_) continue;
        capital_ = capital_ || capital;
        line(drawing_.seat(*fact, capital ? "Capital" : "Seat"), *fact);
      }
    }
    for (const Fact* fact : of_kind(facts_, "independence")) {
      if (value_of(*fact, "state") != own_) continue;
      independence_ = true;
      std::string from = value_of(*fact, "from");
      line("Independence" + (from.empty() ? "" : " from " + phrases().name(from)) + phrases().when(*fact), *fact);
    }
    if (const std::size_t left = more({"name", "capital", "headquarters", "independence"}); left > 0)
      drawing_.dossier.head.push_back(drawing_.and_more(left));
  }

  void relations() {
    Rows rows(3);
    for (const Fact* fact : of_kind(facts_, "recognition")) {
      bool by_own = value_of(*fact, "recognizer") == own_;
      std::string other = value_of(*fact, by_own ? "recognized" : "recognizer");
      partner(other);
      rows.add(name(other), by_own ? 1 : 0, *fact, [this](const Fact& f) {
        std::string when = phrases().when(f);
        std::string what = !f.polarity ? "not recognised" : value_of(f, "action") == "withdrawn" ? "withdrawn" : "";
        return what.empty() ? (when.empty() ? "recognised" : when.substr(2)) : what + when;
      });
    }
    for (const Fact* fact : of_kind(facts_, "diplomatic-relations")) {
      for (const std::string& other : others(*fact, {"a", "b"}, own_)) {
        partner(other);
        if (!fact->time.empty() || !fact->polarity) dated_.insert(other);
        rows.add(name(other), 2, *fact, [this](const Fact& f) { return phrases().relations(f); });
      }
    }
    Section section{"relations", "Recognition and diplomatic relations", {}};
    drawing_.table(section, "", {"Partner", "Recognised " + name(own_), "Recognised by " + name(own_), "Diplomatic relations"}, rows,
                   more({"recognition", "diplomatic-relations"}));
    drawing_.finish(std::move(section));
  }

  void representation() {
    Rows rows(2);
    std::vector<const Fact*> missions = of_kind(facts_, "mission");
    sort_by_word(missions, drawing_.inquiry().kinds(), "type");
    for (const Fact* fact : missions) {
      bool sent = value_of(*fact, "sender") == own_;
      std::string other = value_of(*fact, sent ? "host" : "sender");
      partner(other);
      rows.add(name(other), sent ? 0 : 1, *fact, [this](const Fact& f) { return phrases().mission(f); });
    }
    Rows via(1);
    for (const Fact* fact : of_kind(facts_, "accreditation")) {
      std::string sender = value_of(*fact, "sender"), host = value_of(*fact, "host");
      Say from = [this](const Fact& f) {
        return std::string(f.polarity ? "covered from " : "not covered from ") + name(value_of(f, "via")) + phrases().when(f);
      };
      if (sender == own_ || host == own_) {
        std::string other = sender == own_ ? host : sender;
        partner(other);
        rows.add(name(other), sender == own_ ? 0 : 1, *fact, from);
      } else {
        via.add(name(sender), 0, *fact, [this](const Fact& f) { return "for " + name(value_of(f, "host")) + phrases().when(f); });
      }
    }
    Section section{"representation", "Representation", {}};
    drawing_.table(section, "", {"Partner", name(own_) + " there", "There in " + name(own_)}, rows, more({"mission", "accreditation"}));
    drawing_.table(section, "Represented elsewhere from " + name(own_), {"Who", "Where"}, via);
    drawing_.finish(std::move(section));
  }

  void memberships() {
    Rows in(1), has(1);
    for (const Fact* fact : of_kind(facts_, "membership")) {
      bool member = value_of(*fact, "member") == own_;
      Rows& rows = member ? in : has;
      rows.add(organization(value_of(*fact, member ? "organization" : "member")), 0, *fact,
               [this](const Fact& f) { return phrases().membership(f); });
    }
    Section section{"memberships", "Memberships", {}};
    const std::size_t left = more({"membership"});
    drawing_.table(section, "", {"Organisation", "As"}, in, in.empty() ? 0 : left);
    drawing_.table(section, "Members of " + phrases().name(own_), {"Member", "As"}, has, in.empty() ? left : 0);
    drawing_.finish(std::move(section));
  }

  // "OSCE (Organization for Security and Co-operation in Europe)"; a state by its name.
  std::string organization(const std::string& value) const {
    std::string full = name(value);
    return full == value || drawing_.is_state(value) ? full : value + " (" + full + ")";
  }

  void chairmanships() {
    std::vector<const Fact*> facts;
    for (const char* kind : {"chairmanship", "summit"})
      for (const Fact* fact : of_kind(facts_, kind)) facts.push_back(fact);
    sort_by_date(facts);
    std::vector<std::pair<const Fact*, std::string>> lines;
    for (const Fact* fact : facts) {
      bool chair = fact->kind == "chairmanship" && value_of(*fact, "holder") == own_ && fact->polarity;
      lines.emplace_back(
          fact, chair ? "chair of " + phrases().name(value_of(*fact, "organization")) + phrases().when(*fact) : phrases().sentence(*fact));
    }
    Section section{"chairmanships", "Chairmanships and summits", {}};
    drawing_.list(section, "", lines, more({"chairmanship", "summit"}));
    drawing_.finish(std::move(section));
  }

  void visits() {
    std::vector<const Fact*> facts = of_kind(facts_, "visit");
    for (const Fact* fact : of_kind(facts_, "meeting")) facts.push_back(fact);
    for (const Fact* fact : facts)
      for (const std::string& other : others(*fact, {"from", "to", "participants"}, own_)) partner(other);
    drawing_.visits(facts, more({"visit", "meeting"}));
  }

  void trade() {
    Rows rows(3);
    for (const Fact* fact : of_kind(facts_, "trade")) {
      std::string from = value_of(*fact, "from"), to = value_of(*fact, "to");
      std::vector<std::string> with = others(*fact, {"a", "b", "from", "to"}, own_);
      std::string other = with.empty() ? "" : with[0];
      partner(other);
      std::size_t column = from == own_ ? 0 : to == own_ ? 1 : 2;
      rows.add(other.empty() ? "(not named)" : name(other), column, *fact, [this](const Fact& f) { return phrases().trade(f); });
    }
    Section section{"trade", "Trade and energy", {}};
    drawing_.table(section, "", {"Partner", "From " + phrases().name(own_), "To " + phrases().name(own_), "Both ways"}, rows,
                   more({"trade"}));

    std::vector<std::pair<const Fact*, std::string>> people, figures;
    for (const Fact* fact : of_kind(facts_, "population")) people.emplace_back(fact, phrases().sentence(*fact));
    for (const Fact* fact : of_kind(facts_, "statistic")) {
      bool own = value_of(*fact, "subject") == own_;
      figures.emplace_back(fact, own ? phrases().statistic(*fact) : phrases().sentence(*fact));
    }
    Section people_section{"people", "People and figures", {}};
    drawing_.list(people_section, "People", people, more({"population"}));
    drawing_.list(people_section, "Figures", figures, more({"statistic"}));
    drawing_.finish(std::move(section));
    drawing_.finish(std::move(people_section));
  }

  void borders() {
    Rows rows(1);
    for (const Fact* fact : of_kind(facts_, "border"))
      for (const std::string& other : others(*fact, {"a", "b"}, own_)) {
        partner(other);
        rows.add(name(other), 0, *fact, [this](const Fact& f) { return phrases().border(f); });
      }
    std::vector<std::pair<const Fact*, std::string>> disputes;
    for (const Fact* fact : of_kind(facts_, "dispute")) {
      for (const std::string& other : others(*fact, {"parties"}, own_)) partner(other);
      disputes.emplace_back(fact, phrases().sentence(*fact));
    }
    Section section{"borders", "Borders and disputes", {}};
    drawing_.table(section, "", {"Neighbour", "Border"}, rows, more({"border"}));
    drawing_.list(section, "Disputes", disputes, more({"dispute"}));
    drawing_.finish(std::move(section));
  }

  void cooperation() {
    Rows rows(2);
    for (const char* kind : {"cooperation", "assessment"}) {
      for (const Fact* fact : of_kind(facts_, kind)) {
        std::vector<std::string> with;
        for (const std::string& other : others(*fact, {"parties", "a", "b"}, own_)) {
          partner(other);
          with.push_back(name(other));
        }
        std::string label = with.empty() ? "(not named)" : list_in_words(with);
        if (fact->kind == "cooperation") {
          rows.add(label, 0, *fact, [this](const Fact& f) { return phrases().cooperation(f); });
        } else {
          rows.add(label, 1, *fact, [this](const Fact& f) {
            std::string words = value_of(f, "words");
            return (f.polarity ? "" : "not ") + value_of(f, "tone") + (words.empty() ? "" : ": “" + words + "”") + phrases().when(f);
          });
        }
      }
    }
    Section section{"cooperation", "Cooperation, and how relations are judged", {}};
    drawing_.table(section, "", {"Partner", "Cooperation", "Judged"}, rows, more({"cooperation", "assessment"}));
    drawing_.finish(std::move(section));
  }

  void people() {
    Rows rows(1);
    std::vector<const Fact*> offices = of_kind(facts_, "office");
    sort_by_date(offices);
    for (const Fact* fact : offices) {
      std::string title = value_of(*fact, "title"), of = value_of(*fact, "of");
      if (of != own_ && !of.empty()) title += " of " + phrases().name(of);
      rows.add(title, 0, *fact,
               [this](const Fact& f) { return (f.polarity ? "" : "not ") + name(value_of(f, "person")) + phrases().when(f); });
    }
    std::vector<const Fact*> appointments = of_kind(facts_, "appointment");
    sort_by_date(appointments);
    std::vector<std::pair<const Fact*, std::string>> lines;
    for (const Fact* fact : appointments) lines.emplace_back(fact, phrases().sentence(*fact));
    Section section{"offices", "Offices and envoys", {}};
    drawing_.table(section, "", {"Office", "Who"}, rows, more({"office"}));
    drawing_.list(section, "Appointments", lines, more({"appointment"}));
    drawing_.finish(std::move(section));
  }

  void history() {
    // What no section above shows: foundations, successions, and kinds that came later.
    static const std::set<std::string> kShown = {
        "name",    "capital",       "headquarters", "independence", "recognition", "diplomatic-relations",
        "mission", "accreditation", "membership",   "chairmanship", "summit",      "agreement",
        "visit",   "meeting",       "trade",        "population",   "statistic",   "border",
        "dispute", "cooperation",   "assessment",   "office",       "appointment", "quotation"};
    std::vector<const Fact*> rest;
    for (const Fact& fact : facts_) {
      bool head = (fact.kind == "independence" && value_of(fact, "state") == own_) ||
                  (fact.kind == "capital" && value_of(fact, "state") == own_) ||
                  (fact.kind == "headquarters" && value_of(fact, "organization") == own_) ||
                  (fact.kind == "name" && value_of(fact, "entity") == own_ && fact.polarity);
      bool in_head = fact.kind == "independence" || fact.kind == "capital" || fact.kind == "headquarters" || fact.kind == "name";
      if (in_head ? !head : kShown.find(fact.kind) == kShown.end()) rest.push_back(&fact);
    }
    sort_by_date(rest);
    std::vector<std::pair<const Fact*, std::string>> lines;
    for (const Fact* fact : rest) lines.emplace_back(fact, phrases().sentence(*fact));
    std::size_t left = 0;
    for (const auto& [kind, number] : more_)
      if (!kShown.contains(kind)) left += number;
    Section section{"history", "Foundations and successions", {}};
    drawing_.list(section, "", lines, left);
    drawing_.finish(std::move(section));
  }

  base::Result<> quotations() {
    std::set<std::string> people = drawing_.people_of(facts_, own_);
    people.insert(own_);
    auto all = drawing_.of_all("quotation", people);
    if (!all) return tl::unexpected(all.error());
    auto facts = drawing_.then(std::move(all->facts));
    if (!facts) return tl::unexpected(facts.error());
    std::vector<const Fact*> shown;
    for (const Fact& fact : *facts) {
      bool ours = people.find(value_of(fact, "speaker")) != people.end();
      if (ours || value_of(fact, "about") == own_ || drawing_.mentions(value_of(fact, "text"), of_.index)) shown.push_back(&fact);
    }
    drawing_.quotations(shown, sum_of(all->more, {"quotation"}));
    return {};
  }

  std::vector<Gap> gaps() const {
    std::vector<Gap> out;
    if (!drawing_.is_state(own_)) return out;
    if (!capital_ && !more({"capital"})) out.push_back({"What its capital is"});
    if (!independence_ && !more({"independence"})) out.push_back({"Since when it is independent"});
    std::vector<std::string> undated;
    for (const std::string& other : partners_)
      if (dated_.find(other) == dated_.end()) undated.push_back(phrases().name(other));
    std::sort(undated.begin(), undated.end());
    if (!undated.empty() && !more({"diplomatic-relations"}))
      out.push_back({"Since when there are diplomatic relations with " + list_in_words(undated)});
    return out;
  }

  Drawing& drawing_;
  const inquiry::Entity& of_;
  std::string own_;
  const Facts& facts_;
  const Numbers& more_;  // statements that are not among these facts
  std::set<std::string> partners_, dated_;
  bool capital_ = false, independence_ = false;
};

}  // namespace

base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& of, const std::string& as_of,
                           const audit::Rules* rules) {
  const ledger::Snapshot snapshot = inquiry.ledger().snapshot();
  Drawing drawing(inquiry, as_of);
  if (auto done = drawing.look_up_sources(); !done) return tl::unexpected(done.error());
  auto all = drawing.gather({.entities = {of.value}, .at_once = kAtOnce});
  if (!all) return tl::unexpected(all.error());
  auto facts = drawing.then(all->facts);
  if (!facts) return tl::unexpected(facts.error());
  drawing.dossier.title = of.name;
  if (auto done = drawing.sign(); !done) return tl::unexpected(done.error());
  if (auto done = One(drawing, of, *facts, all->more).draw(rules, std::move(all->facts)); !done) return tl::unexpected(done.error());
  return std::move(drawing.dossier);
}

}  // namespace chancery::brief
