// SPDX-License-Identifier: Apache-2.0
#include "exchange/answer.h"

#include <fmt/core.h>

#include <algorithm>

#include "brief/silence.h"
#include "brief/words.h"
#include "exchange/json.h"

namespace chancery::exchange {

using inquiry::Unknown;
using inquiry::Verdict;
using question::Form;
using question::Line;
using question::Reply;
using question::Understood;

namespace {

std::string why_in_words(const Reply& reply, const inquiry::Inquiry& inquiry) {
  if (reply.why == Unknown::not_said && reply.without > 0) return "it is told of, but not this about it";
  return brief::reason(reply.why, reply.coverage, inquiry);
}

// A value with what a figure counts.
std::string value_in_words(const Line& line, const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  if (understood.form == Form::when || understood.form == Form::until) return brief::date_in_words(line.value);
  if (understood.form != Form::value) return phrases.name(line.value);
  const inquiry::Fact& fact = reply.facts[line.facts.front()];
  std::string out = brief::value_of(fact, understood.asked[0].role), unit = brief::value_of(fact, "currency");
  if (understood.asked[0].role.ends_with("_km")) unit = "km";
  return out + (unit.empty() ? "" : " " + unit);
}

std::string list_of(const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  std::vector<std::string> words;
  for (const Line& line : reply.lines) {
    std::string one = value_in_words(line, understood, reply, phrases);
    if (line.denied) one += " (also denied)";
    if (line.truth == time::Truth::possible) one += " (possibly)";
    words.push_back(std::move(one));
  }
  return brief::list_in_words(words);
}

// What is told and lacks what was asked.
std::string more(const Reply& reply) {
  if (reply.without == 0) return {};
  return fmt::format("; {} more {} told of without it", reply.without, reply.without == 1 ? "is" : "are");
}

}  // namespace

std::string answer_in_words(const Understood& understood, const Reply& reply, const brief::Phrases& phrases) {
  if (reply.verdict == Verdict::unknown)
    return fmt::format("Unknown: {}. {}", why_in_words(reply, phrases.inquiry()),
                       brief::settling(reply.why, understood.asked.front().kind));
  if (!reply.coverage.empty()) return "No: " + brief::reason(Unknown::none, reply.coverage, phrases.inquiry());
  const bool contested = reply.verdict == Verdict::contested;
  switch (understood.form) {
    case Form::verdict:
      if (contested) return "Contested: some say so, and some deny it";
      return std::string(reply.verdict == Verdict::yes ? "Yes" : "No") + (reply.truth == time::Truth::possible ? ", possibly" : "");
    case Form::times:
      return fmt::format("{} times, as far as told", reply.facts.size());
    case Form::count:
      return fmt::format("At least {}: {}", reply.lines.size(), list_of(understood, reply, phrases)) + more(reply);
    case Form::changes:
      return fmt::format("{} changes and events, as far as told", reply.lines.size());
    default:
      return (contested ? "Contested: " : "") + list_of(understood, reply, phrases) + more(reply);
  }
}

std::vector<inquiry::Fact> in_order(const Reply& reply) {
  std::vector<std::size_t> places;
  for (const Line& line : reply.lines) places.insert(places.end(), line.facts.begin(), line.facts.end());
  for (std::size_t place = 0; place < reply.facts.size(); ++place) places.push_back(place);
  std::vector<bool> there(reply.facts.size());
  std::vector<inquiry::Fact> out;
  for (std::size_t place : places) {
    if (!there[place]) out.push_back(reply.facts[place]);
    there[place] = true;
  }
  return out;
}

void write_reply(base::JsonWriter& json, std::string_view asked, const Understood& understood, const Reply& reply,
                 const inquiry::Inquiry& inquiry, const brief::Phrases* phrases) {
  json.begin_object().field("question", asked).field("shape", understood.shape).field("form", name_of(understood.form));
  json.field("understood", in_words(understood, inquiry)).field("command", command_of(understood));
  json.field("verdict", name_of(reply.verdict));
  if (reply.verdict == Verdict::unknown)
    json.field("why", name_of(reply.why));
  else
    json.field("certainty", time::name_of(reply.truth));
  write_declared(json, "coverage", reply.coverage, inquiry);
  if (phrases) json.field("answer", answer_in_words(understood, reply, *phrases));
  json.key("answers").begin_array();
  for (const Line& line : reply.lines) {
    json.begin_object().field("value", line.value).field("certainty", time::name_of(line.truth));
    if (line.denied) json.field("denied", true);
    json.key("statements").begin_array();
    for (std::size_t place : line.facts)
      for (const ledger::Entry& entry : reply.facts[place].statements) json.value(entry.id);
    json.end_array().end_object();
  }
  json.end_array().key("facts").begin_array();
  for (const inquiry::Fact& fact : reply.facts) write_fact(json, fact, phrases);
  json.end_array().end_object();
}

}  // namespace chancery::exchange
