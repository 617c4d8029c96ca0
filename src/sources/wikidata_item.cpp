// SPDX-License-Identifier: Apache-2.0
#include "sources/wikidata_item.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "time/calendar.h"

namespace chancery::sources {
namespace {

namespace json = simdjson::ondemand;
using base::ErrorKind;
using base::fail;

constexpr std::string_view kJulian = "Q1985786", kCirca = "Q5727902";
constexpr Property kCircumstances = 1480, kStatedIn = 248, kReferenceUrl = 854;

// The number behind a letter ("Q232"), 0 where it is none.
std::uint32_t number_of(std::string_view id, char letter) {
  std::uint32_t number = 0;
  if (id.empty() || id[0] != letter) return 0;
  auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

std::uint32_t number_of(json::raw_json_string key, char letter) {
  std::uint32_t number = 0;
  const char* text = key.raw();
  if (*text != letter) return 0;
  for (++text; *text >= '0' && *text <= '9'; ++text) number = number * 10 + static_cast<std::uint32_t>(*text - '0');
  return *text == '"' ? number : 0;
}

bool among(const std::vector<Property>& properties, Property property) {
  return std::find(properties.begin(), properties.end(), property) != properties.end();
}

Said said_in(json::object value) {
  Said out;
  std::string_view time;
  std::int64_t precision = 0;
  bool julian = false;
  for (auto field : value) {
    const json::raw_json_string key = field.key();
    if (key == "numeric-id") {
      out.item = static_cast<ItemNumber>(std::uint64_t(field.value()));
    } else if (key == "entity-type") {
      if (std::string_view(field.value()) != "item") return {};
      out.what = Said::What::item;
    } else if (key == "id") {
      out.item = number_of(std::string_view(field.value()), 'Q');
    } else if (key == "time") {
      out.what = Said::What::moment;
      time = field.value();
    } else if (key == "precision" && out.what == Said::What::moment) {
      precision = field.value();
    } else if (key == "calendarmodel") {
      julian = std::string_view(field.value()).ends_with(kJulian);
    }
  }
  if (out.what == Said::What::moment) out.moment = moment_of(time, precision, julian);
  return out;
}

// What a snak says; a text is put into `text`, where that is asked for.
Said said_of(json::object snak, std::string* text = nullptr) {
  Said out;
  Said::What type = Said::What::other;
  for (auto field : snak) {
    const json::raw_json_string key = field.key();
    if (key == "snaktype") {
      const std::string_view is = field.value();
      if (is == "somevalue") type = Said::What::unknown;
      if (is == "novalue") type = Said::What::none;
    } else if (key == "datavalue") {
      json::value value = field.value()["value"];
      if (value.type() == json::json_type::object)
        out = said_in(value.get_object());
      else if (text != nullptr && value.type() == json::json_type::string)
        text->assign(std::string_view(value.get_string()));
    }
  }
  if (type != Said::What::other) out = {type, 0, {}};
  return out;
}

std::string reference_in(json::array references) {
  std::string out;
  for (json::object reference : references)
    for (auto part : reference) {
      if (!(part.key() == "snaks")) continue;
      json::value snaks = part.value();
      if (snaks.type() != json::json_type::object) continue;
      for (auto field : snaks.get_object()) {
        const Property property = number_of(field.key(), 'P');
        if (!out.empty() || (property != kStatedIn && property != kReferenceUrl)) continue;
        for (json::object snak : field.value().get_array()) {
          std::string text;
          const Said said = said_of(snak, &text);
          if (said.what == Said::What::item) text = fmt::format("Q{}", said.item);
          if (!text.empty()) out = fmt::format("P{} {}", property, text);
          break;
        }
      }
    }
  return out;
}

}  // namespace

struct ItemReader::Json {
  json::parser parser;
  json::document document;
};

ItemReader::ItemReader(const Asked& asked) : asked_(&asked), json_(std::make_unique<Json>()) {}
ItemReader::~ItemReader() = default;

namespace {

// False of a claim that is held to be wrong.
bool read_claim(json::object source, const Asked& asked, Claim& out) {
  bool held = true, about = false;
  for (auto field : source) {
    const json::raw_json_string key = field.key();
    if (key == "mainsnak") {
      out.said = said_of(field.value());
    } else if (key == "id") {
      out.guid = std::string_view(field.value());
    } else if (key == "rank") {
      const std::string_view rank = field.value();
      held = rank != "deprecated";
      out.preferred = rank == "preferred";
    } else if (key == "qualifiers") {
      json::value qualifiers = field.value();
      if (qualifiers.type() != json::json_type::object) continue;
      for (auto qualifier : qualifiers.get_object()) {
        const Property property = number_of(qualifier.key(), 'P');
        if (property != kCircumstances && !among(asked.qualifiers, property)) continue;
        for (json::object snak : qualifier.value().get_array()) {
          Said said = said_of(snak);
          if (property == kCircumstances)
            about = about || said.item == number_of(kCirca, 'Q');
          else
            out.qualifiers.emplace_back(property, std::move(said));
          if (property != kCircumstances) break;
        }
      }
    } else if (key == "references") {
      out.reference = reference_in(field.value().get_array());
    }
  }
  if (about)
    for (auto& [property, said] : out.qualifiers)
      if (!said.moment.empty() && said.moment.find('/') == std::string::npos) said.moment += '~';
  return held;
}

}  // namespace

base::Result<const Item*> ItemReader::read(std::string_view line) {
  while (!line.empty() && (line.back() == ',' || line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  if (line.empty() || line == "[" || line == "]") return nullptr;
  item_ = {};
  try {
    json_->document = json_->parser.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
    bool leads = false, property = false;
    for (auto field : json_->document.get_object()) {
      const json::raw_json_string key = field.key();
      if (key == "id") {
        const std::string_view id = field.value();
        item_.number = number_of(id, 'Q');
        property = item_.number == 0 && number_of(id, 'P') != 0;
        if (property) return nullptr;
      } else if (key == "labels") {
        json::value labels = field.value();
        if (labels.type() != json::json_type::object) continue;  // none are an empty list
        for (auto label : labels.get_object()) {
          const json::raw_json_string language = label.key();
          const bool english = language == "en";
          if (english || (item_.name.empty() && (language == "mul" || language == "en-gb" || language == "en-us")))
            item_.name = std::string_view(label.value()["value"]);
          if (english) break;
        }
      } else if (key == "claims") {
        json::value claims = field.value();
        if (claims.type() != json::json_type::object) continue;
        for (auto claim : claims.get_object()) leads = leads || among(asked_->leading, number_of(claim.key(), 'P'));
      }
    }
    if (item_.number == 0) return fail(ErrorKind::invalid, "this is no entity of Wikidata");
    if (!leads) return &item_;
    json_->document.rewind();
    for (auto field : json_->document.get_object()["claims"].get_object()) {
      const Property of = number_of(field.key(), 'P');
      if (!among(asked_->claims, of)) continue;
      for (json::object source : field.value().get_array()) {
        Claim claim;
        claim.property = of;
        if (read_claim(source, *asked_, claim)) item_.claims.push_back(std::move(claim));
      }
    }
  } catch (const simdjson::simdjson_error& e) {
    return fail(ErrorKind::invalid, fmt::format("this is no entity of Wikidata: {}", e.what()));
  }
  return &item_;
}

ItemNumber item_number(std::string_view id) { return number_of(id, 'Q'); }

std::string moment_of(std::string_view time, std::int64_t precision, bool julian) {
  if (time.empty() || (time[0] != '+' && time[0] != '-')) return {};
  const bool before = time[0] == '-';
  std::int64_t year = 0;
  unsigned month = 0, day = 0;
  const std::size_t end = time.find('-', 1);
  const auto number = [&](std::string_view part, auto& out) {
    auto [last, error] = std::from_chars(part.data(), part.data() + part.size(), out);
    return error == std::errc() && last == part.data() + part.size() && !part.empty();
  };
  if (end == std::string_view::npos || !number(time.substr(1, end - 1), year) || time.size() < end + 6 ||
      !number(time.substr(end + 1, 2), month) || !number(time.substr(end + 4, 2), day) || year > 9999)
    return {};
  const auto written = [&](std::int64_t y) {  // 1 BC is the year 0
    const std::int64_t astronomical = before ? 1 - y : y;
    return astronomical < 0 ? fmt::format("-{:04}", -astronomical) : fmt::format("{:04}", astronomical);
  };
  if (precision == 6 || precision == 7) {
    const std::int64_t span = precision == 6 ? 1000 : 100, last = std::max<std::int64_t>((year + span - 1) / span * span, span);
    if (last > 9999) return {};
    return before ? written(last) + "/" + written(last - span + 1) : written(last - span + 1) + "/" + written(last);
  }
  if (year == 0) return {};
  if (precision == 8) return before ? std::string() : fmt::format("{:03}X", year / 10);
  if (precision == 9 || month == 0) return precision >= 9 ? written(year) : std::string();
  if (month > 12) return {};
  if (precision == 10 || day == 0) return precision >= 10 ? fmt::format("{}-{:02}", written(year), month) : std::string();
  if (precision < 11) return {};
  std::int64_t astronomical = before ? 1 - year : year;
  if (julian) {
    const std::int64_t a = (14 - static_cast<std::int64_t>(month)) / 12, y = astronomical + 4800 - a,
                       m = static_cast<std::int64_t>(month) + 12 * a - 3;
    const std::int64_t julian_day = static_cast<std::int64_t>(day) + (153 * m + 2) / 5 + 365 * y + (y >= 0 ? y / 4 : (y - 3) / 4) - 32083;
    return time::day_text(julian_day - 2440588);  // the Julian day of 1970-01-01
  }
  if (day > time::days_in_month(astronomical, month)) return {};
  return time::day_text(time::day_of(astronomical, month, day));
}

}  // namespace chancery::sources
