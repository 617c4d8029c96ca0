// SPDX-License-Identifier: Apache-2.0
#include "cli/calendar.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/sha256.h"
#include "model/jsonl.h"
#include "unit/inquiry/told.h"

namespace chancery::cli {
namespace {

// A reader of RFC 5545 that lets nothing pass which that does not allow, of what is written here.
struct Calendar {
  std::map<std::string, std::string> properties;
  std::vector<std::map<std::string, std::string>> events;
  std::string problem;
};

Calendar parse(const std::string& text) {
  Calendar out;
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    if (end == std::string::npos) return out.problem = "a line does not end in CR LF", out;
    const std::string line = text.substr(at, end - at);
    at = end + 2;
    if (line.size() > 75) return out.problem = "longer than 75 bytes: " + line, out;
    if (line.find_first_of("\r\n") != std::string::npos) return out.problem = "a bare line end", out;
    for (unsigned char c : line)
      if ((c < 0x20 && c != '\t') || c == 0x7f) return out.problem = "a control character", out;
    if (!line.empty() && (static_cast<unsigned char>(line[0]) & 0xc0) == 0x80) return out.problem = "folded inside a letter", out;
    if (line.size() > 1 && line[0] == ' ' && (static_cast<unsigned char>(line[1]) & 0xc0) == 0x80)
      return out.problem = "folded inside a letter", out;
    if (!line.empty() && line[0] == ' ') {
      if (lines.empty()) return out.problem = "begins with a fold", out;
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
  }
  std::vector<std::string> open;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || colon == 0) return out.problem = "no name: " + line, out;
    const std::string name = line.substr(0, colon);
    std::string value;
    for (std::size_t i = colon + 1; i < line.size(); ++i) {
      const bool text_value = name == "SUMMARY" || name == "DESCRIPTION";
      if (text_value && (line[i] == ';' || line[i] == ',')) return out.problem = "a bare ; or , in " + line, out;
      if (text_value && line[i] == '\\' && std::string_view("\\;,nN").find(line[++i]) == std::string_view::npos)
        return out.problem = "an unknown escape in " + line, out;
      value += line[i];
    }
    if (name == "BEGIN") {
      open.push_back(value);
      if (open.size() == 2) out.events.emplace_back();
      if (open[0] != "VCALENDAR" || open.size() > 2 || (open.size() == 2 && value != "VEVENT"))
        return out.problem = "no such component here: " + value, out;
      continue;
    }
    if (open.empty()) return out.problem = "outside of a component: " + line, out;
    if (name == "END") {
      if (open.back() != value) return out.problem = "ends another: " + value, out;
      open.pop_back();
      continue;
    }
    if (!(open.size() == 2 ? out.events.back() : out.properties).emplace(name, value).second) return out.problem = "twice: " + name, out;
  }
  if (!open.empty()) return out.problem = "not ended: " + open.back(), out;
  std::set<std::string> uids;
  if (out.properties["VERSION"] != "2.0" || out.properties["PRODID"].empty()) return out.problem = "no VERSION or PRODID", out;
  for (auto& event : out.events) {
    auto all_digits = [](const std::string& s) { return s.size() == 8 && s.find_first_not_of("0123456789") == std::string::npos; };
    if (!uids.insert(event["UID"]).second || event["UID"].empty()) return out.problem = "UID not one of its own", out;
    if (!all_digits(event["DTSTART;VALUE=DATE"]) || !all_digits(event["DTEND;VALUE=DATE"]))
      return out.problem = "not an all-day event", out;
    if (event["DTEND;VALUE=DATE"] <= event["DTSTART;VALUE=DATE"]) return out.problem = "ends before it begins", out;
    const std::string& stamp = event["DTSTAMP"];
    if (stamp.size() != 16 || stamp[8] != 'T' || stamp[15] != 'Z') return out.problem = "DTSTAMP is no UTC time", out;
  }
  return out;
}

class CalendarTest : public inquiry::Told {
 protected:
  void tell(const std::string& name, const std::vector<std::string>& lines) {
    ledger::SourceDocument document{name, base::sha256_hex(name), "text", name, "", ""};
    std::vector<model::Statement> statements;
    for (const std::string& line : lines) {
      model::Statement s = model::read_statement(line).value();
      s.source = {name, document.hash, statements.size() * 100, statements.size() * 100 + 10,
                  "words; of\\ " + name + ",\nÅland–Łódź " + std::string(60, 'a')};
      statements.push_back(std::move(s));
    }
    ASSERT_TRUE(ledger_->record(document, statements));
  }

  Calendar calendar(const std::string& year) {
    const inquiry::Inquiry inquiry(*ledger_, names());
    const auto facts = inquiry.facts({}).value();
    const auto moments = inquiry::moments(facts);
    return parse(write_calendar(inquiry, facts, moments, inquiry::anniversaries(moments, facts, kinds(), time::bounds(year).value(), 5)));
  }
};

const std::string kRelations = R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"TUR"},"time":{"on":"1992-03-02"}})";

TEST_F(CalendarTest, IsWhatTheStandardAsks) {
  tell("one", {kRelations, R"({"kind":"recognition","roles":{"recognizer":"TUR","recognized":"KAZ"},"time":{"on":"1992"}})",
               R"({"kind":"visit","roles":{"visitor":"Søren; Ærø, Ü\\","to":"KAZ"},"time":{"on":"1997-12-31"}})"});
  Calendar of = calendar("2022");
  ASSERT_EQ(of.problem, "");
  ASSERT_EQ(of.events.size(), 2u);  // the year of a recognition is no day
  EXPECT_EQ(of.events[0]["DTSTART;VALUE=DATE"], "20220302");
  EXPECT_EQ(of.events[0]["DTEND;VALUE=DATE"], "20220303");
  EXPECT_EQ(of.events[0]["DTSTAMP"], "20231114T221320Z");
  EXPECT_EQ(of.events[0]["SUMMARY"], "30 years: diplomatic relations of Kazakhstan and Turkey established (2 March 1992)");
  EXPECT_EQ(of.events[1]["DTEND;VALUE=DATE"], "20230101");
  EXPECT_NE(of.events[1]["SUMMARY"].find("Søren; Ærø, Ü\\"), std::string::npos);
}

TEST_F(CalendarTest, AnEventKeepsItsNameWhenMoreIsReadOfIt) {
  tell("one", {kRelations});
  const std::string uid = calendar("2022").events.at(0)["UID"];
  tell("another", {R"({"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"TUR","action":"established"},"time":{"on":"1992-03-02"}})"});
  ASSERT_EQ(calendar("2022").events.size(), 1u);
  EXPECT_EQ(calendar("2022").events.at(0)["UID"], uid);
  EXPECT_NE(calendar("2027").events.at(0)["UID"], uid);
}

}  // namespace
}  // namespace chancery::cli
