// SPDX-License-Identifier: Apache-2.0
// What somebody typed for a question, checked: the same whether it was typed after a command or into an address. Errors are of the kind
// usage and call what was typed as the caller does ("--as-of", "as-of"). Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inquiry/inquiry.h"
#include "model/kinds.h"
#include "time/bounds.h"

namespace chancery::inquiry {

// EDTF.
base::Result<std::string> date_asked(std::string text, std::string_view called);
// A kind's name, or empty; the error suggests one.
base::Result<std::string> kind_asked(std::string name, const model::Kinds& kinds);
// Each NAME=VALUE, or NAME=VALUE|VALUE of which one; of the kind, where there is one.
base::Result<std::vector<model::Role>> roles_asked(const std::vector<std::string>& texts, std::string_view kind, const model::Kinds& kinds,
                                                   std::string_view called);
// From the first day that one date can mean to the last of the other; an end that is empty is open.
base::Result<time::Bounds> period_asked(const std::string& from, const std::string& to, std::string_view called_from,
                                        std::string_view called_to);
// One state or organisation, or two with a space or a comma between them, as codes; each given as a code or a name.
base::Result<std::string> subject_asked(const std::string& text, const gazetteer::Gazetteer& gazetteer, std::string_view called);

// Those that are named, of what is there at `as_of` (EDTF, may be empty).
base::Result<std::vector<Entity>> entities_named(const std::vector<std::string>& names, const Inquiry& inquiry,
                                                 std::string_view as_of = {});
// The values by which statements name them.
std::vector<std::string> values_of(const std::vector<Entity>& entities);

}  // namespace chancery::inquiry
