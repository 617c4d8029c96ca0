// SPDX-License-Identifier: Apache-2.0
// What can be asked over the API, as a table: a file a group of routes. openapi.json tells the same to others; a test compares them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "serve/asking.h"
#include "serve/http_message.h"

namespace chancery::serve {

enum class Slow : std::uint8_t {
  never,
  when_much,  // where it looks through much, or for a name that only the ledger can know, in a large ledger
  always,
};

struct Route {
  std::string_view method, path;
  std::string_view parameters;  // names with a space between them; with a star, those that may be given several times
  Slow slow = Slow::never;
  base::Result<Response> (*run)(Asking&) = nullptr;
  bool records = false;  // needs --write and the token
};

// Parameters that many have.
#define CHANCERY_WINDOW " known pin"
#define CHANCERY_LIST " limit cursor" CHANCERY_WINDOW

std::span<const Route> about_routes();
std::span<const Route> fact_routes();
std::span<const Route> time_routes();
std::span<const Route> brief_routes();
std::span<const Route> audit_routes();
std::span<const Route> name_routes();
std::span<const Route> document_routes();

// All of them; nullptr where there is none.
std::vector<const Route*> all_routes();
// Whether a route may be asked with this parameter, and several times.
enum class Taken : std::uint8_t { no, once, many };
Taken takes(const Route& route, std::string_view parameter);

}  // namespace chancery::serve
