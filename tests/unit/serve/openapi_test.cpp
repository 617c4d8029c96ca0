// SPDX-License-Identifier: Apache-2.0
// The description and the table of routes tell the same.
#include "serve/openapi.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <set>
#include <string>

#include "serve/routes.h"

namespace chancery::serve {
namespace {

// "GET /api/v1/facts a b kind role*"
std::set<std::string> told_by_table() {
  std::set<std::string> out;
  for (const Route* route : all_routes()) {
    std::set<std::string> names;
    std::string_view all = route->parameters;
    while (!all.empty()) {
      const std::string_view one = all.substr(0, all.find(' '));
      all.remove_prefix(std::min(one.size() + 1, all.size()));
      names.emplace(one);
    }
    std::string line = std::string(route->method) + " " + std::string(route->path) + (route->records ? " records" : "");
    for (const std::string& name : names) line += " " + name;
    out.insert(line);
  }
  return out;
}

std::set<std::string> told_by_description() {
  std::set<std::string> out;
  static simdjson::dom::parser parser;
  const simdjson::dom::element all = parser.parse(simdjson::padded_string(openapi()));
  for (auto [path, operations] : all["paths"].get_object()) {
    for (auto [method, operation] : operations.get_object()) {
      std::string upper(method);
      std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
      std::string line = upper + " " + std::string(path);
      simdjson::dom::element security;
      if (!operation["security"].get(security)) line += " records";
      std::set<std::string> names;
      simdjson::dom::array parameters;
      if (!operation["parameters"].get(parameters)) {
        for (simdjson::dom::element reference : parameters) {
          const std::string pointer(reference["$ref"].get_string().value());
          const simdjson::dom::element parameter = all.at_pointer(pointer.substr(1));
          const bool many = parameter["schema"]["type"].get_string().value() == "array";
          names.insert(std::string(parameter["name"].get_string().value()) + (many ? "*" : ""));
        }
      }
      for (const std::string& name : names) line += " " + name;
      out.insert(line);
    }
  }
  return out;
}

TEST(OpenApi, TellsTheRoutesThatThereAre) { EXPECT_EQ(told_by_description(), told_by_table()); }

TEST(Tools, TakeWhatTheirRoutesTake) {
  simdjson::dom::parser parser;
  const simdjson::dom::element all = parser.parse(simdjson::padded_string(tools()));
  const auto routes = all_routes();
  for (simdjson::dom::element tool : all.get_array()) {
    const std::string name(tool["name"].get_string().value());
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route* one) { return one->path == "/api/v1/" + name; });
    ASSERT_NE(route, routes.end()) << name;
    EXPECT_FALSE((*route)->records) << name;
    for (auto [parameter, schema] : tool["inputSchema"]["properties"].get_object()) {
      if (name == "read" && parameter == "text") continue;  // the body
      std::string spelled(parameter);
      std::replace(spelled.begin(), spelled.end(), '_', '-');
      const bool many = schema["type"].get_string().value() == "array";
      EXPECT_EQ(takes(**route, spelled), many ? Taken::many : Taken::once) << name << " " << parameter;
    }
  }
}

}  // namespace
}  // namespace chancery::serve
