// SPDX-License-Identifier: Apache-2.0
// What happened when, anniversaries, and the steps of agreements.
#include <fmt/core.h>

#include <algorithm>

#include "brief/draw.h"
#include "brief/drawing.h"
#include "brief/words.h"

namespace chancery::brief {
namespace {

using inquiry::Anniversary;
using inquiry::Chain;
using inquiry::Fact;
using inquiry::Moment;
using inquiry::Point;

constexpr std::size_t kAnswerNotes = 8;  // that an answer shows itself; its facts show theirs

// "27 August 1992", "since 1994", "until 10 December 1997"
std::string moment_in_words(const Moment& moment) {
  model::Time time;
  (moment.point == Point::happened ? time.on
   : moment.point == Point::began  ? time.since
   : moment.point == Point::ended  ? time.until
                                   : time.at) = moment.date;
  return time_in_words(time);
}

// The claims of what was found with one precision.
Section anniversaries_of(Drawing& drawing, Section section, Anniversary::Precision precision, const Facts& facts,
                         const std::vector<Moment>& moments, const std::vector<Anniversary>& found) {
  Block block;
  for (const Anniversary& one : found) {
    if (one.precision != precision) continue;
    const Moment& moment = moments[one.moment];
    const time::CivilDate day = time::civil_of(one.when.earliest);
    const std::string when = precision == Anniversary::Precision::day     ? fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day)
                             : precision == Anniversary::Precision::month ? fmt::format("{:04}-{:02}", day.year, day.month)
                                                                          : fmt::format("{:04}", day.year);
    block.claims.push_back(drawing.claim(fmt::format("{}: {} years: {} ({})", date_in_words(when), one.years,
                                                     drawing.phrases().undated(facts[moment.fact]), moment_in_words(moment)),
                                         facts[moment.fact]));
  }
  if (!block.claims.empty()) section.blocks.push_back(std::move(block));
  return section;
}

base::Result<> begin(Drawing& drawing, std::string title) {
  if (auto done = drawing.look_up_sources(); !done) return done;
  drawing.dossier.title = std::move(title);
  return drawing.sign();
}

}  // namespace

base::Result<Dossier> draw_timeline(const inquiry::Inquiry& inquiry, const std::vector<inquiry::Entity>& of, const Facts& facts,
                                    const std::vector<Moment>& moments) {
  Drawing drawing(inquiry, {});
  std::string title = of.empty() ? "What happened when" : "What happened when: ";
  for (std::size_t i = 0; i < of.size(); ++i) title += (i > 0 ? " and " : "") + of[i].name;
  if (auto begun = begin(drawing, std::move(title)); !begun) return tl::unexpected(begun.error());
  for (const Moment& moment : moments) {
    const std::string year = std::to_string(time::civil_of(moment.day()).year);
    auto& sections = drawing.dossier.sections;
    if (sections.empty() || sections.back().title != year) sections.push_back({"y" + year, year, {Block{}}});
    const Fact& fact = facts[moment.fact];
    add_claim(sections.back().blocks[0].claims,
              drawing.claim(capitalized(moment_in_words(moment)) + ": " + drawing.phrases().undated(fact), fact));
  }
  return std::move(drawing.dossier);
}

base::Result<Dossier> draw_anniversaries(const inquiry::Inquiry& inquiry, const std::string& period, const Facts& facts,
                                         const std::vector<Moment>& moments, const std::vector<Anniversary>& found) {
  Drawing drawing(inquiry, {});
  if (auto begun = begin(drawing, "Anniversaries, " + period); !begun) return tl::unexpected(begun.error());
  for (auto [precision, name, title] : {std::tuple{Anniversary::Precision::day, "days", "On a day"},
                                        {Anniversary::Precision::month, "months", "Some day of a month: which is not said"},
                                        {Anniversary::Precision::year, "years", "Some day of a year: which is not said"}})
    drawing.finish(anniversaries_of(drawing, {name, title, {}}, precision, facts, moments, found));
  return std::move(drawing.dossier);
}

base::Result<Dossier> draw_chains(const inquiry::Inquiry& inquiry, const std::string& of, const Facts& facts,
                                  const std::vector<Chain>& chains) {
  Drawing drawing(inquiry, {});
  if (auto begun = begin(drawing, "Agreements: " + of); !begun) return tl::unexpected(begun.error());
  for (const Chain& chain : chains) {
    auto names = [&](const std::vector<std::string>& values) {
      std::vector<std::string> names;
      for (const std::string& value : values) names.push_back(drawing.phrases().name(value));
      return list_in_words(names);
    };
    Section section{fmt::format("agreement-{}", drawing.dossier.sections.size() + 1),
                    capitalized(chain.title) + (chain.parties.empty() ? "" : ": " + names(chain.parties)),
                    {}};
    Block block;
    block.table.heads = {"Step", "When"};
    for (const Chain::Step& step : chain.steps) {
      Row row{spaced(step.action), {Cell{}}};
      for (std::size_t place : step.facts) {
        const Fact& fact = facts[place];
        std::string text = time_in_words(fact.time);
        if (text.empty()) text = "not dated";
        if (!fact.polarity) text = "not " + row.label + (fact.time.empty() ? "" : ", " + text);
        const std::vector<std::string> parties = values_of(fact, "parties");
        if (parties.size() < chain.parties.size()) text += parties.empty() ? "" : ", by " + names(parties);
        if (const std::string type = value_of(fact, "type"); !type.empty()) text += " (" + spaced(type) + ")";
        add_claim(row.cells[0], drawing.claim(text, fact));
      }
      if (step.facts.empty()) row.cells[0].push_back(drawing.gap("not said"));
      block.table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(block));
    drawing.finish(std::move(section));
  }
  return std::move(drawing.dossier);
}

base::Result<Dossier> draw_answer(const inquiry::Inquiry& inquiry, const std::string& question, const std::string& understood,
                                  const std::string& answer, const Facts& facts, const std::string& as_of) {
  Drawing drawing(inquiry, as_of);
  if (auto begun = begin(drawing, question); !begun) return tl::unexpected(begun.error());
  drawing.dossier.subtitle = understood + " " + drawing.dossier.subtitle;
  Section section{"facts", "What it rests on", {}};
  std::vector<std::pair<const Fact*, std::string>> lines;
  for (const Fact& fact : facts) lines.emplace_back(&fact, drawing.phrases().sentence(fact));
  drawing.list(section, "", lines);
  Claim head{answer, {}, ""};
  if (facts.empty()) head = drawing.gap(answer);
  for (std::uint32_t note = 1; note <= std::min<std::size_t>(drawing.dossier.notes.size(), kAnswerNotes) && !facts.empty(); ++note)
    head.notes.push_back(note);
  drawing.dossier.head.push_back(std::move(head));
  drawing.finish(std::move(section));
  return std::move(drawing.dossier);
}

}  // namespace chancery::brief
