// SPDX-License-Identifier: Apache-2.0
// bench_ledger STATEMENTS.jsonl FOLDER SIZE [plain|load]: makes SIZE statements like the real ones of the file (their mix of kinds, pairs
// and dates; one distinct quote for ten of them), puts them into a ledger in the folder, and measures loading, size and questions. With
// "plain", the same into SQLite tables as one would write them by hand, and the same questions of those; with "load", nothing is asked.
#include "ledger/ledger.h"

#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>

#include "base/sha256.h"
#include "brief/draw.h"
#include "brief/write.h"
#include "ledger/stored.h"
#include "model/jsonl.h"
#include "tables.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kOfADocument = 1000, kOfABatch = 20000, kOfAQuote = 10, kCut = 20;

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  auto of = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  return of(used.ru_utime) + of(used.ru_stime);
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <class T>
T must(base::Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}: {}\n", result.error().place, result.error().message);
  std::exit(1);
}
void must(const base::Result<>& result) {
  if (result) return;
  fmt::print(stderr, "{}: {}\n", result.error().place, result.error().message);
  std::exit(1);
}

// Statements like real ones: what one says, of whom another of the same form speaks, when a third of its kind says.
class Maker {
 public:
  explicit Maker(std::vector<model::Statement> real) : real_(std::move(real)) {
    for (const model::Statement& statement : real_) {
      by_form_[statement.kind + ledger::roles_of(statement)].push_back(&statement);
      by_kind_[statement.kind].push_back(&statement);
      for (std::size_t at = 0, end = 0; at < statement.source.quote.size(); at = end + 1) {
        end = std::min(statement.source.quote.find(' ', at), statement.source.quote.size());
        if (end - at > 3) words_.push_back(statement.source.quote.substr(at, end - at));
      }
    }
  }

  ledger::Reading document(std::size_t number) {
    const std::string name = fmt::format("made/{}.txt", number);
    ledger::Reading out{{name, base::sha256_hex(name), "text", "", "2010", "", "bench"}, {}};
    std::string quote;
    for (std::size_t i = 0; i < kOfADocument; ++i) {
      model::Statement& made = out.statements.emplace_back(one_of(real_));
      const std::string form = made.kind + ledger::roles_of(made);
      made.roles = one_of(by_form_[form])->roles;
      made.time = one_of(by_kind_[made.kind])->time;
      if (i % kOfAQuote == 0)
        quote = fmt::format("{} {} {} {}", one_of(words_), one_of(words_), one_of(real_).source.quote, one_of(words_));
      made.source = {name, out.document.hash, i * 100, i * 100 + 50, quote};
    }
    return out;
  }
  const model::Statement& real() { return one_of(real_); }
  const std::string& word() { return one_of(words_); }
  std::mt19937_64& random() { return random_; }

 private:
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[random_() % values.size()];
  }
  std::vector<model::Statement> real_;
  std::map<std::string, std::vector<const model::Statement*>> by_form_, by_kind_;
  std::vector<std::string> words_;
  std::mt19937_64 random_{20100101};
};

// Asks until it has been asked often enough or for half a minute; the first tenth warms up.
void measure(const std::string& what, std::size_t times, const std::function<std::size_t()>& ask) {
  std::vector<double> took;
  std::size_t found = 0;
  const Clock::time_point start = Clock::now();
  for (std::size_t i = 0; i < times + times / 10 && (took.size() < 20 || seconds_since(start) < 30); ++i) {
    const Clock::time_point begin = Clock::now();
    const std::size_t got = ask();
    if (i < times / 10) continue;
    found += got;
    took.push_back(seconds_since(begin) * 1000);
  }
  std::sort(took.begin(), took.end());
  fmt::print("{:44} p50 {:9.3f} ms  p99 {:9.3f} ms  {:6} asked, {:9.1f} found each\n", what, took[took.size() / 2],
             took[took.size() * 99 / 100], took.size(), static_cast<double>(found) / static_cast<double>(took.size()));
  std::fflush(stdout);
}

// Two of those it speaks of, in the roles of states and organisations.
std::vector<std::string> pair_of(const model::Kinds& kinds, Maker& maker) {
  for (;;) {
    std::vector<std::string> out;
    for (const ledger::Mention& mention : ledger::store(kinds, maker.real()).mentions)
      if (mention.side && out.size() < 2) out.push_back(mention.value);
    if (out.size() == 2) return out;
  }
}

time::Bounds day_of(Maker& maker) {
  const auto day = static_cast<time::Day>(7305 + maker.random()() % 7300);  // 1990 to 2009
  return {day, day};
}

// Ids of statements in no order.
std::vector<std::string> some_ids(const std::string& path, Maker& maker) {
  ledger::Database database = must(ledger::Database::open(path, 1 /* read */, 0));
  const auto last = static_cast<std::uint64_t>(must(database.number("SELECT max(number) FROM statement")));
  std::vector<std::string> out;
  for (int i = 0; i < 20000; ++i) {
    ledger::Query query = must(database.query("SELECT id FROM statement WHERE number = ?1", 1 + maker.random()() % last));
    if (must(query.step())) out.push_back(ledger::id_of(query.text(0)));
  }
  return out;
}

// What is asked through an inquiry, as commands and the server do.
void ask_inquiry(const ledger::Ledger& ledger, const std::vector<std::string>& ids, Maker& maker) {
  const gazetteer::Gazetteer names = must(gazetteer::Gazetteer::open(tables::gazetteer()));
  const audit::Rules rules = must(audit::Rules::open(tables::audit()));
  auto brief = [&](std::size_t sides, bool at_a_date) {
    const std::vector<std::string> pair = pair_of(ledger.kinds(), maker);
    const inquiry::Inquiry inquiry(ledger, names);
    auto entity = [&](const std::string& value) { return inquiry::Entity{value, inquiry.display_name(value), names.by_code(value)}; };
    const std::string as_of = at_a_date ? std::to_string(1990 + maker.random()() % 20) : std::string();
    const brief::Dossier dossier = sides == 2 ? must(brief::draw(inquiry, entity(pair[0]), entity(pair[1]), as_of, &rules))
                                              : must(brief::draw(inquiry, entity(pair[0]), as_of, &rules));
    return brief::write_json(dossier).empty() ? 0 : dossier.notes.size();
  };
  measure("the brief of a pair as of a year", 300, [&] { return brief(2, true); });
  measure("the brief of a pair at all times", 300, [&] { return brief(2, false); });
  measure("the brief of a state as of a year", 200, [&] { return brief(1, true); });
  measure("the brief of a state at all times", 200, [&] { return brief(1, false); });
  measure("why, with what agrees and what does not", 1000, [&] {
    const inquiry::Inquiry inquiry(ledger, names);
    return must(inquiry.why(ids[maker.random()() % ids.size()])).agreeing.size();
  });
}

void ask_ledger(const ledger::Ledger& ledger, const std::vector<std::string>& ids, Maker& maker) {
  const model::Kinds& kinds = ledger.kinds();
  // A brief: how many there are of each kind, and the last of each.
  auto brief = [&](ledger::Filter filter) {
    std::size_t found = 0;
    filter.period = day_of(maker);
    filter.facts = true;
    const auto counts = must(ledger.counts(filter));
    for (const ledger::Count& count : counts) {
      filter.kind = count.kind;
      filter.limit = kCut;
      must(ledger.entries(filter));
      found += count.statements;
    }
    return found;
  };
  measure("a pair as of a day", 1000, [&] {
    ledger::Filter filter;
    filter.entities = pair_of(kinds, maker);
    return brief(filter);
  });
  measure("a state as of a day", 300, [&] {
    ledger::Filter filter;
    filter.entities = {pair_of(kinds, maker).front()};
    return brief(filter);
  });
  measure("a state at all times, counted", 1000, [&] {
    ledger::Filter filter;
    filter.entities = {pair_of(kinds, maker).front()};
    return must(ledger.counts(filter)).size();
  });
  measure("a statement by its id, with its document", 5000, [&] {
    const ledger::Entry entry = must(ledger.entry(ids[maker.random()() % ids.size()]));
    must(ledger.source(entry.source));
    return std::size_t{1};
  });
  measure("three words, first twenty", 500, [&] {
    ledger::Filter filter;
    filter.limit = 20;
    std::string words;
    for (int i = 0; i < 3; ++i) words += maker.word() + " ";
    auto found = ledger.search(words, filter);
    return found ? found->size() : 0;
  });
  measure("three words of one sentence, first twenty", 500, [&] {
    ledger::Filter filter;
    filter.limit = 20;
    const std::string& quote = maker.real().source.quote;
    std::vector<std::string> all;
    for (std::size_t at = 0, end = 0; at < quote.size(); at = end + 1) {
      end = std::min(quote.find(' ', at), quote.size());
      if (end > at) all.push_back(quote.substr(at, end - at));
    }
    std::string words;
    for (int i = 0; i < 3; ++i) words += all[maker.random()() % all.size()] + " ";
    auto found = ledger.search(words, filter);
    return found ? found->size() : 0;
  });
}

void ask(const ledger::Ledger& ledger, Maker& maker) {
  const std::vector<std::string> ids = some_ids(ledger.path(), maker);
  ask_inquiry(ledger, ids, maker);
  ask_ledger(ledger, ids, maker);
}

// As one would write it by hand: a row a statement, a row a role, an index for each.
constexpr const char* kPlain = R"sql(
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000; PRAGMA mmap_size = 17179869184;
CREATE TABLE statement (id TEXT PRIMARY KEY, kind TEXT, earliest INTEGER, latest INTEGER, document TEXT, place INTEGER, quote TEXT);
CREATE TABLE role (statement TEXT, name TEXT, value TEXT);
CREATE INDEX role_statement ON role (statement);
CREATE INDEX role_value ON role (value);
CREATE INDEX statement_kind ON statement (kind, earliest);
)sql";

void plain(const std::string& path, std::size_t size, const model::Kinds& kinds, Maker maker) {
  ledger::Database database = must(ledger::Database::open(path, 6 /* read, write, create */, 0));
  must(database.execute(kPlain));
  std::vector<std::string> ids;
  double took = 0;
  for (std::size_t number = 0; number * kOfADocument < size;) {
    std::vector<ledger::Reading> readings;
    for (std::size_t i = 0; i < kOfABatch / kOfADocument && number * kOfADocument < size; ++i) readings.push_back(maker.document(number++));
    const Clock::time_point start = Clock::now();
    must(database.execute("BEGIN"));
    {
      ledger::Query put = must(database.prepare("INSERT OR IGNORE INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
      ledger::Query role = must(database.prepare("INSERT INTO role VALUES (?1, ?2, ?3)"));
      for (const ledger::Reading& reading : readings) {
        for (const model::Statement& statement : reading.statements) {
          const ledger::Stored stored = ledger::store(kinds, statement);
          const std::int64_t latest = stored.period.days ? stored.period.earliest + *stored.period.days : ledger::kLastDay;
          put.bind(stored.id, statement.kind, stored.period.earliest, latest, reading.document.path, statement.source.from,
                   statement.source.quote);
          must(put.run());
          for (const model::Role& one : statement.roles) {
            auto keep = [&](const std::string& value) {
              role.bind(stored.id, one.name, value);
              must(role.run());
            };
            if (const auto* text = std::get_if<std::string>(&one.value)) keep(*text);
            if (const auto* set = std::get_if<std::vector<std::string>>(&one.value)) std::for_each(set->begin(), set->end(), keep);
          }
          if (ids.size() < 100000) ids.push_back(stored.id);
        }
      }
    }
    must(database.execute("COMMIT"));
    took += seconds_since(start);
  }
  must(database.execute("ANALYZE"));
  fmt::print("\nPlain SQLite tables: {:.0f} statements/s, {:.0f} bytes a statement with quotes\n", static_cast<double>(size) / took,
             static_cast<double>(fs::file_size(path)) / static_cast<double>(size));
  auto rows = [&](const std::string& sql, const std::function<void(ledger::Query&)>& bind) {
    ledger::Query query = must(database.prepare(sql));
    bind(query);
    std::size_t found = 0;
    while (must(query.step())) ++found;
    return found;
  };
  measure("a pair as of a day", 300, [&] {
    const auto pair = pair_of(kinds, maker);
    const auto day = day_of(maker).earliest;
    return rows(
        "SELECT s.* FROM statement s WHERE s.earliest <= ?3 AND s.latest >= ?3 AND s.id IN (SELECT statement FROM role WHERE value = ?1 "
        "INTERSECT"
        " SELECT statement FROM role WHERE value = ?2)",
        [&](ledger::Query& query) { query.bind(pair[0], pair[1], day); });
  });
  measure("a state as of a day, counted by kind", 100, [&] {
    const auto pair = pair_of(kinds, maker);
    const auto day = day_of(maker).earliest;
    return rows(
        "SELECT kind, count(*) FROM statement s WHERE s.earliest <= ?2 AND s.latest >= ?2 AND s.id IN (SELECT statement FROM role WHERE "
        "value = ?1)"
        " GROUP BY kind",
        [&](ledger::Query& query) { query.bind(pair[0], day); });
  });
  measure("why", 5000, [&] {
    const std::string& id = ids[maker.random()() % ids.size()];
    return rows("SELECT * FROM statement WHERE id = ?1", [&](ledger::Query& query) { query.bind(id); }) +
           rows("SELECT * FROM role WHERE statement = ?1", [&](ledger::Query& query) { query.bind(id); });
  });
  measure("three words, first twenty", 20, [&] {
    return rows(
        "SELECT * FROM statement WHERE quote LIKE '%' || ?1 || '%' AND quote LIKE '%' || ?2 || '%' AND quote LIKE '%' || ?3 || '%' LIMIT "
        "20",
        [&](ledger::Query& query) { query.bind(maker.word(), maker.word(), maker.word()); });
  });
}

int run(const std::string& file, const fs::path& folder, std::size_t size, std::string_view how) {
  const model::Kinds kinds = must(model::Kinds::open(tables::model()));
  std::vector<model::Statement> real;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (auto statement = model::read_statement(line); statement && kinds.validate(*statement)) real.push_back(std::move(*statement));
  if (real.empty()) return fmt::print(stderr, "{}: no statements\n", file), 1;
  fmt::print("{} statements like {} real ones\n\n", size, real.size());
  Maker maker(std::move(real));

  const std::string path = (folder / "bench.ledger").string();
  if (fs::exists(path)) {
    ask(must(ledger::Ledger::open(path, ledger::Access::read, kinds)), maker);
    return 0;
  }
  ledger::Ledger ledger = must(ledger::Ledger::open(path, ledger::Access::create, kinds));
  // Making the statements is not counted, and nothing goes on beside it.
  double making = 0, making_cpu = 0;
  std::size_t number = 0;
  const Clock::time_point start = Clock::now();
  const double before = cpu_seconds();
  auto loaded = ledger.record([&]() -> base::Result<std::vector<ledger::Reading>> {
    const Clock::time_point begin = Clock::now();
    const double begin_cpu = cpu_seconds();
    std::vector<ledger::Reading> readings;
    for (std::size_t i = 0; i < kOfABatch / kOfADocument && number * kOfADocument < size; ++i) readings.push_back(maker.document(number++));
    making += seconds_since(begin);
    making_cpu += cpu_seconds() - begin_cpu;
    if (isatty(2)) fmt::print(stderr, "\r{} ", number * kOfADocument);
    return readings;
  });
  if (must(std::move(loaded)).added == 0) return 1;
  const double took = seconds_since(start) - making, cpu = cpu_seconds() - before - making_cpu;
  fmt::print("loaded into an empty ledger                  {:9.0f} statements/s ({:.0f} a second of processor time)\n",
             static_cast<double>(size) / took, static_cast<double>(size) / cpu);
  if (how == "load") return 0;
  auto add = [&](const char* what, std::size_t documents, std::size_t times) {
    double adding = 0, used = 0;
    for (std::size_t i = 0; i < times; ++i) {
      std::vector<ledger::Reading> readings;
      for (std::size_t d = 0; d < documents; ++d) readings.push_back(maker.document(number++));
      const Clock::time_point start = Clock::now();
      const double before = cpu_seconds();
      must(ledger.record(readings));
      adding += seconds_since(start);
      used += cpu_seconds() - before;
    }
    const auto count = static_cast<double>(kOfADocument * documents * times);
    fmt::print("{:44} {:9.0f} statements/s ({:.0f} a second of processor time)\n", what, count / adding, count / used);
  };
  add("added to the full one, 1,000 in a writing", 1, 10);
  add("added to the full one, 20,000 in a writing", 20, 5);

  ledger::Database database = must(ledger::Database::open(path, 1, 0));
  auto bytes = [&](std::string_view which) { return must(database.number(fmt::format("SELECT sum(pgsize) FROM dbstat WHERE {}", which))); };
  const auto statements = static_cast<double>(number * kOfADocument);
  constexpr std::string_view kTexts = "(name GLOB 'quote*' OR name GLOB 'entity_words*' OR name = 'source_text')";
  fmt::print("bytes a statement                            {:9.1f} without texts, {:.1f} for quotes and searching in them\n",
             static_cast<double>(bytes("NOT " + std::string(kTexts))) / statements, static_cast<double>(bytes(kTexts)) / statements);
  for (const char* table : {"statement", "identity", "mention", "dyad", "aside"})
    fmt::print("  {:42} {:9.1f}\n", table, static_cast<double>(bytes(fmt::format("name = '{}'", table))) / statements);
  fmt::print("\n");
  ask(ledger, maker);
  if (how == "plain") plain((folder / "plain.db").string(), size, kinds, std::move(maker));
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc < 4) return fmt::print(stderr, "usage: bench_ledger STATEMENTS.jsonl FOLDER SIZE [plain|load]\n"), 2;
  return chancery::run(argv[1], argv[2], std::stoull(argv[3]), argc > 4 ? argv[4] : "");
}
