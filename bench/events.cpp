// SPDX-License-Identifier: Apache-2.0
// bench_events make N FILE: writes N coded events in ICEWS's own layout: 200 states, of which few do most; 40 offices and 500
// persons in each; ten years in order of day. bench_events ask LEDGER N: asks for what each of N pairs did on a day and tells the times.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

#include "gazetteer/codes.h"
#include "ledger/ledger.h"
#include "tables.h"
#include "time/calendar.h"

namespace chancery {
namespace {

constexpr std::size_t kStates = 200, kOffices = 40, kPersons = 500, kDays = 3652;
constexpr time::Day kFirstDay = 15706;  // 2013-01-01

template <class T>
T must(base::Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}: {}\n", result.error().place, result.error().message);
  std::exit(1);
}

// The same draws on every machine, which the standard's distributions are not.
class Draw {
 public:
  double one() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  std::size_t below(std::size_t most) { return static_cast<std::size_t>(one() * static_cast<double>(most)); }
  std::size_t few(std::size_t most) { return static_cast<std::size_t>(std::pow(one(), 3) * static_cast<double>(most)); }  // low ones mostly

 private:
  std::mt19937_64 engine_{1};
};

struct State {
  std::string code, name;
};

// States that have one name, which is theirs alone.
std::vector<State> states() {
  const auto names = must(gazetteer::Gazetteer::open(tables::gazetteer()));
  const gazetteer::Codes codes(names);
  std::vector<State> out;
  for (std::uint32_t i = 1; i < names.size() && out.size() < kStates; ++i)
    if (names.entity(i).type == gazetteer::EntityType::state)
      if (auto state = codes.state(names.name(i), gazetteer::kNames, time::Bounds{kFirstDay, kFirstDay + static_cast<time::Day>(kDays)});
          state && *state == i)
        out.push_back({std::string(names.code(i)), std::string(names.name(i))});
  return out;
}

void make(std::size_t count, const std::string& path) {
  const std::vector<State> of = states();
  Draw draw;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return std::perror(path.c_str()), std::exit(1);
  std::string out =
      "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
      "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";
  const auto name = [&](const State& state) {
    return draw.one() < 0.6 ? fmt::format("Office {} ({})", draw.few(kOffices), state.name)
                            : fmt::format("Person No. {} of {}", draw.few(kPersons), state.name);
  };
  for (std::size_t i = 0; i < count; ++i) {
    const State &from = of[draw.few(of.size())], &to = of[draw.few(of.size())], &where = draw.one() < 0.5 ? from : to;
    const std::size_t act = 1 + draw.few(20), within = draw.below(10);
    const std::size_t day = i * kDays / count;
    out += fmt::format("{}\t{}\t{}\tExecutive,Foreign Ministry,Government\t{}\tDo what is meant by {:02}{}\t{:02}{}\t{}\t", 30000000 + i,
                       time::day_text(kFirstDay + static_cast<time::Day>(day)), name(from), from.name, act, within, act, within,
                       10 - static_cast<int>(act));
    out += fmt::format("{}\tMilitary,Government\t{}\t{}\t{}\tNews Agency of {}\tCity {}\tNA\tProvince {}\t{}\t{:.4f}\t{:.4f}\n", name(to),
                       to.name, 47000000 + i / 3, 1 + draw.below(6), where.name, draw.few(100), draw.few(20), where.name, draw.one() * 90,
                       draw.one() * 180);
    if (out.size() > 1 << 20 || i + 1 == count) {
      std::fwrite(out.data(), 1, out.size(), file);
      out.clear();
    }
  }
  if (std::fclose(file) != 0) return std::perror(path.c_str()), std::exit(1);
}

void ask(const std::string& path, std::size_t count) {
  const auto kinds = must(model::Kinds::open(tables::model()));
  const auto ledger = must(ledger::Ledger::open(path, ledger::Access::read, kinds));
  const std::vector<State> of = states();
  Draw draw;
  std::vector<double> times;
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    ledger::EventFilter filter{.one = of[draw.few(of.size())].code, .other = of[draw.few(of.size())].code, .period = {}, .code = {}};
    filter.period.earliest = filter.period.latest = kFirstDay + static_cast<time::Day>(draw.below(kDays));
    const auto start = std::chrono::steady_clock::now();
    auto ok = ledger.events(filter, [&](const ledger::Event&) -> base::Result<> {
      ++found;
      return {};
    });
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    if (!ok) fmt::print(stderr, "{}\n", ok.error().message), std::exit(1);
  }
  std::sort(times.begin(), times.end());
  const auto at = [&](double part) {
    return times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
  };
  fmt::print("a pair on a day, {} times, {} events: half within {:.3f} ms, 99 % within {:.3f} ms, all within {:.3f} ms\n", count, found,
             at(0.5), at(0.99), times.back());
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "make") == 0) return chancery::make(std::strtoull(argv[2], nullptr, 10), argv[3]), 0;
  if (argc == 4 && std::strcmp(argv[1], "ask") == 0) return chancery::ask(argv[2], std::strtoull(argv[3], nullptr, 10)), 0;
  return std::fputs("usage: bench_events make N FILE | ask LEDGER N\n", stderr), 2;
}
