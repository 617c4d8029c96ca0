// SPDX-License-Identifier: Apache-2.0
#include "ledger/pin.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.h"
#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/stored.h"

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

void PinSum::add(std::initializer_list<std::string_view> fields) {
  base::Sha256 hash;
  for (std::string_view field : fields) {
    const fmt::format_int size(field.size());
    hash.update({size.data(), size.size()});
    hash.update(":");
    hash.update(field);
  }
  const std::array<std::uint8_t, 32> bytes = hash.finish();
  PinSum one;
  for (std::size_t i = 0; i < bytes.size(); ++i) one.limbs_[7 - i / 4] |= std::uint32_t{bytes[i]} << (24 - i % 4 * 8);
  add(one);
}

void PinSum::add(const PinSum& sum) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    carry += std::uint64_t{limbs_[i]} + sum.limbs_[i];
    limbs_[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
}

base::Result<std::vector<Revision>> Ledger::revisions() const {
  auto query = database_.query("SELECT number, recorded, pin FROM session ORDER BY number");
  if (!query) return tl::unexpected(query.error());
  std::vector<Revision> out;
  auto all = query->each([&] { out.push_back({query->integer(0), query->integer(1), std::string(query->text(2))}); });
  if (!all) return tl::unexpected(all.error());
  return out;
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
    // A number between two is the state after the earlier; before the first there is nothing.
    auto query = database_.query("SELECT pin FROM session WHERE number <= ?1 ORDER BY number DESC LIMIT 1", *known);
    if (!query) return tl::unexpected(query.error());
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    return *row ? std::string(query->text(0)) : PinSum().pin();
  }
  auto is = sum();
  if (!is) return tl::unexpected(is.error());
  return is->pin();
}

base::Result<std::map<std::int64_t, PinSum>> Ledger::recomputed_sums() const {
  Snapshot snapshot(database_);
  std::map<std::int64_t, PinSum> sums;
  auto each = [&](std::string_view sql, auto add) -> base::Result<> {
    auto query = database_.query(sql);
    if (!query) return tl::unexpected(query.error());
    return query->each([&] { add(sums[query->integer(0)], *query); });
  };
  auto ok = each("SELECT session, hash FROM source", [](PinSum& sum, const Query& q) { sum.add_source(q.text(1)); });
  if (ok)
    ok = each("SELECT reading.session, hash, form, title, published FROM reading JOIN source ON source.number = reading.source",
              [](PinSum& sum, const Query& q) { sum.add_reading(q.text(1), q.text(2), q.text(3), q.text(4)); });
  if (ok)
    ok = each("SELECT source_text.session, hash FROM source_text JOIN source ON source.number = source_text.source",
              [](PinSum& sum, const Query& q) { sum.add_text(q.text(1)); });
  if (ok)
    ok = each(
        "SELECT session, id, scope, quote.text, rule.name, anchor, named FROM statement JOIN quote ON quote.number = statement.quote"
        " JOIN rule ON rule.number = statement.rule",
        [](PinSum& sum, const Query& q) {
          sum.add_statement(id_of(q.text(1)), name_of(static_cast<model::Scope>(q.integer(2))), q.text(3), q.text(4), q.text(5), q.text(6));
        });
  if (ok)
    ok = each("SELECT proposal.session, id, proposer FROM proposal JOIN statement ON statement.number = proposal.statement",
              [](PinSum& sum, const Query& q) { sum.add_proposal(id_of(q.text(1)), q.text(2)); });
  if (ok)
    ok = each(
        "SELECT retraction.session, one.id, why, person, other.id FROM retraction JOIN statement AS one ON one.number = statement"
        " LEFT JOIN statement AS other ON other.number = replacement",
        [](PinSum& sum, const Query& q) {
          if (q.is_null(3))
            sum.add_retraction(id_of(q.text(1)));
          else
            sum.add_retraction(id_of(q.text(1)), q.text(2), q.text(3), q.is_null(4) ? "" : id_of(q.text(4)));
        });
  if (ok)
    ok = each("SELECT restatement.session, id FROM restatement JOIN statement ON statement.number = restatement.statement",
              [](PinSum& sum, const Query& q) { sum.add_restatement(id_of(q.text(1))); });
  if (ok)
    ok = each("SELECT session, finding, action, preferred, words, person FROM decision",
              [](PinSum& sum, const Query& q) { sum.add_decision(q.text(1), q.text(2), q.text(3), q.text(4), q.text(5)); });
  if (ok)
    ok = each(
        "SELECT declaration.session, hash, title, publisher, attribution, licence, coverage FROM declaration"
        " JOIN source ON source.number = declaration.source",
        [](PinSum& sum, const Query& q) { sum.add_declaration(q.text(1), q.text(2), q.text(3), q.text(4), q.text(5), q.text(6)); });
  if (ok)
    ok = each("SELECT r.session, hash, events, sum FROM event_reading AS r JOIN source ON source.number = r.source",
              [](PinSum& sum, const Query& q) { sum.add_events(q.text(1), static_cast<std::uint64_t>(q.integer(2)), q.text(3)); });
  if (!ok) return tl::unexpected(ok.error());
  return sums;
}

base::Result<std::string> Ledger::recomputed_pin(Known known) const {
  auto sums = recomputed_sums();
  if (!sums) return tl::unexpected(sums.error());
  PinSum sum;
  for (const auto& [session, one] : *sums)
    if (session <= known.value_or(kNow)) sum.add(one);
  return sum.pin();
}

}  // namespace chancery::ledger
