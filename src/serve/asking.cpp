// SPDX-License-Identifier: Apache-2.0
#include "serve/asking.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.h"
#include "inquiry/revisions.h"

namespace chancery::serve {

using base::ErrorKind;
using base::fail;

std::string Asking::value(std::string_view name) const {
  for (const auto& [its, value] : query_)
    if (its == name) return value;
  return {};
}

std::vector<std::string> Asking::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [its, value] : query_)
    if (its == name && !value.empty()) out.push_back(value);
  return out;
}

base::Result<std::string> Asking::needed(std::string_view name) const {
  std::string out = value(name);
  if (out.empty()) return fail(ErrorKind::usage, fmt::format("the parameter {} is missing", name));
  return out;
}

base::Result<bool> Asking::flag(std::string_view name) const {
  const std::string text = value(name);
  if (text.empty() || text == "0" || text == "false") return false;
  if (text == "1" || text == "true") return true;
  return fail(ErrorKind::usage, fmt::format("{} takes 1 or 0, not '{}'", name, text));
}

base::Result<std::uint64_t> Asking::number(std::string_view name, std::uint64_t fallback, std::uint64_t least, std::uint64_t most) const {
  const std::string text = value(name);
  if (text.empty()) return fallback;
  std::uint64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < least || out > most)
    return fail(ErrorKind::usage, fmt::format("{} takes a whole number from {} to {}, not '{}'", name, least, most, text));
  return out;
}

base::Result<std::string> Asking::date(std::string_view name) const {
  std::string text = value(name);
  if (text.empty()) return text;
  return inquiry::date_asked(std::move(text), name);
}

base::Result<time::Bounds> Asking::period() const { return inquiry::period_asked(value("from"), value("to"), "from", "to"); }

base::Result<std::string> Asking::choice(std::string_view name, std::initializer_list<std::string_view> choices) const {
  std::string text = value(name);
  if (text.empty()) return std::string(*choices.begin());
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
  std::string all;
  for (std::string_view one : choices) all += (all.empty() ? "" : ", ") + std::string(one);
  return fail(ErrorKind::usage, fmt::format("{} is one of {}, not '{}'", name, all, text));
}

base::Result<inquiry::Question> Asking::question() const {
  inquiry::Question out;
  auto as_of = date("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  auto kind = inquiry::kind_asked(value("kind"), *tables().kinds);
  if (!kind) return tl::unexpected(kind.error());
  auto roles = inquiry::roles_asked(values("role"), *kind, *tables().kinds, "role");
  if (!roles) return tl::unexpected(roles.error());
  auto modes = flag("all-modes");
  if (!modes) return tl::unexpected(modes.error());
  out.as_of = std::move(*as_of);
  out.kind = std::move(*kind);
  out.roles = std::move(*roles);
  out.other_modes = *modes;
  return out;
}

base::Result<std::vector<inquiry::Entity>> Asking::entities(std::string_view as_of) const {
  std::vector<std::string> names = values("a");
  for (std::string& name : values("b")) names.push_back(std::move(name));
  return inquiry::entities_named(names, *inquiry_, as_of);
}

base::Result<std::optional<Cursor>> Asking::cursor() const {
  const std::string text = value("cursor");
  if (text.empty()) return std::nullopt;
  auto cursor = parse_cursor(text);
  if (!cursor || cursor->asked != asked())
    return fail(ErrorKind::usage, "this cursor is none of this question", "", "ask without it, and go on with what `next` says");
  return cursor;
}

std::string Asking::asked() const {
  Query question;
  for (const auto& one : query_)
    if (one.first != "cursor" && one.first != "limit") question.push_back(one);
  return base::sha256_hex(request_.path + "?" + canonical(question)).substr(0, 8);
}

base::Result<const inquiry::Inquiry*> Asking::inquiry() {
  if (inquiry_ != nullptr) return inquiry_;
  auto cursor = this->cursor();
  if (!cursor) return tl::unexpected(cursor.error());
  if (has("known") && has("pin")) return fail(ErrorKind::usage, "known and pin both say as of when", "", "give one of them");
  // A list goes on as it began, whatever was recorded meanwhile.
  const bool moved_on = *cursor && !pin_.starts_with((*cursor)->pin);
  if (has("known") || has("pin") || moved_on) {
    auto revision = has("known") ? inquiry::known_at(desk_.ledger, value("known"))
                    : has("pin") ? inquiry::of_pin(desk_.ledger, value("pin"))
                                 : inquiry::of_pin(desk_.ledger, (*cursor)->pin);
    if (!revision) return tl::unexpected(revision.error());
    pin_ = revision->pin;
    own_.emplace(desk_.ledger, *tables().gazetteer, inquiry::Window{revision->number, {}});
    return inquiry_ = &*own_;
  }
  if (!desk_.inquiry || desk_.pin != pin_) {
    desk_.pin = pin_;
    desk_.inquiry.emplace(desk_.ledger, *tables().gazetteer);
  }
  return inquiry_ = &*desk_.inquiry;
}

base::Result<Asking::Stretch> Asking::stretch(std::size_t total) {
  auto limit = number("limit", kUsualItems, 1, kMostItems);
  if (!limit) return tl::unexpected(limit.error());
  auto cursor = this->cursor();
  if (!cursor) return tl::unexpected(cursor.error());
  Stretch out;
  out.total = total;
  out.from = *cursor ? std::min<std::size_t>((*cursor)->offset, total) : 0;
  out.to = std::min(total, out.from + *limit);
  return out;
}

void Asking::begin(base::JsonWriter& json, std::string_view as_of) const {
  json.begin_object().field("program", "chancery " CHANCERY_VERSION).field("pin", pin_);
  auto or_null = [&](std::string_view name, std::string_view text) { text.empty() ? json.key(name).null() : json.key(name).value(text); };
  or_null("as_of", as_of);
  or_null("known", value("known"));
}

void Asking::write_next(base::JsonWriter& json, const Stretch& stretch) const {
  json.key("next");
  if (stretch.to == stretch.total)
    json.null();
  else
    json.value(print(Cursor{stretch.to, pin_, asked()}));
}

}  // namespace chancery::serve
