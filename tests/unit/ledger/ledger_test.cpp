// SPDX-License-Identifier: Apache-2.0
#include "ledger/ledger.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/files.h"
#include "base/sha256.h"
#include "ledger/stored.h"
#include "linked.h"
#include "model/jsonl.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / (std::string("chancery-ledger-") + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name = "l.ledger") const { return (folder_ / name).string(); }
  static base::Result<Ledger> open(const std::string& path, Access access = Access::create, std::int64_t now = 1000) {
    return Ledger::open(path, access, kinds(), {.wait_milliseconds = 0, .now = now});
  }
  fs::path folder_;
};

SourceDocument document(const std::string& name) {
  return {"in/" + name, base::sha256_hex(name), "text", "Title of " + name, "2009", "The text of " + name};
}

model::Statement statement(const SourceDocument& of, const std::string& json, std::uint64_t from = 0) {
  model::Statement s = model::read_statement(json).value();
  s.source = {of.path, of.hash, from, from + 10, "quote"};
  s.rule = "rule@1";
  return s;
}

std::vector<model::Statement> some(const SourceDocument& of) {
  return {
      statement(of, R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992-12-30"}})", 1),
      statement(of, R"({"kind":"mission","roles":{"sender":"LVA","host":"KAZ","type":"embassy","city":"Astana"},"time":{"at":"2009"}})",
                20),
      statement(of,
                R"({"kind":"agreement","roles":{"title":"visas","parties":["KAZ","LVA"]},"mode":"plan","as":{"parties":"the two states"}})",
                40),
      statement(of, R"({"kind":"trade","roles":{"a":"KAZ","b":"RUS","amount":724000000,"currency":"USD"},"time":{"on":"2005"}})", 60),
  };
}

TEST_F(LedgerTest, GivesBackWhatItWasGiven) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  std::vector<model::Statement> statements = some(source);
  Recorded recorded = ledger.record(source, statements).value();
  EXPECT_EQ(recorded.added, 4u);
  EXPECT_TRUE(recorded.new_source);

  auto entries = Ledger::open(path(), Access::read, kinds()).value().entries({}).value();
  ASSERT_EQ(entries.size(), 4u);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    kinds().put_in_order(statements[i]);
    std::string expected, found;
    model::write_jsonl(expected, statements[i], model::id_of(statements[i]));
    model::write_jsonl(found, entries[i].statement, entries[i].id);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(entries[i].recorded, 1000);
    EXPECT_FALSE(entries[i].retracted);
  }

  std::vector<Source> sources = ledger.sources().value();
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].path, "in/a");
  EXPECT_EQ(sources[0].title, "Title of a");
  EXPECT_EQ(sources[0].published, "2009");
  EXPECT_EQ(sources[0].statements, 4u);
  EXPECT_TRUE(sources[0].has_text);
  EXPECT_EQ(ledger.text(sources[0].number).value(), "The text of a");
}

TEST_F(LedgerTest, AddsNothingTheSecondTime) {
  SourceDocument source = document("a");
  ASSERT_TRUE(open(path()).value().record(source, some(source)));
  const std::string before = base::read_file(path()).value();
  source.path = "from/elsewhere";
  std::vector<model::Statement> statements = some(source);
  std::reverse(statements.begin(), statements.end());
  Recorded again = open(path(), Access::write, 2000).value().record(source, statements).value();
  EXPECT_EQ(again.kept, 4u);
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(base::read_file(path()).value(), before);
}

TEST_F(LedgerTest, CountsAStatementOnceHoweverOftenGiven) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  std::vector<model::Statement> statements = some(source);
  statements.push_back(statements.front());
  EXPECT_EQ(ledger.record(source, statements).value().added, 4u);
}

TEST_F(LedgerTest, RetractsWhatADocumentNoLongerMakes) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a"), other = document("b");
  std::vector<model::Statement> statements = some(source);
  ASSERT_TRUE(ledger.record(source, statements));
  ASSERT_TRUE(ledger.record(other, some(other)));
  const std::string first_pin = ledger.pin().value();

  model::Statement gone = statements.front();
  statements.erase(statements.begin());
  statements.push_back(statement(source, R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})", 80));
  Recorded recorded = ledger.record(source, statements).value();
  EXPECT_EQ(recorded.added, 1u);
  EXPECT_EQ(recorded.kept, 3u);
  EXPECT_EQ(recorded.retracted, 1u);
  EXPECT_EQ(ledger.entries({.kind = "diplomatic-relations"}).value().size(), 1u);  // the other document's
  EXPECT_EQ(ledger.entries({.kind = "diplomatic-relations", .with_retracted = true}).value().size(), 2u);
  EXPECT_TRUE(ledger.entry(model::id_of(gone)).value().retracted);
  EXPECT_EQ(ledger.source(1).value().retracted, 1u);
  EXPECT_EQ(ledger.source(1).value().statements, 4u);
  EXPECT_NE(ledger.pin().value(), first_pin);

  statements.push_back(gone);
  recorded = ledger.record(source, statements).value();
  EXPECT_EQ(recorded.restated, 1u);
  EXPECT_EQ(recorded.added, 0u);
  EXPECT_FALSE(ledger.entry(model::id_of(gone)).value().retracted);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  EXPECT_FALSE(ledger.record(source, statements).value().changed());
}

// What somebody proposed stays, whatever the document is read to state.
TEST_F(LedgerTest, KeepsWhatWasProposed) {
  Ledger ledger = open(path()).value();
  const SourceDocument source = document("a");
  auto statements = some(source);
  EXPECT_EQ(ledger.propose(source, std::span(statements).first(1), "Anna").value().added, 1u);
  EXPECT_EQ(ledger.record(source, std::span(statements).subspan(1)).value().retracted, 0u);
  EXPECT_FALSE(ledger.propose(source, std::span(statements).first(1), "Anna").value().added);
  ASSERT_TRUE(ledger.propose(source, std::span(statements).first(1), "Bert"));
  EXPECT_EQ(ledger.entry(model::id_of(statements[0])).value().by, (std::vector<std::string>{"Anna", "Bert"}));
  EXPECT_EQ(ledger.record(source, {}).value().retracted, statements.size() - 1);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  EXPECT_FALSE(ledger.propose(source, {}, ""));
}

TEST_F(LedgerTest, KeepsWhatADocumentWasFoundToSayOfItself) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  source.text.clear();
  ASSERT_TRUE(ledger.record(source, {}));
  EXPECT_FALSE(ledger.source(1).value().has_text);
  EXPECT_EQ(ledger.text(1).value(), std::nullopt);
  source.published = "2010-05";
  source.text = "text";
  ASSERT_TRUE(ledger.record(source, {}));
  EXPECT_EQ(ledger.source(1).value().published, "2010-05");
  EXPECT_EQ(ledger.text(1).value(), "text");
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
}

TEST_F(LedgerTest, TakesAllOfADocumentOrNothing) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  std::vector<model::Statement> statements = some(source);
  statements.push_back(statement(source, R"({"kind":"border","roles":{"a":"KAZ"}})"));
  auto recorded = ledger.record(source, statements);
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().message, "statement 5 of 5: border: role b is missing");
  EXPECT_EQ(recorded.error().place, "in/a");
  EXPECT_TRUE(ledger.sources().value().empty());
  statements.back() = statement(document("b"), R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})");
  EXPECT_EQ(ledger.record(source, statements).error().message, "statement 5 of 5: it is of another document");
}

TEST_F(LedgerTest, LooksUpByEntityPairKindAndDate) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  ASSERT_TRUE(ledger.record(source, some(source)));
  auto count = [&](Filter filter) { return ledger.entries(filter).value().size(); };
  auto within = [](int year) { return time::bounds(std::to_string(year)).value(); };
  EXPECT_EQ(count({.entities = {"KAZ"}}), 4u);
  EXPECT_EQ(count({.entities = {"LVA"}}), 3u);
  EXPECT_EQ(count({.entities = {"KAZ", "RUS"}}), 1u);
  EXPECT_EQ(count({.entities = {"RUS", "KAZ"}, .kind = "trade"}), 1u);
  EXPECT_EQ(count({.entities = {"RUS", "LVA"}}), 0u);
  EXPECT_EQ(count({.entities = {"Astana"}}), 1u);
  EXPECT_EQ(count({.entities = {"XXX"}}), 0u);
  EXPECT_EQ(count({.kind = "mission"}), 1u);
  EXPECT_EQ(count({.entities = {"KAZ"}, .kind = "trade", .period = within(2005)}), 1u);
  EXPECT_EQ(count({.entities = {"KAZ"}, .kind = "trade", .period = within(2006)}), 0u);
  // Relations go on after the day on which they were established; they were not there before.
  EXPECT_EQ(count({.kind = "diplomatic-relations", .period = within(2001)}), 1u);
  EXPECT_EQ(count({.kind = "diplomatic-relations", .period = within(1991)}), 0u);
  EXPECT_EQ(count({.source = 1}), 4u);
  EXPECT_EQ(count({.source = 2}), 0u);
  EXPECT_EQ(ledger.entities().value(), (std::vector<std::string>{"Astana", "KAZ", "LVA", "RUS"}));
}

TEST_F(LedgerTest, FindsStatementsByTheBeginningOfTheirIds) {
  Ledger ledger = open(path()).value();
  SourceDocument source = document("a");
  std::vector<model::Statement> statements;
  for (int i = 0; i < 40; ++i) statements.push_back(statement(source, R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})", i));
  ASSERT_TRUE(ledger.record(source, statements));
  const std::string id = model::id_of(statements[7]);
  EXPECT_EQ(ledger.entry(id).value().statement.source.from, 7u);
  EXPECT_EQ(ledger.entry(id.substr(3)).value().id, id);
  EXPECT_EQ(ledger.entry(id.substr(0, 16)).value().id, id);
  EXPECT_EQ(ledger.entry("st:00000000000000000000").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(ledger.entry("st:").error().kind, base::ErrorKind::usage);
  EXPECT_EQ(ledger.entry("st:x'; DROP TABLE statement; --").error().kind, base::ErrorKind::usage);
  // Of 40 ids in 16 first digits, some digit begins several.
  bool several = false;
  for (char digit : std::string("0123456789abcdef"))
    if (auto found = ledger.entry(std::string(1, digit)); !found && found.error().message.find("several") != std::string::npos)
      several = true;
  EXPECT_TRUE(several);
}

TEST_F(LedgerTest, PinsWhatItHoldsWhateverTheOrder) {
  std::vector<SourceDocument> documents = {document("a"), document("b"), document("c")};
  auto pin_of = [&](const std::string& name, std::int64_t now, auto order, bool reversed, const std::string& prefix) {
    Ledger ledger = open(path(name), Access::create, now).value();
    for (int i : order) {
      SourceDocument source = documents[i];
      source.path = prefix + source.path;
      std::vector<model::Statement> statements = some(source);
      if (reversed) std::reverse(statements.begin(), statements.end());
      EXPECT_TRUE(ledger.record(source, statements));
    }
    EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
    return ledger.pin().value();
  };
  const std::string pin = pin_of("1", 1, std::vector{0, 1, 2}, false, "");
  EXPECT_EQ(pin.size(), 64u);
  EXPECT_EQ(pin_of("2", 99, std::vector{2, 0, 1, 0}, true, "/other/"), pin);
  EXPECT_NE(pin_of("3", 1, std::vector{0, 1}, false, ""), pin);
  EXPECT_NE(pin_of("4", 1, std::vector<int>{}, false, ""), pin);
}

// Any sequence of readings ends where the last reading of each document says, and the kept pin is the reckoned one.
TEST_F(LedgerTest, AlwaysHoldsTheLastReadingOfEachDocument) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    Ledger ledger = open(path("r" + std::to_string(round))).value();
    std::map<std::string, std::vector<std::string>> expected;
    for (int step = 0; step < 8; ++step) {
      SourceDocument source = document(std::string(1, static_cast<char>('a' + random() % 3)));
      std::vector<model::Statement> statements;
      std::vector<std::string> ids;
      for (int i = 0; i < 6; ++i) {
        if (random() % 2) continue;
        statements.push_back(statement(source, R"({"kind":"border","roles":{"a":"KAZ","b":"RUS"}})", i));
        ids.push_back(model::id_of(statements.back()));
      }
      std::shuffle(statements.begin(), statements.end(), random);
      ASSERT_TRUE(ledger.record(source, statements));
      std::sort(ids.begin(), ids.end());
      expected[source.path] = ids;
    }
    std::map<std::string, std::vector<std::string>> found;
    const std::vector<Source> sources = ledger.sources().value();
    const std::vector<Entry> entries = ledger.entries({}).value();
    for (const Source& source : sources) found[source.path];
    for (const Entry& entry : entries) found[entry.statement.source.document].push_back(entry.id);
    for (auto& [path, ids] : found) std::sort(ids.begin(), ids.end());
    EXPECT_EQ(found, expected);
    EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  }
}

// Whatever is asked, the answer is what going through all statements would give.
TEST_F(LedgerTest, FindsWhatGoingThroughAllWouldFind) {
  std::mt19937 random(11);
  Ledger ledger = open(path()).value();
  const std::vector<std::string> states = {"KAZ", "LVA", "RUS", "CHN", "DEU", "FRA", "USA", "TUR"}, cities = {"Astana", "Riga"};
  auto one_of = [&](const std::vector<std::string>& values) { return values[random() % values.size()]; };
  std::vector<Reading> readings;
  for (int d = 0; d < 6; ++d) {
    Reading& reading = readings.emplace_back(Reading{document(std::to_string(d)), {}});
    for (int i = 0; i < 80; ++i) {
      std::string time = fmt::format(R"({{"{}":"{}"}})", random() % 2 ? "on" : "since", 1990 + random() % 6);
      std::string json;
      switch (random() % 4) {
        case 0:
          json = fmt::format(R"({{"kind":"mission","roles":{{"sender":"{}","host":"{}","type":"embassy","city":"{}"}},"time":{}}})",
                             one_of(states), one_of(states), one_of(cities), time);
          break;
        case 1:
          json = fmt::format(R"({{"kind":"agreement","roles":{{"parties":["{}","{}","{}"],"title":"trade"}},"time":{},"mode":"plan"}})",
                             one_of(states), one_of(states), one_of(states), time);
          break;
        case 2:  // of so many that no pair of them has a row
          json = fmt::format(
              R"({{"kind":"agreement","roles":{{"parties":["KAZ","LVA","RUS","CHN","DEU","FRA","{}"],"title":"trade"}},"time":{}}})",
              one_of({"USA", "TUR"}), time);
          break;
        default:
          json = fmt::format(R"({{"kind":"border","roles":{{"a":"{}","b":"{}"}}}})", one_of(states), one_of(states));
      }
      reading.statements.push_back(statement(reading.document, json, static_cast<std::uint64_t>(i) * 20));
    }
  }
  ASSERT_EQ(ledger.record(std::span(readings).first(3)).value().size(), 3u);
  for (Reading& reading : readings) reading.statements.resize(70);
  ASSERT_TRUE(ledger.record(readings));
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());

  for (int i = 0; i < 400; ++i) {
    Filter filter;
    for (int many = static_cast<int>(random() % 4); many > 0; --many)
      filter.entities.push_back(random() % 4 ? one_of(states) : one_of(cities));
    if (random() % 2) filter.kind = one_of({"mission", "agreement", "border", "visit"});
    if (random() % 2) filter.period = time::bounds(std::to_string(1989 + random() % 8)).value();
    if (random() % 4 == 0) filter.source = 1 + static_cast<int>(random() % 6);
    if (random() % 3 == 0) filter.known = 1;
    filter.with_retracted = random() % 4 == 0;
    filter.facts = random() % 2;
    std::vector<std::string> expected, found;
    std::map<std::string, std::size_t> counted;
    Filter all;
    all.with_retracted = filter.with_retracted;
    all.known = filter.known;
    const std::vector<Entry> there = ledger.entries(all).value(), entries = ledger.entries(filter).value();
    for (const Entry& entry : there) {
      const Stored stored = store(kinds(), entry.statement);
      auto speaks_of = [&](const std::string& value) {
        return std::any_of(stored.mentions.begin(), stored.mentions.end(), [&](const Mention& one) { return one.value == value; });
      };
      const std::int64_t latest = stored.period.days ? stored.period.earliest + *stored.period.days : kLastDay;
      if (!std::all_of(filter.entities.begin(), filter.entities.end(), speaks_of)) continue;
      if (!filter.kind.empty() && entry.statement.kind != filter.kind) continue;
      if (filter.period && (stored.period.earliest > filter.period->latest || latest < filter.period->earliest)) continue;
      if (filter.source && entry.source != filter.source) continue;
      if (filter.facts && entry.statement.mode != model::Mode::fact) continue;
      ++counted[entry.statement.kind];
      expected.push_back(entry.id);
    }
    for (const Entry& entry : entries) found.push_back(entry.id);
    EXPECT_EQ(found, expected) << i;
    std::map<std::string, std::size_t> counts;
    const std::vector<Count> by_kind = ledger.counts(filter).value();
    for (const Count& count : by_kind) counts[count.kind] = count.statements;
    EXPECT_EQ(counts, counted) << i;
    filter.limit = 5;
    const std::vector<Entry> first = ledger.entries(filter).value();
    EXPECT_EQ(first.size(), std::min<std::size_t>(5, expected.size()));
    EXPECT_TRUE(std::is_sorted(first.begin(), first.end(), [](const Entry& a, const Entry& b) {
      return store(kinds(), a.statement).period.earliest > store(kinds(), b.statement).period.earliest;
    }));
  }
}

TEST_F(LedgerTest, TakesSeveralDocumentsInOneWriting) {
  Ledger ledger = open(path()).value();
  std::vector<Reading> readings;
  for (const char* name : {"a", "b", "c"}) readings.push_back({document(name), some(document(name))});
  ASSERT_EQ(ledger.record(readings).value().size(), 3u);
  EXPECT_EQ(ledger.revisions().value().size(), 1u);
  Ledger apart = open(path("apart")).value();
  for (const Reading& reading : readings) ASSERT_TRUE(apart.record(reading.document, reading.statements));
  EXPECT_EQ(apart.pin().value(), ledger.pin().value());
  readings.push_back(readings[0]);
  EXPECT_EQ(ledger.record(readings).error().message, "a document is given twice");
  readings.pop_back();
  readings[2].statements[0].kind = "unheard of";
  readings[0].statements.pop_back();
  EXPECT_FALSE(ledger.record(readings));
  EXPECT_EQ(apart.pin().value(), ledger.pin().value());
}

// Of a dataset: line by line, no words.
model::Statement row(const SourceDocument& of, int line, int of_state) {
  model::Statement s =
      statement(of, fmt::format(R"({{"kind":"border","roles":{{"a":"KAZ","b":"S{}"}},"time":{{"since":"1992"}}}})", of_state));
  s.source = {of.path, of.hash, 0, 0, "", static_cast<std::uint64_t>(line), fmt::format("705-{}", of_state), "conttype"};
  return s;
}

TEST_F(LedgerTest, ImportsADatasetRowByRow) {
  SourceDocument source = document("rows.csv");
  source.text.clear();
  auto rows = [&](int from, int to) {
    return [&source, from, to](const Sink& sink) -> base::Result<> {
      for (int i = from; i < to; ++i)
        for (int twice = 0; twice < 2; ++twice)
          if (auto ok = sink(row(source, i, i)); !ok) return ok;
      return {};
    };
  };
  Ledger ledger = open(path()).value();
  EXPECT_EQ(ledger.import(source, rows(0, 1000)).value().added, 1000u);
  const std::string pin = ledger.pin().value();
  EXPECT_EQ(pin, ledger.recomputed_pin().value());
  {
    Ledger at_once = open(path("other")).value();
    std::vector<model::Statement> all;
    for (int i = 0; i < 1000; ++i) all.push_back(row(source, i, i));
    ASSERT_TRUE(at_once.record(source, all));
    EXPECT_EQ(at_once.pin().value(), pin);
  }
  const std::string bytes = base::read_file(path()).value();
  const Recorded again = ledger.import(source, rows(0, 1000)).value();
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(again.kept, 1000u);
  EXPECT_EQ(base::read_file(path()).value(), bytes);
  const Recorded fewer = ledger.import(source, rows(10, 1001)).value();
  EXPECT_EQ(fewer.added, 1u);
  EXPECT_EQ(fewer.retracted, 10u);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());

  Filter pair;
  pair.entities = {"KAZ", "S77"};
  const Entry entry = ledger.entries(pair).value().at(0);
  EXPECT_EQ(model::place_of(entry.statement.source), "line 77, key 705-77, column conttype");
  EXPECT_EQ(entry.id, model::id_of(entry.statement));
}

TEST_F(LedgerTest, ImportsAllOfADatasetOrNothing) {
  SourceDocument source = document("rows.csv");
  Ledger ledger = open(path()).value();
  const std::string pin = ledger.pin().value();
  // What is wrong with a row can be passed over; its importer's own error undoes it all.
  auto broken = ledger.import(source, [&](const Sink& sink) -> base::Result<> {
    EXPECT_TRUE(sink(row(source, 1, 1)));
    return base::fail(base::ErrorKind::unreadable, "cut short");
  });
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().message, "cut short");
  EXPECT_EQ(ledger.pin().value(), pin);
  EXPECT_TRUE(ledger.sources().value().empty());
  auto recorded = ledger.import(source, [&](const Sink& sink) -> base::Result<> {
    model::Statement wrong = row(source, 1, 1);
    wrong.kind = "frontier";
    auto refused = sink(wrong);
    EXPECT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, base::ErrorKind::invalid);
    return sink(row(source, 2, 2));
  });
  EXPECT_EQ(recorded.value().added, 1u);
}

TEST_F(LedgerTest, KeepsWhatSourcesDeclare) {
  SourceDocument source = document("missions.csv");
  const model::Coverage missions{
      .kinds = {"mission"}, .states = {"KAZ", "AFG"}, .roles = {"host"}, .only = {{"sender", "USA"}}, .from = "1990", .until = "2010"};
  const model::Coverage borders{.kinds = {"border"}};
  const model::Terms terms{"Missions", "A bureau", "", "public-domain"};
  auto none = [](const Sink&) { return base::Result<>(); };
  std::string pin;
  for (const std::string name : {"1", "2"}) {
    Ledger ledger = open(path(name)).value();
    source.terms = {};
    source.coverage = {};
    // Told only while its rows are read.
    auto recorded = ledger.import(source, [&](const Sink&) {
      source.terms = terms;
      source.coverage = {missions, borders};
      if (name == "2") std::swap(source.coverage[0], source.coverage[1]);
      return base::Result<>();
    });
    EXPECT_TRUE(recorded.value().declared);
    EXPECT_FALSE(ledger.import(source, none).value().changed());
    pin = pin.empty() ? ledger.pin().value() : pin;
    EXPECT_EQ(ledger.pin().value(), pin);
    EXPECT_EQ(ledger.recomputed_pin().value(), pin);
    EXPECT_EQ(ledger.source(1).value().terms, terms);
  }
  Ledger ledger = open(path("1")).value();
  const std::int64_t before = ledger.revisions().value().back().number;
  ASSERT_TRUE(ledger.declare(1, std::span(&borders, 1), terms));
  ASSERT_TRUE(ledger.declare(1, std::span(&borders, 1), terms));
  EXPECT_EQ(ledger.revisions().value().back().number, before + 1);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  ASSERT_EQ(ledger.coverages().value().size(), 1u);
  EXPECT_EQ(ledger.coverages().value()[0].coverage, borders);
  const std::vector<Declared> then = ledger.coverages(before).value();
  ASSERT_EQ(then.size(), 2u);
  EXPECT_EQ(then[1].source, 1);
  EXPECT_EQ(then[1].coverage.states, (std::vector<std::string>{"AFG", "KAZ"}));
  EXPECT_TRUE(ledger.coverages(0).value().empty());
  // What documents are read to state does not change what was declared of them.
  source.terms = {};
  source.coverage = {};
  EXPECT_FALSE(ledger.record(source, {}).value().changed());

  source.coverage = {{.kinds = {"mission", "frontier"}}};
  EXPECT_EQ(ledger.record(source, {}).error().message, "what it covers: there is no kind \"frontier\"");
  source.coverage = {{.kinds = {"mission"}, .only = {{"guest", "KAZ"}}}};
  EXPECT_EQ(ledger.import(source, none).error().message, "what it covers: mission: has no role \"guest\"");
  source.coverage = {{.kinds = {"mission"}, .from = "soon"}};
  EXPECT_FALSE(ledger.record(source, {}));
  EXPECT_EQ(ledger.declare(7, {}, terms).error().kind, base::ErrorKind::not_found);
}

TEST_F(LedgerTest, SaysHowToMakeOneWhereThereIsNone) {
  auto missing = open(path("none"), Access::read);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(missing.error().place, path("none"));
  EXPECT_NE(missing.error().hint.find("chancery read --keep"), std::string::npos);
  EXPECT_FALSE(fs::exists(path("none")));
  EXPECT_FALSE(open(path("none"), Access::write));
  std::ofstream(path("empty")).close();
  EXPECT_EQ(open(path("empty"), Access::read).error().kind, base::ErrorKind::not_found);
  EXPECT_TRUE(open(path("empty"), Access::create));
  EXPECT_TRUE(open(path("a/b/c.ledger"), Access::create));
  EXPECT_EQ(open(folder_.string(), Access::create).error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(open("/dev/null", Access::create).error().kind, base::ErrorKind::conflict);
}

TEST_F(LedgerTest, OnlyGrows) {
  SourceDocument source = document("a");
  {
    Ledger ledger = open(path()).value();
    source.coverage = {{.kinds = {"border"}}};
    ASSERT_TRUE(ledger.record(source, some(source)));
  }
  Database database = Database::open(path(), 2 /* read and write */, 0).value();
  for (const char* sql : {"DELETE FROM statement", "DELETE FROM declaration", "UPDATE statement SET polarity = 0",
                          "UPDATE quote SET text = 'x'", "DELETE FROM source", "UPDATE session SET recorded = 0"}) {
    auto changed = database.execute(sql);
    ASSERT_FALSE(changed) << sql;
    EXPECT_EQ(changed.error().message, "a ledger only grows");
  }
}

TEST_F(LedgerTest, TakesTheClockFromTheEnvironment) {
  SourceDocument source = document("a");
  setenv("SOURCE_DATE_EPOCH", "1262304000", 1);
  Ledger ledger = Ledger::open(path(), Access::create, kinds()).value();
  ASSERT_TRUE(ledger.record(source, some(source)));
  unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_EQ(ledger.source(1).value().recorded, 1262304000);
}

// Each writing is a revision; what was known then is asked for by its number.
TEST_F(LedgerTest, KnowsWhatItHeldAtEachRevision) {
  const SourceDocument a = document("a"), b = document("b");
  std::vector<model::Statement> statements = some(a);
  const std::string gone = model::id_of(statements[0]);
  ASSERT_TRUE(open(path(), Access::create, 1000).value().record(a, statements));
  Ledger ledger = open(path(), Access::write, 2000).value();
  ASSERT_TRUE(ledger.record(a, std::span(statements).subspan(1)));
  ASSERT_TRUE(ledger.record(b, some(b)));
  ASSERT_TRUE(ledger.record(a, statements));
  EXPECT_FALSE(ledger.record(a, statements).value().changed());

  const std::vector<Revision> revisions = ledger.revisions().value();
  ASSERT_EQ(revisions.size(), 4u);
  EXPECT_EQ(revisions[0].recorded, 1000);
  EXPECT_EQ(revisions[3].recorded, 2000);
  EXPECT_EQ(revisions[3].pin, ledger.pin().value());
  for (const Revision& revision : revisions) {
    EXPECT_EQ(ledger.pin(revision.number).value(), revision.pin);
    EXPECT_EQ(ledger.recomputed_pin(revision.number).value(), revision.pin);
  }
  EXPECT_EQ(ledger.pin(99).value(), ledger.pin().value());
  EXPECT_EQ(ledger.pin(0).value(), open(path("empty")).value().pin().value());

  auto count = [&](Known known, bool with_retracted = false) {
    return ledger.entries({.entities = {"LVA"}, .with_retracted = with_retracted, .known = known}).value().size();
  };
  EXPECT_EQ(count(0), 0u);
  EXPECT_EQ(count(1), 3u);
  EXPECT_EQ(count(2), 2u);
  EXPECT_EQ(count(2, true), 3u);
  EXPECT_EQ(count(3), 5u);
  EXPECT_EQ(count(4), 6u);
  EXPECT_EQ(count({}), 6u);
  EXPECT_FALSE(ledger.entry(gone, 1).value().retracted);
  EXPECT_TRUE(ledger.entry(gone, 3).value().retracted);
  EXPECT_FALSE(ledger.entry(gone).value().retracted);
  EXPECT_EQ(ledger.entry(model::id_of(some(b)[0]), 2).error().kind, base::ErrorKind::not_found);

  EXPECT_EQ(ledger.sources(2).value().size(), 1u);
  EXPECT_EQ(ledger.sources(2).value()[0].retracted, 1u);
  EXPECT_EQ(ledger.sources(2).value()[0].statements, 3u);
  EXPECT_EQ(ledger.sources().value().size(), 2u);
  EXPECT_EQ(ledger.source(2, 2).error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(ledger.entities(0).value().size(), 0u);
  EXPECT_EQ(ledger.entities(1).value(), ledger.entities().value());
  EXPECT_EQ(ledger.spoken(1, 1).value().last_told, ledger.spoken(1).value().last_told);
}

TEST_F(LedgerTest, KeepsAwayWhatSomebodyTookBack) {
  Ledger ledger = open(path()).value();
  const SourceDocument source = document("a");
  const std::vector<model::Statement> statements = some(source);
  const std::string id = model::id_of(statements[0]);
  ASSERT_TRUE(ledger.record(source, statements));
  EXPECT_EQ(ledger.retract(id, "", "Anna").error().kind, base::ErrorKind::usage);
  EXPECT_EQ(ledger.retract(id, "misread", "").error().kind, base::ErrorKind::usage);
  EXPECT_EQ(ledger.retract("st:00000000000000000000", "misread", "Anna").error().kind, base::ErrorKind::not_found);
  ASSERT_TRUE(ledger.retract(id, "misread", "Anna"));
  const Entry entry = ledger.entry(id).value();
  EXPECT_TRUE(entry.retracted);
  EXPECT_EQ(entry.why, "misread");
  EXPECT_EQ(entry.retracted_by, "Anna");
  EXPECT_EQ(ledger.entry(id, 1).value().why, "");
  EXPECT_EQ(ledger.retract(id, "misread", "Bert").error().message, id + " is retracted already, by Anna");

  const Recorded again = ledger.record(source, statements).value();
  EXPECT_EQ(again.withheld, 1u);
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(ledger.entries({}).value().size(), 3u);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  // Proposed, it is back.
  EXPECT_EQ(ledger.propose(source, std::span(statements).first(1), "Bert").value().restated, 1u);
  EXPECT_EQ(ledger.entry(id).value().why, "");
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
}

TEST_F(LedgerTest, PutsACorrectionInTheStatementsPlace) {
  Ledger ledger = open(path()).value();
  const SourceDocument source = document("a");
  const std::vector<model::Statement> statements = some(source);
  const std::string id = model::id_of(statements[0]);
  ASSERT_TRUE(ledger.record(source, statements));
  model::Statement right =
      model::read_statement(R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992-12-03"}})").value();
  const std::string corrected = ledger.correct(id, right, "the third, not the thirtieth", "Anna").value();
  const Entry entry = ledger.entry(corrected).value();
  EXPECT_EQ(entry.statement.source.quote, statements[0].source.quote);
  EXPECT_EQ(entry.statement.source.from, statements[0].source.from);
  EXPECT_EQ(entry.by, std::vector<std::string>{"Anna"});
  EXPECT_EQ(entry.corrects, std::vector<std::string>{id});
  EXPECT_EQ(ledger.entry(id).value().replaced_by, corrected);
  // Neither comes or goes by a reading of the document.
  const Recorded again = ledger.record(source, statements).value();
  EXPECT_EQ(again.withheld, 1u);
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(ledger.correct(id, right, "again", "Anna").error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(ledger.correct(corrected, right, "the same", "Anna").error().kind, base::ErrorKind::usage);
  right.source.document_hash = std::string(64, '0');
  EXPECT_EQ(ledger.correct(corrected, right, "elsewhere", "Anna").error().kind, base::ErrorKind::not_found);
  // A correction is corrected back.
  EXPECT_EQ(ledger.correct(corrected, statements[0], "it was right", "Bert").value(), id);
  EXPECT_FALSE(ledger.entry(id).value().retracted);
  EXPECT_EQ(ledger.entry(id).value().corrects, std::vector<std::string>{corrected});
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
}

TEST_F(LedgerTest, KeepsDecisionsOnFindings) {
  using Action = Decision::Action;
  Ledger ledger = open(path()).value();
  const SourceDocument source = document("a");
  ASSERT_TRUE(ledger.record(source, some(source)));
  const std::string id = model::id_of(some(source)[0]), before = ledger.pin().value();
  ASSERT_TRUE(
      ledger.decide({.finding = "two-dates/1", .action = Action::prefer, .preferred = id, .words = "the treaty says so", .by = "Anna"}));
  ASSERT_TRUE(ledger.decide({.finding = "two-dates/1", .action = Action::note, .words = "ask the ministry", .by = "Bert"}));
  EXPECT_NE(ledger.pin().value(), before);
  EXPECT_EQ(ledger.pin().value(), ledger.recomputed_pin().value());
  const std::vector<Decision> decisions = ledger.decisions().value();
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_EQ(decisions[0].preferred, id);
  EXPECT_EQ(decisions[0].action, Action::prefer);
  EXPECT_EQ(decisions[1].words, "ask the ministry");
  EXPECT_EQ(decisions[1].recorded, 1000);
  EXPECT_EQ(ledger.decisions(2).value().size(), 1u);
  EXPECT_FALSE(ledger.decide({.finding = "two-dates/1", .action = Action::prefer, .by = "Anna"}));
  EXPECT_FALSE(ledger.decide({.finding = "two-dates/1", .action = Action::note, .by = "Anna"}));
  EXPECT_FALSE(ledger.decide({.finding = "", .action = Action::accept, .by = "Anna"}));
  EXPECT_FALSE(ledger.decide({.finding = "x", .action = Action::accept}));
  EXPECT_EQ(action_of("prefer"), Action::prefer);
  EXPECT_EQ(action_of("ignore"), std::nullopt);
}

TEST_F(LedgerTest, TakesAStreamOfDocumentsAsItTakesEach) {
  std::vector<Reading> readings;
  for (int i = 0; i < 40; ++i) {
    const SourceDocument source = document("stream " + std::to_string(i));
    readings.push_back({source, some(source)});
  }
  Ledger each = open(path("each")).value(), stream = open(path("stream")).value();
  for (const Reading& reading : readings) ASSERT_TRUE(each.record(reading.document, reading.statements));
  auto recorded_by = [&](std::size_t at_once, std::size_t until) {
    return stream.record([&, next = std::size_t{0}]() mutable -> base::Result<std::vector<Reading>> {
      if (next >= until && until < readings.size()) return base::fail(base::ErrorKind::unreadable, "it breaks off");
      std::vector<Reading> out;
      for (; out.size() < at_once && next < readings.size(); ++next) out.push_back(readings[next]);
      return out;
    });
  };
  const std::string empty = stream.pin().value();
  EXPECT_EQ(recorded_by(7, 20).error().message, "it breaks off");
  EXPECT_EQ(stream.pin().value(), empty);
  EXPECT_EQ(recorded_by(7, 40).value().added, 160u);
  EXPECT_EQ(stream.pin().value(), each.pin().value());
  EXPECT_TRUE(stream.verify().value().empty());
  EXPECT_EQ(stream.revisions().value().size(), 1u);
  const Recorded again = recorded_by(3, 40).value();
  EXPECT_EQ(again.kept, 160u);
  EXPECT_FALSE(again.changed());
  readings[30].statements[2].kind = "no-kind";
  EXPECT_FALSE(recorded_by(7, 40));
  readings[30] = readings[3];
  EXPECT_EQ(recorded_by(7, 40).error().message, "a document is given twice");
  EXPECT_EQ(stream.pin().value(), each.pin().value());
}

}  // namespace
}  // namespace chancery::ledger
