// SPDX-License-Identifier: Apache-2.0
// Draws up a brief from what a ledger holds: of a state (or an organisation), or of two. Each claim carries notes with the words that
// bear it out; what nobody says is told as a gap with a note of where it was looked for. Not for layout (brief/write.h).
#pragma once

#include <string>

#include "base/result.h"
#include "brief/dossier.h"
#include "inquiry/inquiry.h"

namespace chancery::brief {

// `as_of`: EDTF; empty: whenever it held. Entities as Inquiry::resolve gave them.
base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& of, const std::string& as_of = {});
base::Result<Dossier> draw(const inquiry::Inquiry& inquiry, const inquiry::Entity& a, const inquiry::Entity& b,
                           const std::string& as_of = {});

}  // namespace chancery::brief
