// SPDX-License-Identifier: Apache-2.0
// The gazetteer's data files as they are read, before they become arrays. Used while compiling only. The formats are
// described in docs/gazetteer.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "gazetteer/gazetteer.h"

namespace chancery::gazetteer {

struct Range {
  std::int32_t from = kPast, to = kOpen;
};

struct DataName {
  std::string text;
  NameType type = NameType::name;
  int rank = 1;  // 2: less likely than the readings of rank 1 of the same spelling
  Range range;
};

struct DataCapital {
  std::string city;
  Range range;
};

struct DataEntity {
  EntityType type = EntityType::state;
  std::string code, name, kind, detail;
  std::string state;  // city, region: code of its state; person: of the state or organisation
  std::uint32_t population = 0;
  std::uint8_t flags = 0;
  bool seat = false;  // city: capital of an independent state of today
  Range range;
  std::vector<DataName> names;  // the usual name first
  std::vector<DataCapital> capitals;
  std::string place;  // file and line
};

struct DataCode {
  std::string state, list, value;
  Range range;
  bool finds = false;  // as Code::finds
  std::string place;
};

struct DataCodeList {
  std::string id, name, version;
};

struct Data {
  std::vector<DataEntity> entities;
  std::vector<DataCode> codes;
  std::vector<DataCodeList> code_lists;
  std::map<std::string, std::string, std::less<>> abbreviations;  // of almanacs -> the value that statements have
  std::unordered_set<std::string> common;                         // names that are ordinary words too
};

// Reads what is there of a gazetteer's folder. Errors name file and line.
base::Result<Data> read_data(const std::string& folder);

// "1992", "1992-05", "1992-05-06" as its first and last day; nothing where it is no such date.
std::optional<Range> parse_date(std::string_view text);
// "1991/..", "../1997-12-09", "1992-05-06/1998".
std::optional<Range> parse_range(std::string_view text);

}  // namespace chancery::gazetteer
