// SPDX-License-Identifier: Apache-2.0
// The brief of two: what stands between them.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "brief/draw.h"
#include "brief/drawing.h"
#include "brief/words.h"

namespace chancery::brief {
namespace {

using inquiry::Fact;

constexpr std::size_t kAloneAtOnce = 60, kBetweenAtOnce = 300;  // statements of which none is left out

struct Side {
  const inquiry::Entity& entity;
  Facts facts;   // that it has apart from the other
  Numbers more;  // statements that are not among them
};

class Two {
 public:
  Two(Drawing& drawing, Side a, Side b, const Facts& between, const Numbers& more)
      : drawing_(drawing), a_(std::move(a)), b_(std::move(b)), facts_(between), more_(more) {
    of_a_ = drawing_.people_of(a_.facts, a_.entity.value);
    of_b_ = drawing_.people_of(b_.facts, b_.entity.value);
    of_a_.insert(a_.entity.value);
    of_b_.insert(b_.entity.value);
  }

  base::Result<> draw(const audit::Rules* rules, Facts all) {
    head(a_);
    head(b_);
    key_dates();
    representation();
    memberships();
    drawing_.agreements(of_kind(facts_, "agreement"), {a_.entity.value, b_.entity.value}, more({"agreement"}));
    auto elsewhere = drawing_.of_all("meeting", of_a_);
    if (!elsewhere) return tl::unexpected(elsewhere.error());
    auto meetings = drawing_.then(std::move(elsewhere->facts));
    if (!meetings) return tl::unexpected(meetings.error());
    std::vector<const Fact*> visits = of_kind(facts_, "visit");
    for (const Fact* fact : of_both(*meetings)) visits.push_back(fact);
    const std::size_t left = more({"visit", "meeting"});
    met_ = !visits.empty() || left > 0;
    drawing_.visits(visits, left);
    section("trade", "Trade and energy", {"trade"});
    section("people", "People and figures", {"population", "statistic"});
    section("borders", "Borders and disputes", {"border", "dispute"});
    section("cooperation", "Cooperation", {"cooperation"});
    section("judged", "How relations are judged", {"assessment"});
    section("envoys", "Offices and envoys", {"office", "appointment"});
    rest();
    if (auto ok = quotations(); !ok) return ok;
    return drawing_.findings_and_gaps(rules, {a_.entity.value, b_.entity.value}, std::move(all), gaps());
  }

 private:
  const Phrases& phrases() const { return drawing_.phrases(); }
  std::string name(std::string_view value) const { return drawing_.name(value); }

  std::size_t more(std::initializer_list<std::string_view> kinds) const { return sum_of(more_, kinds); }

  void head(const Side& side) {
    std::vector<const Fact*> capitals = of_kind(side.facts, "capital");
    sort_by_date(capitals);
    std::stable_partition(capitals.begin(), capitals.end(), [](const Fact* fact) { return fact->time.until.empty(); });
    for (const Fact* fact : capitals)
      if (value_of(*fact, "state") == side.entity.value)
        add_claim(drawing_.dossier.head, drawing_.claim(drawing_.seat(*fact, "Capital of " + phrases().name(side.entity.value)), *fact));
  }

  void key_dates() {
    std::vector<const Fact*> facts;
    for (const Fact& fact : facts_) {
      bool key = fact.kind == "recognition" || fact.kind == "diplomatic-relations" || (fact.kind == "mission" && !fact.time.empty());
      if (key) facts.push_back(&fact);
    }
    sort_by_date(facts);
    Rows rows(1);
    std::size_t place = 0;
    for (const Fact* fact : facts) {
      std::string when = time_in_words(fact->time);
      rows.add(
          when.empty() ? "(not dated)" : when, 0, *fact, [this](const Fact& f) { return capitalized(undated(f)); },
          when.empty() ? "~" : fmt::format("{:08}", place++));
    }
    Section section{"dates", "Key dates", {}};
    drawing_.table(section, "", {"When", "What"}, rows, more({"recognition", "diplomatic-relations"}));
    drawing_.finish(std::move(section));
  }

  // The sentence without its date, which stands beside it.
  std::string undated(const Fact& fact) const {
    const bool from_then = fact.kind == "mission" && value_of(fact, "action").empty() && fact.time.on.empty() && !fact.time.since.empty();
    return phrases().undated(fact) + (from_then ? " (from then on)" : "");
  }

  void representation() {
    Rows rows(1);
    for (const char* kind : {"mission", "accreditation"}) {
      std::vector<const Fact*> facts = of_kind(facts_, kind);
      sort_by_word(facts, drawing_.inquiry().kinds(), "type");
      for (const Fact* fact : facts) {
        std::string sender = value_of(*fact, "sender"), host = value_of(*fact, "host");
        rows.add(name(sender) + " in " + name(host), 0, *fact, [this](const Fact& f) {
          if (f.kind == "mission") return phrases().mission(f);
          return std::string(f.polarity ? "covered from " : "not covered from ") + name(value_of(f, "via")) + phrases().when(f);
        });
      }
    }
    Section section{"representation", "Representation", {}};
    drawing_.table(section, "", {"Who and where", "Mission"}, rows, more({"mission", "accreditation"}));
    drawing_.finish(std::move(section));
  }

  void memberships() {
    struct Both {
      std::vector<const Fact*> a, b;
    };
    std::map<std::string, Both> all;
    for (const Fact* fact : of_kind(a_.facts, "membership"))
      if (value_of(*fact, "member") == a_.entity.value) all[value_of(*fact, "organization")].a.push_back(fact);
    for (const Fact* fact : of_kind(b_.facts, "membership"))
      if (value_of(*fact, "member") == b_.entity.value) all[value_of(*fact, "organization")].b.push_back(fact);
    Rows common(2), only_a(1), only_b(1);
    Say say = [this](const Fact& fact) { return phrases().membership(fact); };
    for (const auto& [organization, both] : all) {
      std::string full = name(organization), label = full == organization ? full : organization + " (" + full + ")";
      bool shared = !both.a.empty() && !both.b.empty();
      for (const Fact* fact : both.a) (shared ? common : only_a).add(label, 0, *fact, say);
      for (const Fact* fact : both.b) (shared ? common : only_b).add(label, shared ? 1 : 0, *fact, say);
    }
    Section section{"memberships", "Memberships", {}};
    std::string a = name(a_.entity.value), b = name(b_.entity.value);
    // Where not all was looked at, what one has alone is not known.
    const std::size_t left = sum_of(a_.more, {"membership"}) + sum_of(b_.more, {"membership"});
    drawing_.table(section, "In common", {"Organisation", a, b}, common, left);
    if (left == 0) {
      drawing_.table(section, "Told of " + a + " alone", {"Organisation", "As"}, only_a);
      drawing_.table(section, "Told of " + b + " alone", {"Organisation", "As"}, only_b);
    }
    drawing_.finish(std::move(section));
    // What names both, as where one is a member of the other.
    this->section("chairmanships", "Chairmanships and summits", {"chairmanship", "summit"});
  }

  // Meetings of both, as states or through people of theirs.
  std::vector<const Fact*> of_both(const Facts& meetings) const {
    std::vector<const Fact*> out = of_kind(facts_, "meeting");
    auto takes_part = [](const Fact& fact, const std::set<std::string>& people) {
      for (const std::string& value : values_of(fact, "participants"))
        if (people.find(value) != people.end()) return true;
      return false;
    };
    for (const Fact& fact : meetings)
      if (takes_part(fact, of_a_) && takes_part(fact, of_b_) &&
          std::none_of(out.begin(), out.end(), [&](const Fact* other) { return other->statements[0].id == fact.statements[0].id; }))
        out.push_back(&fact);
    return out;
  }

  void section(const char* word, const char* title, std::initializer_list<const char*> kinds) {
    std::vector<const Fact*> facts;
    for (const char* kind : kinds)
      for (const Fact* fact : of_kind(facts_, kind)) facts.push_back(fact);
    sort_by_date(facts);
    std::vector<std::pair<const Fact*, std::string>> lines;
    for (const Fact* fact : facts) lines.emplace_back(fact, phrases().sentence(*fact));
    std::size_t left = 0;
    for (const char* kind : kinds) left += more({kind});
    Section section{word, title, {}};
    drawing_.list(section, "", lines, left);
    drawing_.finish(std::move(section));
  }

  void rest() {
    section("history", "Foundations and successions", {"foundation", "succession", "independence", "name", "capital", "headquarters"});
  }

  base::Result<> quotations() {
    std::set<std::string> both = of_a_;
    both.insert(of_b_.begin(), of_b_.end());
    auto all = drawing_.of_all("quotation", both);
    if (!all) return tl::unexpected(all.error());
    auto facts = drawing_.then(std::move(all->facts));
    if (!facts) return tl::unexpected(facts.error());
    auto about = [&](const Fact& fact, const inquiry::Entity& entity) {
      return value_of(fact, "about") == entity.value || drawing_.mentions(value_of(fact, "text"), entity.index);
    };
    std::vector<const Fact*> shown;
    for (const Fact& fact : *facts) {
      std::string speaker = value_of(fact, "speaker");
      bool from_a = of_a_.contains(speaker), from_b = of_b_.contains(speaker);
      bool on_a = about(fact, a_.entity), on_b = about(fact, b_.entity);
      if ((from_a && on_b) || (from_b && on_a) || (on_a && on_b)) shown.push_back(&fact);
    }
    drawing_.quotations(shown, 0);
    return {};
  }

  std::vector<Gap> gaps() const {
    std::vector<Gap> out;
    const std::string a = phrases().name(a_.entity.value), b = phrases().name(b_.entity.value);
    auto between = [&](const char* kind, std::vector<model::Role> roles = {}) {
      return inquiry::Question{.entities = {a_.entity.value, b_.entity.value}, .kind = kind, .roles = std::move(roles)};
    };
    auto none = [&](const char* kind, const char* role, const std::string& value) {
      if (more({kind}) > 0) return false;
      for (const Fact* fact : of_kind(facts_, kind))
        if (*role == 0 || value_of(*fact, role) == value) return false;
      return true;
    };
    bool relations = false;
    for (const Fact* fact : of_kind(facts_, "diplomatic-relations")) relations = relations || !fact->time.empty() || !fact->polarity;
    if (!relations && !more({"diplomatic-relations"}))
      out.push_back({"When diplomatic relations of " + a + " and " + b + " were established", between("diplomatic-relations")});
    for (auto [one, other, from, in] : {std::tuple{&a_, &b_, &a, &b}, {&b_, &a_, &b, &a}}) {
      bool there = !none("mission", "sender", one->entity.value) || !none("accreditation", "sender", one->entity.value);
      if (none("recognition", "recognizer", one->entity.value))
        out.push_back({"When " + *from + " recognised " + *in, between("recognition", {{"recognizer", one->entity.value}})});
      if (!there) out.push_back({"Whether " + *from + " is represented in " + *in, between("mission", {{"sender", one->entity.value}})});
    }
    if (none("agreement", "", "")) out.push_back({"Which agreements the two have", between("agreement")});
    if (!met_) out.push_back({"Visits and meetings", between("visit")});
    bool amounts = false;
    for (const Fact* fact : of_kind(facts_, "trade")) amounts = amounts || fact->role("amount") != nullptr;
    if (!amounts && !more({"trade"})) out.push_back({"How much the two trade", between("trade")});
    return out;
  }

  Drawing& drawing_;
  Side a_, b_;
  const Facts& facts_;
  const Numbers& more_;                // statements that are not among these facts
  std::set<std::string> of_a_, of_b_;  // the states, and who speaks or acts for them
  bool met_ = false;
};

// What the brief tells of each side apart from the other.
constexpr const char* kAlone[] = {"appointment", "capital", "membership", "office", "visit"};

base::Result<Side> side(const Drawing& drawing, const inquiry::Entity& entity) {
  Side out{entity, {}, {}};
  for (const char* kind : kAlone) {
    auto all = drawing.gather({.entities = {entity.value}, .kind = kind, .at_once = kAloneAtOnce});
    if (!all) return tl::unexpected(all.error());
    auto facts = drawing.then(std::move(all->facts));
    if (!facts) return tl::unexpected(facts.error());
    std::move(facts->begin(), facts->end(), std::back_inserter(out.facts));
    out.more.merge(all->more);
  }
  return out;
}

}  // namespace

base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& a, const inquiry::Entity& b, const std::string& as_of,
                           const audit::Rules* rules) {
  const ledger::Snapshot snapshot = inquiry.ledger().snapshot();
  Drawing drawing(inquiry, as_of);
  if (auto done = drawing.look_up_sources(); !done) return tl::unexpected(done.error());
  auto of_a = side(drawing, a), of_b = side(drawing, b);
  if (!of_a) return tl::unexpected(of_a.error());
  if (!of_b) return tl::unexpected(of_b.error());
  auto between = drawing.gather({.entities = {a.value, b.value}, .at_once = kBetweenAtOnce});
  if (!between) return tl::unexpected(between.error());
  auto facts = drawing.then(between->facts);
  if (!facts) return tl::unexpected(facts.error());
  drawing.dossier.title = a.name + " and " + b.name;
  if (auto done = drawing.sign(); !done) return tl::unexpected(done.error());
  Two two(drawing, std::move(*of_a), std::move(*of_b), *facts, between->more);
  if (auto done = two.draw(rules, std::move(between->facts)); !done) return tl::unexpected(done.error());
  return std::move(drawing.dossier);
}

}  // namespace chancery::brief
