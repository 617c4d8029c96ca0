// SPDX-License-Identifier: Apache-2.0
// Draws up a brief from what a ledger holds: of a state (or an organisation), or of two. Each claim carries notes with the words that
// bear it out; what nobody says is told as a gap with a note of where it was looked for. Not for layout (brief/write.h).
#pragma once

#include <string>

#include "audit/rules.h"
#include "base/result.h"
#include "brief/dossier.h"
#include "inquiry/chain.h"
#include "inquiry/inquiry.h"
#include "inquiry/timeline.h"

namespace chancery::brief {

// `as_of`: EDTF; empty: whenever it held. Entities as Inquiry::resolve gave them. With rules, what these find is told, worst first.
base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& of, const std::string& as_of = {},
                           const audit::Rules* rules = nullptr);
base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& a, const inquiry::Entity& b,
                           const std::string& as_of = {}, const audit::Rules* rules = nullptr);

// What happened when: a section a year, a claim a moment. `of`: whom the facts name.
base::Result<Dossier> draw_timeline(const inquiry::Inquiry& inquiry, const std::vector<inquiry::Entity>& of,
                                    const std::vector<inquiry::Fact>& facts, const std::vector<inquiry::Moment>& moments);
// Which events have anniversaries: by day, and apart those whose month or year is all that is known. `period`: in words, for the title.
base::Result<Dossier> draw_anniversaries(const inquiry::Inquiry& inquiry, const std::string& period,
                                         const std::vector<inquiry::Fact>& facts, const std::vector<inquiry::Moment>& moments,
                                         const std::vector<inquiry::Anniversary>& found);
// Each agreement from its signature to its end, with what is not said of it. `of`: what was asked for.
base::Result<Dossier> draw_chains(const inquiry::Inquiry& inquiry, const std::string& of, const std::vector<inquiry::Fact>& facts,
                                  const std::vector<inquiry::Chain>& chains);
// An answer in words, below how the question was understood, and above the facts that it rests on.
base::Result<Dossier> draw_answer(const inquiry::Inquiry& inquiry, const std::string& question, const std::string& understood,
                                  const std::string& answer, const std::vector<inquiry::Fact>& facts, const std::string& as_of = {});

}  // namespace chancery::brief
