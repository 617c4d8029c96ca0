// SPDX-License-Identifier: Apache-2.0
// What answers look like as JSON: each of these writes one object, a line of a command's JSON Lines or an item of an answer over HTTP.
// Given phrases, what has words for people has them beside its data, as "text". Plain functions; thread-safe as far as the phrases are.
#pragma once

#include <string>
#include <string_view>

#include "audit/decisions.h"
#include "base/json.h"
#include "brief/phrase.h"
#include "inquiry/chain.h"
#include "inquiry/changes.h"
#include "inquiry/inquiry.h"
#include "inquiry/timeline.h"
#include "panel/balance.h"
#include "question/question.h"

namespace chancery::exchange {

// {"kind":…,"roles":…} of a fact: what stands in a line of the interchange format (its source that of the statement that says most), with
// `certainty` and `statements` added.
void write_fact(base::JsonWriter& json, const inquiry::Fact& fact, const brief::Phrases* phrases = nullptr);
void write_moment(base::JsonWriter& json, const inquiry::Moment& moment, const inquiry::Fact& fact,
                  const brief::Phrases* phrases = nullptr);
void write_anniversary(base::JsonWriter& json, const inquiry::Anniversary& anniversary, const inquiry::Moment& moment,
                       const inquiry::Fact& fact, const brief::Phrases* phrases = nullptr);
// An agreement from step to step.
void write_chain(base::JsonWriter& json, const inquiry::Chain& chain, const std::vector<inquiry::Fact>& facts,
                 const brief::Phrases* phrases = nullptr);
void write_change(base::JsonWriter& json, const inquiry::Change& change, const brief::Phrases* phrases = nullptr);
void write_finding(base::JsonWriter& json, const audit::Finding& finding, const audit::Decisions& decisions,
                   const brief::Phrases* phrases = nullptr);
// A field with what sources declare, each by its path, where there is something.
void write_declared(base::JsonWriter& json, std::string_view field, const std::vector<ledger::Declared>& declared,
                    const inquiry::Inquiry& inquiry);
// Why nothing was found, given what is asked about: whether that is a no, in words too.
void write_silence(base::JsonWriter& json, const inquiry::Answer& silence, std::string_view kind, const inquiry::Inquiry& inquiry);
// What a source declares, with its terms.
void write_covering(base::JsonWriter& json, const ledger::Declared& declared, const ledger::Source& source);
void write_source(base::JsonWriter& json, const ledger::Source& source);
// One statement of the ledger in the interchange format.
void write_entry(base::JsonWriter& json, const ledger::Entry& entry);
void write_explanation(base::JsonWriter& json, const inquiry::Explanation& why);
void write_balance_year(base::JsonWriter& json, const panel::Balance& balance, const panel::BalanceYear& year);
// With phrases, the answer in words too, as "answer".
void write_reply(base::JsonWriter& json, std::string_view asked, const question::Understood& understood, const question::Reply& reply,
                 const inquiry::Inquiry& inquiry, const brief::Phrases* phrases = nullptr);

// A list of texts.
template <class Texts>
void write_texts(base::JsonWriter& json, std::string_view name, const Texts& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

}  // namespace chancery::exchange
