// SPDX-License-Identifier: Apache-2.0
#include "ledger/pin.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.h"
#include "ledger/known.h"
#include "ledger/ledger.h"

namespace chancery::ledger {
namespace {

// 64 hexadecimal digits, the highest first, to limbs.
bool parse(std::string_view hex, std::array<std::uint32_t, 8>& limbs) {
  if (hex.size() != 64) return false;
  for (std::size_t i = 0; i < 8; ++i) {
    const char* from = hex.data() + (7 - i) * 8;
    auto [end, error] = std::from_chars(from, from + 8, limbs[i], 16);
    if (error != std::errc() || end != from + 8) return false;
  }
  return true;
}

}  // namespace

base::Result<PinSum> PinSum::from_hex(std::string_view hex) {
  PinSum sum;
  if (!hex.empty() && !parse(hex, sum.limbs_)) return base::fail(base::ErrorKind::unreadable, "the ledger's pin is damaged");
  return sum;
}

std::string PinSum::hex() const {
  std::string out;
  for (std::size_t i = 8; i-- > 0;) out += fmt::format("{:08x}", limbs_[i]);
  return out;
}

std::string PinSum::pin() const { return base::sha256_hex("chancery pin 1 " + hex()); }

void PinSum::add(const std::vector<std::string_view>& fields) {
  std::string bytes;
  for (std::string_view field : fields) {
    bytes += fmt::format("{}:", field.size());
    bytes += field;
  }
  std::array<std::uint32_t, 8> more{};
  parse(base::sha256_hex(bytes), more);
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    carry += std::uint64_t{limbs_[i]} + more[i];
    limbs_[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
}

base::Result<std::vector<Revision>> Ledger::revisions() const {
  Snapshot snapshot(database_);
  auto query = database_.query("SELECT number, recorded, pin FROM session LEFT JOIN revision ON session = number ORDER BY number");
  if (!query) return tl::unexpected(query.error());
  std::vector<Revision> out;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return out;
    Revision& revision = out.emplace_back(Revision{query->integer(0), query->integer(1), std::string(query->text(2))});
    if (!revision.pin.empty()) continue;
    auto pin = recomputed_pin(revision.number);  // of a ledger from before pins were kept
    if (!pin) return tl::unexpected(pin.error());
    revision.pin = *pin;
  }
}

base::Result<PinSum> Ledger::sum() const {
  auto query = database_.query("SELECT value FROM derived WHERE name = 'pin sum'");
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  auto sum = PinSum::from_hex(*row ? query->text(0) : "");
  if (!sum) return base::fail(sum.error().kind, sum.error().message, path_);
  return sum;
}

base::Result<std::string> Ledger::pin(Known known) const {
  if (known) {
    auto query = database_.query(
        "SELECT pin FROM session LEFT JOIN revision ON session = number WHERE number <= ?1 ORDER BY number DESC LIMIT 1", *known);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row && !query->is_null(0)) return std::string(query->text(0));
    return recomputed_pin(known);
  }
  auto is = sum();
  if (!is) return tl::unexpected(is.error());
  return is->pin();
}

base::Result<std::string> Ledger::recomputed_pin(Known known) const {
  Snapshot snapshot(database_);
  PinSum sum;
  auto each = [&](std::string_view sql, auto add) -> base::Result<> {
    auto query = database_.query(sql, known.value_or(kNow));
    if (!query) return tl::unexpected(query.error());
    for (;;) {
      auto row = query->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      add(*query);
    }
  };
  auto ok = each("SELECT hash FROM source WHERE session <= ?1", [&](const Query& q) { sum.add_source(q.text(0)); });
  if (ok)
    ok = each("SELECT hash, form, title, published FROM reading JOIN source ON source.number = reading.source WHERE reading.session <= ?1",
              [&](const Query& q) { sum.add_reading(q.text(0), q.text(1), q.text(2), q.text(3)); });
  if (ok)
    ok = each("SELECT hash FROM source_text JOIN source ON source.number = source_text.source WHERE source.session <= ?1",
              [&](const Query& q) { sum.add_text(q.text(0)); });
  if (ok)
    ok = each("SELECT id, scope, quote, rule, anchor, named FROM statement WHERE session <= ?1",
              [&](const Query& q) { sum.add_statement(q.text(0), q.text(1), q.text(2), q.text(3), q.text(4), q.text(5)); });
  if (ok)
    ok = each("SELECT id, proposer FROM proposal JOIN statement ON statement.number = proposal.statement WHERE proposal.session <= ?1",
              [&](const Query& q) { sum.add_proposal(q.text(0), q.text(1)); });
  if (ok)
    ok = each(
        "SELECT one.id, why, person, other.id FROM retraction JOIN statement AS one ON one.number = statement"
        " LEFT JOIN taken_back ON retraction = retraction.number LEFT JOIN statement AS other ON other.number = replacement"
        " WHERE retraction.session <= ?1",
        [&](const Query& q) {
          q.is_null(2) ? sum.add_retraction(q.text(0)) : sum.add_retraction(q.text(0), q.text(1), q.text(2), q.text(3));
        });
  if (ok)
    ok = each("SELECT id FROM restatement JOIN statement ON statement.number = restatement.statement WHERE restatement.session <= ?1",
              [&](const Query& q) { sum.add_restatement(q.text(0)); });
  if (ok)
    ok = each("SELECT finding, action, preferred, words, person FROM decision WHERE session <= ?1",
              [&](const Query& q) { sum.add_decision(q.text(0), q.text(1), q.text(2), q.text(3), q.text(4)); });
  if (!ok) return tl::unexpected(ok.error());
  return sum.pin();
}

}  // namespace chancery::ledger
