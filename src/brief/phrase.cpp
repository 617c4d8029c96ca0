// SPDX-License-Identifier: Apache-2.0
#include "brief/phrase.h"

#include <algorithm>
#include <utility>

#include "brief/words.h"

namespace chancery::brief {

using inquiry::Fact;

namespace {

// Puts what is not empty behind `out`, after ", ".
void add(std::string& out, const std::string& more) {
  if (more.empty()) return;
  if (!out.empty()) out += ", ";
  out += more;
}

// Names of this make need an article: "the United States", "the Soviet Union", "the Cook Islands".
bool wants_article(std::string_view name) {
  for (std::string_view word : {"Republic", "Union", "Kingdom", "Islands", "States", "Emirates", "Federation"}) {
    std::size_t at = name.find(word);
    if (at != std::string_view::npos && at + word.size() == name.size()) return true;
  }
  return name.starts_with("Republic of") || name.starts_with("Kingdom of") || name.starts_with("Organization ") ||
         name.starts_with("Organisation ");
}

std::string article(std::string_view noun) {
  return std::string("aeiou").find(noun.empty() ? 'x' : noun[0]) != std::string::npos ? "an " : "a ";
}

}  // namespace

std::vector<std::string> values_of(const inquiry::Fact& fact, std::string_view role) {
  const model::Value* value = fact.role(role);
  if (value == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(value)) return {*text};
  if (const auto* set = std::get_if<std::vector<std::string>>(value)) return *set;
  return {number_in_words(std::get<double>(*value))};
}

std::string value_of(const inquiry::Fact& fact, std::string_view role) {
  std::vector<std::string> values = values_of(fact, role);
  return values.empty() ? "" : values[0];
}

std::string Phrases::name(std::string_view value) const {
  std::string name = inquiry_.display_name(value);
  return wants_article(name) ? "the " + name : name;
}

std::string Phrases::when(const inquiry::Fact& fact) const {
  std::string out;
  if (std::string words = time_in_words(fact.time); !words.empty()) out = ", " + words;
  if (fact.truth == time::Truth::possible) out += ", possibly";
  return out;
}

std::string Phrases::mission(const inquiry::Fact& fact) const {
  std::string type = spaced(value_of(fact, "type")), action = value_of(fact, "action"), city = value_of(fact, "city");
  if (type.empty()) type = "mission";
  std::string out = fact.polarity ? type : "no " + type;
  if (!city.empty()) out += " in " + city;
  // An opening without a day of its own says no more than that there is one, since then.
  if (!action.empty() && !fact.time.on.empty()) {
    Fact rest = fact;
    rest.time.on.clear();
    return out + ", " + action + " " + date_in_sentence(fact.time.on) + when(rest);
  }
  if (!action.empty() && (action != "opened" || fact.time.empty())) add(out, action);
  return out + when(fact);
}

std::string Phrases::membership(const inquiry::Fact& fact) const {
  std::string status = spaced(value_of(fact, "status"));
  if (status.empty()) status = "member";
  return (fact.polarity ? status : "not " + article(status) + status) + when(fact);
}

std::string Phrases::border(const inquiry::Fact& fact) const {
  std::string out, length = value_of(fact, "length_km"), status = spaced(value_of(fact, "status"));
  if (!fact.polarity) out = "no border";
  if (!length.empty()) add(out, length + " km");
  add(out, status);
  if (out.empty()) out = "shared border";
  return out + when(fact);
}

std::string Phrases::cooperation(const inquiry::Fact& fact) const {
  std::string out = value_of(fact, "domain"), topic = value_of(fact, "topic");
  if (!fact.polarity) out = "no " + out;
  if (!topic.empty()) out += ": " + topic;
  return out + when(fact);
}

std::string Phrases::trade(const inquiry::Fact& fact) const {
  std::string out = value_of(fact, "commodity"), amount = value_of(fact, "amount");
  if (!amount.empty()) add(out, amount + (value_of(fact, "currency").empty() ? "" : " " + value_of(fact, "currency")));
  if (out.empty()) out = "trade";
  return (fact.polarity ? "" : "no ") + out + when(fact);
}

std::string Phrases::visit(const inquiry::Fact& fact) const {
  std::string visitor = value_of(fact, "visitor"), from = value_of(fact, "from"), to = value_of(fact, "to"), city = value_of(fact, "city"),
              type = value_of(fact, "type");
  std::string out = name(visitor);
  if (!from.empty() && from != visitor) out += " (" + inquiry_.display_name(from) + ")";
  out += fact.polarity ? " to " : " not to ";
  std::string place = name(to);
  out += city.empty() || city == to ? place : city + ", " + inquiry_.display_name(to);
  if (!type.empty()) add(out, type + " visit");
  return out;
}

std::string Phrases::meeting(const inquiry::Fact& fact) const {
  std::vector<std::string> names;
  for (const std::string& value : values_of(fact, "participants")) names.push_back(name(value));
  std::string place = value_of(fact, "place");
  return (fact.polarity ? "meeting of " : "no meeting of ") + list_in_words(names) +
         (place.empty() ? "" : " in " + inquiry_.display_name(place));
}

std::string Phrases::agreement(const inquiry::Fact& fact) const {
  std::string action = value_of(fact, "action"), type = spaced(value_of(fact, "type"));
  std::string out = action == "in-force" ? "in force" : spaced(action);
  if (!fact.polarity) out = out.empty() ? "none" : "not " + out;
  std::string title = value_of(fact, "title");
  if (!type.empty() && title.find(type) == std::string::npos) out = out.empty() ? type : type + " " + out;
  std::string words = when(fact);
  if (out.empty() && words.starts_with(", ")) return words.substr(2);
  return out.empty() ? "agreed" : out + words;
}

std::string Phrases::statistic(const inquiry::Fact& fact) const {
  std::string out = value_of(fact, "measure"), value = value_of(fact, "value"), unit = value_of(fact, "unit"),
              reporter = value_of(fact, "reporter");
  if (!fact.polarity) out = "not " + out;
  if (!value.empty()) out += ": " + value + (unit.empty() ? "" : " " + unit);
  out += when(fact);
  if (!reporter.empty()) out += ", according to " + name(reporter);
  return out;
}

std::string Phrases::relations(const inquiry::Fact& fact) const {
  std::string action = value_of(fact, "action");
  if (!fact.polarity) return "none" + when(fact);
  std::string words = when(fact);
  if ((action.empty() || action == "established") && words.starts_with(", ")) return words.substr(2);
  return (action.empty() || action == "established" ? "established" : action) + words;
}

std::string Phrases::undated(const inquiry::Fact& fact) const {
  Fact copy = fact;
  copy.time = {};
  copy.truth = time::Truth::certain;
  return sentence(copy);
}

std::string Phrases::sentence(const inquiry::Fact& fact) const {
  const std::string& kind = fact.kind;
  auto of = [&](std::string_view role) { return value_of(fact, role); };
  auto named = [&](std::string_view role) { return of(role).empty() ? std::string("somebody") : name(of(role)); };
  auto all = [&](std::string_view role) {
    std::vector<std::string> names;
    for (const std::string& value : values_of(fact, role)) names.push_back(name(value));
    return list_in_words(names);
  };
  std::string out;
  if (kind == "diplomatic-relations") {
    out = "diplomatic relations of " + named("a") + " and " + named("b");
    std::string action = of("action");
    out += fact.polarity ? " " + (action.empty() ? "established" : action) : ": none";
  } else if (kind == "recognition") {
    bool withdrawn = of("action") == "withdrawn";
    out = named("recognizer") + (fact.polarity ? (withdrawn ? " withdrew its recognition of " : " recognised ") : " does not recognise ") +
          named("recognized");
  } else if (kind == "mission") {
    return named("sender") + " in " + named("host") + ": " + mission(fact);
  } else if (kind == "accreditation") {
    out = named("sender") + (fact.polarity ? " covers " : " does not cover ") + named("host") + " from " + named("via");
  } else if (kind == "membership") {
    return named("member") + " in " + named("organization") + ": " + membership(fact);
  } else if (kind == "chairmanship") {
    out = named("holder") + (fact.polarity ? " chairs " : " does not chair ") + named("organization");
  } else if (kind == "agreement") {
    std::string parties = all("parties");
    return of("title") + (parties.empty() ? "" : " (" + parties + ")") + ": " + agreement(fact);
  } else if (kind == "visit") {
    out = visit(fact);
  } else if (kind == "meeting") {
    out = meeting(fact);
  } else if (kind == "office") {
    out = of("title") + (of("of").empty() ? "" : " of " + name(of("of"))) + ": " + (fact.polarity ? "" : "not ") + named("person");
  } else if (kind == "appointment") {
    std::string action = of("action").empty() ? "appointed" : of("action");
    out = named("person") + (fact.polarity ? " " : " not ") + action + (of("title").empty() ? "" : " " + of("title")) +
          (of("of").empty() ? "" : " of " + name(of("of"))) + (of("to").empty() ? "" : " to " + name(of("to")));
  } else if (kind == "border") {
    return "border of " + named("a") + " and " + named("b") + ": " + border(fact);
  } else if (kind == "dispute") {
    std::string parties = all("parties"), status = of("status");
    out = of("subject").empty() ? "dispute" : of("subject");
    if (!parties.empty()) out += " (" + parties + ")";
    if (!fact.polarity) out = "no dispute: " + out;
    add(out, status);
  } else if (kind == "trade") {
    std::string from = of("from"), to = of("to");
    std::string who = from.empty() && to.empty() ? named("a") + " and " + named("b")
                                                 : (from.empty() ? "" : "from " + name(from)) + (from.empty() || to.empty() ? "" : " ") +
                                                       (to.empty() ? "" : "to " + name(to));
    return who + ": " + trade(fact);
  } else if (kind == "population") {
    out = (of("count").empty() ? "" : of("count") + " ") + (of("group").empty() ? "people" : of("group")) +
          (fact.polarity ? " in " : " not in ") + named("place");
  } else if (kind == "statistic") {
    return (of("subject").empty() ? "" : name(of("subject")) + ", ") + statistic(fact);
  } else if (kind == "cooperation") {
    return all("parties") + ": " + cooperation(fact);
  } else if (kind == "assessment") {
    out = named("a") + " and " + named("b") + ": " + (fact.polarity ? "" : "not ") + of("tone");
    if (!of("words").empty()) out += " (“" + of("words") + "”)";
  } else if (kind == "quotation") {
    out = named("speaker") + (of("about").empty() ? "" : " on " + name(of("about")));
  } else if (kind == "foundation") {
    std::string founders = all("founders");
    out = named("organization") + (fact.polarity ? " founded" : " not founded") + (founders.empty() ? "" : " by " + founders) +
          (of("place").empty() ? "" : " in " + inquiry_.display_name(of("place")));
  } else if (kind == "succession") {
    out = named("successor") + (fact.polarity ? " took the place of " : " did not take the place of ") + named("predecessor");
  } else if (kind == "independence") {
    out = named("state") + (fact.polarity ? " independent" : " not independent") + (of("from").empty() ? "" : " of " + name(of("from")));
  } else if (kind == "capital") {
    out = "capital of " + named("state") + ": " + (fact.polarity ? "" : "not ") + inquiry_.display_name(of("city"));
  } else if (kind == "name") {
    std::string type = of("type");
    out = named("entity") + (fact.polarity ? " is" : " is not") + " named " + of("name") + (type.empty() ? "" : " (" + type + ")");
  } else if (kind == "headquarters") {
    out = "seat of " + named("organization") + ": " + (fact.polarity ? "" : "not ") + inquiry_.display_name(of("city"));
  } else if (kind == "summit") {
    std::string participants = all("participants");
    out = "summit of " + named("organization") + (of("place").empty() ? "" : " in " + inquiry_.display_name(of("place"))) +
          (participants.empty() ? "" : " with " + participants);
  } else {
    // A kind that came later: its roles as they are.
    out = spaced(kind) + ":";
    for (const model::Role& role : fact.roles) out += " " + spaced(role.name) + " " + list_in_words(values_of(fact, role.name)) + ";";
    if (out.ends_with(";")) out.pop_back();
    if (!fact.polarity) out = "not " + out;
  }
  return out + when(fact);
}

}  // namespace chancery::brief
