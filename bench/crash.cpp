// SPDX-License-Identifier: Apache-2.0
// bench_crash FOLDER KILLS [SEED]: writers are killed (SIGKILL) at random moments, while they load, correct or bring a ledger of an older
// version up to date. After each kill the ledger must open, verify() must find nothing wrong, and it must hold exactly what the writer was
// told that it holds: all writings that were acknowledged, and besides at most the one that was under way, whole.
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <functional>
#include <random>

#include "base/sha256.h"
#include "ledger/ledger.h"
#include "model/jsonl.h"
#include "older_ledgers.h"
#include "tables.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;
using ledger::Access;
using ledger::Ledger;

template <class T>
T must(base::Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}: {}\n", result.error().place, result.error().message);
  std::exit(2);
}
void must(const base::Result<>& result) {
  if (result) return;
  fmt::print(stderr, "{}: {}\n", result.error().place, result.error().message);
  std::exit(2);
}

const model::Kinds& kinds() {
  static const model::Kinds table = must(model::Kinds::open(tables::model()));
  return table;
}

ledger::Reading document(std::uint64_t number, std::size_t statements) {
  const std::string name = fmt::format("document {}", number);
  ledger::Reading out{{name, base::sha256_hex(name), "text", name, "2009", std::string(3000, 'x'), "bench"}, {}};
  for (std::size_t i = 0; i < statements; ++i) {
    model::Statement& one = out.statements.emplace_back(
        must(model::read_statement(R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992"}})")));
    one.roles[1].value = fmt::format("S{}", (number * 31 + i) % 997);
    one.source = {name, out.document.hash, i * 10, i * 10 + 5, fmt::format("words {} of {}", i / 7, number)};
  }
  return out;
}

// What a writer does until it is killed; after each writing that came back, `told` is called with the pin.
using Told = std::function<void(const std::string& pin)>;

void load(const std::string& path, std::uint64_t seed, const Told& told) {
  Ledger ledger = must(Ledger::open(path, Access::write, kinds()));
  for (std::uint64_t i = seed;; i += 3) {
    std::vector<ledger::Reading> readings;
    for (std::uint64_t d = 0; d < 3; ++d) readings.push_back(document(i + d, 20 + i % 300));
    must(ledger.record(readings));
    told(must(ledger.pin()));
  }
}

void correct(const std::string& path, std::uint64_t seed, const Told& told) {
  Ledger ledger = must(Ledger::open(path, Access::write, kinds()));
  std::mt19937_64 random(seed);
  std::vector<ledger::Entry> entries = must(ledger.entries({}));
  std::shuffle(entries.begin(), entries.end(), random);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (random() % 3 == 0) {
      must(ledger.retract(entries[i].id, "a slip", "E. Ditor"));
    } else {
      model::Statement with = entries[i].statement;
      with.time.on = fmt::format("19{}", 10 + random() % 90);
      if (with.time.on == entries[i].statement.time.on) continue;
      must(ledger.correct(entries[i].id, with, "a slip", "E. Ditor"));
    }
    told(must(ledger.pin()));
  }
  // Nothing left to correct: wait for the end.
  pause();
}

void migrate(const std::string& path, std::uint64_t, const Told& told) {
  Ledger ledger = must(Ledger::open(path, Access::read, kinds()));
  told(must(ledger.pin()));
  pause();
}

struct Kill {
  std::vector<std::string> told;  // pins
  bool was_writing = false;       // a journal was there
};

// Runs the writer for so many microseconds at most.
Kill run_and_kill(const std::string& path, const std::function<void(const Told&)>& work, useconds_t after) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(2);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    work([&](const std::string& pin) {
      if (write(ends[1], pin.data(), pin.size()) != static_cast<ssize_t>(pin.size())) _exit(3);
    });
    _exit(4);
  }
  close(ends[1]);
  usleep(after);
  Kill out;
  out.was_writing = access((path + "-journal").c_str(), F_OK) == 0;
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFSIGNALED(status)) {
    fmt::print(stderr, "the writer ended by itself ({})\n", status);
    std::exit(2);
  }
  std::string all;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  for (std::size_t at = 0; at + 64 <= all.size(); at += 64) out.told.push_back(all.substr(at, 64));
  return out;
}

// What is wrong after the kill; empty where nothing is. `before`: the pins that there were.
std::string wrong_after(const std::string& path, const std::vector<std::string>& before, const Kill& kill, bool& one_more) {
  auto ledger = Ledger::open(path, Access::read, kinds());
  if (!ledger) return fmt::format("it does not open: {} ({})", ledger.error().message, ledger.error().place);
  const std::vector<std::string> found = must(ledger->verify());
  if (!found.empty()) return "verify: " + found.front();
  std::vector<std::string> expected = before, pins;
  for (const std::string& pin : kill.told)
    if (expected.empty() || pin != expected.back()) expected.push_back(pin);
  for (const ledger::Revision& revision : must(ledger->revisions())) pins.push_back(revision.pin);
  one_more = pins.size() == expected.size() + 1;
  if (pins.size() < expected.size() || pins.size() > expected.size() + 1 || !std::equal(expected.begin(), expected.end(), pins.begin()))
    return fmt::format("{} writings were acknowledged, and it holds {}", expected.size(), pins.size());
  return {};
}

std::vector<std::string> pins_of(const std::string& path) {
  std::vector<std::string> out;
  for (const ledger::Revision& revision : must(must(Ledger::open(path, Access::read, kinds())).revisions())) out.push_back(revision.pin);
  return out;
}

int run(const fs::path& folder, std::size_t kills, std::uint64_t seed) {
  const std::string base = (folder / "base.ledger").string(), path = (folder / "l.ledger").string(),
                    version_1 = (folder / "version-1.ledger").string(), version_2 = (folder / "version-2.ledger").string();
  fs::remove(base);
  {
    Ledger ledger = must(Ledger::open(base, Access::create, kinds()));
    for (std::uint64_t i = 0; i < 30; ++i) must(ledger.record(std::vector{document(1000000 + i, 100)}));
  }
  for (const std::string& file : {version_1, version_2}) fs::remove(file);
  must(ledger::make_version_1(base, version_1));
  fs::copy_file(base, version_2);
  must(ledger::make_version_2(version_2));
  struct Way {
    const char* name;
    void (*work)(const std::string&, std::uint64_t, const Told&);
    std::string from;
    useconds_t longest;
    std::size_t kills = 0, writing = 0, one_more = 0, acknowledged = 0;
  };
  Way ways[] = {{"load", load, base, 300000},
                {"correction", correct, base, 300000},
                {"bringing version 1 up to date", migrate, version_1, 500000},
                {"bringing version 2 up to date", migrate, version_2, 50000}};
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < kills; ++i) {
    Way& way = ways[i % std::size(ways)];
    // Now and then from the beginning, else on from where the last one of its kind was killed: what a kill leaves must bear the next one.
    const std::string mine = fmt::format("{}.{}", path, i % std::size(ways));
    if (way.work == migrate || way.kills % 10 == 0) {
      for (const char* tail : {"", "-journal", ".v1.backup", ".v1.backup.part", ".v2.backup", ".v2.backup.part"}) fs::remove(mine + tail);
      fs::copy_file(way.from, mine);
    }
    const std::vector<std::string> before = pins_of(way.work == migrate ? base : mine);
    const std::uint64_t number = random() % 1000000000;
    const Kill kill = run_and_kill(
        mine, [&](const Told& told) { way.work(mine, number, told); }, static_cast<useconds_t>(random() % way.longest));
    bool one_more = false;
    if (const std::string wrong = wrong_after(mine, before, kill, one_more); !wrong.empty())
      return fmt::print("kill {} ({}, seed {}): {}\n", i + 1, way.name, seed, wrong), 1;
    ++way.kills;
    way.writing += kill.was_writing;
    way.one_more += one_more;
    way.acknowledged += kill.told.size();
  }
  fmt::print("{:30} {:>6} {:>18} {:>22} {:>24}\n", "killed in", "times", "in mid-write", "writings acknowledged", "one more was committed");
  for (const Way& way : ways)
    fmt::print("{:30} {:>6} {:>18} {:>22} {:>24}\n", way.name, way.kills, way.writing, way.acknowledged, way.one_more);
  fmt::print("\nAfter each, the ledger opened, verify found nothing wrong, and it held what was acknowledged.\n");
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc < 3) return fmt::print(stderr, "usage: bench_crash FOLDER KILLS [SEED]\n"), 2;
  return chancery::run(argv[1], std::stoull(argv[2]), argc > 3 ? std::stoull(argv[3]) : 1);
}
