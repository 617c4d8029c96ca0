// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/data.h"

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <map>

#include "base/files.h"

namespace chancery::gazetteer {
namespace {

namespace fs = std::filesystem;

// Thrown inside this file only (yaml-cpp throws as well); read_data turns it into a value.
struct Bad {
  base::Error error;
};

[[noreturn]] void bad(std::string message, std::string place, std::string hint = {}) {
  throw Bad{{base::ErrorKind::invalid, std::move(message), std::move(place), std::move(hint)}};
}

std::string read(const fs::path& path) {
  auto text = base::read_file(path.string());
  if (!text) throw Bad{text.error()};
  return *std::move(text);
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> split(std::string_view s, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t end = s.find(at);
    parts.push_back(trim(s.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    s.remove_prefix(end + 1);
  }
}

bool all_capitals(std::string_view s) {
  return s.size() > 1 &&
         std::all_of(s.begin(), s.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || (c >= '0' && c <= '9'); });
}

// A YAML file whose top is a list of maps, with places for errors and a check that every key is known.
class File {
 public:
  explicit File(const fs::path& path) : path_(path.string()) {
    try {
      top_ = YAML::Load(read(path));
    } catch (const YAML::ParserException& e) {
      bad(e.msg, fmt::format("{}:{}", path_, e.mark.line + 1));
    }
    if (!top_.IsNull() && !top_.IsSequence()) bad("the file is not a list", path_);
  }
  const YAML::Node& top() const { return top_; }
  std::string place(const YAML::Node& node) const { return fmt::format("{}:{}", path_, node.Mark().line + 1); }

  void check_keys(const YAML::Node& entry, std::initializer_list<std::string_view> known) const {
    if (!entry.IsMap()) bad("an entry is not a map", place(entry));
    for (const auto& pair : entry) {
      auto key = pair.first.as<std::string>();
      if (std::find(known.begin(), known.end(), key) == known.end()) bad(fmt::format("unknown key \"{}\"", key), place(pair.first));
    }
  }
  std::string text(const YAML::Node& entry, const char* key) const {
    YAML::Node node = entry[key];
    if (!node || node.IsNull()) return {};
    if (!node.IsScalar()) bad(fmt::format("\"{}\" is not a text", key), place(node));
    return node.Scalar();
  }
  bool truth(const YAML::Node& entry, const char* key, bool otherwise) const {
    std::string value = text(entry, key);
    if (value.empty()) return otherwise;
    if (value == "true" || value == "yes") return true;
    if (value == "false" || value == "no") return false;
    bad(fmt::format("\"{}\" is neither true nor false", key), place(entry[key]));
  }
  // The first day of `since`/`from`, the last of `until`/`to`.
  Range range(const YAML::Node& entry, const char* from, const char* to) const {
    Range out;
    if (std::string s = text(entry, from); !s.empty()) out.from = date(s, entry[from]).from;
    if (std::string s = text(entry, to); !s.empty()) out.to = date(s, entry[to]).to;
    return out;
  }
  // The items of a list, or the one item that stands for a list of one.
  std::vector<YAML::Node> items(const YAML::Node& entry, const char* key) const {
    YAML::Node node = entry[key];
    std::vector<YAML::Node> out;
    if (!node || node.IsNull()) return out;
    if (node.IsSequence())
      for (const auto& item : node) out.push_back(item);
    else
      out.push_back(node);
    return out;
  }
  // "Akmola 1992-07-06/1998-05-06", "Korea (2)", or a map of name, from, to, rank.
  DataName name(const YAML::Node& node, NameType type) const {
    DataName out;
    out.type = type;
    if (node.IsMap()) {
      check_keys(node, {"name", "from", "to", "rank"});
      out.text = text(node, "name");
      out.range = range(node, "from", "to");
      if (std::string rank = text(node, "rank"); !rank.empty()) out.rank = std::atoi(rank.c_str());
    } else if (node.IsScalar()) {
      std::string_view s = trim(node.Scalar());
      if (s.size() > 4 && s.ends_with(")") && s[s.size() - 3] == '(' && s[s.size() - 2] >= '1' && s[s.size() - 2] <= '9') {
        out.rank = s[s.size() - 2] - '0';
        s = trim(s.substr(0, s.size() - 3));
      }
      if (std::size_t at = s.rfind(' '); at != std::string_view::npos && s.find('/', at) != std::string_view::npos &&
                                         (s[at + 1] == '.' || (s[at + 1] >= '0' && s[at + 1] <= '9'))) {
        auto range = parse_range(s.substr(at + 1));
        if (!range) bad(fmt::format("\"{}\" is no range of dates", s.substr(at + 1)), place(node));
        out.range = *range;
        s = trim(s.substr(0, at));
      }
      out.text = std::string(s);
    }
    if (out.text.empty()) bad("a name is empty or no text", place(node));
    if (out.text.starts_with("the ") || out.text.starts_with("The ")) bad("\"the\" is never part of a name", place(node));
    return out;
  }
  void names(const YAML::Node& entry, const char* key, NameType type, std::vector<DataName>& out) const {
    for (const YAML::Node& item : items(entry, key)) {
      DataName n = name(item, type);
      if (type == NameType::name && all_capitals(n.text)) n.type = NameType::acronym;
      out.push_back(std::move(n));
    }
  }

 private:
  Range date(const std::string& s, const YAML::Node& node) const {
    auto day = parse_date(s);
    if (!day) bad(fmt::format("\"{}\" is no date", s), place(node));
    return *day;
  }
  std::string path_;
  YAML::Node top_;
};

DataName usual_name(const File& file, const YAML::Node& entry, const char* key = "name") {
  if (!entry[key]) bad(fmt::format("an entry has no \"{}\"", key), file.place(entry));
  return file.name(entry[key], NameType::name);
}

void read_states(const File& file, Data& data) {
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"code", "name", "official", "also", "former", "acronym", "adjective", "people", "capital", "since", "until",
                            "territory", "of", "kind"});
    DataEntity e;
    e.type = EntityType::state;
    e.place = file.place(entry);
    e.names.push_back(usual_name(file, entry));
    e.name = e.names[0].text;
    e.code = file.text(entry, "code");
    if (e.code.empty()) e.code = e.name;
    e.kind = file.text(entry, "kind");
    e.state = file.text(entry, "of");
    e.range = file.range(entry, "since", "until");
    if (e.range.to != kOpen) e.flags |= Entity::former;
    if (file.truth(entry, "territory", false)) e.flags |= Entity::territory;
    file.names(entry, "official", NameType::official, e.names);
    file.names(entry, "also", NameType::name, e.names);
    file.names(entry, "former", NameType::former, e.names);
    file.names(entry, "acronym", NameType::acronym, e.names);
    file.names(entry, "adjective", NameType::adjective, e.names);
    file.names(entry, "people", NameType::people, e.names);
    for (const YAML::Node& item : file.items(entry, "capital")) {
      DataName capital = file.name(item, NameType::name);
      e.capitals.push_back({capital.text, capital.range});
    }
    data.entities.push_back(std::move(e));
  }
}

void read_organizations(const File& file, Data& data) {
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"name", "acronym", "code", "also", "former", "from", "to", "kind", "members", "seat"});
    DataEntity e;
    e.type = EntityType::organization;
    e.place = file.place(entry);
    e.names.push_back(usual_name(file, entry));
    e.name = e.names[0].text;
    e.code = file.text(entry, "code");
    e.kind = file.text(entry, "kind");
    if (e.kind.empty()) e.kind = "organization";
    e.detail = file.text(entry, "seat");
    e.range = file.range(entry, "from", "to");
    if (e.range.to != kOpen) e.flags |= Entity::former;
    if (file.truth(entry, "members", e.kind == "organization")) e.flags |= Entity::member_body;
    file.names(entry, "acronym", NameType::acronym, e.names);
    file.names(entry, "also", NameType::name, e.names);
    file.names(entry, "former", NameType::former, e.names);
    data.entities.push_back(std::move(e));
  }
}

void read_offices(const File& file, Data& data) {
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"title", "also", "former", "rank", "head"});
    DataEntity e;
    e.type = EntityType::office;
    e.place = file.place(entry);
    e.names.push_back(usual_name(file, entry, "title"));
    e.name = e.code = e.names[0].text;
    e.kind = file.text(entry, "rank");
    e.detail = file.text(entry, "head");
    file.names(entry, "also", NameType::name, e.names);
    file.names(entry, "former", NameType::former, e.names);
    data.entities.push_back(std::move(e));
  }
}

// Leaders: an entry is a state or an organisation with the names of those who held its offices.
void read_people(const File& file, Data& data) {
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"of", "names"});
    const std::string of = file.text(entry, "of");
    std::vector<DataName> names;
    file.names(entry, "names", NameType::name, names);
    for (DataName& name : names) {
      DataEntity e;
      e.type = EntityType::person;
      e.place = file.place(entry);
      e.name = e.code = name.text;
      e.state = of;
      e.names.push_back(std::move(name));
      data.entities.push_back(std::move(e));
    }
  }
}

// Regions and features.
void read_places(const File& file, EntityType type, Data& data) {
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"name", "code", "also", "former", "adjective", "people", "kind", "state"});
    DataEntity e;
    e.type = type;
    e.place = file.place(entry);
    e.names.push_back(usual_name(file, entry));
    e.name = e.names[0].text;
    e.code = file.text(entry, "code");
    if (e.code.empty()) e.code = e.name;
    e.kind = file.text(entry, "kind");
    e.state = file.text(entry, "state");
    file.names(entry, "also", NameType::name, e.names);
    file.names(entry, "former", NameType::former, e.names);
    file.names(entry, "adjective", NameType::adjective, e.names);
    file.names(entry, "people", NameType::people, e.names);
    data.entities.push_back(std::move(e));
  }
}

// Rows of a TSV file with `columns` columns; "#" starts a comment line.
template <class Take>
void read_rows(const fs::path& path, std::size_t least, Take take) {
  if (!fs::exists(path)) return;
  std::string text = read(path);
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    std::string place = fmt::format("{}:{}", path.string(), number);
    auto cells = split(line, '\t');
    if (cells.size() < least) bad(fmt::format("{} columns, expected {}", cells.size(), least), place);
    take(cells, std::move(place));
  }
}

DataEntity city(std::string_view name, std::string_view state, std::string place) {
  DataEntity e;
  e.type = EntityType::city;
  e.code = e.name = std::string(name);
  e.state = std::string(state);
  e.names.push_back({e.name, NameType::name, 1, {}});
  e.place = std::move(place);
  return e;
}

void read_cities(const fs::path& folder, Data& data) {
  std::map<std::pair<std::string, std::string>, std::size_t> listed;  // name and state -> entity
  read_rows(folder / "cities.tsv", 3, [&](const std::vector<std::string_view>& cells, std::string place) {
    DataEntity e = city(cells[0], cells[1], place);
    auto [end, error] = std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), e.population);
    if (error != std::errc() || end != cells[2].data() + cells[2].size()) bad("the population is no number", place);
    if (!listed.emplace(std::pair(e.name, e.state), data.entities.size()).second) bad(fmt::format("{} is listed twice", e.name), place);
    data.entities.push_back(std::move(e));
  });
  const fs::path path = folder / "cities.yaml";
  if (!fs::exists(path)) return;
  File file(path);
  for (const auto& entry : file.top()) {
    file.check_keys(entry, {"name", "state", "listed", "also", "former", "population"});
    std::string name = usual_name(file, entry).text, state = file.text(entry, "state"), key = file.text(entry, "listed");
    if (state.empty()) bad("a city has no state", file.place(entry));
    auto at = listed.find({key.empty() ? name : key, state});
    if (at == listed.end()) {
      if (!key.empty()) bad(fmt::format("cities.tsv has no {} in {}", key, state), file.place(entry));
      at = listed.emplace(std::pair(name, state), data.entities.size()).first;
      data.entities.push_back(city(name, state, file.place(entry)));
    }
    DataEntity& e = data.entities[at->second];
    if (e.name != name) {
      e.code = e.name = name;
      e.names[0].text = name;
    }
    if (std::string count = file.text(entry, "population"); !count.empty()) e.population = static_cast<std::uint32_t>(std::stoul(count));
    file.names(entry, "also", NameType::name, e.names);
    file.names(entry, "former", NameType::former, e.names);
  }
}

void read_codes(const fs::path& folder, Data& data) {
  read_rows(folder / "code-lists.tsv", 3, [&](const std::vector<std::string_view>& cells, std::string) {
    data.code_lists.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2])});
  });
  const auto read_code = [&](const std::vector<std::string_view>& cells, std::string place) {
    DataCode c{std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), {}, cells.size() > 4 && cells[4] == "finds",
               std::move(place)};
    if (cells.size() > 3 && !cells[3].empty()) {
      auto range = parse_range(cells[3]);
      if (!range) bad(fmt::format("\"{}\" is no range of dates", cells[3]), c.place);
      c.range = *range;
    }
    data.codes.push_back(std::move(c));
  };
  for (const char* name : {"codes.tsv", "codes-by-hand.tsv"}) read_rows(folder / name, 3, read_code);
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder))
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::optional<Range> parse_date(std::string_view text) {
  int parts[3] = {0, 1, 1};
  std::size_t count = 0;
  for (std::string_view part : split(text, '-')) {
    if (count == 3 || part.size() != (count == 0 ? 4 : 2)) return {};
    auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), parts[count++]);
    if (error != std::errc() || end != part.data() + part.size()) return {};
  }
  using namespace std::chrono;
  year_month_day first{year(parts[0]), month(static_cast<unsigned>(parts[1])), day(static_cast<unsigned>(parts[2]))};
  if (!first.ok()) return {};
  year_month_day last = count == 3   ? first
                        : count == 2 ? year_month_day(first.year() / first.month() / std::chrono::last)
                                     : year_month_day(first.year(), December, day(31));
  return Range{static_cast<std::int32_t>(sys_days(first).time_since_epoch().count()),
               static_cast<std::int32_t>(sys_days(last).time_since_epoch().count())};
}

std::optional<Range> parse_range(std::string_view text) {
  std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return {};
  std::string_view from = trim(text.substr(0, slash)), to = trim(text.substr(slash + 1));
  Range out;
  if (from != "..") {
    auto date = parse_date(from);
    if (!date) return {};
    out.from = date->from;
  }
  if (to != "..") {
    auto date = parse_date(to);
    if (!date) return {};
    out.to = date->to;
  }
  if (out.from > out.to) return {};
  return out;
}

base::Result<Data> read_data(const std::string& folder) {
  const fs::path root(folder);
  Data data;
  try {
    for (const fs::path& path : yaml_files(root / "states")) read_states(File(path), data);
    for (const fs::path& path : yaml_files(root / "organizations")) read_organizations(File(path), data);
    if (fs::exists(root / "offices.yaml")) read_offices(File(root / "offices.yaml"), data);
    if (fs::exists(root / "regions.yaml")) read_places(File(root / "regions.yaml"), EntityType::region, data);
    if (fs::exists(root / "features.yaml")) read_places(File(root / "features.yaml"), EntityType::feature, data);
    if (fs::exists(root / "people.yaml")) read_people(File(root / "people.yaml"), data);
    read_cities(root, data);
    read_codes(root, data);
    read_rows(root / "factbook-organizations.tsv", 2, [&](const std::vector<std::string_view>& cells, std::string place) {
      if (!data.abbreviations.emplace(cells[0], cells[1]).second) bad(fmt::format("{} stands here twice", cells[0]), place);
    });
    read_rows(root / "common.txt", 1, [&](const std::vector<std::string_view>& cells, std::string) { data.common.emplace(cells[0]); });
  } catch (const Bad& b) {
    return tl::unexpected(b.error);
  } catch (const YAML::Exception& e) {
    return base::fail(base::ErrorKind::invalid, e.what(), folder);
  }
  if (data.entities.empty()) return base::fail(base::ErrorKind::not_found, "there is no gazetteer", folder);
  return data;
}

}  // namespace chancery::gazetteer
