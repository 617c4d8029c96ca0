// SPDX-License-Identifier: Apache-2.0
// One question over the API while it is answered: its parameters, checked, and the ledger as it is to be looked at. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "brief/phrase.h"
#include "inquiry/asked.h"
#include "inquiry/inquiry.h"
#include "serve/desks.h"
#include "serve/http_message.h"
#include "serve/names.h"
#include "serve/query.h"

namespace chancery::serve {

inline constexpr std::size_t kMostItems = 1000, kUsualItems = 50;

class Asking {
 public:
  // All must outlive it. `pin`: of the ledger as it is.
  Asking(const Request& request, const Query& query, Desks& desks, Desk& desk, std::string pin)
      : request_(request), query_(query), desks_(desks), desk_(desk), pin_(std::move(pin)) {}

  const Request& request() const { return request_; }
  const Tables& tables() const { return desks_.tables(); }
  Desks& desks() const { return desks_; }
  Desk& desk() const { return desk_; }

  // A parameter that is there and empty counts as not given.
  bool has(std::string_view name) const { return !value(name).empty(); }
  std::string value(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;
  base::Result<std::string> needed(std::string_view name) const;
  base::Result<bool> flag(std::string_view name) const;  // 1 or true, 0 or false
  base::Result<std::uint64_t> number(std::string_view name, std::uint64_t fallback, std::uint64_t least, std::uint64_t most) const;
  base::Result<std::string> date(std::string_view name) const;  // EDTF, or empty
  base::Result<time::Bounds> period() const;                    // of from and to
  // One of these, the first where none is given.
  base::Result<std::string> choice(std::string_view name, std::initializer_list<std::string_view> choices) const;

  // Of kind, role, as-of and all-modes.
  base::Result<inquiry::Question> question() const;
  // Those that a and b name.
  base::Result<std::vector<inquiry::Entity>> entities(std::string_view as_of = {}) const;

  // Through known, pin and cursor.
  base::Result<const inquiry::Inquiry*> inquiry();

  // Once inquiry() is there: {"program":…,"pin":…,"as_of":…,"known":…, and what `fields` adds, "names":{…}}: the shape of every answer.
  template <class Fields>
  base::Result<Response> answer(std::string_view as_of, Fields fields) {
    Response response;
    base::JsonWriter json(response.body);
    Names names(*inquiry_);
    begin(json, as_of);
    fields(json, names);
    names.write(json);
    json.end_object();
    response.body += '\n';
    return response;
  }
  // The same with a stretch of a list, by limit and cursor: "items", "total" and "next". `write` makes an object of one, `more` adds
  // fields.
  template <class All, class Write>
  base::Result<Response> list(std::string_view as_of, const All& all, Write write) {
    return list(as_of, all, write, [](base::JsonWriter&) {});
  }
  template <class All, class Write, class More>
  base::Result<Response> list(std::string_view as_of, const All& all, Write write, More more) {
    auto stretch = this->stretch(all.size());
    if (!stretch) return tl::unexpected(stretch.error());
    return answer(as_of, [&](base::JsonWriter& json, Names& names) {
      json.key("items").begin_array();
      for (std::size_t i = stretch->from; i < stretch->to; ++i) write(json, names, all[i]);
      json.end_array().field("total", all.size());
      write_next(json, *stretch);
      more(json);
    });
  }

 private:
  struct Stretch {
    std::size_t from = 0, to = 0, total = 0;
  };
  base::Result<Stretch> stretch(std::size_t total);
  base::Result<std::optional<Cursor>> cursor() const;
  std::string asked() const;  // a few digits of the question, without where it goes on
  void begin(base::JsonWriter& json, std::string_view as_of) const;
  void write_next(base::JsonWriter& json, const Stretch& stretch) const;

  const Request& request_;
  const Query& query_;
  Desks& desks_;
  Desk& desk_;
  std::string pin_;                      // of what is looked at
  std::optional<inquiry::Inquiry> own_;  // of another window than the desk's
  const inquiry::Inquiry* inquiry_ = nullptr;
};

}  // namespace chancery::serve
